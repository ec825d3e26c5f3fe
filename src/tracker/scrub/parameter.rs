//! Parameters: what becomes of a value because of its name.

use super::detect::detect;
use super::name;
use super::policy::{following, kind};
use super::report::{Report, Rule};
use super::scan::Scan;
use super::url::is_foreign;
use crate::text::{Text, Units, digits_into, floor, number, sha1_hex};

/// Digits of an order id of ours: fewer than a secret has.
const ORDER_ID: usize = 12;
/// Order ids with random text are no longer than a SHA-1 in hex digits; what is, is a token.
const LONGEST_ORDER_ID: usize = 40;

/// Longer names are taken for text.
pub const LONGEST_NAME: u32 = 200;

impl<'a, R: Report> Scan<'a, '_, R> {
    /// A parameter whose name begins here: answers where to go on when its value is not simply scanned.
    pub fn parameter(&mut self, at: Units<'a>) -> Option<Units<'a>> {
        let start = self.out.len();
        let value = self.read_name(at);
        let is_member = self.before == '"';
        let is_own = self.level == 0 && !is_member;
        let (kind, argument) = if value.is_some() { self.verdict(start, is_own, is_member) } else { (kind::ALLOW, Text::EMPTY) };
        self.out.cut(start);
        if is_own {
            self.is_url = text!("prld").has(kind);
        }
        if is_member { self.member(at, value?, kind) } else { self.obey(at, value?, kind, argument) }
    }

    /// What the name means that is written behind `start`: the kind of the rule that fits, and its argument.
    fn verdict(&mut self, start: usize, is_own: bool, is_member: bool) -> (u8, Text<'a>) {
        let (name, mut rule) = (self.out.tail(start), self.rules);
        while rule.char() != '\0' {
            let kind = rule.char();
            if (is_own || !kind.is_ascii_lowercase())
                && let Some(argument) = name::matches(name, rule.next())
            {
                return (kind as u8, argument.place());
            }
            rule = following(rule);
        }
        let is_personal = self.policy.has(kind::PERSONAL) && name::is_personal(name);
        let unknown = if self.policy.is_anonymous() && !is_own && !is_member { kind::UNKNOWN } else { kind::ALLOW };
        (if is_personal { kind::PERSONAL } else { unknown }, Text::EMPTY)
    }

    /// Writes the name in the form that `name.rs` compares, and answers where its value begins; `None` when it is no name.
    fn read_name(&mut self, at: Units<'a>) -> Option<Units<'a>> {
        let (mut place, mut last) = (at, '_');
        for _ in 0..LONGEST_NAME {
            let char = place.char();
            place = place.next();
            match char {
                '=' if self.before != '"' => return Some(place),
                '"' if self.before == '"' => {
                    let separator = place.char();
                    return (separator == ':' || separator == ',' && self.is_pair).then_some(place.next());
                }
                _ if ends_name(char) && char != '/' && char != ' ' => return None,
                _ if char.is_ascii_alphanumeric() || !char.is_ascii() => {
                    if char.is_ascii_uppercase() && last.is_ascii_lowercase() {
                        self.out.byte(b'_');
                    }
                    self.out.byte(name::letter(char));
                }
                _ => _ = self.out.byte(b'_'),
            }
            last = char;
        }
        None
    }

    fn obey(&mut self, at: Units<'a>, value: Units<'a>, kind: u8, argument: Text<'a>) -> Option<Units<'a>> {
        // The end is only looked for when the value is not scanned anyway: looking costs time.
        if matches!(kind, kind::ALLOW | kind::URL) {
            return None;
        }
        let end = self.end_of_value(value, self.level);
        let is_banned = self.policy.has(kind);
        let order_id = if kind == kind::ORDER { self.order_id(value, end) } else { None };
        let replacement = match kind {
            kind::DENY | kind::PERSONAL => return Some(self.remove(kind, at, end)),
            kind::IDENTIFIER | kind::USER_ID | kind::REFERRER if is_banned => return Some(self.remove(kind, at, end)),
            kind::USER_ID if self.finds(value, end).is_some() => return Some(self.remove(kind, at, end)),
            kind::REFERRER => {
                self.is_foreign = is_foreign(value, end, self.page);
                return None;
            }
            kind::OUTLINK | kind::DOWNLOAD if is_banned => {
                self.is_refused = true;
                return Some(end);
            }
            kind::KEEP | kind::IDENTIFIER | kind::ORDER if order_id.is_none() => {
                self.add_until(at, end);
                self.before = 'Z';
                return Some(end);
            }
            kind::ORDER => order_id?,
            kind::REPLACE | kind::BUCKET => argument,
            kind::UNKNOWN => self.policy.placeholder,
            kind::TEXT if is_banned => self.policy.placeholder,
            kind::TITLE if !self.title.is_empty() => self.title,
            _ => return None,
        };
        let (start, before) = (self.out.len(), self.before);
        self.has_host = false;
        self.copy(at, value);
        // A name in which a host begins takes its value along: `a://=jane`.
        if self.has_host {
            self.out.cut(start);
            self.before = before;
            return Some(self.remove(kind, at, end));
        }
        self.report.fired(Rule::of(kind), value.place(), end.place());
        self.before = 'Z';
        if kind == kind::BUCKET {
            self.bucket(value, end, number(argument));
        } else if end != value {
            self.write(replacement);
        }
        Some(end)
    }

    /// Leaves a parameter out, with the mark in front or, for the first one of several, the mark behind it.
    fn remove(&mut self, kind: u8, at: Units<'a>, end: Units<'a>) -> Units<'a> {
        self.report.fired(Rule::of(kind), at.place(), end.place());
        // The first of a list.
        if text!("?#").has(self.before as u8) && text!("&;").has(end.char() as u8) && self.level_of(end) == self.level {
            return end.next();
        }
        self.out.cut(self.mark);
        self.before = 'Z';
        end
    }

    /// A member of a JSON object, or a pair of name and value in a list: a personal value becomes a string.
    fn member(&mut self, at: Units<'a>, value: Units<'a>, kind: u8) -> Option<Units<'a>> {
        if !matches!(kind, kind::DENY | kind::PERSONAL) {
            return None;
        }
        let mut start = value;
        while start.char() == ' ' {
            start = start.next();
        }
        let (is_string, level) = (start.char() == '"', start.level());
        if is_string {
            start = start.next();
        }
        let mut end = start;
        loop {
            let char = end.char();
            if !is_string && text!("{[").has(char as u8) {
                return None;
            }
            let ends = if is_string { char == '"' && end.level() <= level } else { text!(",]}").has(char as u8) };
            if ends || char == '\0' {
                break;
            }
            end = end.next();
        }
        self.report.fired(Rule::of(kind), start.place(), end.place());
        self.copy(at, start);
        if end != start {
            self.write_quoted(self.policy.placeholder, !is_string);
        }
        self.before = 'Z';
        Some(end)
    }

    /// What is personal between `at` and `end`.
    fn finds(&self, at: Units<'a>, end: Units<'a>) -> Option<Rule> {
        let (mut place, mut before, mut rule) = (at, '=', Rule::Name);
        while place != end {
            if detect(self.policy, before, place, false, &mut rule).is_some() {
                return Some(rule);
            }
            before = place.char();
            place = place.next();
        }
        None
    }

    /// Stands for an order id with something personal in it; a placeholder would make one order of many. Random ids stay.
    fn order_id(&mut self, value: Units<'a>, end: Units<'a>) -> Option<Text<'a>> {
        let rule = self.finds(value, end)?;
        let id = self.arena.until(value.place(), end.place());
        let is_random = matches!(rule, Rule::Uuid | Rule::Secret) && id.len() <= LONGEST_ORDER_ID;
        (!is_random).then(|| sha1_hex(self.arena, id, ORDER_ID))
    }

    /// A whole number becomes one of 1 to `modulus`; anything else the placeholder.
    fn bucket(&mut self, value: Units<'a>, end: Units<'a>, modulus: f64) {
        let (mut place, mut sum) = (value, 0.0);
        while place != end {
            let char = place.char();
            if !char.is_ascii_digit() {
                return self.write(self.policy.placeholder);
            }
            sum = sum * 10.0 + f64::from(char as u8 & 15);
            sum -= floor(sum / modulus) * modulus;
            place = place.next();
        }
        digits_into(&mut self.out, if sum == 0.0 { modulus } else { sum });
    }
}

/// Neither a part of a name nor of a host.
pub fn ends_name(char: char) -> bool {
    char <= ' ' || text!("&;#?/\"<>").has(char as u8)
}
