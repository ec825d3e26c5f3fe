import assert from 'node:assert/strict';
import { moduleScript, moduleTest, servePackage } from './harness/module.js';
import { absent, request, SPACED_SETTLE_MS } from './harness/expect.js';

const VISITOR_ID = /^[0-9a-f]{16}$/;

moduleTest('module: awaiting init gives the tracker, ready gives the same', {}, async ({ site, page, visit }) => {
  await servePackage(site);
  await page.goto(site.page('/a', moduleScript(`
    const pending = init(OPTIONS);
    const early = pending.getVisitorId();
    const tracker = await pending;
    tracker.trackEvent('video', 'play', 'intro');
    window.answers = [early === undefined, await pending.ready === tracker, pending.getSiteId(), tracker.getVisitorId().length, Object.keys(window).filter((name) => /paq|matomo|piwik/i.test(name))];
  `)));
  assert.deepEqual(await page.waitFor(() => window.answers), [true, true, 1, 16, []]);
  await visit.expectRequests({ requests: [{ e_c: 'video', e_a: 'play', e_n: 'intro', idsite: '1', _id: VISITOR_ID, url: site.url('/a') }] });
  assert.deepEqual(await page.complaints(), []);
});

moduleTest('module: importing alone does nothing', {}, async ({ site, page, visit }) => {
  await servePackage(site);
  await page.goto(site.page('/a', moduleScript('window.answers = [typeof init, document.cookie];')));
  assert.deepEqual(await page.waitFor(() => window.answers), ['function', '']);
  await visit.expectRequests({ requests: [] });
  assert.equal(site.accesses().some(({ path }) => path.endsWith('.wasm')), false);
});

moduleTest('module: calls before the rules are there keep their order, time, address and title', {}, async ({ site, page, visit }) => {
  await servePackage(site);
  await page.goto(site.page('/a', moduleScript(`
    const RealDate = Date;
    const at = (hour) => { window.Date = class extends RealDate { getHours() { return hour; } }; };
    at(3);
    const tracker = init(OPTIONS);
    tracker.setUserId('u');
    tracker.trackPageView();
    at(4);
    history.pushState({}, '', '/elsewhere');
    document.title = 'Elsewhere';
    tracker.trackEvent('a', '1');
    tracker.resetUserId();
    tracker.trackEvent('a', '2');
    at(5);
    await tracker;
    tracker.trackEvent('a', '3');
  `)));
  await visit.expectRequests({
    requests: [
      { action_name: 'T', uid: 'u', url: site.url('/a'), h: '3' },
      { e_a: '1', uid: 'u', h: '4' },
      { e_a: '2', uid: absent, h: '4' },
      { e_a: '3', uid: absent, h: '5' },
    ],
  });
});

moduleTest('module: the same endpoint and site give the same tracker, others another one', {}, async ({ site, page, visit }) => {
  await servePackage(site);
  await page.goto(site.page('/a', moduleScript(`
    const first = init(OPTIONS);
    const again = init({ ...OPTIONS, siteId: '1', trackPageView: true });
    const other = init({ ...OPTIONS, siteId: 2 });
    await other;
    (await first).trackEvent('first', '1');
    (await other).trackEvent('other', '1');
    window.answers = [first === again, first === other];
  `)));
  assert.deepEqual(await page.waitFor(() => window.answers), [true, false]);
  await visit.expectRequests({ requests: [{ e_c: 'first', idsite: '1' }, { e_c: 'other', idsite: '2' }], refuted: [{ action_name: 'T' }] });
});

moduleTest('module: a wasm of the wrong type, from a URL, as bytes and compiled', {}, async ({ site, page, visit }) => {
  await servePackage(site, { wasmType: 'application/octet-stream' });
  await page.goto(site.page('/a', moduleScript(`
    const bytes = await (await fetch('/paqet/paqet.wasm')).arrayBuffer();
    const way = location.hash.slice(1);
    const wasm = { none: undefined, text: '/paqet/paqet.wasm', url: new URL('/paqet/paqet.wasm', location.href), bytes, module: new WebAssembly.Module(bytes) }[way];
    const tracker = init({ ...OPTIONS, wasm });
    window.atOnce = tracker.getSiteId() === 1;
    await tracker;
    tracker.trackEvent('way', way);
    window.done = true;
  `)));
  for (const way of ['none', 'text', 'url', 'bytes', 'module']) {
    await page.goto('about:blank');
    await page.goto(site.url(`/a#${way}`));
    await page.waitFor(() => window.done);
    // What needs no fetch is ready before init returns.
    assert.equal(await page.evaluate(() => window.atOnce), way === 'bytes' || way === 'module', way);
    await visit.expectRequests({ requests: [{ e_a: way }] });
  }
});

