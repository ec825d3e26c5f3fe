import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { SPACED_SETTLE_MS } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';
import { pollUntil } from './harness/wait.js';

/** Of the 200 navigations so many happen in the page itself, and the rest in frames side by side. */
const IN_PAGE = 8;
const FRAMES = 8;
const IN_EACH_FRAME = 24;
const LATEST_MS = 120;
const EVENTS = ['1', '2'];
const QUEUED = ['3', '4'];

/** Ways out of a page, as the page's script takes them. */
const EXITS = [
  'location.href = next;',
  'location.replace(next);',
  "var a = document.createElement('a'); a.href = next; document.body.appendChild(a); a.click();",
  "var f = document.createElement('form'); f.action = next; document.body.appendChild(f); f.submit();",
];

/** Numbers from 0 to 1 that a seed repeats. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A page that tracks a page view, at one moment of its own four requests, and is left for the next at a later one, or in
 * the same tick. With `isToldLate` it is left after its load event at the earliest.
 */
function passedThrough(name, next, roll, isToldLate) {
  const [tracks, leaves] = [roll(), roll()].map((part) => Math.floor(part * LATEST_MS)).sort((one, other) => one - other);
  const exit = `(function () { var next = ${JSON.stringify(next)}; ${EXITS[Math.floor(roll() * EXITS.length)]} })();`;
  const leave = isToldLate ? `if (document.readyState === 'complete') ${exit} else addEventListener('load', function () { ${exit} });` : exit;
  return `${queue("['trackPageView']")}${trackerTag}<body><script>
    setTimeout(function () {
      ${JSON.stringify(EVENTS)}.forEach(function (name) { _paq.push(['trackEvent', '${name}', name]); });
      ${JSON.stringify(QUEUED)}.forEach(function (name) { _paq.push(['queueRequest', 'e_c=${name}&e_a=' + name + '&ca=1']); });
      ${roll() < 0.5 ? leave : `setTimeout(function () { ${leave} }, ${leaves - tracks});`}
    }, ${tracks});
  </script>`;
}

/** Defines a chain of pages that lead to one another and at last to `/end/<chain>`; answers what each of them tracks. */
function defineChain(site, chain, length, roll, isToldLate) {
  const tracked = [];
  for (let number = 0; number < length; number += 1) {
    const name = `${chain}-${number}`;
    const next = number + 1 < length ? `/${chain}/${number + 1}` : `/end/${chain}`;
    site.page(`/${chain}/${number}`, passedThrough(name, next, roll, isToldLate), { title: name });
    tracked.push(name, ...[...EVENTS, ...QUEUED].map((event) => `${name} ${event}`));
  }
  site.page(`/end/${chain}`, '<p>the end</p>');
  return tracked;
}

