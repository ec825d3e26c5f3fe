/* global CORE_AS_TEXT, MINUEND */
import { report } from "./report.js";

/**
 * The module's bytes, each taken from `MINUEND`, as characters, with `é` behind them. The build puts the
 * literal here; it is no constant before, because a minifier would compute with it.
 */
const text = CORE_AS_TEXT;

/** Old Chromium compiles larger modules only off the main thread. */
const isTooLargeNow = (error) => error instanceof RangeError;

/**
 * Compiles the module in this script and gives its exports to `ready`: at once where the browser can,
 * so that the tracker answers as soon as the script has run.
 * @param {(exports: object) => void} ready Not called when the module cannot run; the console then says why.
 */
export function instantiate(ready) {
  if (text.charCodeAt(text.length - 1) !== 233) {
    return report("paqet.js was changed on its way: serve it with Content-Type: text/javascript; charset=utf-8");
  }
  const bytes = new Uint8Array(text.length - 1);
  for (let at = 0; at < bytes.length; at++) bytes[at] = MINUEND - text.charCodeAt(at);
  const refused = (error) => report("WebAssembly is refused, nothing is tracked: add 'wasm-unsafe-eval' to script-src of the Content-Security-Policy", error);
  let exports;
  try {
    exports = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  } catch (error) {
    if (!isTooLargeNow(error)) return refused(error);
    return void WebAssembly.instantiate(bytes).then(({ instance }) => ready(instance.exports), refused);
  }
  ready(exports);
}
