import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { bundle } from "./bundle.js";
import { FEATURES } from "./core.js";
import { root, run } from "./steps.js";

const target = join(root, "target/debug-build");
const glue = join(target, "glue");

/** Panics name files: by the same names on every machine. */
const NAMES = [[root, "paqet/"], [process.env.CARGO_HOME || join(homedir(), ".cargo"), "cargo"]].map(([from, to]) => `--remap-path-prefix=${from}=${to}`);

/** What wasm-bindgen's own code needs beyond that. */
const BINDGEN = ["--enable-reference-types", "--enable-multivalue"];

/**
 * The development build: the whole tracker with the standard library, panics in words, and the story of every request.
 * @param {string} bindgen Path of the wasm-bindgen command.
 * @returns {Promise<string>}
 */
export async function buildDebug(bindgen) {
  const options = ["--release", "--quiet", "--locked", "--features", "debug", "--target", "wasm32-unknown-unknown", "--target-dir", target];
  await run("cargo", ["build", ...options], { env: { ...process.env, RUSTFLAGS: NAMES.join(" ") } });
  const wasm = join(target, "wasm32-unknown-unknown/release/paqet.wasm");
  await run(bindgen, ["--target", "web", "--no-typescript", "--remove-producers-section", "--out-dir", glue, "--out-name", "paqet", wasm]);
  const small = join(glue, "small.wasm");
  await run(join(root, "node_modules/.bin/wasm-opt"), [...FEATURES, ...BINDGEN, "-Os", "--strip-debug", "--strip-producers", join(glue, "paqet_bg.wasm"), "-o", small]);
  const alias = { "debug-core": join(glue, "paqet.js"), "debug-core-wasm": small };
  return bundle("debug.js", { alias, loader: { ".wasm": "binary" } });
}
