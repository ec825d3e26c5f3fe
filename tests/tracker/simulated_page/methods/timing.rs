//! `js/timing.js`.

use super::super::{Js, SimulatedPage};
use super::arg;

const NAMES: [&str; 6] = ["pf_net", "pf_srv", "pf_tfr", "pf_dm1", "pf_dm2", "pf_onl"];

impl SimulatedPage {
    pub(super) fn timing_method(&mut self, tracker: usize, method: &str, args: &[Js]) -> Option<Js> {
        if method != "setPagePerformanceTiming" {
            return None;
        }
        let mut given = Vec::new();
        for (at, name) in NAMES.into_iter().enumerate() {
            let time = arg(args, at);
            if time == Js::Undefined {
                continue;
            }
            if !is_decimal(&time.string()) {
                self.console.push(format!("setPagePerformanceTiming: {name} must be ms of 0 or more, not {}", time.string()));
                return Some(Js::Undefined);
            }
            given.extend([name.into(), (time.number() + 0.5).floor().into()]);
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
