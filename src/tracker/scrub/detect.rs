//! Is what begins here personal? All detectors, asked in order.

use super::policy::Policy;
use super::report::Rule;
use super::{iban, ip, location, number, word};
use crate::text::Units;

/// The end of something personal that begins at `at`; `rule` then says why. `before` is the character in front; `in_path` of a
/// URL some things are usual that are not elsewhere.
#[inline(never)]
pub fn detect<'a>(policy: &Policy<'_>, before: char, at: Units<'a>, in_path: bool, rule: &mut Rule) -> Option<Units<'a>> {
    if before.is_ascii_alphanumeric() {
        return None;
    }
    let char = at.char();
    // An IBAN looks like a secret, and an account number in a UUID like one in itself.
    *rule = Rule::Iban;
    let mut found = if policy.detects(*rule) { iban::detect(at) } else { None };
    if found.is_none() && !word::is_word(before) && (word::is_word(char) || at.is_too_deep()) {
        found = word::detect(at, in_path && !policy.is_anonymous(), rule).filter(|_| policy.detects(*rule));
    }
    if found.is_none() && char.is_ascii_hexdigit() && policy.detects(Rule::Ip) {
        *rule = Rule::Ip;
        found = ip::detect(at);
    }
    if found.is_none() && policy.detects(Rule::Location) {
        *rule = Rule::Location;
        found = location::detect(at);
    }
    if found.is_none() && (char.is_ascii_digit() || char == '+' || char == '(') {
        found = number::detect(at, before, in_path, rule).filter(|_| policy.detects(*rule));
    }
    found
}
