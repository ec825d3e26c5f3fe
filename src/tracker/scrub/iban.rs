//! The detector of IBANs: a country, two check digits, and the remainder of ISO 7064 that they make (mod 97).

use crate::text::Units;

const LONGEST: u32 = 34;
const SHORTEST: u32 = 15;
/// An account number has at least so many digits.
const DIGITS: u32 = 9;

/// The end of an IBAN that begins here, in groups or in one piece.
pub fn detect(at: Units<'_>) -> Option<Units<'_>> {
    let (mut place, mut found) = (at, None);
    let (mut length, mut digits, mut opening, mut rest, mut is_group) = (0, 0, 0, 0, false);
    loop {
        let char = place.char();
        if char.is_ascii_alphanumeric() {
            let is_letter = char.is_ascii_alphabetic();
            let value = if is_letter { (char as u32 & 31) + 9 } else { char as u32 & 15 };
            if length > LONGEST || length < 4 && is_letter != (length < 2) {
                return found;
            }
            // The country and the check digits count as if they stood at the end.
            let sum = if length < 4 { &mut opening } else { &mut rest };
            *sum = *sum * if is_letter { 100 } else { 10 } + value;
            rest %= 97;
            digits += u32::from(!is_letter);
            length += 1;
            is_group = true;
        } else {
            if length >= SHORTEST && digits >= DIGITS && (rest * 1_000_000 + opening) % 97 == 1 {
                found = Some(place);
            }
            if !text!(" +-").has(char as u8) || !is_group || length < 4 {
                return found;
            }
            is_group = false;
        }
        place = place.next();
    }
}