browserTest(`${IN_PAGE + FRAMES * IN_EACH_FRAME} navigations at random moments: everything arrives, once`, { ...improves('some of what it tracked in a page left early never arrives'), timeout: 200_000 }, async ({ engine, site, page }) => {
  const seed = Number(process.env.SEED) || Math.floor(Math.random() * 2 ** 31);
  const roll = dice(seed);
  const chains = Array.from({ length: FRAMES }, (_, number) => `frame${number}`);
  // WebKit tells a page nothing of its end before the load event: neither `pagehide` nor `visibilitychange`.
  const isToldLate = engine.name === 'webkit';
  const expected = [['page', IN_PAGE], ...chains.map((chain) => [chain, IN_EACH_FRAME])]
    .flatMap(([chain, length]) => defineChain(site, chain, length, roll, isToldLate));
  site.page('/end/page', chains.map((chain) => `<iframe src="/${chain}/0"></iframe>`).join(''));
  await page.goto(site.url('/page/0'));
  const ended = () => chains.every((chain) => site.accesses().some(({ path }) => path === `/end/${chain}`));
  await pollUntil(() => ended() && site.hits().length >= expected.length, 180_000);
  await sleep(SPACED_SETTLE_MS);
  const times = new Map(expected.map((name) => [name, 0]));
  for (const { parameters: { action_name: title, e_c: category, e_a: action } } of site.hits()) {
    const name = title ?? `${category} ${action}`;
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  const wrong = [...times].filter(([, count]) => count !== 1).map(([name, count]) => `${name}: ${count} times`);
  assert.deepEqual(wrong, [], `not once each; SEED=${seed} repeats the pages`);
});

browserTest('a click on an outlink right after other requests: all arrive, and the visitor too', {}, async ({ site, page, visit }) => {
  const target = `${site.elsewhere}/there`;
  site.page('/there', '<p>there</p>');
  await page.goto(site.page('/a', `${queue("['enableLinkTracking']", "['trackPageView']")}${trackerTag}
    <a id="out" href="${target}">out</a><script>document.getElementById('out').addEventListener('click', function () {
      _paq.push(['trackEvent', 'c', '1']); _paq.push(['trackEvent', 'c', '2']);
    });</script>`));
  await page.click('#out');
  await visit.expectRequests({
    requests: [{ action_name: 'T' }, { link: target }, { e_a: '1' }, { e_a: '2' }], settle: SPACED_SETTLE_MS,
  });
  assert.equal(await page.waitFor((url) => location.href === url, target), true);
});

browserTest('nothing listens to the events that cost time or the back/forward cache', improves('it listens to beforeunload and waits there'), async ({ site, page }) => {
  await page.goto(site.page('/a', `<script>
    var listened = [], add = EventTarget.prototype.addEventListener;
    EventTarget.prototype.addEventListener = function (type) { listened.push(type); return add.apply(this, arguments); };
  </script>${queue("['enableLinkTracking']", "['enableHeartBeatTimer', 5]", "['enableJSErrorTracking']", "['trackVisibleContentImpressions']", "['trackPageView']",
    "['queueRequest', 'x=1']", "['setLinkTrackingTimer', 9000]")}${trackerTag}`));
  const [listened, handlers] = await page.evaluate(() => [window.listened, [window.onunload, window.onbeforeunload].map(String)]);
  assert.ok(listened.includes('pagehide') && listened.includes('visibilitychange'));
  assert.deepEqual(listened.filter((type) => ['unload', 'beforeunload'].includes(type)), []);
  assert.deepEqual(handlers, ['null', 'null']);
});

/** Runs in the page: the visitor looks elsewhere, and comes back. */
function lookAway() {
  for (const state of ['hidden', 'visible']) {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }
}

browserTest('hidden: what waits leaves at once; becoming visible, hidden again and left sends none of it twice', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}${queue("['setRequestQueueInterval', 60000]")}${trackerTag}`));
  await page.evaluate(() => {
    for (const name of ['1', '2', '3']) _paq.push(['trackEvent', 'c', name]);
    _paq.push(['queueRequest', 'e_c=c&e_a=4&ca=1'], ['queueRequest', 'e_c=c&e_a=5&ca=1']);
  });
  await page.evaluate(lookAway);
  await page.evaluate(lookAway);
  await page.evaluate(() => { window.dispatchEvent(new Event('pagehide')); });
  await visit.expectRequests({ requests: ['1', '2', '3', '4', '5'].map((name) => ({ e_a: name })), settle: SPACED_SETTLE_MS });
  await page.goto(site.page('/b', '<p>b</p>'));
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
});

browserTest('what a hidden page waits for leaves in one bulk request', improves('each leaves by itself in its turn'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}${queue()}${trackerTag}`));
  await page.evaluate(() => { for (const name of ['1', '2', '3']) _paq.push(['trackEvent', 'c', name]); });
  await page.evaluate(lookAway);
  const hits = await visit.expectRequests({ requests: ['1', '2', '3'].map((name) => ({ e_a: name })), settle: SPACED_SETTLE_MS, ordered: true });
  assert.deepEqual(hits.map(({ bulk }) => bulk && bulk.size), [null, 2, 2]);
});

browserTest('whatever is pending when the page is hidden leaves as one bulk request, oldest first', improves('each part by itself'), async ({ site, page, visit }) => {
  const failing = "<script>navigator.sendBeacon = function () { return false; }; window.fetch = function () { return Promise.reject(new TypeError('no network')); };</script>";
  await page.goto(site.page('/a', `${withoutClientHints}${failing}${queue("['setRequestMethod', 'POST']", "['alwaysUseSendBeacon']")}${trackerTag}`));
  await page.evaluate(`(async () => {
    const { XMLHttpRequest } = window;
    window.XMLHttpRequest = class { open() {} setRequestHeader() {} send() { this.status = 503; this.getResponseHeader = () => null; setTimeout(() => this.onloadend()); } };
    _paq.push(['trackEvent', 'c', 'failed']);
    await new Promise((resume) => { setTimeout(resume, 300); });
    delete navigator.sendBeacon;
    window.XMLHttpRequest = XMLHttpRequest;
    for (const name of ['1', '2']) _paq.push(['trackEvent', 'c', name]);
    for (const name of ['3', '4']) _paq.push(['queueRequest', 'e_c=c&ca=1&e_a=' + name]);
    (${lookAway})();
  })()`);
  const hits = await visit.expectRequests({ requests: ['failed', '1', '2', '3', '4'].map((name) => ({ e_a: name })), settle: SPACED_SETTLE_MS, ordered: true });
  assert.deepEqual(hits.map(({ bulk }) => bulk && bulk.size), [5, 5, 5, 5, 5]);
});

