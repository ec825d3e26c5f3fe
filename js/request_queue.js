import { release, releaseBulk } from "./hold.js";
import { occasion } from "./occasion.js";
import { QUEUE_INTERVAL } from "./state.js";
import { Refusal } from "./report.js";

/**
 * Keeps a finished request until no further one came for the queue interval (spec-b §4.4).
 * @param {object} tracker
 * @param {string} request Empty: nothing happens.
 */
export function enqueue(tracker, request) {
  if (!request) return;
  if (tracker._unqueued || occasion._isLeaving) return release(tracker, request);
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

/** Methods about the queue of requests (spec-b §4.4). */
export function queueMethods(tracker, api, state) {
  return {
    setRequestQueueInterval(ms) {
      if (ms < 1000) throw new Refusal("Request queue interval needs to be at least 1000ms");
      state[QUEUE_INTERVAL] = ms;
    },
    disableQueueRequest: () => void (tracker._unqueued = true),
  };
}
