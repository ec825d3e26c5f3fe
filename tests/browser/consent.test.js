import assert from 'node:assert/strict';
import { absent, SPACED_SETTLE_MS } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const VISITOR_ID = /^[0-9a-f]{16}$/;
const ID = '_pk_id.1.1fff';
const SESSION = '_pk_ses.1.1fff';
const TIMESTAMP = /^\d{13}$/;

/** A page with the tracker and `tracker`, after a script of the test's own. */
const pageOf = (commands, before = '') => `${withoutClientHints}<script>${before}</script>${queue(...commands)}${trackerTag}
  <script>var tracker = Matomo.getAsyncTracker();</script>`;

const namesOf = async (page) => Object.keys(await page.cookies()).sort();

/** Runs in the page: the answers of the consent getters. */
function consentState() {
  const tracker = Matomo.getAsyncTracker();
  return {
    has: tracker.hasConsent(), required: tracker.isConsentRequired(), out: tracker.isUserOptedOut(), cookies: tracker.areCookiesEnabled(),
    remembered: tracker.hasRememberedConsent(),
  };
}

browserTest('consent required: nothing is stored, sent or looked at before; what was tracked leaves with consent', {}, async ({ site, page, visit }) => {
  const seenStorage = `var touched = []; ['localStorage', 'sessionStorage', 'indexedDB'].forEach(function (name) {
    var real = window[name];
    Object.defineProperty(window, name, { configurable: true, get: function () { touched.push(name); return real; } });
  });`;
  await page.goto(site.page('/a', pageOf(
    ["['requireConsent']", "['enableLinkTracking']", "['trackPageView']", "['trackEvent', 'a', 'b']", "['queueRequest', 'e_c=queued&e_a=q&ca=1']"], seenStorage,
  )));
  await page.evaluate(() => { tracker.ping(); tracker.trackGoal(1); });
  assert.deepEqual(await page.evaluate(() => touched), []);
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  assert.deepEqual(await page.cookies(), {});
  assert.ok(site.accesses().every(({ path }) => ['/a', '/matomo.js', '/console-recorder.js', '/favicon.ico'].includes(path)));
  assert.deepEqual(await page.evaluate(consentState), { has: false, required: true, out: true, cookies: false, remembered: false });

  await page.evaluate(() => { _paq.push(['setConsentGiven']); });
  const shared = { consent: '1', _id: '', _idn: '1' };
  const hits = await visit.expectRequests({
    requests: [
      { action_name: 'T', ...shared }, { e_c: 'a', ...shared }, { ping: '1', ...shared }, { idgoal: '1', ...shared },
      { ping: '1', consent: '1', _id: VISITOR_ID, _idn: '0' }, { e_c: 'queued', _id: '' },
    ],
    settle: SPACED_SETTLE_MS,
  });
  const cookies = await page.cookies();
  assert.deepEqual(Object.keys(cookies).sort(), [ID, SESSION]);
  assert.equal(cookies[ID].split('.')[0], hits[4].parameters._id);
  assert.equal(new Set(hits.slice(0, 5).map(({ parameters }) => parameters.pv_id)).size, 1);
  assert.deepEqual(await page.evaluate(consentState), { has: true, required: true, out: false, cookies: true, remembered: false });
});

browserTest('consent given before anything is tracked: one request with the visitor, no ping', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['requireConsent']", "['setConsentGiven']", "['trackPageView']"])));
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: VISITOR_ID, _idn: '1', consent: '1' }], refuted: [{ ping: '1' }] });
  assert.deepEqual(await namesOf(page), [ID, SESSION]);
});

