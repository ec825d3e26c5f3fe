//! The text type: one pointer to UTF-8 bytes that end with NUL.
//!
//! A slice is two words, which wasm returns through memory; a thin pointer stays in a register, and
//! the end of a text is met by reading on. It halves the payload of the rules. Texts from the page
//! cannot hold NUL: `js/core.js` removes it, and decoding turns it into U+FFFD.
//!
//! Here, in `arena.rs`, in `memory.rs` and in `units.rs` is all the `unsafe` of the rules.

use core::marker::PhantomData;
use core::ptr::NonNull;

/// UTF-8 bytes up to a NUL, borrowed from an [`super::Scratch`] or from the program.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a>(NonNull<u8>, PhantomData<&'a u8>);

/// A [`Text`] that is part of the program: `text!("abc")`.
macro_rules! text {
    ($text:expr) => {
        const { $crate::text::Text::literal(concat!($text, "\0")) }
    };
}

/// Several texts of the program one behind the other: `texts!("a" "b")`. An iterator.
macro_rules! texts {
    ($($text:literal)+) => {
        $crate::text::Series::new(const { $crate::text::Text::literal(concat!($($text, "\0",)+ "\0")) })
    };
}

/// Texts that lie one behind the other up to an empty one; see `texts!`.
#[derive(Clone, Debug)]
pub struct Series<'a>(Text<'a>);

impl Series<'static> {
    /// Use `texts!`, which ends the series as it must be.
    #[must_use]
    pub(crate) fn new(first: Text<'static>) -> Self {
        Self(first)
    }
}

impl<'a> Iterator for Series<'a> {
    type Item = Text<'a>;

    fn next(&mut self) -> Option<Text<'a>> {
        let text = self.0;
        (!text.is_empty()).then(|| {
            self.0 = text.following();
            text
        })
    }
}

impl<'a> Text<'a> {
    /// No bytes.
    pub const EMPTY: Text<'static> = text!("");

    /// From a string that ends with NUL; use `text!`.
    #[must_use]
    pub const fn literal(text: &'static str) -> Text<'static> {
        assert!(matches!(text.as_bytes(), [.., 0]), "a text ends with NUL");
        // SAFETY: a reference is never null.
        Text(unsafe { NonNull::new_unchecked(text.as_ptr().cast_mut()) }, PhantomData)
    }

    /// # Safety
    /// Not null, and from there on readable, unchanging bytes with a NUL among them, for `'a`.
    pub(super) unsafe fn new(start: *const u8) -> Self {
        // SAFETY: by the caller's promise.
        Text(unsafe { NonNull::new_unchecked(start.cast_mut()) }, PhantomData)
    }

    /// The first byte; 0 at the end.
    #[must_use]
    pub fn first(self) -> u8 {
        // SAFETY: there is always at least the NUL.
        unsafe { self.0.read() }
    }

    /// True at the end.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.first() == 0
    }

    /// The text, or `otherwise` when it is empty.
    #[must_use]
    pub fn or(self, otherwise: Text<'a>) -> Text<'a> {
        if self.is_empty() { otherwise } else { self }
    }

    /// The text without its first byte; the end stays the end.
    #[must_use]
    pub fn next(self) -> Text<'a> {
        // SAFETY: behind a byte that is not NUL there is another.
        Text(unsafe { self.0.add(usize::from(!self.is_empty())) }, PhantomData)
    }

