import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { moduleScript, moduleTest, servePackage } from './harness/module.js';
import { absent } from './harness/expect.js';
import { queue, trackerTag } from './harness/snippet.js';

/** Longer than a page may take until it has its title. */
const UNTIL_SETTLED = 1000;

/** A page with the module and single-page tracking, whose script waits for the part. */
async function open(site, page, { options = 'singlePage: true', before = '', after = '', path = '/a', html = '' } = {}) {
  await servePackage(site);
  const script = moduleScript(`
    ${before}
    window.tracker = init({ ...OPTIONS, ${options} });
    window.go = (url, title, how = 'pushState') => { history[how]({}, '', url); if (title) document.title = title; };
    ${after}
  `);
  await page.goto(site.page(path, html + script, { title: 'Start' }));
  await page.waitFor(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('single-page.js')) && Boolean(window.go));
}

moduleTest('single page: the landing page counts once, each navigation once, with title, address, referrer and page view id', {}, async ({ site, page, visit }) => {
  await open(site, page);
  const [landing] = await visit.expectRequests({ requests: [{ action_name: 'Start', url: site.url('/a'), urlref: absent }], settle: UNTIL_SETTLED });
  await page.evaluate(() => window.go('/b?x=1#part', 'B'));
  const [second] = await visit.expectRequests({ requests: [{ action_name: 'B', url: `${site.url('/b')}?x=1#part`, urlref: site.url('/a') }], settle: UNTIL_SETTLED });
  await page.evaluate(() => { window.go('/c', 'C'); });
  const [third] = await visit.expectRequests({ requests: [{ action_name: 'C', url: site.url('/c'), urlref: `${site.url('/b')}?x=1#part` }], settle: UNTIL_SETTLED });
  await page.evaluate(() => { history.back(); setTimeout(() => { document.title = 'B again'; }, 30); });
  await visit.expectRequests({ requests: [{ action_name: 'B again', url: `${site.url('/b')}?x=1#part`, urlref: site.url('/c') }], settle: UNTIL_SETTLED });
  const ids = [landing, second, third].map(({ parameters }) => parameters.pv_id);
  assert.equal(new Set(ids).size, 3);
  assert.deepEqual(await page.complaints(), []);
});

moduleTest('single page: a title that comes late is waited for, one that never changes is not', {}, async ({ site, page, visit }) => {
  await open(site, page);
  await visit.expectRequests({ requests: [{ action_name: 'Start' }] });
  await page.evaluate(() => { window.go('/b'); setTimeout(() => { document.title = 'Almost'; document.title = 'B'; }, 200); });
  await visit.expectRequests({ requests: [{ action_name: 'B' }], settle: UNTIL_SETTLED });
  await page.evaluate(() => window.go('/c'));
  await visit.expectRequests({ requests: [{ action_name: 'B', url: site.url('/c') }], settle: UNTIL_SETTLED });
});

moduleTest('single page: times of loading are those of the first page only', {}, async ({ site, page, visit }) => {
  await open(site, page, { options: 'singlePage: true, disablePerformanceTracking: false' });
  await visit.expectRequests({ requests: [{ action_name: 'Start', pf_srv: /^\d+$/ }], settle: UNTIL_SETTLED });
  await page.evaluate(() => window.go('/b', 'B'));
  await visit.expectRequests({ requests: [{ action_name: 'B', pf_srv: absent, pf_dm1: absent }], settle: UNTIL_SETTLED });
});

moduleTest('single page: without the Navigation API the history tells', {}, async ({ site, page, visit }) => {
  await open(site, page, { html: "<script>Object.defineProperty(window, 'navigation', { value: undefined });</script>" });
  await visit.expectRequests({ requests: [{ action_name: 'Start' }], settle: UNTIL_SETTLED });
  await page.evaluate(() => window.go('/b', 'B'));
  await visit.expectRequests({ requests: [{ action_name: 'B', url: site.url('/b'), urlref: site.url('/a') }], settle: UNTIL_SETTLED });
  await page.evaluate(() => window.go('/c', 'C', 'replaceState'));
  await visit.expectRequests({ requests: [{ action_name: 'C', url: site.url('/c') }], settle: UNTIL_SETTLED });
  await page.evaluate(() => { window.go('/d', 'D'); });
  await visit.expectRequests({ requests: [{ action_name: 'D' }], settle: UNTIL_SETTLED });
  await page.evaluate(() => { history.back(); setTimeout(() => { document.title = 'C again'; }, 30); });
  await visit.expectRequests({ requests: [{ action_name: 'C again', url: site.url('/c') }], settle: UNTIL_SETTLED });
});

