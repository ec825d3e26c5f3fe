import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./steps.js";
import { brotli } from "./sizes.js";

const MINIFIED = { minify: true, target: "es2020", charset: "utf8", mangleProps: /^_[a-z]/, reserveProps: /^_paq$/ };

/**
 * What each file of `js/` adds to the script: its size with all of them less its size without this one, brotli 11.
 * The prices of all files together are less than the whole, because files that resemble each other share.
 * @returns {Promise<[string, number][]>} Dearest first.
 */
export async function scriptPrices() {
  const { transform } = await import("esbuild");
  const folder = join(root, "js");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".js"));
  const codes = new Map();
  for (const name of names) {
    const { code } = await transform(await readFile(join(folder, name), "utf8"), MINIFIED);
    // Slots are numbers in the bundle; imports and exports are gone.
    codes.set(name, name === "slots.js" ? "" : code.replace(/import[^;]*;|export\{[^}]*\};?|export /g, ""));
  }
  const size = (without) => brotli(Buffer.from(names.filter((name) => name !== without).map((name) => codes.get(name)).join("")));
  const whole = size();
  return dearestFirst(names.map((name) => [`js/${name}`, whole - size(name)]));
}

/**
 * What each file of `src/` has in the module: its functions' part of the bytes, as brotli leaves them. A function that was
 * inlined counts for the file it went into.
 * @param {Uint8Array} named The module with the names of its functions.
 * @param {number} compressed Brotli size of the module that ships.
 * @returns {[string, number][]} Dearest first.
 */
export function corePrices(named, compressed) {
  const { sizes, names } = functions(named);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const files = new Map();
  sizes.forEach((size, index) => {
    const file = fileOf(names.get(index) || "");
    files.set(file, (files.get(file) || 0) + size);
  });
  return dearestFirst([...files].map(([file, size]) => [file, Math.round((size / total) * compressed)]));
}

/** A mangled name has each part of its path behind the part's length. */
function fileOf(name) {
  let [, rest] = /5paqet(\d.*)/.exec(name) || [];
  let path = "src";
  for (let part; (part = /^(\d+)(.*)/.exec(rest)); rest = part[2].slice(part[1])) {
    path = join(path, part[2].slice(0, part[1]));
    if (existsSync(join(root, path + ".rs"))) return path + ".rs";
    if (!existsSync(join(root, path))) break;
  }
  return "the rest";
}

const dearestFirst = (prices) => prices.sort((a, b) => b[1] - a[1]);

const CUSTOM = 0;
const IMPORTS = 2;
const CODE = 10;
const FUNCTION_NAMES = 1;

/** Sizes of the module's own functions in order, and their names by the same position. */
function functions(wasm) {
  let at = 8;
  let imported = 0;
  const sizes = [];
  const names = new Map();
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return Buffer.from(wasm.subarray(at - length, at)).toString();
  };
  while (at < wasm.length) {
    const id = wasm[at++];
    const length = number();
    const end = at + length;
    if (id === IMPORTS) imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === "function").length;
    if (id === CODE) {
      for (let left = number(); left > 0; left--) {
        const size = number();
        sizes.push(size);
        at += size;
      }
    }
    if (id === CUSTOM && text() === "name") {
      while (at < end) {
        const kind = wasm[at++];
        const length = number();
        const stop = at + length;
        if (kind === FUNCTION_NAMES) for (let left = number(); left > 0; left--) names.set(number() - imported, text());
        at = stop;
      }
    }
    at = end;
  }
  return { sizes, names };
}
