/**
 * The commands that have a rule in Rust, in the order of `Command` in `src/tracker/command.rs`;
 * `tests/tables.rs` keeps the two equal. Those from `trackPageView` on are public methods.
 */
export const COMMANDS = (
  "create release releaseBulk leave clickLink rememberVisitor nameContent trackContent unload trackPageView trackEvent " +
  "trackGoal trackSiteSearch trackLink trackRequest trackEcommerceOrder trackEcommerceCartUpdate getCurrentUrl " +
  "getMatomoUrl setCustomUrl setDomains setVisitorId getVisitorInfo getAttributionInfo getCrossDomainLinkingUrlParameter " +
  "deleteCookies getCookie setSessionCookie setCookieDomain disableCookies requireConsent setConsentGiven " +
  "rememberConsentGiven forgetConsentGiven getRememberedConsent setCookieConsentGiven rememberCookieConsentGiven " +
  "forgetCookieConsentGiven getRememberedCookieConsent setDoNotTrack ping enableBrowserFeatureDetection"
).split(" ");

export const CREATE = 0;
export const RELEASE = 1;
export const RELEASE_BULK = 2;
export const LEAVE = 3;
export const CLICK_LINK = 4;
export const REMEMBER_VISITOR = 5;
export const NAME_CONTENT = 6;
export const TRACK_CONTENT = 7;
export const UNLOAD = 8;
/** The first public method. */
export const PUBLIC = 9;
/** From here on the methods are made in JavaScript and only called by Rust. */
export const MADE_HERE = 40;
