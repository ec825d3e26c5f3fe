//! The rules of tracking. Pure: facts in, effects out; no clock, no cookie jar, no network, no dice.

mod action;
mod attribution;
mod call;
mod command;
mod configure;
mod consent;
mod content;
mod cookie;
mod cross_domain;
mod ecommerce;
mod link;
mod outcome;
mod purify;
mod release;
mod request;
pub(crate) mod retry;
pub mod scrub;
mod slots;
mod timing;
mod transport;
mod url;
mod value;
mod visitor;

pub use call::{Call, values};
pub use command::Command;
pub use outcome::Outcome;
pub use slots::{Fact, Page, Setting, Settings};
pub use value::Value;

use crate::text::Arena;

/// Answers one call of the page: `command` is a [`Command`] as a number; the first `bytes` of the arena
/// are the settings, facts and arguments as `call.rs` reads them; the answer is the bytes of the effects as `outcome.rs`
/// writes them.
pub fn answer(arena: &Arena, command: u8, bytes: usize) -> *const [u8] {
    let values = values(arena.input(bytes));
    let mut out = Outcome::new(arena.scratch());
    command::run(command, Call::new(arena.scratch(), &values), &mut out);
    out.bytes()
}
