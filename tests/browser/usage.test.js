import assert from 'node:assert/strict';
import { openEndpoint } from './harness/endpoint.js';
import { absent } from './harness/expect.js';
import { moduleScript, moduleTest, servePackage } from './harness/module.js';
import { stored, undocumented, usagePage, usageTest } from './harness/usage.js';
import { pollUntil } from './harness/wait.js';

/** Requests of one target that arrive together are 50 ms apart, behind the first one's 800 ms. */
const SETTLE = 1200;

/** The system report of `app` in `usagePage`. */
const REPORT = { url: 'https://kiwi-tcms.invalid/system-report', action_name: 'System-Report', dimension1: '13.1', dimension2: '8.2', dimension3: '10+' };

/** How Matomo itself would be measured: what AnonymousPiwikUsageMeasurement sends of it (field.md §3.2). */
const MATOMO = `
  var NAMES = 'module action period date popover pluginName category subcategory'.split(' ');
  function upper(text) { return text ? text[0].toUpperCase() + text.slice(1) : ''; }
  function place(name) { var plain = (name || '').replace(/^[^_]*_/, ''); return /^\\d+$/.test(plain) ? '' : plain; }
  function popover(value) {
    var parts;
    try { parts = decodeURIComponent(value.replace(/\\$/g, '%')).split(':'); } catch (error) { return 'XYZ'; }
    if (parts.length < 2) return 'XYZ';
    return parts[0] === 'RowAction' ? parts[0] + ':' + parts[1] : parts[0];
  }
  var MATOMO = {
    app: { name: 'demo', facts: { access: 'superuser' } }, dimensions: { access: 1 }, reportEvery: undefined,
    customUrl: function (url) {
      var rest = (url.hash.length > 4 ? url.hash.slice(1) : url.search).replace(/^\\?/, '');
      var query = new URLSearchParams(rest);
      var category = place(query.get('category'));
      return (category ? '/' + category + '/' + (place(query.get('subcategory')) || 'default') + '/' : '/index.php') + '?' + rest;
    },
    title: function (url) {
      if (document.getElementById('login_form')) return 'Login';
      return [url.searchParams.get('module'), url.searchParams.get('action')].map(upper).filter(Boolean).join(' ') || 'Matomo Web Analytics';
    },
    targets: [{ trackerUrl: '/matomo.php', siteId: 7, policy: {
      extends: 'anonymous', hash: false,
      query: { allow: NAMES, replace: { idSite: 20, idGoal: 20, idDashboard: 20, token_auth: 'XYZ', nonce: 'XYZ' } },
      path: { templates: ['/multisites/:row', '/scheduledreports/:report'] },
      custom: [{ find: /([?&]popover=)([^&]*)/, replace: function (_, name, value) { return name + popover(value); } }],
      allow: { outlinks: true, downloads: true },
    } }],
  };`;

const AT = 'https://demo.invalid';

