import assert from 'node:assert/strict';
import { eventWithoutName } from './harness/console-texts.js';
import { absent, request } from './harness/expect.js';
import { forgetCookies, withoutClientHints } from './harness/page-scripts.js';
import { queue, snippet, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const INTEGER = /^\d+$/;
const VISITOR_ID = /^[0-9a-f]{16}$/;
const PAGE_VIEW_ID = /^[a-zA-Z0-9]{6}$/;
const TIMINGS = ['pf_net', 'pf_srv', 'pf_tfr', 'pf_dm1', 'pf_dm2', 'pf_onl'];
const PLUGIN_TYPES = {
  pdf: 'application/pdf', qt: 'video/quicktime', realp: 'audio/x-pn-realaudio-plugin', wma: 'application/x-mplayer2',
  fla: 'application/x-shockwave-flash', java: 'application/x-java-vm', ag: 'application/x-silverlight',
};

/** Runs in the page: what the browser says about itself, as the feature parameters must report it. */
function browserFeatures(types) {
  const features = {};
  if (navigator.mimeTypes.length > 0) {
    for (const name of Object.keys(types)) {
      const type = navigator.mimeTypes[types[name]];
      features[name] = type && type.enabledPlugin ? '1' : '0';
    }
  }
  features.cookie = navigator.cookieEnabled ? '1' : '0';
  features.res = `${screen.width}x${screen.height}`;
  return features;
}

browserTest('the standard snippet sends one page view with every parameter that belongs to it', {}, async ({ site, page, visit }) => {
  const url = site.page('/a', snippet(), { title: 'My Title' });
  await page.goto(url);
  const features = await page.evaluate(browserFeatures, PLUGIN_TYPES);
  const [hit] = await visit.expectRequests({
    requests: [{
      action_name: 'My Title', idsite: '1', rec: '1', r: /^\d{1,6}$/, h: /^(?:1?\d|2[0-3])$/, m: /^[1-5]?\d$/, s: /^[1-5]?\d$/,
      url, urlref: absent, uid: absent, _id: VISITOR_ID, _idn: '1', cs: absent, send_image: '0', _rcn: absent, _rck: absent,
      _refts: '0', _ref: absent, pv_id: PAGE_VIEW_ID, pf_net: INTEGER, pf_srv: INTEGER, pf_tfr: INTEGER,
      consent: absent, ca: absent, ...features,
    }],
    refuted: [{ ping: '1' }, { e_c: /./ }],
  });
  const fixed = ['action_name', 'idsite', 'rec', 'r', 'h', 'm', 's', 'url', '_id', '_idn', 'send_image', '_refts', 'pv_id', 'uadata'];
  const order = [...fixed, ...[...Object.keys(PLUGIN_TYPES), 'cookie', 'res'].filter((name) => name in features)];
  assert.deepEqual(hit.names.filter((name) => !TIMINGS.includes(name)), order);
  for (const name of TIMINGS) assert.match(hit.parameters[name] ?? '0', INTEGER, name);
});

browserTest('the page view says the charset of a page that is not UTF-8', {}, async ({ site, page, visit }) => {
  const html = `<!doctype html><title>caf&eacute;</title>${snippet()}`;
  const headers = { 'content-type': 'text/html; charset=windows-1252' };
  await page.goto(site.page('/latin', html, { headers }));
  await visit.expectRequests({ requests: [{ cs: 'windows-1252', action_name: 'caf\u00e9' }] });
});

browserTest('a page reached by a link names its referrer and keeps it out of the attribution when it is the own host', {}, async ({ site, page, visit }) => {
  site.page('/second', snippet());
  await page.goto(site.page('/first', '<a id="on" href="/second">on</a>'));
  await page.click('#on');
  await visit.expectRequests({
    requests: [{ url: site.url('/second'), urlref: site.url('/first'), _ref: absent, _refts: '0' }],
  });
  assert.deepEqual(Object.keys(await page.cookies()).sort(), ['_pk_id.1.1fff', '_pk_ses.1.1fff']);
});

browserTest('when the script has loaded the API stands, the queue is drained and the first request is handed over', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}${queue("['trackPageView']")}<script>
    var sent = 0, beacon = navigator.sendBeacon;
    navigator.sendBeacon = function () { sent += 1; return beacon.apply(navigator, arguments); };
    function loaded() {
      window.atLoad = {
        initialized: Matomo.initialized, same: Matomo === Piwik, sent: sent,
        drained: !Array.isArray(_paq) && typeof _paq.push, site: Matomo.getAsyncTracker().getSiteId()
      };
    }
  </script><script async src="/matomo.js" onload="loaded()"></script>`));
  const atLoad = await page.waitFor(() => window.atLoad);
  assert.deepEqual(atLoad, { initialized: true, same: true, sent: 1, drained: 'function', site: '1' });
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
});

browserTest('a secure page sends client hints where the browser has them, and says none elsewhere', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', snippet()));
  const hasHints = await page.evaluate(() => Boolean(navigator.userAgentData));
  const [hit] = await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  const hints = JSON.parse(hit.parameters.uadata);
  if (!hasHints) assert.deepEqual(hints, {});
  else {
    assert.equal(hints.platform, await page.evaluate(() => navigator.userAgentData.platform));
    assert.ok(hints.fullVersionList.length > 0);
    assert.ok(!('brands' in hints) && !('uaFullVersion' in hints), 'the full list replaces both');
  }
});

browserTest('a plain http page has no client hints', { engines: ['chromium'] }, async ({ site, page, visit }) => {
  site.page('/a', snippet());
  await page.goto(`${site.insecure}/a`);
  await visit.expectRequests({ requests: [{ url: `${site.insecure}/a`, uadata: '{}' }] });
});

browserTest('client hints that never come do not hold the page view back', improves('waits until the page is left'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    Object.defineProperty(navigator, 'userAgentData', { value: {
      brands: [{ brand: 'B', version: '1' }], platform: 'P', getHighEntropyValues: function () { return new Promise(function () {}); }
    } });
  </script>${snippet()}`));
  const [hit] = await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.deepEqual(JSON.parse(hit.parameters.uadata), { brands: [{ brand: 'B', version: '1' }], platform: 'P' });
});

