import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PAGES = fileURLToPath(new URL('../pages/', import.meta.url));

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

const bundled = new Map();

/**
 * Bundles a page's script with the packages it imports, as a site's build does; once per test process.
 *
 * @param {string} name file in tests/browser/pages/
 * @param {Record<string, string>} [alias] what an import stands for
 * @returns {Promise<string>} a classic script
 */
export function bundlePage(name, alias = {}) {
  const key = JSON.stringify([name, alias]);
  if (!bundled.has(key)) bundled.set(key, bundleOnce(name, alias));
  return bundled.get(key);
}

async function bundleOnce(name, alias) {
  const { outputFiles: [{ text }] } = await build({
    entryPoints: [PAGES + name],
    absWorkingDir: ROOT,
    bundle: true,
    // The package's own list of files with side effects is not about these pages.
    ignoreAnnotations: true,
    write: false,
    minify: true,
    format: 'iife',
    // Paella's main field is its source, which only webpack takes.
    mainFields: ['module', 'main'],
    target: 'es2020',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    alias,
    logLevel: 'error',
  });
  return text;
}