browserTest('two page views while waiting: only the hits since the last one leave', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['requireConsent']", "['trackPageView', 'One']", "['trackEvent', 'a', 'one']", "['trackPageView', 'Two']", "['trackEvent', 'a', 'two']"])));
  await page.evaluate(() => { _paq.push(['setConsentGiven', false]); });
  await visit.expectRequests({
    requests: [{ action_name: 'Two', consent: '1', _id: '' }, { e_a: 'two', consent: '1', _id: '' }],
    refuted: [{ action_name: 'One' }, { e_a: 'one' }, { ping: '1' }], ordered: true, settle: SPACED_SETTLE_MS,
  });
  await page.evaluate(() => { _paq.push(['trackEvent', 'a', 'later']); });
  await visit.expectRequests({ requests: [{ e_a: 'later', _id: '', consent: '1' }] });
  assert.deepEqual(await page.cookies(), {});
});

browserTest('a page that is left without consent leaves nothing behind', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['requireConsent']", "['trackPageView']", "['trackEvent', 'a', 'b']", "['queueRequest', 'e_c=q&e_a=q']", "['enableHeartBeatTimer', 5]"],
    `document.cookie = '${ID}=0123456789abcdef.1790000000.; path=/'; document.cookie = '${SESSION}=1; path=/';`)));
  assert.deepEqual(await page.cookies(), {}, 'the page view deletes what an earlier page left');
  await page.goto(site.page('/b', '<p>next</p>'));
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  assert.deepEqual(await page.cookies(), {});
});

browserTest('cookies of an earlier page stay until the first request or the end of the page', {}, async ({ site, page, visit }) => {
  const earlier = `document.cookie = '${ID}=0123456789abcdef.1790000000.; path=/';`;
  await page.goto(site.page('/a', pageOf(["['requireConsent']"], earlier)));
  assert.deepEqual(await namesOf(page), [ID]);
  await page.goto(site.page('/b', '<p>next</p>'));
  assert.deepEqual(await page.cookies(), {});
  await visit.expectRequests({ requests: [] });
});

browserTest('remembered consent counts on the next page, forgotten consent does not', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['requireConsent']", "['trackPageView']"])));
  await page.evaluate(() => { _paq.push(['rememberConsentGiven']); });
  await visit.expectRequests({ requests: [{ action_name: 'T', consent: '1', _id: '' }, { ping: '1', consent: '1', _id: VISITOR_ID }], settle: SPACED_SETTLE_MS });
  const cookies = await page.cookies();
  assert.deepEqual(Object.keys(cookies).sort(), [ID, SESSION, 'mtm_consent']);
  assert.match(cookies.mtm_consent, TIMESTAMP);
  assert.equal(await page.evaluate(() => tracker.getRememberedConsent()), cookies.mtm_consent);

  await page.goto(site.page('/b', pageOf(["['requireConsent']", "['trackPageView']"])));
  await visit.expectRequests({ requests: [{ action_name: 'T', consent: '1', _idn: '0', _id: cookies[ID].split('.')[0] }] });
  assert.deepEqual(await page.evaluate(consentState), { has: true, required: true, out: false, cookies: true, remembered: true });

  await page.evaluate(() => { _paq.push(['forgetConsentGiven'], ['trackEvent', 'a', 'b']); });
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  assert.deepEqual(await namesOf(page), ['mtm_consent_removed']);
  assert.deepEqual(await page.evaluate(consentState), { has: false, required: true, out: true, cookies: false, remembered: false });

  await page.goto(site.page('/c', pageOf(["['requireConsent']", "['trackPageView']"])));
  await visit.expectRequests({ requests: [] });
  assert.deepEqual(await namesOf(page), ['mtm_consent_removed']);
});

