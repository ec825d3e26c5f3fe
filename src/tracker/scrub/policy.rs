//! A policy as the rules read it. `js/scrub_policy.js` compiles what `setScrubPolicy` is given into it.
//!
//! The setting is a list of texts: the marks of what is switched and of what must not leave, one character each; the placeholder; the title; and then
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
use crate::text::{Scratch, Text, Units};

/// What is switched, beside the kinds of parameters that may not leave and the digits of detectors that are off.
pub mod mark {
    /// Nothing is scrubbed.
    pub const OFF: u8 = b'x';
    /// URLs lose their hash.
    pub const NO_HASH: u8 = b'h';
}

/// Kinds of rules and of parameters. What the marks of a policy have does not leave.
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
    /// It tells visitors apart. It stays as it is, or goes.
    pub const IDENTIFIER: u8 = b'i';
    /// It goes when there is something personal in it: a placeholder would make one visitor of many.
    pub const USER_ID: u8 = b'u';
    /// An order's id, which tells orders apart.
    pub const ORDER: u8 = b'o';
    /// A URL.
    pub const URL: u8 = b'p';
    /// A URL from which the visitor came.
    pub const REFERRER: u8 = b'r';
    /// The title.
    pub const TITLE: u8 = b'a';
    /// An outlink: the request goes with it.
    pub const OUTLINK: u8 = b'l';
    /// A download: the request goes with it.
    pub const DOWNLOAD: u8 = b'd';
    /// Text that somebody wrote. It becomes the placeholder.
    pub const TEXT: u8 = b't';
    /// The name says that the value is personal.
    pub const PERSONAL: u8 = b'!';
    /// Nobody knows it. `anonymous` replaces its value.
    pub const UNKNOWN: u8 = b'?';
}

/// The parameters of a request that are not simply scanned, each with its kind in front. Underscores do not count.
const OWN: Text<'static> = text!(
    "kidsite\u{1}purl\u{1}kpvid\u{1}oecid\u{1}kcs\u{1}kuadata\u{1}iid\u{1}iidn\u{1}irefts\u{1}icid\u{1}uuid\u{1}rurlref\u{1}rref\u{1}aactionname\u{1}llink\u{1}ddownload\u{1}tsearch\u{1}tsearchcat\u{1}ten\u{1}tcp\u{1}tdata\u{1}tcvar\u{1}tecvar\u{1}"
);

/// The policy of a tracker.
#[derive(Clone, Copy, Debug)]
pub struct Policy<'a> {
    marks: Text<'a>,
    /// Takes the place of a personal value.
    pub placeholder: Text<'a>,
    /// What becomes of titles: nothing when it is empty, the name of the route when it is `:`, else it is the title.
    pub title: Text<'a>,
    /// The page's rules; see the table above.
    rules: Items<'a>,
}

impl<'a> Policy<'a> {
    /// The policy of the tracker that is called.
    pub fn of(call: Call<'a>) -> Self {
        Self::new(call.settings().scrub())
    }

    fn new(setting: Value<'a>) -> Self {
        let mut rules = setting.items();
        let marks = rules.next().unwrap_or(text!("-!"));
        let placeholder = rules.next().unwrap_or(text!("XYZ"));
        let title = rules.next().unwrap_or(Text::EMPTY);
        Self { marks, placeholder, title, rules }
    }

    /// The rules of the page, and then those that all requests have, each ended by a 1; see [`following`].
    pub fn rules(&self, arena: Scratch<'a>) -> Units<'a> {
        let mut all = arena.draft();
        for rule in self.rules {
            all.add(rule).byte(1);
        }
        all.add(OWN);
        Units::read(arena, all.done())
    }

    /// This is switched.
    pub fn has(&self, mark: u8) -> bool {
        self.marks.has(mark)
    }

    /// Nothing is scrubbed.
    pub fn is_off(&self) -> bool {
        self.has(mark::OFF)
    }

    /// Only what is allowed stays.
    pub fn is_anonymous(&self) -> bool {
        self.has(kind::UNKNOWN)
    }

    /// The detector works: it was not switched off by its digit.
    pub fn detects(&self, rule: Rule) -> bool {
        !self.has(b'0' + rule as u8)
    }
}

/// The rule behind this one.
pub fn following(rule: Units<'_>) -> Units<'_> {
    let mut rest = rule;
    while rest.char() > '\u{1}' {
        rest = rest.next();
    }
    rest.next()
}
