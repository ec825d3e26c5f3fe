/** Script elements that put a page in a known state; place them before the tracker. */

/** No client hints, so that no request waits for them: the same as plain http in Chromium, or any other engine. */
export const withoutClientHints = `<script>
  Object.defineProperty(navigator, 'userAgentData', { value: undefined, configurable: true });
</script>`;

/** Clicked links lead nowhere and no context menu opens, so one page can take many clicks. */
export const stayOnPage = `<script>
  ['click', 'auxclick', 'contextmenu', 'submit'].forEach(function (type) {
    window.addEventListener(type, function (event) { event.preventDefault(); });
  });
</script>`;

/** Every visit of the page is a first one. */
export const forgetCookies = `<script>
  document.cookie.split('; ').forEach(function (pair) {
    document.cookie = pair.split('=')[0] + '=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT';
  });
</script>`;
