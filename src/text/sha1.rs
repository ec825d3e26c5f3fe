//! SHA-1 (FIPS 180-4), for visitor ids and cookie name hashes: identification, not security.
#![allow(clippy::indexing_slicing, reason = "every index is provably below the length of its array")]

use super::{Scratch, Text};

/// The first `digits` (at most 40) lower-case hex digits of SHA-1 over `text`.
pub fn sha1_hex<'a>(arena: Scratch<'a>, text: Text<'_>, digits: usize) -> Text<'a> {
    let mut state = [0x6745_2301_u32, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0];
    let mut rest = text;
    let mut bits = 0;
    let mut marked = false;
    loop {
        let mut words = [0_u32; 16];
        // The last block must have room for the length behind the mark.
        let mut has_room = marked;
        for at in 0..64 {
            let mut byte = rest.first();
            if byte != 0 {
                rest = rest.next();
                bits += 8;
            } else if !marked {
                byte = 0x80;
                marked = true;
                has_room = at < 56;
            }
            words[at / 4] = words[at / 4] << 8 | u32::from(byte);
        }
        if has_room {
            words[15] = bits;
        }
        mix(&mut state, &mut words);
        if has_room {
            return hex(arena, &state, digits);
        }
    }
}

fn mix(state: &mut [u32; 5], words: &mut [u32; 16]) {
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for round in 0..80 {
        let (choice, constant) = match round / 20 {
            0 => (b & c | !b & d, 0x5A82_7999),
            1 => (b ^ c ^ d, 0x6ED9_EBA1),
            2 => (b & c | b & d | c & d, 0x8F1B_BCDC),
            _ => (b ^ c ^ d, 0xCA62_C1D6_u32),
        };
        // A ring of 16 words holds the schedule: each is used once and replaced for 16 rounds later.
        let word = words[round % 16];
        words[round % 16] = (word ^ words[(round + 2) % 16] ^ words[(round + 8) % 16] ^ words[(round + 13) % 16]).rotate_left(1);
        let next = a.rotate_left(5).wrapping_add(choice).wrapping_add(e).wrapping_add(constant).wrapping_add(word);
        (a, b, c, d, e) = (next, a, b.rotate_left(30), c, d);
    }
    for (word, value) in state.iter_mut().zip([a, b, c, d, e]) {
        *word = word.wrapping_add(value);
    }
}

fn hex<'a>(arena: Scratch<'a>, state: &[u32; 5], digits: usize) -> Text<'a> {
    let mut draft = arena.draft();
    for digit in 0..digits.min(40) {
        let value = (state[digit / 8] >> (28 - digit % 8 * 4) & 15) as u8;
        draft.byte(if value < 10 { b'0' + value } else { b'a' - 10 + value });
    }
    draft.done()
}
