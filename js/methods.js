/**
 * The commands that have a rule in Rust, in the order of `Command` in `src/tracker/command.rs`;
 * `tests/tables.rs` keeps the two equal. Those from `trackPageView` on are public methods.
 */
export const COMMANDS = (
  "create nameContent release releaseBulk leave clickLink rememberVisitor trackContent unload scrub trackPageView trackEvent " +
  "trackGoal trackSiteSearch trackLink trackRequest trackEcommerceOrder trackEcommerceCartUpdate getVisitorInfo " +
  "getCrossDomainLinkingUrlParameter getCurrentUrl getMatomoUrl setCustomUrl setDomains setVisitorId getAttributionInfo " +
  "deleteCookies getCookie setSessionCookie setCookieDomain disableCookies requireConsent setConsentGiven " +
  "rememberConsentGiven forgetConsentGiven getRememberedConsent setCookieConsentGiven rememberCookieConsentGiven " +
  "forgetCookieConsentGiven getRememberedCookieConsent setDoNotTrack previewScrub ping enableBrowserFeatureDetection"
).split(" ");

export const CREATE = 0;
export const NAME_CONTENT = 1;
export const RELEASE = 2;
export const RELEASE_BULK = 3;
export const LEAVE = 4;
export const CLICK_LINK = 5;
export const REMEMBER_VISITOR = 6;
export const TRACK_CONTENT = 7;
export const UNLOAD = 8;
export const SCRUB = 9;
/** The first public method. */
export const PUBLIC = 10;
/** The last of those that concern a visitor; they begin behind `nameContent`. */
export const LAST_LOOK = 19;
/** From here on the methods are made in JavaScript and only called by Rust. */
export const MADE_HERE = 42;
