import { readFile, readdir } from 'node:fs/promises';
import { browserTest } from './suite.js';

const PKG = new URL('../../../pkg/', import.meta.url);
const TYPES = { js: 'text/javascript; charset=utf-8', wasm: 'application/wasm' };

/**
 * Serves the package's files as a site does that copied them to /paqet/.
 *
 * @param {object} site as openSite() answers it
 * @param {{ wasmType?: string, without?: string[] }} [options] `wasmType`: Content-Type of paqet.wasm; `without`: files
 *   that are not there
 */
export async function servePackage(site, { wasmType, without = [] } = {}) {
  for (const name of await readdir(PKG)) {
    const ending = name.split('.').pop();
    if (!TYPES[ending] || without.includes(name)) continue;
    const type = name === 'paqet.wasm' && wasmType ? wasmType : TYPES[ending];
    site.file(`/paqet/${name}`, await readFile(new URL(name, PKG)), { type });
  }
}

/**
 * A script element that imports the module, as a page without a bundler does.
 *
 * @param {string} code the module's source; `init` is imported, `OPTIONS` are the usual options
 * @returns {string}
 */
export const moduleScript = (code) => `<script type="module">
  import { init } from '/paqet/index.js';
  const OPTIONS = { trackerUrl: '/matomo.php', siteId: 1, disablePerformanceTracking: true };
${code}
</script>`;

/** A browserTest of the package, which has both cores in it: it does not matter which build is served as the script. */
export const moduleTest = (name, options, run) => browserTest(name, { builds: ['wasm'], ...options }, run);
