import assert from 'node:assert/strict';
import { absent, present } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import {
  assertNoNonsense, ended, eventsOf, GENERATIONS, MP4, openPlayer, PLAYER, playsH264, servePaella, startPlayer, TOBIRA, WEBM,
} from './harness/players.js';
import { snippet } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

/** Twice as many players at once are too much for a small machine; tobira.test.js has the core without WebAssembly. */
const ONCE = { builds: ['wasm'] };

const MATOMO = 'es.upv.paella.matomo.userTrackingDataPlugin';

/** The visitor plays, pauses, seeks, mutes, goes to full screen and back, and watches the end. */
async function watch(site, page) {
  await startPlayer(page);
  await page.click('button[name="es.upv.paella.playPauseButton"]');
  await page.waitFor(() => document.querySelector('video').paused);
  await page.click('button[name="es.upv.paella.forwardButtonPlugin"]');
  await page.click('button[name="es.upv.paella.volumeButtonPlugin"]');
  await page.waitFor(() => document.querySelector('video').volume === 0);
  await page.click('button[name="es.upv.paella.fullscreenButton"]');
  await page.waitFor(() => document.fullscreenElement);
  await eventsOf(site, (events) => events.some(({ e_a: action }) => action === 'paella:resizeEnd'));
  await page.evaluate(() => { player.exitFullscreen(); });
  await eventsOf(site, (events) => events.filter(({ e_a: action }) => action === 'paella:fullscreenchanged').length === 2);
  await page.evaluate(() => { player.videoContainer.setCurrentTime(8.5); });
  await page.waitFor(() => document.querySelector('video').currentTime > 8 && !document.querySelector('video').seeking);
  await page.evaluate(() => { player.play(); });
  await ended(page);
  return eventsOf(site, (events) => events.some(({ e_a: action }) => action === 'paella:ended'));
}

/**
 * Without what is the browser's affair: how often the size settles; in WebKit for GStreamer also a later play, which Paella
 * tells only when the browser has said that it plays.
 */
function settled(actions, engine) {
  const plays = actions.indexOf('paella:play');
  return actions.filter((action, at) => action !== 'paella:resizeEnd' && !(engine.name === 'webkit' && action === 'paella:play' && at > plays));
}

const EXPECTED = [
  'play', 'buttonPress', 'pause', 'buttonPress', 'seek', 'buttonPress', 'volumeChanged', 'buttonPress', 'fullscreenchanged',
  'fullscreenchanged', 'seek', 'play', 'ended',
].map((name) => `paella:${name}`);

