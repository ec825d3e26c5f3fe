import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** Descriptions of the others, and types: no page loads them. */
const NOT_SHIPPED = /^(sizes|integrity)\.json$|\.d\.ts$/;

/** @returns {number} Bytes with brotli, at its best unless a lower quality is asked for. */
export function brotli(content, quality = 11) {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;
}

/**
 * Writes `sizes.json` and `integrity.json` for the files of a folder.
 * @param {string} folder
 * @returns {Promise<Record<string, { raw: number, gzip: number, brotli: number }>>}
 */
export async function describe(folder) {
  const sizes = {};
  const integrity = {};
  for (const name of (await readdir(folder)).sort()) {
    if (NOT_SHIPPED.test(name)) continue;
    const content = await readFile(join(folder, name));
    sizes[name] = { raw: content.length, gzip: gzipSync(content, { level: 9 }).length, brotli: brotli(content) };
    integrity[name] = "sha384-" + createHash("sha384").update(content).digest("base64");
  }
  await writeFile(join(folder, "sizes.json"), JSON.stringify(sizes, null, 2) + "\n");
  await writeFile(join(folder, "integrity.json"), JSON.stringify(integrity, null, 2) + "\n");
  return sizes;
}
