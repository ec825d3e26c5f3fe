import { join, relative } from "node:path";
import { brotli } from "./sizes.js";
import { root } from "./steps.js";

/** Where the module goes in `js/embedded.js`. */
const PLACE = "CORE_AS_TEXT";

/** Where a Matomo server inserts the code of its plugins, on a line of its own. */
const HOOK = "\n/*!!! pluginTrackerHook */\n";

/** Makes browsers read the file as UTF-8, whatever the page is written in. */
export const BYTE_ORDER_MARK = "\ufeff";

/**
 * Bundles and minifies one entry.
 * @param {string} entry File name in `js/`.
 * @param {{ format?: "iife" | "esm", alias?: Record<string, string>, replace?: Record<string, string>, inject?: string, external?: string[], loader?: Record<string, string> }} [options]
 *   `alias`: paths of what entries import by another name; `replace`: files of `js/` in whose place others stand;
 *   `inject`: the file that exports what stands for globals of the page; `external`: imports that stay; `loader`: esbuild's, by the
 *   ending of file names.
 * @returns {Promise<string>}
 */
export async function bundle(entry, { format = "iife", alias, replace = {}, inject, external, loader } = {}) {
  const { build } = await import("esbuild");
  const { minify } = await import("terser");
  const { outputFiles } = await build({
    entryPoints: [join(root, "js", entry)],
    bundle: true,
    write: false,
    format,
    target: "es2020",
    charset: "utf8",
    // Puts the numbers of slots where their names stand.
    minifySyntax: true,
    alias,
    external,
    loader,
    inject: inject && [join(root, "js", inject)],
    plugins: [replacing(replace)],
  });
  const { code } = await minify(outputFiles[0].text, {
    ecma: 2020,
    module: format === "esm",
    toplevel: true,
    compress: { passes: 3, unsafe_arrows: true, keep_fargs: false },
    mangle: { properties: { regex: /^_[a-z]/, reserved: ["_paq"] } },
    format: { comments: false, ascii_only: false },
  });
  return code.replace("PLUGIN_TRACKER_HOOK", HOOK);
}

/** Lets a file of `js/` take the place of another one. */
function replacing(table) {
  const setup = (build) => build.onLoad({ filter: /[\\/]js[\\/]/ }, ({ path }) => {
    const instead = table[relative(join(root, "js"), path)];
    return instead && { contents: `export * from ${JSON.stringify("./" + instead)}`, resolveDir: join(root, "js") };
  });
  return { name: "replacing", setup };
}

/** How many constants are tried in the whole script, which takes a tenth of a second each. */
const TRIED = 12;

/**
 * Puts the module into a bundled script: each byte, taken from a constant, is one character of a string.
 *
 * As text the module costs 3 % more than as a file of its own, where base64 costs 20 % (`measured.md` §4).
 * Which constant compresses best depends on module and script, so those that are best for the module alone are
 * tried in the script; taking bytes from it does better than adding it by 1 %.
 * @param {string} script With the place for the module in it.
 * @param {Uint8Array} wasm
 * @returns {string}
 */
export function embed(script, wasm) {
  const places = script.split(PLACE);
  if (places.length !== 2) throw new Error("the bundle must have exactly one place for the module");
  const literals = Array.from({ length: 256 }, (_, constant) => ({ constant, literal: asLiteral(wasm, constant) }));
  const likely = smallestFirst(literals, ({ literal }) => brotli(Buffer.from(literal), 9)).slice(0, TRIED);
  const files = likely.map(({ constant, literal }) => {
    const [before, after] = places.map((part) => part.replace("MINUEND", constant));
    return before + literal + after;
  });
  return smallestFirst(files, (file) => brotli(Buffer.from(file)))[0];
}

function smallestFirst(list, sizeOf) {
  const sized = list.map((entry) => ({ entry, size: sizeOf(entry) }));
  return sized.sort((a, b) => a.size - b.size).map(({ entry }) => entry);
}

/**
 * Puts values that are known only after bundling where a bundle names them.
 * @param {string} script
 * @param {Record<string, unknown>} values By their names in `js/`.
 * @returns {string}
 */
export function fill(script, values) {
  return Object.entries(values).reduce((filled, [name, value]) => filled.replaceAll(name, () => JSON.stringify(value)), script);
}

/** A JavaScript string literal with only what must be escaped escaped, and `é` as the proof of UTF-8 behind. */
function asLiteral(wasm, constant) {
  const escapes = { 0: "\\0", 10: "\\n", 13: "\\r", 34: '\\"', 92: "\\\\" };
  let literal = "";
  for (let at = 0; at < wasm.length; at++) {
    const code = (constant - wasm[at]) & 255;
    // `\0` before a digit would be read as an octal escape.
    const next = (constant - wasm[at + 1]) & 255;
    literal += code === 0 && next >= 48 && next <= 57 ? "\\x00" : (escapes[code] ?? String.fromCharCode(code));
  }
  return `"${literal}é"`;
}
