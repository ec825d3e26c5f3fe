import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { openEndpoint } from './harness/endpoint.js';
import { absent, openVisit } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';
import { pollUntil } from './harness/wait.js';

const PART = await readFile(new URL('../../pkg/paqet.offline.js', import.meta.url));
const BETTER = { ...improves('it has no such queue'), builds: ['wasm'] };
const LATEST_MS = 20_000;
/** Outlasts the first pauses, in ms. */
const PAUSES_MS = 3500;
const HOUR_MS = 3_600_000;

/** Pauses are as short as they get. */
const shortPauses = '<script>Math.random = function () { return 0; };</script>';
/** The clock is wrong by so many ms, from now on or when the page says so. */
const clock = (ms) => `<script>
  var wrong = ${ms}, RealDate = Date;
  Date = class extends RealDate { constructor(...args) { if (args.length) super(...args); else super(RealDate.now() + wrong); } static now() { return RealDate.now() + wrong; } };
</script>`;

/** A page whose tracker has the offline queue, and no spacing between requests: each is told to leave before the next. */
const pageOf = (endpoint, ...commands) => (
  `${withoutClientHints}${shortPauses}${queue(`['setTrackerUrl', '${endpoint.url}']`, ...commands, "['enableOfflineQueue']")}${trackerTag}`
);

const named = (...names) => names.map((name) => ({ e_a: name }));

/** Runs in the page: events, once the queue is there. */
async function track(...names) {
  // WebKit says nothing of a script that it had in its memory.
  const isThere = () => performance.getEntriesByType('resource').some(({ name, responseEnd }) => name.endsWith('/paqet.offline.js') && responseEnd);
  for (let times = 0; times < 75 && !isThere(); times += 1) await new Promise((resume) => { setTimeout(resume, 20); });
  await new Promise((resume) => { setTimeout(resume, 100); });
  for (const name of names) Matomo.getAsyncTracker().trackEvent('c', name);
}

/** Runs in the page: how many requests are kept on this device. */
function stored() {
  return new Promise((resolve) => {
    const request = indexedDB.open('paqet');
    // It is not there, and must not be made.
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = () => resolve(0);
    request.onsuccess = () => {
      const database = request.result;
      const count = database.transaction('requests').objectStore('requests').count();
      count.onsuccess = () => {
        database.close();
        resolve(count.result);
      };
    };
  });
}

const keeps = (page, count) => pollUntil(async () => await page.evaluate(stored) === count, LATEST_MS)
  .then(async (reached) => assert.ok(reached, `${count} are kept, not ${await page.evaluate(stored)}`));

/** A test on a page with the offline queue, whose tracking server can fail. */
function offlineTest(name, options, run) {
  browserTest(name, { ...BETTER, ...options }, async (given) => {
    const endpoint = await openEndpoint(options.endpoint);
    given.site.file('/paqet.offline.js', PART);
    const open = (path, ...commands) => given.page.goto(given.site.page(path, pageOf(endpoint, ...commands)));
    try {
      await run({ ...given, endpoint, open, visit: openVisit(endpoint) });
      assert.equal(endpoint.preflights(), 0);
    } finally {
      await endpoint.close();
    }
  });
}

offlineTest('without trouble everything leaves at once, as itself, undated, and nothing is kept', {}, async ({ open, page, visit }) => {
  await open('/a', "['trackPageView']");
  await page.evaluate(track, '1');
  await visit.expectRequests({ requests: [{ action_name: 'T', cdo: absent }, { e_a: '1', cdo: absent }] });
  assert.deepEqual(visit.hits().map(({ bulk }) => bulk), [null, null]);
  assert.equal(await page.evaluate(stored), 0);
});

for (const cors of [true, false]) {
  offlineTest(`a server that is down: what was tracked survives the page and arrives from the next one, once, in order; ${cors ? 'with' : 'without'} CORS`, { endpoint: { cors } }, async ({ open, page, visit, endpoint }) => {
    await endpoint.stop();
    await open('/a');
    await page.evaluate(track, '1', '2', '3');
    await keeps(page, 3);
    await open('/b');
    await page.evaluate(track, '4');
    await keeps(page, 4);
    await endpoint.start();
    await visit.expectRequests({ requests: named('1', '2', '3', '4'), ordered: true, within: LATEST_MS, settle: PAUSES_MS });
    assert.equal(await page.evaluate(stored), 0);
    await page.evaluate(track, '5');
    await visit.expectRequests({ requests: named('5') });
  });
}

