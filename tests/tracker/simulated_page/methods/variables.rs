//! `js/custom_variables.js`.

use super::super::{Js, SimulatedPage, literal};
use super::arg;

/// Pairs name, value by index, of one scope.
pub type Variables = std::collections::BTreeMap<u32, [String; 2]>;

/// The setting that holds a scope.
fn slot_of(scope: &Js) -> Option<&'static str> {
    match scope.string().as_str() {
        "visit" | "2" => Some("visit_variables"),
        "page" | "3" => Some("page_variables"),
        "event" => Some("event_variables"),
        _ => None,
    }
}

impl SimulatedPage {
    pub(super) fn variable_method(&mut self, tracker: usize, method: &str, args: &[Js]) -> Option<Js> {
        let given = arg(args, if method == "setCustomVariable" { 3 } else { 1 });
        let scope = if given == Js::Undefined && method != "deleteCustomVariables" { "visit".into() } else { given };
        let index = arg(args, 0).string().parse::<u32>().unwrap_or(0);
        match method {
            "setCustomVariable" => {
                let slot = slot_of(&scope).filter(|_| index > 0 && arg(args, 1) != Js::Undefined);
                if let Some(slot) = slot {
                    let value = if arg(args, 2) == Js::Undefined { String::new() } else { arg(args, 2).string() };
                    let kept = [arg(args, 1).string(), value].map(|text| self.cut(tracker, text));
                    self.open(tracker, slot).insert(index, kept);
                    self.save(tracker, slot);
                }
            }
            "getCustomVariable" => {
                let pair = slot_of(&scope).and_then(|slot| self.open(tracker, slot).get(&index).cloned());
                return Some(pair.filter(|[name, _]| !name.is_empty()).map_or(Js::Bool(false), |pair| pair.to_vec().into()));
            }
            "deleteCustomVariable" => {
                if self.call(tracker, "getCustomVariable", &[arg(args, 0), scope.clone()]).truthy() {
                    self.call(tracker, "setCustomVariable", &[arg(args, 0), "".into(), "".into(), scope]);
                }
            }
            "deleteCustomVariables" => {
                if let Some(slot) = slot_of(&arg(args, 0)) {
                    self.trackers[tracker].variables.insert(slot, Variables::new());
                    self.save(tracker, slot);
                }
            }
            "storeCustomVariablesInCookie" => self.trackers[tracker].stores_variables = true,
            _ => return None,
        }
        Some(Js::Undefined)
    }

    /// A name or a value as long as Matomo takes it; what is cut is scrubbed before.
    fn cut(&mut self, tracker: usize, text: String) -> String {
        if text.encode_utf16().count() <= 200 {
            return text;
        }
        self.command(tracker, "previewScrub", &[text.into()]).string().chars().take(200).collect()
    }

    /// The variables of a scope; those of the visit may come from the cookie.
    fn open(&mut self, tracker: usize, slot: &'static str) -> &mut Variables {
        if !self.trackers[tracker].variables.contains_key(slot) {
            let kept = if slot == "visit_variables" { self.call(tracker, "getCookie", &["cvar".into()]) } else { Js::Undefined };
            self.trackers[tracker].variables.insert(slot, parse(&kept));
        }
        self.trackers[tracker].variables.get_mut(slot).expect("just put there")
    }

    fn save(&mut self, tracker: usize, slot: &'static str) {
        let json = json(&self.trackers[tracker].variables[slot]);
        self.set(tracker, slot, if json == "{}" { "" } else { &json });
    }

    /// `tracker._keepVariables`, after each assembled request.
    pub(in super::super) fn keep_variables(&mut self, tracker: usize) {
        let Some(variables) = self.trackers[tracker].variables.get_mut("visit_variables") else { return };
        variables.retain(|_, [name, value]| !name.is_empty() && !value.is_empty());
        let kept = json(variables);
        self.save(tracker, "visit_variables");
        if self.trackers[tracker].stores_variables {
            let life = self.setting(tracker, "session_timeout").clone();
            self.command(tracker, "setSessionCookie", &["cvar".into(), kept.into(), life]);
        }
    }
}

fn json(variables: &Variables) -> String {
    let entries = variables.iter().map(|(index, pair)| (index.to_string(), pair.to_vec().into())).collect();
    Js::Object(entries).json().expect("an object has JSON")
}

/// The cookie's JSON; a broken one is as good as none.
fn parse(cookie: &Js) -> Variables {
    let Js::Text(text) = cookie else { return Variables::new() };
    let Js::Object(entries) = std::panic::catch_unwind(|| literal(text)).unwrap_or_default() else { return Variables::new() };
    let pair = |value: &Js| [value.items()[0].string(), value.items()[1].string()];
    entries.iter().map(|(index, value)| (index.parse().expect("an index is a number"), pair(value))).collect()
}
