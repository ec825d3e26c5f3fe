//! Where the memory of an arena comes from, in the payload and beside a standard library.

use core::cell::Cell;

pub use place::{Owned, Place};

/// Where an arena is and how far it is used.
#[derive(Debug)]
pub struct State {
    /// First byte; null before memory was taken.
    pub base: Cell<*mut u8>,
    /// How many bytes are in use.
    pub top: Cell<usize>,
    limit: Cell<usize>,
}

impl State {
    const fn new() -> Self {
        Self { base: Cell::new(core::ptr::null_mut()), top: Cell::new(0), limit: Cell::new(0) }
    }

    /// Makes room for `wanted` bytes. False when the browser has no more.
    pub fn provide(&self, wanted: usize) -> bool {
        if wanted > self.limit.get() {
            if self.base.get().is_null() {
                self.base.set(source::base());
            }
            self.limit.set(source::provide(wanted));
        }
        wanted <= self.limit.get()
    }
}

/// In the payload there is one arena, so nobody passes it around: a handle is no bytes at all, which is worth
/// 4 % of the module.
#[cfg(feature = "payload")]
mod place {
    use super::State;

    struct Only(State);

    // SAFETY: a module without shared memory has one thread.
    unsafe impl Sync for Only {}

    static ONLY: Only = Only(State::new());

    /// What an arena has of its own.
    #[derive(Debug)]
    pub struct Owned;

    impl Owned {
        pub const fn new() -> Self {
            Self
        }

        pub fn place(&self) -> Place<'_> {
            Place(core::marker::PhantomData)
        }
    }

    /// Leads to the state.
    #[derive(Clone, Copy, Debug)]
    pub struct Place<'a>(core::marker::PhantomData<&'a State>);

    impl core::ops::Deref for Place<'_> {
        type Target = State;

        fn deref(&self) -> &State {
            &ONLY.0
        }
    }
}

#[cfg(not(feature = "payload"))]
mod place {
    use super::State;

    /// What an arena has of its own.
    #[derive(Debug)]
    pub struct Owned(State);

    impl Owned {
        pub const fn new() -> Self {
            Self(State::new())
        }

        pub fn place(&self) -> Place<'_> {
            &self.0
        }
    }

    /// Leads to the state.
    pub type Place<'a> = &'a State;
}

/// The memory after the module's data and stack: nobody else uses it, because there is no allocator.
#[cfg(feature = "payload")]
mod source {
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
mod source {
    const RESERVED: usize = 1 << 26;

    pub fn base() -> *mut u8 {
        Vec::<u8>::with_capacity(RESERVED).leak().as_mut_ptr()
    }

    pub fn provide(_wanted: usize) -> usize {
        RESERVED
    }
}
