//! Settings whose value follows from more than the argument, and the state a tracker begins with.

use super::{Call, Outcome, Setting, attribution, consent, cookie, purify, request, url, value::ITEM, visitor};
use crate::text::decode_or_unescape;

/// A new tracker looks at its page (spec-a §3.4).
pub fn create(call: Call<'_>, out: &mut Outcome<'_>) {
    let page = call.page();
    let (mut href, mut referrer, mut domain) = (page.href().text(), page.document_referrer().text(), page.domain().text());
    if domain.is(text!("translate.googleusercontent.com")) {
        if referrer.is_empty() {
            referrer = href;
        }
        href = url::parameter(call.arena, href, text!("u"));
        domain = url::host(call.arena, href);
    } else if domain.is(text!("cc.bingj.com"))
        || domain.is(text!("webcache.googleusercontent.com"))
        || domain.after(text!("74.6.")).is_some()
    {
        href = page.first_link().text();
        domain = url::host(call.arena, href);
    }
    let domain = url::domain_entry(call.arena, domain);
    out.set_number(Setting::arrived, call.digits(call.full_seconds()));
    out.set_text(Setting::own_domain, domain);
    out.set_list(Setting::domains, domain);
    out.set_text(Setting::page_url, decode_or_unescape(call.arena, href));
    out.set_text(Setting::referrer, decode_or_unescape(call.arena, referrer));
    out.set_flag(Setting::has_consent, cookie::read(call, cookie::CONSENT_REMOVED).is_none());
}

/// `setCustomUrl`: argument 0, resolved against the page.
pub fn custom_url(call: Call<'_>, out: &mut Outcome<'_>) {
    let base = purify::purify(call, call.settings().page_url().text());
    out.set_text(Setting::custom_url, url::resolve(call.arena, base, call.arg(0).text()));
}

/// `getCurrentUrl`.
pub fn current_url(call: Call<'_>, out: &mut Outcome<'_>) {
    out.reply_text(request::current_url(call));
}

/// `getMatomoUrl`: argument 0 is the answer of `getTrackerUrl`.
pub fn matomo_url(call: Call<'_>, out: &mut Outcome<'_>) {
    let api = call.settings().api_url();
    out.reply_text(if api.is_truthy() {
        api.text()
    } else {
        url::server_directory(call.arena, call.page().href().text(), call.arg(0).text())
    });
}

/// `setDomains`: the page's own host is added unless an entry covers it or has a path (spec-a §2.5).
pub fn domains(call: Call<'_>, out: &mut Outcome<'_>) {
    let own = call.settings().own_domain().text();
    let mut covered = false;
    let mut list = call.arena.draft();
    for entry in call.arg(0).items() {
        let path = url::path(call.arena, entry);
        covered |= url::host_matches(call.arena, own, entry) || !(path.is(text!("/")) || path.is(text!("/*")));
        if !list.is_empty() {
            list.byte(ITEM);
        }
        list.add(entry);
    }
    if !covered {
        if !list.is_empty() {
            list.byte(ITEM);
        }
        list.add(own);
    }
    out.set_list(Setting::domains, list.done());
}

/// `setVisitorId`.
pub fn visitor_id(call: Call<'_>, out: &mut Outcome<'_>) {
    if call.arg(0).is_string() && visitor::is_acceptable(call.arg(0).text()) {
        out.set_text(Setting::visitor_id, call.arg(0).text());
    } else {
        out.report(text!("Invalid visitorId set: setVisitorId needs a string with 16 hexadecimal digits"));
    }
}

/// Writes the visitor cookie if there is none yet.
pub fn remember_visitor(call: Call<'_>, out: &mut Outcome<'_>) {
    let visitor = visitor::find(call);
    visitor::remember(call, out, &visitor);
}

/// `getVisitorInfo`: `0` or, for a visitor that no cookie remembers, `1`; the id; when it was made.
pub fn visitor_info(call: Call<'_>, out: &mut Outcome<'_>) {
    let visitor = visitor::find(call);
    let mut list = call.arena.draft();
    list.byte(if visitor.is_new { b'1' } else { b'0' }).byte(ITEM).add(visitor.id).byte(ITEM).add(visitor.created);
    if !visitor.is_new {
        list.byte(ITEM);
    }
    out.reply_list(list.done());
}

/// `getAttributionInfo` and its parts.
pub fn attribution_info(call: Call<'_>, out: &mut Outcome<'_>) {
    let credit = attribution::read(call);
    let mut list = call.arena.draft();
    list.add(credit.name).byte(ITEM).add(credit.keyword).byte(ITEM).add(credit.time).byte(ITEM).add(credit.url);
    out.reply_list(list.done());
}

/// `setCookieDomain`: argument 0, without a trailing dot, `*.x` as `.x`.
pub fn cookie_domain(call: Call<'_>, out: &mut Outcome<'_>) {
    out.set_text(Setting::cookie_domain, url::domain_entry(call.arena, call.arg(0).text()));
}

/// The page is being left or hidden. When nothing was tracked, visitor and attribution are kept all the
/// same (spec-a §4.10), unless there is no server to tell; when consent is still missing, the cookies go.
pub fn unload(call: Call<'_>, out: &mut Outcome<'_>) {
    let settings = call.settings();
    if consent::is_refused(call) || settings.consent_required().is_truthy() && !consent::is_given(call) {
        cookie::delete_all(call, out);
    } else if !settings.has_sent().is_truthy() && settings.tracker_url().is_truthy() {
        remember_visitor(call, out);
        let session_began = cookie::read(call, cookie::name(call, text!("ses"))).is_none();
        attribution::update(call, out, request::current_url(call), session_began);
    }
}
