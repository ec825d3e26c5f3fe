//! The detector of coordinates: two numbers with three decimals or more, as maps have them (prices have two), or one with
//! degrees and minutes, as people write them: `48°51'29.6"N`, `N48°51.493`.

use super::reader::{next, unit};
use crate::text::Text;

const DECIMALS: u32 = 3;

/// `°` as a unit has it.
const DEGREE: u8 = 0xB0;

/// The end of a pair of coordinates that begins here, or of one with degrees and minutes.
pub fn detect(at: Text<'_>) -> Option<Text<'_>> {
    let (place, is_whole) = degrees(at)?;
    if is_whole {
        return Some(place);
    }
    if !text!(",;|/+ ").has(unit(place).byte()) {
        return None;
    }
    let other = next(place);
    degrees(if text!(" +").has(unit(other).byte()) { next(other) } else { other }).map(|(end, _)| end)
}

/// The end of a coordinate, and whether it has minutes.
fn degrees(at: Text<'_>) -> Option<(Text<'_>, bool)> {
    let mut place = if text!("-+NSEWnsew").has(unit(at).byte()) { next(at) } else { at };
    let (mut digits, mut dots, mut is_degree, mut has_minutes) = (0, 0, false, false);
    loop {
        match unit(place).byte() {
            b'0'..=b'9' => digits += 1,
            // At most three digits stand in front.
            b'.' if dots == 0 && (1..=3).contains(&digits) => (digits, dots, has_minutes) = (0, 1, is_degree),
            DEGREE if (1..=3).contains(&digits) => (digits, dots, is_degree) = (0, 0, true),
            b'\'' if is_degree && digits > 0 => has_minutes = true,
            b' ' if is_degree && digits == 0 => {}
            _ => return (has_minutes || dots == 1 && digits >= DECIMALS).then_some((place, has_minutes)),
        }
        place = next(place);
    }
}
