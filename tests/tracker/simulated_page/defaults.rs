//! The settings of a new tracker: those of `js/state.js` that Rust reads. `tests/tables.rs` keeps the two equal.

use paqet::tracker::Settings;

use super::Js;

const EXTENSIONS: &str = "7z|aac|apk|arc|arj|asc|asf|asx|avi|azw3|bin|bz|bz2|csv|deb|dmg|doc|docx|epub|exe|flv|gif|gz|gzip|hqx|ibooks|\
jar|jpg|jpeg|js|md5|mobi|mp2|mp3|mp4|mpg|mpeg|mov|movie|msi|msp|odb|odf|odg|ods|odt|ogg|ogv|pdf|phps|png|ppt|pptx|qt|qtm|ra|ram|rar|rpm|\
rtf|sea|sha|sha256|sha512|sig|sit|tar|tbz|tbz2|tgz|torrent|txt|wav|wma|wmv|wpd|xls|xlsx|xml|xz|z|zip";

/// The values in the order of `Settings::NAMES`.
pub fn defaults(url: &Js, site_id: &Js, title: &str) -> Vec<Js> {
    let or_empty = |value: &Js| if value.truthy() { value.clone() } else { "".into() };
    let default = |name: &&str| match *name {
        "tracker_url" => or_empty(url),
        "site_id" => or_empty(site_id),
        "title" => title.into(),
        "api_url" | "user_id" | "visitor_id" | "page_variables" | "event_variables" | "request_method" => "".into(),
        "excluded_referrers" => vec![".paypal.com"].into(),
        "campaign_names" => {
            vec!["pk_campaign", "mtm_campaign", "piwik_campaign", "matomo_campaign", "utm_campaign", "utm_source", "utm_medium"].into()
        }
        "campaign_keywords" => vec!["pk_kwd", "mtm_kwd", "piwik_kwd", "matomo_kwd", "utm_term"].into(),
        "beacon" | "features_on" | "performance_on" => true.into(),
        "cookie_prefix" => "_pk_".into(),
        "same_site" => "Lax".into(),
        "consent_required" | "cross_domain" => false.into(),
        "visitor_timeout" => 33_955_200_000.0.into(),
        "session_timeout" => 1_800_000.0.into(),
        "referral_timeout" => 15_768_000_000.0.into(),
        "cross_domain_timeout" => 180.0.into(),
        "session_cookies" => Js::List(Vec::new()),
        "page_views" => 0.0.into(),
        "download_extensions" => EXTENSIONS.split('|').collect::<Vec<_>>().into(),
        _ => Js::Undefined,
    };
    Settings::NAMES.iter().map(default).collect()
}
