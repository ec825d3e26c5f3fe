//! Consent calls in every order, against a model that is written as spec-a §5 reads.

use super::simulated_page::{Js, SimulatedPage};

/// What the page can call, and what a step of the visitor is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    RequireConsent,
    GiveConsent,
    GiveConsentWithoutCookies,
    RememberConsent,
    OptOut,
    RequireCookieConsent,
    GiveCookieConsent,
    RememberCookieConsent,
    ForgetCookieConsent,
    DisableCookies,
    HonourDoNotTrack,
    NextPage,
    Track,
}

use Step::*;

const STEPS: [Step; 13] = [
    RequireConsent,
    GiveConsent,
    GiveConsentWithoutCookies,
    RememberConsent,
    OptOut,
    RequireCookieConsent,
    GiveCookieConsent,
    RememberCookieConsent,
    ForgetCookieConsent,
    DisableCookies,
    HonourDoNotTrack,
    NextPage,
    Track,
];

/// State of spec-a §5.1, and the three cookies that outlive the page.
#[derive(Clone, Debug)]
struct Model {
    has_consent: bool,
    required: bool,
    cookies: bool,
    do_not_track: bool,
    has_sent: bool,
    consent_cookie: bool,
    removed_cookie: bool,
    cookie_consent_cookie: bool,
}

impl Model {
    fn new() -> Self {
        Self {
            has_consent: true,
            required: false,
            cookies: true,
            do_not_track: false,
            has_sent: false,
            consent_cookie: false,
            removed_cookie: false,
            cookie_consent_cookie: false,
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            RequireConsent => self.require_consent(),
            GiveConsent => self.give_consent(true),
            GiveConsentWithoutCookies => self.give_consent(false),
            RememberConsent => {
                self.give_consent(true);
                self.consent_cookie |= self.cookies;
            }
            OptOut => {
                (self.consent_cookie, self.removed_cookie, self.cookie_consent_cookie, self.cookies) = (false, true, false, false);
                self.require_consent();
            }
            RequireCookieConsent => self.cookies &= self.cookie_consent_cookie,
            GiveCookieConsent => self.give_cookie_consent(),
            RememberCookieConsent => {
                self.give_cookie_consent();
                self.cookie_consent_cookie |= self.cookies;
            }
            ForgetCookieConsent => (self.cookie_consent_cookie, self.cookies) = (false, false),
            DisableCookies => self.cookies = false,
            HonourDoNotTrack => (self.do_not_track, self.cookies) = (true, false),
            NextPage => {
                let kept = self.clone();
                *self = Self { consent_cookie: kept.consent_cookie, removed_cookie: kept.removed_cookie, ..Self::new() };
                self.cookie_consent_cookie = kept.cookie_consent_cookie;
                self.has_consent = !self.removed_cookie;
            }
            Track => self.send(),
        }
    }

    /// Consent as it is when a request is about to leave.
    fn send(&mut self) {
        self.has_consent = !self.removed_cookie && (self.cookies && self.consent_cookie || self.has_consent);
        self.has_sent |= self.has_consent;
    }

    fn require_consent(&mut self) {
        self.required = true;
        self.has_consent = self.cookies && self.consent_cookie && !self.removed_cookie;
        if self.removed_cookie && self.cookies {
            self.consent_cookie = false;
        }
        self.cookies &= self.has_consent;
    }

    fn give_consent(&mut self, with_cookies: bool) {
        (self.has_consent, self.removed_cookie) = (true, false);
        if with_cookies {
            self.give_cookie_consent();
        }
    }

    fn give_cookie_consent(&mut self) {
        self.cookies |= !self.do_not_track;
    }
}

fn perform(page: &mut SimulatedPage, step: Step) {
    match step {
        RequireConsent => page.push("requireConsent", ()),
        GiveConsent => page.push("setConsentGiven", ()),
        GiveConsentWithoutCookies => page.push("setConsentGiven", false),
        RememberConsent => page.push("rememberConsentGiven", ()),
        OptOut => page.push("optUserOut", ()),
        RequireCookieConsent => page.push("requireCookieConsent", ()),
        GiveCookieConsent => page.push("setCookieConsentGiven", ()),
        RememberCookieConsent => page.push("rememberCookieConsentGiven", ()),
        ForgetCookieConsent => page.push("forgetCookieConsentGiven", ()),
        DisableCookies => page.push("disableCookies", ()),
        HonourDoNotTrack => page.push("setDoNotTrack", true),
        NextPage => {
            page.visit("http://www.example.org/next", "");
            page.track();
        }
        Track => page.push("trackEvent", ["a", "b"]),
    }
}

