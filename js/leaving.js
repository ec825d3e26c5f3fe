import { trackers } from "./tracker.js";
import { occasion } from "./occasion.js";
import { callPlugins } from "./plugins.js";
import { stopWaiting } from "./features.js";
import { flushQueue } from "./request_queue.js";
import { flushWaiting } from "./transport.js";
import { ask } from "./core.js";
import { UNLOAD } from "./methods.js";

/**
 * Hands everything pending to the browser when the page is hidden or left: of each tracker as one bulk request, oldest first.
 * Nothing is delayed, and there is no `beforeunload` or `unload` listener, so the page stays fit for the back/forward cache.
 */
export function watchLeaving() {
  const leave = () => {
    // Who leaves a page also hides it: two events, but one occasion for the plugins. No timer runs between them.
    if (!occasion._isLeaving) callPlugins("unload", {});
    occasion._isLeaving = true;
    setTimeout(() => (occasion._isLeaving = false));
    occasion._isGathering = true;
    stopWaiting();
    for (const tracker of trackers) {
      tracker._beat();
      ask(UNLOAD, tracker, []);
      flushQueue(tracker);
    }
    occasion._isGathering = false;
    for (const tracker of trackers) flushWaiting(tracker);
  };
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
    else occasion._isLeaving = false;
  });
  addEventListener("pagehide", leave);
}
