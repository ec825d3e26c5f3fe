import assert from 'node:assert/strict';
import { absent, SPACED_SETTLE_MS } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, snippet, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

/**
 * Values that no method expects, in the page as `hostile`, by a name. The getters, conversions and proxies among them
 * throw when touched.
 */
const HOSTILE_VALUES = `<script>
  function refuse() { throw new Error('touched'); }
  var cyclic = { name: 'cycle' };
  cyclic.self = cyclic;
  var hostile = {
    'null': null, 'NaN': NaN, 'true': true, 'an object': {}, 'a symbol': Symbol('s'), 'a lone surrogate': 'a\\ud800b',
    'control characters': 'a\\u0000b\\u0001c\\u001f', 'a bare object': Object.create(null), 'a cycle': cyclic,
    'a detached element': document.createElement('a'), 'a throwing function': refuse,
    'throwing conversions': { toString: refuse, valueOf: refuse, toJSON: refuse },
    'throwing getters': Object.defineProperties({}, {
      text: { get: refuse, enumerable: true }, length: { get: refuse, enumerable: true }, dimension1: { get: refuse, enumerable: true }
    }),
    'a throwing element': Object.defineProperty(['a'], 1, { get: refuse, enumerable: true }),
    'a list of them': [null, NaN, Symbol('s'), {}, { toString: refuse }, 'a\\ud800b'],
    'a trap': new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse, getPrototypeOf: refuse })
  };
  var long = new Array(HALF + 1).join('\\u00e4') + new Array(HALF + 1).join('%');
</script>`;

/** Half of the length of long texts: a megabyte in all, and less without wasm, which takes its time. */
const HALVES = { wasm: 524288, nowasm: 65536 };

/** Methods whose argument is a request, or a part of it, as the page wants it: nothing about it can be wrong. */
const VERBATIM = ['trackRequest', 'queueRequest', 'getRequest', 'appendToTrackingUrl', 'setCustomRequestProcessing', 'setPageViewId'];

/** So many that the driver's limit for one evaluation is far. */
const METHODS_AT_ONCE = 10;

/**
 * Runs in the page: calls the named methods with each hostile value in several places, and tracks an event after each.
 * Answers what was thrown, after which values a plain request could not be built any more, and how many things went to
 * the (stubbed) beacon, by method.
 */
function assault(names) {
  const documented = { setSessionCookie: 'Missing cookie name', setRequestQueueInterval: 'Request queue interval needs to be at least 1000ms' };
  const thrown = [];
  const silent = [];
  let method = '';
  window.sent = [];
  navigator.sendBeacon = (url, body) => Boolean(window.sent.push([method, String(url), body]));
  window.fetch = (url, { body }) => Promise.resolve(navigator.sendBeacon(url, body));
  window.Image = function () {};
  const attempt = (tracker, name, label, args) => {
    try {
      tracker[name](...args);
    } catch (error) {
      // What a measured function throws is the page's own.
      const isOwn = name === 'measureCall' && label === 'a throwing function';
      if (!isOwn && error.message !== documented[name]) thrown.push(`${method}(${label}), then ${name}: ${error.message}`);
    }
  };
  const strikes = [['nothing', [[]]], ...Object.entries(hostile).map(([label, value]) => [label, [[value], ['a', value, value, value]]])];
  for (method of names) {
    const tracker = Matomo.getTracker('/matomo.php', 1);
    for (const [label, calls] of /^(?:get|has|is|are)/.test(method) ? strikes : [...strikes, ['a long text', [['a', long]]]]) {
      for (const args of calls) attempt(tracker, method, label, args);
      attempt(tracker, 'trackEvent', label, ['c', 'after']);
      tracker.setSiteId(1);
      tracker.setTrackerUrl('/matomo.php');
      tracker.setCustomRequestProcessing(null);
      tracker.appendToTrackingUrl('');
      if (!/^e_c=c&e_a=check&ca=1&idsite=1&rec=1&/.test(tracker.getRequest('e_c=c&e_a=check&ca=1'))) silent.push(`${method}(${label})`);
    }
    for (const pair of document.cookie.split('; ')) document.cookie = `${pair.split('=')[0]}=; path=/; max-age=0`;
  }
  method = 'leaving';
  Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  delete document.visibilityState;
  return { thrown, silent, count: window.sent.length };
}

