import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { moduleTest } from '../browser/harness/module.js';
import { client } from './harness/bundlers.js';
import { installedIn } from './harness/installed.js';
import { serveFolder } from './harness/served.js';

const FOLDER = fileURLToPath(new URL('../clients', import.meta.url));

/** An app as Nuxt, SvelteKit and Astro have it: the same module runs on the server and in the page, and tracks where it stands. */
const FILES = {
  'src/app.js': `
    import { createSSRApp, h } from 'vue';
    import { init } from 'paqet';
    export const tracker = init({ trackerUrl: '/matomo.php', siteId: 1, singlePage: true, disablePerformanceTracking: true, declarativeEvents: true });
    export function createApp() {
      tracker.trackEvent('app', 'rendered');
      return createSSRApp({
        setup: () => () => h('button', { id: 'go', 'data-track-event': 'app|go', onClick: () => { history.pushState({}, '', '/second'); document.title = 'Second'; } }, 'go'),
      });
    }`,
  'src/server.js': `
    import { renderToString } from 'vue/server-renderer';
    import { createApp, tracker } from './app.js';
    const rendered = await renderToString(createApp());
    await tracker.ready;
    tracker.trackPageView();
    console.log(rendered);`,
  'src/main.js': "import { createApp } from './app.js';\ncreateApp().mount('#app');\nwindow.ready = true;",
};

moduleTest('an app that is rendered on a server tracks once, in the page', {}, async ({ site, page, visit, t }) => {
  const folder = installedIn(t, FILES);
  const { build } = await client('vite');
  const resolve = { alias: [{ find: /^vue(?=$|\/)/, replacement: join(FOLDER, 'node_modules/vue') }] };
  const define = { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' };
  const settings = { root: folder, configFile: false, logLevel: 'error', resolve, define };
  await build({ ...settings, ssr: { noExternal: true }, build: { ssr: join(folder, 'src/server.js'), outDir: 'server' } });
  const rendered = execFileSync(process.execPath, ['server/server.js'], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } }).trim();
  assert.match(rendered, /^<button id="go"/);
  await build({ ...settings, base: '/out/', build: { outDir: 'out', rollupOptions: { input: join(folder, 'src/main.js'), output: { entryFileNames: 'main.js' } } } });
  serveFolder(site, join(folder, 'out'), '/out/');
  await page.goto(site.page('/a', `<div id="app">${rendered}</div><script type="module" src="/out/main.js"></script>`, { title: 'First' }));
  await page.waitFor(() => window.ready);
  await visit.expectRequests({ requests: [{ action_name: 'First', url: site.url('/a') }, { e_c: 'app', e_a: 'rendered' }] });
  await page.click('#go');
  await visit.expectRequests({ requests: [{ e_c: 'app', e_a: 'go' }, { action_name: 'Second', url: site.url('/second') }] });
  assert.deepEqual(await page.complaints(), []);
});
