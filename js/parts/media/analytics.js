import { chosen, state } from "./sending.js";
import { limits, MediaTracker } from "./media_tracker.js";
import { fallback, isIgnored, resourceOf, titleOf } from "./titles.js";
import { players, scan } from "./players.js";
import { report } from "../../report.js";

/** `Matomo.MediaAnalytics`: the documented statics of Matomo's plugin, for pages that call them. */
export function createMediaAnalytics() {
  return {
    scanForMedia: (root = document) => scan(root),
    addPlayer(name, player) {
      if (player && typeof player.scanForMedia === "function") {
        players.set(name, player);
        scan(document);
      } else report(`MediaAnalytics.addPlayer: the player '${name}' needs a function scanForMedia`);
    },
    removePlayer: (name) => void players.delete(name),
    enableMediaAnalytics: () => void (state.isEnabled = true),
    disableMediaAnalytics: () => void (state.isEnabled = false),
    isMediaAnalyticsEnabled: () => state.isEnabled,
    setPingInterval(seconds) {
      if (seconds >= 1) limits.ping = Number(seconds);
      else report("MediaAnalytics.setPingInterval takes seconds, 1 at least");
    },
    setMaxTrackingTime: (seconds) => void (limits.most = seconds >= 0 ? Number(seconds) : Infinity),
    setMediaTitleFallback: (titleFor) => void (fallback.title = titleFor),
    setMatomoTrackers: (trackers) => void (chosen.trackers = trackers && [].concat(trackers)),
    getMatomoTrackers: () => chosen.trackers || window.Matomo.getAsyncTrackers(),
    // What it would print, the browser's own tools show.
    enableDebugMode() {},
    MediaTracker,
    mediaType: { VIDEO: "video", AUDIO: "audio" },
    element: { getMediaTitle: titleOf, getMediaResource: resourceOf, isMediaIgnored: isIgnored },
  };
}

/** `tracker.MediaAnalytics`: what one tracker wants. */
export function trackerMediaAnalytics(wanted) {
  const member = (key, name) => ({
    ["enable" + name]: () => void (wanted[key] = true),
    ["disable" + name]: () => void (wanted[key] = false),
    [`is${name}Enabled`]: () => wanted[key],
  });
  return { ...member("events", "TrackEvents"), ...member("requests", "TrackProgress") };
}
