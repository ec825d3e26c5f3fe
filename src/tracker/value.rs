//! A JavaScript value as the tracker sees it: its type and its text.

use crate::text::{Number, Text, number};

/// Begins each item of a list, and separates the items of a list that is answered.
pub const ITEM: u8 = 1;

/// One value of the page: an argument, a setting or a fact.
///
/// On the wire from JavaScript it is one letter for the type and then `String(value)`, ended by NUL:
/// `u`ndefined, nul`l`, `b`oolean, `n`umber, `s`tring, `o`bject, `f`unction. An array is `a`, then
/// for each item [`ITEM`], its text and NUL, and at last another NUL.
#[derive(Clone, Copy, Debug)]
pub struct Value<'a>(Text<'a>);

impl<'a> Value<'a> {
    /// JavaScript's `undefined`.
    pub const UNDEFINED: Value<'static> = Value(text!("uundefined"));

    /// Reads the form described at [`Value`].
    #[must_use]
    pub fn new(wire: Text<'a>) -> Self {
        Self(wire)
    }

    /// Where the next value of a call's input begins.
    pub(super) fn following(self) -> Text<'a> {
        let mut rest = self.0.following();
        if self.is_list() {
            while rest.first() == ITEM {
                rest = rest.following();
            }
            // An empty list's own NUL is the end already passed; a filled one has one more.
            if self.0.next().first() == ITEM {
                rest = rest.following();
            }
        }
        rest
    }

    /// `String(value)`; meaningless for a list.
    #[must_use]
    pub fn text(self) -> Text<'a> {
        self.0.next()
    }

    fn kind(self) -> u8 {
        self.0.first()
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

    /// The items of a list; a single string or number counts as a list of one, anything else as empty.
    #[must_use]
    pub fn items(self) -> Items<'a> {
        if self.is_list() {
            Items { rest: self.text(), single: false }
        } else {
            Items { rest: if self.is_lengthy() { self.text() } else { Text::EMPTY }, single: self.is_lengthy() }
        }
    }
}

/// Iterator of [`Value::items`].
#[derive(Clone, Copy, Debug)]
pub struct Items<'a> {
    rest: Text<'a>,
    single: bool,
}

impl<'a> Iterator for Items<'a> {
    type Item = Text<'a>;

    fn next(&mut self) -> Option<Text<'a>> {
        if core::mem::take(&mut self.single) {
            return Some(core::mem::replace(&mut self.rest, Text::EMPTY));
        }
        if self.rest.first() != ITEM {
            return None;
        }
        let item = self.rest.next();
        self.rest = item.following();
        Some(item)
    }
}
