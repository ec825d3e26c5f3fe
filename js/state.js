import { moment } from "./moment.js";
import * as slot from "./slots.js";

/** Needs no preflight, and is what every Matomo proxy takes (`field.md` §5). */
export const FORM = "application/x-www-form-urlencoded; charset=UTF-8";

/** Settings that only JavaScript reads, behind those that Rust reads too. The first have methods in `SETTERS`. */
export const APPENDED = slot.SHARED;
export const PROCESSING = slot.SHARED + 1;
export const PAUSE = slot.SHARED + 2;
export const COUNT_PRERENDERED = slot.SHARED + 3;
export const CONTENT_TYPE = slot.SHARED + 4;
export const CUSTOM_DATA = slot.SHARED + 5;
export const QUEUE_INTERVAL = slot.SHARED + 6;
export const LAST_REQUEST = slot.SHARED + 7;
export const STORE_VARIABLES = slot.SHARED + 8;
export const SCRUB_RULES = slot.SHARED + 9;
const COUNT = slot.SHARED + 10;

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
  return Array.from({
    length: COUNT,
    [slot.SITE_ID]: siteId || "",
    [slot.TRACKER_URL]: url || "",
    [slot.API_URL]: "",
    [slot.TITLE]: moment()._title,
    [slot.EXCLUDED_REFERRERS]: [".paypal.com"],
    [slot.CAMPAIGN_NAMES]: "pk_campaign mtm_campaign piwik_campaign matomo_campaign utm_campaign utm_source utm_medium".split(" "),
    [slot.CAMPAIGN_KEYWORDS]: "pk_kwd mtm_kwd piwik_kwd matomo_kwd utm_term".split(" "),
    [slot.USER_ID]: "",
    [slot.VISITOR_ID]: "",
    [slot.REQUEST_METHOD]: "",
    [slot.BEACON]: true,
    [slot.COOKIE_PREFIX]: "_pk_",
    [slot.SAME_SITE]: "Lax",
    [slot.VISITOR_TIMEOUT]: 33955200000,
    [slot.SESSION_TIMEOUT]: 1800000,
    [slot.REFERRAL_TIMEOUT]: 15768000000,
    [slot.SESSION_COOKIES]: [],
    [slot.CONSENT_REQUIRED]: false,
    [slot.FEATURES_ON]: true,
    [slot.PERFORMANCE_ON]: true,
    [slot.CROSS_DOMAIN]: false,
    [slot.CROSS_DOMAIN_TIMEOUT]: 180,
    [slot.PAGE_VIEWS]: 0,
    [slot.PAGE_VARIABLES]: "",
    [slot.EVENT_VARIABLES]: "",
    [slot.DOWNLOAD_EXTENSIONS]: EXTENSIONS.split("|"),
    [CONTENT_TYPE]: FORM,
    [PAUSE]: 500,
    [QUEUE_INTERVAL]: 2500,
  });
}
