/**
 * The methods that have a rule in Rust, in the order of `Command` in `src/tracker/command.rs`, where steps that are no
 * methods stand before them; `tests/tables.rs` keeps the two equal. The last two are made here, and Rust only calls them.
 */
export const COMMANDS = (
  "trackPageView trackEvent trackGoal trackSiteSearch trackLink trackRequest trackEcommerceOrder trackEcommerceCartUpdate getVisitorInfo " +
  "getCrossDomainLinkingUrlParameter getCurrentUrl getMatomoUrl setCustomUrl setDomains setVisitorId getAttributionInfo " +
  "deleteCookies getCookie setSessionCookie setCookieDomain disableCookies requireConsent setConsentGiven " +
  "rememberConsentGiven forgetConsentGiven getRememberedConsent setCookieConsentGiven rememberCookieConsentGiven " +
  "forgetCookieConsentGiven getRememberedCookieConsent setDoNotTrack previewScrub ping enableBrowserFeatureDetection"
).split(" ");

export const CREATE = 0;
export const KEEP = 1;
export const RETRY = 2;
export const NAME_CONTENT = 3;
export const RELEASE = 4;
export const RELEASE_BULK = 5;
export const LEAVE = 6;
export const CLICK_LINK = 7;
export const REMEMBER_VISITOR = 8;
export const TRACK_CONTENT = 9;
export const UNLOAD = 10;
export const SCRUB = 11;
/** The first public method: where `COMMANDS` begins. */
export const PUBLIC = 12;
/** The last of those that concern a visitor; they begin behind `nameContent`. */
export const LAST_LOOK = 21;
