import { FEATURES_ON, TIMING_SENT } from "./slots.js";
import { CREATE, RELEASE, RELEASE_BULK } from "./methods.js";
import { browserFeatures, clientHints } from "./features.js";

const TIMES = "fetchStart connectEnd requestStart responseStart responseEnd domLoading domInteractive domComplete loadEventStart loadEventEnd".split(" ");

/** The load event is over, so the page's timings are final. */
let loaded;

/** Waits for the page's timings. */
export function watchLoading() {
  const settle = () => setTimeout(() => (loaded = true));
  // A script that comes after the load finds the timings final.
  if (fact(timing)[TIMES.length - 1]) loaded = true;
  else if (document.readyState === "complete") settle();
  else addEventListener("load", settle);
}

/**
 * The ten navigation times in ms, those missing as 0. A source without `domLoading` uses `responseEnd`. What happened while
 * the page was prerendered took the visitor no time, so it counts as happening when the page was activated.
 */
function timing() {
  const [entry = {}] = performance.getEntriesByType("navigation");
  const { timing: source = entry } = performance;
  const shown = entry.activationStart && entry.activationStart + (source.navigationStart || 0);
  return TIMES.map((name) => {
    const time = source[name in source || name !== "domLoading" ? name : "responseEnd"] || 0;
    return time && Math.max(time, shown || 0);
  });
}

/** The referrer of the outermost frame that may be read, else of this one (spec-a §3.4). */
function referrer() {
  const outer = fact(() => top.document.referrer, () => fact(() => parent.document.referrer));
  return outer || document.referrer;
}

/** A fact that the page makes throw, or hides behind a form of that name, is an empty text. */
function fact(read, otherwise = () => "") {
  try {
    const value = read();
    if (typeof value !== "object" || Array.isArray(value)) return value;
  } catch {
    // Sandboxed frames and frames of other origins.
  }
  return otherwise();
}

/** What does not change while the page lives. */
let agent;
let charset;

/**
 * What the page is like now, in the order of `Page` in `src/tracker/slots.rs`. Asking the page costs time, so a request
 * that is released, what only a new tracker looks at, and timings that were sent, are not asked for again.
 * @param {object} tracker
 * @param {number} [command]
 * @returns {unknown[]}
 */
export function facts(tracker, command = CREATE) {
  const { _state: state } = tracker;
  const now = new Date();
  const isReleased = command === RELEASE || command === RELEASE_BULK;
  const first = [now.getTime(), fact(() => document.cookie), state[FEATURES_ON] ? fact(browserFeatures) || "{}" : "{}", ...clientHints(tracker, isReleased)];
  if (isReleased) return [...first, ...Array(14)];
  const atCreation = (read) => (command === CREATE ? fact(read) : "");
  agent ||= navigator.userAgent + (navigator.platform || "");
  charset ||= fact(() => document.characterSet.toLowerCase());
  return [
    ...first,
    now.getHours(),
    now.getMinutes(),
    now.getSeconds(),
    String(Math.random()),
    [0, 0, 0, 0, 0, 0].map(() => Math.floor(Math.random() * 62)),
    navigator.cookieEnabled,
    location.href,
    atCreation(referrer),
    atCreation(() => fact(() => document.domain) || location.hostname),
    charset,
    atCreation(() => document.links[0].href),
    agent,
    state[TIMING_SENT] ? "" : fact(timing),
    loaded,
  ];
}
