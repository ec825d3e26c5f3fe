//! Assembling a request: the action and everything Matomo sends with it, in its order (spec-a §3.2).

use super::{Call, Command, Outcome, Value, attribution, consent, cookie, purify, timing, visitor};
use crate::text::{Draft, Text, encode_into, utf16_prefix};

/// What an action brings along.
#[derive(Clone, Copy, Debug)]
pub struct Action<'a> {
    /// The parameters of the action itself, without a leading `&`.
    pub parameters: Text<'a>,
    /// List of pairs name, value: the `dimensionN` entries of the call's custom data.
    pub dimensions: Value<'a>,
    /// The rest of the custom data as JSON; empty: none.
    pub data: Text<'a>,
    /// Plugins that listen to this hook may add to the request; empty: none is called.
    pub hook: Text<'a>,
    /// The page view the action belongs to; undefined: none yet.
    pub page_view_id: Value<'a>,
    /// The action is itself a page view.
    pub is_page_view: bool,
}

impl<'a> Action<'a> {
    /// An action with the custom data that every tracking call has as its first two arguments.
    pub fn new(call: Call<'a>, parameters: Text<'a>, hook: Text<'a>) -> Self {
        Self {
            parameters,
            dimensions: call.arg(0),
            data: call.arg(1).text(),
            hook,
            page_view_id: call.settings().page_view_id(),
            is_page_view: false,
        }
    }
}

/// The URL that is being tracked: the custom URL, else that of the page.
pub fn current_url<'a>(call: Call<'a>) -> Text<'a> {
    let custom = call.settings().custom_url();
    if custom.is_truthy() { custom.text() } else { call.settings().page_url().text() }
}

/// Assembles an action that is no page view; see [`build`]. One function for all of them, because an
/// [`Action`] made in each place would cost a third of a kilobyte.
#[inline(never)]
pub fn track(call: Call<'_>, out: &mut Outcome<'_>, parameters: Text<'_>, hook: Text<'_>) {
    build(call, out, &Action::new(call, parameters, hook));
}

/// Assembles the request of an action, renews the cookies, and hands the request on. An empty
/// request (Do Not Track, Global Privacy Control, a `file:` page) is handed on as well and goes nowhere.
pub fn build<'a>(call: Call<'a>, out: &mut Outcome<'_>, action: &Action<'a>) {
    if cookie::are_disabled(call) {
        cookie::delete_all(call, out);
    }
    let refused = consent::is_refused(call);
    if refused {
        out.call(Command::disableCookies);
    }
    let request = if refused || is_file(call) { Text::EMPTY } else { assemble(call, out, action) };
    out.built(request, action.hook);
}

/// Nothing is tracked on `file:` pages and URLs unless `enableFileTracking` was called.
fn is_file(call: Call<'_>) -> bool {
    let is_file = |url: Text<'_>, start| url.after_ignoring_case(start).is_some();
    let on_file = is_file(call.page().href().text(), text!("file:")) || is_file(current_url(call), text!("file://"));
    on_file && !call.settings().file_tracking().is_truthy()
}

fn assemble<'a>(call: Call<'a>, out: &mut Outcome<'_>, action: &Action<'a>) -> Text<'a> {
    let session = cookie::name(call, text!("ses"));
    let session_began = cookie::read(call, session).is_none();
    let visitor = visitor::find(call);
    visitor::keep_forced(call, out);
    let url = current_url(call);
    let credit = attribution::update(call, out, url, session_began);

    let mut request = call.arena.draft();
    request.add(action.parameters);
    site_and_time(call, &mut request);
    encoded(&mut request, text!("url"), purify::purify(call, url));
    let referrer = attribution::referrer(call);
    if !referrer.is_empty() && !attribution::is_excluded(call, referrer) && !attribution::ignores_referrer(call, url) {
        encoded(&mut request, text!("urlref"), purify::purify(call, referrer));
    }
    who(call, &mut request, &visitor);
    credited(call, &mut request, &credit);
    extras(call, &mut request, action);
    request.add(timing::take(call, out, action));
    if action.page_view_id.is_truthy() {
        raw(&mut request, text!("pv_id"), action.page_view_id.text());
    }
    visitor::remember(call, out, &visitor);
    cookie::write(call, out, session, text!("1"), call.settings().session_timeout().number());
    request.done()
}

