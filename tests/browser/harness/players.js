import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { makeVideos } from '../../../js/build/video.js';
import { bundlePage } from './bundle.js';
import { pollUntil } from './wait.js';

const FOLDER = fileURLToPath(new URL('../../../.paqet/videos/', import.meta.url));
const TYPES = { 'lecture.webm': 'video/webm', 'lecture.mp4': 'video/mp4', 'live.webm': 'video/webm' };
const BLACK = Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAkQBADs=', 'base64');

/** Sources of a manifest. */
export const WEBM = { html: [{ src: '/lecture.webm', mimetype: 'video/webm' }] };
export const MP4 = { mp4: [{ src: '/lecture.mp4', mimetype: 'video/mp4', res: { w: 480, h: 270 } }] };
export const LIVE = { html: [{ src: '/live.webm', mimetype: 'video/webm' }] };

/** The generations of Paella's user tracking: what the page imports as `paella-user-tracking`. */
export const GENERATIONS = {
  'paella-user-tracking 1.42.6': {},
  // Its core is on no registry; what it takes from that is the same in the older one.
  '@asicupv/paella-user-tracking 2.4.4': { 'paella-user-tracking': '@asicupv/paella-user-tracking', '@asicupv/paella-core': 'paella-core' },
};

/** Plugins as Tobira's documentation configures them. */
export const TOBIRA = {
  'es.upv.paella.userEventTracker': { enabled: true, context: 'userTracking' },
  'es.upv.paella.matomo.userTrackingDataPlugin': {
    enabled: true,
    context: ['userTracking'],
    matomoGlobalLoaded: true,
    events: { category: 'PaellaPlayer', action: '${event}', name: '${videoId}' },
  },
};

/** Where the player goes, and the script that makes it. */
export const PLAYER = '<div id="player" style="width: 640px; height: 360px"></div><script src="/player.js"></script>';

let made;

/**
 * Serves the videos at /lecture.webm, /lecture.mp4 (H.264) and /live.webm (no duration).
 *
 * @param {object} site as openSite() answers it
 */
export async function serveVideos(site) {
  made ??= makeVideos(FOLDER);
  await made;
  for (const [name, type] of Object.entries(TYPES)) site.file(`/${name}`, await readFile(FOLDER + name), { type });
}

/**
 * Serves the videos and Paella's page script at /player.js.
 *
 * @param {object} site as openSite() answers it
 * @param {Record<string, string>} [alias] one of GENERATIONS
 */
export async function servePaella(site, alias = {}) {
  await serveVideos(site);
  site.file('/player.js', await bundlePage('paella.js', alias));
  site.file('/black.gif', BLACK, { type: 'image/gif' });
  site.file('/i.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', { type: 'image/svg+xml' });
}

/** @returns {Promise<boolean>} Does this browser play H.264? */
export const playsH264 = (page) => page.evaluate(() => document.createElement('video').canPlayType('video/mp4; codecs="avc1.42E01E, mp4a.40.2"') !== '');

/** Opens a player by what its page's openPlayer() takes; functions are not among it. */
export const openPlayer = (page, options) => page.evaluate((given) => openPlayer(given).then(() => true), options);

/** Starts the player as a visitor does, and waits until the picture moves. */
export async function startPlayer(page, from = 0.4) {
  await page.click('.preview-container');
  await page.waitFor((least) => document.querySelector('video')?.currentTime > least && !document.querySelector('video').paused && player.ready, from);
}

/** The player has come to its end: it goes back to its start. */
export const ended = (page) => page.waitFor(() => document.querySelector('video').paused && document.querySelector('video').currentTime === 0);

/**
 * Waits for the events of one category.
 *
 * @param {object} site
 * @param {(events: object[]) => boolean} enough asked with the parameters of the events so far
 * @param {string} [category]
 * @returns {Promise<object[]>} their parameters, in the order in which they were sent
 */
export async function eventsOf(site, enough, category = 'PaellaPlayer') {
  const events = () => site.hits().map(({ parameters }) => parameters).filter(({ e_c: c }) => c === category);
  const complete = await pollUntil(() => enough(events()), 20_000);
  if (!complete) assert.fail(`not all events came: ${events().map(({ e_a: a, e_n: n, e_v: v }) => [a, n, v].join(' ')).join(', ')}`);
  return events();
}

/** No hit carries a value that only a mistake makes. */
export function assertNoNonsense(site) {
  for (const { parameters } of site.hits()) {
    for (const [name, value] of Object.entries(parameters)) assert.doesNotMatch(String(value), /undefined|NaN|Infinity|\[object|\$\{/, name);
  }
}
