import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const TYPES = { js: 'text/javascript; charset=utf-8', wasm: 'application/wasm' };

/**
 * Serves all files of a folder.
 *
 * @param {object} site as openSite() answers it
 * @param {string} folder
 * @param {string} path where, with slashes around
 * @returns {{ name: string, content: Buffer }[]} the files
 */
export function serveFolder(site, folder, path) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return names.map((file) => {
    const name = file.slice(folder.length + 1);
    const content = readFileSync(file);
    site.file(path + name, content, { type: TYPES[name.split('.').pop()] ?? 'application/octet-stream' });
    return { name, content };
  });
}
