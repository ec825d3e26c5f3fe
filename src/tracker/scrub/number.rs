//! Detectors for what is written in digits: payment cards, phone numbers, IPv4 addresses.

use super::report::Rule;
use crate::text::Units;

/// The longest number that is looked at, in characters with its separators.
const LONGEST: u32 = 40;

/// What was read of a number: groups of digits with separators between them.
#[derive(Default)]
struct Number {
    /// `+` or `(` in front; NUL: none.
    sign: char,
    digits: u32,
    /// The first three digits.
    head: u32,
    /// The length of the first group.
    opening: u32,
    /// The lengths of the groups as one number, `334` for `415-555-2671`.
    shape: u32,
    group: u32,
    /// The value of the group so far.
    value: u32,
    has_large_group: bool,
    /// Luhn's sums: with the last digit counted once, and twice.
    once: u32,
    twice: u32,
    /// Separators other than spaces (in forms `+`) and hyphens.
    has_marks: bool,
    /// Separators other than dots.
    has_gaps: bool,
    /// A bracket closes behind the first group.
    has_closed: bool,
}

/// The end of a number that begins here and is personal; `rule` says what it is. `in_path`: a slash only stands behind an area code.
pub fn detect<'a>(at: Units<'a>, before: char, in_path: bool, rule: &mut Rule) -> Option<Units<'a>> {
    let mut number = Number::default();
    let mut place = at;
    let mut found = None;
    let mut separators = 0;
    // What follows a dot is a fraction.
    if before == '.' {
        return None;
    }
    for _ in 0..LONGEST {
        let char = place.char();
        if char.is_ascii_digit() {
            number.digit(char as u32 & 15);
            separators = 0;
        } else {
            if number.group > 0 {
                number.end_group();
                // `1.2.3.4.5` is the number of a chapter.
                found = found.filter(|_| *rule != Rule::Ip || number.has_gaps);
                if !char.is_ascii_alphanumeric()
                    && let Some(kind) = number.rule()
                {
                    *rule = kind;
                    found = Some(place);
                }
            }
            separators += 1;
            if separators > 2 || !number.separator(char, in_path) {
                break;
            }
        }
        place = place.next();
    }
    found
}

impl Number {
    fn digit(&mut self, digit: u32) {
        if self.digits < 3 {
            self.head = self.head * 10 + digit;
        }
        self.digits += 1;
        self.group += 1;
        self.value = (self.value * 10 + digit).min(999);
        let double = digit * 2;
        (self.once, self.twice) = (self.twice + digit, self.once + if double > 9 { double - 9 } else { double });
    }

    fn end_group(&mut self) {
        if self.shape == 0 {
            self.opening = self.group;
        }
        self.shape = (self.shape * 10 + self.group).min(1_000_000);
        self.has_large_group |= self.value > 255;
        (self.group, self.value) = (0, 0);
    }

    /// May this stand between two groups, or in front?
    fn separator(&mut self, char: char, in_path: bool) -> bool {
        if self.digits == 0 {
            if self.sign == '\0' {
                self.sign = char;
            }
            return char == '+' || char == '(';
        }
        self.has_gaps |= char != '.';
        self.has_closed |= char == ')' && self.shape == self.opening;
        self.has_marks |= !text!(" +-").has(char as u8);
        // A bracket opens behind a sign or a single digit: `+44 (0)20`, `8 (800)`.
        let may_open = self.sign != '\0' || self.opening == 1;
        text!(" +-.)").has(char as u8)
            || char == '(' && may_open
            || char == '/' && (!in_path || self.head < 100 && self.shape == self.opening)
    }

    fn rule(&self) -> Option<Rule> {
        let Self { digits, shape, .. } = *self;
        // The numbers of cards begin with 3 and have 14 digits, or with 2, 4, 5 or 6 and have 16, or more.
        let shortest = if self.head / 100 == 3 { 14 } else { 16 };
        let is_card = (200..700).contains(&self.head) && (shortest..20).contains(&digits) && self.once.is_multiple_of(10);
        match () {
            () if is_card && self.sign == '\0' && (!self.has_marks || shape == 4444) => Some(Rule::Card),
            () if self.is_phone() => Some(Rule::Phone),
            () if !self.has_gaps && self.sign == '\0' && (1111..3334).contains(&shape) && !self.has_large_group => Some(Rule::Ip),
            () => None,
        }
    }

    /// Phone numbers as people write them: international, in national form, and with the shape of some countries. Bare
    /// numbers of ten digits are more often something else.
    fn is_phone(&self) -> bool {
        let (head, digits) = (self.head, self.digits);
        if self.sign == '+' || self.has_closed && self.sign == '(' {
            return (8..16).contains(&digits);
        }
        match self.shape {
            // 0 and the area.
            22222 | 28 | 244 if head < 100 => head > 9,
            // North America, Russia, China.
            334 | 324 | 1334 | 13322 | 344 if head > 99 => true,
            11 if head > 99 => matches!(head, 130..200 | 830..900),
            // India.
            55 if head > 599 => true,
            // 00 and the country.
            _ if head < 10 => head > 0 && (11..17).contains(&digits),
            _ => head < 100 && self.opening > 2 && (9..13).contains(&digits),
        }
    }
}
