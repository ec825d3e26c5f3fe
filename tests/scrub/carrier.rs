//! The places where a page can put a value, by name and by group.

use super::carriers::{ADDRESSES, PAIRS, TEXTS, component};
use super::visit::Visit;

/// A way for a value to get into a request.
#[derive(Debug)]
pub struct Carrier {
    pub name: &'static str,
    /// Puts a pair of name and value, or the value alone, and tracks it.
    pub place: fn(&mut Visit, &Wire),
}

/// A name and a value as the page has them.
#[derive(Clone, Debug)]
pub struct Wire {
    pub name: String,
    /// The name as it stands in an address.
    pub key: String,
    pub value: String,
}

impl Wire {
    pub fn new(name: &str, value: &str) -> Self {
        Self { name: name.into(), key: component(name), value: value.into() }
    }

    /// With a name that the page has already encoded.
    pub fn encoded(key: &str, value: &str) -> Self {
        Self { name: key.into(), key: key.into(), value: value.into() }
    }
}

impl PartialEq for Carrier {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Carriers that `everywhere` leaves out for benign values: another site's query is always cut from a referrer, which matomo.js has
/// decoded before, so that a `?` may have been a `%3F`; and a name or a user ID says more than a value.
const NOT_FOR_BENIGN: [&str; 6] = ["referrer-path", "referrer-query", "query-name", "query-flag", "variable-name", "uid"];

/// Carriers that a section asks for by name: of a value that is a whole path, and the number of an order, which often
/// is made of digits as a telephone number is, or a UUID.
const ASKED_FOR: [&str; 4] = ["route", "outlink", "download", "order-id"];

/// Carriers that encode the name themselves, which a name that is already encoded does not survive.
const NOT_FOR_WIRED: [&str; 4] = ["nested", "json-in-value", "escaped-json-in-value", "custom-data"];

/// The carriers that a word of a heading stands for.
pub fn named(word: &str, is_benign: bool) -> Option<Vec<&'static Carrier>> {
    let all = || PAIRS.iter().chain(ADDRESSES).chain(TEXTS);
    let found: Vec<_> = match word {
        "everywhere" => all().filter(|carrier| !ASKED_FOR.contains(&carrier.name)).collect(),
        "pairs" | "named" => PAIRS.iter().collect(),
        "wired" => PAIRS.iter().filter(|carrier| !NOT_FOR_WIRED.contains(&carrier.name)).collect(),
        "path" => ADDRESSES.iter().filter(|carrier| carrier.name.contains("path")).collect(),
        "hash" => ADDRESSES.iter().filter(|carrier| carrier.name.contains("hash")).collect(),
        "text" => TEXTS.iter().collect(),
        name => return all().find(|carrier| carrier.name == name).map(|carrier| vec![carrier]),
    };
    Some(found.into_iter().filter(|carrier| !is_benign || !NOT_FOR_BENIGN.contains(&carrier.name)).collect())
}
