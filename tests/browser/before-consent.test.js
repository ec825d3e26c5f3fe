import assert from 'node:assert/strict';
import { absent, SPACED_SETTLE_MS } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

/**
 * A script element that notes in `seen` what the page stores, sends and reads to tell browsers apart: cookie writes
 * that are no deletions, storage, the network, and the properties that fingerprints are made of. Everything still works.
 */
const WATCH = `<script>
  var seen = [];
  (function () {
    function watch(owner, name, note) {
      var real = owner && Object.getOwnPropertyDescriptor(owner, name);
      if (!real) return;
      if (!real.get) {
        owner[name] = function () { note(name, arguments); return real.value.apply(this, arguments); };
        return;
      }
      Object.defineProperty(owner, name, {
        configurable: true,
        get: function () { if (!note.setsOnly) note(name); return real.get.call(this); },
        set: real.set && function (value) { note(name, [value]); real.set.call(this, value); }
      });
    }
    function kind(what) { return function (name) { seen.push(what + ' ' + name); }; }
    function cookie(name, args) { if (!/^[^=]*=;/.test(args[0])) seen.push('cookie ' + args[0]); }
    cookie.setsOnly = true;
    watch(Document.prototype, 'cookie', cookie);
    ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'].forEach(function (name) { watch(window, name, kind('storage')); });
    watch(navigator.__proto__, 'sendBeacon', kind('network'));
    watch(window, 'fetch', kind('network'));
    watch(XMLHttpRequest.prototype, 'send', kind('network'));
    function source(name) { seen.push('network image ' + name); }
    source.setsOnly = true;
    watch(HTMLImageElement.prototype, 'src', source);
    ['userAgent', 'platform', 'plugins', 'mimeTypes', 'languages', 'hardwareConcurrency', 'deviceMemory', 'userAgentData', 'vendor', 'oscpu', 'javaEnabled', 'maxTouchPoints']
      .forEach(function (name) { watch(Navigator.prototype, name, kind('fingerprint')); });
    Object.getOwnPropertyNames(Screen.prototype).forEach(function (name) { if (name !== 'constructor') watch(Screen.prototype, name, kind('fingerprint screen.')); });
    ['devicePixelRatio', 'outerWidth', 'outerHeight'].forEach(function (name) { watch(window, name, kind('fingerprint')); });
    if (window.NavigatorUAData) watch(NavigatorUAData.prototype, 'getHighEntropyValues', kind('fingerprint'));
    watch(HTMLCanvasElement.prototype, 'getContext', kind('fingerprint'));
  }());
</script>`;

const CONTENT = `<div data-track-content data-content-name="n"><a id="inside" href="#inside">content</a></div>
  <a id="out" href="http://out.example/">out</a><a id="file" href="/f.pdf">file</a>
  <script>addEventListener('click', function (event) { event.preventDefault(); });</script>`;

/** The cookies of an earlier visit with consent. */
const EARLIER = `<script>document.cookie = '_pk_id.1.1fff=0123456789abcdef.1790000000.; path=/'; document.cookie = '_pk_ses.1.1fff=1; path=/';</script>`;

const COMMANDS = [
  "['trackPageView']", "['enableLinkTracking']", "['trackAllContentImpressions']", "['enableHeartBeatTimer', 5]", "['enableJSErrorTracking']",
  "['setCookieDomain', '*.localhost']", "['enableCrossDomainLinking']", "['storeCustomVariablesInCookie']", "['setCustomVariable', 1, 'n', 'v']",
  "['setSessionCookie', 'own', 'v']", "['trackEvent', 'a', 'b']", "['queueRequest', 'e_c=q&e_a=q&ca=1']",
];

/**
 * Everything but what would be consent, or makes another tracker, which has consent of its own: calls each method of
 * a tracker with values that suit it, and clicks.
 */
function doEverything() {
  const isConsent = /^(?:addTracker|setConsentGiven|rememberConsentGiven|forgetUserOptOut|rememberCookieConsentGiven|optUserOut|forgetConsentGiven)$/;
  const args = {
    trackLink: ['http://out.example/', 'link'], setUserId: ['u'], setCustomDimension: [1, 'v'], setCustomVariable: [1, 'n', 'v'],
    trackContentImpressionsWithinNode: [document.body], trackContentInteractionNode: [document.querySelector('a'), 'click'], addListener: [document.querySelector('a')],
    setRequestQueueInterval: [1000], setCustomRequestProcessing: [(request) => request], trackEcommerceOrder: ['o', 1], setCustomUrl: ['/x'], setTrackerUrl: ['/matomo.php'],
    setCustomData: [{}], addPlugin: ['None', {}], appendToTrackingUrl: ['a=1'], getCookie: ['id'], setDomains: [['localhost']], setPagePerformanceTiming: [1],
  };
  const trackers = [Matomo.getAsyncTracker(), Matomo.getTracker('/matomo.php', 1)];
  trackers[1].requireConsent();
  for (const tracker of trackers) for (const name of Object.keys(tracker)) if (!isConsent.test(name)) tracker[name](...(args[name] || ['a', 'b', 'c']));
  for (const id of ['inside', 'out', 'file']) document.getElementById(id).click();
  onerror('message', 'http://x/f.js', 1, 2);
}

