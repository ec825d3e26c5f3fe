import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { absent, SPACED_SETTLE_MS } from './harness/expect.js';
import { moduleScript, servePackage } from './harness/module.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { assertNoNonsense, eventsOf, serveVideos } from './harness/players.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

/** The part is the same for both, and videos are much for a small machine. */
const ONCE = { builds: ['wasm'] };

const PART = new URL('../../pkg/paqet.media.js', import.meta.url);

/** A page with the script, on which media tracking works. */
async function open(site, page, html, { command = "['enableMediaTracking']", before = [], path = '/a' } = {}) {
  await serveVideos(site);
  site.file('/paqet.media.js', await readFile(PART));
  await page.goto(site.page(path, `${html}${withoutClientHints}${queue("['disableQueueRequest']", ...before, command)}${trackerTag}`));
  await page.waitFor(() => Matomo.MediaAnalytics);
}

/** Plays fast where the browser does so without leaps: WebKit's player for GStreamer does not. */
const play = (page, selector = '#v', rate = 4) => page.evaluate((s, r) => {
  const media = document.querySelector(s);
  media.muted = true;
  if (!/AppleWebKit.*Version/.test(navigator.userAgent)) media.playbackRate = r;
  return media.play().then(() => true);
}, selector, rate);

const position = (page, least, selector = '#v') => page.waitFor((s, seconds) => document.querySelector(s).currentTime >= seconds, selector, least);

const told = (events) => events.map(({ e_a: action, e_n: name, e_v: value }) => [action, name, value]);

browserTest('media: play, pause, resume, quartiles, finish and the seconds watched', ONCE, async ({ site, page }) => {
  await open(site, page, '<video id="v" src="/lecture.webm" title="A talk" width="320" preload="auto"></video>');
  await play(page);
  await position(page, 1);
  await page.evaluate(() => document.querySelector('#v').pause());
  await eventsOf(site, (events) => events.length === 2, 'MediaVideo');
  await play(page);
  const events = await eventsOf(site, (all) => all.some(({ e_a: action }) => action === 'watched'), 'MediaVideo');
  assert.deepEqual(told(events).slice(0, -1), [
    ['play', 'A talk', undefined], ['pause', 'A talk', undefined], ['resume', 'A talk', undefined],
    ['progress', 'A talk', '25'], ['progress', 'A talk', '50'], ['progress', 'A talk', '75'], ['finish', 'A talk', undefined],
  ]);
  assert.ok(Math.abs(events.at(-1).e_v - 12) <= 1, `watched ${events.at(-1).e_v} s of 12`);
  // Once more from the start is a playback of its own.
  await play(page);
  await eventsOf(site, (all) => all.filter(({ e_a: action }) => action === 'play').length === 2, 'MediaVideo');
  assertNoNonsense(site);
  assert.deepEqual(await page.complaints(), []);
});

browserTest('media: what a seek leaps over is not watched', ONCE, async ({ site, page }) => {
  await open(site, page, '<video id="v" src="/lecture.webm" title="A talk" preload="auto"></video>');
  await play(page, '#v', 1);
  await position(page, 0.3);
  await page.evaluate(() => { document.querySelector('#v').currentTime = 10; });
  const events = await eventsOf(site, (all) => all.some(({ e_a: action }) => action === 'watched'), 'MediaVideo');
  assert.deepEqual(told(events).slice(0, -1), [['play', 'A talk', undefined], ['finish', 'A talk', undefined]]);
  assert.ok(events.at(-1).e_v < 6, `watched ${events.at(-1).e_v} s`);
});

browserTest('media: elements that come later count, those that go tell what was watched, ignored ones do not count', ONCE, async ({ site, page, visit }) => {
  await open(site, page, '<video id="ignored" src="/lecture.webm" data-matomo-ignore></video>');
  await play(page, '#ignored');
  await position(page, 1, '#ignored');
  await visit.expectRequests({ requests: [] });
  await page.evaluate(() => { document.body.insertAdjacentHTML('beforeend', '<div id="box"><audio id="v" src="/lecture.webm" data-matomo-title="Late" title="no"></audio></div>'); });
  await play(page);
  await position(page, 4);
  await page.evaluate(() => document.querySelector('#box').remove());
  const events = await eventsOf(site, (all) => all.some(({ e_a: action }) => action === 'watched'), 'MediaAudio');
  // A slow machine plays on before the element goes: there may be more progress.
  assert.deepEqual([...new Set(told(events).map(([action, name]) => `${action} ${name}`))], ['play Late', 'progress Late', 'pause Late', 'watched Late']);
});

browserTest('media: leaving the page tells what was watched', ONCE, async ({ site, page }) => {
  await open(site, page, '<video id="v" src="/lecture.webm" title="Left" preload="auto"></video>');
  await play(page);
  await position(page, 2);
  await page.goto(site.page('/b', 'elsewhere'));
  const events = await eventsOf(site, (all) => all.some(({ e_a: action }) => action === 'watched'), 'MediaVideo');
  assert.ok(events.find(({ e_a: action }) => action === 'watched').e_v >= 1);
});

