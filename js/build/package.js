import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundle } from "./bundle.js";
import { root } from "./steps.js";

/** Parts that load on first use, by the name of their files: source in `js/parts/`. */
const PARTS = { "single-page": "single_page.js", "declarative-events": "declarative_events.js", media: "media.js", offline: "offline.js", usage: "usage.js" };

/** What stays an import of the module: each is a file beside it, or a package of the app. */
const EXTERNAL = [...Object.keys(PARTS).map((name) => `./${name}.js`), "./index.js", "./nowasm-core.js", "web-vitals"];

/**
 * The parts as the script loads them.
 * @returns {Promise<Record<string, string>>} Code by the part's name.
 */
export async function buildParts() {
  const codes = {};
  for (const [name, file] of Object.entries(PARTS)) codes[name] = await bundle("part.js", { alias: { part: join(root, "js/parts", file) } });
  return codes;
}

/**
 * Writes what `npm install` is for: the ES module with its wasm, types and parts.
 * @param {string} folder
 * @param {Uint8Array} wasm
 * @param {Record<string, string>} alias Path of the core as JavaScript.
 */
export async function buildModule(folder, wasm, alias) {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const write = async (name, entry, options) => {
    const banner = `/*! paqet ${version} ${name} | MIT OR Apache-2.0 | minified; types and documentation in index.d.ts */\n`;
    await writeFile(join(folder, name), banner + (await bundle(entry, { format: "esm", external: EXTERNAL, ...options })) + "\n");
  };
  await write("index.js", "module.js", { replace: { "parts.js": "module/parts.js" }, inject: "module/surroundings.js" });
  await write("nowasm-core.js", "module/core_as_javascript.js", { alias });
  await write("web-vitals.js", "parts/web_vitals.js");
  await write("paella.js", "paella/index.js");
  for (const [name, file] of Object.entries(PARTS)) await write(`${name}.js`, `parts/${file}`);
  await writeFile(join(folder, "paqet.wasm"), wasm);
  for (const name of ["index.d.ts", "paella.d.ts", "web-vitals.d.ts"]) await copyFile(join(root, "js/types", name), join(folder, name));
}