const ways = {
  'consent is required': ["['requireConsent']", ''],
  'consent is required, behind all other commands': ["['requireConsent']", '', true],
  'the visitor has opted out': ["['setDomains', 'localhost']", "<script>document.cookie = 'mtm_consent_removed=1; path=/';</script>"],
};

for (const [way, [command, before, isLast]] of Object.entries(ways)) {
  browserTest(`${way}: nothing is stored, sent or fingerprinted, whatever is called; with consent it is`, improves('reads plugins and the screen, and tries a cookie domain'), async ({ site, page, visit }) => {
    const commands = isLast ? [...COMMANDS, command] : [command, ...COMMANDS];
    await page.goto(site.page('/a', `${EARLIER}${before}${WATCH}${queue(...commands)}${trackerTag}${CONTENT}`));
    assert.deepEqual(await page.evaluate(() => seen), []);
    await page.evaluate(doEverything);
    await visit.expectRequests({ requests: [], settle: 2000 });
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      delete document.visibilityState;
    });
    assert.deepEqual(await page.evaluate(() => seen), []);
    assert.ok(Object.keys(await page.cookies()).every((name) => name === 'mtm_consent_removed' || !before && name.startsWith('mtm_')), JSON.stringify(await page.cookies()));

    await page.evaluate(() => {
      const tracker = Matomo.getTracker('/matomo.php', 2);
      tracker.requireConsent();
      tracker.setConsentGiven();
      tracker.trackEvent('with', 'consent');
    });
    assert.ok(await page.waitFor(() => ['cookie _pk_id', 'network ', 'fingerprint userAgent', 'fingerprint screen.'].every((start) => seen.some((entry) => entry.startsWith(start)))));
    assert.deepEqual(await page.evaluate(() => seen.filter((entry) => entry.startsWith('storage'))), []);
  });
}

browserTest('consent is required: a page that is left leaves no cookie, no storage and no request behind', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${WATCH}${queue("['requireConsent']", ...COMMANDS)}${trackerTag}${CONTENT}`));
  await page.evaluate(() => { sessionStorage.setItem('mine', '1'); });
  await page.goto(site.page('/b', '<p>next</p>'));
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  assert.deepEqual(await page.cookies(), {});
  const kept = await page.evaluate(async () => [Object.keys(localStorage), Object.keys(sessionStorage).filter((name) => name !== 'harness.console'), window.name,
    indexedDB.databases ? (await indexedDB.databases()).length : 0]);
  assert.deepEqual(kept, [[], ['mine'], '', 0]);
  assert.ok(site.accesses().every(({ path }) => ['/a', '/b', '/matomo.js', '/console-recorder.js', '/favicon.ico'].includes(path)));
});

browserTest('consent for cookies is required: hits leave, and nothing is stored', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}${WATCH}${queue("['requireCookieConsent']", "['trackPageView']", "['storeCustomVariablesInCookie']", "['setCustomVariable', 1, 'n', 'v']",
    "['setSessionCookie', 'own', 'v']", "['setCookieDomain', '*.localhost']", "['trackEvent', 'a', 'b']")}${trackerTag}`));
  await page.evaluate(() => { Matomo.getAsyncTracker().getVisitorId(); });
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: '' }, { e_c: 'a', _id: '' }], settle: SPACED_SETTLE_MS });
  assert.deepEqual(await page.evaluate(() => seen.filter((entry) => /^(?:cookie|storage)/.test(entry))), []);
  assert.deepEqual(await page.cookies(), {});
});

