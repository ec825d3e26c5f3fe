import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(new URL('../../clients/package.json', import.meta.url));

/** A package of tests/clients, imported. */
export const client = (name) => import(pathToFileURL(require.resolve(name)).href);

/**
 * Builds `src/main.js` of a folder into its folder `out`, with each bundler's usual settings; what else is needed is what
 * the README tells its users. The entry becomes `out/main.js`.
 *
 * @type {Record<string, (folder: string) => Promise<void>>}
 */
export const BUNDLERS = {
  async vite(folder) {
    const { build } = await client('vite');
    const output = { entryFileNames: 'main.js' };
    await build({ root: folder, configFile: false, logLevel: 'error', base: '/out/', build: { outDir: 'out', rollupOptions: { input: join(folder, 'src/main.js'), output } } });
  },
  async webpack(folder) {
    const { default: webpack } = await client('webpack');
    const settings = { mode: 'production', context: folder, entry: './src/main.js', output: { path: join(folder, 'out'), filename: 'main.js', trustedTypes: true } };
    const stats = await new Promise((resolve, reject) => webpack(settings, (error, done) => (error ? reject(error) : resolve(done))));
    if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString('errors-warnings'));
  },
  async rollup(folder) {
    const { rollup } = await client('rollup');
    const { nodeResolve } = await client('@rollup/plugin-node-resolve');
    const onwarn = (warning) => {
      throw new Error(warning.message);
    };
    const bundle = await rollup({ input: join(folder, 'src/main.js'), plugins: [nodeResolve({ browser: true })], onwarn });
    await bundle.write({ dir: join(folder, 'out') });
    copyWasm(folder);
  },
  async esbuild(folder) {
    const { build } = await client('esbuild');
    await build({ entryPoints: [join(folder, 'src/main.js')], bundle: true, minify: true, format: 'esm', splitting: true, outdir: join(folder, 'out'), logLevel: 'error' });
    copyWasm(folder);
  },
  async parcel(folder) {
    const { Parcel } = await client('@parcel/core');
    const targets = { app: { distDir: join(folder, 'out'), publicUrl: '/out/', distEntry: 'main.js', outputFormat: 'esmodule', context: 'browser', isLibrary: false, optimize: true, scopeHoist: true, includeNodeModules: true, sourceMap: false } };
    await new Parcel({ entries: join(folder, 'src/main.js'), defaultConfig: require.resolve('@parcel/config-default'), targets, mode: 'production', shouldDisableCache: true, workerFarm: undefined, defaultTargetOptions: {} }).run();
  },
};

/** Rollup and esbuild leave the address of the wasm as it is, so it must lie beside the bundle. */
function copyWasm(folder) {
  cpSync(join(folder, 'node_modules/paqet/pkg/paqet.wasm'), join(folder, 'out/paqet.wasm'));
}