browserTest('the consent cookies are written as documented, with the cookie settings', {}, async ({ site, page }) => {
  const record = `var written = [], jar = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
    Object.defineProperty(document, 'cookie', { get: function () { return jar.get.call(document); },
      set: function (text) { written.push(text); jar.set.call(document, text); } });`;
  await page.goto(site.page('/dir/a', pageOf(["['setCookiePath', '/dir']", "['setCookieSameSite', 'strict']"], record)));
  const hoursOf = (text) => (Date.parse(/expires=([^;]+)/.exec(text)[1]) - Number(/=(\d+);/.exec(text)[1])) / 3600e3;
  const write = (method, hours) => page.evaluate((name, given, cookie) => {
    if (name === 'rememberCookieConsentGiven') tracker.disableCookies();
    written.length = 0;
    tracker[name](given);
    return written.filter((text) => text.startsWith(`${cookie}=`) && !text.startsWith(`${cookie}=;`));
  }, method, hours, { rememberConsentGiven: 'mtm_consent', optUserOut: 'mtm_consent_removed', rememberCookieConsentGiven: 'mtm_cookie_consent' }[method]);
  for (const [method, hours, expected] of [
    ['rememberConsentGiven', undefined, 262800], ['rememberConsentGiven', 24, 24], ['rememberCookieConsentGiven', 1, 1],
    ['rememberCookieConsentGiven', 0, 262800], ['optUserOut', 2, 2], ['optUserOut', undefined, 262800],
  ]) {
    const [text, ...more] = await write(method, hours);
    assert.deepEqual(more, []);
    assert.match(text, /^mtm_(?:consent|consent_removed|cookie_consent)=\d{13};expires=[^;]+;path=\/dir;SameSite=Strict$/);
    assert.ok(Math.abs(hoursOf(text) - expected) < 0.01, `${method}(${hours}): ${text}`);
  }
});

browserTest('opt-out: nothing leaves after it, on this page and the next; taken back, what waited leaves', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['trackPageView']"])));
  await visit.expectRequests({ requests: [{ action_name: 'T', consent: absent, _id: VISITOR_ID }] });
  await page.evaluate(() => { _paq.push(['optUserOut'], ['trackEvent', 'a', 'out']); });
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  assert.deepEqual(await namesOf(page), ['mtm_consent_removed']);
  assert.match((await page.cookies()).mtm_consent_removed, TIMESTAMP);
  await page.evaluate(() => { _paq.push(['forgetUserOptOut']); });
  await visit.expectRequests({ requests: [{ e_a: 'out', consent: '1', _id: '' }], refuted: [{ ping: '1' }], settle: SPACED_SETTLE_MS });
  assert.deepEqual(await page.cookies(), {});

  await page.goto(site.page('/b', pageOf(["['trackPageView']"])));
  await visit.expectRequests({ requests: [{ action_name: 'T', consent: absent, _id: VISITOR_ID }] });
});

browserTest('a visitor who is out by cookie is neither tracked nor given an id', improves('writes the visitor cookies'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['trackPageView']", "['enableHeartBeatTimer', 5]"], "document.cookie = 'mtm_consent_removed=1; path=/';")));
  assert.deepEqual(await page.evaluate(consentState), { has: false, required: false, out: true, cookies: true, remembered: false });
  await page.evaluate(() => { tracker.trackEvent('a', 'b'); tracker.queueRequest('e_c=a&e_a=c'); tracker.queueRequest('e_c=a&e_a=d'); });
  await page.goto(site.page('/b', '<p>next</p>'));
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  assert.deepEqual(await namesOf(page), ['mtm_consent_removed']);
});

browserTest('what waits for its turn when the visitor opts out is not sent, not even after they agree again', improves('it is sent'), async ({ site, page, visit }) => {
  for (const method of ['optUserOut', 'forgetConsentGiven']) {
    await page.goto(site.page(`/${method}`, pageOf(["['trackPageView']", "['trackEvent', 'a', '1']", "['trackEvent', 'a', '2']"]) + `<script>tracker.${method}();</script>`));
    await visit.expectRequests({ requests: [{ action_name: 'T' }], settle: SPACED_SETTLE_MS });
    await page.evaluate(() => { tracker.setConsentGiven(); tracker.trackEvent('a', '3'); });
    await visit.expectRequests({ requests: [{ ping: '1' }, { e_a: '3' }], refuted: [{ e_a: '1' }, { e_a: '2' }], settle: SPACED_SETTLE_MS });
  }
});