browserTest('a second page view has a page view ID of its own and the same visitor', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', snippet()));
  const [first] = await visit.expectRequests({ requests: [{ action_name: 'T', _idn: '1' }] });
  await page.evaluate(() => { _paq.push(['trackPageView', 'Second']); });
  const [second] = await visit.expectRequests({
    requests: [{ action_name: 'Second', _idn: '0', _id: first.parameters._id, pv_id: PAGE_VIEW_ID }],
  });
  assert.notEqual(second.parameters.pv_id, first.parameters.pv_id);
});

const EVENTS = [
  [['Cat', 'Act', 'N\u00e4me', 3.5], 'e_c=Cat&e_a=Act&e_n=N%C3%A4me&e_v=3.5&ca=1'],
  [['Cat', 'Act'], 'e_c=Cat&e_a=Act&ca=1'],
  [['c', 'a', undefined, 5], 'e_c=c&e_a=a&e_v=5&ca=1'],
  [['c', 'a', '', 0], 'e_c=c&e_a=a&e_n=&e_v=0&ca=1'],
  [['Cat', 'Act', null, null], 'e_c=Cat&e_a=Act&e_n=null&e_v=null&ca=1'],
  [[0, 1, 2, 3], 'e_c=0&e_a=1&e_n=2&e_v=3&ca=1'],
  [['  ', 'x'], 'e_c=%20%20&e_a=x&ca=1'],
];

