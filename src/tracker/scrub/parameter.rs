//! Parameters: what becomes of a value because of its name.

use super::detect::detect;
use super::name;
use super::policy::{Policy, kind};
use super::reader::{next, unit};
use super::report::{Report, Rule};
use super::scan::Scan;
use super::url::is_foreign;
use crate::text::{Series, Text, digits_into, floor, number, sha1_hex};

/// Digits of an order id of ours: fewer than a secret has.
const ORDER_ID: usize = 12;
/// Order ids with random text are no longer than a SHA-1 in hex digits; what is, is a token.
const LONGEST_ORDER_ID: usize = 40;

/// Longer names are taken for text.
pub const LONGEST_NAME: u32 = 200;

/// The parameters of a request that are not simply scanned, each with its kind in front. Underscores do not count.
fn own() -> Series<'static> {
    texts!(
        "kidsite" "purl" "kpvid" "oecid" "kcs" "kuadata" "iid" "icid" "uuid" "rurlref" "rref" "aactionname" "llink" "ddownload"
        "tsearch" "tsearchcat" "ten" "tcp" "tdata" "tcvar" "tecvar"
    )
}

/// What a name means: the kind of the rule that fits, and its argument.
fn verdict<'a>(policy: &Policy<'a>, name: Text<'_>, is_own: bool, is_member: bool) -> (u8, Text<'a>) {
    let fits = |rule: Text<'a>| name::matches(name, rule.next()).map(|argument| (rule.first(), argument));
    let mut rules = policy.rules;
    let mut found = rules.find_map(fits);
    if found.is_none() && is_own {
        found = own().find_map(fits);
    }
    found.unwrap_or_else(|| {
        let is_personal = policy.has(kind::PERSONAL) && name::is_personal(name);
        let unknown = if policy.is_anonymous() && !is_own && !is_member { kind::UNKNOWN } else { kind::ALLOW };
        (if is_personal { kind::PERSONAL } else { unknown }, Text::EMPTY)
    })
}

