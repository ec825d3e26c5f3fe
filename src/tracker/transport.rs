//! By which way a request leaves (spec-b §4.2, `design.md` §3.5).
//!
//! The answer is a ladder, one letter a rung; the page climbs down until one takes the request:
//! `b`eacon, `f`etch with keepalive, `x`HR, `i`mage. An image has no body, so there the request always goes into the URL.

use super::{Call, Outcome};
use crate::text::{Text, utf16_is_longer};

/// The most requests in one bulk request.
pub const BULK_SIZE: usize = 50;

/// The longest request that goes into a URL, in UTF-16 units; a longer one goes into the body.
const URL_LIMIT: usize = 2000;

/// Chooses the way of one complete request.
pub fn single(call: Call<'_>, out: &mut Outcome<'_>, delay: Text<'_>, request: Text<'_>) {
    let settings = call.settings();
    // Custom processing may have made a bulk request of its own.
    let is_bulk = request.after(text!("{\"requests\"")).is_some();
    let in_body = is_bulk || settings.request_method().text().is(text!("POST")) || utf16_is_longer(request, URL_LIMIT);
    let ladder = match (settings.beacon().is_truthy(), in_body) {
        (true, true) => text!("bfxi"),
        (true, false) => text!("bfi"),
        (false, true) => text!("xi"),
        (false, false) => text!("i"),
    };
    out.send(delay, ladder, in_body, request);
}

/// Ways of a bulk request that tell whether it arrived, as far as the browser lets a page know.
pub const CERTAIN: Text<'static> = text!("fx");

/// Chooses the way of a bulk request, which always has a body.
pub fn bulk_ladder(call: Call<'_>) -> Text<'static> {
    if call.settings().beacon().is_truthy() { text!("bfx") } else { CERTAIN }
}
