import assert from 'node:assert/strict';
import { request, SPACED_SETTLE_MS } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const FORM = 'application/x-www-form-urlencoded; charset=utf-8';
const LIMIT = 2000;

/** A page with the tracker, no client hints, and a function that tracks an event and keeps what its callback is told. */
const pageOf = (...commands) => `${withoutClientHints}${queue(...commands)}${trackerTag}<script>
  var results = [];
  function track(name, value) {
    _paq.push(['trackEvent', 'c', name, value, undefined, undefined, function (result) {
      results.push({
        keys: Object.keys(result).sort(), success: result.success, beacon: result.isSendBeacon,
        status: result.xhr && result.xhr.status, request: result.request, url: result.trackerUrl
      });
    }]);
  }
</script>`;

/** The accesses of the endpoint so far: how each got there, in HTTP terms. */
const endpoint = (site) => site.accesses().filter(({ path }) => path === '/matomo.php');
const oneResult = (page) => page.waitFor(() => results.length > 0 && results.splice(0));
const byBeacon = { method: 'POST', transport: 'beacon' };
const byFetch = { method: 'POST', transport: 'fetch' };
const byImage = { method: 'GET', transport: 'image' };

browserTest('by default a request is a beacon: POST, form content type, everything in the address, no body', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  const inTime = await page.evaluate(() => { track('short'); return results.length; });
  assert.equal(inTime, 1, 'the callback of a beacon comes at once');
  const [hit] = await visit.expectRequests({ requests: [request({ ...byBeacon, from: 'query' }, { e_a: 'short', send_image: '0' })] });
  assert.equal(hit.headers.contentType.toLowerCase(), FORM);
  assert.equal(endpoint(site)[0].query, hit.query);
  const [result] = await oneResult(page);
  assert.deepEqual(result, {
    keys: ['isSendBeacon', 'request', 'success', 'trackerUrl'], success: true, beacon: true, request: hit.query, url: '/matomo.php',
  });
});

/** Runs in the page: an event whose whole request is exactly `length` characters. */
function trackOfLength(length) {
  // The clock is part of the request and has one or two digits per field: hold it still.
  const date = new Date();
  Date.prototype.getHours = () => 10;
  Date.prototype.getMinutes = () => 10;
  Date.prototype.getSeconds = () => 10;
  Math.random = () => 0.123456789;
  const tracker = Matomo.getAsyncTracker();
  return new Promise((resolve) => {
    tracker.trackEvent('c', 'measure', '', undefined, undefined, ({ request: sent }) => {
      const filler = 'x'.repeat(length - sent.length);
      tracker.trackEvent('c', 'measure', filler, undefined, undefined, (result) => resolve(result.request.length));
    });
  });
}

for (const length of [LIMIT, LIMIT + 1]) {
  const place = length > LIMIT ? 'body' : 'address';
  browserTest(`a request of ${length} characters goes in the ${place}`, {}, async ({ site, page, visit }) => {
    await page.goto(site.page('/a', pageOf()));
    assert.equal(await page.evaluate(trackOfLength, length), length);
    await visit.expectRequests({
      requests: [
        request({ ...byBeacon, from: 'query' }, { e_n: '' }),
        request({ ...byBeacon, from: length > LIMIT ? 'form' : 'query' }, { e_n: /^x+$/ }),
      ],
    });
    assert.equal(endpoint(site)[1].query.length, length > LIMIT ? 0 : length);
  });
}

browserTest('setRequestMethod GET: an image with send_image=1, a long request by POST', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['alwaysUseSendBeacon']", "['setRequestMethod', 'get']")));
  await page.evaluate(() => { track('short'); });
  const [image] = await visit.expectRequests({ requests: [request({ ...byImage, from: 'query' }, { e_a: 'short', send_image: '1' })] });
  assert.deepEqual(await oneResult(page), [
    { keys: ['request', 'success', 'trackerUrl'], success: true, request: image.query, url: '/matomo.php' },
  ]);
  await page.evaluate(() => { track('long', 'x'.repeat(2000)); });
  const [long] = await visit.expectRequests({ requests: [request({ ...byFetch, from: 'form' }, { e_a: 'long', send_image: '0' })] });
  assert.deepEqual(await oneResult(page), [
    { keys: ['request', 'success', 'trackerUrl', 'xhr'], success: true, status: 204, request: long.query, url: '/matomo.php' },
  ]);
  assert.equal(long.headers.contentType.toLowerCase(), FORM);
});

browserTest('setRequestMethod POST: the beacon carries a body', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['setRequestMethod', 'post']")));
  await page.evaluate(() => { track('short'); });
  await visit.expectRequests({ requests: [request({ ...byBeacon, from: 'form' }, { e_a: 'short' })] });
  assert.equal(endpoint(site)[0].query, '');
});

browserTest('beacon off: image, or POST with the set content type', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['disableAlwaysUseSendBeacon']", "['setRequestContentType', 'text/plain']")));
  await page.evaluate(() => { track('short'); });
  await visit.expectRequests({ requests: [request(byImage, { e_a: 'short' })] });
  await page.evaluate(() => { _paq.push(['setRequestMethod', 'POST']); track('posted'); });
  const [posted] = await visit.expectRequests({ requests: [request({ ...byFetch, from: 'form' }, { e_a: 'posted' })] });
  assert.match(posted.headers.contentType, /^text\/plain/);
});