browserTest('a campaign that came before consent is credited to the first hit after it, also when the page has another URL by then', improves('forgets it'), async ({ site, page, visit }) => {
  for (const [index, [require, give, first]] of [
    ["['requireConsent']", 'setConsentGiven', { action_name: 'Two' }], ["['requireCookieConsent']", 'rememberCookieConsentGiven', { ping: '1' }],
  ].entries()) {
    const path = `/campaign${index}`;
    site.page(path, `${withoutClientHints}${EARLIER}${WATCH}${queue(require, "['trackPageView', 'One']")}${trackerTag}`);
    await page.goto(`${site.url(path)}?utm_campaign=spring&utm_term=kw`);
    await page.evaluate(() => {
      history.pushState({}, '', '/two');
      _paq.push(['setCustomUrl', '/two'], ['setReferrerUrl', document.URL], ['trackPageView', 'Two']);
    });
    const before = index ? [{ action_name: 'One', _rcn: 'spring' }, { action_name: 'Two', _rcn: absent }] : [];
    await visit.expectRequests({ requests: before, settle: SPACED_SETTLE_MS });
    assert.deepEqual(await page.evaluate(() => seen.filter((entry) => /^(?:cookie|storage)/.test(entry))), []);
    await page.evaluate((name) => { _paq.push([name]); }, give);
    const url = (text) => text.endsWith('/two');
    const after = [{ ...first, _rcn: 'spring', _rck: 'kw', url }, ...(index ? [] : [{ ping: '1', _rcn: 'spring', url }])];
    await visit.expectRequests({ requests: after, refuted: [{ action_name: 'One' }], settle: SPACED_SETTLE_MS });
    const ref = Object.entries(await page.cookies()).find(([name]) => name.startsWith('_pk_ref'));
    assert.deepEqual(JSON.parse(ref[1]).slice(0, 2), ['spring', 'kw']);
    await page.evaluate(() => { for (const pair of document.cookie.split('; ')) document.cookie = `${pair.split('=')[0]}=; path=/; max-age=0`; });
  }
});

browserTest('ConsentChanged is fired once for each change, with the tracker and what holds now', improves('has no such event'), async ({ site, page }) => {
  await page.goto(site.page('/a', `<script>var changes = [], matomoPluginAsyncInit = [function () {
    Matomo.on('ConsentChanged', function (change) { changes.push([change.tracker === Matomo.getAsyncTracker(), change.consent, change.cookies, document.cookie.replace(/=\\d+/g, '')]); });
    Matomo.on('ConsentChanged', function () { throw new Error('handler'); });
  }];</script>${queue()}${trackerTag}`));
  const after = (...calls) => page.evaluate((list) => {
    changes.length = 0;
    for (const [method, ...args] of list) Matomo.getAsyncTracker()[method](...args);
    return changes;
  }, calls);
  assert.deepEqual(await after(['trackPageView'], ['hasConsent'], ['setConsentGiven']), []);
  await page.evaluate(() => { Matomo.getAsyncTracker().deleteCookies(); });
  assert.deepEqual(await after(['requireConsent'], ['requireConsent']), [], 'requirements after a decision change nothing');
  assert.deepEqual(await after(['optUserOut'], ['optUserOut']), [[true, false, false, 'mtm_consent_removed']]);
  assert.deepEqual(await after(['forgetUserOptOut'], ['trackEvent', 'a', 'b']), [[true, true, false, '']]);
  assert.deepEqual((await after(['setCookieConsentGiven'])).map((change) => change.slice(1, 3)), [[true, true]]);
  assert.deepEqual((await after(['disableCookies'])).map((change) => change.slice(1, 3)), [[true, false]]);
  assert.deepEqual((await after(['rememberConsentGiven'])).map((change) => change.slice(1)).map(([consent, cookies, jar]) => [consent, cookies, jar.includes('mtm_consent')]), [[true, true, true]]);
  await page.evaluate(() => { changes.length = 0; document.cookie = 'mtm_consent_removed=1; path=/'; Matomo.getAsyncTracker().trackEvent('a', 'c'); });
  assert.deepEqual((await page.evaluate(() => changes)).map((change) => change.slice(1, 3)), [[false, true]], 'an opt-out in another tab');
  assert.equal((await page.complaints()).filter((text) => /ConsentChanged/.test(text)).length, 1, 'a handler that throws is reported');
});

browserTest('Global Privacy Control: looked at when a request wants to leave', improves('does not know it'), async ({ site, page, visit }) => {
  const wish = 'var wish; Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: function () { return wish; }, configurable: true });';
  await page.goto(site.page('/a', `<script>${wish} wish = true;</script>${queue("['trackPageView']", "['setGlobalPrivacyControl', true]")}${trackerTag}`));
  await page.evaluate(() => { Matomo.getAsyncTracker().setSessionCookie('own', 'v'); Matomo.getAsyncTracker().getVisitorId(); });
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  assert.deepEqual(await page.cookies(), {});

  await page.goto(site.page('/b', `<script>${wish}</script>${queue("['trackPageView']", "['setGlobalPrivacyControl', true]")}${trackerTag}`));
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: /^[0-9a-f]{16}$/ }] });
  await page.evaluate(() => {
    Matomo.getAsyncTracker().queueRequest('e_c=a&e_a=queued');
    wish = true;
    Matomo.getAsyncTracker().trackEvent('a', 'b');
  });
  await visit.expectRequests({ requests: [], settle: 3000 });
  assert.deepEqual(await page.cookies(), {});

  await page.goto(site.page('/c', `<script>${wish} wish = true;</script>${queue("['trackPageView']")}${trackerTag}`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
});
