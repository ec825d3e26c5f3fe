import { COUNT_PRERENDERED } from "./state.js";
import { attempt } from "./report.js";

/** The page was seen, or may be counted unseen; from then on it does not matter whether it is in front. */
let shown;

/**
 * Runs what a page wants tracked when the visitor gets to see it: pages that are prerendered or opened in the background
 * are hidden at first. At once on any other page, and after `setCountPreRendered(true)`. matomo.js looks for a state that
 * no browser has any more, and counts them all at once (spec-b B24).
 * @param {object} tracker
 * @param {() => T} track
 * @template T
 * @returns {T | undefined} What `track` answers; undefined when it waits.
 */
export function whenShown({ _state }, track) {
  // A prerendered page becomes visible a moment before it is activated, and knows no time of activation then.
  const { prerendering, visibilityState } = document;
  shown ||= !prerendering && visibilityState !== "hidden";
  if (shown || _state[COUNT_PRERENDERED]) return track();
  const show = () => {
    shown = true;
    attempt("tracking", track);
  };
  // In the capture phase of window, so that nothing the page tracks when it is shown comes before.
  addEventListener(prerendering ? "prerenderingchange" : "visibilitychange", show, { capture: true, once: true });
}
