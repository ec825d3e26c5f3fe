import { moment } from "./page.js";
import * as slot from "./slots.js";

/** Needs no preflight, and is what every Matomo proxy takes (`field.md` §5). */
export const FORM = "application/x-www-form-urlencoded; charset=UTF-8";

/** Settings that only JavaScript reads, behind those that Rust reads too. */
export const CONTENT_TYPE = slot.SHARED;
export const APPENDED = slot.SHARED + 1;
export const PROCESSING = slot.SHARED + 2;
export const CUSTOM_DATA = slot.SHARED + 3;
export const PAUSE = slot.SHARED + 4;
export const QUEUE_INTERVAL = slot.SHARED + 5;
export const COUNT_PRERENDERED = slot.SHARED + 6;
export const LAST_REQUEST = slot.SHARED + 7;
export const STORE_VARIABLES = slot.SHARED + 8;

const EXTENSIONS =
  "7z|aac|apk|arc|arj|asc|asf|asx|avi|azw3|bin|bz|bz2|csv|deb|dmg|doc|docx|epub|exe|flv|gif|gz|gzip|hqx|ibooks|jar|jpg|jpeg|js|md5|" +
  "mobi|mp2|mp3|mp4|mpg|mpeg|mov|movie|msi|msp|odb|odf|odg|ods|odt|ogg|ogv|pdf|phps|png|ppt|pptx|qt|qtm|ra|ram|rar|rpm|rtf|sea|sha|" +
  "sha256|sha512|sig|sit|tar|tbz|tbz2|tgz|torrent|txt|wav|wma|wmv|wpd|xls|xlsx|xml|xz|z|zip";

/**
 * The settings of a new tracker (spec-a §2.1); what is not named begins undefined, which counts as no.
 * @param {string} url
 * @param {string | number} siteId
 * @returns {unknown[]}
 */
export function defaults(url, siteId) {
  const state = [];
  state[slot.TRACKER_URL] = url || "";
  state[slot.SITE_ID] = siteId || "";
  state[slot.API_URL] = state[slot.USER_ID] = state[slot.VISITOR_ID] = state[slot.PAGE_VARIABLES] = state[slot.EVENT_VARIABLES] = "";
  state[slot.TITLE] = moment()._title;
  state[slot.EXCLUDED_REFERRERS] = [".paypal.com"];
  state[slot.CAMPAIGN_NAMES] = "pk mtm piwik matomo utm"
    .split(" ")
    .map((prefix) => prefix + "_campaign")
    .concat("utm_source", "utm_medium");
  state[slot.CAMPAIGN_KEYWORDS] = ["pk_kwd", "mtm_kwd", "piwik_kwd", "matomo_kwd", "utm_term"];
  state[slot.REQUEST_METHOD] = "";
  state[slot.BEACON] = state[slot.FEATURES_ON] = state[slot.PERFORMANCE_ON] = true;
  state[slot.COOKIE_PREFIX] = "_pk_";
  state[slot.SAME_SITE] = "Lax";
  state[slot.CONSENT_REQUIRED] = state[slot.CROSS_DOMAIN] = false;
  state[slot.VISITOR_TIMEOUT] = 33955200000;
  state[slot.SESSION_TIMEOUT] = 1800000;
  state[slot.REFERRAL_TIMEOUT] = 15768000000;
  state[slot.CROSS_DOMAIN_TIMEOUT] = 180;
  state[slot.SESSION_COOKIES] = [];
  state[slot.PAGE_VIEWS] = 0;
  state[slot.DOWNLOAD_EXTENSIONS] = EXTENSIONS.split("|");
  state[CONTENT_TYPE] = FORM;
  state.length = STORE_VARIABLES;
  state[PAUSE] = 500;
  state[QUEUE_INTERVAL] = 2500;
  return Array.from(state);
}