impl<'a, R: Report> Scan<'a, '_, R> {
    /// A parameter whose name begins here: answers where to go on when its value is not simply scanned.
    pub fn parameter(&mut self, at: Text<'a>) -> Option<Text<'a>> {
        let start = self.out.len();
        let value = self.read_name(at);
        let is_member = self.before == b'"';
        let is_own = self.level == 0 && !is_member;
        let name = self.out.tail(start);
        let (kind, argument) = if value.is_some() { verdict(self.policy, name, is_own, is_member) } else { (kind::ALLOW, Text::EMPTY) };
        self.out.cut(start);
        if is_own {
            self.is_url = matches!(kind, kind::URL | kind::REFERRER | kind::OUTLINK | kind::DOWNLOAD);
        }
        if is_member { self.member(at, value?, kind) } else { self.obey(at, value?, kind, argument) }
    }

    /// Writes the name in the form that `name.rs` compares, and answers where its value begins; `None` when it is no name.
    fn read_name(&mut self, at: Text<'a>) -> Option<Text<'a>> {
        let (mut place, mut last) = (at, b'_');
        for _ in 0..LONGEST_NAME {
            let byte = unit(place).byte();
            place = next(place);
            match byte {
                b'=' if self.before != b'"' => return Some(place),
                b'"' if self.before == b'"' => {
                    let separator = unit(place).byte();
                    return (separator == b':' || separator == b',' && self.is_pair).then_some(next(place));
                }
                _ if ends_name(byte) && byte != b'/' && byte != b' ' => return None,
                _ if byte.is_ascii_alphanumeric() || byte >= 0x80 => {
                    if byte.is_ascii_uppercase() && last.is_ascii_lowercase() {
                        self.out.byte(b'_');
                    }
                    self.out.byte(name::letter(byte));
                }
                _ => _ = self.out.byte(b'_'),
            }
            last = byte;
        }
        None
    }

    fn obey(&mut self, at: Text<'a>, value: Text<'a>, kind: u8, argument: Text<'a>) -> Option<Text<'a>> {
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
                self.is_foreign = is_foreign(self.arena, self.arena.until(value, end), self.page);
                return None;
            }
            kind::OUTLINK | kind::DOWNLOAD if is_banned => {
                self.is_refused = true;
                return Some(end);
            }
            kind::KEEP | kind::IDENTIFIER | kind::ORDER if order_id.is_none() => {
                self.out.add_until(at, end);
                self.before = b'Z';
                return Some(end);
            }
            kind::ORDER => order_id?,
            kind::REPLACE | kind::BUCKET => argument,
            kind::UNKNOWN => self.policy.placeholder,
            kind::TEXT if is_banned => self.policy.placeholder,
            kind::TITLE if !self.title.is_empty() => self.title,
            _ => return None,
        };
        self.report.fired(Rule::of(kind), value, end);
        self.copy(at, value);
        self.before = b'Z';
        if kind == kind::BUCKET {
            self.bucket(value, end, number(argument));
        } else if !end.same_place(value) {
            self.write(replacement);
        }
        Some(end)
    }

    /// Leaves a parameter out, with the mark in front or, for the first one of several, the mark behind it.
    fn remove(&mut self, kind: u8, at: Text<'a>, end: Text<'a>) -> Text<'a> {
        self.report.fired(Rule::of(kind), at, end);
        let mark = unit(end);
        // The first of a list.
        if matches!(self.before, b'?' | b'#') && matches!(mark.byte(), b'&' | b';') && self.level_of(mark) == self.level {
            return next(end);
        }
        self.out.cut(self.mark);
        self.before = b'Z';
        end
    }

    /// A member of a JSON object, or a pair of name and value in a list: a personal value becomes a string.
    fn member(&mut self, at: Text<'a>, value: Text<'a>, kind: u8) -> Option<Text<'a>> {
        if !matches!(kind, kind::DENY | kind::PERSONAL) {
            return None;
        }
        let mut start = value;
        while unit(start).byte() == b' ' {
            start = next(start);
        }
        let first = unit(start);
        let is_string = first.byte() == b'"';
        if is_string {
            start = next(start);
        }
        let mut end = start;
        loop {
            let unit = unit(end);
            match unit.byte() {
                0 => break,
                b'"' if is_string && unit.level() <= first.level() => break,
                b',' | b']' | b'}' if !is_string => break,
                b'{' | b'[' if !is_string => return None,
                _ => end = unit.behind(end),
            }
        }
        self.report.fired(Rule::of(kind), start, end);
        self.copy(at, start);
        if !end.same_place(start) {
            self.write_quoted(self.policy.placeholder, !is_string);
        }
        self.before = b'Z';
        Some(end)
    }

    /// What is personal between `at` and `end`.
    fn finds(&self, at: Text<'a>, end: Text<'a>) -> Option<Rule> {
        let (mut place, mut before, mut rule) = (at, b'=', Rule::Name);
        while !place.same_place(end) {
            let unit = unit(place);
            if detect(self.policy, before, place, unit, false, &mut rule).is_some() {
                return Some(rule);
            }
            before = unit.byte();
            place = unit.behind(place);
        }
        None
    }

    /// Stands for an order id with something personal in it; a placeholder would make one order of many. Random ids stay.
    fn order_id(&mut self, value: Text<'a>, end: Text<'a>) -> Option<Text<'a>> {
        let rule = self.finds(value, end)?;
        let id = self.arena.until(value, end);
        let is_random = matches!(rule, Rule::Uuid | Rule::Secret) && id.len() <= LONGEST_ORDER_ID;
        (!is_random).then(|| sha1_hex(self.arena, id, ORDER_ID))
    }

    /// A whole number becomes one of 1 to `modulus`; anything else the placeholder.
    fn bucket(&mut self, value: Text<'a>, end: Text<'a>, modulus: f64) {
        let (mut place, mut sum) = (value, 0.0);
        while !place.same_place(end) {
            let byte = unit(place).byte();
            if !byte.is_ascii_digit() {
                return self.write(self.policy.placeholder);
            }
            sum = sum * 10.0 + f64::from(byte & 15);
            sum -= floor(sum / modulus) * modulus;
            place = next(place);
        }
        digits_into(&mut self.out, if sum == 0.0 { modulus } else { sum });
    }
}

/// Neither a name nor a part of one.
pub fn ends_name(byte: u8) -> bool {
    byte <= b' ' || text!("&;#?/\"<>").has(byte)
}
