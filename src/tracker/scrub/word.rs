//! Detectors that look at one word: e-mail addresses, and secrets such as tokens, keys and hashes.

use super::reader::unit;
use super::report::Rule;
use crate::text::Text;

/// Parts of a word shorter than this are no secrets.
const SECRET_LENGTH: u32 = 17;
/// Capitals and digits alone, as in `AKIAIOSFODNN7EXAMPLE`, are one from this length on.
const CAPITALS_LENGTH: u32 = 20;
/// In a secret at least every fourth letter or digit is of another kind than the one before.
const CHANGES: u32 = 4;

/// The extension of a file is shorter.
const EXTENSION: u32 = 6;

/// The runs of a UUID.
const UUID: u32 = 0x8444C;

/// A byte of a word as an e-mail address or a token may have it. Every letter that is not ASCII counts.
pub fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80 || text!("_-.+~@'").has(byte)
}

/// The end of the word that begins here, when it is personal, and why. `is_path`: neither are UUIDs nor the hashes in names of
/// files.
pub fn detect<'a>(at: Text<'a>, is_path: bool, rule: &mut Rule) -> Option<Text<'a>> {
    let (mut address, mut part, mut place) = (Address::default(), Part::default(), at);
    let (mut is_secret, mut is_uuid, mut is_too_deep, mut behind_dot) = (false, false, false, EXTENSION);
    loop {
        let unit = unit(place);
        let byte = unit.byte();
        is_too_deep |= unit.is_too_deep();
        is_secret |= part.take(byte);
        is_uuid |= part.shape == UUID;
        if !is_word(byte) && !unit.is_too_deep() {
            // `jane@[203.0.113.7]`
            address.is_complete |= byte == b'[' && address.host == 1;
            break;
        }
        behind_dot = if byte == b'.' { 0 } else { behind_dot + 1 };
        address.take(byte);
        place = unit.behind(place);
    }
    *rule = match () {
        () if is_too_deep => Rule::TooDeep,
        () if address.is_complete => Rule::Email,
        () if is_uuid && !is_path => Rule::Uuid,
        // `app.5d41402abc4b2a76.js`: a file and its version.
        () if is_secret && !(is_path && (1..EXTENSION).contains(&behind_dot)) => Rule::Secret,
        () => return None,
    };
    Some(place)
}

/// What was seen of an e-mail address: something, `@`, and a host with a dot and letters behind it.
#[derive(Default)]
struct Address {
    has_local: bool,
    /// Bytes of the host so far, and 1 for the `@`.
    host: u32,
    begins_with_digit: bool,
    has_dot: bool,
    /// Letters behind the last dot.
    letters: u8,
    is_complete: bool,
}

impl Address {
    fn take(&mut self, byte: u8) {
        if byte == b'@' {
            self.host = u32::from(self.has_local);
            self.has_dot = false;
            return;
        }
        self.has_local = true;
        if self.host == 0 {
            return;
        }
        if self.host == 1 {
            self.begins_with_digit = byte.is_ascii_digit();
        }
        if byte == b'.' {
            // `logo@2x.png` is no address.
            self.has_dot = self.host > 1 && !(self.begins_with_digit && self.host == 3);
            self.letters = 0;
        } else if byte.is_ascii_alphabetic() || byte >= 0x80 {
            self.letters = self.letters.saturating_add(1);
            // `vue@3.x` is no address; `a@b.c` might be one.
            self.is_complete |= self.has_dot && self.letters > u8::from(self.begins_with_digit);
        }
        self.host += 1;
    }
}

/// A run of letters and digits. Words change between lower case, upper case and digits seldom, random texts all the time.
#[derive(Default)]
struct Part {
    length: u32,
    changes: u32,
    has_digit: bool,
    has_other_than_hex: bool,
    last: u8,
    has_lower: bool,
    /// The lengths of the last five runs, each in a hex digit; `F` for one that is no hex or longer.
    shape: u32,
}

impl Part {
    /// Takes one more byte. Answers whether the run is a secret so far.
    fn take(&mut self, byte: u8) -> bool {
        if !byte.is_ascii_alphanumeric() {
            let length = if self.has_other_than_hex { 15 } else { self.length.min(15) };
            *self = Self { shape: (self.shape << 4 | length) & 0xF_FFFF, ..Self::default() };
            return false;
        }
        let is_digit = byte.is_ascii_digit();
        // From upper to lower case is how words begin.
        let is_change =
            self.length > 0 && (is_digit != self.last.is_ascii_digit() || self.last.is_ascii_lowercase() && byte.is_ascii_uppercase());
        self.changes += u32::from(is_change);
        self.length += 1;
        self.has_digit |= is_digit;
        self.has_other_than_hex |= !byte.is_ascii_hexdigit();
        self.has_lower |= byte.is_ascii_lowercase();
        self.last = byte;
        let is_mixed = self.length >= SECRET_LENGTH && self.changes * CHANGES >= self.length;
        self.has_digit && (is_mixed || self.length >= CAPITALS_LENGTH && self.has_other_than_hex && !self.has_lower)
    }
}
