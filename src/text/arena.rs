//! Memory of one call: texts are appended here, borrowed while the call lasts, and forgotten at its end.
//!
//! An arena never moves and never shrinks, so a [`Text`] stays valid as long as the arena is borrowed;
//! nothing is freed piece by piece, which keeps an allocator, drop code and panics out of the
//! payload (`measured.md` §3).

use core::ptr::NonNull;

use super::Text;
use super::memory::{Owned, Place};

/// Owns the memory of calls, one after the other. In the payload all arenas are the same one.
#[derive(Debug)]
pub struct Arena(Owned);

/// The way to the memory during one call: makes texts.
#[derive(Clone, Copy, Debug)]
pub struct Scratch<'a>(Place<'a>);

/// Bytes behind the input that are always NUL: the ends of a text, of a list, and of what follows a list
/// that was cut short.
const ENDS: usize = 4;

impl Arena {
    /// An arena that has taken no memory yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Owned::new())
    }

    /// The handle for a call.
    #[must_use]
    pub fn scratch(&self) -> Scratch<'_> {
        Scratch(self.0.place())
    }

    /// Forgets everything and hands out `len` writable bytes at the start, for the caller's input.
    /// Null when the memory cannot grow that far.
    pub fn reserve(&mut self, len: usize) -> *mut u8 {
        let scratch = self.scratch();
        scratch.0.top.set(0);
        if scratch.has_room(len + ENDS) { scratch.at(0) } else { core::ptr::null_mut() }
    }

    /// The first `len` bytes, as written by the caller after [`Arena::reserve`]; they hold texts one
    /// behind the other.
    #[must_use]
    pub fn input(&self, len: usize) -> Text<'_> {
        let scratch = self.scratch();
        if scratch.0.top.get() != 0 || !scratch.has_room(len + ENDS) {
            return Text::EMPTY;
        }
        scratch.0.top.set(len + ENDS);
        // SAFETY: `has_room` says that the bytes are the arena's, and after them NULs end the text.
        unsafe {
            scratch.at(len).write_bytes(0, ENDS);
            Text::new(scratch.at(0))
        }
    }

    /// Forgets every text but the input, which can be read again.
    #[cfg(feature = "debug")]
    pub fn rewind(&mut self) {
        self.scratch().0.top.set(0);
    }

    /// Copies the bytes of a call's answer to the start, where the input was, for the caller to read.
    /// Every text of this call is void afterwards. Answers how many bytes there are.
    pub fn hand_out(&mut self, answer: *const [u8]) -> usize {
        // SAFETY: `answer` was written into this arena, and `&mut self` proves that no text is borrowed.
        unsafe { core::ptr::copy(answer.cast::<u8>(), self.scratch().at(0), answer.len()) };
        answer.len()
    }
}

impl Default for Arena {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Scratch<'a> {
    /// Begins a new text.
    #[must_use]
    pub fn draft(self) -> Draft<'a> {
        Draft { scratch: self, start: self.0.top.get(), len: 0 }
    }

    /// Two texts, one behind the other.
    #[must_use]
    pub fn join(self, first: Text<'_>, second: Text<'_>) -> Text<'a> {
        let mut draft = self.draft();
        draft.add(first).add(second);
        draft.done()
    }

    /// The beginning of `text` before `end`, which is a later part of it; all of it when it is not.
    #[must_use]
    pub fn until(self, text: Text<'_>, end: Text<'_>) -> Text<'a> {
        let mut draft = self.draft();
        draft.add_until(text, end);
        draft.done()
    }

    /// The beginning of `text` before the first byte that satisfies `ends`.
    #[must_use]
    pub fn before(self, text: Text<'a>, ends: impl Fn(u8) -> bool) -> Text<'a> {
        match text.find_byte(ends) {
            Some(end) => self.until(text, end),
            None => text,
        }
    }

    /// Takes `len` bytes for what is no text, behind all texts; `None` when the memory cannot grow so far.
    pub(super) fn room(self, len: usize) -> Option<NonNull<u8>> {
        let start = self.0.top.get();
        if !self.has_room(start + len) {
            return None;
        }
        self.0.top.set(start + len);
        NonNull::new(self.at(start))
    }

    fn has_room(self, top: usize) -> bool {
        self.0.provide(top)
    }

    /// The address of byte `at`, which `has_room` has confirmed.
    fn at(self, at: usize) -> *mut u8 {
        self.0.base.get().wrapping_add(at)
    }
}

