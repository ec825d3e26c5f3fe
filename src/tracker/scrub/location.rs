//! The detector of coordinates: two numbers with three decimals or more, as maps have them. Prices have two.

use super::reader::{next, unit};
use crate::text::Text;

const DECIMALS: u32 = 3;

/// The end of a pair of coordinates that begins here.
pub fn detect(at: Text<'_>) -> Option<Text<'_>> {
    let mut place = degrees(at)?;
    if !text!(",;|/+ ").has(unit(place).byte()) {
        return None;
    }
    place = next(place);
    degrees(if text!(" +").has(unit(place).byte()) { next(place) } else { place })
}

fn degrees(at: Text<'_>) -> Option<Text<'_>> {
    let mut place = if unit(at).byte() == b'-' { next(at) } else { at };
    let (mut digits, mut dots) = (0, 0);
    loop {
        match unit(place).byte() {
            b'0'..=b'9' => digits += 1,
            // At most three digits stand in front.
            b'.' if dots == 0 && (1..=3).contains(&digits) => (digits, dots) = (0, 1),
            _ => return (dots == 1 && digits >= DECIMALS).then_some(place),
        }
        place = next(place);
    }
}
