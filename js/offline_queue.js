import { KEEP, RETRY } from "./methods.js";
import { ask } from "./core.js";
import { on } from "./events.js";
import { withPart } from "./part_methods.js";

/** Consent and cookies, as `announceConsent` counts them. */
const BOTH = 3;

/** The method about the offline queue, which is a part of its own: `js/parts/offline.js` says what it does and is given. */
export function offlineMethods(tracker) {
  return {
    enableOfflineQueue() {
      const mayStore = () => tracker._consent === BOTH;
      const resend = (requests) => ask(RETRY, tracker, [requests]);
      const pause = (tries, retryAfter, take) => ask(KEEP, tracker, [[], tries, retryAfter], { _wait: take });
      // Until the part is there, requests leave so that their failure is known.
      tracker._isWaiting = !tracker._offline;
      withPart("offline", (open) => {
        tracker._isWaiting = false;
        tracker._offline ||= open(tracker._api, on, mayStore, resend, pause);
      });
    },
  };
}
