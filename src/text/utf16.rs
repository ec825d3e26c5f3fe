//! Lengths as JavaScript counts them, in UTF-16 units.

use super::{Scratch, Text};

/// The text has more than `limit` units.
#[must_use]
pub fn utf16_is_longer(text: Text<'_>, limit: usize) -> bool {
    after_units(text, limit).is_some()
}

/// The first `limit` units; a character that would be cut in two is left out.
pub fn utf16_prefix<'a>(arena: Scratch<'a>, text: Text<'a>, limit: usize) -> Text<'a> {
    match after_units(text, limit) {
        Some(end) => arena.until(text, end),
        None => text,
    }
}

/// The first character that does not fit into `limit` units.
fn after_units(text: Text<'_>, limit: usize) -> Option<Text<'_>> {
    let mut used = 0;
    text.places().find(|place| {
        used += units(place.first());
        used > limit
    })
}

/// UTF-16 units that begin with this UTF-8 byte.
fn units(byte: u8) -> usize {
    match byte {
        0x80..=0xBF => 0,
        0xF0..=0xFF => 2,
        _ => 1,
    }
}
