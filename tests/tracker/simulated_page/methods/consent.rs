//! `consentMethods` of `js/tracker.js`.

use super::super::{Js, SimulatedPage};

impl SimulatedPage {
    /// `consentMethods` of `js/tracker.js`.
    pub(super) fn consent_method(&mut self, tracker: usize, method: &str, value: &Js) -> Option<Js> {
        match method {
            "requireConsent" => {
                let remembered = self.call(tracker, "hasRememberedConsent", &[]);
                self.command(tracker, method, &[remembered]);
            }
            "hasRememberedConsent" => return Some(self.call(tracker, "getRememberedConsent", &[]).truthy().into()),
            "rememberConsentGiven" => {
                self.call(tracker, "setConsentGiven", &[true.into()]);
                self.command(tracker, method, std::slice::from_ref(value));
            }
            "forgetConsentGiven" | "optUserOut" => {
                self.command(tracker, "forgetConsentGiven", std::slice::from_ref(value));
                self.erase_waiting(tracker);
            }
            "forgetUserOptOut" => drop(self.call(tracker, "setConsentGiven", &[false.into()])),
            "isUserOptedOut" => return Some((!self.setting(tracker, "has_consent").truthy()).into()),
            "requireCookieConsent" => {
                let said = self.setting(tracker, "cookies_said").truthy();
                let required = !said && !self.call(tracker, "getRememberedCookieConsent", &[]).truthy();
                if required {
                    self.call(tracker, "disableCookies", &[]);
                }
                return Some(required.into());
            }
            "rememberCookieConsentGiven" => {
                self.call(tracker, "setCookieConsentGiven", &[]);
                self.command(tracker, method, std::slice::from_ref(value));
            }
            "setDoNotTrack" => drop(self.command(tracker, method, &[value.clone(), self.facts.do_not_track.clone()])),
            _ => return None,
        }
        Some(Js::Undefined)
    }
}