moduleTest('module: what cannot be used is named once each, the rest goes on', {}, async ({ site, page, visit }) => {
  await servePackage(site);
  await page.goto(site.page('/a', moduleScript(`
    const tracker = await init({
      ...OPTIONS, userId: 'u', setCustomUrl: '/x', heartbeat: 15, nonsense: 1, excludedQueryParams: [1], dimensions: { 1: 'one' }, requestQueueInterval: 5, title: null,
    });
    tracker.trackPageView();
  `)));
  await visit.expectRequests({ requests: [{ action_name: 'T', uid: 'u', dimension1: 'one', url: site.url('/a') }] });
  const complaints = await page.complaints();
  for (const text of [/'setCustomUrl'.*'customUrl'/, /'heartbeat'.*'heartBeat'/, /'nonsense'.*InitOptions/, /'excludedQueryParams' must be a text or a list/, /'requestQueueInterval' must be/]) {
    assert.equal(complaints.filter((line) => text.test(line)).length, 1, `${text} in ${complaints.join('\n')}`);
  }
  assert.equal(complaints.length, 5, complaints.join('\n'));
});

moduleTest('module: without endpoint or site nothing is tracked, and the console says what is missing', {}, async ({ site, page, visit }) => {
  await servePackage(site);
  await page.goto(site.page('/a', moduleScript(`
    (await init({ siteId: 1 })).trackPageView();
    (await init({ trackerUrl: '/matomo.php' })).trackPageView();
    (await init()).trackPageView();
    window.done = true;
  `)));
  await page.waitFor(() => window.done);
  await visit.expectRequests({ requests: [] });
  const complaints = await page.complaints();
  assert.ok(complaints.some((line) => /init needs trackerUrl/.test(line)) && complaints.some((line) => /init needs siteId/.test(line)));
});

moduleTest('module: with global, _paq and Matomo are there for other scripts', {}, async ({ site, page, visit }) => {
  await servePackage(site);
  await page.goto(site.page('/a', `<script>
    var _paq = [['trackEvent', 'before', '1'], ['setUserId', 'u']];
  </script>${moduleScript(`
    const tracker = init({ ...OPTIONS, global: true });
    _paq.push(['trackEvent', 'after', '1']);
    const interim = _paq;
    _paq.push(['setUserId', 'v'], ['trackEvent', 'after', '2']);
    window.early = typeof window.Matomo;
    await tracker;
    interim.push(['trackEvent', 'ready', '1']);
    window.answers = [Matomo === Piwik, Matomo.initialized, Matomo.getAsyncTracker() === await tracker, Object.keys(_paq)];
  `)}`));
  assert.deepEqual(await page.waitFor(() => window.answers), [true, true, true, ['push']]);
  assert.equal(await page.evaluate(() => window.early), 'undefined');
  await visit.expectRequests({
    requests: [{ e_c: 'before', uid: 'u' }, { e_c: 'after', e_a: '1', uid: 'u' }, { e_c: 'after', e_a: '2', uid: 'v' }, { e_c: 'ready', uid: 'v' }],
  });
});

moduleTest('module: where wasm is refused or missing, the same rules come as JavaScript', {}, async ({ site, page, visit }) => {
  await servePackage(site, { without: ['paqet.wasm'] });
  const script = moduleScript(`
    const tracker = init({ ...OPTIONS, userId: 'u', trackPageView: true });
    tracker.trackEvent('a', 'b');
    window.id = (await tracker.ready).getVisitorId();
  `);
  await page.goto(site.page('/missing', script));
  await visit.expectRequests({ requests: [{ action_name: 'T', uid: 'u', _id: VISITOR_ID }, { e_c: 'a', uid: 'u' }] });
  await servePackage(site);
  await page.goto(site.page('/refused', script, { headers: { 'Content-Security-Policy': "script-src 'self' 'unsafe-inline'" } }));
  await visit.expectRequests({ requests: [{ action_name: 'T', uid: 'u', _id: VISITOR_ID }, { e_c: 'a', uid: 'u' }] });
  assert.match(await page.waitFor(() => window.id), VISITOR_ID);
  assert.equal((await page.complaints()).filter((text) => /^paqet: the rules came as JavaScript/.test(text)).length, 2, 'once on each page');
});

