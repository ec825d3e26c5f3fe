import * as slot from "./slots.js";
import { APPENDED, COUNT_PRERENDERED, CUSTOM_DATA, PAUSE, PROCESSING, STORE_VARIABLES } from "./state.js";
import { COMMANDS, MADE_HERE, PUBLIC } from "./methods.js";
import { each } from "./entries.js";

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
  setGlobalPrivacyControl: slot.PRIVACY_CONTROL,
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

/** A single text or number counts as a list of one. A list is copied: what the page does with its own later changes nothing here. */
export const asList = (value) => (Array.isArray(value) ? value.slice() : /^[sn]/.test(typeof value) ? [value] : value);

/** Methods that only store or answer, or that are a rule of Rust and nothing else: rows of tables. */
export function simpleMethods(tracker, api, state, command) {
  const methods = {};
  COMMANDS.slice(PUBLIC, MADE_HERE).forEach((name) => (methods[name] = (...args) => command(name, args)));
  each(SETTERS, (name, at) => (methods[name] = (value) => void (state[at] = value)));
  each(LISTS, (name, at) => (methods[name] = (value) => void (state[at] = asList(value))));
  each(SECONDS, (name, at) => (methods[name] = (seconds) => void (state[at] = seconds * 1000)));
  each(SWITCHES, (name, at) => (methods[name] = () => void (state[Math.abs(at)] = at > 0)));
  each(GETTERS, (name, at) => (methods[name] = () => state[at]));
  ATTRIBUTION.forEach((name, at) => (methods[name] = () => api.getAttributionInfo()[at]));
  return methods;
}
