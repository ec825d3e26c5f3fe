/* global CORE_AS_TEXT, MINUEND */
import { startLater } from "./late.js";
import { loadPart } from "./parts.js";
import { report } from "./report.js";

/**
 * The module's bytes, each taken from `MINUEND`, as characters, with `é` behind them. The build puts the
 * literal here; it is no constant before, because a minifier would compute with it.
 */
const text = CORE_AS_TEXT;

/** The module in this script, compiled at once. */
function compile(bytes) {
  if (text.charCodeAt(bytes.length) !== 233) throw "paqet.js was changed on its way: serve it with charset=UTF-8";
  for (let at = 0; at < bytes.length; at++) bytes[at] = MINUEND - text.charCodeAt(at);
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
}

/**
 * Gives the core's exports to `ready`: at once where the browser can, so that the tracker answers as soon as the script
 * has run. Old Chromium compiles larger modules only off the main thread; where WebAssembly is refused or missing, the
 * same core comes as JavaScript from a file of its own.
 * @param {(exports: object) => void} ready Not called when neither can be had; the console then says why.
 * @param {{ get(): unknown, set(value: object): void }} queue The global `_paq`, taken over while the core is on its way.
 */
export function instantiate(ready, queue) {
  const bytes = new Uint8Array(text.length - 1);
  let exports;
  try {
    exports = compile(bytes);
  } catch (error) {
    const later = startLater(queue, ready);
    if (!later) return;
    const refused = (reason) => {
      report("paqet.core.js is loaded because WebAssembly is refused: allow it by 'wasm-unsafe-eval', or use paqet.nowasm.js", reason);
      loadPart("core", later);
    };
    if (error instanceof RangeError) WebAssembly.instantiate(bytes).then(({ instance }) => later(instance.exports), refused);
    else refused(error);
    return;
  }
  ready(exports);
}
