//! The detector of coordinates: two numbers with three decimals or more, as maps have them (prices have two), or one with
//! degrees and minutes, as people write them: `48°51'29.6"N`, `N48°51.493`.

use super::reader::{next, unit};
use crate::text::Text;

const DECIMALS: u32 = 3;

/// `°` as a unit has it.
const DEGREE: u8 = 0xB0;

/// The end of a pair of coordinates that begins here, or of one with degrees and minutes.
pub fn detect(at: Text<'_>) -> Option<Text<'_>> {
    let mut is_whole = false;
    let place = degrees(at, &mut is_whole)?;
    if is_whole {
        return Some(place);
    }
    if !text!(",;|/+ ").has(unit(place).byte()) {
        return None;
    }
    let other = next(place);
    degrees(if text!(" +").has(unit(other).byte()) { next(other) } else { other }, &mut is_whole)
}

/// The end of a coordinate. With minutes it `is_whole`.
fn degrees<'a>(at: Text<'a>, is_whole: &mut bool) -> Option<Text<'a>> {
    let mut place = if text!("-+NSEWnsew").has(unit(at).byte()) { next(at) } else { at };
    let (mut digits, mut dots, mut is_degree) = (0, 0, false);
    loop {
        match unit(place).byte() {
            b'0'..=b'9' => digits += 1,
            // At most three digits stand in front.
            b'.' if dots == 0 && (1..=3).contains(&digits) => (digits, dots, *is_whole) = (0, 1, is_degree),
            DEGREE if (1..=3).contains(&digits) => (digits, dots, is_degree) = (0, 0, true),
            b'\'' if is_degree && digits > 0 => *is_whole = true,
            b' ' if is_degree && digits == 0 => {}
            _ => return (*is_whole || dots == 1 && digits >= DECIMALS).then_some(place),
        }
        place = next(place);
    }
}
