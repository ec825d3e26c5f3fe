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
    HonourPrivacyControl,
    NextPage,
    Track,
}

use Step::*;

const STEPS: [Step; 14] = [
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
    HonourPrivacyControl,
    NextPage,
    Track,
];

/// State of spec-a §5.1, what this page said, and the three cookies that outlive the page.
#[derive(Clone, Debug)]
struct Model {
    has_consent: bool,
    required: bool,
    cookies: bool,
    /// What this page said of the visitor, and did not take back.
    said: bool,
    said_for_cookies: bool,
    refused: bool,
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
            said: false,
            said_for_cookies: false,
            refused: false,
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
                self.consent_cookie |= self.cookies && !self.refused;
            }
            OptOut => {
                (self.consent_cookie, self.removed_cookie, self.cookie_consent_cookie, self.said) = (false, true, false, false);
                self.disable_cookies();
                self.require_consent();
            }
            RequireCookieConsent if self.said_for_cookies || self.cookies && self.cookie_consent_cookie => {}
            RequireCookieConsent | DisableCookies => self.disable_cookies(),
            GiveCookieConsent => self.give_cookie_consent(),
            RememberCookieConsent => {
                self.give_cookie_consent();
                self.cookie_consent_cookie |= self.said_for_cookies && !self.refused;
            }
            ForgetCookieConsent => {
                self.cookie_consent_cookie = false;
                self.disable_cookies();
            }
            HonourDoNotTrack => {
                self.refused = true;
                self.disable_cookies();
            }
            // Global Privacy Control is looked at when something is tracked.
            HonourPrivacyControl => self.refused = true,
            NextPage => {
                let kept = self.clone();
                *self = Self { consent_cookie: kept.consent_cookie, removed_cookie: kept.removed_cookie, ..Self::new() };
                self.cookie_consent_cookie = kept.cookie_consent_cookie;
                self.has_consent = !self.removed_cookie;
            }
            Track if self.refused => self.disable_cookies(),
            Track => self.send(),
        }
    }

    /// Consent as it is when a request is about to leave.
    fn send(&mut self) {
        self.has_consent = !self.removed_cookie && (self.consent_cookie || self.has_consent);
        self.has_sent |= self.has_consent;
    }

    fn disable_cookies(&mut self) {
        (self.cookies, self.said_for_cookies) = (false, false);
    }

    fn require_consent(&mut self) {
        let remembered = self.consent_cookie && !self.removed_cookie;
        let said = self.said && !self.removed_cookie;
        self.consent_cookie = remembered;
        self.required = true;
        self.has_consent = remembered || said;
        self.cookies &= remembered || said && self.said_for_cookies;
    }

    fn give_consent(&mut self, with_cookies: bool) {
        (self.has_consent, self.said, self.removed_cookie) = (true, true, false);
        if with_cookies || self.said_for_cookies {
            self.give_cookie_consent();
        }
    }

    fn give_cookie_consent(&mut self) {
        if !self.refused {
            self.said_for_cookies = true;
            self.cookies |= self.has_consent;
        }
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
        HonourPrivacyControl => page.push("setGlobalPrivacyControl", true),
        NextPage => {
            page.visit("http://www.example.org/next", "");
            page.track();
        }
        Track => page.push("trackEvent", ["a", "b"]),
    }
}

/// What the getters answer of consent, and which of its three cookies there are.
fn state(page: &mut SimulatedPage) -> [bool; 6] {
    let cookies = page.cookies();
    let has = |name: &str| cookies.split("; ").any(|pair| pair.starts_with(&format!("{name}=")));
    let flags = ["hasConsent", "isConsentRequired", "areCookiesEnabled"].map(|method| page.get(method) == Js::Bool(true));
    let kept = ["mtm_consent", "mtm_consent_removed", "mtm_cookie_consent"].map(has);
    [flags[0], flags[1], flags[2], kept[0], kept[1], kept[2]]
}

fn check(page: &mut SimulatedPage, model: &Model, steps: &[Step]) {
    let Model { has_consent, required, cookies, consent_cookie, removed_cookie, cookie_consent_cookie, .. } = *model;
    let wanted = [has_consent, required, cookies, consent_cookie, removed_cookie, cookie_consent_cookie];
    assert_eq!(state(page), wanted, "consent, required, cookies, and the three cookies after {steps:?}");
    if steps.last() == Some(&Track) && !model.cookies {
        assert!(!page.cookies().contains("_pk_"), "{} after {steps:?}", page.cookies());
    }
}

fn fresh() -> SimulatedPage {
    let mut page = SimulatedPage::fixture();
    page.facts.do_not_track = "1".into();
    page.facts.privacy_control = true.into();
    page
}

#[test]
fn three_calls_in_every_order() {
    for first in STEPS {
        for second in STEPS {
            for third in STEPS {
                let (mut page, mut model) = (fresh(), Model::new());
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

#[test]
fn a_requirement_and_anything_else_lead_to_the_same_state_in_both_orders() {
    let on_one_page = STEPS.into_iter().filter(|step| *step != NextPage);
    for before in STEPS {
        for requirement in [RequireConsent, RequireCookieConsent] {
            for other in on_one_page.clone() {
                let [one, two] = [[requirement, other], [other, requirement]].map(|order| {
                    let mut page = fresh();
                    for step in [before].iter().chain(&order) {
                        perform(&mut page, *step);
                        page.advance(10_000.0);
                    }
                    state(&mut page)
                });
                assert_eq!(one, two, "after {before:?}: {requirement:?} and {other:?}");
            }
        }
    }
}

#[test]
fn nothing_is_written_before_consent_whatever_the_page_calls() {
    let not_consent = |step: &Step| !matches!(step, GiveConsent | GiveConsentWithoutCookies | RememberConsent | NextPage);
    for first in STEPS.into_iter().filter(not_consent) {
        for second in STEPS.into_iter().filter(not_consent) {
            let mut page = SimulatedPage::fixture();
            let steps = [RequireConsent, first, Track, second, Track];
            for step in steps {
                perform(&mut page, step);
                page.get("getVisitorInfo");
            }
            page.leave();
            assert!(page.sends.is_empty(), "{:#?} after {steps:?}", page.sends);
            let is_decision = |line: &&String| line.starts_with("mtm_") || line.contains("=;");
            assert!(page.jar.writes.iter().all(|line| is_decision(&line)), "{:#?} after {steps:?}", page.jar.writes);
        }
    }
}

/// Nothing leaves without consent or against the browser's word, and what leaves says so when consent was required.
fn check_sent(page: &SimulatedPage, before: usize, model: &Model, steps: &[Step]) {
    let sent = &page.sends[before..];
    if !model.has_consent || model.refused {
        assert!(sent.is_empty(), "{sent:#?} after {steps:?}");
    }
    let says_so = |sent: &super::simulated_page::Sent| sent.request.contains("&consent=1&");
    assert!(sent.iter().all(|sent| says_so(sent) == model.required), "{sent:#?} after {steps:?}");
    if steps.last() == Some(&Track) && model.has_consent && !model.refused {
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
