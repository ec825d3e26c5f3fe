//! Visitor ids that follow a link to another host of the same site (spec-a §4.8).

use super::{Call, Outcome, url, visitor};
use crate::text::{Text, digits_into, number, sha1_hex};

/// Name of the parameter.
const PARAMETER: Text<'static> = text!("pk_vid");
/// Visitor id, 10 digits of seconds, 6 digits of the device.
const LENGTH: usize = 32;

/// `getCrossDomainLinkingUrlParameter`.
pub fn reply(call: Call<'_>, out: &mut Outcome<'_>) {
    out.reply_text(url_parameter(call));
}

/// `pk_vid=<visitor id><seconds><device>`.
fn url_parameter<'a>(call: Call<'a>) -> Text<'a> {
    let mut parameter = call.arena.draft();
    parameter.add(PARAMETER).byte(b'=').add(visitor::find(call).id);
    digits_into(&mut parameter, call.full_seconds());
    parameter.add(device(call));
    parameter.done()
}

/// Six hex digits that are the same in one browser on every host.
fn device<'a>(call: Call<'a>) -> Text<'a> {
    sha1_hex(call.arena, call.arena.join(call.page().agent().text(), call.page().features().text()), 6)
}

/// The visitor id that the page's URL brought along; empty when there is none or it must not be believed. The link's age
/// is that of the visitor's arrival: the device is only looked at once there is consent.
pub fn incoming_visitor<'a>(call: Call<'a>) -> Text<'a> {
    if !call.settings().cross_domain().is_truthy() {
        return Text::EMPTY;
    }
    let value = url::parameter(call.arena, call.settings().page_url().text(), PARAMETER);
    let well_formed = value.len() == LENGTH && value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let device_part = value.from(26);
    if !well_formed || !device_part.is(device(call)) {
        return Text::EMPTY;
    }
    let time_part = value.from(16);
    let made = number(call.arena.until(time_part, device_part));
    let timeout = call.settings().cross_domain_timeout().number();
    let age = call.settings().arrived().number() - made;
    let in_time = timeout == 0.0 || (0.0..=timeout).contains(&age);
    if made > 0.0 && in_time { call.arena.until(value, time_part) } else { Text::EMPTY }
}

/// Adds the visitor id to a link that leads to another own host. `attribute` is the link's `href`
/// as written in the page, `href` its resolved address.
pub fn decorate(call: Call<'_>, out: &mut Outcome<'_>, attribute: Text<'_>, href: Text<'_>) {
    let absolute = texts!("//" "http://" "https://").any(|start| attribute.after(start).is_some());
    let host = url::host(call.arena, href);
    if !absolute || url::host_matches(call.arena, host, call.settings().own_domain().text()) || visitor::find(call).id.is_empty() {
        return;
    }
    let bare = url::without_parameter(call.arena, attribute, PARAMETER);
    let address = call.arena.before(bare, |byte| byte == b'#');
    let mut decorated = call.arena.draft();
    decorated.add(address).byte(if address.has(b'?') { b'&' } else { b'?' }).add(url_parameter(call));
    if let Some(hash) = bare.behind(b'#') {
        decorated.byte(b'#').add(hash);
    }
    out.rewrite_link(decorated.done());
}
