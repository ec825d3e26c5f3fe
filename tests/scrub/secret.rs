//! How much of a personal value may be seen: nothing that still tells who or what it is.

use super::readings::plain;

/// Finds a secret in what an eavesdropper reads.
#[derive(Debug)]
pub struct Secret {
    /// Parts of the secret, each of which gives it away.
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    /// Stands anywhere in the text.
    Text(String),
    /// Stands in the text when what separates digits and letters of numbers is left out.
    Bare(String),
}

/// So many digits in a row of a number still tell whose it is.
const DIGITS: usize = 7;
/// So many characters in a row of a token still tell which it is.
const CHARACTERS: usize = 12;

impl Secret {
    /// The parts of a value of that kind which must not be seen.
    pub fn new(kind: &str, value: &str) -> Self {
        let value = plain(value);
        let mut pieces = vec![Piece::Text(value.clone())];
        match kind {
            "email" => pieces.extend(local_parts(&value).map(Piece::Text)),
            "phone" | "card" | "iban" => pieces.extend(windows(&bare(&value), DIGITS).map(Piece::Bare)),
            "uuid" | "uuid in a path" => pieces.extend(windows(&value, 8).map(Piece::Text)),
            "jwt" | "token" | "hex secret" | "base64 secret" => pieces.extend(windows(&value, CHARACTERS).map(Piece::Text)),
            "coordinates" => pieces.extend(decimals(&value).map(Piece::Text)),
            "ip" => pieces.extend(address(&value).map(Piece::Text)),
            _ => {}
        }
        Self { pieces }
    }

    /// Forgets the parts that requests have anyway.
    pub fn without_those_in(mut self, readings: &[String]) -> Self {
        self.pieces.retain(|piece| !piece.is_in(readings));
        self
    }

    /// The part of the secret that can be read.
    pub fn found_in(&self, readings: &[String]) -> Option<&str> {
        self.pieces.iter().find(|piece| piece.is_in(readings)).map(|piece| match piece {
            Piece::Text(text) | Piece::Bare(text) => text.as_str(),
        })
    }
}

impl Piece {
    fn is_in(&self, readings: &[String]) -> bool {
        match self {
            Piece::Text(text) => readings.iter().any(|reading| reading.contains(text)),
            Piece::Bare(text) => readings.iter().any(|reading| bare(reading).contains(text)),
        }
    }
}

/// Without what people put between the digits of a number.
fn bare(text: &str) -> String {
    text.chars().filter(|character| !" .-/()\u{A0}\u{2009}\u{202F}".contains(*character)).collect()
}

/// What stands before an `@`, if it is long enough to be a name.
fn local_parts(value: &str) -> impl Iterator<Item = String> {
    let ends = |character: char| character.is_whitespace() || ";,:/<(=\"#".contains(character);
    value
        .match_indices('@')
        .map(move |(at, _)| value[..at].rsplit(ends).next().unwrap_or_default().to_owned())
        .filter(|local| local.len() >= 4)
}

fn windows(text: &str, length: usize) -> impl Iterator<Item = String> {
    let characters: Vec<_> = text.chars().collect();
    characters.windows(length).map(|window| window.iter().collect()).collect::<Vec<String>>().into_iter()
}

/// Each decimal with three of its digits: a place within 100 m.
fn decimals(value: &str) -> impl Iterator<Item = String> {
    let is_number = |character: char| character.is_ascii_digit() || character == '.';
    let numbers = value.split(move |character| !is_number(character)).filter_map(|number| number.split_once('.'));
    numbers.filter_map(|(whole, fraction)| Some(format!("{whole}.{}", fraction.get(..3)?)))
}

/// The address without brackets, port and zone.
fn address(value: &str) -> impl Iterator<Item = String> {
    let is_address = |character: char| character.is_ascii_hexdigit() || ".:".contains(character);
    let longest = value.split(|character| !is_address(character)).max_by_key(|part| part.len()).unwrap_or_default();
    let host = if longest.contains('.') && longest.matches(':').count() == 1 { longest.split(':').next() } else { Some(longest) };
    host.map(String::from).into_iter()
}