for (const [generation, alias] of Object.entries(GENERATIONS)) {
  browserTest(`${generation} as Tobira has it: every event of a visit arrives`, ONCE, async ({ engine, site, page, visit }) => {
    await servePaella(site, alias);
    await page.goto(site.page('/a', PLAYER + withoutClientHints + snippet()));
    await visit.expectRequests({ requests: [{ action_name: 'T', _id: /^[0-9a-f]{16}$/, e_c: absent }] });
    await openPlayer(page, { plugins: TOBIRA, sources: WEBM });
    const events = await watch(site, page);
    assert.deepEqual(settled(events.map(({ e_a: action }) => action), engine), settled(EXPECTED, engine));
    for (const event of events) {
      const { e_c: category, e_n: name, e_v: value, ca, _id: id, url } = event;
      // The plugin requires cookie consent, so events have no visitor.
      assert.deepEqual([category, name, value, ca, id, url], ['PaellaPlayer', 'video-1', undefined, '1', '', site.url('/a')]);
    }
    assert.equal(await page.evaluate(() => document.querySelector('video').dataset.matomoTitle), 'T');
    assertNoNonsense(site);
    const complaints = await page.complaints();
    assert.deepEqual(complaints.filter((text) => /paqet|_paq|MediaAnalytics/.test(text)), []);
  });

  browserTest(`${generation} injects the script itself: dimensions, page view, events with their data`, ONCE, async ({ site, page, visit }) => {
    await servePaella(site, alias);
    await page.goto(site.page('/a', PLAYER + withoutClientHints));
    await openPlayer(page, {
      plugins: {
        ...TOBIRA,
        [MATOMO]: {
          enabled: true, context: ['userTracking'], server: '/', siteId: '7', events: { category: 'P', action: '${event}' },
          customDimensions: { 1: '${metadata.title}', 2: '${videoId}' }, heartBeatTime: 20,
        },
      },
      sources: WEBM,
    });
    await visit.expectRequests({ requests: [{ action_name: 'T', idsite: '7', dimension1: 'A lecture', dimension2: 'video-1', _id: '' }] });
    await startPlayer(page);
    await page.evaluate(async () => {
      await player.videoContainer.setCurrentTime(8.2);
      await player.videoContainer.setVolume(0.3);
      await player.pause();
    });
    const events = await eventsOf(site, (all) => all.length >= 4, 'P');
    assert.deepEqual(events.map(({ e_a: action, e_n: name }) => [action, name]), [
      // An empty name is sent as an empty name.
      ['paella:play', ''], ['paella:seek', '8'], ['paella:volumeChanged', '30'], ['paella:pause', ''],
    ]);
    assert.deepEqual(await page.cookies(), {});
    assertNoNonsense(site);
  });

  browserTest(`${generation}: cookies come with Paella's consent and go with it`, ONCE, async ({ site, page, visit }) => {
    await servePaella(site, alias);
    await page.goto(site.page('/a', PLAYER + withoutClientHints));
    await page.evaluate((plugins, sources, isNewer) => {
      window.agreed = false;
      // Paella 8 answers with promises.
      const consent = () => (isNewer ? Promise.resolve(window.agreed) : window.agreed);
      return openPlayer({ plugins, sources, consent, config: { cookieConsent: [{ type: 'analytics', title: 'Analytics', description: 'D' }] } }).then(() => true);
    }, { ...TOBIRA, [MATOMO]: { enabled: true, context: ['userTracking'], server: '/', siteId: '1', cookieType: 'analytics', events: {} } }, WEBM, 'paella-user-tracking' in alias);
    await visit.expectRequests({ requests: [{ action_name: 'T', _id: '' }] });
    assert.deepEqual(await page.cookies(), {});
    await page.evaluate(() => { window.agreed = true; player.cookieConsent.updateConsentData(); });
    await visit.expectRequests({ requests: [{ ping: '1', _id: /^[0-9a-f]{16}$/ }] });
    const names = Object.keys(await page.cookies());
    assert.deepEqual(names.map((name) => name.replace(/\..*/, '')).sort(), ['_pk_id', '_pk_ses', 'mtm_cookie_consent']);
    await page.evaluate(() => { window.agreed = false; player.cookieConsent.updateConsentData(); });
    await page.waitFor(() => !document.cookie.includes('_pk_id'));
    await visit.expectRequests({ requests: [] });
    await startPlayer(page, 0.1);
    await visit.expectRequests({ requests: [{ e_a: 'paella:play', _id: '' }] });
  });
}

browserTest('H.264 plays and is tracked where the browser has it', { ...ONCE, engines: ['chromium', 'firefox'] }, async ({ site, page }) => {
  await servePaella(site);
  await page.goto(site.page('/a', PLAYER + withoutClientHints + snippet()));
  assert.ok(await playsH264(page), 'install the codecs of the Debian package ffmpeg');
  await openPlayer(page, { plugins: TOBIRA, sources: MP4 });
  await startPlayer(page);
  await page.evaluate(() => player.videoContainer.setCurrentTime(11));
  await ended(page);
  const events = await eventsOf(site, (all) => all.some(({ e_a: action }) => action === 'paella:ended'));
  assert.deepEqual(events.map(({ e_a: action }) => action), ['paella:play', 'paella:seek', 'paella:ended']);
});

browserTest('a player that starts before the tracker has its consent command carried out first, as with matomo.js', ONCE, async ({ site, page, visit }) => {
  await servePaella(site);
  await page.goto(site.page('/a', PLAYER + withoutClientHints));
  await openPlayer(page, { plugins: TOBIRA, sources: WEBM });
  await page.evaluate(() => { _paq.push(['trackPageView'], ['setTrackerUrl', '/matomo.php'], ['setSiteId', '1']); });
  await page.evaluate(() => new Promise((done) => { document.body.append(Object.assign(document.createElement('script'), { src: '/matomo.js', onload: done })); }));
  await visit.expectRequests({ requests: [{ action_name: 'T', _id: '' }] });
  assert.deepEqual(await page.cookies(), {});
});

browserTest('a player that never becomes ready, and one whose source is missing, cost no page view', ONCE, async ({ site, page, visit }) => {
  await servePaella(site);
  await page.goto(site.page('/a', PLAYER + withoutClientHints + snippet()));
  await page.evaluate((plugins) => { openPlayer({ plugins, sources: { html: [{ src: '/none.webm', mimetype: 'video/webm' }] } }); }, TOBIRA);
  await page.waitFor(() => document.querySelector('.preview-container'));
  await page.click('.preview-container');
  await visit.expectRequests({ requests: [{ action_name: 'T', url: present }] });
  await page.evaluate(() => { _paq.push(['trackEvent', 'after', 'all']); });
  await visit.expectRequests({ requests: [{ e_c: 'after' }] });
});
