//! Runs every case of `tests/vectors/`, one test a file.

use std::path::PathBuf;

use super::vector::{Case, Who, parse};
use super::vector_run::play;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors")
}

fn read(file: &str) -> String {
    let path = folder().join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn cases(file: &str) -> Vec<Case> {
    parse(file, &read(&format!("{file}.txt")))
}

/// `case | what paqet does | why`, a line each.
fn differences() -> Vec<String> {
    let text = read("differences.txt");
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let named = |line: &str| {
        let cells: Vec<_> = line.split(" | ").map(str::trim).collect();
        assert!(cells.len() == 3 && cells.iter().all(|cell| !cell.is_empty()), "case | what paqet does | why: {line}");
        cells[0].to_owned()
    };
    lines.map(named).collect()
}

/// What is wrong with a case; nothing in the good case.
fn complaint(case: &Case, differences: &[String]) -> Option<String> {
    let listed = differences.contains(&case.name);
    if listed != case.differs() {
        return Some(format!(
            "{}: {}",
            case.name,
            if listed { "is listed in differences.txt without differing" } else { "is missing in differences.txt" }
        ));
    }
    if case.differs() && play(case, Who::Matomo).is_ok() {
        return Some(format!("{}: paqet does what matomo.js does; it is no difference any more", case.name));
    }
    play(case, Who::Paqet).err()
}

fn check(file: &str) {
    let (cases, differences) = (cases(file), differences());
    let complaints: Vec<_> = cases.iter().filter_map(|case| complaint(case, &differences)).collect();
    assert!(!cases.is_empty(), "{file}.txt has no case");
    assert!(complaints.is_empty(), "{} of {} cases fail:\n{}", complaints.len(), cases.len(), complaints.join("\n"));
}

macro_rules! files {
    ($($file:ident)+) => {
        const FILES: &[&str] = &[$(stringify!($file)),+];
        $(#[test] fn $file() { check(stringify!($file)); })+
    };
}

files! { action attribution configure consent content cookie cross_domain ecommerce link purify release request timing transport url visitor }

#[test]
fn every_file_of_the_folder_is_run() {
    let mut found: Vec<_> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    found.retain(|name| name.ends_with(".txt") && name != "differences.txt");
    found.sort();
    assert_eq!(found, FILES.iter().map(|file| format!("{file}.txt")).collect::<Vec<_>>());
}

#[test]
fn every_difference_names_a_case() {
    let names: Vec<_> = FILES.iter().flat_map(|file| cases(file)).map(|case| case.name).collect();
    let unused: Vec<_> = differences().into_iter().filter(|name| !names.contains(name)).collect();
    assert!(unused.is_empty(), "differences.txt names cases that do not exist: {unused:#?}");
}

#[test]
fn every_case_has_its_own_name() {
    let mut names: Vec<_> = FILES.iter().flat_map(|file| cases(file)).map(|case| case.name).collect();
    names.sort();
    let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}
