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

moduleTest('Web Vitals are events, once per page view, and never a page view', {}, async ({ engine, site, page, visit, t }) => {
  const folder = installedIn(t, {
    'src/main.js': `
      import { init } from 'paqet';
      import { trackWebVitals } from 'paqet/web-vitals';
      window.tracker = init({ trackerUrl: '/matomo.php', siteId: 1, trackPageView: true, disablePerformanceTracking: true });
      trackWebVitals(tracker);
      trackWebVitals(tracker);
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
