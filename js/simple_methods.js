import * as slot from "./slots.js";
import { CUSTOM_DATA, PAUSE, STORE_VARIABLES } from "./state.js";
import { COMMANDS, NAMED } from "./methods.js";
import { each } from "./entries.js";

/**
 * Methods that store their argument, in the order of the settings from `EXCLUDED_QUERY` on: those that take a list, times
 * given in seconds and stored in ms, and what is stored as it is.
 */
const SETTERS = (
  "setExcludedQueryParams setExcludedReferrers setCampaignNameKey setCampaignKeywordKey setIgnoreClasses setDownloadClasses setLinkClasses " +
  "setVisitorCookieTimeout setSessionCookieTimeout setReferralCookieTimeout " +
  "setTrackerUrl setSiteId setAPIUrl setReferrerUrl setDocumentTitle discardHashTag setConversionAttributionFirstReferrer setCookieNamePrefix " +
  "setCookiePath setCrossDomainLinkingTimeout setGlobalPrivacyControl appendToTrackingUrl setCustomRequestProcessing setLinkTrackingTimer " +
  "setCountPreRendered"
).split(" ");

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

/** A single text or number counts as a list of one. A list is copied: what the page does with its own later changes nothing here. */
export const asList = (value) => (Array.isArray(value) ? value.slice() : /^[sn]/.test(typeof value) ? [value] : value);

/** Methods that only store or answer, or that are a rule of Rust and nothing else: rows of tables. */
export function simpleMethods(tracker, api, state, command) {
  const methods = {};
  COMMANDS.forEach((name, at) => (methods[name] = (...args) => command(NAMED + at, args)));
  SETTERS.forEach((name, index) => {
    const at = slot.EXCLUDED_QUERY + index;
    methods[name] = (value) => void (state[at] = at < slot.VISITOR_TIMEOUT ? asList(value) : at < slot.TRACKER_URL ? value * 1000 : value);
  });
  each(SWITCHES, (name, at) => (methods[name] = () => void (state[Math.abs(at)] = at > 0)));
  each(GETTERS, (name, at) => (methods[name] = () => state[at]));
  ATTRIBUTION.forEach((name, at) => (methods[name] = () => api.getAttributionInfo()[at]));
  return methods;
}
