//! Consent, cookie consent, opt-out, Do Not Track and Global Privacy Control (spec-a §5).
//!
//! What the page requires and what the visitor decided may come in any order: a requirement never undoes a decision.
//! Of two decisions the later one counts. In matomo.js `requireConsent` and `requireCookieConsent` take back what was
//! said before them, and cookies that are disabled hide a remembered consent (spec-a Q6).

use super::{Call, Command, Outcome, Setting, Value, cookie};
use crate::text::{Number, Text};

/// How long a decision is remembered when nothing is said: 30 years, in hours.
const REMEMBERED: Number = 262_800.0;
const HOUR: Number = 3_600_000.0;

/// May this visitor be tracked now? A refusal in the cookies wins, then consent in the cookies, then
/// what the page said (spec-a §5.1).
pub fn is_given(call: Call<'_>) -> bool {
    !is_kept(call, cookie::CONSENT_REMOVED) && (is_kept(call, cookie::CONSENT) || call.settings().has_consent().is_truthy())
}

/// May what was tracked before still leave?
pub fn may_be_tracked(call: Call<'_>) -> bool {
    is_given(call) && !is_refused(call)
}

fn is_kept(call: Call<'_>, name: Text<'_>) -> bool {
    cookie::read(call, name).is_some_and(|value| !value.is_empty())
}

/// The browser says that its visitor does not want to be tracked, and the page honours it: by Do Not Track as it was
/// when the page said so, or by Global Privacy Control as it is now; or it has no visitor (`setBotTracking`). Nothing is
/// tracked then, whatever was consented to.
pub fn is_refused(call: Call<'_>) -> bool {
    let settings = call.settings();
    settings.do_not_track().is_truthy()
        || settings.bot_dropped().is_truthy()
        || settings.privacy_control().is_truthy() && call.page().privacy_control().is_truthy()
}

/// The visitor is asked, for all tracking or for cookies: what brought them waits for the answer.
pub fn is_asked(call: Call<'_>) -> bool {
    call.settings().consent_required().is_truthy() || call.settings().cookies_said().is_truthy()
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
    let remembered = call.arg(0).is_truthy();
    let said = call.settings().consent_said().is_truthy() && !is_kept(call, cookie::CONSENT_REMOVED);
    out.set_flag(Setting::consent_required, true);
    out.set_flag(Setting::has_consent, remembered || said);
    let cookies_on = remembered || said && call.settings().cookies_said().is_truthy();
    if !cookies_on {
        out.set_flag(Setting::cookies_disabled, true);
    }
}

/// `setConsentGiven`: argument 0, when given and falsy, leaves the cookies as they are.
pub fn give(call: Call<'_>, out: &mut Outcome<'_>) {
    out.set_flag(Setting::has_consent, true);
    out.set_flag(Setting::consent_said, true);
    enable_features(call, out);
    cookie::delete(call, out, cookie::CONSENT_REMOVED);
    out.release_held();
    if !call.arg(0).is_defined() || call.arg(0).is_truthy() || call.settings().cookies_said().is_truthy() {
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
    out.set_flag(Setting::consent_said, false);
    out.call(Command::forgetCookieConsentGiven);
    out.call(Command::requireConsent);
}

/// `setCookieConsentGiven`: cookies from now on, or once there is consent to be tracked. When hits went out without, a ping ties the new
/// visitor id to their visit.
pub fn give_for_cookies(call: Call<'_>, out: &mut Outcome<'_>) {
    let settings = call.settings();
    if is_refused(call) {
        return;
    }
    out.set_flag(Setting::cookies_said, true);
    if !settings.cookies_disabled().is_truthy() || !settings.has_consent().is_truthy() {
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
    if call.settings().cookies_said().is_truthy() && !is_refused(call) {
        cookie::put(call, out, cookie::COOKIE_CONSENT, call.page().now().text(), hours(call.arg(0)));
    }
}

/// `forgetCookieConsentGiven`.
pub fn forget_for_cookies(call: Call<'_>, out: &mut Outcome<'_>) {
    cookie::delete(call, out, cookie::COOKIE_CONSENT);
    out.call(Command::disableCookies);
}

/// `disableCookies`: no cookies from now on; those of this tracker go at once when its site is known.
pub fn disable_cookies(call: Call<'_>, out: &mut Outcome<'_>) {
    out.set_flag(Setting::cookies_disabled, true);
    out.set_flag(Setting::cookies_said, false);
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
