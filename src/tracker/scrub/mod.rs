//! The scrubber: nothing personal leaves the page (`design.md` §3.1).
//!
//! Every request passes [`request`] on its last step, whatever produced it, and so does what is kept in cookies or answered
//! by `getRequest`. There is no other way to the network: `release.rs` asks for it.
//!
//! The text is decoded once ([`Units`]), and one pass ([`scan`]) over what it means copies what stands there, so a value is
//! found in whatever encoding and depth, and what is kept stays as it was to the byte. A name decides over its value
//! ([`parameter`], [`name`]); what no name gives away the detectors find ([`detect`]). The [`policy`] says how strict all
//! this is. Every pass takes time proportional to the length of the text.

mod detect;
mod iban;
mod ip;
mod location;
mod name;
mod number;
mod parameter;
mod policy;
mod report;
mod scan;
mod url;
mod word;

pub use report::{Report, Rule};

use super::{Call, Outcome, request::current_url, url as matomo_url};
use crate::text::{Text, Units};
use policy::{Policy, kind};
use scan::{Part, Scan};

/// A request as it may leave: `name=value` pairs, or the body of a bulk request. Empty: it must not leave.
pub fn request<'a>(call: Call<'a>, request: Text<'a>) -> Text<'a> {
    request_reported(call, request, &mut ())
}

/// A request as it may leave, and what was done to it; see [`request`].
pub fn request_reported<'a>(call: Call<'a>, request: Text<'a>, report: &mut impl Report) -> Text<'a> {
    let policy = Policy::of(call);
    let title = match policy.title {
        title if title.is(text!(":")) => matomo_url::path(call.arena, value(call, current_url(call))),
        title => title,
    };
    run(call, &policy, request, report, Kind::Request(title))
}

/// A URL, a text or JSON by itself as it may be kept or sent.
pub fn value<'a>(call: Call<'a>, value: Text<'a>) -> Text<'a> {
    run(call, &Policy::of(call), value, &mut (), Kind::Value)
}

/// A URL from which the visitor came, as it may be kept. Empty: not at all.
pub fn referrer<'a>(call: Call<'a>, url: Text<'a>) -> Text<'a> {
    let policy = Policy::of(call);
    if policy.has(kind::REFERRER) { Text::EMPTY } else { run(call, &policy, url, &mut (), Kind::Referrer) }
}

/// What a text is.
enum Kind<'a> {
    /// A request, and the title it gets; empty: its own.
    Request(Text<'a>),
    Value,
    Referrer,
}

#[inline(never)]
fn run<'a, R: Report>(call: Call<'a>, policy: &Policy<'a>, text: Text<'a>, report: &mut R, kind: Kind<'a>) -> Text<'a> {
    if policy.is_off() {
        return text;
    }
    let page = call.settings().page_url().text();
    let (title, is_request) = match kind {
        Kind::Request(title) => (title, true),
        _ => (Text::EMPTY, false),
    };
    let units = Units::read(call.arena, text);
    let mut scan = Scan {
        policy,
        rules: policy.rules(call.arena),
        arena: call.arena,
        out: call.arena.draft(),
        base: u32::from(!is_request),
        page,
        title,
        has_host: false,
        is_refused: false,
        report,
        part: Part::Text,
        before: if is_request { '?' } else { '=' },
        earlier: '\0',
        level: u32::from(!is_request),
        mark: 0,
        is_url: !is_request,
        json: 0,
        in_string: false,
        is_pair: false,
        is_foreign: matches!(kind, Kind::Referrer) && url::is_foreign(units, units.end(), page),
    };
    scan.run(units);
    if scan.is_refused { Text::EMPTY } else { scan.out.done() }
}

/// `previewScrub`: what would be reported of a URL, argument 0.
pub fn preview<'a>(call: Call<'a>, out: &mut Outcome<'_>) {
    out.reply_text(value(call, call.arg(0).text()));
}

/// Answers a request, argument 0, as it may leave.
pub fn answer<'a>(call: Call<'a>, out: &mut Outcome<'_>) {
    out.reply_text(request(call, call.arg(0).text()));
}

/// Neither cookies nor browser features under `anonymous`.
pub fn is_anonymous(call: Call<'_>) -> bool {
    Policy::of(call).is_anonymous()
}
