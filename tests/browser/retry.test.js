import assert from 'node:assert/strict';
import { openEndpoint } from './harness/endpoint.js';
import { openVisit } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';
import { pollUntil } from './harness/wait.js';

const LOSES = { ...improves('a request that fails is lost'), builds: ['wasm'] };
/** No page of these tests lives so long: what is to come, comes within. */
const LATEST_MS = 20_000;

/** Script that makes chance small: pauses are as short as they get. */
const shortPauses = '<script>Math.random = function () { return 0; };</script>';
/** Script that makes beacons impossible, so that requests go by fetch. */
const withoutBeacon = '<script>navigator.sendBeacon = undefined;</script>';
/** Commands that make requests go by XMLHttpRequest, and by an image. */
const BY_XHR = ["['disableAlwaysUseSendBeacon']", "['setRequestMethod', 'POST']"];
const BY_IMAGE = ["['setRequestMethod', 'GET']"];

/** Runs in the page: the browser says that it is connected, or not, and tells the page. */
function connection(isOnline) {
  Object.defineProperty(navigator, 'onLine', { value: isOnline, configurable: true });
  window.dispatchEvent(new Event(isOnline ? 'online' : 'offline'));
}

const pageOf = (endpoint, ...commands) => (
  `${withoutClientHints}${shortPauses}${withoutBeacon}${queue(`['setTrackerUrl', '${endpoint}']`, ...commands)}${trackerTag}`
);

/** Runs in the page: one event after the other, without the tracker's spacing. */
function track(...names) {
  for (const name of names) {
    Matomo.getAsyncTracker().trackEvent('c', name);
  }
}

const named = (...names) => names.map((name) => ({ e_a: name }));

/** A test on a page whose tracking server can fail. */
function faultTest(name, options, run) {
  browserTest(name, { ...LOSES, ...options }, async (given) => {
    const endpoint = await openEndpoint(options.endpoint);
    try {
      await run({ ...given, endpoint, visit: openVisit(endpoint) });
      assert.equal(endpoint.preflights(), 0);
    } finally {
      await endpoint.close();
    }
  });
}

const tried = (endpoint, count) => pollUntil(() => endpoint.tries() >= count, LATEST_MS);

const down = async ({ endpoint, page, site }, ...commands) => {
  await endpoint.stop();
  await page.goto(site.page('/a', pageOf(endpoint.url, ...commands)));
};

/** Outlasts the first pauses, in ms. */
const PAUSES_MS = 3500;

for (const [way, commands] of Object.entries({ fetch: [], XMLHttpRequest: BY_XHR, 'an image': BY_IMAGE })) {
  faultTest(`the server is down at the start and up later: by ${way} everything arrives once, in order`, {}, async (given) => {
    const { page, visit, endpoint } = given;
    await down(given, ...commands, "['trackPageView']");
    await page.evaluate(track, '1', '2');
    await page.waitFor(() => performance.now() > 2500);
    await endpoint.start();
    await visit.expectRequests({ requests: [{ action_name: 'T' }, ...named('1', '2')], ordered: true, within: LATEST_MS });
    await page.evaluate(track, '3');
    await visit.expectRequests({ requests: named('3') });
  });
}

for (const [way, commands] of Object.entries({ fetch: [], XMLHttpRequest: BY_XHR })) {
  faultTest(`the connection is cut in the middle of a request by ${way}: it is tried again`, {}, async ({ site, page, visit, endpoint }) => {
    endpoint.fail('reset');
    await page.goto(site.page('/a', pageOf(endpoint.url, ...commands)));
    await page.evaluate(track, '1');
    await tried(endpoint, 3);
    await visit.expectRequests({ requests: [], settle: 0 });
    endpoint.heal();
    await visit.expectRequests({ requests: named('1'), within: LATEST_MS, settle: PAUSES_MS });
  });
}

faultTest('an image that is answered with something else counts as handed over: nothing is doubled', {}, async ({ site, page, visit, endpoint }) => {
  endpoint.fail(204, { record: true });
  await page.goto(site.page('/a', pageOf(endpoint.url, ...BY_IMAGE)));
  await page.evaluate(track, '1');
  await visit.expectRequests({ requests: named('1'), settle: PAUSES_MS });
});

