import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nameByLikeness } from "./order.js";
import { root, run } from "./steps.js";

const folder = join(root, "target/payload");
const module = join(root, "target/wasm32-unknown-unknown/release/paqet.wasm");

/** Instructions that every browser with WebAssembly and ES2020 has. */
export const FEATURES = ["bulk-memory", "bulk-memory-opt", "sign-ext", "nontrapping-float-to-int", "mutable-globals"].map((name) => `--enable-${name}`);

/** What the loader needs of the module. */
const EXPORTS = ["memory", "reserve", "call"];

/**
 * Compiles the rules to the module that ships.
 * @param {string} bindgen Path of the wasm-bindgen command.
 * @returns {Promise<{ wasm: Buffer, path: string, named: Buffer }>} The module, where it is, and as it was with the names of its functions.
 */
export async function buildCore(bindgen) {
  // Reference types would give the module a table that wasm2js cannot turn into JavaScript.
  const RUSTFLAGS = "-Ctarget-feature=-reference-types,-multivalue -Clink-arg=--no-stack-first -Clink-arg=--global-base=16 -Clink-arg=-zstack-size=16384";
  await run("cargo", ["build", "--release", "--quiet", "--locked", "--features", "payload", "--target", "wasm32-unknown-unknown"], {
    env: { ...process.env, RUSTFLAGS },
  });
  await mkdir(folder, { recursive: true });
  const named = await readFile(module);
  const bare = join(folder, "bare.wasm");
  await wasmOpt("--strip-debug", "--strip-target-features", module, "-o", bare);
  await run(bindgen, ["--target", "bundler", "--no-typescript", "--out-dir", folder, "--out-name", "paqet", bare]);
  const trimmed = join(folder, "trimmed.wasm");
  await writeFile(trimmed, await keepExports(await readFile(join(folder, "paqet_bg.wasm"))));
  const optimised = join(folder, "core.wasm");
  // Functions of up to six bytes cost less where they are called; a second round finds more.
  const passes = ["--flatten", "--rereloop", "-Oz", "--converge", "-tnh", "--low-memory-unused", "-aimfs", "6", "-Oz", "--converge"];
  const strip = ["--strip-debug", "--strip-producers", "--strip-target-features"];
  await wasmOpt(...passes, ...strip, trimmed, "-o", optimised);
  const ordered = join(folder, "ordered.wasm");
  await writeFile(ordered, nameByLikeness(await readFile(optimised)));
  await wasmOpt("--reorder-functions-by-name", ...strip, ordered, "-o", optimised);
  const wasm = await readFile(optimised);
  check(wasm);
  return { wasm, path: optimised, named };
}

const wasmOpt = (...args) => run(join(root, "node_modules/.bin/wasm-opt"), [...FEATURES, ...args]);

/** wasm-bindgen exports a few things of its own that nobody calls here. */
async function keepExports(wasm) {
  const { default: binaryen } = await import("binaryen");
  binaryen.setLowMemoryUnused(true);
  const parsed = binaryen.readBinary(wasm);
  for (let at = parsed.getNumExports() - 1; at >= 0; at--) {
    const { name } = binaryen.getExportInfo(parsed.getExportByIndex(at));
    if (!EXPORTS.includes(name)) parsed.removeExport(name);
  }
  return parsed.emitBinary();
}

/** The rules are pure: a module that imports anything could read a clock, a cookie or the network. */
function check(wasm) {
  const compiled = new WebAssembly.Module(wasm);
  const imports = WebAssembly.Module.imports(compiled);
  if (imports.length) throw new Error(`the core must import nothing, but imports ${JSON.stringify(imports)}`);
  const exports = WebAssembly.Module.exports(compiled).map(({ name }) => name).sort();
  if (String(exports) !== String([...EXPORTS].sort())) throw new Error(`the core must export ${EXPORTS}, but exports ${exports}`);
}
