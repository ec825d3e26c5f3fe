import * as slot from "./slots.js";
import { APPENDED, CONTENT_TYPE, COUNT_PRERENDERED, CUSTOM_DATA, FORM, PAUSE, PROCESSING, QUEUE_INTERVAL, STORE_VARIABLES, defaults } from "./state.js";
import { COMMANDS, CREATE, MADE_HERE, PUBLIC } from "./methods.js";
import { ask } from "./core.js";
import { Refusal, attempt, report } from "./report.js";
import { addPlugin } from "./plugins.js";
import { release, releaseHeld } from "./hold.js";
import { enqueue } from "./request_queue.js";
import { listen } from "./links.js";
import { stopWaiting } from "./features.js";
import { customData } from "./custom_data.js";
import { trigger } from "./events.js";
import { contentMethods } from "./content.js";
import { cookieMethods } from "./cookies.js";
import { dimensionMethods } from "./dimensions.js";
import { ecommerceMethods } from "./ecommerce.js";
import { heartbeatMethods } from "./heartbeat.js";
import { scriptErrorMethods } from "./script_errors.js";
import { timingMethods } from "./timing.js";
import { variableMethods } from "./custom_variables.js";
import { isOverlay, showOverlay } from "./overlay.js";
import { whenShown } from "./prerender.js";

/** Methods that store their argument. */
const SETTERS = {
  setTrackerUrl: slot.TRACKER_URL,
  setSiteId: slot.SITE_ID,
  setAPIUrl: slot.API_URL,
  setReferrerUrl: slot.REFERRER,
  setDocumentTitle: slot.TITLE,
  discardHashTag: slot.DISCARD_HASH,
  setConversionAttributionFirstReferrer: slot.FIRST_REFERRER,
  setCookieNamePrefix: slot.COOKIE_PREFIX,
  setCookiePath: slot.COOKIE_PATH,
  appendToTrackingUrl: APPENDED,
  setCustomRequestProcessing: PROCESSING,
  setLinkTrackingTimer: PAUSE,
  setCrossDomainLinkingTimeout: slot.CROSS_DOMAIN_TIMEOUT,
  setCountPreRendered: COUNT_PRERENDERED,
};

/** Methods that store their argument as a list. */
const LISTS = {
  setExcludedQueryParams: slot.EXCLUDED_QUERY,
  setExcludedReferrers: slot.EXCLUDED_REFERRERS,
  setCampaignNameKey: slot.CAMPAIGN_NAMES,
  setCampaignKeywordKey: slot.CAMPAIGN_KEYWORDS,
  setIgnoreClasses: slot.IGNORE_CLASSES,
  setDownloadClasses: slot.DOWNLOAD_CLASSES,
  setLinkClasses: slot.LINK_CLASSES,
};

/** Methods that store a time given in seconds as ms. */
const SECONDS = {
  setVisitorCookieTimeout: slot.VISITOR_TIMEOUT,
  setSessionCookieTimeout: slot.SESSION_TIMEOUT,
  setReferralCookieTimeout: slot.REFERRAL_TIMEOUT,
};

/** Methods that switch something on, and with `-` off. */
const SWITCHES = {
  disableCampaignParameters: slot.CAMPAIGNS_DISABLED,
  enableCrossDomainLinking: slot.CROSS_DOMAIN,
  disableCrossDomainLinking: -slot.CROSS_DOMAIN,
  alwaysUseSendBeacon: slot.BEACON,
  disableAlwaysUseSendBeacon: -slot.BEACON,
  disablePerformanceTracking: -slot.PERFORMANCE_ON,
  enableFileTracking: slot.FILE_TRACKING,
  storeCustomVariablesInCookie: STORE_VARIABLES,
};

/** Methods that answer a setting. */
const GETTERS = {
  getTrackerUrl: slot.TRACKER_URL,
  getSiteId: slot.SITE_ID,
  getUserId: slot.USER_ID,
  getPageViewId: slot.PAGE_VIEW_ID,
  getNumTrackedPageViews: slot.PAGE_VIEWS,
  getCustomData: CUSTOM_DATA,
  getCookiePath: slot.COOKIE_PATH,
  getCookieDomain: slot.COOKIE_DOMAIN,
  getSessionCookieTimeout: slot.SESSION_TIMEOUT,
  getLinkTrackingTimer: PAUSE,
  isCrossDomainLinkingEnabled: slot.CROSS_DOMAIN,
  isConsentRequired: slot.CONSENT_REQUIRED,
  hasConsent: slot.HAS_CONSENT,
};

/** The parts of `getAttributionInfo` by their position. */
const ATTRIBUTION = ["getAttributionCampaignName", "getAttributionCampaignKeyword", "getAttributionReferrerTimestamp", "getAttributionReferrerUrl"];

/** Tracking methods with the position of their custom data; the callback is behind it. */
const TRACKING = { trackPageView: 1, trackEvent: 4, trackGoal: 2, trackSiteSearch: 3, trackLink: 2, trackRequest: 1 };

