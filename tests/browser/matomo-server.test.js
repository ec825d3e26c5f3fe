import assert from 'node:assert/strict';
import { absent } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

/** What a Matomo server does with the pages it tracks: spec-b §7.5 and §4.10. */
const openedBy = (idSite, segment = '') => `<script>Object.defineProperty(document, 'referrer', {
  value: 'http://stats.example/index.php?module=Overlay&action=startOverlaySession&idSite=${idSite}&period=day&date=today${segment}' });</script>`;
const CLIENT = 'window.Matomo_Overlay_Client = { initialize: function () { window.shown = [].slice.call(arguments); } };';

const OVERLAYS = [
  ['the server of the tracker URL', '/sub/', "['setTrackerUrl', ORIGIN + '/sub/matomo.php?x=1']"],
  ['the server of setAPIUrl', '/api/', "['setAPIUrl', ORIGIN + '/api/']"],
];

for (const [whose, path, command] of OVERLAYS) {
  browserTest(`an overlay session that the referrer begins loads the client of ${whose}; all but page views is tracked`, {}, async ({ site, page, visit }) => {
    site.file(`${path}plugins/Overlay/client/client.js`, CLIENT);
    await page.goto(site.page('/a', `${openedBy(1, '&segment=browserCode%3D%3DFF')}${withoutClientHints}<script>var ORIGIN = ${JSON.stringify(site.origin)};</script>
      ${queue(command, "['trackPageView']")}${trackerTag}`));
    const shown = await page.waitFor(() => window.shown);
    assert.deepEqual(shown.slice(0, 5), [site.url(path), '1', 'day', 'today', 'browserCode%3D%3DFF']);
    assert.equal(await page.evaluate(() => window.name), 'Matomo_Overlay###day###today###browserCode%3D%3DFF');
    await page.evaluate(() => { _paq.push(['setTrackerUrl', '/matomo.php'], ['trackEvent', 'c', 'a'], ['trackSiteSearch', 'k']); });
    await visit.expectRequests({ requests: [{ e_a: 'a' }, { search: 'k' }] });
  });
}

browserTest('an overlay session of another site, and a window named in another way, are tracked', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${openedBy(7)}${withoutClientHints}${queue("['trackPageView']")}${trackerTag}`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.equal(await page.evaluate(() => window.name), '');
  await page.goto(site.page('/b', `<script>window.name = 'Matomo_Overlay###day###today';</script>${withoutClientHints}${queue("['trackPageView']")}${trackerTag}`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
});

browserTest('a page opened to check the installation says so in its requests and closes', {}, async ({ site, page, visit }) => {
  site.page('/a', `<script>var closings = 0; window.close = function () { closings += 1; };</script>${withoutClientHints}${queue("['appendToTrackingUrl', 'x=1']", "['trackPageView']")}${trackerTag}`);
  await page.goto(`${site.url('/a')}?tracker_install_check=a%26b%20c`);
  const [hit] = await visit.expectRequests({ requests: [{ action_name: 'T', tracker_install_check: 'a' }] });
  assert.match(hit.query, /&x=1&tracker_install_check=a&b(?: |%20)c&/);
  assert.ok(await page.evaluate(() => closings) > 0);
  await page.goto(`${site.url('/a')}?tracker_install_check=`);
  await visit.expectRequests({ requests: [{ action_name: 'T', tracker_install_check: absent }] });
  assert.equal(await page.evaluate(() => closings), 0);
});
