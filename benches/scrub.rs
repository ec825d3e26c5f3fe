//! How long the scrubber takes for adversarial texts: nanoseconds a byte, which must not grow with the length.
//!
//! `cargo bench --bench scrub`, or with a part of a text's name: `cargo bench --bench scrub -- digits`. It asserts nothing: the machine may be
//! busy. `tests/scrub/work.rs` counts instead.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::disallowed_macros, clippy::indexing_slicing, missing_docs)]

use std::hint::black_box;
use std::time::Instant;

#[path = "../tests/scrub/adversarial.rs"]
mod adversarial;
#[allow(dead_code, reason = "the fuzz targets use the rest of it")]
#[path = "../tests/fuzz/scrubber.rs"]
mod scrubber;

const SIZES: [usize; 3] = [1 << 11, 1 << 13, 1 << 15];

/// What is run, and how the text becomes its argument.
type Way = (&'static str, fn(String) -> String);

const WAYS: [Way; 3] = [
    ("previewScrub", |text| format!("https://www.example.org/{text}")),
    ("scrub", |text| format!("e_n={}", text.replace('%', "%25").replace('&', "%26"))),
    ("scrub", |text| format!("a=1&{text}=x")),
];

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for (policy_name, policy) in [("balanced", scrubber::BALANCED), ("anonymous", scrubber::ANONYMOUS)] {
        println!("{policy_name}: ns a byte with {SIZES:?} bytes");
        for (name, parts) in adversarial::TEXTS.iter().filter(|(name, _)| name.contains(&wanted)) {
            for (command, argument) in WAYS {
                let costs: Vec<_> = SIZES.iter().map(|size| cost(command, policy, &argument(adversarial::text(*parts, *size)))).collect();
                let mark = if costs[2] > 4.0 * costs[0] { " !" } else { "" };
                println!("{name:32} {command:14} {:8.1} {:8.1} {:8.1}{mark}", costs[0], costs[1], costs[2]);
            }
        }
    }
}

/// Nanoseconds a byte; a size that would take longer than some seconds is measured once.
fn cost(command: &str, policy: &[&[u8]], argument: &str) -> f64 {
    let start = Instant::now();
    black_box(scrubber::run(command, policy, argument.as_bytes()));
    start.elapsed().as_nanos() as f64 / argument.len() as f64
}
