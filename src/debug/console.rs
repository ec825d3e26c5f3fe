//! The request inspector in the console: one group for all requests of a moment, one table for each.

use std::cell::RefCell;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::console;

use super::explanation::{Explanation, Parameter};
use crate::tracker::retry;

/// Requests that come within this many ms are told together.
const MOMENT: u32 = 100;

thread_local! {
    static WAITING: RefCell<Vec<Explanation>> = const { RefCell::new(Vec::new()) };
}

/// Tells of these requests soon.
pub fn tell(explanations: Vec<Explanation>) {
    WAITING.with_borrow_mut(|waiting| {
        if waiting.is_empty() {
            Timeout::new(MOMENT, print).forget();
        }
        waiting.extend(explanations);
    });
}

fn print() {
    let explanations = WAITING.take();
    let title = match explanations.as_slice() {
        [only] => format!("paqet: {}", headline(only)),
        many => format!("paqet: {} requests", many.len()),
    };
    console::group_collapsed_1(&title.into());
    for explanation in &explanations {
        console::log_1(&headline(explanation).into());
        let rows: Array = explanation.parameters.iter().filter(|parameter| !parameter.marks.is_empty()).map(row).collect();
        if rows.length() > 0 {
            console::table_1(&rows);
        }
    }
    console::group_end();
}

/// One line, at once, about requests that are given up.
pub fn tell_dropped(count: u32, total: u32) {
    let (most, bytes) = (retry::MOST, retry::MOST_BYTES);
    let what = "requests that could not be sent are given up";
    let why = format!("a page keeps {most} of them and {bytes} bytes, and none without consent");
    console::warn_1(&format!("paqet: {count} {what}, {total} so far: {why}. enableOfflineQueue keeps more").into());
}

/// One line about a request.
fn headline(explanation: &Explanation) -> String {
    let touched = explanation.parameters.iter().filter(|parameter| !parameter.marks.is_empty()).count();
    match (&explanation.request, touched) {
        (None, _) => "a request was kept back by the scrub policy".to_owned(),
        (Some(request), 0) => format!("nothing to scrub in {request}"),
        (Some(request), _) => format!("scrubbed {touched} of {} parameters: {request}", explanation.parameters.len()),
    }
}

fn row(parameter: &Parameter) -> Object {
    let rules: Vec<_> = parameter.marks.iter().map(|mark| mark.rule.as_str()).collect();
    let columns = [
        ("parameter", parameter.name.as_str().into()),
        ("before", parameter.original.as_str().into()),
        ("after", parameter.scrubbed.as_deref().map_or(JsValue::UNDEFINED, JsValue::from)),
        ("rules", rules.join(", ").into()),
    ];
    let row = Object::new();
    for (name, value) in columns {
        // A new object takes every property.
        let _ = Reflect::set(&row, &name.into(), &value);
    }
    row
}
