//! `js/timing.js`.

use super::super::{Js, SimulatedPage};

impl SimulatedPage {
    pub(super) fn timing_method(&mut self, tracker: usize, method: &str, args: &[Js]) -> Option<Js> {
        if method != "setPagePerformanceTiming" {
            return None;
        }
        let mut given = Vec::new();
        for time in args.iter().take(6) {
            if *time == Js::Undefined {
                given.push("".into());
                continue;
            }
            if !is_decimal(&time.string()) {
                self.console.push(format!("setPagePerformanceTiming takes ms of 0 or more, not {}", time.string()));
                return Some(Js::Undefined);
            }
            given.push((time.number() + 0.5).floor().into());
        }
        if given.iter().all(|span| *span == "".into()) {
            given.clear();
        }
        if given.is_empty() {
            self.console.push("setPagePerformanceTiming: no times given".into());
        } else {
            self.set(tracker, "timing_sent", false);
        }
        self.set(tracker, "custom_timing", Js::List(given));
        Some(Js::Undefined)
    }
}

/// `/^\d+(\.\d+)?$/`.
fn is_decimal(text: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.').map_or(is_digits(text), |(whole, fraction)| is_digits(whole) && is_digits(fraction))
}
