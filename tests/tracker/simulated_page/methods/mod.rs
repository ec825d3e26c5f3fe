//! The public methods of a tracker as `js/tracker.js` and its neighbours make them.

mod consent;
mod content;
mod cookies;
mod ecommerce;
mod other;
mod scrub;
mod timing;
mod tracking;
mod variables;
mod visitor;

pub use ecommerce::Cart;
pub use scrub::compile;
pub use tracking::custom_data;
pub use variables::Variables;

use paqet::tracker::Command;

use super::{Context, Js, SimulatedPage};

/// Methods that store their argument; `SETTERS` of `js/tracker.js`.
const SETTERS: &[(&str, &str)] = &[
    ("setTrackerUrl", "tracker_url"),
    ("setSiteId", "site_id"),
    ("setAPIUrl", "api_url"),
    ("setReferrerUrl", "referrer"),
    ("setDocumentTitle", "title"),
    ("discardHashTag", "discard_hash"),
    ("setConversionAttributionFirstReferrer", "first_referrer"),
    ("setCookieNamePrefix", "cookie_prefix"),
    ("setCookiePath", "cookie_path"),
    ("setCrossDomainLinkingTimeout", "cross_domain_timeout"),
    ("setGlobalPrivacyControl", "privacy_control"),
];

/// Methods that store their argument as a list; `LISTS` of `js/tracker.js`.
const LISTS: &[(&str, &str)] = &[
    ("setExcludedQueryParams", "excluded_query"),
    ("setExcludedReferrers", "excluded_referrers"),
    ("setCampaignNameKey", "campaign_names"),
    ("setCampaignKeywordKey", "campaign_keywords"),
    ("setIgnoreClasses", "ignore_classes"),
    ("setDownloadClasses", "download_classes"),
    ("setLinkClasses", "link_classes"),
];

/// Methods that store seconds as ms; `SECONDS` of `js/tracker.js`.
const SECONDS: &[(&str, &str)] = &[
    ("setVisitorCookieTimeout", "visitor_timeout"),
    ("setSessionCookieTimeout", "session_timeout"),
    ("setReferralCookieTimeout", "referral_timeout"),
];

/// Methods that switch something on or off; `SWITCHES` of `js/tracker.js`.
const SWITCHES: &[(&str, &str, bool)] = &[
    ("disableCampaignParameters", "campaigns_disabled", true),
    ("enableCrossDomainLinking", "cross_domain", true),
    ("disableCrossDomainLinking", "cross_domain", false),
    ("alwaysUseSendBeacon", "beacon", true),
    ("disableAlwaysUseSendBeacon", "beacon", false),
    ("disablePerformanceTracking", "performance_on", false),
    ("enableFileTracking", "file_tracking", true),
];

/// Methods that answer a setting; `GETTERS` of `js/tracker.js`.
const GETTERS: &[(&str, &str)] = &[
    ("getTrackerUrl", "tracker_url"),
    ("getSiteId", "site_id"),
    ("getUserId", "user_id"),
    ("getPageViewId", "page_view_id"),
    ("getNumTrackedPageViews", "page_views"),
    ("getCookiePath", "cookie_path"),
    ("getCookieDomain", "cookie_domain"),
    ("getSessionCookieTimeout", "session_timeout"),
    ("isCrossDomainLinkingEnabled", "cross_domain"),
    ("isConsentRequired", "consent_required"),
    ("hasConsent", "has_consent"),
];

/// Position of `name` in a table of pairs, as its second half.
fn find<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(entry, _)| *entry == name).map(|(_, value)| *value)
}

impl SimulatedPage {
    /// Calls a public method of one tracker.
    ///
    /// # Panics
    /// When there is no such method.
    pub fn call(&mut self, tracker: usize, method: &str, args: &[Js]) -> Js {
        if self.trackers[tracker].silenced.iter().any(|silenced| silenced == method) {
            return Js::Undefined;
        }
        let arg = |at| arg(args, at);
        self.setting_method(tracker, method, &arg(0))
            .or_else(|| self.tracking_method(tracker, method, args))
            .or_else(|| self.visitor_method(tracker, method, &arg(0)))
            .or_else(|| self.consent_method(tracker, method, &arg(0)))
            .or_else(|| self.content_method(tracker, method, args))
            .or_else(|| self.cookie_method(tracker, method, args))
            .or_else(|| self.ecommerce_method(tracker, method, args))
            .or_else(|| self.scrub_method(tracker, method, &arg(0)))
            .or_else(|| self.timing_method(tracker, method, args))
            .or_else(|| self.variable_method(tracker, method, args))
            .or_else(|| self.other_method(tracker, method, &arg(0), &arg(1)))
            .unwrap_or_else(|| {
                assert!(Command::NAMES.contains(&method), "a tracker has no method {method}");
                self.command(tracker, method, args)
            })
    }

    fn command(&mut self, tracker: usize, method: &str, args: &[Js]) -> Js {
        self.ask(tracker, method, args, &mut Context::default())
    }

    fn setting_method(&mut self, tracker: usize, method: &str, value: &Js) -> Option<Js> {
        let as_list = |value: &Js| if matches!(value, Js::Text(_)) { Js::List(vec![value.clone()]) } else { value.clone() };
        let (name, value) = if let Some(name) = find(GETTERS, method) {
            return Some(self.setting(tracker, name).clone());
        } else if let Some(name) = find(SETTERS, method) {
            (name, value.clone())
        } else if let Some(name) = find(LISTS, method) {
            (name, as_list(value))
        } else if let Some(name) = find(SECONDS, method) {
            (name, Js::Number(value.number() * 1000.0))
        } else {
            SWITCHES.iter().find(|(switch, ..)| *switch == method).map(|(_, name, on)| (*name, Js::Bool(*on)))?
        };
        self.set(tracker, name, value);
        Some(Js::Undefined)
    }
}

/// The argument at a position, undefined when it was not given.
fn arg(args: &[Js], at: usize) -> Js {
    args.get(at).cloned().unwrap_or_default()
}

/// Spec-a §0.1: a number, or a text that is not empty.
fn is_lengthy(value: &Js) -> bool {
    matches!(value, Js::Number(_)) || matches!(value, Js::Text(text) if !text.is_empty())
}
