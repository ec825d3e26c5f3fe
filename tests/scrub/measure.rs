//! Recall and precision: every value of the corpus in every carrier, on the requests of a simulated visit.

use std::collections::{HashMap, HashSet};

use super::carrier::{Carrier, Wire};
use super::corpus::{self, Entry};
use super::exceptions::Exceptions;
use super::policy::Policy;
use super::readings::readings;
use super::secret::Secret;
use super::tally::Tally;
use super::visit::observed;

/// At least so many benign values must come through everywhere.
const PRECISION: f64 = 0.99;

/// What leaves a visit with this in the carrier when there is nothing personal in it.
#[derive(Default)]
struct Ordinary(HashMap<(&'static str, String), Harmless>);

struct Harmless {
    parameters: HashSet<String>,
    readings: Vec<String>,
}

impl Ordinary {
    fn of(&mut self, policy: Policy, carrier: &'static Carrier, name: &str) -> &Harmless {
        let visit = || {
            let left = observed(policy, carrier, &Wire::encoded(name, "/Zebra")).join("&");
            Harmless { parameters: left.split('&').map(String::from).collect(), readings: readings(&left) }
        };
        self.0.entry((carrier.name, name.to_owned())).or_insert_with(visit)
    }
}

/// The carriers in which the secret of an entry can be read in what leaves the visit, with the piece that can.
fn leaks(policy: Policy, entry: &Entry, ordinary: &mut Ordinary) -> Vec<(&'static str, String)> {
    let leak = |carrier: &&'static Carrier| {
        let harmless = ordinary.of(policy, carrier, &entry.wire.key);
        let secret = Secret::new(&entry.kind, &entry.secret).without_those_in(&harmless.readings);
        let left = observed(policy, carrier, &entry.wire).join("&");
        let told: Vec<_> = left.split('&').filter(|parameter| !harmless.parameters.contains(*parameter)).collect();
        let told = told.join("&");
        secret.found_in(&readings(&told)).map(|piece| (carrier.name, format!("{piece} in {told}")))
    };
    entry.carriers.iter().filter_map(leak).collect()
}

fn recall(policy: Policy, title: &str) {
    let (mut tally, mut ordinary) = (Tally::default(), Ordinary::default());
    let mut exceptions = Exceptions::read(&format!("exceptions/personal-{title}.txt"));
    for entry in corpus::personal().iter().filter(|entry| policy.covers(entry.policy)) {
        let leaks = leaks(policy, entry, &mut ordinary);
        tally.count(entry, entry.carriers.len(), &leaks);
        let unknown: Vec<_> = leaks.into_iter().filter(|(carrier, _)| !exceptions.has(entry, carrier)).collect();
        tally.complain(entry, &unknown);
    }
    println!("{}", tally.report(&format!("personal values that do not leave, {title}")));
    tally.assert_no_complaint();
    assert_eq!(exceptions.unused(), [""; 0], "these exceptions are none any more");
}

#[test]
fn nothing_personal_leaves_in_balanced() {
    recall(Policy::Balanced, "balanced");
}

#[test]
fn nothing_personal_leaves_in_balanced_with_route_templates() {
    recall(Policy::Templates, "templates");
}

#[test]
fn nothing_personal_leaves_in_anonymous() {
    recall(Policy::Anonymous, "anonymous");
}

/// The first difference of what leaves, when the scrubber works and when it is off.
fn damage(entry: &Entry, carrier: &Carrier) -> Option<String> {
    let (scrubbed, original) = (observed(Policy::Balanced, carrier, &entry.wire), observed(Policy::Off, carrier, &entry.wire));
    let differs = original.iter().zip(&scrubbed).find(|(original, scrubbed)| original != scrubbed);
    match differs {
        Some((original, scrubbed)) => Some(difference(original, scrubbed)),
        None => (original.len() != scrubbed.len()).then(|| format!("{} texts leave instead of {}", scrubbed.len(), original.len())),
    }
}

/// The parameters that differ.
fn difference(original: &str, scrubbed: &str) -> String {
    let changed = original.split('&').zip(scrubbed.split('&')).find(|(original, scrubbed)| original != scrubbed);
    changed.map_or_else(|| format!("{original} became {scrubbed}"), |(original, scrubbed)| format!("{original} became {scrubbed}"))
}

#[test]
fn benign_values_arrive_as_they_are_in_balanced() {
    let mut tally = Tally::default();
    let mut exceptions = Exceptions::read("exceptions/benign.txt");
    for entry in corpus::benign() {
        let damaged: Vec<_> = entry.carriers.iter().filter_map(|carrier| Some((carrier.name, damage(&entry, carrier)?))).collect();
        tally.count(&entry, entry.carriers.len(), &damaged);
        let unknown: Vec<_> = damaged.into_iter().filter(|(carrier, _)| !exceptions.has(&entry, carrier)).collect();
        tally.complain(&entry, &unknown);
    }
    println!("{}", tally.report("benign values that arrive as they are, balanced"));
    tally.assert_no_complaint();
    assert!(tally.share() >= PRECISION, "{:.2} % of the benign values arrive as they are", 100.0 * tally.share());
    assert_eq!(exceptions.unused(), [""; 0], "these exceptions are none any more");
}

/// The measurement itself: without a scrubber it must find every secret.
#[test]
fn every_personal_value_is_seen_when_the_scrubber_is_off() {
    let (mut tally, mut ordinary) = (Tally::default(), Ordinary::default());
    for entry in corpus::personal() {
        let found = leaks(Policy::Off, &entry, &mut ordinary);
        let is_unseen = |carrier: &&&'static Carrier| !found.iter().any(|(name, _)| *name == carrier.name);
        let unseen: Vec<_> = entry.carriers.iter().filter(is_unseen).map(|carrier| (carrier.name, String::new())).collect();
        tally.complain(&entry, &unseen);
    }
    tally.assert_no_complaint();
}