browserTest('media: without a title the address names it, without its query; a personal title is scrubbed', ONCE, async ({ site, page }) => {
  await open(site, page, '<video id="v" src="/lecture.webm?token=secret#t=0"></video><video id="w" src="/lecture.webm" title="Talk of jane@doe.example"></video>');
  await play(page);
  const [first] = await eventsOf(site, (all) => all.length > 0, 'MediaVideo');
  assert.equal(first.e_n, site.url('/lecture.webm'));
  await page.evaluate(() => document.querySelector('#v').remove());
  await play(page, '#w');
  await eventsOf(site, (all) => all.some(({ e_n: name }) => /^Talk of/.test(name)), 'MediaVideo');
  assert.ok(site.hits().every(({ query }) => !/jane|secret/.test(query)));
});

browserTest('media: a stream without length has no quartiles and nothing that is no number', ONCE, async ({ site, page }) => {
  await open(site, page, '<video id="v" src="/live.webm" title="Live"></video>', { command: "['enableMediaTracking', { mediaAnalytics: true }]" });
  await page.evaluate(() => {
    const video = document.querySelector('#v');
    // As a live stream says it; how a browser sees the file depends on what it has read.
    Object.defineProperty(video, 'duration', { get: () => Infinity });
  });
  await play(page);
  await position(page, 4);
  await page.evaluate(() => document.querySelector('#v').remove());
  const events = await eventsOf(site, (all) => all.some(({ e_a: action }) => action === 'watched'), 'MediaVideo');
  assert.deepEqual(told(events).map(([action]) => action), ['play', 'pause', 'watched']);
  const requests = site.hits().filter(({ parameters }) => parameters.ma_id);
  assert.ok(requests.length >= 2 && requests.every(({ parameters }) => parameters.ma_le === undefined));
  assertNoNonsense(site);
});

browserTest('media: what never loads, is no video, or never plays tells nothing', ONCE, async ({ site, page, visit }) => {
  site.file('/text.webm', 'no video', { type: 'video/webm' });
  await open(site, page, '<video id="missing" src="/missing.webm" title="a"></video><video id="broken" src="/text.webm" title="b"></video><audio id="empty" title="c"></audio><video id="still" src="/lecture.webm" title="d"></video>');
  const ends = await page.evaluate(() => Promise.all(['missing', 'broken', 'empty'].map((id) => Promise.race([
    document.getElementById(id).play().then(() => 'plays', () => 'refused'), new Promise((done) => { setTimeout(done, 2000, 'waits'); }),
  ]))));
  assert.ok(!ends.includes('plays'), String(ends));
  await page.evaluate(() => { for (const media of document.querySelectorAll('video, audio')) media.remove(); });
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  assert.equal((await page.consoleMessages()).filter(({ type }) => type === 'exception' || type === 'rejection').length, 0);
});

browserTest('media: the requests of Media Analytics are a choice, and mark themselves', ONCE, async ({ site, page, visit }) => {
  await open(site, page, '<video id="v" src="/lecture.webm" title="A & B" width="320" height="180" preload="auto"></video>', {
    command: "['enableMediaTracking', { events: false, mediaAnalytics: true }]",
  });
  await play(page);
  await position(page, 2);
  await page.evaluate(() => document.querySelector('#v').pause());
  const media = { ma_ti: 'A & B', ma_re: site.url('/lecture.webm'), ma_mt: 'video', ma_pn: 'html5', ma_le: '12', ma_w: '320', ma_h: '180', ma_fs: '0', ca: '1', e_c: absent };
  const [first, last] = await visit.expectRequests({ requests: [{ ...media, ma_st: '0' }, { ...media, ma_ps: /^[2-6]$/, ma_se: /^0|5/ }], settle: SPACED_SETTLE_MS });
  assert.match(first.parameters.ma_id, /^[0-9a-f]{8}$/);
  assert.equal(last.parameters.ma_id, first.parameters.ma_id);
});

