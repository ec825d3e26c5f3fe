//! How many values came through a test as they should, by kind and by language.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::corpus::Entry;

/// Counts of one kind or language.
#[derive(Default)]
struct Counts {
    values: usize,
    placements: usize,
    /// Of those, in how many the value did not come through as it should.
    wrong: usize,
    wrong_values: BTreeSet<String>,
}

/// Counts of a whole corpus.
#[derive(Default)]
pub struct Tally {
    all: Counts,
    kinds: BTreeMap<String, Counts>,
    languages: BTreeMap<String, Counts>,
    complaints: Vec<String>,
}

impl Tally {
    /// One value in all its carriers; `wrong` are those where it did not come through, each with what was seen.
    pub fn count(&mut self, entry: &Entry, placements: usize, wrong: &[(&str, String)]) {
        let groups = [self.kinds.entry(entry.kind.clone()).or_default(), self.languages.entry(entry.language.clone()).or_default()];
        for counts in groups.into_iter().chain([&mut self.all]) {
            counts.values += 1;
            counts.placements += placements;
            counts.wrong += wrong.len();
            if !wrong.is_empty() {
                counts.wrong_values.insert(entry.place.clone());
            }
        }
    }

    /// Something to be told that is not known.
    pub fn complain(&mut self, entry: &Entry, wrong: &[(&str, String)]) {
        let carriers: Vec<_> = wrong.iter().map(|(carrier, _)| *carrier).collect();
        let Some((_, seen)) = wrong.first() else { return };
        let (name, value) = (&entry.wire.key, &entry.written);
        self.complaints.push(format!("{} {} {name}: {value}\n    in {}\n    {seen}", entry.place, entry.kind, carriers.join(" ")));
    }

    /// Tables of the counts.
    pub fn report(&self, what: &str) -> String {
        let mut report = format!("{what}\n{:24} {:>7} {:>7} {:>8} {:>7} {:>8}\n", "", "values", "right", "", "places", "right");
        for (title, group) in [("kind", &self.kinds), ("language", &self.languages)] {
            writeln!(report, "by {title}").unwrap();
            group.iter().for_each(|(name, counts)| report += &counts.row(name));
        }
        report + &self.all.row("all")
    }

    /// How many values came through everywhere, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.all.share()
    }

    /// # Panics
    /// When there is something to be told.
    pub fn assert_no_complaint(&self) {
        let complaints = &self.complaints;
        assert!(complaints.is_empty(), "{} values do not come through as they should:\n{}", complaints.len(), complaints.join("\n"));
    }
}

impl Counts {
    fn share(&self) -> f64 {
        (self.values - self.wrong_values.len()) as f64 / self.values as f64
    }

    fn row(&self, name: &str) -> String {
        let (values, places) = (self.values, self.placements);
        let (right, right_places) = (values - self.wrong_values.len(), places - self.wrong);
        let percent = 100.0 * self.share();
        format!("{name:24} {values:7} {right:7} {percent:7.2}% {places:7} {right_places:8}\n")
    }
}