/** Each area of methods gets the tracker and `command(name, args, context)`, which asks Rust. */
const AREAS = [
  trackingMethods, visitorMethods, consentMethods, otherMethods, contentMethods, cookieMethods, dimensionMethods, ecommerceMethods, heartbeatMethods, scriptErrorMethods,
  timingMethods, variableMethods,
];

const asList = (value) => (typeof value === "string" ? [value] : value);

/**
 * A new tracker: an object whose methods are own, writable properties and call each other through
 * them, so that plugins can replace them (spec-a §1.1).
 * @param {string} [url] Endpoint.
 * @param {string | number} [siteId]
 * @returns {object}
 */
export function createTracker(url, siteId) {
  const state = defaults(url, siteId);
  const api = {};
  const tracker = { _api: api, _state: state, _held: {}, _waiting: [], _queue: [], _errors: new Set() };
  const command = (name, args, context) => ask(COMMANDS.indexOf(name), tracker, args, context);

  COMMANDS.slice(PUBLIC, MADE_HERE).forEach((name) => (api[name] = (...args) => command(name, args)));
  each(SETTERS, (name, at) => (api[name] = (value) => void (state[at] = value)));
  each(LISTS, (name, at) => (api[name] = (value) => void (state[at] = asList(value))));
  each(SECONDS, (name, at) => (api[name] = (seconds) => void (state[at] = seconds * 1000)));
  each(SWITCHES, (name, at) => (api[name] = () => void (state[Math.abs(at)] = at > 0)));
  each(GETTERS, (name, at) => (api[name] = () => state[at]));
  ATTRIBUTION.forEach((name, at) => (api[name] = () => api.getAttributionInfo()[at]));
  for (const methods of AREAS) Object.assign(api, methods(tracker, command));
  each(api, (name, method) => (api[name] = guarded(name, method)));
  api.optUserOut = api.forgetConsentGiven;
  ask(CREATE, tracker, []);
  trackers.add(tracker);
  trigger("TrackerSetup", [api]);
  return api;
}

/** Every tracker of the page, also those that `_paq` does not reach: the page's leaving concerns them all. */
export const trackers = new Set();

/** Not `for in`, which would also meet what the page added to `Object.prototype`. */
function each(table, define) {
  for (const [name, entry] of Object.entries(table)) define(name, entry);
}

/** A method with hostile arguments must not throw at the page. */
function guarded(name, method) {
  return (...args) => {
    try {
      return method(...args);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      report(`tracker.${name} could not use its arguments`, error);
    }
  };
}

function trackingMethods(tracker, command) {
  const { _api: api, _state: state } = tracker;
  const methods = {};
  each(TRACKING, (name, at) => {
    methods[name] = (...args) => {
      if (name === "trackPageView") {
        const session = isOverlay(tracker);
        if (session) return showOverlay(tracker, session);
        tracker._errors.clear();
        tracker._held.consent = [];
      }
      if (name === "trackPageView" || name === "trackSiteSearch") tracker._impressions.clear();
      // The type is the name of the parameter. matomo.js sends `undefined=…`, which Matomo counts as a page view.
      if (name === "trackLink" && !(typeof args[1] === "string" && /^\w+$/.test(args[1]))) return report("trackLink needs a type: 'link' or 'download'");
      const [dimensions, data] = customData(args[at], state[CUSTOM_DATA]);
      const callback = args[at + 1];
      const rest = args.slice(0, at).concat(name === "trackRequest" ? [args[3]] : []);
      command(name, [dimensions, data, ...(name === "trackPageView" ? attempt("the title", () => pageTitle(args[0], state[slot.TITLE])) || [] : rest)], {
        _built: (request) => release(tracker, request, callback),
      });
    };
    const track = methods[name];
    methods[name] = (...args) => whenShown(tracker, () => track(...args));
  });
  const assembled = (request, _built) => command("trackRequest", [...customData(undefined, state[CUSTOM_DATA]), request], { _built });
  return Object.assign(methods, {
    ping: () => api.trackRequest("ping=1", null, null, "ping"),
    queueRequest(request, isFullRequest) {
      if (isFullRequest) enqueue(tracker, request);
      else assembled(request, (full) => enqueue(tracker, full));
    },
    getRequest(request) {
      let full = "";
      assembled(request, (built) => (full = built));
      return full;
    },
  });
}

/** The title as Rust takes it: the one given or set, and the `<title>` element for one that is no string. */
function pageTitle(given, fallback) {
  let title = given || fallback;
  if (title && title.text) title = title.text;
  const element = document.getElementsByTagName("title")[0];
  return [title, typeof title === "string" || !element ? undefined : element.text];
}

