//! Who the visitor is: the visitor id and its cookie (spec-a §4.5).

use super::{Call, Outcome, Setting, cookie, cross_domain};
use crate::text::{Text, number, sha1_hex};

/// The visitor as known at this moment.
#[derive(Clone, Copy, Debug)]
pub struct Visitor<'a> {
    /// 16 hex digits; empty when there are no cookies to keep one.
    pub id: Text<'a>,
    /// When the visitor was first seen, in seconds, as the cookie has it.
    pub created: Text<'a>,
    /// No visitor cookie existed.
    pub is_new: bool,
}

/// Finds the visitor: forced id, then cookie, then a fresh one.
pub fn find<'a>(call: Call<'a>) -> Visitor<'a> {
    let forced = forced_id(call);
    let kept = cookie::read(call, cookie::name(call, text!("id")));
    let id = match kept {
        _ if !forced.is_empty() => forced,
        Some(kept) => call.arena.before(kept, |byte| byte == b'.'),
        None if cookies_work(call) => fresh_id(call),
        None => forced,
    };
    let created = kept.map_or(call.seconds(), |kept| match kept.behind(b'.') {
        Some(created) => call.arena.before(created, |byte| byte == b'.'),
        None => text!("undefined"),
    });
    Visitor { id, created, is_new: kept.is_none() }
}

/// Writes the visitor cookie. Its life is counted from the first visit and never extended.
pub fn remember(call: Call<'_>, out: &mut Outcome<'_>, visitor: &Visitor<'_>) {
    if call.settings().site_id().text().is_empty() || !cookies_work(call) {
        return;
    }
    let created = number(visitor.created);
    // A cookie of unknown age ends with the browser session, as matomo.js has it.
    let life = if created.is_nan() { 0.0 } else { created * 1000.0 + call.settings().visitor_timeout().number() - call.now() };
    let mut value = call.arena.draft();
    value.add(visitor.id).byte(b'.').add(visitor.created).byte(b'.');
    cookie::write(call, out, cookie::name(call, text!("id")), value.done(), life);
}

/// Cookies are allowed, and the browser keeps them.
pub fn cookies_work(call: Call<'_>) -> bool {
    cookie::are_allowed(call) && call.page().cookies_enabled().is_truthy()
}

/// A visitor who came with the page's URL stays for the whole page, however old the link grows.
pub fn keep_forced(call: Call<'_>, out: &mut Outcome<'_>) {
    let forced = forced_id(call);
    if !forced.is_empty() {
        out.set_text(Setting::visitor_id, forced);
    }
}

fn forced_id<'a>(call: Call<'a>) -> Text<'a> {
    let forced = call.settings().visitor_id().text();
    if forced.is_empty() { cross_domain::incoming_visitor(call) } else { forced }
}

/// 16 hex digits that nobody can guess: browser, time and dice.
fn fresh_id<'a>(call: Call<'a>) -> Text<'a> {
    let page = call.page();
    let mut seed = call.arena.draft();
    seed.add(page.agent().text()).add(page.features().text()).add(page.now().text()).add(page.random().text());
    sha1_hex(call.arena, seed.done(), 16)
}

/// `setVisitorId` takes a text with 16 hex digits in a row (spec-a §4.5).
#[must_use]
pub fn is_acceptable(id: Text<'_>) -> bool {
    let mut run = 0;
    id.bytes().any(|byte| {
        run = if byte.is_ascii_hexdigit() { run + 1 } else { 0 };
        run == 16
    })
}
