import assert from 'node:assert/strict';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const VISITOR_ID = /^[0-9a-f]{16}$/;

const pageOf = (...commands) => `${withoutClientHints}${queue(...commands, "['trackPageView']")}${trackerTag}<script>var tracker = Matomo.getAsyncTracker();</script>`;

const namesOf = async (page) => Object.keys(await page.cookies()).map((name) => name.replace(/\.1\..*/, '')).sort();

/** Attributes of the visitor's cookie as the engine keeps them; undefined where it does not tell. */
const kept = (page) => page.evaluate(async () => {
  if (!window.cookieStore) return undefined;
  const cookie = (await cookieStore.getAll()).find(({ name }) => name.startsWith('_pk_id'));
  return { domain: cookie.domain, path: cookie.path, secure: cookie.secure, sameSite: cookie.sameSite };
});

const HTTPS = 'www.site.localhost';

browserTest('https: Secure, SameSite=None, path and domain are kept as set, and all is deleted again', {}, async ({ site, page, visit }) => {
  const origin = await site.secure(HTTPS);
  const attributes = [
    [[], { domain: null, path: '/', secure: false, sameSite: 'lax' }],
    [["['setSecureCookie', true]"], { domain: null, path: '/', secure: true, sameSite: 'lax' }],
    [["['setCookieSameSite', 'none']"], { domain: null, path: '/', secure: true, sameSite: 'none' }],
    [["['setCookieSameSite', 'Strict']", "['setCookiePath', '/dir']"], { domain: null, path: '/dir', secure: false, sameSite: 'strict' }],
    [["['setCookieDomain', '*.site.localhost']", "['setSecureCookie', true]"], { domain: 'site.localhost', path: '/', secure: true, sameSite: 'lax' }],
  ];
  for (const [index, [commands, expected]] of attributes.entries()) {
    site.page(`/dir/${index}`, pageOf(...commands, "['storeCustomVariablesInCookie']", "['setCustomVariable', 1, 'n', 'v']", "['setSessionCookie', 'own', 'v']"));
    await page.goto(`${origin}/dir/${index}`);
    const [hit] = await visit.expectRequests({ requests: [{ action_name: 'T', _id: VISITOR_ID }], settle: 100 });
    assert.deepEqual(await namesOf(page), ['_pk_cvar', '_pk_id', '_pk_own', '_pk_ses']);
    const attributesKept = await kept(page);
    if (attributesKept?.sameSite) assert.deepEqual(attributesKept, expected);
    assert.equal(await page.evaluate(() => tracker.getVisitorId()), hit.parameters._id);
    await page.evaluate(() => { tracker.deleteCookies(); });
    assert.deepEqual(await page.cookies(), {});
    await page.evaluate(() => { tracker.rememberConsentGiven(); tracker.optUserOut(); tracker.forgetUserOptOut(); });
    assert.deepEqual(await page.cookies(), {}, 'opting out and in again leaves nothing');
  }
  assert.deepEqual(await page.complaints(), []);
});

for (const scheme of ['http', 'https']) {
  browserTest(`${scheme}: setCookieDomain shares the visitor with a subdomain, without it each host has its own`, {}, async ({ site, page, visit }) => {
    const origin = async (host) => (scheme === 'https' ? site.secure(host) : site.origin.replace('localhost', host));
    const idOn = async (host, path) => {
      await page.goto(`${await origin(host)}${path}`);
      const [hit] = await visit.expectRequests({ requests: [{ action_name: 'T', _id: VISITOR_ID }], settle: 100 });
      return [hit.parameters._id, hit.parameters._idn];
    };
    site.page('/own', pageOf());
    site.page('/shared', pageOf("['setCookieDomain', '*.site.localhost']"));
    const [www] = await idOn('www.site.localhost', '/own');
    assert.notEqual((await idOn('shop.site.localhost', '/own'))[0], www);
    const [shared, isNew] = await idOn('www.site.localhost', '/shared');
    assert.equal(isNew, '1');
    assert.deepEqual(await idOn('shop.site.localhost', '/shared'), [shared, '0']);
    assert.deepEqual(await idOn('site.localhost', '/shared'), [shared, '0']);
    assert.deepEqual(await page.complaints(), []);
    assert.notEqual((await idOn('www.other.localhost', '/shared'))[0], shared);
    assert.match((await page.complaints()).join('\n'), /Can't write cookie on domain/);
  });
}

browserTest('an opt-out on one host counts on the other, when they share a cookie domain', {}, async ({ site, page, visit }) => {
  site.page('/shared', pageOf("['setCookieDomain', '*.site.localhost']"));
  await page.goto(`${await site.secure('www.site.localhost')}/shared`);
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.evaluate(() => { tracker.optUserOut(); });
  await page.goto(`${await site.secure('shop.site.localhost')}/shared`);
  await visit.expectRequests({ requests: [] });
  assert.equal(await page.evaluate(() => tracker.isUserOptedOut()), true);
  await page.evaluate(() => { tracker.forgetUserOptOut(); });
  assert.equal((await page.cookies()).mtm_consent_removed, undefined);
});

browserTest('a frame of another site: with SameSite=None it keeps cookies where the engine lets it, and can delete them', improves('cannot delete them'), async ({ engine, site, page, visit, t }) => {
  site.page('/inner', `${pageOf("['setCookieSameSite', 'None']", "['setCookieDomain', '*.other.localhost']")}<script>
    onmessage = function (event) { if (event.data.run) parent.postMessage({ answer: String(eval(event.data.run)) }, '*'); };
    parent.postMessage({ answer: 'ready' }, '*');
  </script>`, { title: 'Inner' });
  site.page('/outer', `<script>var answers = []; onmessage = function (event) { if (event.data && event.data.answer !== undefined) answers.push(event.data.answer); };</script>
    <iframe src="${await site.secure('www.other.localhost')}/inner"></iframe>`);
  const inFrame = async (code) => {
    await page.evaluate((text) => { answers.length = 0; document.querySelector('iframe').contentWindow.postMessage({ run: text }, '*'); }, code);
    return (await page.waitFor(() => answers.length && [answers[0]]))[0];
  };
  const open = async () => {
    await page.goto(`${await site.secure(HTTPS)}/outer`);
    await page.waitFor(() => answers.includes('ready'));
    const [hit] = await visit.expectRequests({ requests: [{ action_name: 'Inner', _id: VISITOR_ID }], settle: 100 });
    return hit.parameters;
  };
  const first = await open();
  const keeps = (await inFrame('document.cookie')).includes(first._id);
  t.diagnostic(`${engine.name} ${keeps ? 'keeps' : 'refuses'} cookies in the frame`);
  const second = await open();
  assert.equal(second._idn, keeps ? '0' : '1');
  assert.equal(second._id === first._id, keeps);
  assert.equal(await inFrame('tracker.getCookieDomain()'), keeps ? '.other.localhost' : 'undefined');
  assert.equal(await inFrame('tracker.deleteCookies(), document.cookie'), '');
  assert.deepEqual(await page.cookies(), {});
});

browserTest('a cookie that is not kept is said once, with what to look at', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf("['setCookiePath', '/elsewhere']", "['trackEvent', 'a', 'b']")));
  await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_c: 'a' }], settle: 1000 });
  const complaints = await page.complaints();
  assert.ok(complaints.some((text) => /There was an error setting cookie _pk_id\.1/.test(text)), complaints.join('\n'));
  assert.equal(new Set(complaints).size, complaints.length);
});