browserTest('refused in another tab: the next request waits, single or in bulk', improves('bulk requests do not look at the cookie'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['trackPageView']", "['setRequestQueueInterval', 1000]"])));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.evaluate(() => {
    tracker.queueRequest('e_c=a&e_a=1');
    tracker.queueRequest('e_c=a&e_a=2');
    document.cookie = 'mtm_consent_removed=1; path=/';
  });
  await visit.expectRequests({ requests: [], settle: 1600 });
  assert.equal(await page.evaluate(() => tracker.hasConsent()), false);
  await page.evaluate(() => { document.cookie = 'mtm_consent_removed=; path=/; max-age=0'; tracker.trackEvent('a', '3'); tracker.trackEvent('a', '4'); });
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  await page.evaluate(() => { tracker.setConsentGiven(); });
  await visit.expectRequests({ requests: ['1', '2', '3', '4'].map((name) => ({ e_a: name })), settle: SPACED_SETTLE_MS });
});

browserTest('consent that another tab remembered is seen at the next request', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['trackPageView']"], "document.cookie = 'mtm_consent_removed=1; path=/';")));
  await page.evaluate(() => { document.cookie = 'mtm_consent_removed=; path=/; max-age=0'; tracker.trackEvent('a', 'early'); });
  await visit.expectRequests({ requests: [] });
  await page.evaluate(() => { document.cookie = 'mtm_consent=1; path=/'; tracker.trackEvent('a', 'late'); });
  await visit.expectRequests({ requests: [{ e_a: 'late', _id: VISITOR_ID, consent: absent }], refuted: [{ e_a: 'early' }], settle: SPACED_SETTLE_MS });
});

browserTest('cookie consent: tracked without cookies, then with, remembered, forgotten', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['trackPageView']", "['requireCookieConsent']"], `document.cookie = '${ID}=0123456789abcdef.1790000000.; path=/';`)));
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: '', _idn: '1', consent: absent, cookie: '1' }] });
  assert.deepEqual(await page.cookies(), {});
  assert.equal(await page.evaluate(() => tracker.getRememberedCookieConsent()), 0);
  await page.evaluate(() => { _paq.push(['rememberCookieConsentGiven']); });
  await visit.expectRequests({ requests: [{ ping: '1', _id: VISITOR_ID, _idn: '0' }] });
  assert.deepEqual(await namesOf(page), [ID, SESSION, 'mtm_cookie_consent']);

  await page.goto(site.page('/b', pageOf(["['trackPageView']", "['requireCookieConsent']"])));
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: VISITOR_ID, _idn: '0' }] });
  assert.equal(await page.evaluate(() => tracker.requireCookieConsent()), false);
  await page.evaluate(() => { _paq.push(['forgetCookieConsentGiven'], ['trackEvent', 'a', 'b']); });
  await visit.expectRequests({ requests: [{ e_c: 'a', _id: '' }] });
  assert.deepEqual(await page.cookies(), {});
});

browserTest('cookie consent before any tracking stores and sends nothing; disableCookies wins over a remembered one', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['requireCookieConsent']", "['setCookieConsentGiven']"], "document.cookie = 'other=1; path=/';")));
  await visit.expectRequests({ requests: [] });
  assert.deepEqual(await namesOf(page), ['other']);
  await page.goto(site.page('/b', pageOf(["['disableCookies']", "['requireCookieConsent']", "['trackPageView']"], "document.cookie = 'mtm_cookie_consent=1; path=/';")));
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: '' }] });
  assert.deepEqual(await namesOf(page), ['mtm_cookie_consent', 'other']);
});