function visitorMethods(tracker, command) {
  const { _api: api, _state: state } = tracker;
  return {
    setUserId(id) {
      if (typeof id === "number" || (typeof id === "string" && id)) state[slot.USER_ID] = id;
    },
    resetUserId: () => void (state[slot.USER_ID] = ""),
    getVisitorId: () => api.getVisitorInfo()[1],
    getVisitorInfo() {
      command("rememberVisitor", []);
      const info = command("getVisitorInfo", []);
      if (info[0] === "1") info[2] = +info[2];
      return info;
    },
    getAttributionInfo() {
      const info = command("getAttributionInfo", []);
      info[2] = +info[2];
      return info;
    },
    // The id must be one that is remembered, and may come from a replaced method; behind it are 10 digits of time and 6 of the device.
    getCrossDomainLinkingUrlParameter: () => "pk_vid=" + api.getVisitorId() + command("getCrossDomainLinkingUrlParameter", []).slice(-16),
    getMatomoUrl: () => command("getMatomoUrl", [api.getTrackerUrl()]),
    getPiwikUrl: () => api.getMatomoUrl(),
    setDomains: (domains) => command("setDomains", [asList(domains)]),
    setPageViewId(id) {
      state[slot.PAGE_VIEW_ID] = id;
      state[slot.PAGE_VIEW_ID_FIXED] = true;
    },
  };
}

function consentMethods({ _api: api, _state: state }, command) {
  return {
    requireConsent: () => command("requireConsent", [api.hasRememberedConsent()]),
    hasRememberedConsent: () => !!api.getRememberedConsent(),
    rememberConsentGiven(hours) {
      api.setConsentGiven(true);
      command("rememberConsentGiven", [hours]);
    },
    optUserOut() {},
    forgetUserOptOut: () => api.setConsentGiven(false),
    isUserOptedOut: () => !state[slot.HAS_CONSENT],
    requireCookieConsent() {
      if (api.getRememberedCookieConsent()) return false;
      api.disableCookies();
      return true;
    },
    rememberCookieConsentGiven(hours) {
      api.setCookieConsentGiven();
      command("rememberCookieConsentGiven", [hours]);
    },
    setDoNotTrack: (enable) => command("setDoNotTrack", [enable, navigator.doNotTrack]),
  };
}

function otherMethods(tracker) {
  const { _api: api, _state: state } = tracker;
  return {
    addPlugin,
    addTracker: (url, siteId) => addTracker(tracker, url, siteId),
    setRequestMethod(method) {
      state[slot.REQUEST_METHOD] = String(method || "GET").toUpperCase();
      if (state[slot.REQUEST_METHOD] === "GET") api.disableAlwaysUseSendBeacon();
    },
    setRequestContentType: (type) => void (state[CONTENT_TYPE] = type || FORM),
    setCustomData(key, value) {
      if (key === null || typeof key === "object") state[CUSTOM_DATA] = key;
      else (state[CUSTOM_DATA] ||= {})[key] = value;
    },
    enableLinkTracking(enable) {
      if (!tracker._linked) {
        tracker._linked = true;
        listen(tracker, document, enable !== undefined ? enable : true, true);
      }
    },
    addListener: (element, enable) => listen(tracker, element, enable !== undefined ? enable : true, false),
    setDownloadExtensions: (list) => void (state[slot.DOWNLOAD_EXTENSIONS] = extensions(list)),
    addDownloadExtensions: (list) => void (state[slot.DOWNLOAD_EXTENSIONS] = state[slot.DOWNLOAD_EXTENSIONS].concat(extensions(list))),
    removeDownloadExtensions(list) {
      const removed = extensions(list);
      state[slot.DOWNLOAD_EXTENSIONS] = state[slot.DOWNLOAD_EXTENSIONS].filter((extension) => !removed.includes(extension));
    },
    enableBrowserFeatureDetection: () => void (state[slot.FEATURES_ON] = true),
    disableBrowserFeatureDetection() {
      state[slot.FEATURES_ON] = false;
      stopWaiting();
      releaseHeld(tracker, "hints");
    },
    setRequestQueueInterval(ms) {
      if (ms < 1000) throw new Refusal("Request queue interval needs to be at least 1000ms");
      state[QUEUE_INTERVAL] = ms;
    },
    disableQueueRequest: () => void (tracker._unqueued = true),
    killFrame() {
      if (top !== window) top.location = location;
    },
    redirectFile(url) {
      if (location.protocol === "file:") location = url;
    },
    setGenerationTimeMs: () => report("setGenerationTimeMs is no longer supported: use setPagePerformanceTiming"),
  };
}

const extensions = (list) => (typeof list === "string" ? list.split("|") : list);

/** The trackers that `_paq` reaches, in order. Live: `Matomo.getAsyncTrackers()` answers it. */
export const asyncTrackers = [];

function addTracker({ _api: api }, url, siteId) {
  const added = createTracker(url === undefined || url === null ? api.getTrackerUrl() : url, siteId);
  asyncTrackers.push(added);
  trigger("TrackerAdded", [api]);
  return added;
}
