import { fileURLToPath } from 'node:url';
import { readFile } from 'node:fs/promises';
import { makeVideos } from '../../../js/build/video.js';

export { SECONDS } from '../../../js/build/video.js';

const FOLDER = fileURLToPath(new URL('../../../.paqet/videos/', import.meta.url));
const TYPES = { 'lecture.webm': 'video/webm', 'lecture.mp4': 'video/mp4', 'live.webm': 'video/webm' };

let made;

/**
 * Serves the videos at /lecture.webm, /lecture.mp4 (H.264) and /live.webm (no duration), in the ranges that players ask for.
 *
 * @param {object} site as openSite() answers it
 */
export async function serveVideos(site) {
  made ??= makeVideos(FOLDER);
  await made;
  for (const [name, type] of Object.entries(TYPES)) site.file(`/${name}`, await readFile(FOLDER + name), { type });
}

/**
 * Does this browser play H.264? Debian's WebKit only with codecs that it does not ask for.
 *
 * @param {object} page
 * @returns {Promise<boolean>}
 */
export const playsH264 = (page) => page.evaluate(() => document.createElement('video').canPlayType('video/mp4; codecs="avc1.42E01E, mp4a.40.2"') !== '');
