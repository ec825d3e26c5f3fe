import assert from 'node:assert/strict';
import { absent } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const INTEGER = /^\d+$/;
const EARLY = ['pf_net', 'pf_srv', 'pf_tfr'];
const NAMES = [...EARLY, 'pf_dm1', 'pf_dm2', 'pf_onl'];
const times = (matcher, names = NAMES) => Object.fromEntries(names.map((name) => [name, matcher]));
const none = times(absent);

const start = (...commands) => `<script>var _paq = [${["['setTrackerUrl', '/matomo.php']", "['setSiteId', '1']", ...commands].join(', ')}];</script>`;
const pageOf = (...commands) => `${withoutClientHints}${start(...commands)}${trackerTag}`;

/** The times of a page as its browser reports them, and what they come to. */
const TIMES = { fetchStart: 100, connectEnd: 130.5, requestStart: 131, responseStart: 181, responseEnd: 201, domLoading: 210, domInteractive: 310,
  domComplete: 510, loadEventStart: 510, loadEventEnd: 515 };
const RESULT = { pf_net: '31', pf_srv: '50', pf_tfr: '20', pf_dm1: '100', pf_dm2: '200', pf_onl: '5' };
const timesOf = (changes) => `<script>Object.defineProperty(window, 'performance', { configurable: true, value: {
  timing: ${JSON.stringify({ ...TIMES, ...changes })}, now: function () { return 1; }, getEntriesByType: function () { return []; } } });</script>`;

const track = (page, ...names) => page.evaluate((list) => { for (const name of list) _paq.push(['trackEvent', 'c', name]); }, names);

const EVENLY = [
  ['whole', {}, RESULT], ['without domLoading', { domLoading: 0 }, { ...RESULT, pf_dm1: absent }], ['without connectEnd', { connectEnd: 0 }, { ...RESULT, pf_net: absent }],
  ['with a negative difference', { loadEventEnd: 509 }, none],
];

for (const [about, changes, expected] of EVENLY) {
  browserTest(`a page view after load carries the times once, ${about}`, {}, async ({ site, page, visit }) => {
    await page.goto(site.page('/a', `${timesOf(changes)}${pageOf()}`));
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    await page.evaluate(() => { _paq.push(['trackPageView'], ['trackEvent', 'c', '1'], ['trackPageView', 'Second']); });
    await visit.expectRequests({ requests: [{ action_name: 'T', ...expected }, { e_a: '1', ...none }, { action_name: 'Second', ...none }] });
  });
}

browserTest('a page view while the page loads has the times so far, the first request after load all of them, with its page view ID', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['trackPageView']", "['trackEvent', 'c', 'same tick']")));
  const [view] = await visit.expectRequests({ requests: [{ action_name: 'T', ...times(INTEGER, EARLY) }, { e_a: 'same tick', ...none }] });
  await track(page, 'after', 'again');
  const [after] = await visit.expectRequests({
    requests: [{ e_a: 'after', ...times(INTEGER, [...EARLY, 'pf_dm2']), pv_id: view.parameters.pv_id }, { e_a: 'again', ...none }],
  });
  assert.deepEqual(after.problems, []);
  await page.evaluate(() => { _paq.push(['trackPageView', 'Second']); });
  await visit.expectRequests({ requests: [{ action_name: 'Second', ...none }] });
});

browserTest('times belong to the page view of the load: a later page view does not get them', improves('credits them to the next page view'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['trackPageView']")));
  await visit.expectRequests({ requests: [{ action_name: 'T', ...times(INTEGER, EARLY) }] });
  await page.evaluate(() => { _paq.push(['trackPageView', 'Second'], ['trackEvent', 'c', 'later']); });
  await visit.expectRequests({ requests: [{ action_name: 'Second', ...none }, { e_a: 'later', ...none }] });
});

browserTest('a script that comes after load sends the times with the page view and not again', improves('repeats them with the next request'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${timesOf({})}${withoutClientHints}${start("['trackPageView']")}<p>late</p>`));
  await page.evaluate(() => new Promise((resolve) => {
    const script = document.createElement('script');
    script.src = '/matomo.js';
    script.onload = () => setTimeout(resolve, 50);
    document.head.appendChild(script);
  }));
  await track(page, 'next');
  await visit.expectRequests({ requests: [{ action_name: 'T', ...RESULT }, { e_a: 'next', ...none }] });
});

browserTest('disablePerformanceTracking: never any time, not even one that is set', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['trackPageView']", "['setPagePerformanceTiming', 1, 2, 3]", "['disablePerformanceTracking']")));
  await track(page, 'later');
  await visit.expectRequests({ requests: [{ action_name: 'T', ...none }, { e_a: 'later', ...none }] });
});

browserTest('times that the page sets go with the next request, once each time they are set', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['setPagePerformanceTiming', 1.4, '2.5', undefined, 4]", "['trackEvent', 'c', 'first']", "['trackEvent', 'c', 'second']")));
  await visit.expectRequests({ requests: [{ e_a: 'first', ...none, pf_net: '1', pf_srv: '3', pf_dm1: '4' }, { e_a: 'second', ...none }] });
  await page.evaluate(() => { _paq.push(['setPagePerformanceTiming', 0]); });
  await track(page, 'third', 'fourth');
  await visit.expectRequests({ requests: [{ e_a: 'third', ...none, pf_net: '0' }, { e_a: 'fourth', ...none }] });
});

browserTest('times that are no numbers are refused with a word on the console', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['trackPageView']")));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await track(page, 'measured');
  await visit.expectRequests({ requests: [{ e_a: 'measured' }] });
  for (const args of [['abc'], [-5], [null], ['0xA'], [1, 2, 'x'], []]) {
    await page.evaluate((given) => { _paq.push(['setPagePerformanceTiming', ...given]); }, args);
  }
  await track(page, 'refused');
  await visit.expectRequests({ requests: [{ e_a: 'refused', ...none }] });
  assert.match((await page.complaints()).join('\n'), /setPagePerformanceTiming/);
});
