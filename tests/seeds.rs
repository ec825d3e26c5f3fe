//! The seeds of the fuzz targets, run natively: what fuzzing once found stays found.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    missing_docs
)]

use std::fs::{read, read_dir};
use std::path::Path;

#[path = "fuzz/checks.rs"]
mod checks;

fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(target);
    let mut seeds: Vec<_> = read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    assert!(!seeds.is_empty());
    for seed in seeds {
        println!("{}", seed.display());
        check(&read(&seed).unwrap());
    }
}

#[test]
fn requests() {
    replay("request", checks::request);
}

#[test]
fn urls() {
    replay("url", checks::url);
}

#[test]
fn policies() {
    replay("policy", checks::policy);
}

#[test]
fn json() {
    replay("json", checks::json);
}

#[test]
fn percent_encoding() {
    replay("percent", checks::percent);
}
