import { COUNT_PRERENDERED } from "./state.js";

/**
 * Runs what a prerendered page wants tracked when the visitor gets to see it; at once on any other page.
 * matomo.js counts speculative prerenders, because it looks for a state that no browser has any more (spec-b B24).
 * @param {object} tracker
 * @param {() => void} track
 */
export function whenShown({ _state }, track) {
  if (document.prerendering && !_state[COUNT_PRERENDERED]) document.addEventListener("prerenderingchange", track, { once: true });
  else track();
}
