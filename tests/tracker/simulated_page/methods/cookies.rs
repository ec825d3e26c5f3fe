//! `js/cookies.js`.

use super::super::{Js, SimulatedPage};
use super::arg;

impl SimulatedPage {
    pub(super) fn cookie_method(&mut self, tracker: usize, method: &str, args: &[Js]) -> Option<Js> {
        let value = arg(args, 0);
        match method {
            "areCookiesEnabled" => return Some((!self.setting(tracker, "cookies_disabled").truthy()).into()),
            "hasCookies" => return Some((self.call(tracker, "areCookiesEnabled", &[]).truthy() && self.facts.cookies_enabled).into()),
            "setSessionCookie" => {
                assert!(value.truthy(), "Missing cookie name");
                let mut names = self.setting(tracker, "session_cookies").items().to_vec();
                if !names.contains(&value) {
                    names.push(value.clone());
                }
                self.set(tracker, "session_cookies", Js::List(names));
                let given = arg(args, 2);
                let life = if given == Js::Undefined { self.setting(tracker, "session_timeout").clone() } else { given };
                self.command(tracker, method, &[value, arg(args, 1), life]);
            }
            "setCookieDomain" => self.set_cookie_domain(tracker, &value),
            "setSecureCookie" if value.truthy() && !self.facts.place().secure => {
                self.console.push("You cannot use `Secure` on http".into())
            }
            "setSecureCookie" => self.set(tracker, "secure_cookie", value),
            "setCookieSameSite" => self.set_same_site(tracker, &value),
            _ => return None,
        }
        Some(Js::Undefined)
    }

    fn set_cookie_domain(&mut self, tracker: usize, domain: &Js) {
        let before = self.setting(tracker, "cookie_domain").clone();
        self.command(tracker, "setCookieDomain", std::slice::from_ref(domain));
        let enabled = self.call(tracker, "areCookiesEnabled", &[]).truthy() && self.setting(tracker, "has_consent").truthy();
        if enabled && !self.accepts(tracker) {
            self.console.push(format!("Can't write cookie on domain {}", domain.string()));
            self.set(tracker, "cookie_domain", before);
        }
    }

    /// Does the browser take a cookie for this domain?
    fn accepts(&mut self, tracker: usize) -> bool {
        let (place, now) = (self.facts.place(), self.facts.now);
        let [prefix, domain, same_site] = ["cookie_prefix", "cookie_domain", "same_site"].map(|name| self.setting(tracker, name).string());
        let secure = if self.setting(tracker, "secure_cookie").truthy() { ";secure" } else { "" };
        let attributes = format!(";path=/;domain={domain}{secure};SameSite={same_site}");
        self.jar.write(&place, now, &format!("{prefix}testcookie_domain=testvalue"), &(now + 10_000.0).to_string(), &attributes);
        let accepted = self.cookies().contains("testcookie_domain=testvalue");
        self.jar.write(&place, now, &format!("{prefix}testcookie_domain="), &(now - 129_600_000.0).to_string(), &attributes);
        accepted
    }

    fn set_same_site(&mut self, tracker: usize, wanted: &Js) {
        let value = match wanted.string().to_lowercase().as_str() {
            "lax" => "Lax",
            "strict" => "Strict",
            "none" if self.facts.place().secure => {
                self.call(tracker, "setSecureCookie", &[true.into()]);
                "None"
            }
            "none" => {
                self.console.push("sameSite=None cannot be used on http: cookies stay at Lax".into());
                "Lax"
            }
            _ => return self.console.push("Ignored value for sameSite: it is Lax, None or Strict".into()),
        };
        self.set(tracker, "same_site", value);
    }
}
