import { KEEP, RETRY } from "./methods.js";
import { ask } from "./core.js";
import { report } from "./report.js";
import { trackers } from "./tracker.js";

/**
 * Keeps complete requests that could not be sent, in this page, for another try: Rust says when, and how many.
 * @param {object} tracker
 * @param {string[]} requests
 * @param {string | null} [retryAfter] What the server said in its header of that name.
 * @param {boolean} [isAgain] They were kept before, so they are older than the others.
 */
export function keep(tracker, requests, retryAfter, isAgain) {
  const failed = tracker._failed;
  failed[isAgain ? "unshift" : "push"](...requests);
  const _wait = (pause, dropped) => {
    failed.splice(0, dropped);
    // However many fail meanwhile, the next try comes when it was to come, unless the server asks for more time.
    if (tracker._retryTimer && !retryAfter) return;
    clearTimeout(tracker._retryTimer);
    tracker._retryTimer = setTimeout(() => retry(tracker), pause);
  };
  ask(KEEP, tracker, [failed, tracker._tries, retryAfter], { _wait });
}

/**
 * Sends the first half of what the server finds too large, and keeps the second for later. A single request is given up.
 * @param {object} tracker
 * @param {string[]} requests
 */
export function halve(tracker, requests) {
  const rest = requests.splice(requests.length >> 1 || 1);
  if (!rest.length) return report("a request is too large for the server and was given up");
  // The server is well, so the pause is the shortest.
  tracker._tries = 0;
  keep(tracker, rest, 0, true);
  ask(RETRY, tracker, [requests], { _isAgain: true });
}

/**
 * Takes what was kept; no further try is due.
 * @param {object} tracker
 * @returns {string[]} Complete requests, oldest first.
 */
export function takeFailed(tracker) {
  clearTimeout(tracker._retryTimer);
  tracker._retryTimer = 0;
  return tracker._failed.splice(0);
}

/** Tries at once what was kept, as one bulk request. */
function retry(tracker) {
  const requests = takeFailed(tracker);
  if (!requests.length) return;
  tracker._tries++;
  const _callback = ({ success }) => success && (tracker._tries = 0);
  ask(RETRY, tracker, [requests], { _isAgain: true, _callback });
}

/** Tries again what was kept as soon as the browser thinks that it is connected. */
export function watchConnection() {
  addEventListener("online", () => {
    for (const tracker of trackers) retry(tracker);
  });
}
