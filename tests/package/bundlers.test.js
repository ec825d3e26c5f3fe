import assert from 'node:assert/strict';
import { join } from 'node:path';
import { moduleTest } from '../browser/harness/module.js';
import { BUNDLERS } from './harness/bundlers.js';
import { installedIn } from './harness/installed.js';
import { serveFolder } from './harness/served.js';

/** An app as the README has it, which then navigates once. */
const APP = `
  import { init } from 'paqet';
  const tracker = init({ trackerUrl: '/matomo.php', siteId: 1, singlePage: true, disablePerformanceTracking: true });
  tracker.trackEvent('bundled', 'by', document.body.dataset.bundler);
  tracker.ready.then(() => {
    window.ready = true;
    document.querySelector('#go').onclick = () => { history.pushState({}, '', '/second'); document.title = 'Second'; };
  });
`;

/** What only the entries that the app does not import have. */
const NOT_IMPORTED = /paqet-opt-out|onINP|PaellaPlayer/;

/** A script policy that allows nothing but files of the site and wasm. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'";

for (const [bundler, build] of Object.entries(BUNDLERS)) {
  // One of them in every browser; what a browser could do differently is in tests/browser/module.test.js.
  const engines = bundler === 'vite' ? undefined : ['chromium'];
  moduleTest(`an app bundled by ${bundler} tracks, under a strict policy too`, { engines }, async ({ site, page, visit, t }) => {
    const folder = installedIn(t, { 'src/main.js': APP });
    await build(folder);
    const files = serveFolder(site, join(folder, 'out'), '/out/');
    const html = `<body data-bundler="${bundler}"><button id="go">go</button><script type="module" src="/out/main.js"></script>`;
    for (const headers of [{}, { 'Content-Security-Policy': STRICT }]) {
      await page.goto('about:blank');
      await page.goto(site.page('/a', html, { title: 'First', headers }));
      await page.waitFor(() => window.ready);
      await visit.expectRequests({ requests: [{ action_name: 'First', url: site.url('/a') }, { e_c: 'bundled', e_n: bundler }] });
      await page.click('#go');
      await visit.expectRequests({ requests: [{ action_name: 'Second', url: site.url('/second'), urlref: site.url('/a') }] });
      assert.deepEqual(await page.complaints(), []);
    }
    const wrong = files.filter(({ content }) => NOT_IMPORTED.test(content.toString())).map(({ name }) => name);
    assert.deepEqual(wrong, [], 'nothing of an entry that is not imported is shipped');
  });
}

moduleTest('the installed files track as they are, without a bundler', {}, async ({ site, page, visit, t }) => {
  const folder = installedIn(t, {});
  serveFolder(site, join(folder, 'node_modules/paqet/pkg'), '/paqet/');
  site.file('/app.js', APP);
  await page.goto(site.page('/a', `<script type="importmap">{ "imports": { "paqet": "/paqet/index.js" } }</script>
    <body data-bundler="none"><button id="go">go</button><script type="module" src="/app.js"></script>`, { title: 'First' }));
  await visit.expectRequests({ requests: [{ action_name: 'First' }, { e_c: 'bundled', e_n: 'none' }] });
  await page.click('#go');
  await visit.expectRequests({ requests: [{ action_name: 'Second' }] });
});
