//! Numbers from and to text, without the formatting machinery of `core::fmt` (1.7 to 14 kB, `measured.md`).

use super::{Draft, Text};

/// A number as JavaScript has it.
pub type Number = f64;

/// The largest whole number that a double holds exactly, and more than any time or count.
const LARGEST: Number = 9_007_199_254_740_991.0;

/// Appends the digits of a whole number of 0 or more; fractions are cut, negative numbers and `NaN` give `0`,
/// and what is too large to be exact gives the largest exact one.
pub fn digits_into(draft: &mut Draft<'_>, value: Number) {
    let value = if value > 0.0 { value.min(LARGEST) } else { 0.0 };
    let tens = floor(value / 10.0);
    if tens >= 1.0 {
        digits_into(draft, tens);
    }
    draft.byte(b'0' + (value - tens * 10.0) as u8);
}

/// The decimal number (`12`, `12.5`, `.5`) at the beginning of the text, as JavaScript's `parseFloat`
/// without sign and exponent; `NaN` when there is none.
#[must_use]
pub fn number(text: Text<'_>) -> Number {
    let mut value = if text.first().is_ascii_digit() || text.next().first().is_ascii_digit() { 0.0 } else { Number::NAN };
    let mut scale = 0.0;
    for byte in text.bytes() {
        if byte.is_ascii_digit() {
            value = value * 10.0 + Number::from(byte - b'0');
            scale *= 10.0;
        } else if byte == b'.' && scale == 0.0 {
            scale = 1.0;
        } else {
            break;
        }
    }
    if scale > 0.0 { value / scale } else { value }
}

/// The largest whole number that is not above `value`, for numbers of 0 or more and below 2^52.
/// `core` has no `floor`; adding 2^52 leaves no room for a fraction.
#[must_use]
#[inline(never)]
pub fn floor(value: Number) -> Number {
    const NO_FRACTION: Number = 4_503_599_627_370_496.0;
    let nearest = (value + NO_FRACTION) - NO_FRACTION;
    if nearest > value { nearest - 1.0 } else { nearest }
}

/// JavaScript's `Math.round` for numbers of 0 or more.
#[must_use]
pub fn round(value: Number) -> Number {
    floor(value + 0.5)
}
