//! Percent-encoding as JavaScript does it (spec-a §0.1: `E` and `D`).

use super::{Draft, Scratch, Text};

/// What a text cannot hold becomes U+FFFD: NUL ends a text, and 1 separates the items of a list.
const REPLACEMENT: Text<'static> = text!("\u{FFFD}");

/// Appends `encodeURIComponent(text)`.
pub fn encode_into(draft: &mut Draft<'_>, text: Text<'_>) {
    for byte in text.bytes() {
        if is_plain(byte) {
            draft.byte(byte);
        } else {
            draft.byte(b'%').byte(hex_digit(byte >> 4)).byte(hex_digit(byte & 15));
        }
    }
}

/// `encodeURIComponent` leaves this byte as it is.
#[must_use]
#[inline(never)]
pub fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || text!("-_.!~*'()").has(byte)
}

/// The digit of a value of 0 to 15, upper case.
pub fn hex_digit(value: u8) -> u8 {
    if value < 10 { b'0' + value } else { b'A' - 10 + value }
}

/// `decodeURIComponent`; `None` where JavaScript throws `URIError`.
pub fn decode<'a>(arena: Scratch<'a>, text: Text<'a>) -> Option<Text<'a>> {
    if !text.has(b'%') {
        return Some(text);
    }
    let mut draft = arena.draft();
    let mut rest = text;
    let mut expected = 0;
    while !rest.is_empty() {
        let mut byte = rest.first();
        rest = rest.next();
        if byte == b'%' {
            byte = hex(rest)?;
            rest = rest.from(2);
            expected = continuation(expected, byte)?;
        } else if expected > 0 {
            return None;
        }
        add_byte(&mut draft, byte);
    }
    (expected == 0).then(|| draft.done())
}

/// How many more bytes the character needs after this encoded one; `None` where it is not UTF-8.
/// Overlong forms and surrogates are let through: the page's own encoder made them, or nobody reads them.
fn continuation(expected: u8, byte: u8) -> Option<u8> {
    match (expected, byte) {
        (0, 0x00..=0x7F) => Some(0),
        (0, 0xC2..=0xDF) => Some(1),
        (0, 0xE0..=0xEF) => Some(2),
        (0, 0xF0..=0xF4) => Some(3),
        (1.., 0x80..=0xBF) => Some(expected - 1),
        _ => None,
    }
}

/// `decodeURIComponent`, and where that throws, the legacy `unescape` of the whole text.
pub fn decode_or_unescape<'a>(arena: Scratch<'a>, text: Text<'a>) -> Text<'a> {
    decode(arena, text).unwrap_or_else(|| unescape(arena, text))
}

/// `%XX` and `%uXXXX` become the character of that number; anything else stays.
fn unescape<'a>(arena: Scratch<'a>, text: Text<'a>) -> Text<'a> {
    let mut draft = arena.draft();
    let mut rest = text;
    while !rest.is_empty() {
        let byte = rest.first();
        rest = rest.next();
        if byte != b'%' {
            draft.byte(byte);
        } else if let Some(value) = hex(rest) {
            add_unit(&mut draft, u32::from(value));
            rest = rest.from(2);
        } else if let (b'u', Some(high), Some(low)) = (rest.first(), hex(rest.next()), hex(rest.from(3))) {
            add_unit(&mut draft, u32::from(high) << 8 | u32::from(low));
            rest = rest.from(5);
        } else {
            draft.byte(byte);
        }
    }
    draft.done()
}

fn add_byte(draft: &mut Draft<'_>, byte: u8) {
    if byte < 2 {
        draft.add(REPLACEMENT);
    } else {
        draft.byte(byte);
    }
}

/// Appends a code point as UTF-8; halves of surrogate pairs and what a text cannot hold become U+FFFD.
pub(super) fn add_unit(draft: &mut Draft<'_>, unit: u32) {
    match unit {
        2..=0x7F => draft.byte(unit as u8),
        0x80..=0x7FF => draft.byte((0xC0 | unit >> 6) as u8).byte(tail(unit)),
        0x800..=0xD7FF | 0xE000..=0xFFFF => draft.byte((0xE0 | unit >> 12) as u8).byte(tail(unit >> 6)).byte(tail(unit)),
        0x1_0000..=0x10_FFFF => draft.byte((0xF0 | unit >> 18) as u8).byte(tail(unit >> 12)).byte(tail(unit >> 6)).byte(tail(unit)),
        _ => draft.add(REPLACEMENT),
    };
}

fn tail(bits: u32) -> u8 {
    0x80 | (bits & 0x3F) as u8
}

/// The value of the first two hex digits.
pub(super) fn hex(text: Text<'_>) -> Option<u8> {
    let (high, low) = (hex_value(text.first().into()), hex_value(text.next().first().into()));
    (high < 16 && low < 16).then_some((high << 4 | low) as u8)
}

/// The value of a hex digit; 16 or more for any other character.
pub fn hex_value(number: u32) -> u32 {
    let value = number.wrapping_sub('0' as u32);
    if value < 10 { value } else { (number | 32).wrapping_sub('a' as u32).saturating_add(10) }
}
