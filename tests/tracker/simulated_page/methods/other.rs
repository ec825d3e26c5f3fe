//! `otherMethods` of `js/tracker.js`, and `js/dimensions.js`.

use super::super::{Js, SimulatedPage};

impl SimulatedPage {
    pub(super) fn other_method(&mut self, tracker: usize, method: &str, first: &Js, second: &Js) -> Option<Js> {
        match method {
            "addTracker" => {
                let url = if first.is_nullish() { self.call(tracker, "getTrackerUrl", &[]) } else { first.clone() };
                self.add_tracker(url, second.clone());
            }
            "setRequestMethod" => {
                let method = if first.truthy() { first.string().to_uppercase() } else { "GET".into() };
                if method == "GET" {
                    self.call(tracker, "disableAlwaysUseSendBeacon", &[]);
                }
                self.set(tracker, "request_method", method);
            }
            "setCustomData" => self.set_custom_data(tracker, first, second),
            "getCustomData" => return Some(self.trackers[tracker].custom_data.clone()),
            "appendToTrackingUrl" => self.trackers[tracker].appended = first.clone(),
            "setCustomDimension" | "deleteCustomDimension" | "getCustomDimension" => {
                return Some(self.dimension_method(tracker, method, first, second));
            }
            "enableBrowserFeatureDetection" => self.set(tracker, "features_on", true),
            "disableBrowserFeatureDetection" => {
                self.set(tracker, "features_on", false);
                self.stop_waiting();
            }
            "setDownloadExtensions" => self.set(tracker, "download_extensions", extensions(first)),
            "addDownloadExtensions" => self.change_extensions(tracker, |list| list.extend_from_slice(extensions(first).items())),
            "removeDownloadExtensions" => {
                self.change_extensions(tracker, |list| list.retain(|entry| !extensions(first).items().contains(entry)));
            }
            "setRequestQueueInterval" => self.trackers[tracker].queue_interval = first.number(),
            "disableQueueRequest" => self.trackers[tracker].unqueued = true,
            "setDomains" => {
                let list = if matches!(first, Js::Text(_)) { Js::List(vec![first.clone()]) } else { first.clone() };
                return Some(self.command(tracker, method, &[list]));
            }
            _ => return None,
        }
        Some(Js::Undefined)
    }

    fn set_custom_data(&mut self, tracker: usize, key: &Js, value: &Js) {
        let data = &mut self.trackers[tracker].custom_data;
        if matches!(key, Js::Null | Js::Object(_) | Js::List(_)) {
            *data = key.clone();
            return;
        }
        let mut entries = if let Js::Object(entries) = data { std::mem::take(entries) } else { Vec::new() };
        entries.retain(|(name, _)| *name != key.string());
        entries.push((key.string(), value.clone()));
        *data = Js::Object(entries);
    }

    fn dimension_method(&mut self, tracker: usize, method: &str, id: &Js, value: &Js) -> Js {
        let digits: String = id.string().chars().take_while(char::is_ascii_digit).collect();
        let listed = self.setting(tracker, "dimensions").items();
        let mut pairs: Vec<(f64, Js)> = listed.chunks(2).map(|pair| (pair[0].number(), pair[1].clone())).collect();
        let Some(id) = digits.parse().ok().filter(|id: &f64| *id > 0.0) else { return Js::Undefined };
        if method == "getCustomDimension" {
            return pairs.into_iter().find(|(other, _)| *other == id).map_or(Js::Undefined, |(_, value)| value);
        }
        pairs.retain(|(other, _)| *other != id);
        if method == "setCustomDimension" {
            let value = if *value == Js::Undefined { "".into() } else { value.string() };
            pairs.push((id, value.into()));
            pairs.sort_by(|one, other| one.0.total_cmp(&other.0));
        }
        let list = pairs.into_iter().flat_map(|(id, value)| [id.into(), value]).collect();
        self.set(tracker, "dimensions", Js::List(list));
        Js::Undefined
    }

    fn change_extensions(&mut self, tracker: usize, change: impl FnOnce(&mut Vec<Js>)) {
        let mut list = self.setting(tracker, "download_extensions").items().to_vec();
        change(&mut list);
        self.set(tracker, "download_extensions", Js::List(list));
    }
}

fn extensions(list: &Js) -> Js {
    if let Js::Text(text) = list { text.split('|').collect::<Vec<_>>().into() } else { list.clone() }
}
