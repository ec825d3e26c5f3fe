//! The last step of a request: may it leave, when, and by which way (spec-b §4).

use super::{Call, Outcome, Setting, consent, request, scrub, transport};
use crate::text::{Text, json_string};

/// Time after a first request in which the next one waits, in ms: hits that arrive together would
/// split a new visitor's visit (`design.md` §3.4).
const GAP: f64 = 800.0;
/// Further waiting requests leave this many ms apart.
const STEP: f64 = 50.0;
/// No turn is as far away as this many ms, unless the clock was set back: time for 20,000 requests to wait.
const FAR: f64 = 1_000_000.0;

/// Lets one request go, or holds it: argument 0 is the request after plugins and custom processing.
pub fn single<'a>(call: Call<'a>, out: &mut Outcome<'_>) {
    if !may_leave(call, out) {
        return;
    }
    let request = scrub::request(call, call.arg(0).text());
    if request.is_empty() || consent::is_refused(call) {
        return;
    }
    let complete = call.arena.join(request, ending(call));
    let delay = delay(call, out);
    transport::single(call, out, delay, complete);
}

/// Lets a list of requests go as bulk requests, or holds it. Argument 0 is the list.
pub fn bulk<'a>(call: Call<'a>, out: &mut Outcome<'_>) {
    if !may_leave(call, out) || consent::is_refused(call) {
        return;
    }
    let delay = delay(call, out);
    send_bulk(call, out, delay, false, transport::bulk_ladder(call));
}

/// Puts complete requests that are still waiting for their turn into bulk requests, because the
/// page is being left. Argument 0 is the list. Nothing happens when the visitor does not agree any more.
pub fn leaving<'a>(call: Call<'a>, out: &mut Outcome<'_>) {
    again(call, out, transport::bulk_ladder(call));
}

/// The complete requests of argument 0 as bulk requests at once, if the visitor still agrees.
pub fn again<'a>(call: Call<'a>, out: &mut Outcome<'_>, ladder: Text<'static>) {
    if consent::may_be_tracked(call) {
        send_bulk(call, out, text!("0"), true, ladder);
    }
}

/// The list of argument 0 as bulk requests. Requests that are not complete are scrubbed and get their ending.
#[inline(never)]
pub fn send_bulk<'a>(call: Call<'a>, out: &mut Outcome<'_>, delay: Text<'a>, are_complete: bool, ladder: Text<'static>) {
    let ending = if are_complete { Text::EMPTY } else { ending(call) };
    let mut requests = call.arg(0).items();
    let mut next = || {
        let request = requests.next()?;
        Some(if are_complete { request } else { scrub::request(call, request) })
    };
    let mut request = next();
    while request.is_some() {
        let mut body = call.arena.draft();
        body.add(text!("{\"requests\":["));
        let mut count = 0;
        while count < transport::BULK_SIZE
            && let Some(text) = request
        {
            // What the scrubber refuses is empty.
            if !text.is_empty() {
                if count > 0 {
                    body.byte(b',');
                }
                json_string(&mut body, call.arena.join(text!("?"), call.arena.join(text, ending)));
                count += 1;
            }
            request = next();
        }
        if count == 0 {
            return;
        }
        body.add(text!("],\"send_image\":0}"));
        out.send(delay, ladder, true, body.done());
    }
}

/// Consent first, then client hints; a request that must wait is kept by the page.
fn may_leave(call: Call<'_>, out: &mut Outcome<'_>) -> bool {
    let given = consent::is_given(call);
    out.set_flag(Setting::has_consent, given);
    if !given {
        out.hold_for_consent();
        return false;
    }
    if call.page().hints_pending().is_truthy() {
        out.hold_for_hints();
        return false;
    }
    out.set_flag(Setting::has_sent, true);
    true
}

/// What is only known when a request leaves: consent where it is required, `&uadata=…`, and the browser features.
/// matomo.js leaves the consent out of bulk requests (spec-a Q9).
fn ending<'a>(call: Call<'a>) -> Text<'a> {
    let mut parameters = call.arena.draft();
    if call.settings().consent_required().is_truthy() {
        parameters.add(text!("&consent=1"));
    }
    if scrub::is_anonymous(call) {
        return parameters.done();
    }
    request::encoded(&mut parameters, text!("uadata"), call.page().hints().text());
    // {"pdf":"1","res":"1280x720"} is as good as &pdf=1&res=1280x720: nothing in it needs encoding.
    if call.page().features().text().is(text!("{}")) {
        return parameters.done();
    }
    for byte in call.page().features().text().bytes() {
        match byte {
            b'{' | b',' => parameters.byte(b'&'),
            b':' => parameters.byte(b'='),
            b'"' | b'}' => &mut parameters,
            _ => parameters.byte(byte),
        };
    }
    parameters.done()
}

/// How long the request waits for its turn, in ms. Only a first request makes others wait, and they each other: once
/// all had their turn, every request leaves at once (spec-b §4.3).
fn delay<'a>(call: Call<'a>, out: &mut Outcome<'_>) -> Text<'a> {
    let (now, next) = (call.now(), call.settings().next_request().number());
    let (wait, following) = match next {
        // The first request of all, or the clock was set back.
        _ if next == 0.0 || next - now > FAR => (0.0, now + GAP),
        _ if now < next => (next - now, next + STEP),
        _ => (0.0, next),
    };
    out.set_number(Setting::next_request, call.digits(following));
    call.digits(wait)
}
