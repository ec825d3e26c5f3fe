import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { CORE_PART } from './harness/builds.js';
import { coreIsLoaded, couldNotBeLoaded } from './harness/console-texts.js';
import { absent, SPACED_SETTLE_MS } from './harness/expect.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';
import { pollUntil } from './harness/wait.js';

const LATE_MS = 8000;

const VISITOR_ID = /^[0-9a-f]{16}$/;
const ONLY_HERE = { builds: ['wasm'] };

/** No WebAssembly: the core is fetched. */
const withoutWasm = { headers: { 'content-security-policy': "script-src 'self' 'unsafe-inline'" } };

/**
 * Opens a page, `/a`, that refuses WebAssembly, and whose core does not come until the answered function is called.
 * `late` (source) runs when the tracker's script has. WebKit's driver answers nothing while something is loading, so the
 * page tells the server when it is so far.
 */
async function openWithoutCore({ site, page }, entries, late = '') {
  const release = site.hold('/paqet.core.js');
  site.page('/a', `${queue(...entries)}${trackerTag}<script>${late}; navigator.sendBeacon('/late');</script>`, withoutWasm);
  await page.goto(site.page('/start', '<script>addEventListener("load", function () { setTimeout(function () { location.href = "/a"; }); });</script>'));
  assert.ok(await pollUntil(() => site.accesses().some(({ path }) => path === '/late'), LATE_MS), 'the page has come so far');
  return release;
}

browserTest('_paq is taken over at once and for good; Matomo and Piwik appear when they work', ONLY_HERE, async (given) => {
  const { page, visit } = given;
  const release = await openWithoutCore(given, ["['trackPageView']"], 'window.kept = _paq; window.early = [typeof Matomo, typeof Piwik, _paq.length === undefined]; kept.push(["trackEvent", "a", "1"]);');
  await visit.expectRequests({ requests: [] });
  release();
  await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_a: '1' }] });
  await page.evaluate(() => {
    kept.push(['trackEvent', 'a', '2'], ['trackEvent', 'a', '3']);
    _paq.push(['trackEvent', 'a', '4']);
  });
  await visit.expectRequests({ requests: [{ e_a: '2' }, { e_a: '3' }, { e_a: '4' }] });
  assert.deepEqual(await page.evaluate(() => [early, Object.keys(_paq), Matomo === Piwik]), [['undefined', 'undefined', true], ['push'], true]);
});

browserTest('only what was queued before the script is hoisted; later pushes run in their order', ONLY_HERE, async (given) => {
  const { page, visit } = given;
  const release = await openWithoutCore(given, ["['trackPageView']", "['setUserId', 'queued']"], `
    _paq.push(['trackEvent', 'a', '1']);
    _paq.push(['setUserId', 'u']);
    _paq.push(['trackEvent', 'a', '2']);
    _paq.push(['requireCookieConsent']);
    _paq.push([function () { _paq.push(['trackEvent', 'a', '3']); }], ['trackEvent', 'a', '4']);
  `);
  release();
  await visit.expectRequests({
    requests: [
      { action_name: 'T', uid: 'queued', _id: VISITOR_ID }, { e_a: '1', uid: 'queued', _id: VISITOR_ID },
      { e_a: '2', uid: 'u', _id: VISITOR_ID }, { e_a: '3', uid: 'u', _id: '' }, { e_a: '4', uid: 'u', _id: '' },
    ],
    settle: SPACED_SETTLE_MS,
  });
  assert.deepEqual(await page.cookies(), {});
});

browserTest('URL, title, referrer and time are those of the script, however late the core comes', ONLY_HERE, async (given) => {
  const { site, visit } = given;
  const release = await openWithoutCore(given, ["['trackPageView']"], `
    history.pushState({}, '', '/spa');
    document.title = 'SPA';
    var RealDate = Date;
    Date = function () { return arguments.length ? new RealDate(arguments[0]) : new RealDate(RealDate.now() + 7200e3); };
    Date.prototype = RealDate.prototype;
    _paq.push(['trackEvent', 'on', 'spa']);
  `);
  const hour = new Date().getHours();
  release();
  const [view, event] = await visit.expectRequests({
    requests: [{ action_name: 'T', url: site.url('/a'), urlref: site.url('/start') }, { e_a: 'spa', url: site.url('/a') }],
  });
  const ago = (hit) => (hour - Number(hit.parameters.h) + 24) % 24;
  assert.ok([0, 1].includes(ago(view)), 'the page view has the time of the script');
  assert.ok([22, 23].includes(ago(event)), 'the event has the time of its push');
});

