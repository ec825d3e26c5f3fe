import assert from 'node:assert/strict';
import { absent } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

const VISITOR_ID = /^[0-9a-f]{16}$/;
const DAY_S = 86_400;

/** Records every write to the jar in `written`; reads and writes still reach the browser's own. */
const RECORD = `<script>
  var written = [], jar = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(document, 'cookie', { get: function () { return jar.get.call(document); },
    set: function (text) { written.push(text); jar.set.call(document, text); } });
</script>`;

const pageOf = (commands, before = '') => `${withoutClientHints}${before}${RECORD}${queue(...commands)}${trackerTag}
  <script>var tracker = Matomo.getAsyncTracker();</script>`;

const setBefore = (...cookies) => `<script>${cookies.map((cookie) => `document.cookie = ${JSON.stringify(`${cookie}; path=/`)};`).join('')}</script>`;

const namesOf = async (page) => Object.keys(await page.cookies()).sort();

/** The attributes of what was written, without value and expiry; deletions left out. */
const writes = (page) => page.evaluate(() => written.filter((text) => !/^[^=]+=;/.test(text)).map((text) => (
  text.replace(/=[^;]*/, '').replace(/;expires=[^;]*/, '')
)));

/** Seconds that the cookie of that short name was written for, when written last. */
const lifeOf = (page, name) => page.evaluate((prefix) => {
  const text = written.filter((entry) => entry.startsWith(prefix)).pop();
  const expires = /;expires=([^;]*)/.exec(text);
  return expires ? Math.round((Date.parse(expires[1]) - Date.now()) / 1000) : 'session';
}, `_pk_${name}.`);

const isAbout = (actual, expected) => assert.ok(Math.abs(actual - expected) <= 5, `${actual} s, expected ${expected} s`);

browserTest('names, attributes and lifetimes of the cookies a page view writes', {}, async ({ site, page, visit }) => {
  site.page('/a', pageOf(["['trackPageView']"]));
  await page.goto(`${site.url('/a')}?utm_campaign=C`);
  await visit.expectRequests({ requests: [{ _rcn: 'C', _id: VISITOR_ID }] });
  assert.deepEqual((await writes(page)).sort(), ['id', 'ref', 'ses'].map((name) => `_pk_${name}.1.1fff;path=/;SameSite=Lax`));
  isAbout(await lifeOf(page, 'id'), 33_955_200);
  isAbout(await lifeOf(page, 'ses'), 1800);
  isAbout(await lifeOf(page, 'ref'), 15_768_000);
  const kept = await page.evaluate(() => ('cookieStore' in window ? cookieStore.getAll().then((all) => all.map(({ name, expires, path, sameSite, secure, domain }) => (
    { name, days: expires && Math.round((expires - Date.now()) / 864e5), path, sameSite, secure, domain }))) : []));
  const id = kept.find(({ name, days }) => name.startsWith('_pk_id') && days);
  if (id) assert.deepEqual({ ...id, days: id.days >= 392 && id.days <= 393 }, { name: '_pk_id.1.1fff', days: true, path: '/', sameSite: 'lax', secure: false, domain: null });
});

browserTest('the timeouts that were set count, 0 for a session cookie', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['setVisitorCookieTimeout', 100]", "['setSessionCookieTimeout', 60]", "['setReferralCookieTimeout', 120]",
    "['setReferrerUrl', 'http://r.example/']", "['trackPageView']"])));
  await visit.expectRequests({ requests: [{ action_name: 'T', _ref: 'http://r.example/' }] });
  isAbout(await lifeOf(page, 'id'), 100);
  isAbout(await lifeOf(page, 'ses'), 60);
  isAbout(await lifeOf(page, 'ref'), 120);
  await page.evaluate(() => { tracker.setSessionCookieTimeout(0); tracker.getRequest('x=1'); });
  assert.equal(await lifeOf(page, 'ses'), 'session');
  assert.equal(await page.evaluate(() => tracker.getCookie('ses')), '1');
});

browserTest('the visitor cookie is never prolonged: its end is that of its first day', {}, async ({ site, page, visit }) => {
  const day = 100 * DAY_S;
  const created = Math.floor(Date.now() / 1000) - day;
  await page.goto(site.page('/a', pageOf(["['trackPageView']"], setBefore(`_pk_id.1.1fff=0123456789abcdef.${created}.3.1.2.3`))));
  await visit.expectRequests({ requests: [{ _id: '0123456789abcdef', _idn: '0' }] });
  isAbout(await lifeOf(page, 'id'), 33_955_200 - day);
  assert.equal((await page.cookies())['_pk_id.1.1fff'], `0123456789abcdef.${created}.`);
});

browserTest('a visitor cookie older than its time is used once more and deleted', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['trackPageView']"], setBefore('_pk_id.1.1fff=0123456789abcdef.1500000000.'))));
  await visit.expectRequests({ requests: [{ _id: '0123456789abcdef', _idn: '0' }] });
  assert.equal((await page.cookies())['_pk_id.1.1fff'], undefined);
  await page.evaluate(() => { tracker.trackEvent('a', 'b'); });
  await visit.expectRequests({ requests: [{ e_c: 'a', _id: (id) => VISITOR_ID.test(id) && id !== '0123456789abcdef', _idn: '1' }] });
});

