import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../../js/build/steps.js';

/**
 * Takes the tracker's place in a page without one: keeps nothing of what is pushed, and ends the measurement where a
 * tracker's first request does.
 */
const EMPTY = 'window._paq = { push() {} };\nwindow.benchHandedOver();\n';

/** The endpoint and the site of every page that is measured. */
export const TRACKER_URL = '/matomo.php';
export const SITE_ID = '9009';

/** An app that imports the package, with `_paq` for what is measured. */
const APP = `import { init } from './index.js';
init({ trackerUrl: '${TRACKER_URL}', siteId: '${SITE_ID}', global: true, wasm: '/script/npm.wasm' });`;

/**
 * @typedef {object} File
 * @property {string} file its name on the server
 * @property {Buffer} content
 * @property {Buffer} compressed brotli, quality 11
 * @property {number} gzip bytes with gzip 9
 */

/**
 * @typedef {object} Script
 * @property {string} name `paqet`, `nowasm`, `npm`, `matomo` or `empty`
 * @property {string} label as people call it
 * @property {File[]} files the script, and what it always loads
 * @property {boolean} isModule
 * @property {string} sha384 of the script, hexadecimal
 */

/**
 * The scripts to measure.
 *
 * @param {string | undefined} matomoPath file of the genuine matomo.js; paqet is measured alone without it
 * @returns {Promise<{ empty: Script, trackers: Script[] }>} `trackers`: paqet in its three forms, and matomo.js if there is one
 * @throws {Error} with a sentence for the user, when a file is missing
 */
export async function readScripts(matomoPath) {
  if (!existsSync(join(root, 'pkg/paqet.js'))) throw new Error('pkg/paqet.js is missing: run npm run build.');
  if (matomoPath && !existsSync(matomoPath)) throw new Error(`MATOMO_JS names ${matomoPath}, which does not exist.`);
  const built = (name) => readFile(join(root, 'pkg', name));
  const trackers = [
    script('paqet', 'paqet', await built('paqet.js')),
    script('nowasm', 'paqet, no wasm', await built('paqet.nowasm.js')),
    { ...script('npm', 'paqet, npm', await bundledApp(), [file('npm.wasm', await built('paqet.wasm'))]), isModule: true },
  ];
  if (matomoPath) trackers.push(script('matomo', 'matomo.js', await readFile(matomoPath)));
  return { empty: script('empty', 'an empty page', Buffer.from(EMPTY)), trackers };
}

/** As a bundler makes it; what is only loaded on demand stays outside. */
async function bundledApp() {
  const { outputFiles } = await build({
    stdin: { contents: APP, resolveDir: join(root, 'pkg') },
    bundle: true, minify: true, format: 'esm', write: false, logLevel: 'error',
    plugins: [{ name: 'on-demand', setup: ({ onResolve }) => onResolve({ filter: /./ }, ({ kind }) => (kind === 'dynamic-import' ? { external: true } : undefined)) }],
  });
  return Buffer.from(outputFiles[0].contents);
}

function script(name, label, content, others = []) {
  const sha384 = createHash('sha384').update(content).digest('hex');
  return { name, label, files: [file(`${name}.js`, content), ...others], isModule: false, sha384 };
}

function file(name, content) {
  return { file: name, content, compressed: brotliCompressSync(content), gzip: gzipSync(content, { level: 9 }).length };
}