browserTest('media: the documented calls of MediaAnalytics work, also those made before the part was there', ONCE, async ({ site, page, visit }) => {
  await open(site, page, '<div id="host"></div>', {
    before: ["['MediaAnalytics::scanForMedia']", "['MediaAnalytics::removePlayer', 'vimeo']", "['MediaAnalytics::setMediaTitleFallback', function (element) { return 'fallback ' + element.id; }]"],
  });
  await page.evaluate(() => {
    document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<video id="deep" src="/lecture.webm"></video>';
    _paq.push(['MediaAnalytics::scanForMedia', document.querySelector('#host').shadowRoot]);
    const video = document.querySelector('#host').shadowRoot.querySelector('video');
    video.muted = true;
    return video.play().then(() => true);
  });
  await visit.expectRequests({ requests: [{ e_c: 'MediaVideo', e_a: 'play', e_n: 'fallback deep' }] });
  await page.evaluate(() => {
    window.scans = 0;
    function Mine() {}
    Mine.scanForMedia = () => { window.scans += 1; };
    const { MediaAnalytics } = Matomo;
    MediaAnalytics.addPlayer('mine', Mine);
    const media = new MediaAnalytics.MediaTracker('mine', MediaAnalytics.mediaType.AUDIO, 'https://x.example/song');
    media.setMediaTitle('Song');
    media.setMediaTotalLengthInSeconds(8);
    media.play();
    media.setMediaProgressInSeconds(3);
    media.update();
    media.seekStart();
    media.setMediaProgressInSeconds(7);
    media.seekFinish();
    media.finish();
    _paq.push(['MediaAnalytics.disableTrackEvents']);
    media.play();
    _paq.push(['MediaAnalytics.enableTrackEvents'], ['MediaAnalytics::disableMediaAnalytics']);
    media.finish();
    _paq.push(['MediaAnalytics::setPingInterval', 5], ['MediaAnalytics::setMaxTrackingTime', 60], ['MediaAnalytics::enableDebugMode'], ['MediaAnalytics::addPlayer', 'bad']);
  });
  await visit.expectRequests({
    requests: [['play'], ['progress', '25'], ['finish'], ['watched', '3']].map(([action, value = absent]) => ({ e_c: 'MediaAudio', e_a: action, e_n: 'Song', e_v: value })),
    settle: SPACED_SETTLE_MS,
  });
  assert.equal(await page.evaluate(() => [window.scans, Matomo.MediaAnalytics.isMediaAnalyticsEnabled(), Matomo.getAsyncTracker().MediaAnalytics.isTrackEventsEnabled()].join()), '1,false,true');
  const [complaint, ...more] = await page.complaints();
  assert.match(complaint, /the player 'bad' needs a function scanForMedia/);
  assert.deepEqual(more, []);
});

/** A frame whose address is the player's, and whose content speaks as that player. */
const frame = (address, script) => `<iframe src="${address}" srcdoc="<script>${script.replace(/"/g, '&quot;')}</script>"></iframe>`;

browserTest('media: frames of YouTube and Vimeo tell by their messages', ONCE, async ({ site, page, visit }) => {
  const youtube = frame('https://www.youtube-nocookie.com/embed/abc?enablejsapi=1', `
    onmessage = ({ data }) => {
      if (JSON.parse(data).event !== "listening" || window.heard) return;
      window.heard = true;
      const say = (event, info) => parent.postMessage(JSON.stringify({ event, info }), "*");
      say("initialDelivery", { videoData: { title: "Tube" }, duration: 8, currentTime: 0, playerState: -1 });
      say("onStateChange", 1);
      for (const currentTime of [1, 2, 3]) say("infoDelivery", { currentTime });
      say("onStateChange", 2);
      say("infoDelivery", null);
      say("onStateChange", 0);
    };`);
  const vimeo = frame('https://player.vimeo.com/video/1', `
    onmessage = ({ data }) => {
      const { method, value } = JSON.parse(data);
      const say = (message) => parent.postMessage(JSON.stringify(message), "*");
      if (method === "ping" && !window.heard) { window.heard = true; say({ event: "ready" }); }
      if (method === "getVideoTitle" && !window.told) {
        window.told = true;
        say({ method, value: "Meo" });
        say({ event: "play", data: { seconds: 0, duration: 4 } });
        say({ event: "timeupdate", data: { seconds: 1.5, duration: 4 } });
        say({ event: "ended", data: { seconds: 4, duration: 4 } });
      }
    };`);
  await open(site, page, youtube + vimeo + frame('https://www.youtube.com/embed/no', 'parent.postMessage("{broken", "*")'));
  const event = (name) => ([action, value = absent]) => ({ e_c: 'MediaVideo', e_a: action, e_n: name, e_v: value });
  await visit.expectRequests({
    requests: [
      ...[['play'], ['progress', '25'], ['pause'], ['finish'], ['watched', '3']].map(event('Tube')),
      ...[['play'], ['progress', '25'], ['progress', '50'], ['progress', '75'], ['finish'], ['watched', '4']].map(event('Meo')),
    ],
    settle: SPACED_SETTLE_MS,
  });
  assert.deepEqual((await page.complaints()).filter((text) => /paqet/.test(text)), []);
});

browserTest('media: the module has it too, without globals', ONCE, async ({ site, page, visit }) => {
  await serveVideos(site);
  await servePackage(site);
  await page.goto(site.page('/a', `<video id="v" src="/lecture.webm" title="A talk"></video>${moduleScript(`
    window.tracker = await init({ ...OPTIONS, mediaTracking: true });`)}`));
  await page.waitFor(() => window.tracker && window.tracker.MediaAnalytics);
  await play(page);
  await visit.expectRequests({ requests: [{ e_c: 'MediaVideo', e_a: 'play', e_n: 'A talk' }] });
  assert.equal(await page.evaluate(() => typeof window.Matomo), 'undefined');
});