browserTest('setVisitorId replaces the visitor and keeps the day of the cookie', {}, async ({ site, page, visit }) => {
  const created = Math.floor(Date.now() / 1000) - 1000;
  await page.goto(site.page('/a', pageOf(["['setVisitorId', 'fedcba9876543210']", "['trackPageView']"], setBefore(`_pk_id.1.1fff=0123456789abcdef.${created}.`))));
  await visit.expectRequests({ requests: [{ _id: 'fedcba9876543210', _idn: '0' }] });
  assert.equal((await page.cookies())['_pk_id.1.1fff'], `fedcba9876543210.${created}.`);
});

browserTest('prefix, path and site make the names; the path limits who sees them', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/dir/a', pageOf(["['setCookieNamePrefix', 'x_']", "['setCookiePath', '/dir']", "['setSiteId', 'blog 7']", "['trackPageView']"])));
  await visit.expectRequests({ requests: [{ idsite: 'blog 7' }] });
  const [id, session, ...more] = await namesOf(page);
  assert.match(id, /^x_id\.blog 7\.[0-9a-f]{4}$/);
  assert.match(session, /^x_ses\.blog 7\.[0-9a-f]{4}$/);
  assert.deepEqual(more, []);
  assert.ok((await writes(page)).every((text) => text.endsWith(';path=/dir;SameSite=Lax')));
  await page.goto(site.page('/other', '<p>elsewhere</p>'));
  assert.deepEqual(await page.cookies(), {});
});

browserTest('a domain the browser refuses is refused; after disableCookies any is taken', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['setCookieDomain', 'other.example']", "['trackPageView']"])));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.equal(await page.evaluate(() => tracker.getCookieDomain() === undefined), true);
  assert.match((await page.complaints()).join('\n'), /Can't write cookie on domain/);
  assert.deepEqual(await namesOf(page), ['_pk_id.1.1fff', '_pk_ses.1.1fff']);
  assert.equal(await page.evaluate(() => { tracker.disableCookies(); tracker.setCookieDomain('*.other.example'); return tracker.getCookieDomain(); }), '.other.example');
});

browserTest('a domain the browser takes is used for all cookies, its first test is cleaned up', { engines: ['chromium'] }, async ({ site, page, visit }) => {
  site.page('/a', pageOf(["['setCookieDomain', '*.site.test']", "['trackPageView']"]));
  await page.goto(`${site.insecure}/a`);
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.equal(await page.evaluate(() => tracker.getCookieDomain()), '.site.test');
  const all = await writes(page);
  assert.equal(all[0], '_pk_testcookie_domain;path=/;domain=.site.test;SameSite=Lax');
  assert.ok(all.every((text) => text.endsWith(';path=/;domain=.site.test;SameSite=Lax')));
  assert.deepEqual((await namesOf(page)).map((name) => name.replace(/[0-9a-f]{4}$/, '')), ['_pk_id.1.', '_pk_ses.1.']);
});

browserTest('SameSite: any case, unknown values and None on http are refused with a word on the console', {}, async ({ site, page, visit }) => {
  const attributeAfter = async (value) => {
    await page.evaluate((given) => { written.length = 0; tracker.setCookieSameSite(given); tracker.getRequest('x=1'); }, value);
    return [...new Set((await writes(page)).map((text) => /SameSite=(\w+)/.exec(text)[1]))].join();
  };
  await page.goto(site.page('/a', pageOf(["['trackPageView']"])));
  assert.equal(await attributeAfter('strict'), 'Strict');
  assert.equal(await attributeAfter('sloppy'), 'Strict');
  assert.match((await page.complaints()).join('\n'), /Ignored value for sameSite/);
  assert.equal(await attributeAfter('LAX'), 'Lax');
  assert.equal(await attributeAfter('strict'), 'Strict');
  assert.equal(await attributeAfter('None'), 'Lax');
  assert.match((await page.complaints()).join('\n'), /sameSite=None cannot be used on http/);
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
});

browserTest('Secure is refused on http, and cookies go on', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['setSecureCookie', true]", "['trackPageView']"])));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.match((await page.complaints()).join('\n'), /You cannot use `Secure` on http/);
  assert.ok((await writes(page)).every((text) => !/secure/i.test(text)));
  assert.deepEqual(await namesOf(page), ['_pk_id.1.1fff', '_pk_ses.1.1fff']);
});

