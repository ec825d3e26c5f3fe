import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { root } from '../../js/build/steps.js';

/**
 * Takes the tracker's place in a page without one: keeps nothing of what is pushed, and ends the measurement where a
 * tracker's first request does.
 */
const EMPTY = 'window._paq = { push() {} };\nwindow.benchHandedOver();\n';

/**
 * @typedef {object} Script
 * @property {string} name `paqet`, `matomo` or `empty`
 * @property {string} label as people call it
 * @property {Buffer} content
 * @property {Buffer} compressed brotli, quality 11
 * @property {number} gzip bytes with gzip 9
 * @property {string} sha384 of the content, hexadecimal
 */

/**
 * The scripts to measure.
 *
 * @param {string | undefined} matomoPath file of the genuine matomo.js; paqet is measured alone without it
 * @returns {Promise<{ empty: Script, trackers: Script[] }>} `trackers`: paqet, and matomo.js if there is one
 * @throws {Error} with a sentence for the user, when a file is missing
 */
export async function readScripts(matomoPath) {
  const paqet = join(root, 'pkg/paqet.js');
  if (!existsSync(paqet)) throw new Error('pkg/paqet.js is missing: run npm run build.');
  if (matomoPath && !existsSync(matomoPath)) throw new Error(`MATOMO_JS names ${matomoPath}, which does not exist.`);
  const trackers = [script('paqet', 'paqet', await readFile(paqet))];
  if (matomoPath) trackers.push(script('matomo', 'matomo.js', await readFile(matomoPath)));
  return { empty: script('empty', 'an empty page', Buffer.from(EMPTY)), trackers };
}

function script(name, label, content) {
  return {
    name,
    label,
    content,
    compressed: brotliCompressSync(content),
    gzip: gzipSync(content, { level: 9 }).length,
    sha384: createHash('sha384').update(content).digest('hex'),
  };
}
