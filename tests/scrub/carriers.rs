//! Each carrier: how a page puts a value there.

mod encoding;
mod pairs;
mod parts;
mod texts;

pub use encoding::component;
pub use pairs::PAIRS;
pub use parts::ADDRESSES;
pub use texts::TEXTS;
