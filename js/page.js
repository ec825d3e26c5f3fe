import { FEATURES_ON } from "./slots.js";
import { browserFeatures, clientHints } from "./features.js";

const TIMES = "fetchStart connectEnd requestStart responseStart responseEnd domLoading domInteractive domComplete loadEventStart loadEventEnd".split(" ");

/** The load event is over, so the page's timings are final. */
let loaded;

/** Waits for the page's timings. */
export function watchLoading() {
  const settle = () => setTimeout(() => (loaded = true));
  if (document.readyState === "complete") settle();
  else addEventListener("load", settle);
}

/** The ten navigation times in ms, those missing as 0. A source without `domLoading` uses `responseEnd`. */
function timing() {
  const { timing: source = performance.getEntriesByType("navigation")[0] } = performance;
  return TIMES.map((name) => source[name in source || name !== "domLoading" ? name : "responseEnd"] || 0);
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

/**
 * What the page is like now, in the order of `Page` in `src/tracker/slots.rs`.
 * @param {object} tracker
 * @returns {unknown[]}
 */
export function facts(tracker) {
  const now = new Date();
  const [hints, pending] = clientHints(tracker);
  return [
    now.getTime(),
    now.getHours(),
    now.getMinutes(),
    now.getSeconds(),
    String(Math.random()),
    [0, 0, 0, 0, 0, 0].map(() => Math.floor(Math.random() * 62)),
    fact(() => document.cookie),
    navigator.cookieEnabled,
    location.href,
    fact(referrer),
    fact(() => document.domain) || location.hostname,
    fact(() => document.characterSet.toLowerCase()),
    fact(() => document.links[0].href),
    navigator.userAgent + (navigator.platform || ""),
    tracker._state[FEATURES_ON] ? fact(browserFeatures) || "{}" : "{}",
    hints,
    pending,
    fact(timing),
    loaded,
  ];
}
