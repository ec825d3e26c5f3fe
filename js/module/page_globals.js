import { attempt, report } from "../report.js";
import { createMatomo, start } from "../matomo.js";
import { executeQueue, proxy } from "../paq.js";
import { startLater } from "../late.js";
import { watchOptOutFrame } from "../opt_out_frame.js";

/**
 * Takes `_paq` over for a page whose other scripts push commands. What is pushed from now on is kept in order; `Matomo`
 * appears when it works.
 * @returns {() => void} To be called when the rules are there: defines `Matomo` and `Piwik`, and executes what was pushed,
 *   first what stood in the queue before.
 */
export function defineGlobals() {
  if (window.Matomo) {
    report("init: window.Matomo is there already, 'global' is ignored: load either the script or the module on a page");
    return () => {};
  }
  if (!Array.isArray(window._paq)) window._paq = [];
  const queue = { get: () => window._paq, set: (value) => (window._paq = value) };
  const Matomo = createMatomo(queue);
  return startLater(queue, () => {
    window.Matomo = window.Piwik = Matomo;
    executeQueue(window._paq, Matomo);
    window._paq = proxy(Matomo);
    watchOptOutFrame();
    attempt("the start", () => start(Matomo, queue));
  });
}