browserTest('a download does not end the page: queueing goes on', improves('it takes the download for the end, and queues no more'), async ({ site, page, visit }) => {
  site.file('/file.bin', 'x', { type: 'application/octet-stream', headers: { 'content-disposition': 'attachment; filename=file.bin' } });
  await page.goto(site.page('/a', `${withoutClientHints}${queue("['enableLinkTracking']", "['setRequestQueueInterval', 1000]")}${trackerTag}<a id="file" href="/file.bin">file</a>`));
  await page.click('#file');
  await visit.expectRequests({ requests: [{ download: site.url('/file.bin') }] });
  await page.evaluate(() => { for (const name of ['1', '2']) _paq.push(['queueRequest', `e_c=c&e_a=${name}&ca=1`]); });
  const hits = await visit.expectRequests({ requests: ['1', '2'].map((name) => ({ e_a: name })), settle: SPACED_SETTLE_MS });
  assert.deepEqual(hits.map(({ bulk }) => bulk && bulk.size), [2, 2]);
});

/** Ways to go that end no page: the browser asks `beforeunload` listeners, and then nothing happens to the page. */
const NOT_LEFT = [
  ['a click on a mailto link', ['chromium', 'firefox'], '<a id="out" href="mailto:a@example.org">mail</a>', []],
  ['a click on a download', undefined, '<a id="out" href="/file.bin" download>file</a>', [{ download: /file\.bin$/ }]],
];

for (const [what, engines, html, requests] of NOT_LEFT) {
  browserTest(`${what} stops nothing: requests wait their turn, queueing and the heartbeat go on`, { ...(engines && { engines }), ...improves('it takes it for the end of the page') }, async ({ site, page, visit }) => {
    site.file('/file.bin', 'x', { type: 'application/octet-stream', headers: { 'content-disposition': 'attachment; filename=file.bin' } });
    await page.goto(site.page('/a', `${withoutClientHints}<script>
      var offset = 0, real = Date.prototype.getTime;
      Date.prototype.getTime = function () { return real.call(this) + offset; };
    </script>${queue("['enableLinkTracking']", "['setRequestQueueInterval', 1000]", "['enableHeartBeatTimer', 15]", "['trackPageView']")}${trackerTag}${html}`));
    await visit.expectRequests({ requests: [{ action_name: 'T' }], settle: SPACED_SETTLE_MS });
    await page.click('#out');
    await visit.expectRequests({ requests, settle: SPACED_SETTLE_MS });
    await page.evaluate(() => {
      for (const name of ['1', '2']) _paq.push(['queueRequest', `e_c=c&e_a=${name}&ca=1`]);
      _paq.push(['trackEvent', 'c', 'now']);
    });
    const hits = await visit.expectRequests({ requests: ['1', '2', 'now'].map((name) => ({ e_a: name })), settle: SPACED_SETTLE_MS });
    assert.deepEqual(hits.map(({ bulk }) => bulk && bulk.size), [2, 2, null]);
    await page.evaluate(() => {
      offset = 60000;
      dispatchEvent(new Event('blur'));
    });
    await visit.expectRequests({ requests: [{ ping: '1' }], settle: SPACED_SETTLE_MS });
  });
}

browserTest('leaving asks the clock a few times and waits for nothing, however much is pending and whatever the timer is set to', improves('it asks the clock until the time is over'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}${queue("['setLinkTrackingTimer', 9000]", "['disableAlwaysUseSendBeacon']")}${trackerTag}`));
  const asked = await page.evaluate(() => {
    for (let number = 0; number < 100; number += 1) _paq.push(['trackEvent', 'c', String(number)], ['queueRequest', `e_c=q&e_a=${number}&ca=1`]);
    let times = 0;
    const real = Date.prototype.getTime;
    // A clock that stands still would hold a page for ever that waits for a time.
    const now = real.call(new Date());
    Date.prototype.getTime = function getTime() { times += 1; return now; };
    Date.now = () => { times += 1; return now; };
    for (const type of ['beforeunload', 'pagehide', 'unload']) dispatchEvent(new Event(type));
    return times;
  });
  assert.ok(asked > 0 && asked < 30, `${asked} times`);
  await visit.expectRequests({
    requests: Array.from({ length: 100 }, (_, number) => [{ e_c: 'c', e_a: String(number) }, { e_c: 'q', e_a: String(number) }]).flat(), settle: SPACED_SETTLE_MS,
  });
});

browserTest('what a page tracks while it is left, after the tracker has cleared up, leaves too', improves('what its queue gets then is lost'), async ({ site, page, visit }) => {
  site.page('/next', '<p>next</p>');
  await page.goto(site.page('/a', `${withoutClientHints}${queue("['trackPageView']")}${trackerTag}<script>
    ['visibilitychange', 'pagehide'].forEach(function (type) {
      addEventListener(type, function () {
        _paq.push(['trackEvent', 'c', type], ['queueRequest', 'e_c=q&e_a=' + type + '&ca=1']);
      });
    });
    setTimeout(function () { location.href = '/next'; }, 100);
  </script>`));
  const told = (type) => [{ e_c: 'c', e_a: type }, { e_c: 'q', e_a: type }];
  await visit.expectRequests({ requests: [{ action_name: 'T' }, ...told('pagehide'), ...told('visibilitychange')], settle: SPACED_SETTLE_MS });
});
