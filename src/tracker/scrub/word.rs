//! Detectors that look at one word: e-mail addresses, and secrets such as tokens, keys and hashes.

use super::report::Rule;
use crate::text::Units;

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

/// A character of a word as an e-mail address or a token may have it. Every letter that is not ASCII counts.
pub fn is_word(char: char) -> bool {
    char.is_ascii_alphanumeric() || !char.is_ascii() || text!("_-.+~@'").has(char as u8)
}

/// The end of the word that begins here, when it is personal, and why. `is_path`: neither are UUIDs nor the hashes in names of
/// files.
pub fn detect<'a>(at: Units<'a>, is_path: bool, rule: &mut Rule) -> Option<Units<'a>> {
    let (mut address, mut part, mut place) = (Address::default(), Part::default(), at);
    let (mut is_secret, mut is_uuid, mut is_too_deep, mut behind_dot) = (false, false, false, EXTENSION);
    loop {
        let char = place.char();
        is_too_deep |= place.is_too_deep();
        is_secret |= part.take(char);
        is_uuid |= part.shape == UUID;
        if !is_word(char) && !place.is_too_deep() {
            // `jane@[203.0.113.7]`
            address.is_complete |= char == '[' && address.has_at && address.last as u8 == b'@';
            break;
        }
        behind_dot = if char == '.' { 0 } else { behind_dot + 1 };
        address.take(char);
        place = place.next();
    }
    *rule = match () {
        () if is_too_deep => Rule::TooDeep,
        () if address.is_complete => Rule::Email,
        () if is_uuid && !is_path => Rule::Uuid,
        () if address.objects > 1 => Rule::Secret,
        // `app.5d41402abc4b2a76.js`: a file and its version.
        () if is_secret && !(is_path && (1..EXTENSION).contains(&behind_dot)) => Rule::Secret,
        () => return None,
    };
    Some(place)
}

/// What was seen of an e-mail address: something, `@`, and a host with a dot and letters behind it.
#[derive(Default)]
struct Address {
    /// The last four characters.
    last: u32,
    has_at: bool,
    /// Letters and digits of the host. A digit at its beginning counts against it: `logo@2x.png` and `vue@3.x` are no addresses.
    letters: i32,
    has_dot: bool,
    is_complete: bool,
    /// How often `eyJ` was there, with which encoded JSON begins.
    objects: u32,
}

impl Address {
    fn take(&mut self, char: char) {
        match char {
            '@' => (self.has_at, self.letters, self.has_dot) = (self.last != 0, 0, false),
            '.' => self.has_dot = self.letters > 0,
            '0'..='9' if self.letters == 0 => self.letters = -1,
            _ => {
                self.letters += 1;
                self.is_complete |= self.has_at && self.has_dot && char > '9';
            }
        }
        self.last = self.last << 8 | char as u32;
        self.objects += u32::from(self.last << 8 == 0x6579_4A00);
    }
}

/// A run of letters and digits. Words change between lower case, upper case and digits seldom, random texts all the time.
#[derive(Default)]
struct Part {
    length: u32,
    changes: u32,
    /// The kinds of all its characters, and of the last one.
    kinds: u8,
    last: u8,
    /// The lengths of the last five runs, each in a hex digit; `F` for one that is no hex or longer.
    shape: u32,
}

const DIGIT: u8 = 1;
const LOWER: u8 = 2;
const UPPER: u8 = 4;
const NO_HEX: u8 = 8;

impl Part {
    /// Takes one more char. Answers whether the run is a secret so far.
    fn take(&mut self, char: char) -> bool {
        let kind = match char {
            '0'..='9' => DIGIT,
            'a'..='z' => LOWER,
            'A'..='Z' => UPPER,
            _ => {
                let length = if self.kinds & NO_HEX > 0 { 15 } else { self.length.min(15) };
                *self = Self { shape: (self.shape << 4 | length) & 0xF_FFFF, ..Self::default() };
                return false;
            }
        };
        // From upper to lower case is how words begin. The first character is a change, too.
        self.changes += u32::from(kind != self.last && (self.last, kind) != (UPPER, LOWER));
        self.length += 1;
        self.kinds |= kind | if char.is_ascii_hexdigit() { 0 } else { NO_HEX };
        self.last = kind;
        let is_mixed = self.length >= SECRET_LENGTH && self.changes * CHANGES >= self.length + CHANGES;
        let is_capitals = self.length >= CAPITALS_LENGTH && self.kinds == DIGIT | UPPER | NO_HEX;
        self.kinds & DIGIT > 0 && (is_mixed || is_capitals)
    }
}
