//! Cookies: names, reading and writing (spec-a §4.1 to §4.4).

use super::{Call, Outcome, consent, scrub};
use crate::text::{Number, Text, decode, encode_into, sha1_hex};

/// Remembers that the visitor agreed to be tracked.
pub const CONSENT: Text<'static> = text!("mtm_consent");
/// Remembers that the visitor refused to be tracked.
pub const CONSENT_REMOVED: Text<'static> = text!("mtm_consent_removed");
/// Remembers that the visitor agreed to cookies.
pub const COOKIE_CONSENT: Text<'static> = text!("mtm_cookie_consent");

/// How long a deleted cookie has been over, in ms (spec-a §4.2).
const DELETED_AGO: Number = 129_600_000.0;

/// The full name of one of this tracker's cookies: `<prefix><name>.<site>.<hash>`.
pub fn name<'a>(call: Call<'a>, name: Text<'_>) -> Text<'a> {
    let settings = call.settings();
    let domain = settings.cookie_domain();
    let domain = if domain.is_truthy() { domain } else { settings.own_domain() };
    let hash = sha1_hex(call.arena, call.arena.join(domain.text(), path(call)), 4);
    let mut full = call.arena.draft();
    full.add(settings.cookie_prefix().text()).add(name).byte(b'.').add(settings.site_id().text()).byte(b'.').add(hash);
    full.done()
}

fn path<'a>(call: Call<'a>) -> Text<'a> {
    let path = call.settings().cookie_path();
    if path.is_truthy() { path.text() } else { text!("/") }
}

/// The value of a cookie as it stands in the jar, with what follows it.
fn find<'a>(call: Call<'a>, name: Text<'_>) -> Option<Text<'a>> {
    let mut rest = Some(call.page().cookies().text());
    while let Some(pair) = rest {
        let pair = if pair.first() == b' ' { pair.next() } else { pair };
        if let Some(value) = pair.after(name).and_then(|after| after.after(text!("="))) {
            return Some(value);
        }
        rest = pair.behind(b';');
    }
    None
}

/// The page wants no cookies, or the scrub policy does not allow any.
pub fn are_disabled(call: Call<'_>) -> bool {
    call.settings().cookies_disabled().is_truthy() || scrub::is_anonymous(call)
}

/// The decoded value of a cookie by its full name. `None` when it is absent, not decodable, or
/// cookies are disabled; what the visitor said about consent is always readable.
pub fn read<'a>(call: Call<'a>, name: Text<'_>) -> Option<Text<'a>> {
    if are_disabled(call) && !name.is(CONSENT_REMOVED) && !name.is(CONSENT) {
        return None;
    }
    decode(call.arena, call.arena.before(find(call, name)?, |byte| byte == b';'))
}

/// The page has not disabled cookies, and neither the visitor nor the browser refuses. matomo.js asks only the page, and
/// so gives an identifier to visitors who opted out (spec-a Q5).
pub fn are_allowed(call: Call<'_>) -> bool {
    !are_disabled(call) && consent::is_given(call) && !consent::is_refused(call)
}

/// Writes a cookie for `life` ms from now; 0: until the browser closes. Nothing where cookies are not
/// allowed, but for a refusal of consent.
pub fn write(call: Call<'_>, out: &mut Outcome<'_>, name: Text<'_>, value: Text<'_>, life: Number) {
    if are_allowed(call) || name.is(CONSENT_REMOVED) {
        put(call, out, name, value, life);
    }
}

/// Deletes a cookie. With the attributes it was written with, because a frame of another site may only write with
/// `SameSite=None`; matomo.js always says `Lax` there (spec-a Q22).
pub fn delete(call: Call<'_>, out: &mut Outcome<'_>, name: Text<'_>) {
    put(call, out, name, Text::EMPTY, -DELETED_AGO);
}

/// Deletes those of this tracker's cookies that exist, by their present names (spec-a §4.4).
pub fn delete_all(call: Call<'_>, out: &mut Outcome<'_>) {
    for short in texts!("id" "ses" "cvar" "ref").chain(call.settings().session_cookies().items()) {
        let name = name(call, short);
        if find(call, name).is_some() {
            delete(call, out, name);
        }
    }
}

/// Writes a cookie, whether they are disabled or not.
pub fn put(call: Call<'_>, out: &mut Outcome<'_>, name: Text<'_>, value: Text<'_>, life: Number) {
    let settings = call.settings();
    let mut pair = call.arena.draft();
    pair.add(name).byte(b'=');
    encode_into(&mut pair, value);
    let mut attributes = call.arena.draft();
    attributes.add(text!(";path=")).add(path(call));
    if settings.cookie_domain().is_truthy() {
        attributes.add(text!(";domain=")).add(settings.cookie_domain().text());
    }
    if settings.secure_cookie().is_truthy() {
        attributes.add(text!(";secure"));
    }
    attributes.add(text!(";SameSite=")).add(settings.same_site().text());
    let expires = if life == 0.0 { Text::EMPTY } else { call.digits((call.now() + life).max(0.0)) };
    out.write_cookie(pair.done(), expires, attributes.done());
}

/// `getCookie`: the value of one of the tracker's own cookies by its short name, argument 0; null without it.
pub fn get(call: Call<'_>, out: &mut Outcome<'_>) {
    match read(call, name(call, call.arg(0).text())) {
        Some(value) => out.reply_text(value),
        None => out.reply_null(),
    }
}

/// `setSessionCookie`: short name, value and life in ms are arguments 0 to 2. What keeps custom variables is scrubbed.
pub fn set_own(call: Call<'_>, out: &mut Outcome<'_>) {
    let (short, value) = (call.arg(0).text(), call.arg(1).text());
    let value = if short.is(text!("cvar")) { scrub::value(call, value) } else { value };
    write(call, out, name(call, short), value, call.arg(2).number());
}
