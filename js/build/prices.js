import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./steps.js";
import { brotli } from "./sizes.js";
import { functions } from "./functions.js";

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
  const { bodies, names } = functions(named);
  const total = bodies.reduce((sum, body) => sum + body.length, 0);
  const files = new Map();
  bodies.forEach(({ length: size }, index) => {
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