offlineTest('each request says how old it is; what is older than a day is given up', {}, async ({ open, page, site, visit, endpoint }) => {
  await endpoint.stop();
  await page.goto(site.page('/a', clock(0) + pageOf(endpoint)));
  for (const [name, ms] of [['old', -25 * HOUR_MS], ['hours', -2 * HOUR_MS], ['future', 2 * HOUR_MS], ['now', 0]]) {
    await page.evaluate((offset) => { window.wrong = offset; }, ms);
    await page.evaluate(track, name);
    await pollUntil(() => page.evaluate(stored), LATEST_MS);
    await page.waitFor((before) => performance.now() > before, await page.evaluate(() => performance.now() + 900));
  }
  await keeps(page, 4);
  await endpoint.start();
  await open('/b');
  const hits = await visit.expectRequests({
    requests: [{ e_a: 'hours', cdo: /^72\d\d$/ }, { e_a: 'future', cdo: absent }, { e_a: 'now' }], refuted: named('old'), within: LATEST_MS, settle: PAUSES_MS,
  });
  assert.equal(hits.length, 3);
  assert.equal(await page.evaluate(stored), 0);
});

offlineTest('a clock that jumps by days while the page lives loses nothing', {}, async ({ page, site, visit, endpoint }) => {
  for (const [path, ms] of [['/a', 72 * HOUR_MS], ['/b', -72 * HOUR_MS]]) {
    await endpoint.stop();
    await page.goto(site.page(path, clock(0) + pageOf(endpoint)));
    await page.evaluate(track, '1');
    await keeps(page, 1);
    await page.evaluate((offset) => { window.wrong = offset; }, ms);
    await endpoint.start();
    await visit.expectRequests({ requests: [{ e_a: '1', cdo: (value) => value === undefined || value < 60 }], within: LATEST_MS });
  }
});

for (const status of [500, 503, 429]) {
  offlineTest(`a server of another origin that answers ${status} is asked again`, {}, async ({ open, page, visit, endpoint }) => {
    await open('/a');
    await page.evaluate(track, '1');
    await visit.expectRequests({ requests: named('1') });
    endpoint.fail({ status, headers: { 'Retry-After': '1', 'Access-Control-Expose-Headers': 'Retry-After' } }, { times: 2 });
    await page.evaluate(track, '2');
    await visit.expectRequests({ requests: named('2'), within: LATEST_MS, settle: PAUSES_MS });
    assert.equal(endpoint.tries(), 4, 'twice in vain');
  });
}

offlineTest('a bulk request that is too large for the server leaves in smaller ones; a single one that is, is given up', {}, async ({ open, page, visit, endpoint }) => {
  await endpoint.stop();
  await open('/a');
  // Without a network they are kept in order; requests that are on their way together, in the order in which they fail.
  await page.evaluate(() => { Object.defineProperty(navigator, 'onLine', { value: false, configurable: true }); });
  await page.evaluate(track, '1', '2', '3', '4');
  await keeps(page, 4);
  await page.evaluate(() => { delete navigator.onLine; });
  endpoint.fail(413, { times: 2 });
  await endpoint.start();
  await visit.expectRequests({ requests: named('1', '2', '3', '4'), ordered: true, within: LATEST_MS });
  await endpoint.stop();
  await page.evaluate(track, '5');
  await keeps(page, 1);
  endpoint.fail(413);
  await endpoint.start();
  await keeps(page, 0);
  endpoint.heal();
  await visit.expectRequests({ requests: [], settle: PAUSES_MS });
});

