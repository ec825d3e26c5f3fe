//! Text read as what it means, however often it was encoded.
//!
//! A personal value leaks in any encoding, so rules look at decoded bytes; but what they do, they do to the text as it
//! stands. So nothing is decoded into a second text: a [`Unit`] is one decoded byte and the place behind it.

use crate::text::{Text, hex_value};

/// How often a text is decoded. What was encoded more often is nobody's honest value; see [`Unit::is_too_deep`].
const DEEPEST: u32 = 6;

/// One decoded byte, in one register: the byte, its level, and the length of the text that stands for it.
#[derive(Clone, Copy, Debug)]
pub struct Unit(u32);

impl Unit {
    fn new(byte: u8, level: u32, length: usize) -> Self {
        Self(u32::from(byte) | level << 8 | (length as u32) << 16)
    }

    /// The byte; 0 at the end of the text, and 1 for an encoded NUL.
    pub fn byte(self) -> u8 {
        self.0 as u8
    }

    /// How often it was encoded: `@` 0, `%40` 1, `%2540` 2. A JSON escape counts as well.
    pub fn level(self) -> u32 {
        self.0 >> 8 & 0xFF
    }

    /// How many bytes of the text stand for it. Six escapes of six bytes in each other are below 65,536.
    fn length(self) -> usize {
        (self.0 >> 16) as usize
    }

    /// The text behind it, when it stands at `at`.
    pub fn behind(self, at: Text<'_>) -> Text<'_> {
        at.from(self.length())
    }

    /// Something is encoded more often than the reader decodes.
    pub fn is_too_deep(self) -> bool {
        self.level() >= DEEPEST
    }

    /// An ASCII letter or digit.
    pub fn is_alphanumeric(self) -> bool {
        self.byte().is_ascii_alphanumeric()
    }
}

/// The first unit of a text: percent-encoding (`%40`, `%u0040`) and JSON escapes (`\u0040`, `\"`) resolved, in any mixture,
/// and letters, digits and spaces that have a form in ASCII as that form.
#[inline(never)]
pub fn unit(at: Text<'_>) -> Unit {
    let unit = decoded(at, DEEPEST);
    if unit.byte() < 0xC2 { unit } else { folded(at, unit).unwrap_or(unit) }
}

/// The text behind its first unit.
#[inline(never)]
pub fn next(at: Text<'_>) -> Text<'_> {
    unit(at).behind(at)
}

/// The letters of Latin-1 from 192 on, and again from 224 on.
const LATIN: Text<'static> = text!("aaaaaaaceeeeiiiidnooooo_ouuuuyps");

/// The ASCII form of a character of several bytes: accents away, digits of Arabic, Persian and Hindi, wide forms, and the
/// spaces and hyphens that typesetting has.
fn folded(at: Text<'_>, first: Unit) -> Option<Unit> {
    let after = first.behind(at);
    let second = decoded(after, DEEPEST);
    let (head, byte) = (first.byte(), second.byte());
    let mut length = first.length() + second.length();
    let mut ascii = match (head, byte) {
        (0xC2, 0xA0) => b' ',
        (0xC3, _) => LATIN.from(usize::from(byte & 31)).first(),
        (0xD9, 0xA0..=0xA9) | (0xDB, 0xB0..=0xB9) => b'0' + (byte & 15),
        _ => 0,
    };
    if ascii == 0 {
        let third = decoded(second.behind(after), DEEPEST);
        length += third.length();
        ascii = match (head, byte, third.byte()) {
            (0xE0, 0xA5, byte @ 0xA6..=0xAF) => byte - (0xA6 - b'0'),
            (0xE2, 0x80, 0x80..=0x8A | 0xAF) => b' ',
            (0xE2, 0x80, 0x90..=0x95) => b'-',
            (0xEF, 0xBC, byte @ 0x81..) => byte - 0x60,
            (0xEF, 0xBD, byte @ 0x80..=0x9E) => byte - 0x20,
            _ => return None,
        };
    }
    Some(Unit::new(ascii, first.level(), length))
}

/// Decodes until nothing is encoded any more. What is no escape now is none in a text that was decoded more often, so a
/// long row of percent signs costs no more than any other text.
fn decoded(at: Text<'_>, times: u32) -> Unit {
    let mut unit = Unit::new(at.first(), 0, 1);
    for pass in 0..times {
        if !begins_escape(unit.byte()) {
            break;
        }
        match resolved(at, unit, pass) {
            Some(better) => unit = better,
            None => break,
        }
    }
    unit
}

fn begins_escape(byte: u8) -> bool {
    byte == b'%' || byte == b'\\'
}

/// What an escape stands for; `None` when it is none.
fn resolved(at: Text<'_>, intro: Unit, times: u32) -> Option<Unit> {
    let level = intro.level() + 1;
    let (mut length, mut value, mut count, mut digits) = (intro.length(), 0, 0, 2);
    while count < digits {
        let unit = decoded(at.from(length), times);
        let byte = unit.byte();
        length += unit.length();
        if count == 0 && digits == 2 {
            if byte == b'u' {
                digits = 4;
                continue;
            }
            if intro.byte() == b'\\' {
                let is_letter = text!("nrtbf").has(byte);
                // A mark that was encoded less often than the backslash is no part of what the backslash stands in.
                let is_mark = text!("\"\\/").has(byte) && unit.level() >= intro.level();
                return (is_letter || is_mark).then_some(Unit::new(if is_letter { b' ' } else { byte }, level, length));
            }
        }
        value = value << 4 | u32::from(hex(byte)?);
        count += 1;
    }
    (value < 256).then_some(Unit::new((value as u8).max(1), level, length))
}

/// The value of a hex digit.
pub fn hex(byte: u8) -> Option<u8> {
    let value = hex_value(byte);
    (value < 16).then_some(value)
}
