import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bundlePage } from './harness/bundle.js';
import { absent } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { assertNoNonsense, ended, eventsOf, servePaella, startPlayer, TOBIRA, WEBM } from './harness/players.js';
import { trackerFile } from './harness/builds.js';
import { browserTest, improves } from './harness/suite.js';

/** The policy makes the script fetch the other core. */
const ONCE = { builds: ['wasm'] };

const NONCE = 'dG9iaXJh';
const FILES = ['paqet.core.js', 'paqet.single-page.js', 'paqet.media.js'];

/** Tobira's policy, word for word but for the nonce and the server. */
const policy = (server) => [
  "default-src 'none'", 'img-src *', 'media-src * blob:', 'font-src *', `script-src 'self' 'nonce-${NONCE}' ${server}`,
  "style-src 'self' 'unsafe-inline'", 'connect-src *', "worker-src blob: 'self'", "form-action 'none'",
].join('; ') + ';';

/** What `js_code()` of Tobira's back end renders for `[matomo]` with this server; `more` is what a site adds. */
const matomoCode = (server, more) => `
      // Matomo tracking code
      var _paq = window._paq = window._paq || [];
      /* tracker methods like "setCustomDimension" should be called before "trackPageView" */
      ${more}
      _paq.push(['trackPageView']);
      _paq.push(['enableLinkTracking']);
      (function() {
        var u="${server}";
        _paq.push(['setTrackerUrl', u+'matomo.php']);
        _paq.push(['setSiteId', '1']);
        var d=document, g=d.createElement('script'), s=d.getElementsByTagName('script')[0];
        g.async=true; g.src=u+'matomo.js'; s.parentNode.insertBefore(g,s);
      })();
`;

/** Tobira's front end on one origin, the tracker in a directory of another, everything under Tobira's policy. */
async function openTobira(site, page, { more = '', path = '/~realm' } = {}) {
  const server = `${site.elsewhere}/stats/`;
  await servePaella(site);
  site.file('/stats/matomo.js', await readFile(trackerFile('wasm')));
  for (const name of FILES) site.file(`/stats/${name}`, await readFile(new URL(`../../pkg/${name}`, import.meta.url)));
  site.file('/~assets/bundle.js', await bundlePage('tobira.jsx'));
  const inline = (code) => `<script nonce="${NONCE}">${code}</script>`;
  const html = `<!DOCTYPE html><html data-tobira-style-nonce="${NONCE}"><head><title>Tobira</title>
    ${withoutClientHints.replace('<script>', `<script nonce="${NONCE}">`)}
    ${inline(matomoCode(server, more))}
    ${inline(`window.PLAYER = ${JSON.stringify({ plugins: TOBIRA, sources: WEBM })};`)}
    <script src="/~assets/bundle.js" defer></script></head><body></body></html>`;
  for (const at of ['/~realm', '/~video', '/~about']) site.page(at, html, { headers: { 'Content-Security-Policy': policy(server) } });
  await page.goto(site.url(path));
  // Not the element: React hangs its own tree onto it.
  await page.waitFor(() => document.querySelector('main') !== null);
}

browserTest('Tobira: under its policy, from a directory of another server, page view and player are tracked', ONCE, async ({ site, page, visit }) => {
  await openTobira(site, page);
  await visit.expectRequests({ requests: [{ url: site.url('/~realm'), action_name: /Tobira/, _id: /^[0-9a-f]{16}$/ }], within: 15_000 });
  await page.click('#video');
  await page.waitFor(() => document.querySelector('.preview-container'));
  await startPlayer(page);
  await page.evaluate(() => player.videoContainer.setCurrentTime(11));
  await ended(page);
  const events = await eventsOf(site, (all) => all.some(({ e_a: action }) => action === 'paella:ended'));
  assert.deepEqual(events.map(({ e_a: action, e_n: name }) => [action, name]), ['play', 'seek', 'ended'].map((name) => [`paella:${name}`, 'video-1']));
  // What Tobira loses: the second page is not counted, and its events carry the first page's address.
  assert.ok(events.every(({ url }) => url === site.url('/~realm')));
  await visit.expectRequests({ requests: events.map(() => ({ e_c: 'PaellaPlayer' })), refuted: [{ action_name: /Video/ }] });
  assertNoNonsense(site);
  // The policy refuses WebAssembly, and paqet fetches its other core from the same directory.
  assert.ok(site.accesses().some(({ path }) => path === '/stats/paqet.core.js'));
  const complaints = (await page.complaints()).filter((text) => /paqet|_paq/.test(text));
  assert.equal(complaints.length, 1);
  assert.match(complaints[0], /paqet\.core\.js is loaded because WebAssembly is refused/);
});

browserTest('Tobira with enableSinglePageTracking: every page counts, events carry the page they happen on', { ...ONCE, ...improves('there is no such method') }, async ({ site, page, visit }) => {
  await openTobira(site, page, { more: "_paq.push(['enableSinglePageTracking']);" });
  await visit.expectRequests({ requests: [{ url: site.url('/~realm'), action_name: /Tobira/, e_c: absent }], within: 15_000 });
  await page.waitFor(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('paqet.single-page.js')));
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 50); }));
  await page.click('#video');
  await visit.expectRequests({ requests: [{ url: site.url('/~video'), action_name: 'Video: Optics – Tobira', urlref: site.url('/~realm') }] });
  await page.waitFor(() => document.querySelector('.preview-container'));
  await startPlayer(page);
  await visit.expectRequests({ requests: [{ e_a: 'paella:play', url: site.url('/~video') }] });
  await page.click('#about');
  await visit.expectRequests({ requests: [{ url: site.url('/~about'), action_name: 'About – Tobira', urlref: site.url('/~video') }] });
  await page.evaluate(() => history.back());
  await visit.expectRequests({ requests: [{ url: site.url('/~video'), action_name: 'Video: Optics – Tobira', urlref: site.url('/~about') }] });
  assertNoNonsense(site);
});
