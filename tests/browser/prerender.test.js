import assert from 'node:assert/strict';
import { SPACED_SETTLE_MS } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';
import { pollUntil } from './harness/wait.js';

const COUNTED_BEFORE = improves('it counts prerendered pages at once (spec-b B24)');

/** Everything that tracks, in an order that must stay. */
const COMMANDS = ["['trackPageView']", "['trackEvent', 'c', 'early']", "['addEcommerceItem', 'sku']", "['trackEcommerceOrder', 'o1', 5]", "['trackGoal', 7]",
  "['queueRequest', 'e_c=q&e_a=queued&ca=1']", "['trackContentImpression', 'block']", "['trackAllContentImpressions']"];
const EXPECTED = [{ action_name: 'T' }, { e_a: 'early' }, { ec_id: 'o1', ec_items: /sku/ }, { idgoal: '7' }, { e_a: 'queued' }, { c_n: 'block' }, { c_n: 'found' }];
const BLOCK = '<p data-track-content data-content-name="found"></p>';
const QUICK = "['setRequestQueueInterval', 1000]";

/** A page that has `/next` prerendered, and links to it. */
const RULES = '<script type="speculationrules">{"prerender":[{"source":"list","urls":["/next"],"eagerness":"immediate"}]}</script><a id="next" href="/next">next</a>';

/** Says when the page has done all it does unseen. */
const READY = "<script>addEventListener('load', function () { setTimeout(function () { fetch('/ready?' + Boolean(document.prerendering)); }, 300); });</script>";

async function prerendered({ site, page }, html) {
  site.page('/next', `${html}${READY}`);
  await page.goto(site.page('/a', RULES));
  assert.ok(await pollUntil(() => site.accesses().some(({ path, query }) => path === '/ready' && query === 'true'), 8000), 'the page was prerendered');
}

const CHROMIUM = { engines: ['chromium'] };

browserTest('a prerendered page counts when it is activated, everything in its order, and not before', { ...CHROMIUM, ...COUNTED_BEFORE }, async ({ site, page, visit }) => {
  await prerendered({ site, page }, `${withoutClientHints}${queue(QUICK, ...COMMANDS)}${trackerTag}${BLOCK}
    <script>document.addEventListener('visibilitychange', function () { _paq.push(['trackEvent', 'c', 'own']); });</script>`);
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  await page.evaluate(() => { setTimeout(() => document.getElementById('next').click(), 10); });
  const [view, ...others] = await visit.expectRequests({ requests: [...EXPECTED, { e_a: 'own' }], settle: SPACED_SETTLE_MS });
  for (const { parameters } of others) assert.equal(parameters.pv_id, view.parameters.pv_id);
});

browserTest('a prerendered page that nobody looks at is never counted, and leaves no cookie', { ...CHROMIUM, ...COUNTED_BEFORE }, async ({ site, page, visit }) => {
  await prerendered({ site, page }, `${withoutClientHints}${queue(QUICK, "['enableHeartBeatTimer', 5]", ...COMMANDS)}${trackerTag}${BLOCK}`);
  await page.goto(site.page('/elsewhere', '<p>elsewhere</p>'));
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  assert.deepEqual(await page.cookies(), {});
});

browserTest('the times of a prerendered page are those the visitor waited: none before the activation', { ...CHROMIUM, ...COUNTED_BEFORE }, async ({ site, page, visit }) => {
  const performance = "<script>var _paq = [['setTrackerUrl', '/matomo.php'], ['setSiteId', '1'], ['trackPageView']];</script>";
  await prerendered({ site, page }, `${withoutClientHints}${performance}${trackerTag}`);
  await page.evaluate(() => { setTimeout(() => document.getElementById('next').click(), 10); });
  const none = { pf_net: '0', pf_srv: '0', pf_tfr: '0', pf_dm1: '0', pf_dm2: '0', pf_onl: '0' };
  await visit.expectRequests({ requests: [{ action_name: 'T', ...none }] });
});

browserTest('the times of a page activated while it loads begin at the activation', COUNTED_BEFORE, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}<script>Object.defineProperty(window, 'performance', { configurable: true, value: {
    timing: { navigationStart: 1000, fetchStart: 1010, connectEnd: 1020, requestStart: 1030, responseStart: 1150, responseEnd: 1200, domLoading: 1210, domInteractive: 1300,
      domComplete: 1400, loadEventStart: 1400, loadEventEnd: 1401 },
    now: function () { return 1; }, getEntriesByType: function () { return [{ activationStart: 99.6 }]; } } });
    var _paq = [['setTrackerUrl', '/matomo.php'], ['setSiteId', '1'], ['trackPageView']];</script>${trackerTag}`));
  await visit.expectRequests({ requests: [{ action_name: 'T', pf_net: '0', pf_srv: '50', pf_tfr: '50', pf_dm1: '90', pf_dm2: '100', pf_onl: '1' }] });
});

browserTest('setCountPreRendered(true): a prerendered page counts at once', CHROMIUM, async ({ site, page, visit }) => {
  await prerendered({ site, page }, `${withoutClientHints}${queue("['setCountPreRendered', true]", "['trackPageView']")}${trackerTag}`);
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.evaluate(() => { setTimeout(() => document.getElementById('next').click(), 10); });
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
});

/** The page was opened in the background; `show()` brings it to the front, `hide()` back. */
const IN_BACKGROUND = `<script>
  var state = 'hidden';
  Object.defineProperty(document, 'visibilityState', { get: function () { return state; }, configurable: true });
  function turn(to) { state = to; document.dispatchEvent(new Event('visibilitychange', { bubbles: true })); }
</script>`;

browserTest('a page opened in the background counts when it is seen, and from then on whether it is seen or not', improves('it counts such pages at once'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${IN_BACKGROUND}${withoutClientHints}${queue(QUICK, ...COMMANDS)}${trackerTag}${BLOCK}`));
  await page.evaluate(() => { _paq.push(['trackEvent', 'c', 'unseen']); });
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  await page.evaluate(() => turn('visible'));
  await visit.expectRequests({ requests: [...EXPECTED, { e_a: 'unseen' }], settle: SPACED_SETTLE_MS });
  await page.evaluate(() => {
    turn('hidden');
    _paq.push(['trackEvent', 'c', 'hidden again']);
    turn('visible');
  });
  await visit.expectRequests({ requests: [{ e_a: 'hidden again' }] });
});

browserTest('setCountPreRendered(true): a page opened in the background counts at once', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${IN_BACKGROUND}${withoutClientHints}${queue("['setCountPreRendered', true]", "['trackPageView']")}${trackerTag}`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.evaluate(() => turn('visible'));
  await visit.expectRequests({ requests: [] });
});