browserTest('events: every form of the arguments, and none without category or action', {}, async ({ site, page, visit }) => {
  const pushes = EVENTS.map(([args]) => `_paq.push(['trackEvent', ${args.map((arg) => JSON.stringify(arg)).join(', ')}]);`);
  await page.goto(site.page('/a', `${withoutClientHints}${queue("['trackPageView']")}${trackerTag}<script>
    ${pushes.join('\n')}
    _paq.push(['trackEvent', '', 'x']);
    _paq.push(['trackEvent']);
  </script>`));
  const [pageView] = await visit.expectRequests({
    requests: [
      { action_name: 'T' },
      ...EVENTS.map(([, query]) => request({ query: (text) => text.startsWith(`${query}&idsite=1&rec=1&`) }, { pv_id: PAGE_VIEW_ID })),
    ],
    refuted: [{ e_c: '' }, { e_c: absent, action_name: absent }],
    ordered: true,
  });
  for (const hit of visit.hits()) assert.equal(hit.parameters.pv_id, pageView.parameters.pv_id);
  const complaints = await page.complaints();
  assert.ok(complaints.length >= 1);
  for (const text of complaints) assert.match(text, eventWithoutName);
});

browserTest('an event before any page view has no page view ID', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['trackEvent', 'a', 'b']")}${trackerTag}`));
  await visit.expectRequests({ requests: [{ e_c: 'a', e_a: 'b', pv_id: absent }] });
});

browserTest('the visit writes the visitor and session cookies, and a later visit keeps the visitor', {}, async ({ site, page, visit }) => {
  const url = site.page('/a', snippet());
  const before = Math.floor(Date.now() / 1000);
  await page.goto(url);
  const [first] = await visit.expectRequests({ requests: [{ _id: VISITOR_ID, _idn: '1' }] });
  const cookies = await page.cookies();
  assert.deepEqual(Object.keys(cookies).sort(), ['_pk_id.1.1fff', '_pk_ses.1.1fff']);
  const [, id, created] = /^([0-9a-f]{16})\.(\d+)\.$/.exec(cookies['_pk_id.1.1fff']);
  assert.equal(id, first.parameters._id);
  assert.ok(Number(created) >= before && Number(created) <= Math.ceil(Date.now() / 1000));
  assert.equal(cookies['_pk_ses.1.1fff'], '1');

  await page.goto(url);
  await visit.expectRequests({ requests: [{ _id: id, _idn: '0' }] });
  assert.equal((await page.cookies())['_pk_id.1.1fff'], cookies['_pk_id.1.1fff']);
});

browserTest('cookies of another site ID and host have their own names', {}, async ({ site, page, visit }) => {
  site.page('/a', snippet({ siteId: '7' }));
  await page.goto(`${site.elsewhere}/a`);
  await visit.expectRequests({ requests: [{ idsite: '7' }] });
  assert.deepEqual(Object.keys(await page.cookies()).sort(), ['_pk_id.7.dc78', '_pk_ses.7.dc78']);
});

const ATTRIBUTIONS = [
  { at: '?utm_campaign=NEW&utm_term=NK', name: 'NEW', keyword: 'NK' },
  { at: '?utm_source=S&utm_medium=M&pk_campaign=P&mtm_campaign=MT', name: 'P', keyword: '' },
  { at: '?utm_medium=M&matomo_campaign=MC&piwik_kwd=PK&utm_term=UT', name: 'MC', keyword: 'PK' },
  { at: '#mtm_campaign=a%20b%26c&mtm_kwd=k%C3%A9', name: 'a b', keyword: 'k\u00e9' },
  { at: '?mtm_campaign=a%2520b', name: 'a b', keyword: '' },
  { at: '?mtm_cpn=X&pk_cpn=Y&mtm_keyword=K', name: '', keyword: '' },
  { at: '?mycamp=MC&utm_campaign=U', name: 'MC', keyword: '', extra: [['setCampaignNameKey', 'mycamp']] },
  { at: '', name: 'CU', keyword: '', extra: [['setCustomUrl', 'http://z.example/?utm_campaign=CU']] },
];

