import { each } from "../entries.js";
import { report } from "../report.js";

/** Tests by the name that a message gives them. */
const KINDS = {
  "a boolean": (value) => typeof value === "boolean",
  "a text": (value) => typeof value === "string",
  "a number": (value) => Number.isFinite(value),
  "a number of 1000 or more": (value) => value >= 1000 && Number.isFinite(value),
  "a text or a number": (value) => typeof value === "string" || Number.isFinite(value),
  "a text or a list of texts": (value) => (Array.isArray(value) ? value : [value]).every((item) => typeof item === "string"),
  "a function": (value) => typeof value === "function",
  "an object": (value) => typeof value === "object" && !Array.isArray(value),
  "a boolean or a number": (value) => typeof value === "boolean" || Number.isFinite(value),
  "a boolean or an object": (value) => typeof value === "boolean" || typeof value === "object",
  "'Lax', 'Strict' or 'None'": (value) => /^(lax|strict|none)$/i.test(value),
  "'GET' or 'POST'": (value) => /^(get|post)$/i.test(value),
  "'all' or 'visible'": (value) => value === "all" || value === "visible",
  "a text or a URL": (value) => typeof value === "string" || value instanceof URL,
  // `setScrubPolicy` takes what it cannot read for the strictest one.
  "a policy": () => true,
  "'send', 'drop' or the id of a dimension": (value) => ["send", "drop"].includes(value) || value > 0,
  "a text, a URL, bytes or a WebAssembly.Module": (value) => typeof value === "string" || typeof value === "object",
};

/** Options that `init` itself reads. */
const OWN = {
  trackerUrl: "a text or a URL",
  siteId: "a text or a number",
  wasm: "a text, a URL, bytes or a WebAssembly.Module",
  facts: "an object",
  global: "a boolean",
};

/** A method that takes the option as it is. */
const set = (kind, method) => [kind, (tracker, value) => tracker[method](value)];
/** A method that is called for `true`, and another one, if there is one, for `false`. */
const turn = (on, off) => ["a boolean", (tracker, value) => (value ? tracker[on]() : off && tracker[off]())];
/** A part that is enabled with its own options, or with none for `true`. */
const enable = (method) => ["a boolean or an object", (tracker, value) => value && tracker[method](...(value === true ? [] : [value]))];

