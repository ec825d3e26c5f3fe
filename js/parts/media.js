import { createMediaAnalytics, trackerMediaAnalytics } from "./media/analytics.js";
import { audience } from "./media/sending.js";
import { playing } from "./media/media_tracker.js";
import { scan } from "./media/players.js";
import { attempt } from "../report.js";

/** What a page defines to be told that `Matomo.MediaAnalytics` is there. */
const INIT = "matomoMediaAnalyticsAsyncInit";

let watching;

/**
 * Tracks what is played: `<video>`, `<audio>`, and the frames of YouTube (with `enablejsapi=1`) and Vimeo; also what is added
 * later. Events of the category `MediaVideo` or `MediaAudio`, named by the title or, without one, by the source: `play`,
 * `resume`, `pause`, `finish`; `progress` at 25, 50 and 75 % with that value; `watched` with the seconds that were played, once
 * a playback ends: it finishes, the page is hidden, the element or its source goes.
 *
 * An element with `data-matomo-ignore` is left out; `data-matomo-title` and `data-matomo-resource` say what it is. What is
 * inside a shadow root is found by `MediaAnalytics::scanForMedia` with that root.
 * @param {object} tracker
 * @param {{ events?: boolean, mediaAnalytics?: boolean }} [options] `events`: the events above (true); `mediaAnalytics`: the
 *   requests of Matomo's plugin Media Analytics, from the first play on (false). A server without that plugin refuses them.
 */
export default function enableMediaTracking(tracker, { events = true, mediaAnalytics = false } = {}) {
  if (audience.has(tracker)) return;
  const wanted = { events: !!events, requests: !!mediaAnalytics };
  audience.set(tracker, wanted);
  tracker.MediaAnalytics ||= trackerMediaAnalytics(wanted);
  if (!watching) {
    watching = true;
    watch();
  }
  const { Matomo } = window;
  if (!Matomo) return;
  if (!Matomo.MediaAnalytics) {
    Matomo.MediaAnalytics = createMediaAnalytics();
    if (typeof window[INIT] === "function") attempt(INIT, () => window[INIT]());
  }
  // Calls of `MediaAnalytics` that came before this part.
  Matomo.retryMissedPluginCalls();
}

function watch() {
  scan(document);
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) scan(node);
  });
  observer.observe(document, { childList: true, subtree: true });
  const leave = () => playing.forEach((media) => media._leave());
  // Before the tracker's own listeners, which hand everything pending to the browser.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && leave());
  addEventListener("pagehide", leave, true);
}
