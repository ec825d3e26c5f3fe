//! Consent, cookie consent, opt-out and Do Not Track (spec-a §5).

use super::{Call, Command, Outcome, Setting, Value, cookie};
use crate::text::Number;

/// How long a decision is remembered when nothing is said: 30 years, in hours.
const REMEMBERED: Number = 262_800.0;
const HOUR: Number = 3_600_000.0;

/// May this visitor be tracked now? A refusal in the cookies wins, then consent in the cookies, then
/// what the page said (spec-a §5.1).
pub fn is_given(call: Call<'_>) -> bool {
    if cookie::read(call, cookie::CONSENT_REMOVED).is_some_and(|value| !value.is_empty()) {
        return false;
    }
    cookie::read(call, cookie::CONSENT).is_some_and(|value| !value.is_empty()) || call.settings().has_consent().is_truthy()
}

/// `getRememberedConsent`: when consent was given, as text; null when it was not or was taken back.
pub fn remembered<'a>(call: Call<'a>, out: &mut Outcome<'_>) {
    let consent = cookie::read(call, cookie::CONSENT);
    if cookie::read(call, cookie::CONSENT_REMOVED).is_some() {
        if consent.is_some() {
            cookie::delete(call, out, cookie::CONSENT);
        }
        out.reply_null();
    } else {
        match consent {
            Some(time) => out.reply_text(time),
            None => out.reply_null(),
        }
    }
}

/// `getRememberedCookieConsent`: when cookie consent was given, as text; the number 0 when it was not.
pub fn remembered_for_cookies<'a>(call: Call<'a>, out: &mut Outcome<'_>) {
    match cookie::read(call, cookie::COOKIE_CONSENT) {
        Some(time) => out.reply_text(time),
        None => out.reply_number(text!("0")),
    }
}

/// `requireConsent`: argument 0 is the answer of `hasRememberedConsent`.
pub fn require(call: Call<'_>, out: &mut Outcome<'_>) {
    let given = call.arg(0).is_truthy();
    out.set_flag(Setting::consent_required, true);
    out.set_flag(Setting::has_consent, given);
    if !given {
        out.set_flag(Setting::cookies_disabled, true);
    }
}

/// `setConsentGiven`: argument 0, when given and falsy, leaves the cookies as they are.
pub fn give(call: Call<'_>, out: &mut Outcome<'_>) {
    out.set_flag(Setting::has_consent, true);
    enable_features(call, out);
    cookie::delete(call, out, cookie::CONSENT_REMOVED);
    out.release_held();
    if !call.arg(0).is_defined() || call.arg(0).is_truthy() {
        out.call(Command::setCookieConsentGiven);
    }
}

/// The second half of `rememberConsentGiven`: argument 0 is for how many hours.
pub fn remember(call: Call<'_>, out: &mut Outcome<'_>) {
    cookie::write(call, out, cookie::CONSENT, call.page().now().text(), hours(call.arg(0)));
}

/// `forgetConsentGiven` and `optUserOut`: argument 0 is for how many hours.
pub fn forget(call: Call<'_>, out: &mut Outcome<'_>) {
    cookie::delete(call, out, cookie::CONSENT);
    cookie::write(call, out, cookie::CONSENT_REMOVED, call.page().now().text(), hours(call.arg(0)));
    out.call(Command::forgetCookieConsentGiven);
    out.call(Command::requireConsent);
}

/// `setCookieConsentGiven`: cookies from now on. When hits went out without, a ping ties the new
/// visitor id to their visit.
pub fn give_for_cookies(call: Call<'_>, out: &mut Outcome<'_>) {
    let settings = call.settings();
    if !settings.cookies_disabled().is_truthy() || settings.do_not_track().is_truthy() {
        return;
    }
    out.set_flag(Setting::cookies_disabled, false);
    enable_features(call, out);
    if settings.site_id().is_truthy() && settings.has_sent().is_truthy() {
        out.call(Command::rememberVisitor);
        out.call(Command::ping);
    }
}

/// The second half of `rememberCookieConsentGiven`: argument 0 is for how many hours.
pub fn remember_for_cookies(call: Call<'_>, out: &mut Outcome<'_>) {
    cookie::write(call, out, cookie::COOKIE_CONSENT, call.page().now().text(), hours(call.arg(0)));
}

/// `forgetCookieConsentGiven`.
pub fn forget_for_cookies(call: Call<'_>, out: &mut Outcome<'_>) {
    cookie::delete(call, out, cookie::COOKIE_CONSENT);
    out.call(Command::disableCookies);
}

/// `disableCookies`: no cookies from now on; those of this tracker go at once when its site is known.
pub fn disable_cookies(call: Call<'_>, out: &mut Outcome<'_>) {
    out.set_flag(Setting::cookies_disabled, true);
    if call.settings().site_id().is_truthy() {
        cookie::delete_all(call, out);
    }
}

/// `setDoNotTrack`: argument 0 honours or ignores the browser's wish, which is argument 1.
pub fn do_not_track(call: Call<'_>, out: &mut Outcome<'_>) {
    let wished = call.arg(0).is_truthy() && (call.arg(1).text().is(text!("yes")) || call.arg(1).text().is(text!("1")));
    out.set_flag(Setting::do_not_track, wished);
    if wished {
        out.call(Command::disableCookies);
    }
}

fn enable_features(call: Call<'_>, out: &mut Outcome<'_>) {
    if !call.settings().features_on().is_truthy() {
        out.call(Command::enableBrowserFeatureDetection);
    }
}

fn hours(value: Value<'_>) -> Number {
    let hours = value.number();
    HOUR * if hours > 0.0 { hours } else { REMEMBERED }
}
