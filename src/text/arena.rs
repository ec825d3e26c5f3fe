//! Memory of one call: texts are appended here, borrowed while the call lasts, and forgotten at its end.
//!
//! An arena never moves and never shrinks, so a [`Text`] stays valid as long as the arena is borrowed;
//! nothing is freed piece by piece, which keeps an allocator, drop code and panics out of the
//! payload (`measured.md` §3).

use core::cell::Cell;

use super::Text;

/// A growing piece of memory for the texts of one call.
#[derive(Debug)]
pub struct Arena {
    base: Cell<*mut u8>,
    top: Cell<usize>,
    limit: Cell<usize>,
}

/// The memory after the module's data and stack: nobody else uses it, because there is no allocator.
#[cfg(feature = "payload")]
mod memory {
    const PAGE: usize = 65_536;

    unsafe extern "C" {
        static __heap_base: u8;
    }

    pub fn base() -> *mut u8 {
        (&raw const __heap_base).cast_mut()
    }

    /// Makes `wanted` bytes available behind the base if the browser has them. Answers how many there are.
    pub fn provide(wanted: usize) -> usize {
        let have = || core::arch::wasm32::memory_size::<0>() * PAGE - base() as usize;
        if wanted > have() {
            core::arch::wasm32::memory_grow::<0>((wanted - have()) / PAGE + 1);
        }
        have()
    }
}

/// Beside an allocator (tests, and builds with the standard library) a large piece is taken at once.
#[cfg(not(feature = "payload"))]
mod memory {
    const RESERVED: usize = 1 << 26;

    pub fn base() -> *mut u8 {
        Vec::<u8>::with_capacity(RESERVED).leak().as_mut_ptr()
    }

    pub fn provide(_wanted: usize) -> usize {
        RESERVED
    }
}

/// Bytes behind the input that are always NUL: the ends of a text, of a list, and of what follows a list
/// that was cut short.
const ENDS: usize = 4;

impl Arena {
    /// An empty arena. On wasm there is one place for it, so only one may live at a time.
    #[must_use]
    pub const fn new() -> Self {
        Self { base: Cell::new(core::ptr::null_mut()), top: Cell::new(0), limit: Cell::new(0) }
    }

    /// Forgets everything and hands out `len` writable bytes at the start, for the caller's input.
    /// Null when the memory cannot grow that far.
    pub fn reserve(&mut self, len: usize) -> *mut u8 {
        self.top.set(0);
        if !self.has_room(len + ENDS) {
            return core::ptr::null_mut();
        }
        self.base.get()
    }

    /// The first `len` bytes, as written by the caller after [`Arena::reserve`]; they hold texts one
    /// behind the other.
    pub fn input(&self, len: usize) -> Text<'_> {
        if self.top.get() != 0 || !self.has_room(len + ENDS) {
            return Text::EMPTY;
        }
        self.top.set(len + ENDS);
        // SAFETY: `has_room` says that the bytes are the arena's, and after them NULs end the text.
        unsafe {
            self.at(len).write_bytes(0, ENDS);
            Text::new(self.at(0))
        }
    }

    /// Copies the bytes of a call's answer to the start, where the input was, for the caller to read.
    /// Every text of this call is void afterwards. Answers how many bytes there are.
    pub fn hand_out(&mut self, answer: *const [u8]) -> usize {
        // SAFETY: `answer` was written into this arena, and `&mut self` proves that no text is borrowed.
        unsafe { core::ptr::copy(answer.cast::<u8>(), self.at(0), answer.len()) };
        answer.len()
    }

    /// Begins a new text.
    pub fn draft(&self) -> Draft<'_> {
        Draft { arena: self, start: self.top.get(), len: 0 }
    }

    /// Two texts, one behind the other.
    pub fn join<'a>(&'a self, first: Text<'_>, second: Text<'_>) -> Text<'a> {
        let mut draft = self.draft();
        draft.add(first).add(second);
        draft.done()
    }

    /// The beginning of `text` before `end`, which is a later part of it; all of it when it is not.
    pub fn until<'a>(&'a self, text: Text<'_>, end: Text<'_>) -> Text<'a> {
        let mut draft = self.draft();
        draft.add_until(text, end);
        draft.done()
    }

    /// The beginning of `text` before the first byte that satisfies `ends`.
    pub fn before<'a>(&'a self, text: Text<'a>, ends: impl Fn(u8) -> bool) -> Text<'a> {
        match text.find_byte(ends) {
            Some(end) => self.until(text, end),
            None => text,
        }
    }

    fn has_room(&self, top: usize) -> bool {
        if top > self.limit.get() {
            if self.base.get().is_null() {
                self.base.set(memory::base());
            }
            self.limit.set(memory::provide(top));
        }
        top <= self.limit.get()
    }

    /// The address of byte `at`, which `has_room` has confirmed.
    fn at(&self, at: usize) -> *mut u8 {
        self.base.get().wrapping_add(at)
    }
}

impl Default for Arena {
    fn default() -> Self {
        Self::new()
    }
}

/// A text in the making. Other texts may be made meanwhile; the draft then continues above them.
#[derive(Debug)]
pub struct Draft<'a> {
    arena: &'a Arena,
    start: usize,
    len: usize,
}

impl<'a> Draft<'a> {
    /// Appends one byte. When the memory cannot grow, the text ends here and the rest is left out.
    pub fn byte(&mut self, byte: u8) -> &mut Self {
        let mut end = self.start + self.len;
        if self.arena.top.get() != end {
            end = self.move_to_top();
        }
        // One byte more than needed: `done` must always be able to write its NUL.
        if self.arena.has_room(end + 2) {
            // SAFETY: `has_room` has confirmed the byte, and it lies above every text handed out.
            unsafe { self.arena.at(end).write(byte) };
            self.len += 1;
            self.arena.top.set(end + 1);
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

    /// Appends the beginning of `text` before `end`; see [`Arena::until`].
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

    /// What was added so far, in order.
    #[must_use]
    pub fn done(mut self) -> Text<'a> {
        self.byte(0);
        if self.is_empty() {
            return Text::EMPTY;
        }
        // SAFETY: the bytes end with the NUL just written (or, without memory, with the last byte
        // replaced by it), and nothing writes below `top` again.
        unsafe {
            self.arena.at(self.start + self.len - 1).write(0);
            Text::new(self.arena.at(self.start))
        }
    }

    /// The bytes as they are, NULs included, for [`Arena::hand_out`].
    #[must_use]
    pub fn bytes(self) -> *const [u8] {
        core::ptr::slice_from_raw_parts(self.arena.at(self.start), self.len)
    }

    /// Another text was made behind this one: continue above it. Answers the new end.
    fn move_to_top(&mut self) -> usize {
        let top = self.arena.top.get();
        if self.arena.has_room(top + self.len) {
            // SAFETY: the old bytes are this draft's, the new place is above every text.
            unsafe { core::ptr::copy_nonoverlapping(self.arena.at(self.start), self.arena.at(top), self.len) };
            self.arena.top.set(top + self.len);
        } else {
            self.len = 0;
        }
        self.start = top;
        self.arena.top.get()
    }
}
