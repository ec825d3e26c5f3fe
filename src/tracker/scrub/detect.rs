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
    if policy.detects(Rule::Iban)
        && let Some(end) = iban::detect(at)
    {
        *rule = Rule::Iban;
        return Some(end);
    }
    if !word::is_word(before)
        && (word::is_word(byte) || first.is_too_deep())
        && let Some(end) = word::detect(at, in_path && !policy.is_anonymous(), rule)
        && policy.detects(*rule)
    {
        return Some(end);
    }
    let is_digit = byte.is_ascii_digit();
    let mut ask = |kind, is_likely: bool, detector: fn(Text<'a>) -> Option<Text<'a>>| {
        *rule = kind;
        if is_likely && policy.detects(kind) { detector(at) } else { None }
    };
    ask(Rule::Ip, hex(byte).is_some(), ip::detect)
        .or_else(|| ask(Rule::Location, is_digit || text!("-+NSEWnsew").has(byte), location::detect))
        .or_else(|| if is_digit || byte == b'+' || byte == b'(' { number::detect(at, before, in_path, rule) } else { None })
        .filter(|_| policy.detects(*rule))
}
