//! `js/scrub_policy.js`, but for custom rules, which need regular expressions. `tests/tables.rs` keeps the policies equal.

use paqet::tracker::scrub::Rule;

use super::super::{Js, SimulatedPage};

impl SimulatedPage {
    pub(super) fn scrub_method(&mut self, tracker: usize, method: &str, policy: &Js) -> Option<Js> {
        if method != "setScrubPolicy" {
            return None;
        }
        let compiled = compile(policy).unwrap_or_else(|| {
            self.console.push("setScrubPolicy does not know this, so it scrubs as 'anonymous'".into());
            compile(&"anonymous".into()).expect("a known policy")
        });
        self.set(tracker, "scrub", compiled);
        Some(Js::Undefined)
    }
}

/// A policy as the flat list that Rust reads; `None` when it has something unknown or of a wrong type.
pub fn compile(policy: &Js) -> Option<Vec<String>> {
    let entries = match policy {
        Js::Text(_) => vec![("extends".to_owned(), policy.clone())],
        _ => object(policy)?,
    };
    let base = entries.iter().find(|(key, _)| key == "extends").map_or("balanced".into(), |(_, base)| base.string());
    let (mut marks, title) = match base.as_str() {
        "off" if entries.len() > 1 => ("-01234567".to_owned(), ""),
        "off" => ("x".to_owned(), ""),
        "balanced" => ("-!".to_owned(), ""),
        "anonymous" => ("-!?iurld".to_owned(), ":"),
        _ => return None,
    };
    let (mut title, mut placeholder, mut rules) = (title.to_owned(), "XYZ".to_owned(), Vec::new());
    for (key, value) in &entries {
        match key.as_str() {
            "extends" => drop(string(value)?),
            "placeholder" => placeholder = string(value)?,
            "hash" => flag(&mut marks, value, "h")?,
            "referrer" => flag(&mut marks, value, "r")?,
            "text" => flag(&mut marks, value, "t")?,
            "title" => {
                title = match value {
                    Js::Text(title) => title.clone(),
                    Js::Bool(own) => if *own { "" } else { ":" }.to_owned(),
                    _ => return None,
                }
            }
            "query" => query(value, &mut rules)?,
            "path" => {
                for (key, value) in object(value)? {
                    let templates = (key == "templates").then(|| strings(&value))??;
                    rules.extend(
                        templates.into_iter().map(|template| template.starts_with('/').then_some(template)).collect::<Option<Vec<_>>>()?,
                    );
                }
            }
            "detectors" => {
                for (name, value) in object(value)? {
                    let at = Rule::DETECTORS.iter().position(|known| *known == name)?;
                    flag(&mut marks, &value, &at.to_string())?;
                }
            }
            "allow" => {
                for (name, value) in object(value)? {
                    let mark = [("outlinks", "l"), ("downloads", "d"), ("userId", "u")].into_iter().find(|(known, _)| *known == name)?.1;
                    flag(&mut marks, &value, mark)?;
                }
            }
            _ => return None,
        }
    }
    Some([marks, placeholder, title].into_iter().chain(rules).collect())
}

fn query(query: &Js, rules: &mut Vec<String>) -> Option<()> {
    for (key, value) in object(query)? {
        match key.as_str() {
            "allow" => rules.extend(strings(&value)?.iter().map(|name| format!("+{}", plain(name)))),
            "deny" => rules.extend(strings(&value)?.iter().map(|name| format!("-{}", plain(name)))),
            "replace" => {
                for (name, value) in object(&value)? {
                    let kind = if matches!(value, Js::Number(_)) { '%' } else { '=' };
                    rules.push(format!("{kind}{}={}", plain(&name), value.string()));
                }
            }
            _ => return None,
        }
    }
    Some(())
}

fn object(value: &Js) -> Option<Vec<(String, Js)>> {
    if let Js::Object(entries) = value { Some(entries.clone()) } else { None }
}

fn string(value: &Js) -> Option<String> {
    if let Js::Text(text) = value { Some(text.clone()) } else { None }
}

fn strings(value: &Js) -> Option<Vec<String>> {
    match value {
        Js::Text(text) => Some(vec![text.clone()]),
        Js::List(items) => items.iter().map(string).collect(),
        _ => None,
    }
}

fn flag(marks: &mut String, value: &Js, mark: &str) -> Option<()> {
    let Js::Bool(is_on) = value else { return None };
    *marks = marks.replacen(mark, "", 1) + if *is_on { "" } else { mark };
    Some(())
}

fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_ascii_alphanumeric() || !letter.is_ascii()).collect::<String>().to_lowercase()
}
