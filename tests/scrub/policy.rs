//! The policies a test sets.

use super::simulated_page::{Js, SimulatedPage, literal};

/// What `setScrubPolicy` is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    Off,
    Balanced,
    /// `balanced` with route templates.
    Templates,
    Anonymous,
}

/// Routes of the imagined site.
const TEMPLATES: &str = "{extends: \"balanced\", path: {templates: [\"/members/:name\", \"/members/:name/*\", \"/plan/:id/:name\"]}}";

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
        let argument: Js = match self {
            Policy::Off => "off".into(),
            Policy::Balanced => "balanced".into(),
            Policy::Anonymous => "anonymous".into(),
            Policy::Templates => literal(TEMPLATES),
        };
        if paqet::tracker::Settings::NAMES.contains(&"scrub") {
            page.push("setScrubPolicy", argument);
        }
    }
}