/** What each option calls, in the order in which they are carried out, which is that of the queue (`FIRST` in `js/paq.js`). */
const COMMANDS = {
  scrub: set("a policy", "setScrubPolicy"),
  requireConsent: turn("requireConsent"),
  globalPrivacyControl: set("a boolean", "setGlobalPrivacyControl"),
  botTracking: set("'send', 'drop' or the id of a dimension", "setBotTracking"),
  doNotTrack: set("a boolean", "setDoNotTrack"),
  fileTracking: turn("enableFileTracking"),
  requireCookieConsent: turn("requireCookieConsent"),
  disableBrowserFeatureDetection: turn("disableBrowserFeatureDetection", "enableBrowserFeatureDetection"),
  disableCampaignParameters: turn("disableCampaignParameters"),
  disableCookies: turn("disableCookies"),
  apiUrl: set("a text", "setAPIUrl"),
  crossDomainLinking: turn("enableCrossDomainLinking", "disableCrossDomainLinking"),
  crossDomainLinkingTimeout: set("a number", "setCrossDomainLinkingTimeout"),
  cookieNamePrefix: set("a text", "setCookieNamePrefix"),
  cookieSameSite: set("'Lax', 'Strict' or 'None'", "setCookieSameSite"),
  secureCookie: set("a boolean", "setSecureCookie"),
  cookiePath: set("a text", "setCookiePath"),
  cookieDomain: set("a text", "setCookieDomain"),
  visitorCookieTimeout: set("a number", "setVisitorCookieTimeout"),
  sessionCookieTimeout: set("a number", "setSessionCookieTimeout"),
  referralCookieTimeout: set("a number", "setReferralCookieTimeout"),
  domains: set("a text or a list of texts", "setDomains"),
  userId: set("a text or a number", "setUserId"),
  visitorId: set("a text", "setVisitorId"),
  excludedQueryParams: set("a text or a list of texts", "setExcludedQueryParams"),
  excludedReferrers: set("a text or a list of texts", "setExcludedReferrers"),
  campaignNameKey: set("a text or a list of texts", "setCampaignNameKey"),
  campaignKeywordKey: set("a text or a list of texts", "setCampaignKeywordKey"),
  conversionAttributionFirstReferrer: set("a boolean", "setConversionAttributionFirstReferrer"),
  discardHashTag: set("a boolean", "discardHashTag"),
  customUrl: set("a text", "setCustomUrl"),
  referrerUrl: set("a text", "setReferrerUrl"),
  title: set("a text", "setDocumentTitle"),
  pageViewId: set("a text", "setPageViewId"),
  dimensions: ["an object", (tracker, value) => each(value, (id, text) => tracker.setCustomDimension(id, text))],
  customData: set("an object", "setCustomData"),
  storeCustomVariablesInCookie: turn("storeCustomVariablesInCookie"),
  appendToTrackingUrl: set("a text", "appendToTrackingUrl"),
  customRequestProcessing: set("a function", "setCustomRequestProcessing"),
  requestMethod: set("'GET' or 'POST'", "setRequestMethod"),
  requestContentType: set("a text", "setRequestContentType"),
  disableAlwaysUseSendBeacon: turn("disableAlwaysUseSendBeacon", "alwaysUseSendBeacon"),
  disableQueueRequest: turn("disableQueueRequest"),
  requestQueueInterval: set("a number of 1000 or more", "setRequestQueueInterval"),
  disablePerformanceTracking: turn("disablePerformanceTracking"),
  countPreRendered: set("a boolean", "setCountPreRendered"),
  countRestored: set("a boolean", "setCountRestored"),
  downloadExtensions: set("a text or a list of texts", "setDownloadExtensions"),
  addDownloadExtensions: set("a text or a list of texts", "addDownloadExtensions"),
  removeDownloadExtensions: set("a text or a list of texts", "removeDownloadExtensions"),
  downloadClasses: set("a text or a list of texts", "setDownloadClasses"),
  linkClasses: set("a text or a list of texts", "setLinkClasses"),
  ignoreClasses: set("a text or a list of texts", "setIgnoreClasses"),
  linkTracking: turn("enableLinkTracking"),
  jsErrorTracking: turn("enableJSErrorTracking"),
  heartBeat: ["a boolean or a number", (tracker, value) => value !== false && tracker.enableHeartBeatTimer(value === true ? undefined : value)],
  trackPageView: turn("trackPageView"),
  singlePage: [
    "a boolean or an object",
    (tracker, value, { contentImpressions }) => value && tracker.enableSinglePageTracking({ contentImpressions: contentImpressions === "all", ...value }),
  ],
  declarativeEvents: enable("enableDeclarativeEvents"),
  mediaTracking: enable("enableMediaTracking"),
  offlineQueue: turn("enableOfflineQueue"),
  usageMeasurement: set("an object", "enableUsageMeasurement"),
  contentImpressions: [
    "'all' or 'visible'",
    (tracker, value, { singlePage }) => {
      if (value === "visible") tracker.trackVisibleContentImpressions();
      // Single-page tracking does it after each page view, which begins anew.
      else if (!singlePage) tracker.trackAllContentImpressions();
    },
  ],
};

/** Every option of `init`, with what it may be. */
export const OPTIONS = { ...OWN, ...Object.fromEntries(Object.entries(COMMANDS).map(([name, [kind]]) => [name, kind])) };

const has = (table, name) => Object.prototype.hasOwnProperty.call(table, name);

/**
 * Takes out what cannot be used, and tells the developer: once for each option, with what helps. An option that is
 * undefined or null counts as not given.
 * @param {unknown} options
 * @returns {object} The good ones.
 */
export function checked(options) {
  const good = {};
  if (typeof options !== "object" || !options) {
    report("init takes one object of options: init({ trackerUrl: 'https://…/matomo.php', siteId: 1 })");
    return good;
  }
  each(options, (name, value) => {
    if (!has(OPTIONS, name)) report(`init has no option '${name}', it is ignored${suggestion(name)}`);
    else if (value !== undefined && value !== null) {
      if (KINDS[OPTIONS[name]](value)) good[name] = value;
      else report(`init: '${name}' must be ${OPTIONS[name]}, it is ignored`, value);
    }
  });
  return good;
}

/** The option that was probably meant: `setUserId` and `userID` are `userId`. */
function suggestion(name) {
  const bare = (text) => text.toLowerCase().replace(/^(set|enable|track)|tracking$|timer$/g, "");
  const meant = Object.keys(OPTIONS).find((option) => bare(option) === bare(name));
  return meant ? `: it is called '${meant}'` : ": see InitOptions in index.d.ts for those there are";
}

/**
 * Carries the options out as calls of the tracker.
 * @param {object} tracker
 * @param {object} options As `checked` answers them.
 */
export function apply(tracker, options) {
  each(COMMANDS, (name, [, call]) => {
    if (has(options, name)) call(tracker, options[name], options);
  });
}
