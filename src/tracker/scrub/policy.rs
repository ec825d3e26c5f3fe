//! A policy as the rules read it. `js/scrub_policy.js` compiles what `setScrubPolicy` is given into it.
//!
//! The setting is a list of texts: the marks of what is switched, one letter each; the placeholder; the title; and then
//! rules in the order of the page, each with its kind in front:
//!
//! | text | rule |
//! |---|---|
//! | `+name` | a parameter of this name may stay |
//! | `-name` | goes |
//! | `=name=text` | gets this value |
//! | `%name=20` | a whole number becomes one of 1 to 20 |
//! | `/plan/:id/*` | paths of this form are reported as this |
//!
//! Names are in lower case, letters and digits only.

use super::super::value::Items;
use super::super::{Call, Value};
use super::report::Rule;
use crate::text::Text;

/// What is switched.
pub mod mark {
    /// Nothing is scrubbed.
    pub const OFF: u8 = b'o';
    /// Only what is allowed stays.
    pub const ANONYMOUS: u8 = b'a';
    /// No name is personal in itself.
    pub const NAMES_OFF: u8 = b'n';
    /// URLs lose their hash.
    pub const NO_HASH: u8 = b'h';
    /// No referrer is sent.
    pub const NO_REFERRER: u8 = b'r';
    /// Free text becomes the placeholder.
    pub const NO_TEXT: u8 = b't';
    /// Outlinks may be sent under `anonymous`.
    pub const OUTLINKS: u8 = b'l';
    /// Downloads may be sent under `anonymous`.
    pub const DOWNLOADS: u8 = b'd';
    /// The user id may be sent under `anonymous`.
    pub const USER_ID: u8 = b'u';
}

/// Kinds of rules. Those that a policy has are above; the others are about the parameters of a request.
pub mod kind {
    /// It is scanned.
    pub const ALLOW: u8 = b'+';
    /// It goes.
    pub const DENY: u8 = b'-';
    /// It gets another value.
    pub const REPLACE: u8 = b'=';
    /// Its number becomes one of a few.
    pub const BUCKET: u8 = b'%';
    /// It stays as it is.
    pub const KEEP: u8 = b'k';
    /// It tells visitors apart, and goes under `anonymous`.
    pub const IDENTIFIER: u8 = b'i';
    /// It goes when there is something personal in it: a placeholder would make one visitor of many.
    pub const USER_ID: u8 = super::mark::USER_ID;
    /// An order's id, which tells orders apart.
    pub const ORDER: u8 = b'o';
    /// A URL.
    pub const URL: u8 = b'p';
    /// A URL from which the visitor came.
    pub const REFERRER: u8 = b'r';
    /// The title.
    pub const TITLE: u8 = b'a';
    /// An outlink, which `anonymous` does not let through.
    pub const OUTLINK: u8 = super::mark::OUTLINKS;
    /// A download, which `anonymous` does not let through.
    pub const DOWNLOAD: u8 = super::mark::DOWNLOADS;
    /// Text that somebody wrote.
    pub const TEXT: u8 = b't';
    /// The name is personal.
    pub const PERSONAL: u8 = b'!';
    /// `anonymous` does not know it.
    pub const UNKNOWN: u8 = b'?';
}

/// The policy of a tracker.
#[derive(Clone, Copy, Debug)]
pub struct Policy<'a> {
    marks: Text<'a>,
    /// Takes the place of a personal value.
    pub placeholder: Text<'a>,
    /// What becomes of titles: nothing when it is empty, the name of the route when it is `:`, else it is the title.
    pub title: Text<'a>,
    /// The rules; see the table above.
    pub rules: Items<'a>,
    /// Only what is allowed stays.
    pub is_anonymous: bool,
}

impl<'a> Policy<'a> {
    /// The policy of the tracker that is called.
    pub fn of(call: Call<'a>) -> Self {
        Self::new(call.settings().scrub())
    }

    fn new(setting: Value<'a>) -> Self {
        let mut rules = setting.items();
        let marks = rules.next().unwrap_or(Text::EMPTY);
        let placeholder = rules.next().unwrap_or(text!("XYZ"));
        let title = rules.next().unwrap_or(Text::EMPTY);
        Self { marks, placeholder, title, rules, is_anonymous: marks.has(mark::ANONYMOUS) }
    }

    /// This is switched.
    pub fn has(&self, mark: u8) -> bool {
        self.marks.has(mark)
    }

    /// Nothing is scrubbed.
    pub fn is_off(&self) -> bool {
        self.has(mark::OFF)
    }

    /// The detector works: it was not switched off by its digit.
    pub fn detects(&self, rule: Rule) -> bool {
        !self.has(b'0' + rule as u8)
    }
}
