//! What only the development build has: readable panics, and the story of every request, told in the console and to
//! whoever listens to `RequestScrubbed`.
//!
//! None of it is in the payload. It looks at the input of a call before the rules get it, and changes nothing.

#![allow(clippy::disallowed_macros, reason = "this is no payload")]

mod console;
mod explanation;
mod policy;

pub use explanation::{Explanation, Mark, Parameter};
pub use policy::ScrubPolicy;

use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::bindings::arena;
use crate::tracker::{Call, values};

/// Panics say in the console what went wrong and where, before the door reports the trap.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// What the scrubber does to the requests of the call whose `bytes` of input lie in the memory: argument 0, one
/// request or a list. Answers a list of [`Explanation`]s; the input stays for `call`.
#[wasm_bindgen]
pub fn explain(bytes: usize) -> JsValue {
    let arena = arena();
    let explanations: Vec<_> = {
        let values = values(arena.input(bytes));
        let call = Call::new(arena.scratch(), &values);
        let given = call.arg(0);
        let mut requests: Vec<_> = given.items().collect();
        if requests.is_empty() {
            requests.push(given.text());
        }
        requests.into_iter().map(|request| Explanation::of(call, request)).collect()
    };
    arena.rewind();
    plain(&explanations)
}

/// Tells the console what was done to the requests that [`explain`] answered. Bursts are told in one group.
#[wasm_bindgen]
pub fn narrate(explanations: JsValue) {
    if let Ok(explanations) = serde_wasm_bindgen::from_value(explanations) {
        console::tell(explanations);
    }
}

/// Tells the console that the page gave up `count` requests that could not be sent, and how many it gave up so far.
#[wasm_bindgen(js_name = tellDropped)]
pub fn tell_dropped(count: u32, total: u32) {
    console::tell_dropped(count, total);
}

/// Reads the policy given to `setScrubPolicy` strictly. Answers undefined when all of it is known, else a sentence that
/// names the key and what it takes.
#[wasm_bindgen(js_name = checkPolicy)]
pub fn check_policy(policy: JsValue) -> Option<String> {
    ScrubPolicy::read(policy).err()
}

/// As a JavaScript object with plain properties; undefined for what cannot be told.
fn plain(value: &impl Serialize) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::UNDEFINED)
}
