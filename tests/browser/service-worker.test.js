import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { openEndpoint } from './harness/endpoint.js';
import { absent, openVisit } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';
import { pollUntil } from './harness/wait.js';

const WORKER = await readFile(new URL('../../pkg/paqet-sw.js', import.meta.url));
const BETTER = { ...improves('its worker is another file'), builds: ['wasm'] };
const LATEST_MS = 20_000;
/** Outlasts the first pauses of the page's own queue, in ms. */
const PAUSES_MS = 3500;
const HOUR_MS = 3_600_000;

/** A site's own worker, as Matomo documents it; its clock can be set by a message. */
const workerOf = (options = {}) => `
  let wrong = 0; const clock = Date.now; Date.now = () => clock() + wrong;
  addEventListener('message', ({ data }) => { if (typeof data === 'number') wrong = data; });
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  importScripts('/paqet-sw.js');
  matomoAnalytics.initialize(${JSON.stringify(options)});`;

const pageOf = (endpoint, ...commands) => (
  `${withoutClientHints}${queue(`['setTrackerUrl', '${endpoint.url}']`, ...commands)}${trackerTag}`
);

const named = (...names) => names.map((name) => ({ e_a: name }));

/** Runs in the page: waits until the worker has it. */
async function control() {
  await navigator.serviceWorker.register('/sw.js');
  while (!navigator.serviceWorker.controller) await new Promise((resume) => { setTimeout(resume, 20); });
}

/** Runs in the page. */
function track(...names) {
  for (const name of names) Matomo.getAsyncTracker().trackEvent('c', name);
}

/** Runs in the page: how many requests the worker keeps. */
function stored() {
  return new Promise((resolve) => {
    const request = indexedDB.open('matomo');
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = () => resolve(0);
    request.onsuccess = () => {
      const count = request.result.transaction('requests').objectStore('requests').count();
      count.onsuccess = () => {
        request.result.close();
        resolve(count.result);
      };
    };
  });
}

const keeps = (page, count) => pollUntil(async () => await page.evaluate(stored) === count, LATEST_MS)
  .then(async (reached) => assert.ok(reached, `${count} are kept, not ${await page.evaluate(stored)}`));

function workerTest(name, options, run) {
  browserTest(name, { ...BETTER, engines: ['chromium', 'firefox'], ...options }, async (given) => {
    const endpoint = await openEndpoint();
    given.site.file('/paqet-sw.js', WORKER);
    given.site.file('/sw.js', workerOf(options.worker));
    const open = async (...commands) => {
      await given.page.goto(given.site.page('/a', pageOf(endpoint, ...commands)));
      await given.page.evaluate(control);
    };
    try {
      await run({ ...given, endpoint, open, visit: openVisit(endpoint) });
      assert.equal(endpoint.preflights(), 0);
    } finally {
      await endpoint.close();
    }
  });
}

const WAYS = { beacons: [], images: ["['setRequestMethod', 'GET']"], XMLHttpRequest: ["['disableAlwaysUseSendBeacon']", "['setRequestMethod', 'POST']"] };

for (const [way, commands] of Object.entries(WAYS)) {
  workerTest(`the worker keeps ${way} while the server is down, and sends them when it is up, once`, {}, async ({ open, page, visit, endpoint }) => {
    await open(...commands);
    await page.evaluate(track, '1');
    await visit.expectRequests({ requests: named('1') });
    await endpoint.stop();
    await page.evaluate(track, '2', '3');
    await keeps(page, 2);
    await endpoint.start();
    await page.evaluate(track, '4');
    await visit.expectRequests({ requests: named('2', '3', '4'), within: LATEST_MS, settle: PAUSES_MS });
    await keeps(page, 0);
  });
}

workerTest('each request that comes late is dated by itself, those of a bulk request too', {}, async ({ open, page, visit, endpoint }) => {
  await open("['setRequestQueueInterval', 1000]");
  await page.evaluate(track, '1');
  await visit.expectRequests({ requests: named('1') });
  await endpoint.stop();
  await page.evaluate(() => { for (const name of ['2', '3']) Matomo.getAsyncTracker().queueRequest(`e_c=c&e_a=${name}&ca=1`); });
  await page.evaluate(track, '4', 'x'.repeat(2000));
  await keeps(page, 3);
  await page.evaluate((ms) => navigator.serviceWorker.controller.postMessage(ms), HOUR_MS);
  await endpoint.start();
  await page.evaluate(track, '5');
  const late = /^36\d\d$/;
  await visit.expectRequests({
    requests: [{ e_a: '2', cdo: late }, { e_a: '3', cdo: late }, { e_a: '4', cdo: late }, { e_a: /^x+$/, cdo: late }, { e_a: '5', cdo: absent }],
    within: LATEST_MS, settle: PAUSES_MS,
  });
});