browserTest('Do Not Track honoured: nothing leaves, no cookies; later ignored: sent without cookies', {}, async ({ site, page, visit }) => {
  const wish = (value) => `Object.defineProperty(navigator, 'doNotTrack', { value: ${value}, configurable: true });`;
  await page.goto(site.page('/a', pageOf(["['trackPageView', 'before']", "['setDoNotTrack', true]", "['trackPageView', 'after']"], wish("'1'"))));
  await visit.expectRequests({ requests: [{ action_name: 'before' }], refuted: [{ action_name: 'after' }] });
  assert.deepEqual(await page.cookies(), {});
  assert.deepEqual(await page.evaluate(() => [tracker.getRequest('x=1'), tracker.getNumTrackedPageViews()]), ['', 2]);
  await page.evaluate(() => { tracker.rememberConsentGiven(); tracker.queueRequest('e_c=q&e_a=q'); });
  assert.deepEqual(await page.cookies(), {});
  await page.evaluate(() => { tracker.setDoNotTrack(false); tracker.trackEvent('a', 'ignored'); });
  await visit.expectRequests({ requests: [{ e_a: 'ignored', _id: '' }], settle: SPACED_SETTLE_MS });
  for (const value of ["'unspecified'", 'null', "'0'"]) {
    await page.goto(site.page('/b', pageOf(["['setDoNotTrack', true]", "['trackPageView']"], wish(value))));
    await visit.expectRequests({ requests: [{ action_name: 'T', _id: VISITOR_ID }], settle: 60 });
  }
  await page.goto(site.page('/c', pageOf(["['setDoNotTrack', false]", "['trackPageView']"], wish("'1'"))));
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: VISITOR_ID }] });
});

browserTest('a script that makes tracking cookieless for good replaces the cookie consent methods', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['requireConsent']", "['trackPageView']"], `window.matomoPluginAsyncInit = [function () {
    Matomo.on('TrackerSetup', function (tracker) {
      tracker.setCookieConsentGiven = function () {};
      tracker.rememberCookieConsentGiven = function () {};
      tracker.disableCookies();
    });
  }];`)));
  await page.evaluate(() => { _paq.push(['rememberConsentGiven'], ['trackEvent', 'a', 'b']); });
  await visit.expectRequests({
    requests: [{ action_name: 'T', _id: '', consent: '1' }, { e_c: 'a', _id: '', consent: '1' }], refuted: [{ ping: '1' }], settle: SPACED_SETTLE_MS,
  });
  assert.deepEqual(await page.cookies(), {});
});

/** What the opt-out form that a Matomo server sends as a script needs from the tracker; the form itself is ours. */
const OPT_OUT_FORM = `<input type="checkbox" id="in"><script>
  function show() { _paq.push([function () { document.getElementById('in').checked = !this.isUserOptedOut(); window.shown = (window.shown || 0) + 1; }]); }
  _paq.push([function () { _paq.push(['setCookiePath', '/dir']); show(); }]);
  document.getElementById('in').onclick = function () { _paq.push([this.checked ? 'forgetUserOptOut' : 'optUserOut']); show(); };
