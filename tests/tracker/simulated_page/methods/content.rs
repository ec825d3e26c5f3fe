//! What `js/content.js` does without looking at the page's nodes.

use super::super::{Assembled, Context, Js, SimulatedPage};
use super::{arg, custom_data};

impl SimulatedPage {
    /// What a block is called, from what was found in it; `describe`.
    pub fn name_content(&mut self, found: &[Js]) -> Js {
        self.command(0, "nameContent", found)
    }

    pub(super) fn content_method(&mut self, tracker: usize, method: &str, args: &[Js]) -> Option<Js> {
        let clean = |at| match arg(args, at) {
            Js::Text(text) => text.trim().into(),
            other => other,
        };
        let or_unknown = |piece: Js| if piece.truthy() { piece } else { "Unknown".into() };
        match method {
            "trackContentImpression" if clean(0).truthy() => {
                self.track_content(tracker, "contentImpression", [Js::Undefined, clean(0), or_unknown(clean(1)), clean(2)]);
            }
            "trackContentInteraction" if clean(0).truthy() && clean(1).truthy() => {
                self.track_content(tracker, "contentInteraction", [clean(0), clean(1), or_unknown(clean(2)), clean(3)]);
            }
            "trackContentImpression" | "trackContentInteraction" => {}
            _ => return None,
        }
        Some(Js::Undefined)
    }

    /// `assemble`, and then the queue.
    fn track_content(&mut self, tracker: usize, hook: &str, parts: [Js; 4]) {
        let [dimensions, data] = custom_data(&Js::Undefined, &self.trackers[tracker].custom_data);
        let args: Vec<_> = [dimensions, data, hook.into()].into_iter().chain(parts).collect();
        self.ask(tracker, "trackContent", &args, &mut Context { assembled: Some(Assembled::Enqueue), ..Context::default() });
    }
}
