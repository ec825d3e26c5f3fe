import assert from 'node:assert/strict';
import { absent, present, SPACED_SETTLE_MS } from './harness/expect.js';
import { servePackage } from './harness/module.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { assertNoNonsense, ended, eventsOf, LIVE, PLAYER, servePaella, startPlayer, TOBIRA, WEBM } from './harness/players.js';
import { snippet } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

/** The module finds out itself what the browser takes. */
const ONCE = { builds: ['wasm'] };

const OURS = 'paqet.userTrackingDataPlugin';
const TRACKER = { 'es.upv.paella.userEventTracker': { enabled: true, context: 'userTracking' } };
const EVENTS = { category: 'P', action: '${event}', name: '${eventData}' };

/** A page with a player that has our plugin. */
async function open(site, page, { config, name, before = '', plugins = {}, playerConfig, ...options }) {
  await servePaella(site);
  await servePackage(site);
  await page.goto(site.page('/a', before + PLAYER + withoutClientHints));
  await page.evaluate(async (given, named) => {
    const { paqetPlugin } = await import('/paqet/paella.js');
    const consent = () => window.agreed;
    await openPlayer({ ...given, consent, own: [paqetPlugin(paella, named)] });
  }, { plugins: { ...TRACKER, ...plugins, ...(config && { [OURS]: { enabled: true, context: ['userTracking'], ...config } }) }, sources: WEBM, ...(playerConfig && { config: playerConfig }), ...options }, name ? { name } : {});
}

browserTest('our Paella plugin needs no global script: page view, events with their data, pieces watched', ONCE, async ({ site, page, visit }) => {
  await open(site, page, { config: { server: '/', siteId: '3', events: EVENTS, customDimensions: { 1: '${videoId}' }, rateLimit: 200 } });
  await visit.expectRequests({ requests: [{ action_name: 'T', idsite: '3', dimension1: 'video-1', _id: '' }] });
  assert.deepEqual(await page.evaluate(() => [typeof window._paq, typeof window.Matomo]), ['undefined', 'undefined']);
  await startPlayer(page, 1.2);
  await page.click('button[name="es.upv.paella.playPauseButton"]');
  await eventsOf(site, (all) => all.length >= 4, 'P');
  await page.evaluate(async () => {
    await player.videoContainer.setCurrentTime(8.6);
    player.play();
  });
  await ended(page);
  const events = await eventsOf(site, (all) => all.filter(({ e_a: action }) => /watched|ended/.test(action)).length === 3, 'P');
  const first = events.find(({ e_a: action }) => action === 'watched');
  const last = events.findLast(({ e_a: action }) => action === 'watched');
  assert.deepEqual(events.filter(({ e_a: action }) => action !== 'watched').map(({ e_a: action, e_n: name }) => [action, name]), [
    ['paella:play', undefined], ['paella:buttonPress', 'es.upv.paella.playPauseButton'], ['paella:pause', undefined],
    ['paella:seek', '9'], ['paella:play', undefined], ['paella:ended', undefined],
  ]);
  assert.match(first.e_n, /^video-1 0-[1-3]$/);
  assert.match(last.e_n, /^video-1 (?:8|9)-1[12]$/);
  assert.ok(Number(last.e_v) >= 1 && Number(last.e_v) <= 3);
  assertNoNonsense(site);
  assert.deepEqual((await page.complaints()).filter((text) => /paqet/.test(text)), []);
});

browserTest('our Paella plugin takes the place of the other one, in Tobira\'s configuration and with the page\'s tracker', ONCE, async ({ site, page, visit }) => {
  await open(site, page, { name: 'es.upv.paella.matomo.userTrackingDataPlugin', plugins: TOBIRA, before: snippet() });
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: /^[0-9a-f]{16}$/ }] });
  await startPlayer(page, 1.2);
  await page.evaluate(() => player.pause());
  const [play, ...rest] = await eventsOf(site, (all) => all.length >= 3);
  assert.deepEqual([play.e_a, play.e_n, play._id], ['paella:play', 'video-1', '']);
  assert.deepEqual(rest.map(({ e_a: action }) => action).sort(), ['paella:pause', 'watched']);
  assertNoNonsense(site);
});

browserTest('our Paella plugin: many seeks, volumes and sizes are one event each, and order stays', ONCE, async ({ site, page, visit }) => {
  await open(site, page, { config: { server: '/', siteId: '1', events: EVENTS, watchedSegments: false } });
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.evaluate(async () => {
    const { Events } = paella;
    const write = (event, params) => player.data.write('userTracking', { id: 'x' }, { event, params });
    for (const newTime of [1, 2, 3]) write(Events.SEEK, { newTime });
    for (const volume of [0.1, 0.28, 0.29]) write(Events.VOLUME_CHANGED, { volume });
    write(Events.PLAY, {});
    for (const w of [10, 20]) write(Events.RESIZE_END, { size: { w, h: 5 } });
  });
  await visit.expectRequests({
    requests: [
      { e_a: 'paella:seek', e_n: '3' }, { e_a: 'paella:volumeChanged', e_n: '29' }, { e_a: 'paella:play', e_n: absent },
      { e_a: 'paella:resizeEnd', e_n: '20x5' },
    ],
    settle: SPACED_SETTLE_MS,
  });
  // Who leaves loses nothing.
  await page.evaluate(() => player.data.write('userTracking', { id: 'x' }, { event: paella.Events.SEEK, params: { newTime: 7 } }));
  await page.goto(site.page('/b', 'elsewhere'));
  await visit.expectRequests({ requests: [{ e_a: 'paella:seek', e_n: '7' }] });
});