moduleTest('single page: churn is no page view', {}, async ({ site, page, visit }) => {
  await open(site, page);
  await visit.expectRequests({ requests: [{ action_name: 'Start' }] });
  await page.evaluate(() => {
    // The same address again, a fragment, and a filter kept in the query.
    window.go(location.href);
    window.go('#part', '', 'pushState');
    window.go('/a?filter=1', '', 'replaceState');
    window.go('/a?filter=2', '', 'replaceState');
    window.go('/a?filter=2', '', 'pushState');
  });
  await visit.expectRequests({ requests: [], settle: UNTIL_SETTLED });
  // A redirect: only where the visitor ends up counts.
  await page.evaluate(() => { window.go('/guard'); window.go('/login?next=1', '', 'replaceState'); window.go('/login', 'Login', 'replaceState'); });
  await visit.expectRequests({ requests: [{ action_name: 'Login', url: site.url('/login'), urlref: site.url('/a') }], settle: UNTIL_SETTLED });
  // There and back before anything settled.
  await page.evaluate(() => { window.go('/away'); window.go('/login'); });
  await visit.expectRequests({ requests: [], settle: UNTIL_SETTLED });
  // Another path by replacement is another page.
  await page.evaluate(() => window.go('/home', 'Home', 'replaceState'));
  await visit.expectRequests({ requests: [{ action_name: 'Home', url: site.url('/home') }] });
});

moduleTest('single page: a redirect right after the start is no second page', {}, async ({ site, page, visit }) => {
  await open(site, page, { after: "go('/login', 'Login', 'replaceState');" });
  await visit.expectRequests({ requests: [{ action_name: 'Login', url: site.url('/login') }], refuted: [{ url: site.url('/a') }], settle: UNTIL_SETTLED });
});

moduleTest('single page: an address that is the same after scrubbing is the same page; what the policy keeps of the query counts', {}, async ({ site, page, visit }) => {
  await open(site, page, { path: '/a', options: "singlePage: true, scrub: { query: { allow: 'page', deny: 'session' } }" });
  await visit.expectRequests({ requests: [{ action_name: 'Start' }] });
  await page.evaluate(() => window.go('/a?page=2&session=1', 'A'));
  const [first] = await visit.expectRequests({ requests: [{ action_name: 'A', url: /page=2/ }], refuted: [{ url: /session=1/ }], settle: UNTIL_SETTLED });
  await page.evaluate(() => { window.go('/a?page=2&session=2', 'B'); });
  await visit.expectRequests({ requests: [], settle: UNTIL_SETTLED });
  await page.evaluate(() => { window.go('/a?page=3&session=2', 'C'); });
  await visit.expectRequests({ requests: [{ action_name: 'C', url: /page=3/, urlref: first.parameters.url }], refuted: [{ url: /session=2/ }], settle: UNTIL_SETTLED });
});

moduleTest('single page: each page counts once beside an app that tracks page views itself', {}, async ({ site, page, visit }) => {
  await open(site, page, { after: "tracker.trackPageView('Mine');" });
  await visit.expectRequests({ requests: [{ action_name: 'Mine', url: site.url('/a') }], settle: UNTIL_SETTLED });
  // At once, as routers do; its own title, address and data count.
  await page.evaluate(() => {
    window.go('/b', 'B');
    window.tracker.setCustomUrl('/b');
    window.tracker.trackPageView('Mine B', { dimension1: 'mine' });
  });
  await visit.expectRequests({ requests: [{ action_name: 'Mine B', dimension1: 'mine', urlref: site.url('/a') }], settle: UNTIL_SETTLED });
  // Late, when ours has left.
  await page.evaluate(() => { window.go('/c', 'C'); });
  await visit.expectRequests({ requests: [{ action_name: 'C' }] });
  await page.evaluate(() => { window.tracker.trackPageView('Mine C'); });
  await visit.expectRequests({ requests: [], settle: UNTIL_SETTLED });
  // Another one for the same page is meant, and so is a virtual page.
  await page.evaluate(() => {
    window.tracker.trackPageView('Again C');
    window.tracker.setCustomUrl('/virtual');
    window.tracker.trackPageView('Virtual');
  });
  await visit.expectRequests({ requests: [{ action_name: 'Again C' }, { action_name: 'Virtual' }], settle: UNTIL_SETTLED });
});

