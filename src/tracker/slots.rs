//! What a call may know: the settings of its tracker and the facts of its page.
//!
//! Both come from JavaScript as flat lists in the order written here. `js/slots.js` repeats the
//! settings' order, and a test keeps the two equal.

use super::Value;
use super::call::Values;

macro_rules! slots {
    ($(#[$outer:meta])* $list:ident, $index:ident behind $before:expr; $($(#[$doc:meta])+ $name:ident,)+) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug)]
        pub struct $list<'a>(pub(super) &'a Values<'a>);

        /// Position of each entry.
        #[allow(non_camel_case_types, reason = "the names are those of the accessors")]
        #[derive(Clone, Copy, Debug)]
        #[repr(u8)]
        pub enum $index { $($(#[$doc])+ $name,)+ }

        impl<'a> $list<'a> {
            /// The names in order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),+];
            /// How many entries there are.
            pub const COUNT: usize = Self::NAMES.len();

            $($(#[$doc])+
            #[must_use]
            #[allow(clippy::indexing_slicing, reason = "a constant index into an array of that length")]
            pub fn $name(self) -> Value<'a> { self.0[$before + $index::$name as usize] })+
        }
    };
}

slots! {
    /// The state of one tracker. It lives in JavaScript as plain values, so that a getter answers
    /// what was set, with its type; a call changes it only by an effect.
    Settings, Setting behind 0;
    /// Page URL of `setCustomUrl`, already resolved; undefined before.
    custom_url,
    /// `location.href` when the tracker was made, decoded and freed from caches (spec-a §3.4).
    page_url,
    /// Host of the page when the tracker was made.
    own_domain,
    /// List of own hosts of `setDomains`.
    domains,
    /// Do not look for campaigns.
    campaigns_disabled,
    /// URL of a campaign that waits for consent; undefined: the page's; empty: none waits any more.
    campaign_url,
    /// When the tracker was made, in whole seconds.
    arrived,
    /// User id; empty: none.
    user_id,
    /// Visitor id forced by `setVisitorId`; empty: none.
    visitor_id,
    /// `GET`, `POST`, or whatever was asked for, in upper case.
    request_method,
    /// Send by beacon.
    beacon,
    /// Domain of the cookies; undefined: the page's host.
    cookie_domain,
    /// Set cookies with `secure`.
    secure_cookie,
    /// `Lax`, `None` or `Strict`.
    same_site,
    /// Neither read nor write cookies.
    cookies_disabled,
    /// This page said that the visitor agrees to cookies, and did not take it back.
    cookies_said,
    /// List of the names given to `setSessionCookie`.
    session_cookies,
    /// Do Not Track is asked for and honoured.
    do_not_track,
    /// This browser is run by a program, and the page wants none of those counted.
    bot_dropped,
    /// `requireConsent` was called.
    consent_required,
    /// The visitor agrees, or was not asked.
    has_consent,
    /// This page said that the visitor agrees, and did not take it back.
    consent_said,
    /// Detect plugins, resolution and client hints.
    features_on,
    /// Send page performance.
    performance_on,
    /// List of up to six spans for the next request from `setPagePerformanceTiming`, empty where none was given; empty: none waiting.
    custom_timing,
    /// The page performance of this page was sent.
    timing_sent,
    /// Cross-domain linking is on.
    cross_domain,
    /// Track pages and URLs of `file:`.
    file_tracking,
    /// Page view ID; undefined before the first page view.
    page_view_id,
    /// The page view ID was set by `setPageViewId`.
    page_view_id_fixed,
    /// How many page views were tracked.
    page_views,
    /// List of pairs id, value, ascending by id.
    dimensions,
    /// Custom variables of scope page as JSON; empty: none.
    page_variables,
    /// Custom variables of scope event as JSON; empty: none.
    event_variables,
    /// Custom variables of scope visit as JSON; undefined: not read from the cookie yet.
    visit_variables,
    /// List of pairs `_pkc`, `_pkp`, `_pks`, `_pkn` with their values.
    ecommerce_view,
    /// List of file name extensions of downloads.
    download_extensions,
    /// Time from which the next request may leave, in ms.
    next_request,
    /// Something was handed to the transport.
    has_sent,
    /// The scrub policy as a list; see `scrub/policy.rs`. Undefined: `balanced`.
    scrub,
    /// List of query parameter names to remove.
    excluded_query,
    /// List of hosts that are no referrers.
    excluded_referrers,
    /// List of parameter names that carry a campaign's name, first match wins.
    campaign_names,
    /// List of parameter names that carry a campaign's keyword.
    campaign_keywords,
    /// List of class patterns of links to ignore.
    ignore_classes,
    /// List of class patterns of downloads.
    download_classes,
    /// List of class patterns of outlinks.
    link_classes,
    /// Life of the visitor cookie in ms.
    visitor_timeout,
    /// Life of the session cookie in ms.
    session_timeout,
    /// Life of the referral cookie in ms.
    referral_timeout,
    /// Endpoint as given by `setTrackerUrl`, verbatim.
    tracker_url,
    /// Site id as given by `setSiteId`; empty before.
    site_id,
    /// Server directory of `setAPIUrl`; empty: derived from the tracker URL.
    api_url,
    /// Referrer, decoded, or what `setReferrerUrl` gave.
    referrer,
    /// Default page title: any value.
    title,
    /// Remove `#…` from URLs.
    discard_hash,
    /// Credit the first referrer instead of the last.
    first_referrer,
    /// `_pk_` or other start of the cookie names.
    cookie_prefix,
    /// Path of the cookies; undefined: `/`.
    cookie_path,
    /// Seconds a cross-domain link stays valid; 0 or less: for ever.
    cross_domain_timeout,
    /// Global Privacy Control is honoured.
    privacy_control,
}

slots! {
    /// What the page is like at this moment. The first six are all that is known when a request is released.
    Page, Fact behind Settings::COUNT;
    /// `Date.now()` in ms.
    now,
    /// `document.cookie`; empty where it cannot be read.
    cookies,
    /// Browser features as a JSON object of strings; `{}` when off and without consent.
    features,
    /// Client hints as JSON; `{}` when there are none.
    hints,
    /// Client hints were asked for and have not come yet.
    hints_pending,
    /// `navigator.globalPrivacyControl`.
    privacy_control,
    /// Local hour, 0 to 23.
    hours,
    /// Local minute.
    minutes,
    /// Local second.
    seconds,
    /// `String(Math.random())`.
    random,
    /// List of six dice of 0 to 61.
    dice,
    /// `navigator.cookieEnabled`.
    cookies_enabled,
    /// `location.href`.
    href,
    /// `document.referrer` of the outermost readable frame.
    document_referrer,
    /// `document.domain`.
    domain,
    /// `document.characterSet`, lower case.
    charset,
    /// `href` of the first link of the document.
    first_link,
    /// `navigator.userAgent` and `navigator.platform` in one; empty without consent.
    agent,
    /// List of ten navigation times in ms, in the order of `performance`.
    timing,
    /// The page is loaded and its timings are final.
    loaded,
}
