import { RELEASE, RELEASE_BULK } from "./methods.js";
import { announceConsent } from "./consent.js";
import { ask } from "./core.js";
import { rewritten } from "./scrubber.js";

/**
 * Lets a finished request go, if it may: Rust decides.
 * @param {object} tracker
 * @param {string} request
 * @param {Function} [callback] Called with the result, as Matomo documents.
 */
export function release(tracker, request, callback) {
  ask(RELEASE, tracker, [rewritten(tracker, request)], { _request: request, _callback: callback });
  tracker._arm();
  announceConsent(tracker);
}

/**
 * Lets several finished requests go as bulk requests.
 * @param {object} tracker
 * @param {string[]} requests
 */
export function releaseBulk(tracker, requests) {
  if (requests.length) ask(RELEASE_BULK, tracker, [requests.map((request) => rewritten(tracker, request))], { _requests: requests });
  announceConsent(tracker);
}

/**
 * Keeps the request of this call until `releaseHeld` is called with the same reason: as it was before the scrubber, so
 * that the policy's own rules see it once.
 */
export function hold(context, reason) {
  (context._tracker._held[reason] ||= []).push(context);
}

/**
 * Sends again, in order, what was held.
 * @param {object} tracker
 * @param {"consent" | "hints"} reason
 */
export function releaseHeld(tracker, reason) {
  const held = tracker._held[reason] || [];
  tracker._held[reason] = [];
  for (const { _request, _requests, _callback } of held) {
    if (_requests) releaseBulk(tracker, _requests);
    else release(tracker, _request, _callback);
  }
}
