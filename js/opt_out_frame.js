import { asyncTrackers } from "./tracker.js";

const hostOf = (url) => {
  try {
    return new URL(url, location.href).hostname;
  } catch {
    return "";
  }
};

/**
 * Talks to Matomo's opt-out frame (spec-b §7.4). Frames of other servers and malformed messages are ignored; the
 * answer speaks of the tracker of the frame's server, where matomo.js takes the last one (spec-b B26).
 */
export function watchOptOutFrame() {
  addEventListener("message", ({ origin, data }) => {
    const host = origin && hostOf(origin);
    const tracker = host && asyncTrackers.find((other) => hostOf(other.getMatomoUrl()) === host);
    if (!tracker || typeof data !== "string") return;
    const answer = (state) => {
      const text = JSON.stringify({ ...state, maq_url: tracker.getMatomoUrl(), maq_optout_by_default: tracker.isConsentRequired() });
      for (const frame of document.getElementsByTagName("iframe")) if (hostOf(frame.src) === host) frame.contentWindow.postMessage(text, origin);
    };
    let message = {};
    try {
      message = Object(JSON.parse(data));
    } catch {
      // Other scripts of the page may send what they like.
    }
    if ("maq_initial_value" in message) {
      answer({ maq_opted_in: message.maq_initial_value && tracker.hasConsent() });
    } else if ("maq_opted_in" in message) {
      for (const other of asyncTrackers) other[message.maq_opted_in ? "rememberConsentGiven" : "forgetConsentGiven"]();
      answer({ maq_confirm_opted_in: tracker.hasConsent() });
    }
  });
}

