import assert from 'node:assert/strict';
import { absent, request, SPACED_SETTLE_MS } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const pageOf = (...commands) => `${withoutClientHints}${queue("['setRequestQueueInterval', 1000]", ...commands)}${trackerTag}
  <script>var tracker = Matomo.getAsyncTracker();</script>`;

const numbers = (count, from = 1) => Array.from({ length: count }, (_, index) => String(index + from));
const bulkOf = (size) => (bulk) => bulk !== null && bulk.size === size;

browserTest('queued requests leave together as one bulk request, in order, each complete', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  await page.evaluate(() => {
    tracker.setCustomDimension(1, 'd');
    for (const name of ['1', '2', '3']) tracker.queueRequest(`e_c=c&e_a=${name}&ca=1`);
  });
  const hits = await visit.expectRequests({
    requests: numbers(3).map((name) => request({ method: 'POST', from: 'json', bulk: bulkOf(3) }, {
      e_a: name, idsite: '1', rec: '1', send_image: '0', dimension1: 'd', uadata: '{}', cookie: '1', res: /^\d+x\d+$/, _id: /^[0-9a-f]{16}$/,
    })),
    ordered: true,
  });
  assert.equal(new Set(hits.map(({ bulk }) => bulk.id)).size, 1);
  assert.deepEqual(hits.flatMap(({ problems }) => problems), []);
  assert.match(hits[0].headers.contentType.toLowerCase(), /^application\/x-www-form-urlencoded; ?charset=utf-8$/);
  const [access, ...more] = site.accesses().filter(({ path }) => path === '/matomo.php');
  assert.deepEqual([access.method, access.query, more.length], ['POST', '', 0]);
});

browserTest('a single queued request leaves as a normal one; the interval starts again with each', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  await page.evaluate(() => { tracker.queueRequest('e_c=c&e_a=1&ca=1'); });
  await visit.expectRequests({ requests: [request({ bulk: null, from: 'query' }, { e_a: '1' })] });
  await page.evaluate(() => new Promise((resolve) => {
    tracker.queueRequest('e_c=c&e_a=2&ca=1');
    setTimeout(() => { tracker.queueRequest('e_c=c&e_a=3&ca=1'); }, 700);
    setTimeout(() => { tracker.queueRequest('e_c=c&e_a=4&ca=1'); resolve(); }, 1400);
  }));
  await visit.expectRequests({ requests: numbers(3, 2).map((name) => request({ bulk: bulkOf(3) }, { e_a: name })), ordered: true });
});

browserTest('at most 50 requests in one bulk, and what is alone at the end still comes', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  await page.evaluate(() => { for (let i = 1; i <= 101; i += 1) tracker.queueRequest(`e_c=c&e_a=${i}&ca=1`); });
  const hits = await visit.expectRequests({ requests: numbers(101).map((name) => ({ e_a: name })) });
  const sizes = [...new Map(hits.map(({ bulk }) => [bulk.id, bulk.size])).values()];
  assert.deepEqual(sizes.sort((a, b) => b - a), [50, 50, 1]);
});

browserTest('a full request is sent as it is, and quotes in it break nothing', improves('its bulk body is no JSON then'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['trackEvent', 'first', 'request']")));
  await visit.expectRequests({ requests: [{ e_c: 'first' }] });
  await page.evaluate(() => {
    tracker.queueRequest('e_c=c&e_a=full&e_n="quoted"\\&idsite=5&rec=1', true);
    tracker.queueRequest('e_c=c&e_a=built&ca=1');
    tracker.queueRequest(undefined, true);
  });
  await visit.expectRequests({
    requests: [{ e_a: 'full', e_n: '"quoted"\\', idsite: '5', url: absent, uadata: '{}', res: /x/ }, { e_a: 'built', idsite: '1' }],
    refuted: [{ e_a: absent }],
  });
});

browserTest('queueRequest of nothing builds an empty request and no more', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  await page.evaluate(() => { tracker.queueRequest('', true); tracker.queueRequest(null, true); });
  await visit.expectRequests({ requests: [], settle: 1300 });
});

browserTest('disableQueueRequest: every request leaves at once and alone', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['disableQueueRequest']", "['setRequestQueueInterval', 60000]")));
  await page.evaluate(() => { tracker.queueRequest('e_c=c&e_a=1&ca=1'); tracker.queueRequest('e_c=c&e_a=2&ca=1'); });
  await visit.expectRequests({ requests: numbers(2).map((name) => request({ bulk: null }, { e_a: name })), settle: SPACED_SETTLE_MS });
});

browserTest('the queue interval is at least a second, else an exception says so', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', pageOf()));
  const messages = await page.evaluate(() => [999, 0, -1].map((ms) => {
    try {
      tracker.setRequestQueueInterval(ms);
      return 'accepted';
    } catch (error) {
      return error.message;
    }
  }));
  assert.deepEqual(messages, Array(3).fill('Request queue interval needs to be at least 1000ms'));
});

browserTest('a hidden page empties its queue at once, and goes on queueing', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['setRequestQueueInterval', 60000]")));
  const hide = (count, from) => page.evaluate((length, start) => {
    for (let i = start; i < start + length; i += 1) tracker.queueRequest(`e_c=c&e_a=${i}&ca=1`);
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    delete document.visibilityState;
  }, count, from);
  await hide(2, 1);
  await visit.expectRequests({ requests: numbers(2).map((name) => request({ bulk: bulkOf(2) }, { e_a: name })), within: 3000, settle: SPACED_SETTLE_MS });
  await hide(1, 3);
  await visit.expectRequests({ requests: [request({ bulk: null }, { e_a: '3' })], within: 3000 });
});

browserTest('two trackers have two queues; plugins of a hidden page may queue a last request', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['addTracker', '/matomo.php', '2']", "['setRequestQueueInterval', 60000]")));
  await page.evaluate(() => {
    Matomo.addPlugin('Last', { unload() { for (const each of Matomo.getAsyncTrackers()) each.queueRequest('e_c=c&e_a=last&ca=1'); } });
    _paq.push(['queueRequest', 'e_c=c&e_a=1&ca=1']);
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  await visit.expectRequests({
    requests: ['1', '2'].flatMap((idsite) => [{ idsite, e_a: '1' }, { idsite, e_a: 'last' }]), within: 3000, settle: SPACED_SETTLE_MS,
  });
});

browserTest('bulk requests without a beacon still arrive, by POST', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['setRequestMethod', 'GET']")));
  await page.evaluate(() => { tracker.queueRequest('e_c=c&e_a=1&ca=1'); tracker.queueRequest('e_c=c&e_a=2&ca=1'); });
  await visit.expectRequests({ requests: numbers(2).map((name) => request({ method: 'POST', bulk: bulkOf(2) }, { e_a: name })) });
});

browserTest('consent is said in bulk requests too, when it was required', improves('says it in single requests only'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['requireConsent']", "['setConsentGiven']")));
  await page.evaluate(() => { tracker.queueRequest('e_c=c&e_a=1&ca=1'); tracker.queueRequest('e_c=c&e_a=2&ca=1'); });
  await visit.expectRequests({ requests: numbers(2).map((name) => request({ bulk: bulkOf(2) }, { e_a: name, consent: '1' })) });
});
