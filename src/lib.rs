//! paqet: a browser analytics tracker, the drop-in replacement for matomo.js.
#![cfg_attr(feature = "payload", no_std)]

#[cfg(target_arch = "wasm32")]
pub mod bindings;
#[cfg(feature = "payload")]
mod payload;
#[macro_use]
pub mod text;
pub mod tracker;
