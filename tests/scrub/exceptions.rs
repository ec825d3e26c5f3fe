//! The entries of the corpus with which the scrubber is known to do something else: `exceptions.txt`.

use super::corpus::{Entry, folder};

/// `VALUE | CARRIERS | why`: the value as it stands in the corpus, with its name if it has one.
pub struct Exceptions {
    lines: Vec<Line>,
}

struct Line {
    text: String,
    value: String,
    carriers: Vec<String>,
    used: bool,
}

impl Exceptions {
    /// # Panics
    /// When a line has not its three cells.
    pub fn read(file: &str) -> Self {
        let text = std::fs::read_to_string(folder().join(file)).unwrap();
        let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
        Self { lines: lines.map(Line::parse).collect() }
    }

    /// Is this known?
    pub fn has(&mut self, entry: &Entry, carrier: &str) -> bool {
        let is_meant =
            |line: &&mut Line| line.value == entry.written && line.carriers.iter().any(|name| name == "everywhere" || name == carrier);
        self.lines.iter_mut().find(is_meant).map(|line| line.used = true).is_some()
    }

    /// The lines that nothing needed.
    pub fn unused(&self) -> Vec<&str> {
        self.lines.iter().filter(|line| !line.used).map(|line| line.text.as_str()).collect()
    }
}

impl Line {
    fn parse(text: &str) -> Self {
        let cells: Vec<_> = text.rsplitn(3, " | ").map(str::trim).collect();
        assert!(cells.len() == 3 && cells.iter().all(|cell| !cell.is_empty()), "VALUE | CARRIERS | why: {text}");
        Self { text: text.into(), value: cells[2].into(), carriers: cells[1].split(' ').map(String::from).collect(), used: false }
    }
}