</script>`;

browserTest('the opt-out form of the server, pushed before the tracker is there, works', {}, async ({ site, page, visit }) => {
  const url = site.page('/dir/a', `${withoutClientHints}${queue("['trackPageView']")}${OPT_OUT_FORM}${trackerTag}`);
  await page.goto(url);
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.equal(await page.evaluate(() => document.getElementById('in').checked), true);
  await page.click('#in');
  assert.deepEqual(await page.evaluate(() => [document.getElementById('in').checked, Matomo.getAsyncTracker().isUserOptedOut()]), [false, true]);
  assert.match((await page.cookies()).mtm_consent_removed, TIMESTAMP);

  await page.goto(url);
  await visit.expectRequests({ requests: [] });
  assert.equal(await page.evaluate(() => document.getElementById('in').checked), false);
  await page.click('#in');
  assert.equal((await page.cookies()).mtm_consent_removed, undefined);
  await visit.expectRequests({ requests: [{ action_name: 'T' }], settle: SPACED_SETTLE_MS });
  await page.goto(url);
  await visit.expectRequests({ requests: [{ action_name: 'T', consent: absent }] });
});

/** A frame that says what it is told and passes on what it hears. */
const FRAME = `<!doctype html><script>onmessage = function (event) {
  if (event.data.say !== undefined) parent.postMessage(event.data.say, '*');
  else parent.postMessage({ heard: event.data }, '*');
};</script>`;
const FRAME_EAR = `var heard = []; addEventListener('message', function (event) { if (event.data && event.data.heard) heard.push(event.data.heard); });
  function say(text) { document.querySelector('iframe').contentWindow.postMessage({ say: text }, '*'); }`;

browserTest('the opt-out frame of the server: asks, opts out, opts in', {}, async ({ site, page, visit }) => {
  site.file('/frame', FRAME, { type: 'text/html' });
  const server = `${site.elsewhere}/`;
  await page.goto(site.page('/a', `${pageOf([`['setTrackerUrl', '${server}matomo.php']`, "['trackPageView']"], FRAME_EAR)}<iframe src="${server}frame"></iframe>`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  const exchange = async (message) => {
    await page.evaluate((text) => { heard.length = 0; say(text); }, JSON.stringify(message));
    return page.waitFor(() => heard[0]);
  };
  const rest = (byDefault) => `"maq_url":"${server}","maq_optout_by_default":${byDefault}}`;
  assert.equal(await exchange({ maq_initial_value: true }), `{"maq_opted_in":true,${rest(false)}`);
  assert.equal(await exchange({ maq_initial_value: false }), `{"maq_opted_in":false,${rest(false)}`);
  assert.equal(await exchange({ maq_opted_in: false }), `{"maq_confirm_opted_in":false,${rest(true)}`);
  assert.deepEqual(await namesOf(page), ['mtm_consent_removed']);
  assert.equal(await exchange({ maq_opted_in: true }), `{"maq_confirm_opted_in":true,${rest(true)}`);
  assert.deepEqual(await namesOf(page), [ID, SESSION, 'mtm_consent']);
  await visit.expectRequests({ requests: [{ ping: '1', _id: VISITOR_ID }] });

  for (const noise of ['"text"', 'null', '{', '5', '[]', '{"other":1}']) await page.evaluate((text) => { heard.length = 0; say(text); }, noise);
  assert.deepEqual(await page.evaluate(() => new Promise((resolve) => setTimeout(() => resolve(heard), 200))), []);
  assert.deepEqual(await namesOf(page), [ID, SESSION, 'mtm_consent']);
});

browserTest('a frame of another server is not listened to', {}, async ({ site, page, visit }) => {
  site.file('/frame', FRAME, { type: 'text/html' });
  await page.goto(site.page('/a', `${pageOf(["['trackPageView']"], FRAME_EAR)}<iframe src="${site.elsewhere}/frame"></iframe>`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.evaluate(() => { say('{"maq_initial_value":true}'); say('{"maq_opted_in":false}'); });
  assert.deepEqual(await page.evaluate(() => new Promise((resolve) => setTimeout(() => resolve([heard, tracker.hasConsent()]), 300))), [[], true]);
  assert.deepEqual(await namesOf(page), [ID, SESSION]);
});

browserTest('consent given while client hints are awaited: what waits leaves when they come', { engines: ['chromium'] }, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    Object.defineProperty(navigator, 'userAgentData', { value: { brands: [], platform: 'P', getHighEntropyValues: function () {
      return new Promise(function (resolve) { window.release = function () { resolve({ platform: 'Late' }); }; });
    } } });
  </script>${queue("['requireConsent']", "['trackPageView']", "['setConsentGiven']")}${trackerTag}`));
  await page.evaluate(() => { release(); });
  const [hit] = await visit.expectRequests({ requests: [{ action_name: 'T', consent: '1', ping: absent }], settle: SPACED_SETTLE_MS });
  assert.equal(JSON.parse(hit.parameters.uadata).platform, 'Late');
});
