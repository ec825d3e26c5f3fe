//! How many cases a property is tried on.

use proptest::prelude::ProptestConfig;

/// `TIMES=20 cargo test` tries so many times as many cases.
pub fn config(cases: u32) -> ProptestConfig {
    let times: u32 = std::env::var("TIMES").map_or(1, |times| times.parse().expect("TIMES is a number"));
    ProptestConfig { cases: cases * times, max_global_rejects: 1024 * times, failure_persistence: None, ..ProptestConfig::default() }
}
