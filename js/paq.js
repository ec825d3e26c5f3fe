import { asyncTrackers } from "./tracker.js";
import { attempt } from "./report.js";

/**
 * Executed before everything else in the first queue, in this order (spec-b §1.3). `requireConsent` is earlier than in
 * matomo.js, where `setCookieDomain` tries a cookie before it.
 */
const FIRST = (
  "setScrubPolicy addTracker requireConsent setGlobalPrivacyControl setBotTracking enableFileTracking forgetCookieConsentGiven requireCookieConsent disableBrowserFeatureDetection " +
  "disableCampaignParameters disableCookies setTrackerUrl setAPIUrl enableCrossDomainLinking setCrossDomainLinkingTimeout " +
  "setSessionCookieTimeout setVisitorCookieTimeout setCookieNamePrefix setCookieSameSite setSecureCookie setCookiePath " +
  "setCookieDomain setDomains setUserId setVisitorId setSiteId alwaysUseSendBeacon disableAlwaysUseSendBeacon enableLinkTracking " +
  "setCookieConsentGiven setConsentGiven disablePerformanceTracking setPagePerformanceTiming setExcludedQueryParams " +
  "setExcludedReferrers"
).split(" ");

/** These reach only the first tracker. */
const ONLY_FIRST = ["addTracker", "setTrackerUrl", "setSiteId"];

/** May stand more than once in the first queue without a word. */
const REPEATABLE = ["addTracker", "enableLinkTracking"];

/** Plugin calls that found no plugin yet. */
let missed = [];

/**
 * Executes one entry of `_paq` (spec-b §1.2). The entry itself is left as it was.
 * @param {unknown[]} entry
 * @param {object} Matomo The global, for static calls.
 * @param {(message: string) => void} [say] Tells the developer of an unknown method.
 * @throws {TypeError} For an unknown method, as matomo.js does.
 */
export function dispatch(entry, Matomo, say = console.error) {
  const [head, ...args] = Array.isArray(entry) ? entry : [];
  if (typeof head === "function") return asyncTrackers.forEach((tracker) => head.apply(tracker, args));
  if (typeof head !== "string") throw new TypeError("_paq takes arrays: a method and its arguments");
  const [, plugin, separator, method] = /^(.+?)(::|\.)(.*?)(?:\2|$)/s.exec(head) || [0, "", "", head];
  for (const owner of separator === "::" ? [Matomo] : asyncTrackers) {
    const target = plugin ? owner[plugin] : owner;
    const isThere = target && target[method];
    // A plugin that is not there yet may come; then the call is made again.
    if (plugin && (!target || typeof target !== "object" || (separator === "::" && typeof isThere !== "function"))) return void missed.push(entry);
    if (isThere) target[method](...args);
    else refuse(method, plugin, say);
    if (ONLY_FIRST.includes(head)) return;
  }
}

function refuse(method, plugin, say) {
  const message = `The method '${method}' was not found in "_paq" variable: check its name`;
  (plugin ? console.error : say)(message);
  if (!plugin) throw new TypeError(message);
}

/** Executes the plugin calls again that found no plugin. */
export function retryMissed(Matomo) {
  const entries = missed;
  missed = [];
  for (const entry of entries) dispatch(entry, Matomo);
}

/**
 * Executes the queue as it was before the script: what must come first, then the rest in order. A bad
 * entry is reported and skipped; matomo.js stops there for good (spec-b B2).
 * @param {unknown[]} queue Entries pushed meanwhile are executed too.
 * @param {object} Matomo
 */
export function executeQueue(queue, Matomo) {
  // What is thrown is reported with its message, once.
  const silent = () => {};
  const run = (entry, at) => attempt(`_paq entry ${at + 1}`, () => dispatch(entry, Matomo, silent));
  for (const name of FIRST) {
    let seen = false;
    for (let at = 0; at < queue.length; at++) {
      if (!queue[at] || queue[at][0] !== name) continue;
      let entry = queue[at];
      queue[at] = undefined;
      // The first tracker's URL is set later, but an added tracker needs it now (spec-b B5).
      if (name === "addTracker" && !entry[1]) entry = [name, urlIn(queue), ...entry.slice(2)];
      if (seen && !REPEATABLE.includes(name)) {
        console.error(`The method ${name} is registered more than once in "_paq" variable: the last one counts`);
      }
      seen = true;
      run(entry, at);
    }
  }
  for (let at = 0; at < queue.length; at++) if (queue[at]) run(queue[at], at);
}

function urlIn(queue) {
  const entry = queue.find((other) => other && other[0] === "setTrackerUrl");
  return entry && entry[1];
}

/** `_paq` from now on: executes what is pushed, at once. */
export function proxy(Matomo) {
  return {
    push(...entries) {
      for (const entry of entries) dispatch(entry, Matomo);
    },
  };
}

/** `_paq` when there is no tracker: says so. */
export const stub = {
  push(entry) {
    console.error("_paq.push() was used but Matomo tracker was not initialized: push setTrackerUrl and setSiteId before", entry);
  },
};
