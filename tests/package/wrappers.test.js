import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { moduleTest } from '../browser/harness/module.js';
import { client } from './harness/bundlers.js';

const FOLDER = fileURLToPath(new URL('../clients', import.meta.url));

/** Bundles an app that uses a wrapper from npm; `alias`: what stands for packages by their name, as paths in this folder. */
async function bundled(source, alias = {}) {
  const { build } = await client('esbuild');
  const paths = Object.entries(alias).map(([name, file]) => [name, fileURLToPath(new URL(file, import.meta.url))]);
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: FOLDER }, bundle: true, write: false, format: 'iife', logLevel: 'error', alias: Object.fromEntries(paths),
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  });
  return outputFiles[0].text;
}

async function open(site, page, source, alias) {
  site.file('/app.js', await bundled(source, alias));
  await page.goto(site.page('/first', '<div id="app"></div><script src="/app.js"></script>', { title: 'First' }));
}

moduleTest('vue-matomo, unchanged, with paqet as its script', {}, async ({ site, page, visit }) => {
  await open(site, page, `
    import { createApp, h } from 'vue';
    import { createRouter, createWebHistory, RouterView } from 'vue-router';
    import VueMatomo from 'vue-matomo';
    const routes = ['/first', '/second'].map((path) => ({ path, name: path.slice(1), component: { render: () => h('p', { id: path.slice(1) }, path) }, meta: { title: path } }));
    const router = createRouter({ history: createWebHistory(), routes });
    router.afterEach((to) => { document.title = to.meta.title; });
    const app = createApp({ render: () => h(RouterView) });
    app.use(router);
    app.use(VueMatomo, { host: location.origin, siteId: 3, router, enableLinkTracking: true, disableCookies: true, userId: 'u' });
    app.mount('#app');
    window.go = (path) => router.push(path);
    window.matomo = () => app.config.globalProperties.$matomo;
  `);
  await visit.expectRequests({ requests: [{ action_name: /first/, idsite: '3', uid: 'u', _id: '', url: site.url('/first') }] });
  await page.evaluate(() => window.go('/second'));
  await visit.expectRequests({ requests: [{ action_name: /second/, url: site.url('/second') }] });
  await page.evaluate(() => { window.matomo().trackEvent('from', 'vue'); });
  await visit.expectRequests({ requests: [{ e_c: 'from', e_a: 'vue' }] });
  assert.deepEqual(await page.complaints(), []);
});

moduleTest('ngx-matomo-client, unchanged, with paqet as its script', {}, async ({ site, page, visit }) => {
  await open(site, page, `
    import '@angular/compiler';
    import { Component, provideZonelessChangeDetection } from '@angular/core';
    import { bootstrapApplication } from '@angular/platform-browser';
    import { Router, RouterOutlet, provideRouter } from '@angular/router';
    import { MatomoTracker, provideMatomo, withRouter } from 'ngx-matomo-client';
    const routes = ['first', 'second'].map((name) => {
      class Page {}
      return { path: name, title: name, component: Component({ selector: 'page-' + name, template: '<p>' + name + '</p>' })(Page) || Page };
    });
    class App {}
    const Root = Component({ selector: '#app', imports: [RouterOutlet], template: '<router-outlet></router-outlet>' })(App) || App;
    bootstrapApplication(Root, {
      providers: [provideZonelessChangeDetection(), provideRouter(routes), provideMatomo({ siteId: 4, trackerUrl: location.origin, acceptDoNotTrack: false }, withRouter())],
    }).then(({ injector }) => {
      const tracker = injector.get(MatomoTracker);
      window.go = (path) => injector.get(Router).navigateByUrl(path);
      window.track = () => { tracker.trackEvent('from', 'angular'); return tracker.getUserId(); };
      tracker.setUserId('u');
    });
  `);
  await visit.expectRequests({ requests: [{ action_name: 'first', idsite: '4', url: (url) => url.endsWith('/first') }] });
  await page.evaluate(() => window.go('/second'));
  await visit.expectRequests({ requests: [{ action_name: 'second', url: (url) => url.endsWith('/second') }] });
  assert.equal(await page.evaluate(() => window.track()), 'u');
  await visit.expectRequests({ requests: [{ e_c: 'from', e_a: 'angular', uid: 'u' }] });
  assert.deepEqual(await page.complaints(), []);
});

/** Events and members of Next's router that the wrapper uses, without Next. */
const NEXT = { 'next/router': './harness/next_router.js' };

moduleTest('@socialgouv/matomo-next, unchanged, with paqet as its script: pages router', {}, async ({ site, page, visit }) => {
  await open(site, page, `
    import { trackPagesRouter, sendEvent } from '@socialgouv/matomo-next';
    import router from 'next/router';
    trackPagesRouter({ url: location.origin, siteId: '5' });
    window.go = (path, title) => router.push(path, title);
    window.track = () => sendEvent({ category: 'from', action: 'next' });
  `, NEXT);
  await visit.expectRequests({ requests: [{ action_name: 'First', idsite: '5', url: site.url('/first') }] });
  await page.evaluate(() => window.go('/second?a=1', 'Second'));
  await visit.expectRequests({ requests: [{ action_name: 'Second', url: (url) => url.endsWith('/second?a=1'), urlref: (url) => url.endsWith('/first') }] });
  await page.evaluate(() => window.track());
  await visit.expectRequests({ requests: [{ e_c: 'from', e_a: 'next' }] });
  assert.deepEqual(await page.complaints(), []);
});

moduleTest('@socialgouv/matomo-next, unchanged, with paqet as its script: app router', {}, async ({ site, page, visit }) => {
  await open(site, page, `
    import { trackAppRouter } from '@socialgouv/matomo-next';
    const effect = () => trackAppRouter({ url: location.origin, siteId: '6', pathname: location.pathname, searchParams: new URLSearchParams(location.search) });
    effect();
    window.go = (path, title) => { history.pushState({}, '', path); document.title = title; effect(); };
  `, NEXT);
  await visit.expectRequests({ requests: [{ action_name: 'First', idsite: '6', url: site.url('/first') }] });
  await page.evaluate(() => window.go('/second', 'Second'));
  await visit.expectRequests({ requests: [{ action_name: 'Second', url: (url) => url.endsWith('/second') }] });
  assert.deepEqual(await page.complaints(), []);
});