fn check(page: &mut SimulatedPage, model: &Model, steps: &[Step]) {
    let flag = |page: &mut SimulatedPage, method: &str| page.get(method) == Js::Bool(true);
    let seen = (flag(page, "hasConsent"), flag(page, "isConsentRequired"), flag(page, "areCookiesEnabled"));
    assert_eq!(seen, (model.has_consent, model.required, model.cookies), "consent, required, cookies after {steps:?}");
    let cookies = page.cookies();
    let has = |name: &str| cookies.split("; ").any(|pair| pair.starts_with(&format!("{name}=")));
    let kept = (has("mtm_consent"), has("mtm_consent_removed"), has("mtm_cookie_consent"));
    assert_eq!(kept, (model.consent_cookie, model.removed_cookie, model.cookie_consent_cookie), "{cookies} after {steps:?}");
    if steps.last() == Some(&Track) && !model.cookies {
        assert!(!cookies.contains("_pk_"), "{cookies} after {steps:?}");
    }
}

#[test]
fn three_calls_in_every_order() {
    for first in STEPS {
        for second in STEPS {
            for third in STEPS {
                let (mut page, mut model) = (SimulatedPage::fixture(), Model::new());
                page.facts.do_not_track = "1".into();
                let steps = [first, second, third];
                for count in 1..=3 {
                    let sent_before = page.sends.len();
                    perform(&mut page, steps[count - 1]);
                    model.step(steps[count - 1]);
                    page.advance(10_000.0);
                    check(&mut page, &model, &steps[..count]);
                    check_sent(&page, sent_before, &model, &steps[..count]);
                }
            }
        }
    }
}

/// Nothing leaves without consent or under Do Not Track, and what leaves says so when consent was required.
fn check_sent(page: &SimulatedPage, before: usize, model: &Model, steps: &[Step]) {
    let sent = &page.sends[before..];
    if !model.has_consent || model.do_not_track {
        assert!(sent.is_empty(), "{sent:#?} after {steps:?}");
    }
    let says_so = |sent: &super::simulated_page::Sent| sent.request.contains("&consent=1&");
    assert!(sent.iter().all(|sent| says_so(sent) == model.required), "{sent:#?} after {steps:?}");
    if steps.last() == Some(&Track) && model.has_consent && !model.do_not_track {
        assert_eq!(sent.len(), 1, "{sent:#?} after {steps:?}");
    }
}

#[test]
fn a_visitor_who_opted_out_gets_no_cookie_whatever_the_page_tracks() {
    let mut page = SimulatedPage::bare();
    page.put_cookie("mtm_consent_removed", "1795422030000");
    page.visit("http://www.example.org/?utm_campaign=c", "http://r.com/");
    page.track();
    page.push("storeCustomVariablesInCookie", ());
    page.push("setCustomVariable", ["1", "n", "v"]);
    page.push("trackPageView", ());
    page.push("trackEvent", ["a", "b"]);
    page.push("trackGoal", 1.0);
    page.click("http://out.example/", "http://out.example/", "", false, &[]);
    page.advance(10_000.0);
    page.leave();
    assert_eq!(page.jar.writes, [""; 0]);
    assert_eq!(page.take_sent(), [""; 0]);
}

#[test]
fn held_hits_leave_once_and_in_order_when_consent_comes() {
    let mut page = SimulatedPage::fixture();
    page.push("requireConsent", ());
    for name in ["1", "2", "3"] {
        page.push("trackEvent", ["e", name]);
        page.advance(60_000.0);
    }
    assert_eq!((page.take_sent(), page.held()), (Vec::new(), 3));
    page.push("setConsentGiven", false);
    page.push("setConsentGiven", false);
    page.advance(10_000.0);
    assert_eq!(page.take_actions(), ["e_c=e&e_a=1&ca=1", "e_c=e&e_a=2&ca=1", "e_c=e&e_a=3&ca=1"]);
}

#[test]
fn consent_goes_through_the_methods_that_the_page_may_have_replaced() {
    let mut page = SimulatedPage::fixture();
    page.push("disableBrowserFeatureDetection", ());
    page.push("forgetConsentGiven", ());
    assert_eq!(page.called, ["forgetCookieConsentGiven", "disableCookies", "requireConsent"]);
    page.called.clear();
    page.push("setConsentGiven", ());
    assert_eq!(page.called, ["enableBrowserFeatureDetection", "setCookieConsentGiven"]);
}