workerTest('the newest requests are kept up to the limit, and those up to the age', { worker: { queueLimit: 3, timeLimit: 1800 } }, async ({ open, page, visit, endpoint }) => {
  await open("['disableQueueRequest']");
  await page.evaluate(track, '0');
  await visit.expectRequests({ requests: named('0') });
  await endpoint.stop();
  await page.evaluate(track, '1', '2', '3', '4', '5', '6', '7');
  await page.waitFor((then) => performance.now() > then, await page.evaluate(() => performance.now() + 3000));
  await keeps(page, 3);
  await endpoint.start();
  await page.evaluate(track, '8');
  await visit.expectRequests({ requests: named('5', '6', '7', '8'), within: LATEST_MS, settle: PAUSES_MS });
  await endpoint.stop();
  await page.evaluate(track, '9');
  await keeps(page, 1);
  await page.evaluate((ms) => navigator.serviceWorker.controller.postMessage(ms), HOUR_MS);
  await endpoint.start();
  await page.evaluate(track, '10');
  await visit.expectRequests({ requests: named('10'), within: LATEST_MS, settle: PAUSES_MS });
  await keeps(page, 0);
});

workerTest('an opt-out erases what the worker keeps', {}, async ({ open, page, visit, endpoint }) => {
  await open();
  await endpoint.stop();
  await page.evaluate(track, '1');
  await keeps(page, 1);
  await page.evaluate(() => { _paq.push(['optUserOut']); });
  await keeps(page, 0);
  await endpoint.start();
  await page.goto(await page.evaluate(() => location.href));
  await keeps(page, 0);
  await visit.expectRequests({ requests: [], settle: PAUSES_MS });
});

workerTest('what Matomo’s own worker kept is sent; a new version of the worker takes over what the old one kept', {}, async ({ site, open, page, visit, endpoint }) => {
  await page.goto(site.page('/before', '<p>before</p>'));
  await page.evaluate((url) => new Promise((resolve) => {
    const request = indexedDB.open('matomo', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('requests', { keyPath: 'id', autoIncrement: true });
    request.onsuccess = () => {
      const transaction = request.result.transaction('requests', 'readwrite');
      transaction.objectStore('requests').add({
        url: `${url}?e_c=c&e_a=theirs&idsite=1&rec=1&send_image=0`, referrer: location.href, method: 'POST', referrerPolicy: '',
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, created: Date.now() - 3_600_000, body: '',
      });
      transaction.oncomplete = () => { request.result.close(); resolve(); };
    };
  }), endpoint.url);
  await open();
  await visit.expectRequests({ requests: [{ e_a: 'theirs', cdo: /^36\d\d$/ }], within: LATEST_MS });
  await endpoint.stop();
  await page.evaluate(track, '1');
  await keeps(page, 1);
  await endpoint.start();
  site.file('/sw.js', `${workerOf()}// newer`);
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.update()).then(() => {}));
  await visit.expectRequests({ requests: named('1'), within: LATEST_MS, settle: PAUSES_MS });
});

workerTest('a worker that is gone: the page goes on by itself', {}, async ({ site, open, page, visit }) => {
  await open();
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((registration) => registration.unregister()));
  await page.goto(site.url('/a'));
  await page.evaluate(track, '1');
  await visit.expectRequests({ requests: named('1') });
});

workerTest('the tracker comes from the worker when its server cannot be reached', {}, async ({ site, open, page, visit, endpoint }) => {
  await open();
  const fromEndpoint = pageOf(endpoint).replace('src="/matomo.js"', `src="${endpoint.url.replace('.php', '.js')}"`);
  await page.goto(site.page('/b', fromEndpoint));
  await endpoint.stop();
  await page.goto(site.page('/c', fromEndpoint));
  await page.evaluate(track, '1');
  await keeps(page, 1);
  await endpoint.start();
  await page.evaluate(track, '2');
  await visit.expectRequests({ requests: named('1', '2'), within: LATEST_MS, settle: PAUSES_MS });
});

workerTest('with the offline queue, too, each request arrives once', { engines: ['chromium'] }, async ({ site, open, page, visit, endpoint }) => {
  site.file('/paqet.offline.js', await readFile(new URL('../../pkg/paqet.offline.js', import.meta.url)));
  await open("['enableOfflineQueue']");
  await endpoint.stop();
  await page.evaluate(track, '1', '2');
  await keeps(page, 2);
  await endpoint.start();
  await page.evaluate(track, '3');
  await visit.expectRequests({ requests: named('1', '2', '3'), within: LATEST_MS, settle: PAUSES_MS });
});
