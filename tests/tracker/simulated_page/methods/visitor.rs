//! `visitorMethods` of `js/tracker.js`.

use super::super::{Js, SimulatedPage};
use super::is_lengthy;

impl SimulatedPage {
    /// `visitorMethods` of `js/tracker.js`.
    pub(super) fn visitor_method(&mut self, tracker: usize, method: &str, value: &Js) -> Option<Js> {
        match method {
            "setUserId" => {
                if is_lengthy(value) {
                    self.set(tracker, "user_id", value.clone());
                }
            }
            "resetUserId" => self.set(tracker, "user_id", ""),
            "getVisitorId" => return Some(self.call(tracker, "getVisitorInfo", &[]).items()[1].clone()),
            "getVisitorInfo" => {
                self.command(tracker, "rememberVisitor", &[]);
                let info = self.command(tracker, method, &[]);
                return Some(if info.items()[0] == "1".into() { with_number(&info, 2) } else { info });
            }
            "getAttributionInfo" => return Some(with_number(&self.command(tracker, method, &[]), 2)),
            "getMatomoUrl" | "getPiwikUrl" => {
                let url = self.call(tracker, "getTrackerUrl", &[]);
                return Some(self.command(tracker, "getMatomoUrl", &[url]));
            }
            "setPageViewId" => {
                self.set(tracker, "page_view_id", value.clone());
                self.set(tracker, "page_view_id_fixed", true);
            }
            _ => return None,
        }
        Some(Js::Undefined)
    }
}

/// `+list[at]`.
fn with_number(list: &Js, at: usize) -> Js {
    let mut items = list.items().to_vec();
    items[at] = items[at].number().into();
    Js::List(items)
}