browserTest('cookies of the page\'s own by setSessionCookie: kept, read, deleted with the others', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', pageOf(["['trackPageView']"], setBefore('_pk_id.2.1fff=other', 'mtm_consent=1', '_pk_cvar.1.1fff={}', 'mine=1'))));
  assert.deepEqual(await page.evaluate(() => {
    tracker.setSessionCookie('mytest', 'my value;\u00e9');
    tracker.setSessionCookie('c2', 'v', 5000);
    return [tracker.getCookie('mytest'), tracker.getCookie('nope'), tracker.getCookie('c2')];
  }), ['my value;\u00e9', null, 'v']);
  isAbout(await lifeOf(page, 'mytest'), 1800);
  isAbout(await lifeOf(page, 'c2'), 5);
  assert.match(await page.evaluate(() => { try { return String(tracker.setSessionCookie('')); } catch (error) { return error.message; } }), /^Missing cookie name$/);
  await page.evaluate(() => { tracker.deleteCookies(); });
  assert.deepEqual(await namesOf(page), ['_pk_id.2.1fff', 'mine', 'mtm_consent']);
  assert.deepEqual(await page.evaluate(() => [tracker.areCookiesEnabled(), tracker.getCookie('mytest')]), [true, null]);
});

browserTest('disableCookies deletes this tracker\'s cookies and stops them, on every request', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['trackPageView']", "['disableCookies']"],
    setBefore('_pk_id.1.1fff=0123456789abcdef.1790000000.', '_pk_ses.1.1fff=1', '_pk_ref.1.1fff=x', '_pk_cvar.1.1fff={}', '_pk_id.2.1fff=other', 'mtm_consent=1'))));
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: '', _idn: '1', cookie: '1' }] });
  assert.deepEqual(await namesOf(page), ['_pk_id.2.1fff', 'mtm_consent']);
  await page.evaluate(() => {
    document.cookie = '_pk_id.1.1fff=again; path=/';
    tracker.setSessionCookie('n', 'v');
    tracker.trackEvent('a', 'b');
  });
  await visit.expectRequests({ requests: [{ e_c: 'a', _id: '', _ref: absent }] });
  assert.deepEqual(await namesOf(page), ['_pk_id.2.1fff', 'mtm_consent']);
  assert.deepEqual(await page.evaluate(() => [tracker.getVisitorId(), tracker.hasCookies()]), ['', false]);
});

browserTest('custom variables of the visit live in a cookie when that is wanted', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['setCustomVariable', 1, 'n', 'v']", "['storeCustomVariablesInCookie']", "['trackPageView']"])));
  await visit.expectRequests({ requests: [{ _cvar: '{"1":["n","v"]}' }] });
  assert.equal((await page.cookies())['_pk_cvar.1.1fff'], '{"1":["n","v"]}');
  isAbout(await lifeOf(page, 'cvar'), 1800);
  await page.goto(site.page('/b', pageOf(["['trackPageView']"])));
  await visit.expectRequests({ requests: [{ action_name: 'T', _cvar: absent }] });
  await page.goto(site.page('/c', pageOf(["[function () { this.deleteCustomVariable(1, 'visit'); }]", "['trackPageView']", "['storeCustomVariablesInCookie']"])));
  await visit.expectRequests({ requests: [{ _cvar: '{"1":["",""]}' }] });
});

browserTest('a page that tracks nothing still remembers the visitor and where he came from', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['setReferrerUrl', 'http://search.example/q']"])));
  assert.deepEqual(await page.cookies(), {});
  await page.goto(site.page('/b', '<p>next</p>'));
  const cookies = await page.cookies();
  assert.deepEqual(Object.keys(cookies).sort(), ['_pk_id.1.1fff', '_pk_ref.1.1fff']);
  assert.equal(JSON.parse(cookies['_pk_ref.1.1fff'])[3], 'http://search.example/q');
  await visit.expectRequests({ requests: [] });
});

browserTest('a frame of the same site shares the cookies and takes the referrer of the outer page', {}, async ({ site, page, visit }) => {
  site.page('/inner', pageOf(["['trackPageView', 'Inner']"]));
  await page.goto(site.page('/a', `${pageOf(["['trackPageView', 'Outer']"])}<iframe src="/inner"></iframe>`));
  const [outer, inner] = await visit.expectRequests({ requests: [{ action_name: 'Outer', urlref: absent }, { action_name: 'Inner', urlref: site.url('/a') }] });
  assert.equal(inner.parameters._id, outer.parameters._id);
});

browserTest('a frame of another site is tracked, with or without cookies as the browser allows', {}, async ({ site, page, visit }) => {
  site.page('/inner', `${pageOf(["['trackPageView', 'Inner']"])}<script>parent.postMessage(document.cookie || 'none', '*');</script>`);
  await page.goto(site.page('/a', `<script>onmessage = function (event) { window.jar = event.data; };</script><iframe src="${site.elsewhere}/inner"></iframe>`));
  const [hit] = await visit.expectRequests({ requests: [{ action_name: 'Inner', urlref: `${site.origin}/`, url: `${site.elsewhere}/inner` }] });
  const jar = await page.waitFor(() => window.jar);
  if (jar !== 'none') assert.ok(jar.includes(hit.parameters._id));
  assert.match(hit.parameters._id, /^[0-9a-f]{16}$/);
  assert.deepEqual(await page.cookies(), {});
});
