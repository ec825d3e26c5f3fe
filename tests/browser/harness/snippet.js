/**
 * Matomo's documented standard snippet, as a site owner pastes it.
 *
 * @param {object} [options]
 * @param {string} [options.siteId]
 * @param {unknown[][]} [options.extra] commands pushed before the page view, as in the documentation
 * @param {string} [options.base] where matomo.js and matomo.php live, with trailing slash
 * @returns {string} a script element
 */
export function snippet({ siteId = '1', extra = [], base = '/' } = {}) {
  const pushes = extra.map((command) => `  _paq.push(${JSON.stringify(command)});`).join('\n');
  return `<script>
  var _paq = window._paq = window._paq || [];
${pushes}
  _paq.push(['trackPageView']);
  _paq.push(['enableLinkTracking']);
  (function() {
    var u=${JSON.stringify(base)};
    _paq.push(['setTrackerUrl', u+'matomo.php']);
    _paq.push(['setSiteId', ${JSON.stringify(siteId)}]);
    var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];
    g.async=true; g.src=u+'matomo.js'; s.parentNode.insertBefore(g,s);
  })();
</script>`;
}

/** Blocking script element with the tracker: whatever stands in the next line finds it ready. */
export const trackerTag = '<script src="/matomo.js"></script>';

/**
 * A script element that queues the usual configuration and then `commands`, without loading the tracker. Performance
 * timings are off: they would attach to whichever request leaves first.
 *
 * @param {...string} commands JavaScript source of further `_paq` entries
 * @returns {string}
 */
export function queue(...commands) {
  const entries = ["['setTrackerUrl', '/matomo.php']", "['setSiteId', '1']", "['disablePerformanceTracking']"];
  return `<script>var _paq = [${[...entries, ...commands].join(', ')}];</script>`;
}
