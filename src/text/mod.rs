//! Text as the tracker uses it: thin, borrowed, built in an [`Scratch`].
//!
//! Every function here is plain string work without knowledge of tracking.

#[macro_use]
mod thin;

mod arena;
mod encode;
mod json;
mod memory;
mod number;
mod sha1;
mod units;
mod utf16;

pub use arena::{Arena, Draft, Scratch};
pub use encode::{decode, decode_or_unescape, encode_into, hex_digit, is_plain};
pub use json::{Json, json_string};
pub use number::{Number, digits_into, floor, number, round};
pub use sha1::sha1_hex;
pub use thin::{Bytes, Lettered, Places, Series, Text};
pub use units::Units;
pub use utf16::{utf16_is_longer, utf16_prefix};

/// The text with ASCII letters in lower case.
pub fn lower<'a>(arena: Scratch<'a>, text: Text<'_>) -> Text<'a> {
    let mut draft = arena.draft();
    for byte in text.bytes() {
        draft.byte(byte.to_ascii_lowercase());
    }
    draft.done()
}

/// The text without ASCII white space at both ends.
pub fn trim<'a>(arena: Scratch<'a>, text: Text<'a>) -> Text<'a> {
    let start = text.find_byte(|byte| !byte.is_ascii_whitespace()).unwrap_or(Text::EMPTY);
    match start.places().filter(|place| !place.first().is_ascii_whitespace()).last() {
        Some(last) => arena.until(start, last.next()),
        None => start,
    }
}
