//! What a call answers: effects in the order the page must run them.
//!
//! An effect is one letter and then its fields, each ended by NUL. `js/effects.js` runs them after
//! the call has ended, so page code never meets Rust half-way (`design.md` §2).

use super::{Command, Setting};
use crate::text::{Draft, Scratch, Text};

/// The effects of one call, written in order.
#[derive(Debug)]
pub struct Outcome<'a>(Draft<'a>);

impl<'a> Outcome<'a> {
    /// No effects yet.
    pub fn new(arena: Scratch<'a>) -> Self {
        Self(arena.draft())
    }

    /// The bytes of all effects, for JavaScript.
    #[must_use]
    pub fn bytes(self) -> *const [u8] {
        self.0.bytes()
    }

    fn effect(&mut self, letter: u8) -> &mut Self {
        self.0.byte(letter).byte(0);
        self
    }

    fn field(&mut self, text: Text<'_>) -> &mut Self {
        self.0.add(text).byte(0);
        self
    }

    /// A value with its type: see [`super::Value`]; the items of a list are separated by
    /// [`super::value::ITEM`].
    fn typed(&mut self, kind: u8, text: Text<'_>) {
        self.0.byte(kind);
        self.field(text);
    }

    fn set(&mut self, setting: Setting, kind: u8, text: Text<'_>) {
        self.effect(b'S').0.byte(setting as u8 + b' ').byte(0);
        self.typed(kind, text);
    }

    /// Changes a setting to a string.
    pub fn set_text(&mut self, setting: Setting, text: Text<'_>) {
        self.set(setting, b's', text);
    }

    /// Changes a setting to a number.
    pub fn set_number(&mut self, setting: Setting, digits: Text<'_>) {
        self.set(setting, b'n', digits);
    }

    /// Changes a setting to true or false.
    pub fn set_flag(&mut self, setting: Setting, value: bool) {
        self.set(setting, b'b', flag(value));
    }

    /// Changes a setting to a list.
    pub fn set_list(&mut self, setting: Setting, items: Text<'_>) {
        self.set(setting, b'a', items);
    }

    /// What the method answers: a string.
    pub fn reply_text(&mut self, text: Text<'_>) {
        self.effect(b'R').typed(b's', text);
    }

    /// What the method answers: a number.
    pub fn reply_number(&mut self, digits: Text<'_>) {
        self.effect(b'R').typed(b'n', digits);
    }

    /// What the method answers: null.
    pub fn reply_null(&mut self) {
        self.effect(b'R').typed(b'l', Text::EMPTY);
    }

    /// What the method answers: a list of strings.
    pub fn reply_list(&mut self, items: Text<'_>) {
        self.effect(b'R').typed(b'a', items);
    }

    /// Writes a cookie: `name=value`, the time it ends in ms (empty: with the browser session) and
    /// its other attributes.
    pub fn write_cookie(&mut self, pair: Text<'_>, expires: Text<'_>, attributes: Text<'_>) {
        self.effect(b'C').field(pair).field(expires).field(attributes);
    }

    /// One line in the console for the developer.
    pub fn report(&mut self, message: Text<'_>) {
        self.effect(b'E').field(message);
    }

    /// Calls a public method of the tracker as the page may have overridden it.
    pub fn call(&mut self, method: Command) {
        self.effect(b'M').0.byte(method as u8 + b' ').byte(0);
    }

    /// A request is assembled: plugins with this hook and custom processing come next.
    pub fn built(&mut self, request: Text<'_>, hook: Text<'_>) {
        self.effect(b'B').field(request).field(hook);
    }

    /// Keeps the request until the visitor agrees.
    pub fn hold_for_consent(&mut self) {
        self.effect(b'H').field(text!("consent"));
    }

    /// Keeps the request until the client hints are there.
    pub fn hold_for_hints(&mut self) {
        self.effect(b'H').field(text!("hints"));
    }

    /// Sends again, in order, what was held for consent.
    pub fn release_held(&mut self) {
        self.effect(b'U');
    }

    /// Hands a complete request to the transport after `delay` ms, to go into the body or into the URL; see
    /// [`super::transport`] for the ladder.
    pub fn send(&mut self, delay: Text<'_>, ladder: Text<'_>, in_body: bool, request: Text<'_>) {
        self.effect(b'T').field(delay).field(ladder).field(flag(in_body)).field(request);
    }

    /// Tries what was kept again after `pause` ms, without the `dropped` oldest requests, which are given up.
    pub fn wait_for_retry(&mut self, pause: Text<'_>, dropped: Text<'_>) {
        self.effect(b'K').field(pause).field(dropped);
    }

    /// Changes the address of the clicked link.
    pub fn rewrite_link(&mut self, href: Text<'_>) {
        self.effect(b'L').field(href);
    }
}

fn flag(value: bool) -> Text<'static> {
    if value { text!("1") } else { Text::EMPTY }
}
