//! The scrubber's work grows with the length of the text, not with its square: twice the text takes twice the memory of a
//! call, in which every piece that is read or made has its place. `cargo bench` measures the time.

use std::cell::RefCell;

use paqet::text::Arena;
use paqet::tracker::{Command, answer};

use super::adversarial;
use super::carriers::component;
use super::policy::Policy;
use super::simulated_page::SimulatedPage;

/// What an arena has beside an allocator; a call that needs more is cut short.
const ROOM: usize = 1 << 26;
const SMALL: usize = 1 << 16;
const LARGE: usize = 1 << 20;

thread_local! {
    static ARENA: RefCell<Arena> = const { RefCell::new(Arena::new()) };
}

/// How many bytes of the arena the command takes.
fn bytes_taken(policy: Policy, command: &str, argument: String) -> usize {
    let mut page = SimulatedPage::fixture();
    policy.apply(&mut page);
    let input = page.input(0, &[argument.into()]);
    let number = Command::NAMES.iter().position(|name| *name == command).unwrap();
    ARENA.with_borrow_mut(|arena| {
        let start = arena.reserve(input.len());
        // SAFETY: `reserve` has handed out as many writable bytes.
        unsafe { std::ptr::copy_nonoverlapping(input.as_ptr(), start, input.len()) };
        answer(arena, number as u8, input.len());
        arena.scratch().draft().bytes().cast::<u8>().addr() - start.addr()
    })
}

fn check(policy: Policy, command: &str, name: &str, make: impl Fn(usize) -> String) {
    let small = bytes_taken(policy, command, make(SMALL));
    let large = bytes_taken(policy, command, make(LARGE));
    let growth = large as f64 / small as f64;
    assert!(large < ROOM - 4096, "{name} by {command} under {policy:?}: a megabyte takes all the memory there is");
    assert!(growth < 1.25 * (LARGE / SMALL) as f64, "{name} by {command} under {policy:?}: {small} bytes became {large}");
}

fn preview(policy: Policy) {
    for (name, parts) in adversarial::TEXTS {
        check(policy, "previewScrub", name, |bytes| format!("https://www.example.org/{}", adversarial::text(*parts, bytes)));
    }
}

#[test]
fn sixteen_times_the_url_is_sixteen_times_the_work_in_balanced() {
    preview(Policy::Balanced);
}

#[test]
fn sixteen_times_the_url_is_sixteen_times_the_work_with_templates() {
    preview(Policy::Templates);
}

#[test]
fn sixteen_times_the_url_is_sixteen_times_the_work_in_anonymous() {
    preview(Policy::Anonymous);
}

#[test]
fn sixteen_times_the_text_is_sixteen_times_the_work() {
    for (name, parts) in adversarial::TEXTS {
        check(Policy::Balanced, "scrub", name, |bytes| format!("e_n={}", component(&adversarial::text(*parts, bytes / 2))));
    }
}

#[test]
fn sixteen_times_the_parameters_is_sixteen_times_the_work() {
    for (name, parts) in adversarial::TEXTS {
        check(Policy::Balanced, "scrub", name, |bytes| format!("a=1&{}=x", adversarial::text(*parts, bytes)));
    }
}