usageTest('the plugin for Matomo, point by point: titles, addresses, allowed names, small numbers, popovers, links', async ({ site, page, visit }) => {
  await page.goto(`${site.page('/index.php', usagePage('', MATOMO))}?module=CoreHome&action=index&idSite=21&period=day&date=today&token_auth=abc`);
  await page.evaluate(() => measure(MATOMO));
  await visit.expectRequests({
    requests: [
      { action_name: 'CoreHome Index', idsite: '7', urlref: absent, dimension1: 'superuser', url: `${AT}/index.php?module=CoreHome&action=index&idSite=1&period=day&date=today&token_auth=XYZ` },
      { action_name: 'System-Report', url: `${AT}/system-report`, dimension1: 'superuser' },
    ],
  });
  const pages = [
    // Every other name keeps its key; a whole number becomes one of 1 to 20, anything else is no number.
    ['?module=Login&nonce=1f&segment=userId%3D%3Djane&idGoal=43&idDashboard=20&idSite=all', 'Login', '/index.php?module=Login&nonce=XYZ&segment=XYZ&idGoal=3&idDashboard=20&idSite=XYZ'],
    // Behind # counts more than behind ?, when it is more than a mark.
    ['?module=CoreHome#?idSite=40&category=General_Visitors&subcategory=General_Overview', 'Matomo Web Analytics', '/Visitors/Overview/?idSite=20&category=General_Visitors&subcategory=General_Overview'],
    ['?module=CoreHome#?category=Dashboard_Dashboard&subcategory=5', 'Matomo Web Analytics', '/Dashboard/default/?category=Dashboard_Dashboard&subcategory=5'],
    ['?module=Goals#?a', 'Goals', '/index.php?module=Goals'],
    ['?module=A&popover=RowAction$3ARowEvolution$3AActions.getPageUrls$3A%257B%257D', 'A', '/index.php?module=A&popover=RowAction:RowEvolution'],
    ['?module=B&popover=visitorProfile$3Aa1b2c3d4e5f60718', 'B', '/index.php?module=B&popover=visitorProfile'],
    ['?module=C&popover=jane', 'C', '/index.php?module=C&popover=XYZ'],
    ['?module=D&pluginName=MyPlugin&date=jane%40example.com', 'D', '/index.php?module=D&pluginName=MyPlugin&date=XYZ'],
  ];
  await page.evaluate((urls) => urls.forEach((url) => history.pushState({}, '', url)), pages.map(([url]) => `/index.php${url}`));
  const views = pages.map(([, title, url]) => ({ action_name: title, url: (sent) => decodeURIComponent(sent) === AT + url, dimension1: absent }));
  await visit.expectRequests({ requests: views, settle: SETTLE });
  await page.evaluate(() => {
    // As the plugin names links that lead away, and the files of reports.
    usage.trackLink('http://example.com/multisites/outlink3', 'link');
    usage.trackLink(`${location.origin}/scheduledreports/emailreport3.pdf`, 'download');
    usage.trackContentImpression('Marketplace', 'Headline', 'MyPlugin');
    document.body.insertAdjacentHTML('beforeend', '<form id="login_form"></form>');
    usage.trackPageView();
  });
  await visit.expectRequests({
    requests: [
      { link: 'http://example.com/multisites/:row' }, { download: `${AT}/scheduledreports/:report` }, { c_n: 'Marketplace', c_p: 'Headline', c_t: 'MyPlugin' },
      { action_name: 'Login' },
    ],
    settle: SETTLE,
  });
  assert.deepEqual(undocumented(visit.hits()), []);
  assert.deepEqual(await page.complaints(), []);
});