    /// The text without its first `count` bytes, or its end.
    #[must_use]
    pub fn from(self, count: usize) -> Text<'a> {
        self.places().nth(count).unwrap_or_else(|| self.end())
    }

    /// The text that lies behind the NUL of this one. Only for the input of a call, which is texts
    /// one behind the other and ends with NULs enough; see [`super::Arena::input`].
    pub(crate) fn following(self) -> Text<'a> {
        // SAFETY: by the contract above there is a byte behind the NUL.
        Text(unsafe { self.end().0.add(1) }, PhantomData)
    }

    /// The end of the text.
    fn end(self) -> Text<'a> {
        let mut end = self;
        while !end.is_empty() {
            end = end.next();
        }
        end
    }

    /// The bytes.
    #[must_use]
    pub fn bytes(self) -> Bytes<'a> {
        Bytes(self)
    }

    /// How many bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.bytes().count()
    }

    /// Where the text begins, to know its place in another one.
    #[cfg(feature = "debug")]
    #[must_use]
    pub fn address(self) -> usize {
        self.0.as_ptr() as usize
    }

    /// Both begin at the same address.
    #[must_use]
    pub fn same_place(self, other: Text<'_>) -> bool {
        self.0 == other.0
    }

    /// What follows `prefix`, when the text begins with it.
    #[must_use]
    pub fn after(self, prefix: Text<'_>) -> Option<Text<'a>> {
        let mut rest = self;
        for wanted in prefix.bytes() {
            if rest.first() != wanted {
                return None;
            }
            rest = rest.next();
        }
        Some(rest)
    }

    /// What follows `prefix`, when the text begins with it, ASCII case ignored.
    #[must_use]
    pub fn after_ignoring_case(self, prefix: Text<'_>) -> Option<Text<'a>> {
        let mut rest = self;
        for wanted in prefix.bytes() {
            if !rest.first().eq_ignore_ascii_case(&wanted) {
                return None;
            }
            rest = rest.next();
        }
        Some(rest)
    }

    /// Every byte is the same.
    #[must_use]
    pub fn is(self, other: Text<'_>) -> bool {
        self.after(other).is_some_and(Text::is_empty)
    }

    /// The text from the first `needle` on.
    #[must_use]
    pub fn find(self, needle: Text<'_>) -> Option<Text<'a>> {
        self.places().find(|rest| rest.after(needle).is_some())
    }

    /// The text from the first byte that satisfies `wanted`.
    #[must_use]
    pub fn find_byte(self, wanted: impl Fn(u8) -> bool) -> Option<Text<'a>> {
        self.places().find(|rest| wanted(rest.first()))
    }

    /// The text behind the first `byte`.
    #[must_use]
    pub fn behind(self, byte: u8) -> Option<Text<'a>> {
        self.find_byte(|b| b == byte).map(Text::next)
    }

    /// `byte` occurs.
    #[must_use]
    pub fn has(self, byte: u8) -> bool {
        self.bytes().any(|b| b == byte)
    }

    /// What is left at each byte: the text, the text without its first byte, and so on.
    #[must_use]
    pub fn places(self) -> Places<'a> {
        Places(self)
    }

    /// The text as a slice, for tests and for code outside the payload.
    #[must_use]
    pub fn as_slice(self) -> &'a [u8] {
        // SAFETY: `len` bytes lie before the NUL.
        unsafe { core::slice::from_raw_parts(self.0.as_ptr(), self.len()) }
    }
}

/// A text behind one letter that says what it is.
#[derive(Clone, Copy, Debug)]
pub struct Lettered<'a>(Text<'a>);

impl<'a> Lettered<'a> {
    /// From a string of letter and text that ends with NUL.
    #[must_use]
    pub const fn literal(wire: &'static str) -> Lettered<'static> {
        assert!(matches!(wire.as_bytes(), [_, .., 0]), "a letter, a text, NUL");
        // SAFETY: behind the letter are readable bytes up to the NUL.
        Lettered(unsafe { Text(NonNull::new_unchecked(wire.as_ptr().add(1).cast_mut()), PhantomData) })
    }

    /// Reads letter and text; `None` when there is nothing.
    #[must_use]
    pub fn read(wire: Text<'a>) -> Option<Self> {
        (!wire.is_empty()).then(|| Self(wire.next()))
    }

    /// The letter.
    #[must_use]
    pub fn letter(self) -> u8 {
        // SAFETY: both constructors step over one byte to get here.
        unsafe { self.0.0.sub(1).read() }
    }

    /// The text behind it.
    #[must_use]
    pub fn text(self) -> Text<'a> {
        self.0
    }
}

/// Iterator of [`Text::bytes`].
#[derive(Clone, Debug)]
pub struct Bytes<'a>(Text<'a>);

impl Iterator for Bytes<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        let byte = self.0.first();
        self.0 = self.0.next();
        (byte != 0).then_some(byte)
    }
}

/// Iterator of [`Text::places`].
#[derive(Clone, Debug)]
pub struct Places<'a>(Text<'a>);

impl<'a> Iterator for Places<'a> {
    type Item = Text<'a>;

    fn next(&mut self) -> Option<Text<'a>> {
        let place = self.0;
        self.0 = place.next();
        (!place.is_empty()).then_some(place)
    }
}
