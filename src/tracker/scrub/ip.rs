//! The detector of IPv6 addresses, and of the addresses of network devices. IPv4 is among the numbers.

use crate::text::Units;

/// The end of an address that begins here.
pub fn detect(at: Units<'_>) -> Option<Units<'_>> {
    let (mut place, mut colons, mut group, mut groups) = (at, 0, 0, 0);
    let (mut has_gap, mut has_digit) = (false, false);
    loop {
        let char = place.char();
        if char.is_ascii_hexdigit() {
            groups += u32::from(group == 0);
            group += 1;
            has_digit |= char.is_ascii_digit();
        } else if char == ':' {
            // More than seven colons are no address; without this bound a row of them would take quadratic time.
            if group == 0 && (has_gap || colons == 0) || colons > 7 {
                return None;
            }
            has_gap |= group == 0;
            colons += 1;
            group = 0;
        } else {
            // Six groups are a device's.
            let is_whole = if has_gap { groups > 1 && has_digit } else { matches!(colons, 5 | 7) };
            return (is_whole && !char.is_ascii_alphabetic()).then_some(place);
        }
        if group > 4 {
            return None;
        }
        place = place.next();
    }
}
