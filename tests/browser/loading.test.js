import assert from 'node:assert/strict';
import { absent } from './harness/expect.js';
import { queue, snippet, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

const VISITOR_ID = /^[0-9a-f]{16}$/;

/** Script element that inserts the tracker as an async script and runs `onload` (source) when it has loaded. */
const insertTracker = (onload) => `<script>
  (function () {
    var script = document.createElement('script');
    script.async = true;
    script.src = '/matomo.js';
    script.onload = function () { ${onload} };
    document.head.appendChild(script);
  }());
</script>`;

browserTest('after a blocking script the next line has a working Matomo.getTracker', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${trackerTag}<script>
    var tracker = Matomo.getTracker('/matomo.php', '4');
    tracker.disablePerformanceTracking();
    tracker.trackPageView('Sync');
    tracker.trackEvent('a', 'b');
    var answers = [tracker.getSiteId(), tracker.getTrackerUrl(), tracker.getNumTrackedPageViews(), tracker.getVisitorId().length];
  </script>`));
  assert.deepEqual(await page.evaluate(() => answers), ['4', '/matomo.php', 1, 16]);
  await visit.expectRequests({ requests: [{ action_name: 'Sync', idsite: '4' }, { e_c: 'a', idsite: '4' }] });
});

browserTest('the load handler of the script finds the tracker and its getters', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['setUserId', 'u']", "['trackPageView']")}${insertTracker(`
    var tracker = Matomo.getAsyncTracker();
    window.answers = [tracker.getUserId(), tracker.getVisitorId().length, tracker.getVisitorInfo().length, tracker.getPageViewId().length];
    tracker.trackEvent('from', 'onload');
  `)}`));
  assert.deepEqual(await page.waitFor(() => window.answers), ['u', 16, 4, 6]);
  await visit.expectRequests({ requests: [{ action_name: 'T', uid: 'u' }, { e_a: 'onload', uid: 'u' }] });
});

browserTest('commands pushed before the script has loaded belong to the queue: settings come first', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${snippet({ extra: [['disablePerformanceTracking']] })}<script>
    _paq.push(['trackEvent', 'a', 'early']);
    _paq.push(['setUserId', 'u']);
    _paq.push(['requireCookieConsent']);
  </script>`));
  await visit.expectRequests({ requests: [{ action_name: 'T', uid: 'u', _id: '' }, { e_a: 'early', uid: 'u', _id: '' }] });
  assert.deepEqual(await page.cookies(), {});
});

browserTest('commands pushed after the script has loaded run in the order of the pushes', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['trackPageView']")}${insertTracker(`
    _paq.push(['trackEvent', 'a', '1']);
    _paq.push(['setUserId', 'u']);
    _paq.push(['trackEvent', 'a', '2']);
    _paq.push(['requireCookieConsent']);
    _paq.push(['trackEvent', 'a', '3']);
  `)}`));
  await visit.expectRequests({
    requests: [
      { action_name: 'T', uid: absent, _id: VISITOR_ID }, { e_a: '1', uid: absent, _id: VISITOR_ID },
      { e_a: '2', uid: 'u', _id: VISITOR_ID }, { e_a: '3', uid: 'u', _id: '' },
    ],
    ordered: true,
  });
  assert.deepEqual(await page.cookies(), {});
});

browserTest('a setter trap on window.Piwik gets the finished object, once', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    var assigned = [], tracker;
    Object.defineProperty(window, 'Piwik', {
      configurable: true,
      get: function () { return assigned[assigned.length - 1]; },
      set: function (value) {
        assigned.push(value);
        tracker = value.getTracker('/matomo.php', '6');
        tracker.disablePerformanceTracking();
        tracker.trackPageView('Trapped');
      }
    });
  </script>${trackerTag}`));
  assert.deepEqual(await page.evaluate(() => [assigned.length, assigned[0] === Matomo, tracker.getVisitorId().length]), [1, true, 16]);
  await visit.expectRequests({ requests: [{ action_name: 'Trapped', idsite: '6' }] });
});

browserTest('a page left as soon as the script has loaded still sends its page view', {}, async ({ site, page, visit }) => {
  site.page('/next', '<p id="next">next</p>');
  await page.goto(site.page('/a', `<p><a id="on" href="/next">on</a></p>${queue("['trackPageView']")}${insertTracker(`
    location.href = '/next';
  `)}`));
  await page.waitFor(() => document.querySelector('#next') !== null);
  await visit.expectRequests({ requests: [{ action_name: 'T', url: site.url('/a') }] });
});

browserTest('commands of the last moment are not lost when the page is left in the same tick', {}, async ({ site, page, visit }) => {
  site.page('/next', '<p id="next">next</p>');
  await page.goto(site.page('/a', `${queue("['trackPageView']")}${trackerTag}<button id="go">go</button><script>
    document.querySelector('#go').onclick = function () {
      _paq.push(['trackEvent', 'last', '1']);
      _paq.push(['trackEvent', 'last', '2']);
      location.href = '/next';
    };
  </script>`));
  await page.click('#go');
  await page.waitFor(() => document.querySelector('#next') !== null);
  await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_c: 'last', e_a: '1' }, { e_c: 'last', e_a: '2' }] });
});

browserTest('a lexical _paq is taken over like a global variable', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    let _paq = [['setTrackerUrl', '/matomo.php'], ['setSiteId', '1'], ['disablePerformanceTracking'], ['trackPageView']];
  </script>${trackerTag}<script>_paq.push(['trackEvent', 'a', 'b']);</script>`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_c: 'a' }] });
  assert.deepEqual(await page.evaluate(() => Object.keys(_paq)), ['push']);
});

browserTest('strict code may assign _paq to itself and go on pushing', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['trackPageView']")}${trackerTag}<script type="module">
    window._paq = window._paq || [];
    window._paq.push(['trackEvent', 'from', 'module']);
  </script>`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_a: 'module' }] });
});

browserTest('a single-page navigation right after load does not move the page view to the new page', {}, async ({ site, page, visit }) => {
  const url = site.page('/a', `${queue("['trackPageView']")}${insertTracker(`
    history.pushState({}, '', '/spa');
    document.title = 'SPA';
    _paq.push(['trackEvent', 'on', 'spa']);
    _paq.push(['setCustomUrl', '/spa']);
    _paq.push(['trackPageView', 'SPA']);
  `)}`);
  await page.goto(url);
  await visit.expectRequests({
    requests: [
      { action_name: 'T', url },
      { e_a: 'spa', url },
      { action_name: 'SPA', url: 'http://localhost/spa' },
    ],
  });
});
