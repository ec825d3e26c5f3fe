//! SHA-1 (FIPS 180-4), for visitor ids and cookie name hashes: identification, not security.

use super::{Arena, Text};

/// The first `digits` (at most 40) lower-case hex digits of SHA-1 over `text`.
pub fn sha1_hex<'a>(arena: &'a Arena, text: Text<'_>, digits: u32) -> Text<'a> {
    let mut state = [0x6745_2301_u32, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0];
    let mut words = [0_u32; 16];
    let mut len = 0;
    for byte in text.bytes() {
        push(&mut words, byte);
        len += 1;
        if len % 64 == 0 {
            mix(&mut state, words);
        }
    }
    push(&mut words, 0x80);
    let mut filled = len + 1;
    while filled % 64 != 0 || filled - len < 9 {
        if filled % 64 == 0 {
            mix(&mut state, words);
        }
        push(&mut words, 0);
        filled += 1;
    }
    words[15] = len << 3;
    mix(&mut state, words);
    hex(arena, &state, digits)
}

/// The words are a shift register of 64 bytes.
fn push(words: &mut [u32; 16], byte: u8) {
    for index in 0..15 {
        words[index] = words[index] << 8 | words[index + 1] >> 24;
    }
    words[15] = words[15] << 8 | u32::from(byte);
}

fn mix(state: &mut [u32; 5], mut words: [u32; 16]) {
    let [mut a, mut b, mut c, mut d, mut e] = *state;
    for round in 0..80 {
        let (choice, constant) = match round / 20 {
            0 => (b & c | !b & d, 0x5A82_7999),
            1 => (b ^ c ^ d, 0x6ED9_EBA1),
            2 => (b & c | b & d | c & d, 0x8F1B_BCDC),
            _ => (b ^ c ^ d, 0xCA62_C1D6_u32),
        };
        // A ring of 16 words holds the schedule: each is used once and replaced for 16 rounds later.
        let now = round % 16;
        let word = words[now];
        words[now] = (word ^ words[(now + 2) % 16] ^ words[(now + 8) % 16] ^ words[(now + 13) % 16]).rotate_left(1);
        let next = a.rotate_left(5).wrapping_add(choice).wrapping_add(e).wrapping_add(constant).wrapping_add(word);
        (a, b, c, d, e) = (next, a, b.rotate_left(30), c, d);
    }
    for (word, value) in state.iter_mut().zip([a, b, c, d, e]) {
        *word = word.wrapping_add(value);
    }
}

fn hex<'a>(arena: &'a Arena, state: &[u32; 5], digits: u32) -> Text<'a> {
    let mut draft = arena.draft();
    for digit in 0..digits.min(40) {
        let value = (state[digit as usize / 8] >> (28 - digit % 8 * 4) & 15) as u8;
        draft.byte(if value < 10 { b'0' + value } else { b'a' - 10 + value });
    }
    draft.done()
}