for (const status of [500, 503, 429]) {
  faultTest(`a server that answers ${status} is asked again`, {}, async ({ site, page, visit, endpoint }) => {
    endpoint.fail(status, { times: 1 });
    await page.goto(site.page('/a', pageOf(endpoint.url, ...BY_XHR)));
    await page.evaluate(track, '1');
    await visit.expectRequests({ requests: named('1'), within: LATEST_MS, settle: PAUSES_MS });
    assert.equal(endpoint.tries(), 2, 'the first time, and once more');
  });

  browserTest(`the own server answers ${status} to fetch and is asked again`, LOSES, async ({ site, page, visit }) => {
    site.failTracking(status, 2);
    await page.goto(site.page('/a', pageOf('/matomo.php')));
    await page.evaluate(track, '1');
    await visit.expectRequests({ requests: named('1'), within: LATEST_MS, settle: PAUSES_MS });
  });
}

faultTest('Retry-After is respected, and a network that comes back does not wait for it', {}, async ({ site, page, visit, endpoint }) => {
  endpoint.fail({ status: 429, headers: { 'Retry-After': '3600', 'Access-Control-Expose-Headers': 'Retry-After' } });
  await page.goto(site.page('/a', pageOf(endpoint.url, ...BY_XHR)));
  await page.evaluate(track, '1');
  await tried(endpoint, 1);
  endpoint.heal();
  await visit.expectRequests({ requests: [], settle: PAUSES_MS });
  await page.evaluate(connection, true);
  await visit.expectRequests({ requests: named('1') });
});

/** Runs in the page: one bulk request of so many events. */
function trackTogether(count) {
  const tracker = Matomo.getAsyncTracker();
  tracker.setRequestQueueInterval(1000);
  for (let at = 1; at <= count; at += 1) tracker.queueRequest(`e_c=c&e_a=${at}`);
}

const TOO_LARGE = 'a request is too large for the server and was given up';

faultTest('a request that is too large for the server is given up, and the console says so', {}, async ({ site, page, visit, endpoint }) => {
  endpoint.fail(413);
  await page.goto(site.page('/a', pageOf(endpoint.url, ...BY_XHR)));
  await page.evaluate(track, '1', '2');
  await tried(endpoint, 2);
  await visit.expectRequests({ requests: [], settle: PAUSES_MS });
  assert.equal(endpoint.tries(), 2);
  assert.equal((await page.complaints()).filter((text) => text.includes(TOO_LARGE)).length, 1);
  endpoint.heal();
  await page.evaluate(track, '3');
  await visit.expectRequests({ requests: named('3') });
});

/** Script that makes fetch impossible, so that bulk requests go by XMLHttpRequest. */
const withoutFetch = '<script>window.fetch = undefined;</script>';
const sizes = (hits) => hits.map(({ bulk }) => bulk.size);

for (const [way, script] of Object.entries({ fetch: '', XMLHttpRequest: withoutFetch })) {
  browserTest(`a bulk request by ${way} that is too large for the own server is sent in halves, in order`, LOSES, async ({ site, page, visit }) => {
    site.failTracking(413, 2);
    await page.goto(site.page('/a', script + pageOf('/matomo.php')));
    await page.evaluate(trackTogether, 4);
    const hits = await visit.expectRequests({ requests: named('1', '2', '3', '4'), ordered: true, within: LATEST_MS, settle: PAUSES_MS });
    assert.deepEqual(sizes(hits), [1, 3, 3, 3], 'four and two were refused, one was taken, and then the others');
  });
}

browserTest('of a bulk request only the request that is too large is given up', LOSES, async ({ site, page, visit }) => {
  site.failTracking(413, 3);
  await page.goto(site.page('/a', pageOf('/matomo.php')));
  await page.evaluate(trackTogether, 4);
  await visit.expectRequests({ requests: named('2', '3', '4'), ordered: true, within: LATEST_MS, settle: PAUSES_MS });
  assert.equal((await page.complaints()).filter((text) => text.includes(TOO_LARGE)).length, 1);
});

browserTest('the second half goes too when the page is left', LOSES, async ({ site, page, visit }) => {
  site.failTracking(413, 1);
  await page.goto(site.page('/a', `<script>Math.random = function () { return 1; };</script>${pageOf('/matomo.php').replace(shortPauses, '')}`));
  await page.evaluate(trackTogether, 4);
  await visit.expectRequests({ requests: named('1', '2'), refuted: named('3', '4'), within: LATEST_MS, settle: 0 });
  await page.goto(site.page('/next', '<p>next</p>'));
  await visit.expectRequests({ requests: named('3', '4'), settle: PAUSES_MS });
});

