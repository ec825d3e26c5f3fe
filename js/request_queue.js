import { release, releaseBulk } from "./hold.js";
import { QUEUE_INTERVAL } from "./state.js";

/**
 * Keeps a finished request until no further one came for the queue interval (spec-b §4.4).
 * @param {object} tracker
 * @param {string} request Empty: nothing happens.
 */
export function enqueue(tracker, request) {
  if (!request) return;
  if (tracker._unqueued) return release(tracker, request);
  tracker._queue.push(request);
  clearTimeout(tracker._queueTimer);
  tracker._queueTimer = setTimeout(() => flushQueue(tracker), tracker._state[QUEUE_INTERVAL]);
}

/** Lets all queued requests go: one as itself, more as bulk requests. */
export function flushQueue(tracker) {
  clearTimeout(tracker._queueTimer);
  const requests = tracker._queue.splice(0);
  if (requests.length === 1) release(tracker, requests[0]);
  else releaseBulk(tracker, requests);
}
