import assert from 'node:assert/strict';
import { queue, snippet, trackerTag } from './harness/snippet.js';
import { SPACED_SETTLE_MS } from './harness/expect.js';
import { browserTest, improves } from './harness/suite.js';
import { pollUntil } from './harness/wait.js';

const ARRIVAL_MS = 8000;

const exceptions = async (page) => (await page.consoleMessages()).filter(({ type }) => ['exception', 'rejection'].includes(type));

browserTest('an XHTML page is tracked', {}, async ({ site, page, visit }) => {
  const script = (text) => text.replace('<script>', '<script>//<![CDATA[\n').replace(/<\/script>$/, '\n//]]></script>');
  await page.goto(site.file('/a.xhtml', `<?xml version="1.0" encoding="utf-8"?>
    <html xmlns="http://www.w3.org/1999/xhtml"><head><title>X</title><script src="/console-recorder.js"></script></head>
    <body>${script(snippet())}<a id="out" href="http://out.example/">out</a>
    <script>addEventListener('click', function (event) { event.preventDefault(); });</script></body></html>`, { type: 'application/xhtml+xml' }));
  await visit.expectRequests({ requests: [{ action_name: 'X', url: site.url('/a.xhtml') }] });
  await page.click('#out');
  await visit.expectRequests({ requests: [{ link: 'http://out.example/' }] });
  assert.deepEqual(await exceptions(page), []);
});

browserTest('a page in quirks mode, without doctype or head, is tracked', {}, async ({ site, page, visit }) => {
  await page.goto(site.file('/a', `<script src="/console-recorder.js"></script><title>Q</title>${queue("['trackPageView']", "['trackVisibleContentImpressions']")}
    ${trackerTag}<p data-track-content data-content-name="n">x`, { type: 'text/html; charset=utf-8' }));
  assert.equal(await page.evaluate(() => document.compatMode), 'BackCompat');
  await visit.expectRequests({ requests: [{ action_name: 'Q' }, { c_n: 'n' }], settle: SPACED_SETTLE_MS });
});

browserTest('a page in Shift_JIS is tracked, its title in UTF-8', {}, async ({ site, page, visit }) => {
  const title = Buffer.from([0x93, 0xfa, 0x96, 0x7b]);
  const html = Buffer.concat([Buffer.from('<!doctype html><title>'), title, Buffer.from(`</title><script src="/console-recorder.js"></script>${snippet()}`)]);
  await page.goto(site.file('/a', html, { type: 'text/html; charset=shift_jis' }));
  await visit.expectRequests({ requests: [{ action_name: '日本', cs: 'shift_jis' }] });
});

browserTest('about:srcdoc is tracked', {}, async ({ site, page, visit }) => {
  const inner = `<title>inner</title>${queue("['trackPageView']")}${trackerTag}`.replaceAll('"', '&quot;');
  await page.goto(site.page('/a', `<iframe srcdoc="${inner}"></iframe>`));
  await visit.expectRequests({ requests: [{ action_name: 'inner', url: /^about:srcdoc/ }] });
  assert.deepEqual(await exceptions(page), []);
});

const NETWORK = {
  'XMLHttpRequest, fetch and sendBeacon throw': "navigator.sendBeacon = window.fetch = window.XMLHttpRequest = function () { throw new Error('mine'); };",
  'fetch answers nothing and there is no beacon': 'navigator.sendBeacon = undefined; window.fetch = function () {};',
  'Math is frozen, Function.prototype extended': 'Object.freeze(Math); Function.prototype.extra = Function.prototype.toJSON = 1;',
};

for (const [trouble, source] of Object.entries(NETWORK)) {
  browserTest(`${trouble}: the page is tracked all the same`, improves('the exception reaches the page'), async ({ site, page, visit }) => {
    await page.goto(site.page('/a', `<script>${source}</script>${queue("['trackPageView']", "['trackEvent', 'a', 'b']")}${trackerTag}`));
    await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_a: 'b' }], settle: SPACED_SETTLE_MS });
    assert.deepEqual(await exceptions(page), []);
  });
}

/** What matters of the genuine script to its neighbours: a Matomo of its own, and `_paq` taken over. */
const STAND_IN = `window.Matomo = window.Piwik = { initialized: true, got: [], getAsyncTrackers: function () { return [{}]; }, trigger: function () {} };
  var taken = _paq; _paq = { push: function () { Matomo.got.push.apply(Matomo.got, arguments); } }; taken.forEach(function (entry) { _paq.push(entry); });`;

browserTest('behind the genuine matomo.js paqet leaves the page to it', {}, async ({ site, page, visit }) => {
  site.file('/genuine.js', STAND_IN);
  await page.goto(site.page('/a', `${queue("['trackPageView']")}<script src="/genuine.js"></script>${trackerTag}<script>_paq.push(['trackEvent', 'a', 'b']);</script>`));
  assert.deepEqual(await page.evaluate(() => Matomo.got.map(([name]) => name)), ['setTrackerUrl', 'setSiteId', 'disablePerformanceTracking', 'trackPageView', 'trackEvent']);
  await visit.expectRequests({ requests: [] });
  assert.deepEqual(await exceptions(page), []);
});

browserTest('a frame removed in the middle of the boot harms nobody', {}, async ({ site, page, visit }) => {
  site.page('/inner', `<script>function matomoAsyncInit() { parent.document.querySelector('iframe').remove(); }</script>${queue("['trackPageView']")}${trackerTag}`);
  await page.goto(site.page('/a', `<iframe src="/inner"></iframe>${queue("['trackPageView', 'outer']")}${trackerTag}`));
  await page.waitFor(() => document.querySelector('iframe') === null);
  // Whether the frame's own page view still leaves is the browser's choice.
  const isTracked = () => visit.hits().some(({ parameters }) => parameters.action_name === 'outer');
  assert.ok(await pollUntil(isTracked, ARRIVAL_MS), 'the page around it is tracked');
  assert.deepEqual(await exceptions(page), []);
});
