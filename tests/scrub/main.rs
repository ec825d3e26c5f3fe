//! The proof of the scrubber, written without a look at it: a corpus of personal and of benign values, put wherever a page
//! can put a value; what must hold for any value; and how much work it may be. `README.md` here says how to extend the corpus.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    missing_docs
)]

mod adversarial;
mod carrier;
mod carriers;
mod choke_point;
mod corpus;
mod cuts;
mod exceptions;
mod marks;
mod measure;
mod policy;
mod properties;
mod readings;
mod secret;
mod seeds;
mod self_check;
mod tally;
mod visit;
mod work;

#[path = "../tracker/cases.rs"]
mod cases;
#[allow(dead_code, unused_imports, reason = "the behaviour tests use the rest of it")]
#[path = "../tracker/simulated_page/mod.rs"]
mod simulated_page;
