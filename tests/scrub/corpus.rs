//! Reads the files of `corpus/`; `README.md` describes them.

use std::path::{Path, PathBuf};

use super::carrier::{self, Carrier, Wire};
use super::policy::Policy;

/// One value of the corpus.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `email.txt:12`.
    pub place: String,
    pub kind: String,
    /// A language or script; `-` when it has none.
    pub language: String,
    pub carriers: Vec<&'static Carrier>,
    /// The weakest policy that must deal with it.
    pub policy: Policy,
    /// The value, and the parameter's name when that is what the entry is about.
    pub wire: Wire,
    /// The value as it stands in the file.
    pub written: String,
    /// The part of the value that must not be seen; the whole of a benign value is to be seen.
    pub secret: String,
}

/// The values that must not leave a page.
pub fn personal() -> Vec<Entry> {
    read("personal")
}

/// The values that must arrive as they are.
pub fn benign() -> Vec<Entry> {
    read("benign")
}

/// Where the corpus and its exceptions are.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scrub")
}

fn read(side: &str) -> Vec<Entry> {
    let folder = folder().join("corpus").join(side);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .flat_map(|file| parse(file.file_name().unwrap().to_str().unwrap(), &std::fs::read_to_string(file).unwrap(), side))
        .collect()
}

/// What stands above the values of a section.
struct Heading {
    kind: String,
    language: String,
    carriers: Vec<&'static Carrier>,
    policy: Policy,
    /// How a value's pair is written; `None`: there are only values.
    pair: Option<fn(&str, &str) -> Wire>,
}

/// # Panics
/// When the text is no corpus file.
fn parse(file: &str, text: &str, side: &str) -> Vec<Entry> {
    let mut heading = None;
    let mut entries = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let place = format!("{file}:{}", index + 1);
        if let Some(cells) = line.strip_prefix("== ") {
            heading = Some(parse_heading(&place, cells, side == "benign"));
        } else if !line.starts_with("# ") {
            let heading = heading.as_ref().unwrap_or_else(|| panic!("{place}: a value before the first heading"));
            entries.push(parse_value(place, heading, line));
        }
    }
    entries
}

/// `KIND | LANGUAGE | CARRIERS` or `KIND | LANGUAGE | CARRIERS | POLICY`.
fn parse_heading(place: &str, cells: &str, is_benign: bool) -> Heading {
    let cells: Vec<_> = cells.split(" | ").map(str::trim).collect();
    assert!((3..=4).contains(&cells.len()), "{place}: == KIND | LANGUAGE | CARRIERS | POLICY");
    let named = |word: &str| carrier::named(word, is_benign).unwrap_or_else(|| panic!("{place}: there is no carrier {word}"));
    Heading {
        kind: cells[0].into(),
        language: cells[1].into(),
        carriers: cells[2].split(' ').flat_map(named).collect(),
        policy: cells.get(3).map_or(Policy::Balanced, |name| Policy::named(name).unwrap_or_else(|| panic!("{place}: no policy {name}"))),
        pair: match cells[2] {
            "named" => Some(Wire::new),
            "wired" => Some(Wire::encoded),
            _ => None,
        },
    }
}

fn parse_value(place: String, heading: &Heading, line: &str) -> Entry {
    let (value, secret) = unmarked(line);
    let (wire, secret) = match (heading.pair, line.split_once('=')) {
        (Some(pair), Some((name, value))) => (pair(name, value), value.into()),
        _ => (Wire::new("topic", &value), secret),
    };
    let Heading { kind, language, carriers, policy, .. } = heading;
    Entry {
        place,
        kind: kind.clone(),
        language: language.clone(),
        carriers: carriers.clone(),
        policy: *policy,
        wire,
        written: line.into(),
        secret,
    }
}

/// The line without the marks around its secret, and what is between them: everything when there are none.
fn unmarked(line: &str) -> (String, String) {
    match line.split_once('«').and_then(|(before, rest)| Some((before, rest.split_once('»')?))) {
        Some((before, (secret, after))) => (format!("{before}{secret}{after}"), secret.into()),
        None => (line.into(), line.into()),
    }
}