/**
 * Runs in the page: what is malformed in what was sent, each pair of parameters named once: no sensible name, or a value
 * that is not encoded and not one of those that Matomo's tracker sends as they are given.
 */
async function faults() {
  const unencoded = /^(?:idsite|idgoal|revenue|search_count|ec_st|ec_tx|ec_sh|ec_dt|pv_id|_id)$/;
  const sensible = /^(?:[a-z]\w{1,11}|[rhms]|_id|_idn|_pk[cpsn]|_rc[nk]|_refts|_ref|_cvar|dimension[1-9]\d*)$/;
  const found = new Set();
  for (const [method, url, body] of window.sent) {
    const text = body ? await body.text() : '';
    const requests = text.startsWith('{') ? JSON.parse(text).requests.map((entry) => entry.slice(1)) : [text || url.slice(url.indexOf('?') + 1)];
    for (const pair of requests.flatMap((request) => request.split('&'))) {
      const [name, value = ''] = pair.split(/=(.*)/s);
      const isFine = sensible.test(name) && !/^(?:undefined|null)$/.test(name) && (unencoded.test(name) || /^[\w.~!*'()%-]*$/.test(value));
      if (!isFine) found.add(`${method}: ${pair.slice(0, 60)}`);
    }
  }
  return [...found];
}

browserTest('no method throws at the page or sends nonsense, whatever it is given, and tracking goes on', improves('many throw'), async ({ build, site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}${HOSTILE_VALUES.replaceAll('HALF', HALVES[build])}${queue()}${trackerTag}`));
  const methods = await page.evaluate(() => Object.keys(Matomo.getTracker('/matomo.php', 1)));
  const encoding = methods.filter((name) => !VERBATIM.includes(name));
  const groups = [VERBATIM];
  for (let at = 0; at < encoding.length; at += METHODS_AT_ONCE) groups.push(encoding.slice(at, at + METHODS_AT_ONCE));
  for (const group of groups) {
    const { thrown, silent, count } = await page.evaluate(assault, group);
    assert.deepEqual(thrown, []);
    assert.deepEqual(silent, []);
    assert.ok(count >= group.length / 2, 'the attempts to track were made');
    if (group !== VERBATIM) assert.deepEqual(await page.evaluate(faults), []);
  }
  const messages = await page.consoleMessages();
  assert.deepEqual(messages.filter(({ type }) => ['exception', 'rejection'].includes(type)), []);
  await visit.expectRequests({ requests: [] });
  await page.goto(site.page('/b', snippet()));
  await visit.expectRequests({ requests: [{ action_name: 'T', url: site.url('/b') }] });
});

browserTest('text of every kind arrives as it was given', improves('a lone surrogate throws'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}${queue()}${trackerTag}`));
  const texts = ['\u00e4 \u20ac \ud83d\ude00', '&=?#%+ "\'<>\\', ' \t\n ', 'a\ud800b', '\udc00', '%E4%zz', '<script>'];
  await page.evaluate((list) => list.forEach((text) => _paq.push(['trackEvent', 'c', 'text', text])), texts);
  const hits = await visit.expectRequests({
    requests: texts.map((text) => ({ e_a: 'text', e_n: text.replace(/[\ud800-\udfff]/g, (half, at) => (
      /[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(Math.max(at - 1, 0), at + 2)) ? half : '\ufffd'
    )) })),
    settle: SPACED_SETTLE_MS,
  });
  assert.deepEqual(hits.flatMap(({ problems }) => problems), []);
});

const REPLACED = {
  'Date is a toy': `var RealDate = Date; Date = function () { return new RealDate(86400000); }; Date.now = function () { return 86400000; };
    Date.prototype = RealDate.prototype;`,
  'JSON is replaced': 'JSON = { parse: function () { return {}; }, stringify: function () { return ""; } };',
  'encodeURIComponent is replaced': 'encodeURIComponent = function (text) { return text; }; escape = unescape = decodeURIComponent = encodeURIComponent;',
  'the prototypes have toJSON and enumerable members': `Array.prototype.toJSON = Object.prototype.toJSON = function () { return 'broken'; };
    Object.prototype.extra = { extra: 1 }; Array.prototype.more = 'more'; String.prototype.toJSON = Array.prototype.toJSON;`,
  'console.error throws': "console.error = function () { throw new Error('no console'); };",
  'localStorage throws': "Object.defineProperty(window, 'localStorage', { get: function () { throw new Error('no storage'); } });",
  'Math.random is constant': 'Math.random = function () { return 0; };',
  'navigator says little': `['plugins', 'mimeTypes', 'userAgentData', 'platform', 'doNotTrack'].forEach(function (name) {
    Object.defineProperty(navigator, name, { value: undefined, configurable: true }); });`,
  'performance is gone': "Object.defineProperty(window, 'performance', { value: undefined, configurable: true });",
};