browserTest('what is pushed before an address is known still finds it', ONLY_HERE, async (given) => {
  const { page, site, visit } = given;
  const release = await openWithoutCore(given, [], `_paq.push(['addTracker', '${site.elsewhere}/matomo.php', '2']); _paq.push(['trackEvent', 'a', 'b']);`);
  release();
  await visit.expectRequests({ requests: [{ idsite: '1', e_a: 'b' }, { idsite: '2', e_a: 'b' }] });
  assert.deepEqual((await page.complaints()).filter((text) => !coreIsLoaded.test(text) && !/wasm-eval/.test(text)), []);
});

browserTest('a lexical _paq, and the script twice before the core has come', ONLY_HERE, async (given) => {
  const { page, site, visit } = given;
  const release = site.hold('/paqet.core.js');
  const opened = page.goto(site.page('/a', `<script>
    let _paq = [['setTrackerUrl', '/matomo.php'], ['setSiteId', '1'], ['disablePerformanceTracking'], ['trackPageView']];
    var inits = 0;
    function matomoAsyncInit() { inits += 1; }
  </script>${trackerTag}<script>_paq.push(['trackEvent', 'a', 'between']);</script>${trackerTag}<script>_paq.push(['trackEvent', 'a', 'after']);</script>`, withoutWasm));
  await visit.expectRequests({ requests: [] });
  release();
  await opened;
  await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_a: 'between' }, { e_a: 'after' }] });
  assert.deepEqual(await page.evaluate(() => [inits, Object.keys(_paq), Matomo.getAsyncTrackers().length]), [1, ['push'], 1]);
  assert.equal(site.accesses().filter(({ path }) => path === '/paqet.core.js').length, 1);
});

browserTest('a setter trap on window.Piwik gets the finished object, once', ONLY_HERE, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    var assigned = [];
    Object.defineProperty(window, 'Piwik', {
      get: function () { return assigned[assigned.length - 1]; },
      set: function (value) {
        assigned.push(value);
        value.getTracker('/matomo.php', '6').trackEvent('from', 'trap');
      }
    });
  </script>${queue("['trackPageView']")}${trackerTag}`, withoutWasm));
  await visit.expectRequests({ requests: [{ e_a: 'trap', idsite: '6' }, { action_name: 'T', idsite: '1' }] });
  assert.equal(await page.evaluate(() => assigned.length), 1);
});

browserTest('without a queue _paq complains, as with the core in time', ONLY_HERE, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${trackerTag}<script>_paq.push(['trackPageView']);</script>`, withoutWasm));
  await page.waitFor(() => window.Matomo && Matomo.initialized);
  await visit.expectRequests({ requests: [] });
  assert.equal((await page.complaints()).filter((text) => /Matomo tracker was not initialized/.test(text)).length, 1);
});

browserTest('a page left before the core has come sends nothing and breaks nothing; the next one is tracked', ONLY_HERE, async (given) => {
  const { page, site, visit } = given;
  site.page('/next', `${queue("['trackPageView', 'next']")}${trackerTag}`, withoutWasm);
  const release = await openWithoutCore(given, ["['trackPageView']"], 'setTimeout(function () { location.href = "/next"; }, 100)');
  assert.ok(await pollUntil(() => site.accesses().some(({ path }) => path === '/next'), LATE_MS));
  release();
  await visit.expectRequests({ requests: [{ action_name: 'next', urlref: site.url('/a') }], refuted: [{ action_name: 'T' }] });
  assert.deepEqual((await page.consoleMessages()).filter(({ type }) => ['exception', 'rejection'].includes(type)), []);
});

