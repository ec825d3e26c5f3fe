//! paqet: a browser analytics tracker, the drop-in replacement for matomo.js.
//!
//! # Architecture
//!
//! ```text
//! the page ─ js/ ──(settings, facts, arguments)──▶ bindings.rs ──▶ tracker/ ──(effects)──▶ js/ ─▶ network
//! ```
//!
//! A call goes one way. JavaScript collects what the rules may know, Rust decides and answers with
//! effects, JavaScript runs them in order. `_paq.push(['trackPageView'])` in eight hops:
//!
//! 1. `js/paq.js` finds the method on each tracker;
//! 2. `js/tracker.js` collects the arguments, custom data, and what to do with the result;
//! 3. `js/core.js` writes settings, facts of the page (`js/page.js`) and arguments into the memory;
//! 4. `bindings.rs` runs the command;
//! 5. `tracker/action.rs` makes the parameters of the page view;
//! 6. `tracker/request.rs` assembles the request: visitor, attribution, cookies, timing;
//! 7. `js/effects.js` writes the cookies and lets plugins and custom processing have the request;
//! 8. `tracker/release.rs` decides whether and when it may leave, has it scrubbed (`tracker/scrub/`), `tracker/transport.rs` says by
//!    which way, and `js/transport.js` hands it to the browser.
//!
//! # Code map
//!
//! - [`text`]: thin borrowed texts and the memory they live in. All the `unsafe` there is, but for the door.
//! - [`tracker`]: the rules of tracking, one idea a file, named by Matomo's words.
//!   What could not be sent comes back to `tracker/retry.rs`, which says when to try again and what to give up.
//!   The scrubber, `tracker/scrub/`, takes out what is personal; its `mod.rs` says how.
//! - `bindings.rs`: the door. It converts and calls.
//! - `payload.rs`: what the shipped module has instead of the standard library.
//! - `debug/`: what only the development build has, `paqet.debug.js`: panics in words, and what the scrubber did.
//! - `js/`: what must be JavaScript: `_paq`, the `Matomo` object, the methods of a tracker, the DOM, timers and
//!   the network. Settings live there as plain values, so that a getter answers what was set. `boot.js` begins for the script,
//!   `module.js` with `module/` for the package; `parts/` are files that a first use loads (`part_methods.js`, `parts.js`), `offline/`
//!   is what the offline queue and `service_worker/` share, `paella/` and `opt_out/` stand for themselves, `build/` makes it all.
//!
//! # Invariants
//!
//! - **The module imports nothing.** The build fails if it does. The rules cannot read a clock, a cookie, a URL
//!   or dice; they know what they are told.
//! - **No page code runs while Rust does**, because Rust calls nobody. A plugin, a callback or custom processing
//!   may call the tracker from inside a call.
//! - **Rust keeps no state between calls.** A tracker is a list of settings; a call changes it by effects.
//! - **Nothing allocates and nothing panics** in the shipped module: no allocator, no formatting, no indexing that
//!   can fail. A trap is caught at the door, reported once, and the page lives on.
//! - **Every request passes the scrubber last**, once, whatever made it, and so does what is kept in cookies.
//! - **No `beforeunload`, no `unload`, no busy wait**, in any build.

//!
//! # Names in comments
//!
//! `spec-a` and `spec-b` are our description of how Matomo's tracker behaves, `design.md`, `loading.md`, `field.md` and `measured.md` our
//! notes; they are kept outside the repository. What follows from them is in the code, in `tests/vectors/` and in
//! `tests/vectors/differences.txt`, where we differ and why.

#![cfg_attr(feature = "payload", no_std)]

#[cfg(target_arch = "wasm32")]
pub mod bindings;
#[cfg(all(target_arch = "wasm32", feature = "debug"))]
pub mod debug;
#[cfg(feature = "payload")]
mod payload;
#[macro_use]
pub mod text;
pub mod tracker;