faultTest('an answer that takes long is waited for: nothing is sent twice, even if the visitor looks away', {}, async ({ site, page, visit, endpoint }) => {
  let arrive;
  endpoint.fail(new Promise((resolve) => { arrive = resolve; }), { times: 1 });
  await page.goto(site.page('/a', pageOf(endpoint.url)));
  await page.evaluate(track, '1');
  await tried(endpoint, 1);
  await page.evaluate(() => {
    for (const state of ['hidden', 'visible']) {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    }
    window.dispatchEvent(new Event('online'));
  });
  await visit.expectRequests({ requests: [], settle: PAUSES_MS });
  arrive();
  await visit.expectRequests({ requests: named('1'), settle: PAUSES_MS });
});

faultTest('a name that does not resolve: what was tracked goes to the server once its name is right', {}, async ({ site, page, visit, endpoint }) => {
  await page.goto(site.page('/a', pageOf('http://stats.invalid/matomo.php')));
  await page.evaluate(track, '1');
  await page.waitFor(() => performance.now() > 2000);
  await page.evaluate((url) => Matomo.getAsyncTracker().setTrackerUrl(url), endpoint.url);
  await visit.expectRequests({ requests: named('1'), within: LATEST_MS, settle: PAUSES_MS });
});

faultTest('a browser that says offline while it is not loses nothing, and one that says online while it is not neither', {}, async (given) => {
  const { site, page, visit, endpoint } = given;
  await page.goto(site.page('/a', pageOf(endpoint.url).replace(withoutBeacon, '')));
  await page.evaluate(connection, false);
  await page.evaluate(track, '1');
  await visit.expectRequests({ requests: named('1') });
  await endpoint.stop();
  await page.evaluate(track, '2', '3');
  await page.waitFor(() => performance.now() > 2500);
  for (let i = 0; i < 3; i += 1) await page.evaluate(connection, true);
  await page.waitFor((then) => performance.now() > then, 3000);
  await endpoint.start();
  await page.evaluate(connection, true);
  await visit.expectRequests({ requests: named('2', '3'), ordered: true, within: LATEST_MS, settle: PAUSES_MS });
});

faultTest('what failed is tried a last time when the page is left', {}, async (given) => {
  const { site, page, visit, endpoint } = given;
  endpoint.fail({ status: 503, headers: { 'Retry-After': '3600', 'Access-Control-Expose-Headers': 'Retry-After' } });
  await page.goto(site.page('/a', pageOf(endpoint.url, ...BY_XHR)));
  await page.evaluate(track, '1');
  await tried(endpoint, 1);
  endpoint.heal();
  await page.goto(site.page('/next', '<p>next</p>'));
  await visit.expectRequests({ requests: named('1'), settle: PAUSES_MS });
});

faultTest('consent withdrawn while requests wait for another try: they are erased', {}, async (given) => {
  const { site, page, visit, endpoint } = given;
  await down(given);
  await page.evaluate(track, '1', '2');
  await page.waitFor(() => performance.now() > 2000);
  await page.evaluate(() => { _paq.push(['forgetConsentGiven']); });
  await endpoint.start();
  await page.evaluate(connection, true);
  await visit.expectRequests({ requests: [], settle: PAUSES_MS });
  await page.evaluate(() => { _paq.push(['rememberConsentGiven']); });
  await page.goto(site.page('/next', '<p>next</p>'));
  await visit.expectRequests({ requests: [{ ping: '1' }], refuted: named('1', '2') });
});

faultTest('only an answer that is lost doubles a request', {}, async ({ site, page, visit, endpoint }) => {
  endpoint.fail('reset', { times: 1, record: true });
  await page.goto(site.page('/a', pageOf(endpoint.url, "['setRequestMethod', 'POST']")));
  await page.evaluate(track, '1');
  const hits = await visit.expectRequests({ requests: named('1', '1'), within: LATEST_MS, settle: PAUSES_MS });
  assert.equal(new Set(hits.map(({ parameters }) => parameters.r)).size, 1);
});
