//! The policies a test sets.

use super::simulated_page::SimulatedPage;

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
const TEMPLATES: [&str; 3] = ["/members/:name", "/members/:name/*", "/plan/:id/:name"];

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

    /// Sets it for the tracker, as `js/scrub_policy.js` compiles it; `src/tracker/scrub/policy.rs` has the form.
    pub fn apply(self, page: &mut SimulatedPage, tracker: usize) {
        let list = match self {
            Policy::Off => vec!["o", "XYZ", ""],
            Policy::Balanced => vec!["", "XYZ", ""],
            Policy::Templates => [&["", "XYZ", ""], TEMPLATES.as_slice()].concat(),
            Policy::Anonymous => vec!["a", "XYZ", ":"],
        };
        page.set(tracker, "scrub", list);
    }
}
