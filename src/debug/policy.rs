//! The policy of `setScrubPolicy`, read strictly. The payload reads it in `js/scrub_policy.js` and says little of what
//! is wrong; here the developer is told which key it is and what it takes.

use std::collections::BTreeMap;

use js_sys::{Array, Object, Reflect, RegExp};
use serde::Deserialize;
use serde::de::{Deserializer, Error};
use wasm_bindgen::{JsCast, JsValue};

use crate::tracker::scrub::Rule;

/// All that a policy can say; `index.d.ts` has the meanings.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[derive(Default)]
pub struct ScrubPolicy {
    /// The policy that this one changes.
    pub extends: Base,
    /// Takes the place of personal values.
    pub placeholder: Option<String>,
    /// Names of parameters in URLs.
    pub query: Query,
    /// Paths of URLs.
    pub path: Path,
    /// Keep the hash of URLs.
    pub hash: Option<bool>,
    /// True: the page's own; false: after the route; a text: always this.
    pub title: Option<Title>,
    /// Keep referrers.
    pub referrer: Option<bool>,
    /// Keep free texts.
    pub text: Option<bool>,
    /// Which detectors work.
    pub detectors: Detectors,
    /// What `anonymous` keeps back.
    pub allow: Allow,
}

/// The name of a policy.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Base {
    /// Only what matomo.js does.
    Off,
    /// Names and values that are personal.
    #[default]
    Balanced,
    /// Only what is allowed.
    Anonymous,
}

/// Rules for names of parameters.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Query {
    /// May stay.
    pub allow: Names,
    /// Go.
    pub deny: Names,
    /// A text: gets this value; a number: whole numbers become one of so many.
    pub replace: BTreeMap<String, Value>,
}

/// A list of names, or one.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a name or a list of names")]
pub enum Names {
    /// One.
    One(String),
    /// Several.
    Several(Vec<String>),
}

impl Default for Names {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

/// What takes the place of a value.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a text or a number")]
pub enum Value {
    /// This text.
    Text(String),
    /// One of so many numbers.
    Number(f64),
}

/// Rules for paths.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Path {
    /// Routes such as `/users/:name/*`.
    #[serde(deserialize_with = "templates")]
    pub templates: Vec<String>,
}

/// What becomes of titles.
#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "true, false or a text")]
pub enum Title {
    /// The page's own, or after the route.
    Own(bool),
    /// Always this.
    Fixed(String),
}

/// The detectors, each on or off.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Detectors {
    /// E-mail addresses.
    pub email: Option<bool>,
    /// Tokens, keys, hashes.
    pub secret: Option<bool>,
    /// UUIDs.
    pub uuid: Option<bool>,
    /// Payment cards.
    pub card: Option<bool>,
    /// IBANs.
    pub iban: Option<bool>,
    /// Phone numbers.
    pub phone: Option<bool>,
    /// IP addresses.
    pub ip: Option<bool>,
    /// Coordinates.
    pub location: Option<bool>,
}

/// What may leave although `anonymous` keeps it back.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Allow {
    /// Outlinks.
    pub outlinks: Option<bool>,
    /// Downloads.
    pub downloads: Option<bool>,
    /// The user id.
    pub user_id: Option<bool>,
}

impl ScrubPolicy {
    /// Reads a policy as the page gave it: a name, or an object.
    ///
    /// # Errors
    /// A sentence that names what is wrong.
    pub fn read(given: JsValue) -> Result<Self, String> {
        if let Some(name) = given.as_string() {
            let extends = serde_wasm_bindgen::from_value(given)
                .map_err(|_| format!("there is no scrub policy \"{name}\": there are off, balanced and anonymous"))?;
            return Ok(Self { extends, ..Self::default() });
        }
        let policy = Object::assign(&Object::new(), &given.unchecked_into());
        known(
            &policy,
            "a policy",
            &["extends", "placeholder", "hash", "referrer", "text", "title", "query", "path", "detectors", "allow", "custom"],
        )?;
        for (part, keys) in PARTS {
            known(&get(&policy, part), part, keys)?;
        }
        custom_rules(&take(&policy, "custom"))?;
        serde_wasm_bindgen::from_value(policy.into()).map_err(|error| format!("setScrubPolicy: {error}"))
    }
}

/// What the parts of a policy take.
const PARTS: [(&str, &[&str]); 4] = [
    ("query", &["allow", "deny", "replace"]),
    ("path", &["templates"]),
    ("detectors", Rule::DETECTORS),
    ("allow", &["outlinks", "downloads", "userId"]),
];

/// serde-wasm-bindgen asks an object only for what it knows, so nobody else would see a key that is misspelt.
fn known(object: &JsValue, part: &str, keys: &[&str]) -> Result<(), String> {
    let given = object.dyn_ref::<Object>().map(Object::keys).unwrap_or_default();
    match given.iter().filter_map(|key| key.as_string()).find(|key| !keys.contains(&key.as_str())) {
        Some(key) => Err(format!("setScrubPolicy: {part} takes no \"{key}\"; it takes {}", keys.join(", "))),
        None => Ok(()),
    }
}

/// A property of an object: undefined when it has none.
fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Takes a property out of an object: undefined when it has none.
fn take(object: &Object, name: &str) -> JsValue {
    let value = get(object, name);
    let _ = Reflect::delete_property(object, &name.into());
    value
}

/// Rules of the page's own hold regular expressions, which serde does not know.
fn custom_rules(given: &JsValue) -> Result<(), String> {
    const SHAPE: &str = "setScrubPolicy: custom takes a list of { find: text or RegExp, replace: text }";
    if given.is_undefined() {
        return Ok(());
    }
    let rules = given.dyn_ref::<Array>().ok_or(SHAPE)?;
    for rule in rules.iter() {
        let find = get(&rule, "find");
        if !find.is_string() && !find.is_instance_of::<RegExp>() || !get(&rule, "replace").is_string() {
            return Err(SHAPE.to_owned());
        }
    }
    Ok(())
}

fn templates<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let list = match Names::deserialize(from)? {
        Names::One(template) => vec![template],
        Names::Several(list) => list,
    };
    match list.iter().find(|template| !template.starts_with('/')) {
        Some(wrong) => Err(D::Error::custom(format!("the template \"{wrong}\" must begin with /"))),
        None => Ok(list),
    }
}
