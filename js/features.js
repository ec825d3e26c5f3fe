import { FEATURES_ON, HAS_CONSENT } from "./slots.js";
import { releaseHeld } from "./hold.js";
import { json } from "./json.js";
import { trackers } from "./tracker.js";

/** How long requests wait for the client hints, in ms. matomo.js waits for ever (spec-b B9). */
const PATIENCE = 500;

/** What this browser can do, as JSON; found once per page. */
let features;

/** @returns {string} Plugins, cookies and resolution as a JSON object of strings (spec-a §3.11). */
export function browserFeatures() {
  return (features ||= json(detect()));
}

/** No browser has other plugins than its PDF viewer any more, nor Java. */
function detect() {
  const { mimeTypes, cookieEnabled } = navigator;
  const pdf = mimeTypes && mimeTypes["application/pdf"];
  const plugins = mimeTypes && mimeTypes.length ? { pdf: pdf && pdf.enabledPlugin ? "1" : "0", qt: "0", realp: "0", wma: "0", fla: "0", java: "0", ag: "0" } : {};
  return { ...plugins, cookie: cookieEnabled ? "1" : "0", res: screen.width + "x" + screen.height };
}

/** Client hints as JSON, once they are there or were given up. */
let hints = "{}";
/** 0: not asked; 1: asked; 2: known, or there are none. */
let asked = 0;

/**
 * The client hints as known now, and whether better ones are on their way. The browser is asked when a first request
 * wants to leave and the visitor has not refused: before, nobody needs them.
 * @param {object} tracker
 * @param {boolean} isLeaving A request wants to leave.
 * @returns {[string, boolean]}
 */
export function clientHints(tracker, isLeaving) {
  if (!asked && isLeaving && tracker._state[FEATURES_ON] && tracker._state[HAS_CONSENT]) ask();
  return [hints, asked === 1 && tracker._state[FEATURES_ON]];
}

function ask() {
  const agent = navigator.userAgentData;
  asked = 2;
  if (!agent || typeof agent.getHighEntropyValues !== "function") return;
  asked = 1;
  hints = json({ brands: agent.brands, platform: agent.platform }) || hints;
  const wanted = "brands model platform platformVersion uaFullVersion fullVersionList formFactors".split(" ");
  try {
    agent.getHighEntropyValues(wanted).then((known) => {
      if (known && typeof known === "object") {
        if (known.fullVersionList) {
          delete known.brands;
          delete known.uaFullVersion;
        }
        hints = json(known) || hints;
      }
      stopWaiting();
    }, stopWaiting);
    setTimeout(stopWaiting, PATIENCE);
  } catch {
    stopWaiting();
  }
}

/** Lets the requests go with what is known: the hints came, took too long, or the page is being left. */
export function stopWaiting() {
  if (asked === 1) {
    asked = 2;
    for (const tracker of trackers) releaseHeld(tracker, "hints");
  }
}

/** Methods about what is told of the browser (spec-a §3.11). */
export function featureMethods(tracker, api, state) {
  return {
    enableBrowserFeatureDetection: () => void (state[FEATURES_ON] = true),
    disableBrowserFeatureDetection() {
      state[FEATURES_ON] = false;
      releaseHeld(tracker, "hints");
    },
  };
}