/** WebKit's driver reads the answers of a page with the page's own prototypes. */
const DRIVER_NEEDS = '<script>delete Object.prototype.toJSON; delete Array.prototype.toJSON; delete String.prototype.toJSON;</script>';

for (const [trouble, source] of Object.entries(REPLACED)) {
  const worse = /^(JSON|encode|the prototypes|console)/.test(trouble) ? improves('sends something else or nothing') : {};
  browserTest(`${trouble}: the page is tracked all the same`, worse, async ({ site, page, visit }) => {
    await page.goto(site.page('/a', `<script>${source}</script>${queue(
      "['trackPageView', 'A & B']", "['trackEvent', '', 'refused']", "['trackEvent', 'c', 'a', 'n', 1, { k: 'v', dimension3: 'd' }]",
      "['setCustomVariable', 1, 'n', 'v']", "['addEcommerceItem', 'S']", "['trackEcommerceCartUpdate', 5]",
    )}${trackerTag}${DRIVER_NEEDS}`));
    const hits = await visit.expectRequests({
      requests: [
        { action_name: 'A & B', idsite: '1', rec: '1', dimension3: absent }, { e_c: 'c', e_n: 'n', dimension3: 'd' },
        { idgoal: '0', ...(trouble.startsWith('JSON') ? {} : { _cvar: '{"1":["n","v"]}', ec_items: '[["S","","",0,1]]' }) },
      ],
    });
    for (const { query } of hits) assert.doesNotMatch(query, /broken|extra|more|undefined/);
    assert.deepEqual(hits.flatMap(({ problems }) => problems.filter(({ parameter }) => !['_refts', 'ec_items'].includes(parameter))), []);
    assert.deepEqual((await page.consoleMessages()).filter(({ type }) => type === 'exception'), []);
  });
}

browserTest('a sandboxed frame, where cookies and storage throw, is tracked without cookies', improves('the exception ends the boot'), async ({ site, page, visit }) => {
  site.page('/inner', `${queue("['trackPageView']", "['setSessionCookie', 'n', 'v']", "['trackEvent', 'c', 'a']")}${trackerTag}
    <script>parent.postMessage(String(Matomo.initialized), '*');</script>`, { title: 'inner' });
  await page.goto(site.page('/a', `<script>onmessage = function (event) { window.answer = event.data; };</script>
    <iframe sandbox="allow-scripts" src="/inner"></iframe>`));
  assert.equal(await page.waitFor(() => window.answer), 'true');
  const hits = await visit.expectRequests({ requests: [{ action_name: 'inner' }, { e_c: 'c' }] });
  assert.ok(hits.every(({ parameters }) => 'url' in parameters));
  assert.deepEqual(await page.cookies(), {});
});

const CLOBBERS = `<form name="cookie"><input name="length"></form><img name="referrer"><form name="title"></form><form name="characterSet"></form>
  <form name="links"></form><form name="domain"></form><form name="head"></form><form name="body"></form><a id="Matomo_Overlay_Client"></a>
  <form id="f"><input name="parentNode"><input name="getAttribute"><input name="nodeName"><a id="out" href="http://out.example/">out</a></form>`;

