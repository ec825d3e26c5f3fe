import { fileURLToPath } from 'node:url';

const pkg = (name) => fileURLToPath(new URL(`../../../pkg/${name}`, import.meta.url));
const BUILDS = { wasm: pkg('paqet.js'), nowasm: pkg('paqet.nowasm.js') };

/** What `paqet.js` fetches where WebAssembly is refused; served beside every build, as users deploy it. */
export const CORE_PART = pkg('paqet.core.js');

/** Every build a suite can run on. */
export const BUILD_NAMES = Object.keys(BUILDS);

/**
 * The file served as /matomo.js: env TRACKER, else that of the build.
 *
 * @param {'wasm' | 'nowasm'} build
 * @returns {string} path
 */
export function trackerFile(build) {
  return process.env.TRACKER ?? BUILDS[build];
}
