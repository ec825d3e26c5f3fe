//! The detector of coordinates: two numbers with three decimals or more, as maps have them (prices have two), or one with
//! degrees and minutes, as people write them: `48°51'29.6"N`, `N48°51.493`.

use crate::text::Units;

const DECIMALS: u32 = 3;

/// `°` as it is read.
const DEGREE: char = '\u{B0}';

/// The end of a pair of coordinates that begins here, or of one with degrees and minutes.
pub fn detect(at: Units<'_>) -> Option<Units<'_>> {
    let mut is_whole = false;
    let place = degrees(at, &mut is_whole)?;
    if is_whole {
        return Some(place);
    }
    if !text!(",;|/+ ").has(place.char() as u8) {
        return None;
    }
    let other = place.next();
    degrees(if text!(" +").has(other.char() as u8) { other.next() } else { other }, &mut is_whole)
}

/// The end of a coordinate. With minutes it `is_whole`.
fn degrees<'a>(at: Units<'a>, is_whole: &mut bool) -> Option<Units<'a>> {
    let mut place = if text!("-+NSEWnsew").has(at.char() as u8) { at.next() } else { at };
    let (mut digits, mut dots, mut is_degree) = (0, 0, false);
    loop {
        match place.char() {
            '0'..='9' => digits += 1,
            // At most three digits stand in front.
            '.' if dots == 0 && (1..=3).contains(&digits) => (digits, dots, *is_whole) = (0, 1, is_degree),
            DEGREE if (1..=3).contains(&digits) => (digits, dots, is_degree) = (0, 0, true),
            '\'' if is_degree && digits > 0 => *is_whole = true,
            ' ' if is_degree && digits == 0 => {}
            _ => return (*is_whole || dots == 1 && digits >= DECIMALS).then_some(place),
        }
        place = place.next();
    }
}
