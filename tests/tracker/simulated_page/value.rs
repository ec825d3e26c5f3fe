//! A JavaScript value, as far as tracker methods care.

/// A value that a page can hand to a tracker method or get back from it.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Js {
    #[default]
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Js>),
    /// Its own enumerable properties, in order.
    Object(Vec<(String, Js)>),
    Function,
}

impl Js {
    /// What `if (value)` takes.
    pub fn truthy(&self) -> bool {
        match self {
            Js::Undefined | Js::Null => false,
            Js::Bool(value) => *value,
            Js::Number(value) => *value != 0.0 && !value.is_nan(),
            Js::Text(text) => !text.is_empty(),
            Js::List(_) | Js::Object(_) | Js::Function => true,
        }
    }

    /// `String(value)`.
    pub fn string(&self) -> String {
        match self {
            Js::Undefined => "undefined".into(),
            Js::Null => "null".into(),
            Js::Bool(value) => value.to_string(),
            Js::Number(value) if value.is_infinite() => if *value > 0.0 { "Infinity" } else { "-Infinity" }.into(),
            Js::Number(value) if *value == 0.0 => "0".into(),
            Js::Number(value) => value.to_string(),
            Js::Text(text) => text.clone(),
            Js::List(items) => {
                items.iter().map(|item| if item.is_nullish() { String::new() } else { item.string() }).collect::<Vec<_>>().join(",")
            }
            Js::Object(_) => "[object Object]".into(),
            Js::Function => "function () {}".into(),
        }
    }

    /// `JSON.stringify(value)`; `None` where that is undefined.
    pub fn json(&self) -> Option<String> {
        Some(match self {
            Js::Undefined | Js::Function => return None,
            Js::Text(text) => quoted(text),
            Js::Number(value) if !value.is_finite() => "null".into(),
            Js::List(items) => {
                let items: Vec<_> = items.iter().map(|item| item.json().unwrap_or("null".into())).collect();
                format!("[{}]", items.join(","))
            }
            Js::Object(entries) => {
                let entries: Vec<_> =
                    entries.iter().filter_map(|(key, value)| Some(format!("{}:{}", quoted(key), value.json()?))).collect();
                format!("{{{}}}", entries.join(","))
            }
            other => other.string(),
        })
    }

    /// `undefined` or `null`.
    pub fn is_nullish(&self) -> bool {
        matches!(self, Js::Undefined | Js::Null)
    }

    /// The property of an object; undefined when it has none of that name.
    pub fn get(&self, key: &str) -> Js {
        match self {
            Js::Object(entries) => entries.iter().find(|(name, _)| name == key).map_or(Js::Undefined, |(_, value)| value.clone()),
            _ => Js::Undefined,
        }
    }

    /// The items of a list; of anything else none.
    pub fn items(&self) -> &[Js] {
        if let Js::List(items) = self { items } else { &[] }
    }

    /// `Number(value)` of numbers and digits, else `NaN`.
    pub fn number(&self) -> f64 {
        match self {
            Js::Number(value) => *value,
            other => other.string().trim().parse().unwrap_or(f64::NAN),
        }
    }
}

fn quoted(text: &str) -> String {
    let mut json = String::from('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            '\0'..='\x1f' => json.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => json.push(character),
        }
    }
    json + "\""
}

impl From<&str> for Js {
    fn from(text: &str) -> Self {
        Js::Text(text.into())
    }
}

impl From<String> for Js {
    fn from(text: String) -> Self {
        Js::Text(text)
    }
}

impl From<bool> for Js {
    fn from(value: bool) -> Self {
        Js::Bool(value)
    }
}

impl From<f64> for Js {
    fn from(value: f64) -> Self {
        Js::Number(value)
    }
}

impl<T: Into<Js>> From<Vec<T>> for Js {
    fn from(items: Vec<T>) -> Self {
        Js::List(items.into_iter().map(Into::into).collect())
    }
}

/// The arguments of a call: `()`, one value, or an array of values of one type.
pub struct Arguments(pub Vec<Js>);

impl From<()> for Arguments {
    fn from((): ()) -> Self {
        Self(Vec::new())
    }
}

impl<T: Into<Js>> From<T> for Arguments {
    fn from(argument: T) -> Self {
        Self(vec![argument.into()])
    }
}

impl<T: Into<Js>, const N: usize> From<[T; N]> for Arguments {
    fn from(arguments: [T; N]) -> Self {
        Self(arguments.into_iter().map(Into::into).collect())
    }
}
