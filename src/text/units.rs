//! Text read as what it means, however often it was encoded.
//!
//! A personal value leaks in any encoding, so who looks for one reads [`Units`]: decoded characters, each of which knows where
//! it stands in the text, because what is kept must stay as it was to the byte. A text is decoded once, pass by pass, in place.

use core::marker::PhantomData;
use core::ptr::NonNull;

use super::encode::hex_value;
use super::{Scratch, Text};

/// How often a text is decoded. What was encoded more often is nobody's honest value; see [`Units::is_too_deep`].
const DEEPEST: u32 = 6;

/// Where in [`Unit::value`] the level begins.
const LEVEL: u32 = 24;

/// One character.
#[derive(Clone, Copy)]
struct Unit<'a> {
    /// Its number, and above that how often it was encoded. 0 at the end.
    value: u32,
    /// The text from here on.
    place: Text<'a>,
}

/// Stands for all texts that do not fit into the memory.
const END: &Unit<'static> = &Unit { value: 0, place: Text::EMPTY };

/// A text from one of its characters on, decoded. What is further on is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
pub struct Units<'a>(NonNull<u8>, PhantomData<&'a u8>);

impl<'a> Units<'a> {
    /// The text with percent-encoding (`%40`, `%u0040`) and JSON escapes (`\u0040`, `\"`) resolved, in any mixture, and with
    /// letters, digits and marks that have a form in ASCII in that form. Empty when the memory cannot grow.
    #[must_use]
    #[inline(never)]
    pub fn read(arena: Scratch<'a>, text: Text<'a>) -> Self {
        let Some(room) = arena.room((text.len() + 1) * size_of::<Unit<'_>>()) else {
            return Self(NonNull::from(END).cast(), PhantomData);
        };
        let first = Self(room, PhantomData);
        let (mut end, mut place) = (first, text);
        while !place.is_empty() {
            end = end.put(place.first().into(), place);
            place = place.next();
        }
        end.put(0, place);
        // A pass that changes nothing is the last one.
        _ = (0..DEEPEST).all(|_| first.pass(false));
        first.pass(true);
        first
    }

    /// The character when it is ASCII, else 128 and the last seven bits of its number. 0 at the end, and 1 for an encoded NUL.
    #[must_use]
    pub fn char(self) -> char {
        char::from(self.unit().value as u8)
    }

    /// How often it was encoded: `@` 0, `%40` 1, `%2540` 2. A JSON escape counts as well.
    #[must_use]
    pub fn level(self) -> u32 {
        self.unit().value >> LEVEL
    }

    /// It was encoded more often than anything is decoded.
    #[must_use]
    pub fn is_too_deep(self) -> bool {
        self.level() >= DEEPEST
    }

    /// The text from here on, as it stands.
    #[must_use]
    pub fn place(self) -> Text<'a> {
        self.unit().place
    }

    /// The end of the text.
    #[must_use]
    pub fn end(self) -> Self {
        let mut end = self;
        while end.char() != '\0' {
            end = end.next();
        }
        end
    }

    /// Without the first character; the end stays the end.
    #[must_use]
    #[inline(never)]
    pub fn next(self) -> Self {
        if self.unit().value == 0 { self } else { self.behind() }
    }

    fn unit(self) -> Unit<'a> {
        // SAFETY: only `read` makes these, and `next` stops at the end that it has written.
        unsafe { self.0.cast::<Unit<'a>>().read_unaligned() }
    }

    /// The next unit. There must be one: this one is not the end, or not yet written.
    fn behind(self) -> Self {
        // SAFETY: by the condition above this is still in the room of `read`, or right behind it.
        Self(unsafe { self.0.add(size_of::<Unit<'_>>()) }, PhantomData)
    }

    /// Writes a unit, in the room that `read` has taken, and answers where the next one goes.
    fn put(self, value: u32, place: Text<'a>) -> Self {
        // SAFETY: by the condition above.
        unsafe { self.0.cast().write_unaligned(Unit { value, place }) };
        self.behind()
    }

    /// The number of the character while the text is decoded.
    fn number(self) -> u32 {
        self.unit().value & ((1 << LEVEL) - 1)
    }

    /// Decodes once, or, at last, makes characters of bytes. What becomes shorter moves to the front. Answers whether anything
    /// was.
    fn pass(self, is_last: bool) -> bool {
        let (mut at, mut end) = (self, self);
        while at.unit().value != 0 {
            let mut behind = at.behind();
            let (place, level) = (at.place(), at.level());
            let number = if is_last { at.character(&mut behind) } else { at.resolved(&mut behind).unwrap_or(at.number()) };
            let level = level + u32::from(!is_last && behind != at.behind());
            end = end.put(number | level << LEVEL, place);
            at = behind;
        }
        end.put(0, at.place());
        end != at
    }

    /// What an escape stands for; `None` when it is none.
    fn resolved(self, behind: &mut Self) -> Option<u32> {
        let intro = self.number();
        if intro != '%' as u32 && intro != '\\' as u32 {
            return None;
        }
        let (mut place, mut digits, mut number) = (self.next(), 2, 0);
        let first = place.number();
        if first == 'u' as u32 {
            (place, digits) = (place.next(), 4);
        } else if intro == '\\' as u32 {
            let byte = first.min(255) as u8;
            let is_letter = text!("nrtbf").has(byte);
            // A mark that was encoded less often than the backslash is no part of what the backslash stands in.
            let is_mark = text!("\"\\/").has(byte) && place.level() >= self.level();
            *behind = if is_letter || is_mark { place.next() } else { *behind };
            return Some(if is_letter { 32 } else { if is_mark { first } else { intro } });
        }
        for _ in 0..digits {
            let value = hex_value(place.number());
            if value > 15 {
                return None;
            }
            number = number << 4 | value;
            place = place.next();
        }
        *behind = place;
        Some(number.max(1))
    }

    /// The character that UTF-8 has here, in its ASCII form if it has one.
    fn character(self, behind: &mut Self) -> u32 {
        let mut number = self.number();
        if (0xC2..0xF5).contains(&number) {
            // UTF-8 says with its first bits how many bytes follow.
            let count = (number as u8).leading_ones();
            let (mut character, mut place) = (number & (0x7F >> count), self.next());
            for left in (0..count - 1).rev() {
                let more = place.number();
                if more >> 6 != 2 {
                    break;
                }
                place = place.next();
                character = character << 6 | more & 0x3F;
                if left == 0 {
                    (number, *behind) = (character, place);
                }
            }
        }
        let folded = folded(number);
        folded & 0x7F | if folded < 0x80 { 0 } else { 0x80 }
    }
}

/// The letters of Latin-1 from 192 on, and again from 224 on.
const LATIN: Text<'static> = text!("aaaaaaaceeeeiiiidnooooo_ouuuuyps");

/// The ASCII form of a character: accents away, digits of Arabic, Persian and Hindi, wide forms, and the spaces, hyphens and
/// quotation marks that typesetting has.
fn folded(number: u32) -> u32 {
    match number {
        0xC0..=0xFF => LATIN.from(number as usize & 31).first().into(),
        0x660..=0x669 | 0x6F0..=0x6F9 => number & 15 | 48,
        0x966..=0x96F => number - (0x966 - 48),
        0xA0 | 0x2000..=0x200A | 0x202F => 32,
        0x2010..=0x2015 => 45,
        0x2018..=0x201B | 0x2032 => 39,
        0xFF01..=0xFF5E => number - 0xFEE0,
        _ => number,
    }
}
