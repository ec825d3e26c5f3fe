/**
 * The numbers of the commands that JavaScript asks for itself, in the order of `Command` in `src/tracker/command.rs`: steps
 * that are no methods, then methods of which only a part is a rule. `tests/tables.rs` keeps the two equal.
 */
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
export const TRACK_PAGE_VIEW = 12;
export const TRACK_EVENT = 13;
export const TRACK_GOAL = 14;
export const TRACK_SITE_SEARCH = 15;
export const TRACK_LINK = 16;
export const TRACK_REQUEST = 17;
export const TRACK_ECOMMERCE_ORDER = 18;
export const TRACK_ECOMMERCE_CART_UPDATE = 19;
export const GET_VISITOR_INFO = 20;
export const GET_CROSS_DOMAIN_LINKING_URL_PARAMETER = 21;
export const GET_MATOMO_URL = 22;
export const SET_DOMAINS = 23;
export const GET_ATTRIBUTION_INFO = 24;
export const GET_COOKIE = 25;
export const SET_SESSION_COOKIE = 26;
export const SET_COOKIE_DOMAIN = 27;
export const REMEMBER_CONSENT_GIVEN = 28;
export const REMEMBER_COOKIE_CONSENT_GIVEN = 29;
export const SET_DO_NOT_TRACK = 30;
export const REQUIRE_CONSENT = 31;
/** The last of those that concern a visitor; they begin behind `nameContent`. */
export const LAST_LOOK = 21;
/** Where `COMMANDS` begins. */
export const NAMED = 31;

/**
 * The other commands, by their names: methods that are a rule and nothing else, and those that Rust calls because the page
 * may have replaced them. The last two are made here.
 */
export const COMMANDS = (
  "requireConsent getCurrentUrl setCustomUrl setVisitorId deleteCookies disableCookies setConsentGiven " +
  "forgetConsentGiven getRememberedConsent setCookieConsentGiven forgetCookieConsentGiven getRememberedCookieConsent " +
  "previewScrub ping enableBrowserFeatureDetection"
).split(" ");