const UNFIT = {
  'is missing': (site) => site.file('/paqet.core.js', 'not found', { type: 'text/plain', headers: { 'x-content-type-options': 'nosniff' } }),
  'is of another version': async (site) => {
    const part = String(await readFile(CORE_PART));
    site.file('/paqet.core.js', part.replace(/\["\w{6}"\]/, '["000000"]'));
  },
};

for (const [trouble, change] of Object.entries(UNFIT)) {
  browserTest(`a core that ${trouble}: said once, the page lives on`, ONLY_HERE, async ({ site, page, visit }) => {
    await change(site);
    await page.goto(site.page('/a', `${queue("['trackPageView']")}${trackerTag}<script>_paq.push(['trackEvent', 'a', 'b']);</script>`, withoutWasm));
    await visit.expectRequests({ requests: [] });
    const messages = (await page.consoleMessages()).filter(({ type, text }) => type === 'error' && text.startsWith('paqet: '));
    assert.equal(messages.length, 2);
    assert.match(messages[0].text, coreIsLoaded);
    assert.match(messages[1].text, couldNotBeLoaded);
    assert.equal(await page.evaluate(() => typeof Matomo), 'undefined');
  });
}

const NO_WEBASSEMBLY = {
  'has no WebAssembly': 'delete window.WebAssembly;',
  'throws in it': "WebAssembly.Module = function () { throw new WebAssembly.CompileError('no'); };",
};

for (const [trouble, source] of Object.entries(NO_WEBASSEMBLY)) {
  browserTest(`a browser that ${trouble} gets the core as JavaScript`, ONLY_HERE, async ({ site, page, visit }) => {
    await page.goto(site.page('/a', `<script>${source}</script>${queue("['trackPageView']")}${trackerTag}`));
    await visit.expectRequests({ requests: [{ action_name: 'T', uid: absent }] });
    const complaints = await page.complaints();
    assert.equal(complaints.length, 1);
    assert.match(complaints[0], coreIsLoaded);
  });
}

browserTest('old Chromium, where only the asynchronous way takes the module: no second request, no word', ONLY_HERE, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    WebAssembly.Module = function () { throw new RangeError('WebAssembly.Compile is disallowed on the main thread'); };
    var instantiate = WebAssembly.instantiate, compile;
    WebAssembly.instantiate = function (bytes) {
      return new Promise(function (resolve) { compile = function () { resolve(instantiate(bytes)); }; });
    };
  </script>${queue("['trackPageView']")}${trackerTag}<script>
    var early = typeof Matomo;
    _paq.push(['setUserId', 'u']);
    _paq.push(['trackEvent', 'a', 'b']);
  </script>`));
  await visit.expectRequests({ requests: [] });
  assert.equal(await page.evaluate(() => early), 'undefined');
  await page.evaluate(() => compile());
  await visit.expectRequests({ requests: [{ action_name: 'T', uid: absent }, { e_a: 'b', uid: 'u' }] });
  assert.ok(site.accesses().every(({ path }) => path !== '/paqet.core.js'));
  assert.deepEqual(await page.complaints(), []);
});

browserTest('a script whose bytes were changed on the way is helped out by the core as JavaScript', ONLY_HERE, async ({ site, page, visit }) => {
  const whole = String(await (await fetch(site.url('/matomo.js'))).text());
  site.file('/matomo.js', Buffer.from(whole.replaceAll('é', '?')));
  await page.goto(site.page('/a', `${queue("['trackPageView']")}${trackerTag}`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  const complaints = await page.complaints();
  assert.equal(complaints.length, 1);
  assert.match(complaints[0], /serve it with charset=UTF-8/);
});

browserTest('the part used as the script by mistake says what to use', ONLY_HERE, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['trackPageView']")}<script src="/paqet.core.js"></script>`));
  await visit.expectRequests({ requests: [] });
  const complaints = await page.complaints();
  assert.equal(complaints.length, 1);
  assert.match(complaints[0], /use paqet\.nowasm\.js/);
});
