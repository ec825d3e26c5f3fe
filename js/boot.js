/* global _paq, PLUGIN_TRACKER_HOOK */
import { connect } from "./core.js";
import { createMatomo, start } from "./matomo.js";
import { defineLegacy } from "./legacy.js";
import { watchLeaving } from "./leaving.js";
import { watchConnection } from "./retry.js";
import { watchReturning } from "./returning.js";
import { watchLoading } from "./page.js";
import { attempt } from "./report.js";
import { watchOptOutFrame } from "./opt_out_frame.js";
import { watchRefusals } from "./transport.js";

// The page may have declared `let _paq`, which is no property of window: only the bare name reaches both.
if (typeof _paq !== "object" || !_paq) _paq = [];
const queue = {
  get: () => _paq,
  set: (value) => (_paq = value),
};

/**
 * What the script does when it runs.
 * @param {(ready: (exports: object) => void, queue: { get(): unknown, set(value: object): void }) => void} instantiate
 *   Gives the core's exports to `ready`, at once if it can.
 */
export function boot(instantiate) {
  if (typeof window.Matomo === "object") return run(window.Matomo);
  instantiate((exports) => {
    connect(exports);
    const Matomo = createMatomo(queue);
    watchLoading();
    watchLeaving();
    watchReturning();
    watchConnection();
    watchOptOutFrame();
    watchRefusals();
    // Piwik first: a page may run its first tracking when it is assigned (loading.md, hazard 10).
    window.Matomo = window.Piwik = Matomo;
    if (typeof define === "function" && define.amd) for (const name of ["piwik", "matomo"]) define(name, [], () => Matomo);
    run(Matomo);
  }, queue);
}

/** What happens each time the script is included. */
function run(Matomo) {
  attempt("a plugin of the server", () => {
    // The build puts the comment here at which a Matomo server inserts the code of its plugins.
    PLUGIN_TRACKER_HOOK;
  });
  attempt("the start", () => start(Matomo, queue));
  if (window.AnalyticsTracker === undefined) window.AnalyticsTracker = Matomo;
  if (typeof window.piwik_log !== "function") defineLegacy(Matomo);
}
