//! Reads the files of `tests/vectors/`; `README.md` there describes them.

use std::collections::HashSet;

/// One case, with its rows filled in.
#[derive(Clone, Debug)]
pub struct Case {
    /// `file: name`, and as many values of its row as tell it from the others.
    pub name: String,
    pub statements: Vec<Statement>,
}

/// One line of a case.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Line of the file, from 1.
    pub line: usize,
    /// Of whom it speaks; `None`: of both.
    pub of: Option<Who>,
    pub verb: String,
    pub rest: String,
}

/// Whose behaviour a statement describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Matomo,
    Paqet,
}

impl Case {
    /// matomo.js and paqet differ here.
    pub fn differs(&self) -> bool {
        self.statements.iter().any(|statement| statement.of.is_some())
    }
}

/// The cases of a file; `file` is its name without `.txt`.
///
/// # Panics
/// When the text is no vector file.
pub fn parse(file: &str, text: &str) -> Vec<Case> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (index, text) in text.lines().enumerate() {
        let line = index + 1;
        if let Some(name) = text.strip_prefix("== ") {
            drafts.push(Draft { name: format!("{file}: {}", name.trim()), ..Draft::default() });
        } else if !text.trim().is_empty() && !text.starts_with('#') {
            let draft = drafts.last_mut().unwrap_or_else(|| panic!("{file}.txt:{line}: a statement before the first case"));
            match text.strip_prefix("with") {
                Some(row) => draft.rows.push(format!("{row} ").split(" | ").map(|cell| cell.trim().into()).collect()),
                None => draft.lines.push((line, text.into())),
            }
        }
    }
    drafts.iter().flat_map(Draft::cases).collect()
}

/// A case as it is written, with its rows.
#[derive(Default)]
struct Draft {
    name: String,
    lines: Vec<(usize, String)>,
    rows: Vec<Vec<String>>,
}

impl Draft {
    fn cases(&self) -> Vec<Case> {
        if self.rows.is_empty() {
            return vec![self.case(self.name.clone(), &[])];
        }
        let named_by = |cells: usize| self.rows.iter().map(|row| row.iter().take(cells).map(|cell| format!(" {cell}")).collect()).collect();
        let are_distinct = |names: &Vec<String>| names.iter().collect::<HashSet<_>>().len() == names.len();
        let names = (1..4).map(named_by).find(are_distinct).unwrap_or_else(|| panic!("{}: two rows are the same", self.name));
        self.rows.iter().zip(names).map(|(row, name)| self.case(self.name.clone() + &name, row)).collect()
    }

    fn case(&self, name: String, row: &[String]) -> Case {
        let fill =
            |text: &String| row.iter().enumerate().fold(text.clone(), |text, (at, cell)| text.replace(&format!("${}", at + 1), cell));
        Case { name, statements: self.lines.iter().map(|(line, text)| statement(*line, &fill(text))).collect() }
    }
}

fn statement(line: usize, text: &str) -> Statement {
    let (of, text) = match text.split_once(": ") {
        Some(("matomo", rest)) => (Some(Who::Matomo), rest),
        Some(("paqet", rest)) => (Some(Who::Paqet), rest),
        _ => (None, text),
    };
    let (verb, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    Statement { line, of, verb: verb.into(), rest: rest.trim().into() }
}
