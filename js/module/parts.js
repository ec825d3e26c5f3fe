import { createTracker } from "../tracker.js";
import { report } from "../report.js";

/** Each part is a file of its own, which bundlers make a chunk that is fetched on first use. */
const PARTS = {
  "single-page": () => import("./single-page.js"),
  "declarative-events": () => import("./declarative-events.js"),
  media: () => import("./media.js"),
  offline: () => import("./offline.js"),
  // A page of the module need not have the `Matomo` that makes trackers.
  usage: () => import("./usage.js").then(({ default: enable }) => ({ default: (tracker, given, ms) => enable(tracker, given, ms, createTracker) })),
};

/**
 * Fetches a part once and hands over what it exports.
 * @param {string} name
 * @param {(part: Function) => void} use Called with the part's function; not called when the part cannot be had, the console
 *   then says why.
 */
export function loadPart(name, use) {
  PARTS[name]().then((part) => use(part.default)).catch((error) => report(`the part '${name}' could not be loaded: serve ${name}.js beside index.js`, error));
}