offlineTest('a connection that is cut, events that lie: all arrives once', {}, async ({ open, page, visit, endpoint }) => {
  await open('/a');
  endpoint.fail('reset', { times: 2 });
  await page.evaluate(track, '1');
  await visit.expectRequests({ requests: named('1'), within: LATEST_MS, settle: PAUSES_MS });
  await page.evaluate(() => { Object.defineProperty(navigator, 'onLine', { value: false, configurable: true }); });
  await page.evaluate(track, '2');
  await visit.expectRequests({ requests: named('2'), within: LATEST_MS });
  await page.evaluate(() => { Object.defineProperty(navigator, 'onLine', { value: true, configurable: true }); });
  await endpoint.stop();
  await page.evaluate(track, '3');
  await keeps(page, 1);
  for (let i = 0; i < 5; i += 1) await page.evaluate(() => { window.dispatchEvent(new Event('online')); });
  await endpoint.start();
  await visit.expectRequests({ requests: named('3'), within: LATEST_MS, settle: PAUSES_MS });
});

offlineTest('a page that is left with an answer on its way: it arrives once', {}, async ({ open, page, visit, endpoint }) => {
  let arrive;
  await open('/a');
  await page.evaluate(track);
  endpoint.fail(new Promise((resolve) => { arrive = resolve; }), { times: 1 });
  await page.evaluate(track, '1');
  await pollUntil(() => endpoint.tries() === 1, LATEST_MS);
  await open('/b');
  arrive();
  await visit.expectRequests({ requests: named('1'), settle: PAUSES_MS });
});

// WebKit does not write what a page hands to its database while it goes.
offlineTest('a page that is left at once with a backlog: all arrives once', { engines: ['chromium', 'firefox'] }, async ({ open, site, page, visit, endpoint }) => {
  await endpoint.stop();
  await open('/a');
  await page.evaluate(track, '2');
  await keeps(page, 1);
  site.page('/c', pageOf(endpoint));
  await page.evaluate(() => { setTimeout(() => { Matomo.getAsyncTracker().trackEvent('c', '3'); location.href = '/c'; }); });
  await page.waitFor(() => location.pathname === '/c' && window.Matomo);
  await keeps(page, 2);
  await endpoint.start();
  await visit.expectRequests({ requests: named('2', '3'), ordered: true, within: LATEST_MS, settle: PAUSES_MS });
});

offlineTest('ten tabs at once: each request arrives once, and one tab sends', {}, async ({ site, page, visit, endpoint }) => {
  await endpoint.stop();
  site.page('/tab', `${pageOf(endpoint)}<script>(${track})(location.hash + '-1', location.hash + '-2');</script>`);
  await page.goto(site.page('/tabs', Array.from({ length: 10 }, (_, tab) => `<iframe src="/tab#${tab}"></iframe>`).join('')));
  await keeps(page, 20);
  await page.evaluate(() => { document.querySelectorAll('iframe')[3].remove(); });
  await endpoint.start();
  const before = endpoint.tries();
  const names = Array.from({ length: 10 }, (_, tab) => [`#${tab}-1`, `#${tab}-2`]).flat();
  await visit.expectRequests({ requests: named(...names), within: LATEST_MS, settle: PAUSES_MS });
  assert.equal(endpoint.tries() - before, 1, 'one bulk request');
});

for (const end of ['killed', 'frozen, then discarded']) {
  offlineTest(`a tab that is ${end} loses nothing of what it kept`, { engines: ['chromium'] }, async ({ site, page, visit, endpoint }) => {
    const first = await page.tab();
    await endpoint.stop();
    await first.goto(site.page('/a', pageOf(endpoint)));
    await first.evaluate(track, '1', '2');
    await keeps(first, 2);
    if (end !== 'killed') await first.freeze();
    await first.crash();
    await endpoint.start();
    await page.goto(site.page('/b', pageOf(endpoint)));
    await visit.expectRequests({ requests: named('1', '2'), ordered: true, within: LATEST_MS, settle: PAUSES_MS });
  });
}

const STORAGE_TROUBLES = {
  'is full': "IDBObjectStore.prototype.add = function () { throw new DOMException('full', 'QuotaExceededError'); };",
  'is blocked': "IDBFactory.prototype.open = function () { throw new DOMException('blocked', 'SecurityError'); };",
  'is missing': "Object.defineProperty(window, 'indexedDB', { value: undefined });",
  'has no locks, as with http': "Object.defineProperty(navigator, 'locks', { value: undefined });",
};