/// `&name=value`, the value percent-encoded.
pub fn encoded(request: &mut Draft<'_>, name: Text<'_>, value: Text<'_>) {
    request.byte(b'&').add(name).byte(b'=');
    encode_into(request, value);
}

/// [`encoded`], unless the value is empty.
#[inline(never)]
fn encoded_if_any(request: &mut Draft<'_>, name: Text<'_>, value: Text<'_>) {
    if !value.is_empty() {
        encoded(request, name, value);
    }
}

/// `&name=value`, the value as it is.
pub fn raw(request: &mut Draft<'_>, name: Text<'_>, value: Text<'_>) {
    request.byte(b'&').add(name).byte(b'=').add(value);
}

fn site_and_time(call: Call<'_>, request: &mut Draft<'_>) {
    let page = call.page();
    raw(request, text!("idsite"), call.settings().site_id().text());
    request.add(text!("&rec=1"));
    raw(request, text!("r"), utf16_prefix(call.arena, page.random().text().from(2), 6));
    raw(request, text!("h"), page.hours().text());
    raw(request, text!("m"), page.minutes().text());
    raw(request, text!("s"), page.seconds().text());
}

fn who(call: Call<'_>, request: &mut Draft<'_>, visitor: &visitor::Visitor<'_>) {
    let user = call.settings().user_id();
    if user.is_lengthy() {
        encoded(request, text!("uid"), user.text());
    }
    raw(request, text!("_id"), visitor.id);
    raw(request, text!("_idn"), if visitor.is_new { text!("1") } else { text!("0") });
    let charset = call.page().charset().text();
    if !charset.is_empty() && !charset.is(text!("utf-8")) {
        encoded(request, text!("cs"), charset);
    }
    request.add(text!("&send_image=0"));
}

fn credited<'a>(call: Call<'a>, request: &mut Draft<'_>, credit: &attribution::Attribution<'a>) {
    encoded_if_any(request, text!("_rcn"), credit.name);
    encoded_if_any(request, text!("_rck"), credit.keyword);
    raw(request, text!("_refts"), credit.time);
    encoded_if_any(request, text!("_ref"), attribution::short_url(call, credit.url));
}

/// Dimensions, ecommerce view, custom data and custom variables.
fn extras<'a>(call: Call<'a>, request: &mut Draft<'_>, action: &Action<'a>) {
    let settings = call.settings();
    pairs(request, action.dimensions);
    pairs(request, settings.ecommerce_view());
    let mut stored = settings.dimensions().items();
    while let (Some(id), Some(value)) = (stored.next(), stored.next()) {
        let name = call.arena.join(text!("dimension"), id);
        if !has_name(action.dimensions, name) {
            encoded(request, name, value);
        }
    }
    let visit = settings.visit_variables();
    let visit = if visit.is_truthy() { visit.text() } else { Text::EMPTY };
    encoded_if_any(request, text!("data"), action.data);
    encoded_if_any(request, text!("cvar"), settings.page_variables().text());
    encoded_if_any(request, text!("e_cvar"), settings.event_variables().text());
    encoded_if_any(request, text!("_cvar"), visit);
}

/// Each pair of a list as `&name=value`.
fn pairs(request: &mut Draft<'_>, list: Value<'_>) {
    let mut items = list.items();
    while let (Some(name), Some(value)) = (items.next(), items.next()) {
        encoded(request, name, value);
    }
}

fn has_name(list: Value<'_>, name: Text<'_>) -> bool {
    let mut items = list.items();
    while let (Some(found), Some(_)) = (items.next(), items.next()) {
        if found.is(name) {
            return true;
        }
    }
    false
}