moduleTest('single page: hash routes count when asked for', {}, async ({ site, page, visit }) => {
  await open(site, page, { options: 'singlePage: { hash: true }' });
  await visit.expectRequests({ requests: [{ action_name: 'Start' }] });
  await page.evaluate(() => { location.hash = '#/list?sort=1'; document.title = 'List'; });
  await visit.expectRequests({ requests: [{ action_name: 'List', url: `${site.url('/a')}#/list?sort=1`, urlref: site.url('/a') }], settle: UNTIL_SETTLED });
  await page.evaluate(() => { history.replaceState({}, '', '#/list?sort=2'); });
  await visit.expectRequests({ requests: [], settle: UNTIL_SETTLED });
});

moduleTest('single page: a page that is left before its title settles still counts', {}, async ({ site, page, visit }) => {
  site.page('/next', '<p id="next">next</p>');
  await open(site, page);
  await visit.expectRequests({ requests: [{ action_name: 'Start' }] });
  await page.evaluate(() => { window.go('/b'); location.href = '/next'; });
  await page.waitFor(() => document.querySelector('#next') !== null);
  await visit.expectRequests({ requests: [{ action_name: 'Start', url: site.url('/b') }] });
});

moduleTest('single page: content blocks of each page count, those seen before again', {}, async ({ site, page, visit }) => {
  await open(site, page, {
    options: "singlePage: true, contentImpressions: 'all', requestQueueInterval: 1000",
    html: '<p data-track-content data-content-name="ad" data-content-piece="one">ad</p>',
  });
  await visit.expectRequests({ requests: [{ action_name: 'Start' }, { c_n: 'ad' }], settle: UNTIL_SETTLED });
  await page.evaluate(() => window.go('/b', 'B'));
  await visit.expectRequests({ requests: [{ action_name: 'B' }, { c_n: 'ad', url: site.url('/b') }], settle: UNTIL_SETTLED });
});

moduleTest('single page: two trackers count each page once each', {}, async ({ site, page, visit }) => {
  await open(site, page, { after: "window.other = init({ ...OPTIONS, siteId: 2, singlePage: true }); tracker.enableSinglePageTracking();" });
  await visit.expectRequests({ requests: [{ action_name: 'Start', idsite: '1' }, { action_name: 'Start', idsite: '2' }], settle: UNTIL_SETTLED });
  await page.evaluate(() => window.go('/b', 'B'));
  await visit.expectRequests({ requests: [{ action_name: 'B', idsite: '1' }, { action_name: 'B', idsite: '2' }], settle: UNTIL_SETTLED });
});

moduleTest('single page: the history stays as the page knows it', {}, async ({ site, page }) => {
  await open(site, page, { before: "const push = history.pushState; history.pushState = function (...args) { window.pushed = [this === history, ...args]; return push.apply(this, args) || 'answer'; };" });
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 300); }));
  const answer = await page.evaluate(() => history.pushState({ a: 1 }, '', '/x'));
  assert.deepEqual([answer, await page.evaluate(() => window.pushed), await page.evaluate(() => history.state)], ['answer', [true, { a: 1 }, '', '/x'], { a: 1 }]);
});

moduleTest('single page: the command of the script loads its part and counts like the module', {}, async ({ site, page, visit }) => {
  site.file('/paqet.single-page.js', await readFile(new URL('../../pkg/paqet.single-page.js', import.meta.url)));
  await page.goto(site.page('/a', `${queue("['trackPageView']", "['enableLinkTracking']", "['enableSinglePageTracking']")}${trackerTag}`, { title: 'Start' }));
  await visit.expectRequests({ requests: [{ action_name: 'Start', url: site.url('/a') }], settle: UNTIL_SETTLED });
  await page.evaluate(() => { history.pushState({}, '', '/b'); document.title = 'B'; });
  await visit.expectRequests({ requests: [{ action_name: 'B', url: site.url('/b'), urlref: site.url('/a') }], settle: UNTIL_SETTLED });
  assert.deepEqual(await page.complaints(), []);
});

moduleTest('single page: a part that is not there is reported once, and the rest goes on', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['enableSinglePageTracking']", "['trackPageView']", "['enableSinglePageTracking']")}${trackerTag}`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  const complaints = (await page.complaints()).filter((text) => /^paqet:/.test(text));
  assert.equal(complaints.length, 1);
  assert.match(complaints[0], /paqet\.single-page\.js of this version could not be loaded/);
});
