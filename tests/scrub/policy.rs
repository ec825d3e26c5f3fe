//! The policies a test sets.

use super::simulated_page::{SimulatedPage, literal};

/// What `setScrubPolicy` is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    Off,
    Balanced,
    /// `balanced` with route templates.
    Templates,
    Anonymous,
}

/// `balanced` with the routes of the imagined site.
const TEMPLATES: &str = r#"{path: {templates: ["/members/:name", "/members/:name/*", "/plan/:id/:name"]}}"#;

impl Policy {
    /// The policies under which something is scrubbed.
    pub const SCRUBBING: [Policy; 3] = [Policy::Balanced, Policy::Templates, Policy::Anonymous];

    /// By its name in a heading of the corpus.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "balanced" => Some(Policy::Balanced),
            "templates" => Some(Policy::Templates),
            "anonymous" => Some(Policy::Anonymous),
            _ => None,
        }
    }

    /// Does this policy promise what `weakest` promises?
    pub fn covers(self, weakest: Policy) -> bool {
        self == weakest || weakest == Policy::Balanced && self != Policy::Off
    }

    /// Sets it for every tracker of the page.
    pub fn apply(self, page: &mut SimulatedPage) {
        match self {
            Policy::Off => page.push("setScrubPolicy", "off"),
            Policy::Balanced => page.push("setScrubPolicy", "balanced"),
            Policy::Templates => page.push("setScrubPolicy", literal(TEMPLATES)),
            Policy::Anonymous => page.push("setScrubPolicy", "anonymous"),
        }
    }
}
