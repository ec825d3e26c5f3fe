//! What the scrubber did to one request, parameter by parameter.

use serde::{Deserialize, Serialize};

use crate::text::{Scratch, Text, decode_or_unescape};
use crate::tracker::Call;
use crate::tracker::scrub::{Report, Rule, request_reported};

/// One request, before and after.
#[derive(Debug, Serialize, Deserialize)]
pub struct Explanation {
    /// As it may leave; `None`: it must not.
    pub request: Option<String>,
    /// In the order of the request.
    pub parameters: Vec<Parameter>,
}

/// One parameter of a request. Values are decoded.
#[derive(Debug, Serialize, Deserialize)]
pub struct Parameter {
    /// As in the request; empty for the body of a bulk request that the page made.
    pub name: String,
    /// As the tracker assembled it.
    pub original: String,
    /// As it leaves; `None`: it does not.
    pub scrubbed: Option<String>,
    /// What was replaced or removed, in order.
    pub marks: Vec<Mark>,
}

/// One finding of the scrubber.
#[derive(Debug, Serialize, Deserialize)]
pub struct Mark {
    /// The rule that fired: see [`Rule`].
    pub rule: String,
    /// What it found, decoded.
    pub text: String,
}

/// A finding by its place in the request.
struct Finding {
    rule: Rule,
    from: usize,
    to: usize,
}

/// Keeps what the scrubber tells of the text that begins at `start`.
struct Findings {
    start: usize,
    list: Vec<Finding>,
}

impl Report for Findings {
    fn fired(&mut self, rule: Rule, from: Text<'_>, to: Text<'_>) {
        let place = |text: Text<'_>| text.address().saturating_sub(self.start);
        self.list.push(Finding { rule, from: place(from), to: place(to) });
    }
}

impl Explanation {
    /// Scrubs a request and keeps what happened.
    #[must_use]
    pub fn of(call: Call<'_>, request: Text<'_>) -> Self {
        let mut findings = Findings { start: request.address(), list: Vec::new() };
        let scrubbed = owned(request_reported(call, request, &mut findings));
        let original = owned(request);
        let mut after = scrubbed.split('&').map(name_and_value).peekable();
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut begin = 0;
        for piece in original.split('&') {
            let end = begin + piece.len();
            let (name, value) = name_and_value(piece);
            let stays = after.peek().is_some_and(|(left, _)| *left == name);
            parameters.push(Parameter {
                name: name.to_owned(),
                original: decoded(call.arena, value),
                scrubbed: if stays { after.next().map(|(_, value)| decoded(call.arena, value)) } else { None },
                marks: marks(call.arena, &original, findings.list.iter().filter(|found| (begin..=end).contains(&found.from))),
            });
            begin = end + 1;
        }
        Self { request: (!scrubbed.is_empty()).then_some(scrubbed), parameters }
    }
}

fn marks<'a>(arena: Scratch<'_>, original: &str, findings: impl Iterator<Item = &'a Finding>) -> Vec<Mark> {
    findings
        .map(|Finding { rule, from, to }| Mark {
            rule: format!("{rule:?}"),
            text: decoded(arena, original.get(*from..*to).unwrap_or_default()),
        })
        .collect()
}

fn name_and_value(piece: &str) -> (&str, &str) {
    piece.split_once('=').unwrap_or(("", piece))
}

fn owned(text: Text<'_>) -> String {
    String::from_utf8_lossy(text.as_slice()).into_owned()
}

fn decoded(arena: Scratch<'_>, value: &str) -> String {
    let mut draft = arena.draft();
    for byte in value.bytes() {
        draft.byte(byte);
    }
    owned(decode_or_unescape(arena, draft.done()))
}
