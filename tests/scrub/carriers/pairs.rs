//! Carriers of a name with its value.

use super::super::carrier::{Carrier, Wire};
use super::super::visit::{OTHER, OWN, Visit};
use super::encoding::{component, form, hex, raw};

/// `name=value` in all its places.
pub const PAIRS: &[Carrier] = &[
    Carrier { name: "query", place: |visit, wire| visit.view(&format!("/p?{}&lang=de", wire.pair())) },
    Carrier { name: "query-last", place: |visit, wire| visit.view(&format!("/p?lang=de&{}", wire.pair())) },
    Carrier { name: "query-raw", place: |visit, wire| visit.view(&format!("/p?lang=de&{}={}", wire.key, raw(&wire.value))) },
    Carrier { name: "query-form", place: |visit, wire| visit.view(&format!("/p?{}={}", wire.key, form(&wire.value))) },
    Carrier { name: "query-hex", place: |visit, wire| visit.view(&format!("/p?{}={}", wire.key, hex(&wire.value))) },
    Carrier { name: "query-twice", place: |visit, wire| visit.view(&format!("/p?{}={}", wire.key, component(&component(&wire.value)))) },
    Carrier { name: "query-with-hash", place: |visit, wire| visit.view(&format!("/p?{}#top", wire.pair())) },
    Carrier { name: "semicolon", place: |visit, wire| visit.view(&format!("/p?lang=de;{};x=1", wire.pair())) },
    Carrier { name: "matrix", place: |visit, wire| visit.view(&format!("/p;{}/x", wire.pair())) },
    Carrier { name: "nested", place: |visit, wire| visit.view(&format!("/p?filter[{}]={}", wire.key, component(&wire.value))) },
    Carrier { name: "hash-query", place: |visit, wire| visit.view(&format!("/p#{}&tab=1", wire.pair())) },
    Carrier { name: "hash-question", place: |visit, wire| visit.view(&format!("/p#?{}", wire.pair())) },
    Carrier { name: "hash-route-query", place: |visit, wire| visit.view(&format!("/p#/route?{}", wire.pair())) },
    Carrier { name: "hash-bang-query", place: |visit, wire| visit.view(&format!("/p#!/route?x=1&{}", wire.pair())) },
    Carrier { name: "url-in-value", place: |visit, wire| visit.view(&format!("/p?next={}", component(&wire.address("")))) },
    Carrier { name: "absolute-url-in-value", place: |visit, wire| visit.view(&format!("/p?next={}", component(&wire.address(OWN)))) },
    Carrier { name: "url-in-url-in-value", place: url_in_url },
    Carrier { name: "url-in-path", place: |visit, wire| visit.view(&format!("/go/{}", component(&wire.address(OWN)))) },
    Carrier { name: "url-in-hash", place: |visit, wire| visit.view(&format!("/p#{}", component(&wire.address(OWN)))) },
    Carrier { name: "json-in-value", place: json },
    Carrier { name: "escaped-json-in-value", place: escaped_json },
    Carrier { name: "custom-url", place: |visit, wire| track_with(visit, "setCustomUrl", &wire.address("")) },
    Carrier { name: "referrer-query", place: |visit, wire| visit.refer(&wire.address(OTHER)) },
    Carrier { name: "own-referrer-query", place: |visit, wire| visit.refer(&wire.address(OWN)) },
    Carrier { name: "custom-referrer", place: |visit, wire| track_with(visit, "setReferrerUrl", &wire.address(OWN)) },
    Carrier { name: "outlink-query", place: |visit, wire| visit.click(&wire.address(OTHER), false) },
    Carrier { name: "download-query", place: |visit, wire| visit.click(&wire.address(OWN), true) },
    Carrier { name: "track-link", place: |visit, wire| visit.push("trackLink", [wire.address(OTHER), "link".into()]) },
    Carrier { name: "event-url", place: |visit, wire| visit.push("trackEvent", ["nav", "go", &wire.address(OWN)]) },
    Carrier { name: "error-url", place: error },
    Carrier { name: "content-target", place: |visit, wire| visit.push("trackContentImpression", ["ad", "boots", &wire.address(OTHER)]) },
    Carrier { name: "custom-data", place: custom_data },
    Carrier { name: "appended", place: appended },
    Carrier { name: "plugin", place: plugin },
    Carrier { name: "request", place: |visit, wire| visit.push("trackRequest", wire.pair()) },
];

impl Wire {
    /// `name=value`, the value encoded.
    pub fn pair(&self) -> String {
        format!("{}={}", self.key, component(&self.value))
    }

    /// An address with this parameter in its query.
    pub fn address(&self, origin: &str) -> String {
        format!("{origin}/q?a=1&{}", self.pair())
    }
}

fn url_in_url(visit: &mut Visit, wire: &Wire) {
    let inner = format!("/r?to={}", component(&wire.address(OTHER)));
    visit.view(&format!("/p?next={}&lang=de", component(&inner)));
}

fn json(visit: &mut Visit, wire: &Wire) {
    visit.view(&format!("/p?state={}", component(&json_of(wire))));
}

/// As PHP writes JSON unless it is told otherwise: in ASCII, and with `\/`.
fn escaped_json(visit: &mut Visit, wire: &Wire) {
    let escaped = |character: char| match character {
        '/' => "\\/".into(),
        _ if character.is_ascii() => character.to_string(),
        _ => character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect(),
    };
    let json: String = json_of(wire).chars().map(escaped).collect();
    visit.view(&format!("/p?state={}", component(&json)));
}

fn json_of(wire: &Wire) -> String {
    let quote = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    format!(r#"{{"page":2,"filter":{{"{}":"{}"}}}}"#, quote(&wire.name), quote(&wire.value))
}

fn custom_data(visit: &mut Visit, wire: &Wire) {
    visit.push("setCustomData", [wire.name.as_str(), &wire.value]);
    visit.push("trackPageView", ());
}

fn track_with(visit: &mut Visit, setter: &str, value: &str) {
    visit.push(setter, value);
    visit.push("trackPageView", ());
}

/// `js/script_errors.js`.
fn error(visit: &mut Visit, wire: &Wire) {
    let url = wire.address(OWN);
    visit.push("trackEvent", ["JavaScript Errors", &format!("{url}:10:5"), &format!("Failed to fetch {url} (500)")]);
}

fn appended(visit: &mut Visit, wire: &Wire) {
    visit.push("appendToTrackingUrl", wire.pair());
    visit.push("trackPageView", ());
}

fn plugin(visit: &mut Visit, wire: &Wire) {
    visit.page.plugins.push(("log".into(), format!("&{}", wire.pair())));
    visit.push("trackPageView", ());
}