moduleTest('module: what the policy of the page refuses goes as an image', {}, async ({ site, page, visit }) => {
  await servePackage(site);
  const headers = { 'Content-Security-Policy': `connect-src ${site.origin}/paqet/; img-src 'self'` };
  await page.goto(site.page('/a', moduleScript("init({ ...OPTIONS, trackPageView: true }).trackEvent('a', 'b');"), { headers }));
  await visit.expectRequests({ requests: [request({ transport: 'image' }, { action_name: 'T' }), request({ transport: 'image' }, { e_c: 'a' })], settle: SPACED_SETTLE_MS });
});

moduleTest('module: what failed without a network is tried again when there is one', {}, async ({ site, page, visit }) => {
  await servePackage(site);
  await page.goto(site.page('/a', moduleScript('window.tracker = init({ ...OPTIONS, disableAlwaysUseSendBeacon: true, requestMethod: "POST" }); await tracker.ready; window.ready = true;')));
  await page.waitFor(() => window.ready);
  site.failTracking(503, 1);
  await page.evaluate(() => { tracker.trackEvent('a', 'b'); });
  await page.waitFor(() => performance.getEntriesByName(`${location.origin}/matomo.php`).length);
  await visit.expectRequests({ requests: [], settle: 100 });
  await page.evaluate(() => { dispatchEvent(new Event('online')); });
  await visit.expectRequests({ requests: [{ e_c: 'a' }], within: 900 });
});

moduleTest('module: when neither core can be had, nothing rejects unless ready is awaited', {}, async ({ site, page, visit }) => {
  await servePackage(site, { without: ['paqet.wasm', 'nowasm-core.js'] });
  await page.goto(site.page('/a', moduleScript(`
    const tracker = init({ ...OPTIONS, singlePage: true, linkTracking: true });
    tracker.trackPageView();
    (await tracker).trackEvent('a', 'b');
    window.reason = await tracker.ready.catch((error) => error.message);
  `)));
  assert.match(await page.waitFor(() => window.reason), /Serve paqet\.wasm beside index\.js/);
  await visit.expectRequests({ requests: [] });
  const messages = await page.consoleMessages();
  assert.equal(messages.filter(({ text }) => /nothing is tracked/.test(text)).length, 1);
  assert.equal(messages.some(({ type }) => type === 'rejection' || type === 'exception'), false);
});

moduleTest('module: a worker sends events with explicit facts', {}, async ({ site, page, visit }) => {
  await servePackage(site);
  site.file('/worker.js', `
    import { init } from '/paqet/index.js';
    onmessage = async () => {
      const tracker = init({ trackerUrl: location.origin + '/matomo.php', siteId: 1, userId: 'w', facts: { url: 'https://site.example/work', title: 'Work', referrer: 'https://from.example/' } });
      tracker.trackPageView();
      tracker.trackEvent('worker', 'done', 'job', 3);
      await tracker;
      tracker.enableLinkTracking();
      tracker.enableHeartBeatTimer();
      tracker.trackAllContentImpressions();
      postMessage(tracker.getCurrentUrl());
    };
  `);
  await page.goto(site.page('/a', `<script>
    var worker = new Worker('/worker.js', { type: 'module' });
    worker.onmessage = function (event) { window.answer = event.data; };
    worker.onerror = function (event) { console.error('worker ' + event.message); };
    worker.postMessage('go');
  </script>`));
  assert.equal(await page.waitFor(() => window.answer), 'https://site.example/work');
  await visit.expectRequests({
    requests: [
      { action_name: 'Work', url: 'https://site.example/work', urlref: 'https://from.example/', uid: 'w' },
      { e_c: 'worker', e_a: 'done', e_n: 'job', e_v: '3', url: 'https://site.example/work' },
    ],
  });
  assert.deepEqual(await page.complaints(), []);
});

// Only Chromium takes modules as service workers; elsewhere bundlers make classic scripts of them.
moduleTest('module: a service worker sends events too', { engines: ['chromium'] }, async ({ site, page, visit }) => {
  await servePackage(site);
  site.file('/service.js', `
    import { init } from '/paqet/index.js';
    const tracker = init({ trackerUrl: '/matomo.php', siteId: 1, facts: { url: 'https://site.example/' } });
    addEventListener('install', (event) => { tracker.trackEvent('service', 'installed'); event.waitUntil(tracker.ready); });
  `);
  await page.goto(site.page('/a', `<script>navigator.serviceWorker.register('/service.js', { type: 'module' });</script>`));
  await visit.expectRequests({ requests: [{ e_c: 'service', e_a: 'installed', url: 'https://site.example/' }] });
});
