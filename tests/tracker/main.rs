//! The rules of tracking as a page meets them: vectors of the specification, and behaviour over time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    missing_docs
)]

mod simulated_page;
mod vector;
mod vector_run;
mod vectors;

mod consent_orders;
mod first_hits;
mod retries;
mod several_trackers;
mod visits_over_time;
mod ways;
