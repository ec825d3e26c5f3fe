//! What becomes of requests that could not be sent: how many are kept, and when they are tried again.

use super::{Call, Outcome, consent, release, transport};
use crate::text::Number;

/// The most requests that are kept: what one bulk request holds, so that they leave in order.
pub(crate) const MOST: usize = transport::BULK_SIZE;
/// The most bytes that are kept: browsers let a page leave behind 64 KiB.
pub(crate) const MOST_BYTES: usize = 60_000;
/// How long the first pause is at most, in ms; each further one is twice as long.
const FIRST: Number = 2_000.0;
/// No pause is longer, in ms, unless the server asks for it.
const LONGEST: Number = 256_000.0;
/// No pause is longer even if the server asks for it, in ms.
const LATEST: Number = 3_600_000.0;

/// Keeps requests that could not be sent. Argument 0 is the list of all of them, oldest first; argument 1 how many
/// tries failed in a row before; argument 2 the server's `Retry-After` in seconds, when it said so.
///
/// Answers the pause before the next try, and how many of the oldest requests are given up: more than [`MOST`] or
/// [`MOST_BYTES`], and all of them when the visitor does not agree any more.
pub fn keep(call: Call<'_>, out: &mut Outcome<'_>) {
    let may_stay = consent::may_be_tracked(call);
    let (mut count, mut bytes) = (0, 0);
    for request in call.arg(0).items() {
        count += 1;
        bytes += request.len();
    }
    let mut dropped = 0.0;
    for request in call.arg(0).items() {
        if may_stay && count <= MOST && bytes <= MOST_BYTES {
            break;
        }
        count -= 1;
        bytes -= request.len();
        dropped += 1.0;
    }
    out.wait_for_retry(call.digits(pause(call)), call.digits(dropped));
}

/// Half of the longest pause at this number of tries is certain, the rest is chance: pages that failed together do
/// not come back together.
fn pause(call: Call<'_>) -> Number {
    let mut pause = FIRST;
    let mut tries = call.arg(1).number();
    while tries >= 1.0 && pause < LONGEST {
        pause *= 2.0;
        tries -= 1.0;
    }
    let pause = pause * (0.5 + call.page().random().number() / 2.0);
    let asked = call.arg(2).number() * 1000.0;
    if asked > LATEST {
        LATEST
    } else if asked > pause {
        asked
    } else {
        pause
    }
}

/// Tries again what was kept: argument 0 is the list. It leaves by a way that tells whether it arrived. Nothing happens when
/// the visitor does not agree any more.
pub fn again(call: Call<'_>, out: &mut Outcome<'_>) {
    release::again(call, out, transport::CERTAIN);
}
