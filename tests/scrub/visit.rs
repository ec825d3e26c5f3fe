//! A visit under a policy: what pages do, and everything that leaves them.

use super::carrier::{Carrier, Wire};
use super::policy::Policy;
use super::simulated_page::{Arguments, SimulatedPage};

/// The site's own pages.
pub const OWN: &str = "https://www.example.org";
/// Another site.
pub const OTHER: &str = "https://other.example.com";

/// A browser on the site, whose pages all set the policy.
pub struct Visit {
    pub page: SimulatedPage,
    /// The method with which each page asks for consent.
    pub consent: Option<&'static str>,
    policy: Policy,
}

impl Visit {
    /// Before the first page.
    pub fn new(policy: Policy) -> Self {
        Self { page: SimulatedPage::bare(), consent: None, policy }
    }

    /// The next page.
    pub fn arrive(&mut self, href: &str, referrer: &str) {
        self.page.visit(href, referrer);
        self.page.track();
        self.policy.apply(&mut self.page);
        if let Some(method) = self.consent {
            self.page.push(method, ());
        }
    }

    /// The page at this path and query of the site is viewed.
    pub fn view(&mut self, rest: &str) {
        self.arrive(&format!("{OWN}{rest}"), "");
        self.push("trackPageView", ());
    }

    /// A page of the site is viewed by a visitor who comes from there.
    pub fn refer(&mut self, referrer: &str) {
        self.arrive(&format!("{OWN}/p"), referrer);
        self.push("trackPageView", ());
    }

    /// On a page that says nothing about anybody, unless one was arrived at.
    fn stay(&mut self) {
        if self.page.trackers() == 0 {
            self.arrive(&format!("{OWN}/"), "");
        }
    }

    /// `_paq.push([method, …args])`.
    pub fn push(&mut self, method: &str, args: impl Into<Arguments>) {
        self.stay();
        self.page.push(method, args);
    }

    /// A link is clicked.
    pub fn click(&mut self, href: &str, download: bool) {
        self.stay();
        self.page.click(href, href, "", download, &[]);
    }

    /// Time passes, and the browser is closed. Answers the URLs, bodies and cookies of the visit.
    pub fn end(mut self) -> Vec<String> {
        self.page.advance(10_000.0);
        self.end_in_a_hurry()
    }

    /// The browser is closed before requests had their turn.
    pub fn end_in_a_hurry(mut self) -> Vec<String> {
        self.page.leave();
        let sent = self.page.sends.iter().flat_map(|sent| [&sent.url, &sent.body]);
        sent.chain(&self.page.jar.writes).filter(|text| !text.is_empty()).cloned().collect()
    }
}

/// What leaves a visit in which the carrier has this.
pub fn observed(policy: Policy, carrier: &Carrier, wire: &Wire) -> Vec<String> {
    let mut visit = Visit::new(policy);
    (carrier.place)(&mut visit, wire);
    visit.end()
}
