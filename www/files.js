import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.ts': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
};

/**
 * Reads a file below a folder for a request that named it.
 *
 * @param {string} folder
 * @param {string} path relative, decoded, from the request
 * @returns {Promise<{ content: Buffer, type: string } | null>} null: no such file, a folder, a type that is not
 *   served, or a path that leaves the folder
 */
export async function readServed(folder, path) {
  const type = TYPES[extname(path)];
  const file = normalize(join(folder, path));
  if (!type || path.includes('\0') || !file.startsWith(normalize(folder + sep))) return null;
  try {
    return { content: await readFile(file), type };
  } catch (error) {
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(error.code)) return null;
    throw error;
  }
}
