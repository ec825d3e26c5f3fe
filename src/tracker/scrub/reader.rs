//! Text read as what it means, however often it was encoded.
//!
//! A personal value leaks in any encoding, so rules look at decoded characters; but what they do, they do to the text as it
//! stands. So nothing is decoded into a second text: a [`Unit`] is one decoded character and the length of what stands for it.

use crate::text::{Text, hex_value};

/// How often a text is decoded. What was encoded more often is nobody's honest value; see [`Unit::is_too_deep`].
const DEEPEST: u32 = 6;

/// One decoded character, in one register: what it is, its level, and the length of the text that stands for it.
#[derive(Clone, Copy, Debug)]
pub struct Unit(u64);

impl Unit {
    fn new(value: u32, level: u32, length: usize) -> Self {
        Self(u64::from(value) | u64::from(level) << 24 | (length as u64) << 32)
    }

    fn value(self) -> u32 {
        self.0 as u32 & 0xFF_FFFF
    }

    /// The character when it is ASCII, else 128 and the last seven bits of its number. 0 at the end of the text, and 1 for an
    /// encoded NUL.
    pub fn byte(self) -> u8 {
        let value = self.value();
        value as u8 | if value < 0x80 { 0 } else { 0x80 }
    }

    /// How often it was encoded: `@` 0, `%40` 1, `%2540` 2. A JSON escape counts as well.
    pub fn level(self) -> u32 {
        (self.0 >> 24) as u32 & 0xFF
    }

    /// How many bytes of the text stand for it.
    fn length(self) -> usize {
        (self.0 >> 32) as usize
    }

    /// The text behind it, when it stands at `at`.
    pub fn behind(self, at: Text<'_>) -> Text<'_> {
        at.from(self.length())
    }

    /// Something is encoded more often than the reader decodes.
    pub fn is_too_deep(self) -> bool {
        self.level() >= DEEPEST
    }
}

/// The first unit of a text: percent-encoding (`%40`, `%u0040`) and JSON escapes (`\u0040`, `\"`) resolved, in any mixture,
/// and letters, digits and marks that have a form in ASCII as that form.
#[inline(never)]
pub fn unit(at: Text<'_>) -> Unit {
    let first = decoded(at, DEEPEST);
    let (mut value, mut length) = (first.value(), first.length());
    if (0xC2..0xF5).contains(&value) {
        // UTF-8 says with its first bits how many bytes follow.
        let count = (value as u8).leading_ones();
        let mut character = value & (0x7F >> count);
        let mut end = length;
        for at_byte in 1..count {
            let more = decoded(at.from(end), DEEPEST);
            end += more.length();
            character = character << 6 | more.value() & 0x3F;
            if more.value() >> 6 != 2 {
                break;
            }
            if at_byte + 1 == count {
                (value, length) = (character, end);
            }
        }
    }
    Unit::new(folded(value), first.level(), length)
}

/// The text behind its first unit.
#[inline(never)]
pub fn next(at: Text<'_>) -> Text<'_> {
    unit(at).behind(at)
}

/// The letters of Latin-1 from 192 on, and again from 224 on.
const LATIN: Text<'static> = text!("aaaaaaaceeeeiiiidnooooo_ouuuuyps");

/// The ASCII form of a character: accents away, digits of Arabic, Persian and Hindi, wide forms, and the spaces, hyphens and
/// quotation marks that typesetting has.
fn folded(value: u32) -> u32 {
    match value {
        0xC0..=0xFF => LATIN.from(value as usize & 31).first().into(),
        0x660..=0x669 | 0x6F0..=0x6F9 => value & 15 | 48,
        0x966..=0x96F => value - (0x966 - 48),
        0xA0 | 0x2000..=0x200A | 0x202F => 32,
        0x2010..=0x2015 => 45,
        0x2018..=0x201B | 0x2032 => 39,
        0xFF01..=0xFF5E => value - 0xFEE0,
        _ => value,
    }
}

/// Decodes until nothing is encoded any more. What is no escape now is none in a text that was decoded more often, so a
/// long row of percent signs costs no more than any other text.
fn decoded(at: Text<'_>, times: u32) -> Unit {
    let mut unit = Unit::new(at.first().into(), 0, 1);
    for pass in 0..times {
        if !matches!(unit.byte(), b'%' | b'\\') {
            break;
        }
        match resolved(at, unit, pass) {
            Some(better) => unit = better,
            None => break,
        }
    }
    unit
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
                return (is_letter || is_mark).then_some(Unit::new(if is_letter { 32 } else { byte.into() }, level, length));
            }
        }
        value = value << 4 | u32::from(hex(byte)?);
        count += 1;
    }
    Some(Unit::new(value.max(1), level, length))
}

/// The value of a hex digit.
pub fn hex(byte: u8) -> Option<u8> {
    let value = hex_value(byte);
    (value < 16).then_some(value)
}