for (const [trouble, source] of Object.entries(STORAGE_TROUBLES)) {
  offlineTest(`storage that ${trouble}: the page's own queue keeps what fails`, {}, async ({ site, page, visit, endpoint }) => {
    await endpoint.stop();
    await page.goto(site.page('/a', `<script>${source}</script>${pageOf(endpoint)}`));
    await page.evaluate(track, '1', '2');
    await page.waitFor(() => performance.now() > 2500);
    await endpoint.start();
    await visit.expectRequests({ requests: named('1', '2'), ordered: true, within: LATEST_MS, settle: PAUSES_MS });
  });
}

offlineTest('storage that is wiped loses what was in it, and nothing else', {}, async ({ open, page, visit, endpoint }) => {
  await endpoint.stop();
  await open('/a');
  await page.evaluate(track, '1');
  await keeps(page, 1);
  await page.evaluate(() => new Promise((resolve, reject) => { Object.assign(indexedDB.deleteDatabase('paqet'), { onsuccess: resolve, onerror: reject }); }));
  await page.evaluate(track, '2');
  await keeps(page, 1);
  await endpoint.start();
  await visit.expectRequests({ requests: named('2'), within: LATEST_MS, settle: PAUSES_MS });
});

const WITHDRAWALS = {
  'consent is withdrawn': () => { _paq.push(['forgetConsentGiven']); },
  'the visitor opts out': () => { _paq.push(['optUserOut']); },
  'consent to cookies is withdrawn': () => { _paq.push(['forgetCookieConsentGiven']); },
};

for (const [withdrawal, withdraw] of Object.entries(WITHDRAWALS)) {
  offlineTest(`${withdrawal} with requests kept: they are erased, not sent`, {}, async ({ open, page, visit, endpoint }) => {
    await endpoint.stop();
    await open('/a');
    await page.evaluate(track, '1', '2');
    await keeps(page, 2);
    await page.evaluate(withdraw);
    await keeps(page, 0);
    await endpoint.start();
    await open('/b');
    await visit.expectRequests({ requests: [], settle: PAUSES_MS });
  });
}

offlineTest('an opt-out on a page without the queue erases when a page with it comes', {}, async ({ open, page, site, visit, endpoint }) => {
  await endpoint.stop();
  await open('/a');
  await page.evaluate(track, '1');
  await keeps(page, 1);
  await page.goto(site.page('/out', '<script>document.cookie = "mtm_consent_removed=1; path=/";</script>'));
  await endpoint.start();
  await open('/b');
  await keeps(page, 0);
  await visit.expectRequests({ requests: [], settle: PAUSES_MS });
});

for (const command of ["['disableCookies']", "['requireCookieConsent']"]) {
  offlineTest(`without cookies nothing is kept on the device: ${command}`, {}, async ({ open, page, visit, endpoint }) => {
    await endpoint.stop();
    await open('/a', command, "['disableAlwaysUseSendBeacon']", "['setRequestMethod', 'POST']");
    await page.evaluate(track, '1');
    await page.waitFor(() => performance.now() > 2500);
    assert.equal(await page.evaluate(stored), 0);
    await endpoint.start();
    await visit.expectRequests({ requests: named('1'), within: LATEST_MS, settle: PAUSES_MS });
  });
}

offlineTest('only an answer that is lost doubles a request', {}, async ({ open, page, visit, endpoint }) => {
  await open('/a', "['setRequestMethod', 'POST']");
  await page.evaluate(track, '1');
  await visit.expectRequests({ requests: named('1') });
  endpoint.fail('reset', { times: 1, record: true });
  await page.evaluate(track, '2');
  await visit.expectRequests({ requests: named('2', '2'), within: LATEST_MS, settle: PAUSES_MS });
});

offlineTest('what custom request processing and the scrubber made is what is kept and sent', {}, async ({ open, page, visit, endpoint }) => {
  await endpoint.stop();
  await open('/a');
  await page.evaluate(() => Matomo.getAsyncTracker().setCustomRequestProcessing((request) => `${request}&dimension1=a"b\\c&url=${encodeURIComponent('https://x.example/?email=someone@example.org')}`));
  await page.evaluate(track, '1');
  await keeps(page, 1);
  await endpoint.start();
  await visit.expectRequests({ requests: [{ e_a: '1', dimension1: 'a"b\\c' }], within: LATEST_MS });
  assert.ok(!JSON.stringify(visit.hits()).includes('someone'));
});