browserTest('attribution: the campaign in the address goes into requests and the referral cookie', {}, async ({ site, page, visit }) => {
  for (const [index, { at, name, keyword, extra }] of ATTRIBUTIONS.entries()) {
    const path = `/campaign${index}`;
    site.page(path, `${forgetCookies}${withoutClientHints}${snippet({ extra })}`);
    await page.goto(site.url(path) + at);
    const [hit] = await visit.expectRequests({
      requests: [{ _rcn: name || absent, _rck: keyword || absent, _refts: name ? /^\d{10}$/ : '0', _ref: absent }],
    });
    const stored = (await page.cookies())['_pk_ref.1.1fff'];
    if (name) assert.deepEqual(JSON.parse(stored), [name, keyword, Number(hit.parameters._refts), '']);
    else assert.equal(stored, undefined);
  }
});

browserTest('attribution: a keyword alone is sent once and not stored', {}, async ({ site, page, visit }) => {
  site.page('/a', snippet({ extra: [['disablePerformanceTracking']] }));
  await page.goto(`${site.url('/a')}?pk_kwd=onlykw`);
  await visit.expectRequests({ requests: [{ _rck: 'onlykw', _rcn: absent, _refts: '0' }] });
  await page.evaluate(() => { _paq.push(['trackEvent', 'a', 'b']); });
  await visit.expectRequests({ requests: [{ e_c: 'a', _rck: absent, _refts: '0' }] });
  assert.equal((await page.cookies())['_pk_ref.1.1fff'], undefined);
});

browserTest('attribution: a foreign referrer is stored at the start of a visit and kept during it', {}, async ({ site, page, visit }) => {
  site.page('/landing', snippet());
  site.page('/from', `<a id="on" href="${site.url('/landing')}">on</a>`);
  await page.goto(`${site.elsewhere}/from`);
  await page.click('#on');
  const foreign = `${site.elsewhere}/`;
  const [first] = await visit.expectRequests({ requests: [{ urlref: foreign, _ref: foreign, _refts: /^\d{10}$/, _rcn: absent }] });
  const refts = first.parameters._refts;
  assert.deepEqual(JSON.parse((await page.cookies())['_pk_ref.1.1fff']), ['', '', Number(refts), foreign]);

  await page.goto(`${site.url('/landing')}?utm_campaign=later`);
  await visit.expectRequests({ requests: [{ _ref: foreign, _refts: refts, _rcn: absent, urlref: absent }] });
});

browserTest('attribution: a new visit without campaign or referrer forgets the campaign but not the referrer', {}, async ({ site, page, visit }) => {
  const url = site.page('/a', `<script>
    document.cookie = '_pk_ref.1.1fff=' + encodeURIComponent('["camp","kw",1790000000,"http://r.example/x"]') + '; path=/';
  </script>${snippet()}`);
  await page.goto(url);
  const [hit] = await visit.expectRequests({ requests: [{ _rcn: absent, _rck: absent, _ref: 'http://r.example/x' }] });
  assert.ok(Number(hit.parameters._refts) > 1790000000);
  assert.deepEqual(JSON.parse((await page.cookies())['_pk_ref.1.1fff']), ['', '', Number(hit.parameters._refts), 'http://r.example/x']);
});

browserTest('the documented settings change the page view', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/dir/a', snippet({
    siteId: '3',
    extra: [
      ['setUserId', 'user 1'], ['setCustomUrl', '/shop?x=1#h'], ['setDocumentTitle', 'Shop & more'],
      ['setReferrerUrl', 'http://ref.example/r'], ['setCustomDimension', 10, 'ten'], ['setCustomDimension', 2, 'two'],
    ],
  })));
  const [hit] = await visit.expectRequests({
    requests: [{
      idsite: '3', uid: 'user 1', url: 'http://localhost/shop?x=1#h', action_name: 'Shop & more',
      urlref: 'http://ref.example/r', dimension2: 'two', dimension10: 'ten',
    }],
  });
  assert.ok(hit.names.indexOf('dimension2') < hit.names.indexOf('dimension10'));
});
