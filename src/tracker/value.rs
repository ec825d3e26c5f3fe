//! A JavaScript value as the tracker sees it: its type and its text.

use crate::text::{Lettered, Number, Text, number};

/// Begins each item of a list, and separates the items of a list that is answered.
pub const ITEM: u8 = 1;

/// One value of the page: an argument, a setting or a fact.
///
/// On the wire from JavaScript it is one letter for the type and then `String(value)`, ended by NUL:
/// `u`ndefined, nul`l`, `b`oolean, `n`umber, `s`tring, `o`bject, `f`unction. An array is `a`, then
/// for each item [`ITEM`], its text and NUL, and at last another NUL.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a>(Lettered<'a>);

impl<'a> Value<'a> {
    /// JavaScript's `undefined`.
    pub const UNDEFINED: Value<'static> = Value(Lettered::literal("uundefined\0"));

    /// Reads the form described at [`Value`]; `None` at the end of the input.
    #[must_use]
    pub fn read(wire: Text<'a>) -> Option<Self> {
        Lettered::read(wire).map(Self)
    }

    /// Where the next value of a call's input begins.
    pub(super) fn following(self) -> Text<'a> {
        let mut rest = self.text();
        // Behind the items of a list is another NUL, which is all that an empty list has.
        while self.is_list() && rest.first() == ITEM {
            rest = rest.following();
        }
        rest.following()
    }

    /// `String(value)`; meaningless for a list.
    #[must_use]
    pub fn text(self) -> Text<'a> {
        self.0.text()
    }

    fn kind(self) -> u8 {
        self.0.letter()
    }

    pub(super) fn is_list(self) -> bool {
        self.kind() == b'a'
    }

    /// Not `undefined`; `null` is defined (spec-a §0.1).
    #[must_use]
    pub fn is_defined(self) -> bool {
        self.kind() != b'u'
    }

    /// A string, of any length.
    #[must_use]
    pub fn is_string(self) -> bool {
        self.kind() == b's'
    }

    /// A number, `NaN` too, or a string that is not empty (spec-a §0.1 *lengthy*).
    #[must_use]
    pub fn is_lengthy(self) -> bool {
        self.kind() == b'n' || self.is_string() && !self.text().is_empty()
    }

    /// What `if (value)` takes.
    #[must_use]
    pub fn is_truthy(self) -> bool {
        match self.kind() {
            b'u' | b'l' => false,
            b'b' => self.text().first() == b't',
            b'n' => !self.text().is(text!("0")) && self.text().first() != b'N',
            b's' => !self.text().is_empty(),
            _ => true,
        }
    }

    /// The value as a number: 0 where it is none or negative.
    #[must_use]
    pub fn number(self) -> Number {
        let value = number(self.text());
        if value > 0.0 { value } else { 0.0 }
    }

    /// The items of a list; none when it is no list.
    #[must_use]
    pub fn items(self) -> Items<'a> {
        Items(if self.is_list() { self.text() } else { Text::EMPTY })
    }
}

/// Iterator of [`Value::items`].
#[derive(Clone, Copy, Debug)]
pub struct Items<'a>(Text<'a>);

impl<'a> Iterator for Items<'a> {
    type Item = Text<'a>;

    fn next(&mut self) -> Option<Text<'a>> {
        let item = self.0.after(text!("\u{1}"))?;
        self.0 = item.following();
        Some(item)
    }
}
