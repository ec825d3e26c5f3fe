//! Content blocks: what they are called, and the requests about them (spec-b §3).

use super::request::encoded;
use super::{Call, Outcome, url, value::ITEM};
use crate::text::{Draft, Text, trim};

/// Names a block from what was found in it, and answers name, piece and target. Arguments from 0 on: content
/// name, content piece, address of the piece's medium, title, content target, address the block links to.
/// What was not found is empty.
pub fn resolve(call: &Call<'_>, out: &mut Outcome<'_>) {
    let found = |index| call.arg(index).text();
    let piece = if found(1).is_empty() { url::absolute_in_page(call, found(2)) } else { found(1) };
    let name = [found(0), url::without_own_origin(call, piece), found(3)].into_iter().find(|name| !name.is_empty());
    let target = if found(4).is_empty() { url::absolute_in_page(call, found(5)) } else { found(4) };
    let mut parts = call.arena.draft();
    or_unknown(call, &mut parts, name.unwrap_or(Text::EMPTY));
    parts.byte(ITEM);
    or_unknown(call, &mut parts, piece);
    parts.byte(ITEM).add(trim(call.arena, target));
    out.reply_list(parts.done());
}

fn or_unknown(call: &Call<'_>, parts: &mut Draft<'_>, part: Text<'_>) {
    let part = trim(call.arena, part);
    parts.add(if part.is_empty() { text!("Unknown") } else { part });
}

/// Assembles an impression or an interaction. Arguments from 2 on: hook, interaction, name, piece, target.
pub fn track(call: &Call<'_>, out: &mut Outcome<'_>) {
    // Every parameter begins with `&`; a request does not.
    let parameters = parameters(call, 3).next();
    if !parameters.is_empty() {
        super::request::track(call, out, parameters, call.arg(2).text());
    }
}

/// The parameters of interaction, name, piece and target, which are the arguments from `first` on. What is empty or
/// missing is left out; without any of them there are no parameters.
pub fn parameters<'a>(call: &Call<'a>, first: usize) -> Text<'a> {
    let mut parameters = call.arena.draft();
    for (index, name) in texts!("c_i" "c_n" "c_p" "c_t").enumerate() {
        let part = call.arg(first + index);
        if part.is_truthy() {
            encoded(&mut parameters, name, part.text());
        }
    }
    if !parameters.is_empty() {
        parameters.add(text!("&ca=1"));
    }
    parameters.done()
}
