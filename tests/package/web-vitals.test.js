import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { moduleTest } from '../browser/harness/module.js';
import { BUNDLERS } from './harness/bundlers.js';
import { installedIn } from './harness/installed.js';
import { serveFolder } from './harness/served.js';

const PEER = fileURLToPath(new URL('../clients/node_modules/web-vitals', import.meta.url));

/** What each metric must say; Firefox and WebKit do not measure all of them. */
const EVENT = { e_c: 'Web Vitals', e_a: /^(LCP|INP|CLS|FCP|TTFB)$/, e_n: /^(good|needs-improvement|poor)$/, e_v: /^\d*$/ };

/** Opens a page whose app runs this, with both functions imported. */
async function open({ site, page, t }, code) {
  const folder = installedIn(t, {
    'src/main.js': `
      import { init } from 'paqet';
      import { trackWebVitals } from 'paqet/web-vitals';
      const OPTIONS = { trackerUrl: '/matomo.php', siteId: 1, disablePerformanceTracking: true };
      ${code}
      window.hide = (state) => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
        document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      };
    `,
  });
  cpSync(PEER, join(folder, 'node_modules/web-vitals'), { recursive: true });
  await BUNDLERS.esbuild(folder);
  serveFolder(site, join(folder, 'out'), '/out/');
  await page.goto(site.page('/a', '<h1>Large</h1><button id="b">b</button><script type="module" src="/out/main.js"></script>'));
}

moduleTest('Web Vitals are events, once per page view, and never a page view', {}, async ({ engine, site, page, visit, t }) => {
  await open({ site, page, t }, 'window.tracker = init({ ...OPTIONS, trackPageView: true });\ntrackWebVitals(tracker);\ntrackWebVitals(tracker);');
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.click('#b');
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 300); }));

  await page.evaluate(() => window.hide('hidden'));
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 500); }));
  const first = visit.hits().filter(({ parameters }) => parameters.e_c);
  const names = first.map(({ parameters }) => parameters.e_a).sort();
  assert.equal(new Set(names).size, names.length, `each once: ${names}`);
  for (const name of engine.name === 'chromium' ? ['CLS', 'FCP', 'INP', 'LCP', 'TTFB'] : ['FCP', 'TTFB']) assert.ok(names.includes(name), `${name} is in ${names}`);
  const pageView = visit.hits().find(({ parameters }) => parameters.action_name);
  assert.ok(first.every(({ parameters }) => parameters.pv_id === pageView.parameters.pv_id), 'they belong to the page view');
  await visit.expectRequests({ requests: first.map(() => EVENT), refuted: [{ action_name: 'T' }] });

  await page.evaluate(() => { window.hide('visible'); window.hide('hidden'); });
  await visit.expectRequests({ requests: [], refuted: [{ action_name: 'T' }, { e_c: 'Web Vitals' }] });
});

moduleTest('Web Vitals of a page of an app leave with its address when the next one begins', { engines: ['chromium'] }, async ({ site, page, visit, t }) => {
  await open({ site, page, t }, `
    window.tracker = init({ ...OPTIONS, singlePage: true });
    // Late, as a lazy import is.
    setTimeout(() => trackWebVitals(tracker).then(() => { window.ready = true; }), 1000);`);
  await visit.expectRequests({ requests: [{ action_name: 'T', url: site.url('/a') }] });
  await page.waitFor(() => window.ready);
  await page.click('#b');
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 300); }));
  await page.evaluate(() => { history.pushState({}, '', '/b'); document.title = 'Second'; });
  const first = visit.hits()[0].parameters;
  await page.waitFor(() => tracker.getNumTrackedPageViews() === 2);
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 2000); }));
  const hits = visit.hits().map(({ parameters }) => parameters);
  const vitals = hits.filter(({ e_c }) => e_c === 'Web Vitals');
  assert.ok(vitals.length > 2, JSON.stringify(hits));
  for (const { url, pv_id } of vitals) assert.deepEqual([url, pv_id], [site.url('/a'), first.pv_id]);
  const [second] = hits.filter(({ action_name }) => action_name === 'Second');
  assert.deepEqual([second.url, second.urlref], [site.url('/b'), site.url('/a')]);
  assert.notEqual(second.pv_id, first.pv_id);
});