browserTest('elements that take the names of document properties do no harm', improves('a form is not a cookie jar'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<!doctype html><title>T</title>${CLOBBERS}${queue("['trackPageView']", "['enableLinkTracking']")}${trackerTag}
    <script>addEventListener('click', function (event) { event.preventDefault(); });</script>`));
  await visit.expectRequests({ requests: [{ idsite: '1', url: site.url('/a'), urlref: absent }] });
  await page.click('#out');
  await visit.expectRequests({ requests: [{ link: 'http://out.example/' }] });
  assert.deepEqual((await page.consoleMessages()).filter(({ type }) => type === 'exception'), []);
});

browserTest('a script in the head of a page that has no body yet is ready for what follows', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<!doctype html><html><head><title>T</title>${queue(
    "['trackPageView']", "['enableLinkTracking']", "['trackAllContentImpressions']", "['trackVisibleContentImpressions']",
  )}<script>var bodyless = document.body === null;</script>${trackerTag}</head><body>
    <script>addEventListener('click', function (event) { event.preventDefault(); });</script>
    <a id="out" href="http://out.example/">out</a></body></html>`));
  assert.equal(await page.evaluate(() => bodyless), true);
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.click('#out');
  await visit.expectRequests({ requests: [{ link: 'http://out.example/' }] });
  assert.deepEqual(await page.complaints(), []);
});

browserTest('broken cookies of every kind are as good as none', improves('tracking throws'), async ({ site, page, visit }) => {
  const values = { _pk_ref: ['null', '[]', '["a"]', '{"0":1}', '[1,2', '%E4', '%5B%22a%22%2C1%5D'], _pk_cvar: ['null', '[', '5', '%E4', '{"1":5}', '{"1":null}'],
    _pk_id: ['%E4', '', '.', '....'], _pk_ses: ['%E4'] };
  const rows = Object.entries(values).flatMap(([name, list]) => list.map((value) => `${name}.1.1fff=${value}`));
  for (const [index, cookie] of rows.entries()) {
    await page.goto(site.page(`/a${index}`, `${withoutClientHints}<script>
      document.cookie.split('; ').forEach(function (pair) { document.cookie = pair.split('=')[0] + '=; path=/; max-age=0'; });
      document.cookie = ${JSON.stringify(`${cookie}; path=/`)};
    </script>${queue("['setCustomVariable', 1, 'n', 'v', 'visit']", "['storeCustomVariablesInCookie']", "['trackPageView']")}${trackerTag}`));
    const [hit] = await visit.expectRequests({ requests: [{ action_name: 'T', _cvar: '{"1":["n","v"]}' }], settle: 60 });
    assert.match(hit.parameters._id, /^(?:[0-9a-f]{16})?$/, cookie);
    assert.match(hit.parameters._refts, /^\d+$/, cookie);
  }
  assert.deepEqual((await page.consoleMessages()).filter(({ type }) => type === 'exception'), []);
});

browserTest('hostile plugins, callbacks and processors are reported and the hit is sent', improves('the exception reaches the caller and the hit is lost'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}${queue()}${trackerTag}<script>
    function refuse() { throw new Error('refused'); }
    Matomo.addPlugin('Throws', { event: refuse, unload: refuse });
    Matomo.addPlugin('Garbage', { event: function () { return { toString: refuse }; } });
    Matomo.addPlugin('Nothing', null);
    Matomo.addPlugin('Odd', { event: 5 });
    Matomo.addPlugin('Works', { event: function () { return '&works=1'; } });
    var tracker = Matomo.getAsyncTracker();
    tracker.trackEvent('c', 'plugins', 'n', 1, null, refuse);
    tracker.setCustomRequestProcessing(refuse);
    tracker.trackEvent('c', 'processor');
    tracker.setCustomRequestProcessing(function () { return { toString: refuse }; });
    tracker.trackEvent('c', 'garbage');
  </script>`));
  await visit.expectRequests({
    requests: [{ e_a: 'plugins', works: '1' }, { e_a: 'processor', works: '1' }, { e_a: 'garbage', works: '1' }], settle: SPACED_SETTLE_MS,
  });
  const messages = await page.consoleMessages();
  assert.deepEqual(messages.filter(({ type }) => type === 'exception'), []);
  assert.equal(messages.filter(({ text }) => /plugin Throws/.test(text)).length, 1);
  assert.equal(messages.filter(({ text }) => /callback/.test(text)).length, 1);
});

browserTest('the script included twice by tags tracks once', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}${queue("['trackPageView']", "['enableLinkTracking']")}${trackerTag}${trackerTag}
    <script>addEventListener('click', function (event) { event.preventDefault(); });</script><a id="out" href="http://out.example/">out</a>`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.click('#out');
  await visit.expectRequests({ requests: [{ link: 'http://out.example/' }] });
  assert.deepEqual(await page.complaints(), []);
});
