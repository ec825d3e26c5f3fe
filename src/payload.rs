//! What the shipped module needs instead of the standard library: a trap, and no allocator.
//!
//! The standard library's panic messages and its allocator would be a third of the payload.

use core::alloc::{GlobalAlloc, Layout};

/// A panic is a trap. The door in `js/core.js` reports it once and lets the page live on.
#[panic_handler]
fn trap(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

/// wasm-bindgen wants an allocator to exist. Nothing allocates: text lives in the arena.
struct Nothing;

// SAFETY: it never hands out memory.
unsafe impl GlobalAlloc for Nothing {
    unsafe fn alloc(&self, _: Layout) -> *mut u8 {
        core::ptr::null_mut()
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ALLOCATOR: Nothing = Nothing;
