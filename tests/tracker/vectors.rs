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

files! { action attribution configure consent content cookie cross_domain ecommerce link purify release request scrub timing transport url visitor }

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

/// The sections of spec-a with examples that were run against matomo.js: how many such examples the section has (a row of
/// a marked table is one), and, where vectors alone do not have as many cases, the browser tests with the rest. The
/// specification is no part of the repository, so a new edition of it has to be counted again.
const EXAMPLES: &[(&str, usize, &[&str])] = &[
    ("1.1", 2, &["dispatch", "singleton: several trackers: every command reaches all, address and site only the first"]),
    ("1.3", 1, &[]),
    ("1.6", 1, &[]),
    ("1.10", 1, &["queue: the queue interval is at least a second, else an exception says so"]),
    ("1.11", 1, &["performance: disablePerformanceTracking: never any time, not even one that is set"]),
    ("1.12", 1, &["cookies: cookies of the page\\'s own by setSessionCookie: kept, read, deleted with the others"]),
    ("1.14", 3, &["methods"]),
    (
        "1.16",
        3,
        &["singleton: getAsyncTracker finds trackers by address and site", "singleton: DOM.isOrWasNodeVisible answers", "dispatch"],
    ),
    ("2.2", 12, &[]),
    ("2.3", 8, &[]),
    ("2.4", 14, &[]),
    ("2.5", 15, &[]),
    ("2.6", 3, &[]),
    ("2.7", 9, &[]),
    ("3.1", 2, &["cookies"]),
    ("3.2", 1, &[]),
    ("3.3", 2, &[]),
    ("3.4", 7, &["cookies: a frame of the same site shares the cookies and takes the referrer of the outer page"]),
    ("3.5", 1, &[]),
    (
        "3.6",
        14,
        &[
            "examples: a custom variable at 1.5, and a page whose title comes after the script",
            "bad-input: text of every kind arrives as it was given",
        ],
    ),
    ("3.7", 20, &[]),
    ("3.8", 5, &["examples: objects and lists of the page stay as they were"]),
    (
        "3.9",
        4,
        &[
            "examples: a custom variable at 1.5, and a page whose title comes after the script",
            "bad-input: broken cookies of every kind are as good as none",
        ],
    ),
    ("3.10", 16, &[]),
    ("3.11", 7, &["snippet"]),
    ("3.12", 2, &[]),
    ("3.13", 1, &["examples: errors of scripts are events, each once per page view; the page\\'s own handler is asked"]),
    ("3.14", 2, &["prerender"]),
    ("3.15", 4, &["examples: the install check of a Matomo server: each request carries its mark, and the page closes itself"]),
    ("3.16", 2, &[]),
    ("3.17", 1, &["content"]),
    ("4.1", 11, &[]),
    ("4.2", 3, &["cookie-rules: a cookie that is not kept is said once, with what to look at"]),
    ("4.3", 2, &["cookie-rules: https: Secure, SameSite=None, path and domain are kept as set, and all is deleted again"]),
    ("4.4", 3, &[]),
    ("4.5", 10, &[]),
    ("4.6", 1, &[]),
    ("4.7", 22, &[]),
    ("4.8", 5, &[]),
    ("4.9", 1, &[]),
    ("4.10", 3, &[]),
    ("5.1", 1, &[]),
    ("5.2", 3, &[]),
    ("5.3", 7, &[]),
    ("5.4", 3, &[]),
    ("5.5", 6, &[]),
    ("5.6", 4, &[]),
    (
        "5.7",
        4,
        &[
            "consent: the opt-out frame of the server: asks, opts out, opts in",
            "consent: the opt-out form of the server, pushed before the tracker is there, works",
            "opt-out",
        ],
    ),
    ("5.8", 2, &[]),
    ("5.9", 1, &[]),
];

/// How many cases of a file stand below a comment that names this section of spec-a, up to the next one with a section.
fn cases_about(section: &str, text: &str) -> usize {
    let (mut about, mut in_rows, mut count) = (false, false, 0);
    for line in text.lines() {
        if line.starts_with('#') && line.contains("spec-") {
            let own = line.split("spec-b").map(|part| part.split_once("spec-a").map_or("", |(_, sections)| sections));
            let is_it = |word: &str| word.starts_with('§') && word.trim_matches(|sign: char| !sign.is_ascii_digit()) == section;
            about = own.flat_map(str::split_whitespace).any(is_it);
        }
        // A case counts once, or once for each of its rows.
        let (is_case, is_row) = (line.starts_with("== "), line.starts_with("with"));
        count += usize::from(about && (is_case || is_row && in_rows));
        in_rows = is_row || in_rows && !is_case;
    }
    count
}

#[test]
fn every_section_with_examples_has_as_many_cases_or_names_its_browser_tests() {
    let browser = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let texts: Vec<_> = FILES.iter().map(|file| read(&format!("{file}.txt"))).collect();
    for (section, examples, tests) in EXAMPLES {
        let count: usize = texts.iter().map(|text| cases_about(section, text)).sum();
        assert!(count >= *examples || !tests.is_empty(), "spec-a §{section}: {count} cases for {examples} examples");
        for test in *tests {
            let (file, name) = test.split_once(": ").unwrap_or((test, ""));
            let text = std::fs::read_to_string(browser.join(format!("{file}.test.js"))).unwrap_or_default();
            assert!(!text.is_empty() && text.contains(name), "spec-a §{section}: there is no browser test {test}");
        }
    }
}
