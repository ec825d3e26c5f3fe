import { LAST_REQUEST } from "./state.js";

/**
 * Methods about the heartbeat (spec-b §5): a ping when the visitor leaves the page after having had it in
 * front for long enough, so that the visit's end is known.
 */
export function heartbeatMethods(tracker, api, state) {
  let delay = 0;
  let focused = 0;
  const now = () => new Date().getTime();
  const returned = () => (focused = now());
  const left = () => {
    const last = state[LAST_REQUEST];
    if (delay && now() - focused > delay && last && last + delay <= now()) api.ping();
  };
  const changed = () => (document.visibilityState === "hidden" ? left : returned)();
  // Signals count only from the first request on. The same listener is added once, however often.
  tracker._arm = () => {
    if (!delay) return;
    addEventListener("focus", returned);
    addEventListener("blur", left);
    addEventListener("visibilitychange", changed);
  };
  tracker._beat = left;
  tracker._returned = returned;
  return {
    enableHeartBeatTimer(seconds) {
      delay = Math.max(seconds || 15, 5) * 1000;
      if (state[LAST_REQUEST]) tracker._arm();
    },
    disableHeartBeatTimer: () => void (delay = 0),
  };
}
