import { report } from "../report.js";
import { loadWithoutWasm } from "./no_wasm.js";

const REMEDY = "nothing is tracked. Serve paqet.wasm beside index.js, or say where it is: init({ wasm: new URL(…) })";

/**
 * Gets the rules: the wasm module, and where the browser refuses it the same rules as JavaScript.
 * @param {URL | string | BufferSource | WebAssembly.Module} [source] Where the module is, its bytes, or the module compiled;
 *   `paqet.wasm` beside this script when missing.
 * @returns {Promise<object>} Exports as `connect` takes them.
 * @throws {Error} With what to do, when neither can be had.
 */
export async function loadCore(source) {
  let refused;
  try {
    return await instantiate(source);
  } catch (error) {
    refused = error;
  }
  try {
    const exports = await loadWithoutWasm();
    report("the rules came as JavaScript because WebAssembly is refused or missing: allow it by 'wasm-unsafe-eval', and serve paqet.wasm", refused);
    return exports;
  } catch {
    report(REMEDY, refused);
    throw new Error("paqet: " + REMEDY, { cause: refused });
  }
}

/**
 * The module, at once.
 * @param {BufferSource | WebAssembly.Module} source
 * @returns {object | undefined} Its exports; undefined when it must be fetched, or cannot be had at once.
 */
export function coreNow(source) {
  if (!isHere(source)) return;
  try {
    return new WebAssembly.Instance(source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source)).exports;
  } catch {
    // Refused, or too large for the main thread of an old Chromium: `loadCore` finds out which.
  }
}

const isHere = (source) => source && typeof source === "object" && !(source instanceof URL);

async function instantiate(source = new URL("./paqet.wasm", import.meta.url)) {
  let made = source;
  if (!isHere(source)) {
    const response = await fetch(source);
    if (!response.ok) throw new Error(`${source} answered ${response.status}`);
    // A server that does not know wasm names another type, which streaming refuses.
    const streams = /^application\/wasm/i.test(response.headers.get("Content-Type"));
    if (streams) return (await WebAssembly.instantiateStreaming(response)).instance.exports;
    made = await response.arrayBuffer();
  }
  const { instance = made } = await WebAssembly.instantiate(made);
  // Compiled modules are answered with the instance, bytes with both.
  return instance.exports;
}
