//! `trackingMethods` of `js/tracker.js`.

use super::super::{Assembled, Context, Js, SimulatedPage};
use super::{arg, find};

/// Tracking methods with the position of their custom data; `TRACKING` of `js/tracker.js`.
const TRACKING: &[(&str, usize)] =
    &[("trackPageView", 1), ("trackEvent", 4), ("trackGoal", 2), ("trackSiteSearch", 3), ("trackLink", 2), ("trackRequest", 1)];

impl SimulatedPage {
    /// `trackingMethods` of `js/tracker.js`.
    pub(super) fn tracking_method(&mut self, tracker: usize, method: &str, args: &[Js]) -> Option<Js> {
        let arg = |at| arg(args, at);
        let stored = self.trackers[tracker].custom_data.clone();
        if let Some(at) = find(TRACKING, method) {
            let is_name = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
            if method == "trackLink" && !matches!(arg(1), Js::Text(text) if is_name(&text)) {
                self.console.push("trackLink needs a type: 'link' or 'download'".into());
                return Some(Js::Undefined);
            }
            if method == "trackPageView" {
                self.trackers[tracker].held.retain(|(reason, _)| reason != "consent");
            }
            let mut all = custom_data(&arg(at), &stored).to_vec();
            match method {
                "trackPageView" => all.extend(self.page_title(tracker, &arg(0))),
                "trackRequest" => all.extend([arg(0), arg(3)]),
                _ => all.extend(args.iter().take(at).cloned()),
            }
            return Some(self.ask(tracker, method, &all, &mut Context { assembled: Some(Assembled::Release), ..Context::default() }));
        }
        let mut assemble = |assembled| {
            let [dimensions, data] = custom_data(&Js::Undefined, &stored);
            let mut context = Context { assembled: Some(assembled), reply: "".into(), ..Context::default() };
            self.ask(tracker, "trackRequest", &[dimensions, data, arg(0)], &mut context)
        };
        match method {
            "ping" => drop(self.call(tracker, "trackRequest", &["ping=1".into(), Js::Null, Js::Null, "ping".into()])),
            "queueRequest" if arg(1).truthy() => self.enqueue(tracker, &arg(0).string()),
            "queueRequest" => drop(assemble(Assembled::Enqueue)),
            "getRequest" => return Some(assemble(Assembled::Answer)),
            _ => return None,
        }
        Some(Js::Undefined)
    }

    /// `pageTitle` of `js/tracker.js`.
    fn page_title(&self, tracker: usize, given: &Js) -> [Js; 2] {
        let title = if given.truthy() { given } else { self.setting(tracker, "title") };
        let title = if title.get("text").truthy() { title.get("text") } else { title.clone() };
        let element = if matches!(title, Js::Text(_)) { None } else { self.facts.title_element.clone() };
        [title, element.map_or(Js::Undefined, Js::Text)]
    }
}

/// Dimensions as pairs and the rest as JSON; `js/custom_data.js`.
pub fn custom_data(given: &Js, stored: &Js) -> [Js; 2] {
    let mut dimensions = Vec::new();
    let mut split = |data: &Js| {
        let Js::Object(entries) = data else { return data.clone() };
        let is_dimension =
            |key: &str| key.strip_prefix("dimension").is_some_and(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()));
        let (own, rest): (Vec<_>, Vec<_>) = entries.iter().cloned().partition(|(key, _)| is_dimension(key));
        dimensions.extend(own.into_iter().flat_map(|(key, value)| [Js::Text(key), value.string().into()]));
        Js::Object(rest)
    };
    let mut data = split(given);
    if !data.truthy() || matches!(&data, Js::Object(entries) if entries.is_empty()) || matches!(&data, Js::List(items) if items.is_empty())
    {
        data = split(stored);
    }
    [Js::List(dimensions), if data.truthy() { data.json().unwrap_or_default() } else { String::new() }.into()]
}
