//! Carriers of a value that has no name, in an address.

use super::super::carrier::{Carrier, Wire};
use super::super::visit::{OTHER, OWN, Visit};
use super::encoding::{component, hex, raw};

/// Path, hash, and names of parameters.
pub const ADDRESSES: &[Carrier] = &[
    Carrier { name: "query-name", place: |visit, wire| visit.view(&format!("/p?{}=1", component(&wire.value))) },
    Carrier { name: "query-flag", place: |visit, wire| visit.view(&format!("/p?{}", component(&wire.value))) },
    Carrier { name: "path", place: |visit, wire| visit.view(&format!("/u/{}/edit", component(&wire.value))) },
    Carrier { name: "path-raw", place: |visit, wire| visit.view(&format!("/u/{}", raw(&wire.value))) },
    Carrier { name: "path-hex", place: |visit, wire| visit.view(&format!("/u/{}/edit", hex(&wire.value))) },
    Carrier { name: "path-twice", place: |visit, wire| visit.view(&format!("/u/{}", component(&component(&wire.value)))) },
    Carrier { name: "path-with-query", place: |visit, wire| visit.view(&format!("/u/{}?lang=de", component(&wire.value))) },
    Carrier { name: "path-in-value", place: path_in_value },
    Carrier { name: "hash", place: |visit, wire| visit.view(&format!("/p#{}", component(&wire.value))) },
    Carrier { name: "hash-route", place: |visit, wire| visit.view(&format!("/p#/u/{}/edit", component(&wire.value))) },
    Carrier { name: "referrer-path", place: |visit, wire| visit.refer(&wire.below(OTHER)) },
    Carrier { name: "own-referrer-path", place: |visit, wire| visit.refer(&wire.below(OWN)) },
    Carrier { name: "outlink-path", place: |visit, wire| visit.click(&wire.below(OTHER), false) },
    Carrier { name: "download-path", place: |visit, wire| visit.click(&wire.below(OWN), true) },
    Carrier { name: "outlink", place: |visit, wire| visit.click(&format!("{OTHER}{}", raw(&wire.value)), false) },
    Carrier { name: "download", place: |visit, wire| visit.click(&format!("{OWN}{}", raw(&wire.value)), true) },
    Carrier { name: "event-path", place: |visit, wire| visit.push("trackEvent", ["nav", "go", &wire.below(OWN)]) },
    // The value is the whole path.
    Carrier { name: "route", place: |visit, wire| visit.view(&raw(&wire.value)) },
];

impl Wire {
    /// An address with the value in its path.
    fn below(&self, origin: &str) -> String {
        format!("{origin}/u/{}/edit", component(&self.value))
    }
}

fn path_in_value(visit: &mut Visit, wire: &Wire) {
    visit.view(&format!("/p?next={}", component(&wire.below(""))));
}
