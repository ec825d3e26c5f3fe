//! The door between JavaScript and the rules: converts and calls, nothing else.
//!
//! The module imports nothing. JavaScript writes the input of a call into the memory, calls, and
//! reads the effects from it; so no page code can run while Rust does, and the core cannot read a
//! clock, a cookie or the network.

use core::cell::UnsafeCell;

use wasm_bindgen::prelude::wasm_bindgen;

use crate::text::Arena;
use crate::tracker;

/// The one arena of the module, without the panics that a `RefCell` or a lock would bring along.
struct Shared(UnsafeCell<Arena>);

// SAFETY: a module without shared memory has one thread.
unsafe impl Sync for Shared {}

static ARENA: Shared = Shared(UnsafeCell::new(Arena::new()));

pub(crate) fn arena() -> &'static mut Arena {
    // SAFETY: only exports come here, each ends its use before it returns, and
    // neither can run inside the other, because the module calls nobody.
    unsafe { &mut *ARENA.0.get() }
}

/// Room for the input of a call: the address of `bytes` writable bytes, 0 when there is no memory.
#[wasm_bindgen]
pub fn reserve(bytes: usize) -> *mut u8 {
    arena().reserve(bytes)
}

/// Runs a command on the `bytes` of input written after [`reserve`]. The effects replace the input;
/// the answer is their length in bytes.
#[wasm_bindgen]
pub fn call(command: u8, bytes: usize) -> usize {
    let arena = arena();
    let effects = tracker::answer(arena, command, bytes);
    arena.hand_out(effects)
}