const METADATA = { title: 'Optics, Prof. Jane Doe', presenters: ['Jane Doe', 'Li'], seriestitle: 'Physics', duration: 12 };
const TEMPLATES = { category: 'P', action: '${event}', name: '${metadata.title}|${metadata.presenters}|${metadata.none.deep}|${nothing}|${metadata}|${metadata.duration}|${constructor}' };

for (const [scrub, name] of [[undefined, 'Optics, Prof.|||||12|'], ['anonymous', '|||||12|'], ['off', 'Optics, Prof. Jane Doe|Jane Doe, Li||||12|']]) {
  browserTest(`our Paella plugin: what templates may use, ${scrub ?? 'by default'}`, ONCE, async ({ site, page, visit }) => {
    await open(site, page, { config: { server: '/', siteId: '1', events: TEMPLATES, scrub, watchedSegments: false }, metadata: METADATA });
    await visit.expectRequests({ requests: [{ action_name: present, e_c: absent }] });
    await page.evaluate(() => player.data.write('userTracking', { id: 'x' }, { event: 'paella:play', params: {} }));
    await visit.expectRequests({ requests: [{ e_a: 'paella:play', e_n: name }] });
    assertNoNonsense(site);
  });
}

browserTest('our Paella plugin: odd events and configurations make no exception and no odd hit', ONCE, async ({ site, page, visit }) => {
  await open(site, page, { config: { server: '/', siteId: '1', events: { category: 7, action: null, name: '${eventData}' }, customDimensions: { 1: 5, 2: '${metadata.nope}' } } });
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.evaluate(async () => {
    const { Events } = paella;
    for (const [event, params] of [[Events.SEEK], [Events.VOLUME_CHANGED, {}], [Events.BUTTON_PRESS, { plugin: null }], [Events.RESIZE_END, { size: {} }], [undefined, {}]]) {
      await player.data.write('userTracking', { id: 'x' }, { event, params });
    }
    await player.data.write('userTracking', { id: 'x' });
    player.__eventListeners__[Events.TIMEUPDATE].forEach(({ callback }) => { callback({ currentTime: NaN }); callback({}); callback(); });
    player.__eventListeners__[Events.PAUSE].forEach(({ callback }) => callback());
  });
  await visit.expectRequests({
    requests: ['seek', 'volumeChanged', 'buttonPress', 'resizeEnd'].map((event) => ({ e_c: 'PaellaPlayer', e_a: `paella:${event}`, e_n: absent })),
    settle: SPACED_SETTLE_MS,
  });
  assertNoNonsense(site);
});

browserTest('our Paella plugin: without a server it says what it needs, once', ONCE, async ({ site, page, visit }) => {
  await open(site, page, { config: { events: EVENTS } });
  await startPlayer(page, 0.1);
  await visit.expectRequests({ requests: [] });
  const complaints = (await page.complaints()).filter((text) => /paqet/.test(text));
  assert.equal(complaints.length, 1);
  assert.match(complaints[0], /needs `server` and `siteId`, or `matomoGlobalLoaded: true`/);
});

browserTest('our Paella plugin: a stream without length', ONCE, async ({ site, page, visit }) => {
  await open(site, page, { config: { server: '/', siteId: '1', events: EVENTS }, sources: LIVE, metadata: { duration: undefined, isLive: true } });
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await startPlayer(page, 1.2);
  await page.evaluate(() => player.pause());
  await eventsOf(site, (all) => all.length >= 3, 'P');
  assertNoNonsense(site);
});

browserTest('our Paella plugin: the address of the tracker as a text, and as Paella has it', ONCE, async ({ site, page, visit }) => {
  for (const trackerUrl of [site.url('/matomo.php'), { php: 'matomo.php', js: 'matomo.js' }]) {
    await open(site, page, { config: { server: '/', trackerUrl, siteId: '5', disableAlwaysUseSendBeacon: 'true', events: EVENTS } });
    const [hit] = await visit.expectRequests({ requests: [{ action_name: 'T', idsite: '5' }] });
    assert.notEqual(hit.transport, 'beacon');
  }
});

browserTest('our Paella plugin: cookies come with Paella\'s consent and go with it', ONCE, async ({ site, page, visit }) => {
  const config = { cookieConsent: [{ type: 'analytics', title: 'Analytics', description: 'D' }] };
  await open(site, page, { config: { server: '/', siteId: '1', cookieType: 'analytics', events: EVENTS }, playerConfig: config });
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: '' }] });
  assert.deepEqual(await page.cookies(), {});
  await page.evaluate(() => { window.agreed = true; player.cookieConsent.updateConsentData(); });
  await visit.expectRequests({ requests: [{ ping: '1', _id: /^[0-9a-f]{16}$/ }] });
  const names = Object.keys(await page.cookies()).map((name) => name.replace(/\..*/, ''));
  assert.deepEqual(names.sort(), ['_pk_id', '_pk_ses', 'mtm_cookie_consent']);
  await page.evaluate(() => { window.agreed = false; player.cookieConsent.updateConsentData(); });
  await page.waitFor(() => document.cookie === '');
});

browserTest('our Paella plugin: media tracking gets its title; a player that goes tells what was watched', ONCE, async ({ site, page, visit }) => {
  await open(site, page, { config: { server: '/', siteId: '1', events: EVENTS, mediaAnalyticsTitle: 'Lecture ${videoId}' } });
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await startPlayer(page, 1.2);
  assert.equal(await page.evaluate(() => document.querySelector('video').dataset.matomoTitle), 'Lecture video-1');
  await page.evaluate(() => player.unload());
  const events = await eventsOf(site, (all) => all.some(({ e_a: action }) => action === 'watched'), 'P');
  assert.match(events.find(({ e_a: action }) => action === 'watched').e_n, /^video-1 0-[1-3]$/);
});