const BROKEN_BEACONS = {
  'is missing': 'navigator.sendBeacon = undefined;',
  'refuses': 'navigator.sendBeacon = function () { return false; };',
  'throws': "navigator.sendBeacon = function () { throw new Error('no beacon'); };",
};

for (const [trouble, source] of Object.entries(BROKEN_BEACONS)) {
  browserTest(`a sendBeacon that ${trouble} loses nothing`, {}, async ({ site, page, visit }) => {
    await page.goto(site.page('/a', `<script>${source}</script>${pageOf()}`));
    await page.evaluate(() => { track('short'); track('long', 'x'.repeat(2000)); });
    await visit.expectRequests({ requests: [{ e_a: 'short' }, { e_a: 'long', e_n: 'x'.repeat(2000) }], settle: SPACED_SETTLE_MS });
    const results = await page.waitFor(() => results.length === 2 && results);
    assert.deepEqual(results.map(({ success }) => success), [true, true]);
  });
}

browserTest('a body too big for a beacon still arrives', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  const size = 70_000;
  await page.evaluate((length) => { track('big', 'x'.repeat(length)); }, size);
  await visit.expectRequests({ requests: [{ e_a: 'big', e_n: 'x'.repeat(size) }], settle: SPACED_SETTLE_MS });
});

browserTest('several events of one tick arrive once each and in order', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  await page.evaluate(() => { for (let i = 1; i <= 6; i += 1) track(String(i)); });
  await visit.expectRequests({
    requests: [1, 2, 3, 4, 5, 6].map((number) => ({ e_a: number })), ordered: true, settle: SPACED_SETTLE_MS,
  });
  assert.equal((await page.evaluate(() => results)).length, 6);
});

browserTest('an endpoint on another origin gets every kind of request without a preflight', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(`['setTrackerUrl', '${site.elsewhere}/matomo.php']`)));
  await page.evaluate(() => { track('beacon'); track('body', 'x'.repeat(2000)); });
  await visit.expectRequests({ requests: [{ e_a: 'beacon' }, { e_a: 'body' }], settle: 0 });
  await page.evaluate(() => { _paq.push(['setRequestMethod', 'GET']); track('image'); track('xhr', 'x'.repeat(2000)); });
  await visit.expectRequests({ requests: [request(byImage, { e_a: 'image' }), request({ ...byFetch, from: 'form' }, { e_a: 'xhr' })] });
  assert.deepEqual(endpoint(site).map(({ method }) => method).sort(), ['GET', 'POST', 'POST', 'POST']);
  assert.ok(visit.hits().every(({ headers }) => headers.origin === site.origin || headers.origin === null));
  const results = await page.waitFor(() => results.length === 4 && results);
  assert.ok(results.every(({ success }) => success));
});

browserTest('an endpoint with a query of its own keeps it; a relative one is relative to the page', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/dir/a', pageOf("['setTrackerUrl', '/matomo.php?extra=1']")));
  await page.evaluate(() => { track('short'); });
  await visit.expectRequests({ requests: [request({ query: /^extra=1&e_c=c&e_a=short&/ })] });
  await page.evaluate(() => { _paq.push(['setTrackerUrl', '../matomo.php']); track('relative'); });
  await visit.expectRequests({ requests: [request({ query: /^e_c=c&e_a=relative&/ })] });
});

browserTest('a custom request processing decides what is sent', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  await page.evaluate(() => {
    Matomo.getAsyncTracker().setCustomRequestProcessing((text) => (text.includes('e_a=drop') ? '' : text.replace('e_a=keep', 'e_a=kept')));
    track('drop');
    track('keep');
  });
  await visit.expectRequests({ requests: [{ e_a: 'kept' }], refuted: [{ e_a: 'drop' }], settle: SPACED_SETTLE_MS });
});

browserTest('the page gets no unload or beforeunload listener', improves('waits busily in beforeunload'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    var types = [], add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type) { types.push(type); return add.apply(this, arguments); };
  </script>${pageOf("['enableLinkTracking']", "['trackPageView']")}`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.deepEqual(await page.evaluate(() => [types.filter((type) => /unload$/.test(type)), window.onunload, window.onbeforeunload]), [[], null, null]);
});

browserTest('what is still spaced out when the page is left arrives once', {}, async ({ site, page, visit }) => {
  site.page('/next', '<p id="next">next</p>');
  await page.goto(site.page('/a', `${pageOf("['trackPageView']")}<script>
    function leave() { for (var i = 1; i <= 4; i += 1) track(String(i)); location.href = '/next'; }
  </script>`));
  await page.evaluate('setTimeout(leave)');
  await page.waitFor(() => document.querySelector('#next') !== null);
  await visit.expectRequests({
    requests: [{ action_name: 'T' }, ...[1, 2, 3, 4].map((number) => ({ e_a: number }))], settle: SPACED_SETTLE_MS,
  });
});