/// A text in the making. Other texts may be made meanwhile; the draft then continues above them.
#[derive(Debug)]
pub struct Draft<'a> {
    scratch: Scratch<'a>,
    start: usize,
    len: usize,
}

impl<'a> Draft<'a> {
    /// Appends one byte. When the memory cannot grow, the text ends here and the rest is left out.
    pub fn byte(&mut self, byte: u8) -> &mut Self {
        let mut end = self.start + self.len;
        if self.scratch.0.top.get() != end {
            end = self.move_to_top();
        }
        // One byte more than needed: `done` must always be able to write its NUL.
        if self.scratch.has_room(end + 2) {
            // SAFETY: `has_room` has confirmed the byte, and it lies above every text handed out.
            unsafe { self.scratch.at(end).write(byte) };
            self.len += 1;
            self.scratch.0.top.set(end + 1);
        }
        self
    }

    /// Appends a text.
    pub fn add(&mut self, text: Text<'_>) -> &mut Self {
        for byte in text.bytes() {
            self.byte(byte);
        }
        self
    }

    /// Appends the beginning of `text` before `end`; see [`Scratch::until`].
    pub fn add_until(&mut self, text: Text<'_>, end: Text<'_>) -> &mut Self {
        let mut rest = text;
        while !rest.same_place(end) && !rest.is_empty() {
            self.byte(rest.first());
            rest = rest.next();
        }
        self
    }

    /// True while nothing was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many bytes were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Takes back all but the first `len` bytes.
    pub fn cut(&mut self, len: usize) {
        let on_top = self.scratch.0.top.get() == self.start + self.len;
        self.len = self.len.min(len);
        if on_top {
            self.scratch.0.top.set(self.start + self.len);
        }
    }

    /// What was added after the first `from` bytes, to be looked at before more is added.
    #[must_use]
    pub fn tail(&mut self, from: usize) -> Text<'_> {
        let end = self.start + self.len;
        let on_top = self.scratch.0.top.get() == end;
        if from >= self.len || !on_top || !self.scratch.has_room(end + 1) {
            return Text::EMPTY;
        }
        // SAFETY: `has_room` has confirmed the NUL's place, no text lies there because the draft is on top, and `self`
        // stays borrowed as long as the text is.
        unsafe {
            self.scratch.at(end).write(0);
            Text::new(self.scratch.at(self.start + from))
        }
    }

    /// What was added so far, in order.
    #[must_use]
    pub fn done(&mut self) -> Text<'a> {
        self.byte(0);
        if self.is_empty() {
            return Text::EMPTY;
        }
        // SAFETY: the bytes end with the NUL just written (or, without memory, with the last byte
        // replaced by it), and nothing writes below `top` again.
        unsafe {
            self.scratch.at(self.start + self.len - 1).write(0);
            Text::new(self.scratch.at(self.start))
        }
    }

    /// The bytes as they are, NULs included, for [`Arena::hand_out`].
    #[must_use]
    pub fn bytes(self) -> *const [u8] {
        core::ptr::slice_from_raw_parts(self.scratch.at(self.start), self.len)
    }

    /// Another text was made behind this one: continue above it. Answers the new end.
    fn move_to_top(&mut self) -> usize {
        let top = self.scratch.0.top.get();
        if self.scratch.has_room(top + self.len) {
            // SAFETY: the old bytes are this draft's, the new place is above every text.
            unsafe { core::ptr::copy_nonoverlapping(self.scratch.at(self.start), self.scratch.at(top), self.len) };
            self.scratch.0.top.set(top + self.len);
        } else {
            self.len = 0;
        }
        self.start = top;
        self.scratch.0.top.get()
    }
}