usageTest('Kiwi\'s lessons: paths do not leak names, and the first hit of a visit has the facts', async ({ site, page, visit }) => {
  const host = new URL(site.origin).host;
  const options = { routes: ['/', { path: '/plan/:id', title: 'Test plan' }, '/plan/:id/:name', '/accounts/:user/profile', '/docs/*'], basePath: '/tcms' };
  // A tracker of the page, with the same site on the same server, and a plugin: neither has anything to do with it.
  const own = "<script>var _paq = [['setTrackerUrl', '/matomo.php'], ['setSiteId', '7'], ['setUserId', 'jane'], ['addPlugin', 'x', { log: function () { return '&customer=Acme'; } }], ['trackPageView']];</script>";
  const html = usagePage(own, `measure(${JSON.stringify(options)});`);
  await page.goto(`${site.page('/tcms/plan/5/', html)}?user=jane&id=8#jane`);
  const view = (path, title = path) => ({ url: `https://kiwi-tcms.invalid${path}`, action_name: title, urlref: absent, _id: absent, uid: absent, dimension1: absent });
  const [, first, report] = await visit.expectRequests({
    requests: [
      { customer: 'Acme', uid: 'jane', _id: /./ },
      { ...view('/plan/:id/?id=XYZ', 'Test plan'), dimension1: '13.1', dimension2: '8.2', dimension3: '10+' },
      REPORT,
    ],
    settle: SETTLE,
  });
  assert.deepEqual(undocumented([first, report]), []);
  const cookies = Object.keys(await page.cookies()).map((name) => name.split('.')[0]);
  assert.deepEqual(cookies.sort(), ['_pk_id', '_pk_ses'], 'those of the page\'s own tracker, untouched');

  await page.evaluate((at) => {
    for (const path of ['plan/5/Secret%20plan', 'accounts/jane/profile/', 'jane/secret', 'docs/a/b', '']) history.pushState({}, '', `/tcms/${path}`);
    history.pushState({}, '', '/jane');
    usage.trackEvent('Open', `https://${at}/plan/5`, `at ${at}`);
    _paq.push(['trackEvent', 'own', 'event']);
  }, host);
  const [, , , , , , event] = await visit.expectRequests({
    requests: [
      view('/plan/:id/:name'), view('/accounts/:user/profile/'), view('/other'), view('/docs/*'), view('/'), view('/other'),
      { e_c: 'Open', e_a: /^https:\/\/kiwi-tcms\.invalid\/plan\//, e_n: 'at kiwi-tcms.invalid' }, { e_c: 'own', uid: 'jane' },
    ],
    settle: SETTLE,
  });
  assert.ok(!event.query.includes(encodeURIComponent(site.origin)));

  // The next page belongs to the same visit, and the report was sent.
  site.page('/tcms/docs/x', html);
  await page.goto(site.url('/tcms/docs/x'));
  await visit.expectRequests({ requests: [{ customer: 'Acme' }, view('/docs/*')], settle: SETTLE });
  const { usage, others } = await page.evaluate(stored);
  assert.deepEqual([Object.keys(usage).sort(), Object.keys(usage.targets), others], [['targets', 'visit'], ['/matomo.php 7'], 0]);
  assert.deepEqual(Object.keys(usage.targets['/matomo.php 7']).sort(), ['calls', 'next']);
  assert.ok(usage.targets['/matomo.php 7'].next > Date.now() + 4 * 86_400_000);

  // Half an hour later it is another visit.
  await page.evaluate(() => {
    localStorage.setItem('paqet.usage', JSON.stringify({ ...JSON.parse(localStorage.getItem('paqet.usage')), visit: Date.now() - 1_900_000 }));
    usage.trackPageView();
  });
  await visit.expectRequests({ requests: [{ ...view('/docs/*'), dimension1: '13.1' }] });
});

usageTest('targets do not know of each other: one fails, one is slow, one is blocked, one is wrong', async ({ site, page, visit }) => {
  const [failing, slow, gone] = await Promise.all([openEndpoint(), openEndpoint(), openEndpoint()]);
  try {
    failing.fail(500);
    let answer;
    slow.fail(new Promise((resolve) => { answer = resolve; }));
    await gone.close();
    await page.goto(site.page('/a', usagePage()));
    await page.evaluate((urls) => measure({
      targets: [{ trackerUrl: urls[0], siteId: 1 }, { trackerUrl: urls[1], siteId: 2 }, { siteId: 3 }, { trackerUrl: urls[2], siteId: 4 },
        { trackerUrl: '/matomo.php', siteId: 5, policy: 'balanced' }, { trackerUrl: '/matomo.php', siteId: 6, policy: { quary: 1 } }, { trackerUrl: '/matomo.php', siteId: 6 }],
    }), [failing.url, slow.url, gone.url]);
    await page.evaluate(() => {
      usage.push(['trackEvent', 'Editor', 'Save'], ['setUserId', 'jane'], ['noSuchCommand'], [function () { this.trackEvent('by', 'function'); }], 'nothing');
      _paq.push(['UsageMeasurement::trackEvent', 'by', 'queue'], ['UsageMeasurement::recordCall', 'Plan.list', 12], ['recordCall', 'Plan.list', 20]);
    });
    const events = (idsite) => ['Save', 'function', 'queue'].map((action) => ({ idsite, e_a: action, uid: absent }));
    const report = (idsite) => ({ ...REPORT, idsite });
    await visit.expectRequests({
      requests: [
        // The page's own address and title, under a policy that keeps them.
        { idsite: '5', url: site.url('/a'), action_name: 'T', _id: absent }, { ...report('5'), url: /system-report$/ }, ...events('5'),
        { idsite: '6', url: 'https://kiwi-tcms.invalid/', action_name: '/' }, { ...report('6'), action_name: '/system-report' }, ...events('6'),
      ],
      settle: SETTLE,
    });
    answer();
    await pollUntil(() => slow.hits().length >= 5, 4000);
    assert.deepEqual(slow.hits().map(({ parameters }) => parameters.e_a ?? parameters.action_name).sort(), ['/', 'Save', 'System-Report', 'function', 'queue']);
    assert.equal(failing.hits().length, 0);
    const complaints = await page.complaints();
    assert.equal(complaints.filter((text) => /each target must be/.test(text)).length, 1);
    assert.equal(complaints.filter((text) => /setScrubPolicy/.test(text)).length, 1);

    // What was recorded is not lost with the report that failed; those that got one wait for the next.
    const waiting = await page.evaluate(() => JSON.parse(localStorage.getItem('paqet.usage')).targets);
    assert.ok(waiting[`${failing.url} 1`].next < Date.now() + 3_600_000);
    failing.heal();
    await page.evaluate(() => {
      const record = JSON.parse(localStorage.getItem('paqet.usage'));
      for (const target of Object.values(record.targets)) if (target.next < Date.now() + 3_600_000) target.next = 0;
      localStorage.setItem('paqet.usage', JSON.stringify(record));
      dispatchEvent(new Event('online'));
    });
    await pollUntil(() => failing.hits().some(({ parameters }) => parameters.e_a === 'list (speed)'), 6000);
    const said = failing.hits().filter(({ parameters }) => /API/.test(parameters.e_c)).map(({ parameters }) => [parameters.e_c, parameters.e_a, parameters.e_n, parameters.e_v]);
    assert.deepEqual(said, [['API (count)', 'list (count)', 'Plan (count)', '2'], ['API (speed)', 'list (speed)', 'Plan (speed)', '16']]);
    await page.waitFor((key) => Object.keys(JSON.parse(localStorage.getItem('paqet.usage')).targets[key].calls).length === 0, `${failing.url} 1`);
    assert.deepEqual(await page.evaluate((key) => JSON.parse(localStorage.getItem('paqet.usage')).targets[key].calls, '/matomo.php 6'), { 'Plan.list': [2, 32] });
  } finally {
    await Promise.all([failing, slow].map((endpoint) => endpoint.close()));
  }
});

usageTest('a switch that is off: nothing is sent, stored or kept; what cannot be read is taken in the strictest sense', async ({ site, page, visit }) => {
  await page.goto(site.page('/a', usagePage()));
  const cases = {
    off: [{ enabled: false }, { userEnabled: false }, { enabled: 'yes' }, { enabled: 0 }, { userEnabled: 'no' }, { enable: false }],
    development: [{ inDevelopment: false }, { inDevelopment: 'true' }],
    asking: [{ ask: true }, { ask: 'no' }],
    on: [{ targets: [] }, { targets: 'all' }],
  };
  const states = await page.evaluate(async (all) => {
    const seen = [];
    for (const options of all) {
      await measure(options);
      usage.recordCall('a.b', 5);
      usage.trackEvent('a', 'b');
      seen.push(usage.state());
    }
    return seen;
  }, Object.values(cases).flat());
  assert.deepEqual(states, Object.entries(cases).flatMap(([state, list]) => list.map(() => state)));
  // `on` without a target: there is nobody to tell.
  await visit.expectRequests({ requests: [], settle: SETTLE });
  await page.evaluate(() => measure({ enabled: false }));
  assert.deepEqual(await page.evaluate(stored), { usage: null, others: 0, cookies: '' });
  const complaints = await page.complaints();
  for (const text of [/enabled must be a boolean/, /userEnabled must be/, /no option 'enable'/, /inDevelopment must be/, /ask must be/, /targets must be a list/]) {
    assert.equal(complaints.filter((line) => text.test(line)).length, 1, String(text));
  }

  // The page's opt-out, and what the browser says, count here too.
  const refusals = await page.evaluate(async () => {
    const seen = [];
    const tracker = Matomo.getAsyncTracker();
    tracker.forgetConsentGiven();
    await measure();
    seen.push(usage.state());
    for (const name of ['globalPrivacyControl', 'doNotTrack']) {
      Object.defineProperty(navigator, name, { value: '1', configurable: true });
      document.cookie = 'mtm_consent_removed=; path=/; max-age=0';
      tracker.setConsentGiven();
      await measure();
      seen.push(usage.state());
      Object.defineProperty(navigator, name, { value: undefined, configurable: true });
    }
    return seen;
  });
  assert.deepEqual(refusals, ['refused', 'refused', 'refused']);
  await visit.expectRequests({ requests: [] });
  assert.equal((await page.evaluate(stored)).usage, null);
});

usageTest('a user is shown what would be sent, agrees, and stops: at once, with what waits for its turn', async ({ site, page, visit }) => {
  const options = { ask: true, routes: ['/a'], selectors: { '#save': 'Editor|Save', '.no': 5 }, targets: [{ trackerUrl: '/matomo.php', siteId: 7 }, { trackerUrl: site.elsewhere + '/matomo.php', siteId: 8 }] };
  const html = usagePage('<button id="save" data-track-event="own|event">Save</button>', `window.measured = measure(${JSON.stringify(options)});`);
  await page.goto(site.page('/a', html));
  await page.evaluate(() => measured);
  const preview = await page.evaluate(() => { usage.recordCall('Plan.list', 12.1); return usage.preview(); });
  assert.deepEqual(preview.targets.map(({ siteId, requests }) => [siteId, requests.map(({ when }) => when)]), [7, 8].map((id) => [id, ['page view', '#save', 'system report', 'system report', 'system report']]));
  await visit.expectRequests({ requests: [] });
  assert.deepEqual(await page.evaluate(stored), { usage: null, others: 0, cookies: '' });

  // What comes is what was shown, but for what is random.
  await page.evaluate(() => usage.agree());
  await page.click('#save');
  const hits = await visit.expectRequests({
    requests: preview.targets.flatMap(({ requests }) => requests.map(({ parameters }) => {
      const { r, pv_id, ...rest } = parameters;
      return rest;
    })),
    settle: SETTLE,
  });
  assert.deepEqual(undocumented(hits), []);
  const shown = preview.targets.flatMap(({ requests }) => requests.map(({ parameters }) => Object.keys(parameters).sort()));
  assert.deepEqual(hits.map(({ parameters }) => Object.keys(parameters).sort()), shown);
  assert.equal((await page.evaluate(stored)).usage.decision, 'agreed');

  // Stopped in the middle: a page view has left, what is behind it has not.
  await page.goto(site.url('/a'));
  await page.evaluate(async () => {
    await measured;
    usage.recordCall('Plan.list', 5);
    for (const action of ['b', 'c']) usage.trackEvent('a', action);
    usage.refuse();
    usage.trackEvent('a', 'd');
    history.pushState({}, '', '/b');
  });
  await page.click('#save');
  await visit.expectRequests({ requests: [7, 8].map((idsite) => ({ action_name: '/a', idsite, dimension1: absent })), settle: SETTLE });
  assert.deepEqual(await page.evaluate(stored), { usage: { decision: 'refused' }, others: 0, cookies: '' });
  await page.goto(site.url('/a'));
  assert.equal(await page.evaluate(() => measured.then(() => usage.state())), 'refused');
  // A refusal outlives the site's own switch; a later agreement ends it.
  await page.evaluate(() => { _paq.push(['enableUsageMeasurement', { enabled: false }]); });
  await visit.expectRequests({ requests: [] });
  assert.deepEqual((await page.evaluate(stored)).usage, { decision: 'refused' });
  await page.evaluate((given) => measure(given).then(() => usage.agree()), options);
  await visit.expectRequests({ requests: [7, 8].flatMap((idsite) => [{ action_name: '/a', idsite, dimension1: '13.1' }, { ...REPORT, idsite }]) });
  // Another tab was told to stop.
  assert.equal(await page.evaluate(() => {
    localStorage.setItem('paqet.usage', '{"decision":"refused"}');
    dispatchEvent(new StorageEvent('storage', { key: 'paqet.usage' }));
    usage.trackEvent('a', 'b');
    return usage.state();
  }), 'refused');
  await visit.expectRequests({ requests: [] });
  assert.deepEqual((await page.complaints()).filter((text) => !/each of selectors/.test(text)), []);
});

usageTest('calls are counted by name, without parameters, and stored until they are told; elements and commands only as listed', async ({ site, page, visit }) => {
  const early = "<script>var _paq = [['recordCall', 'Early.call', 3], ['UsageMeasurement::trackEvent', 'early', 'event']];</script>";
  await page.goto(site.page('/a', usagePage(`${early}<button id="save" data-track-event="own|event">Save</button>
    <form id="form" onsubmit="return false"><button id="send">Send</button></form>
    <a id="out" href="http://out.example/" onclick="return false">out</a>`)));
  const answers = await page.evaluate(async () => {
    const tracker = Matomo.getAsyncTracker();
    const answers = [tracker.measureCall('Plan.list', () => {
      const start = performance.now();
      while (performance.now() < start + 2);
      return 'now';
    })];
    answers.push(await tracker.measureCall('Plan.load', () => new Promise((done) => { setTimeout(done, 20, 'later'); })));
    try {
      tracker.measureCall('Plan.bad', () => { throw new Error('mine'); });
    } catch (error) {
      answers.push(error.message);
    }
    await tracker.measureCall('Plan.bad', () => Promise.reject(new Error('too'))).catch(({ message }) => answers.push(message));
    await measure({ selectors: { '#save': 'Editor | Save', '#form': { category: 'Form', action: 'Sent', value: 2 }, '>>': 'a|b' } });
    return answers;
  });
  assert.deepEqual(answers, ['now', 'later', 'mine', 'too']);
  for (const id of ['#save', '#send', '#out']) await page.click(id);
  await page.evaluate(() => {
    usage.trackLink('http://out.example/', 'link');
    usage.push(['trackRequest', 'e_c=a&e_a=raw'], ['setTrackerUrl', '/elsewhere'], ['setScrubPolicy', 'off']);
  });
  const calls = (...names) => names.flatMap(([part, method, count, speed]) => [
    { e_c: 'API (count)', e_a: `${method} (count)`, e_n: `${part} (count)`, e_v: count }, { e_c: 'API (speed)', e_a: `${method} (speed)`, e_n: `${part} (speed)`, e_v: speed },
  ]);
  await visit.expectRequests({
    requests: [
      { action_name: '/', dimension3: '10+' }, { e_c: 'early' }, { e_c: 'Editor', e_a: 'Save' }, { e_c: 'Form', e_a: 'Sent', e_v: '2' },
      REPORT, ...calls(['Early', 'call', 1, 3], ['Plan', 'list', 1, /^[1-9]\d*$/], ['Plan', 'load', 1, /^[1-9]\d*$/]),
    ],
    settle: SETTLE,
  });

  await page.evaluate(() => {
    usage.push(['recordCall', 'search?user=jane', 2.2], ['recordCall', 'search', 4], ['recordCall', 'none', 0], ['recordCall', 'none'], ['recordCall', '(jane)', 4]);
    for (let id = 0; id < 120; id += 1) usage.recordCall(`id.${id}`, 1);
    dispatchEvent(new Event('pagehide'));
  });
  const kept = (await page.evaluate(stored)).usage.targets['/matomo.php 7'].calls;
  assert.deepEqual([kept.search, kept.others, Object.keys(kept).length], [[2, 7], [21, 21], 101]);
  const complaints = await page.complaints();
  for (const text of [/recordCall: a call's name/, /recordCall needs the ms/, /'>>' is no CSS selector/]) assert.equal(complaints.filter((line) => text.test(line)).length, 1, String(text));
  assert.equal(complaints.length, 3);
});

moduleTest('usage measurement by the module: the option, calls before the rules are there, and no tracker that others reach', {}, async ({ site, page, visit }) => {
  await servePackage(site);
  await page.goto(site.page('/a', moduleScript(`
    const tracker = init({ ...OPTIONS, global: true, usageMeasurement: {
      app: { name: 'App', version: 2 }, inDevelopment: true, targets: [{ trackerUrl: '/stats/matomo.php', siteId: 9 }], onReady: (usage) => (window.usage = usage),
    } });
    window.answer = tracker.measureCall('Start.run', () => { const start = performance.now(); while (performance.now() < start + 2); return 5; });
  `)));
  await page.waitFor(() => window.usage && window.Matomo);
  await page.evaluate(() => { _paq.push(['trackEvent', 'own', 'event'], ['UsageMeasurement::trackEvent', 'for', 'authors']); });
  await visit.expectRequests({
    requests: [
      { idsite: '9', action_name: '/', url: 'https://app.invalid/', dimension1: '2+' }, { idsite: '9', action_name: 'System-Report' },
      { idsite: '9', e_a: 'authors' }, { idsite: '1', e_c: 'own' },
    ],
    settle: SETTLE,
  });
  assert.equal(await page.evaluate(() => answer), 5);
  await page.evaluate(() => dispatchEvent(new Event('pagehide')));
  const { calls } = (await page.evaluate(stored)).usage.targets['/stats/matomo.php 9'];
  assert.deepEqual([Object.keys(calls), calls['Start.run'][0]], [['Start.run'], 1], 'told with the next report');
  assert.deepEqual(await page.complaints(), []);
});
