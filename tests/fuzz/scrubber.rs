//! The scrubber as the fuzz targets call it: commands of the tracker with nothing but a policy and an argument.

use std::cell::RefCell;

use paqet::text::Arena;
use paqet::tracker::{Command, Page, Settings, answer};

/// `balanced` as `js/scrub_policy.js` compiles it.
pub const BALANCED: &[&[u8]] = &[b"-!", b"XYZ", b""];
/// `anonymous`.
pub const ANONYMOUS: &[&[u8]] = &[b"-!?iurld", b"XYZ", b":"];

thread_local! {
    static ARENA: RefCell<Arena> = const { RefCell::new(Arena::new()) };
}

/// What the command answers under the policy; empty when it answers nothing.
pub fn reply(command: &str, policy: &[&[u8]], argument: &[u8]) -> Vec<u8> {
    let effects = run(command, policy, argument);
    let mut fields = effects.split(|byte| *byte == 0);
    while let Some(letter) = fields.next() {
        if letter == b"R" {
            return fields.next().unwrap_or_default().get(1..).unwrap_or_default().to_vec();
        }
    }
    Vec::new()
}

/// The bytes of the effects.
pub fn run(command: &str, policy: &[&[u8]], argument: &[u8]) -> Vec<u8> {
    let number = Command::NAMES.iter().position(|name| *name == command).expect("the command exists");
    let mut input = Vec::new();
    for name in Settings::NAMES {
        if *name == "scrub" {
            input.push(b'a');
            for text in policy {
                input.push(1);
                input.extend(text.iter().copied().filter(|byte| *byte > 1));
                input.push(0);
            }
            input.push(0);
        } else {
            input.extend(b"u\0");
        }
    }
    input.extend(b"u\0".repeat(Page::COUNT));
    input.push(b's');
    input.extend(argument.iter().copied().filter(|byte| *byte > 1));
    input.push(0);
    ARENA.with_borrow_mut(|arena| {
        let start = arena.reserve(input.len());
        assert!(!start.is_null());
        // SAFETY: `reserve` has handed out as many writable bytes.
        unsafe { std::ptr::copy_nonoverlapping(input.as_ptr(), start, input.len()) };
        let effects = answer(arena, number as u8, input.len());
        // SAFETY: the effects lie in the arena, which nobody changes meanwhile.
        unsafe { &*effects }.to_vec()
    })
}
