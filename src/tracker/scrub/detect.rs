//! Is what begins here personal? All detectors, asked in order.

use super::policy::Policy;
use super::reader::{Unit, hex};
use super::report::Rule;
use super::{iban, ip, location, number, word};
use crate::text::Text;

/// The end of something personal that begins at `at` with the unit `first`; `rule` then says why. `before` is the byte in
/// front; `in_path` of a URL some things are usual that are not elsewhere.
#[inline(never)]
pub fn detect<'a>(policy: &Policy<'_>, before: u8, at: Text<'a>, first: Unit, in_path: bool, rule: &mut Rule) -> Option<Text<'a>> {
    if before.is_ascii_alphanumeric() {
        return None;
    }
    let byte = first.byte();
    let is_digit = byte.is_ascii_digit();
    // An IBAN looks like a secret, and an account number in a UUID like one in itself.
    *rule = Rule::Iban;
    let mut found = if policy.detects(*rule) { iban::detect(at) } else { None };
    if found.is_none() && !word::is_word(before) && (word::is_word(byte) || first.is_too_deep()) {
        found = word::detect(at, in_path && !policy.is_anonymous(), rule).filter(|_| policy.detects(*rule));
    }
    if found.is_none() && hex(byte).is_some() && policy.detects(Rule::Ip) {
        *rule = Rule::Ip;
        found = ip::detect(at);
    }
    if found.is_none() && policy.detects(Rule::Location) {
        *rule = Rule::Location;
        found = location::detect(at);
    }
    if found.is_none() && (is_digit || byte == b'+' || byte == b'(') {
        found = number::detect(at, before, in_path, rule).filter(|_| policy.detects(*rule));
    }
    found
}
