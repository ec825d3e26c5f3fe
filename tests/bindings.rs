//! The door between JavaScript and the rules, inside a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::disallowed_macros, missing_docs)]

use paqet::bindings::{call, reserve};
use paqet::tracker::{Command, Page, Setting, Settings};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Writes an input as `js/core.js` does and reads the effects that replace it.
fn ask(command: Command, input: &[u8]) -> String {
    let start = reserve(input.len());
    assert!(!start.is_null());
    // SAFETY: `reserve` gave this many bytes, and `call` answers how many of them hold the effects.
    unsafe {
        core::ptr::copy_nonoverlapping(input.as_ptr(), start, input.len());
        let length = call(command as u8, input.len());
        String::from_utf8(core::slice::from_raw_parts(start, length).to_vec()).unwrap()
    }
}

/// A call with only these settings; every fact is an empty string.
fn input(settings: &[(Setting, &str)], args: &[&str]) -> Vec<u8> {
    let mut values = vec!["uundefined".to_owned(); Settings::COUNT];
    values.extend(vec!["s".to_owned(); Page::COUNT]);
    for (setting, value) in settings {
        values[*setting as usize] = (*value).to_owned();
    }
    values.extend(args.iter().map(|arg| (*arg).to_owned()));
    values.iter().flat_map(|value| value.bytes().chain([0])).collect()
}

#[wasm_bindgen_test]
fn a_getter_answers_through_the_memory() {
    let effects = ask(Command::getCurrentUrl, &input(&[(Setting::page_url, "shttp://example.org/ä")], &[]));
    assert_eq!(effects, "R\0shttp://example.org/ä\0");
}

#[wasm_bindgen_test]
fn effects_come_in_order_and_calls_leave_nothing_behind() {
    let first = ask(Command::setCustomUrl, &input(&[(Setting::page_url, "shttp://h/a/b?c")], &["srel"]));
    let second = ask(Command::setCustomUrl, &input(&[(Setting::page_url, "shttp://h/a/b?c")], &["srel"]));
    assert_eq!(first, format!("S\0{}\0shttp://h/a/rel\0", (Setting::custom_url as u8 + b' ') as char));
    assert_eq!(first, second);
}

#[wasm_bindgen_test]
fn inputs_of_a_megabyte_fit() {
    let long = format!("s{}", "x".repeat(1 << 20));
    let effects = ask(Command::setCustomUrl, &input(&[(Setting::page_url, "shttp://h/")], &[&long]));
    assert_eq!(effects.len(), "S\0".len() + 2 + "shttp://h/\0".len() + (1 << 20));
}

#[wasm_bindgen_test]
fn a_cut_or_foreign_input_is_no_trap() {
    assert_eq!(ask(Command::trackEvent, b""), ask(Command::trackEvent, b"\0"));
    ask(Command::trackPageView, &[1, 0, 97, 0, 97, 1, 255, 254]);
    ask(Command::release, b"a\x01x\0\x01");
}
