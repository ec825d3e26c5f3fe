//! The corpus is what it says it is.

use std::collections::BTreeSet;

use super::carriers::{ADDRESSES, PAIRS, TEXTS};
use super::corpus::{self, Entry};
use super::readings::plain;

/// Digits and letters of a number, without what separates them.
fn bare(text: &str) -> String {
    plain(text).chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Is the last digit the one that Luhn's formula asks for?
fn passes_luhn(digits: &str) -> bool {
    let value = |(at, digit): (usize, char)| {
        let doubled = digit.to_digit(10).unwrap() * if at % 2 == 1 { 2 } else { 1 };
        doubled / 10 + doubled % 10
    };
    digits.chars().rev().enumerate().map(value).sum::<u32>() % 10 == 0
}

/// ISO 7064 MOD 97-10, as IBAN has it.
fn passes_mod_97(number: &str) -> bool {
    let turned = format!("{}{}", &number[4..], &number[..4]);
    turned.chars().fold(0, |rest, character| {
        let value = character.to_digit(36).unwrap();
        (rest * if value > 9 { 100 } else { 10 } + value) % 97
    }) == 1
}

fn secrets(kind: &str) -> Vec<Entry> {
    corpus::personal().into_iter().filter(|entry| entry.kind == kind).collect()
}

#[test]
fn cards_pass_the_check_of_luhn() {
    for entry in secrets("card") {
        let digits: String = bare(&entry.secret).chars().filter(char::is_ascii_digit).collect();
        assert!((13..=19).contains(&digits.len()) && passes_luhn(&digits), "{} {}", entry.place, entry.written);
    }
}

#[test]
fn ibans_pass_the_check_of_mod_97() {
    for entry in secrets("iban") {
        let number = bare(&entry.secret);
        assert!(passes_mod_97(number.strip_prefix("iban").unwrap_or(&number)), "{} {}", entry.place, entry.written);
    }
}

#[test]
fn no_benign_value_is_a_card() {
    for entry in corpus::benign() {
        let has_length = |digits: &str| if digits.starts_with('4') { 13 } else { 14 } <= digits.len() && digits.len() <= 19;
        let is_card = |digits: &str| has_length(digits) && "3456".contains(&digits[..1]) && passes_luhn(digits);
        assert!(!entry.wire.value.split(|character: char| !character.is_ascii_digit()).any(is_card), "{} {}", entry.place, entry.written);
    }
}

#[test]
fn the_corpus_is_as_large_and_as_diverse_as_promised() {
    for side in [corpus::personal(), corpus::benign()] {
        assert!(side.len() >= 400, "{} values", side.len());
        let languages: BTreeSet<_> = side.iter().map(|entry| &entry.language).filter(|language| *language != "-").collect();
        assert!(languages.len() >= 12, "{languages:?}");
        let used = |name| side.iter().any(|entry| entry.carriers.iter().any(|carrier| carrier.name == name));
        let unused: Vec<_> = PAIRS.iter().chain(ADDRESSES).chain(TEXTS).map(|carrier| carrier.name).filter(|name| !used(*name)).collect();
        assert!(unused.iter().all(|name| carrier_is_for_one_side(name)), "{unused:?}");
    }
}

/// `route` is about what route templates hide, a referrer's query is always cut, and so on.
fn carrier_is_for_one_side(name: &str) -> bool {
    ["route", "referrer-query", "query-name", "query-flag", "variable-name", "outlink", "download", "order-id"].contains(&name)
}

#[test]
fn no_value_stands_twice_in_a_carrier() {
    let mut seen = BTreeSet::new();
    for entry in corpus::personal().into_iter().chain(corpus::benign()) {
        for carrier in &entry.carriers {
            assert!(seen.insert((entry.wire.key.clone(), entry.wire.value.clone(), carrier.name)), "{} {}", entry.place, entry.written);
        }
    }
}
