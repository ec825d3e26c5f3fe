//! Made-up personal values of every kind, and the ways in which pages mangle them.

use proptest::prelude::*;

use super::carriers::component;
use super::readings::plain;
use super::secret::Secret;

/// A personal value, the whole text it stands in, and how to find it again.
#[derive(Clone, Debug)]
pub struct Seed {
    pub kind: &'static str,
    pub value: String,
    /// The value among other words.
    pub text: String,
}

impl Seed {
    /// What must not be seen of it.
    pub fn secret(&self) -> Secret {
        Secret::new(self.kind, &self.value)
    }
}

/// Any seed in any text.
pub fn seed() -> impl Strategy<Value = Seed> {
    (value(), before(), after()).prop_map(|((kind, value), before, after)| {
        let text = format!("{before}{value}{after}");
        Seed { kind, value, text }
    })
}

fn value() -> impl Strategy<Value = (&'static str, String)> {
    prop_oneof![
        4 => email().prop_map(|value| ("email", value)),
        2 => phone().prop_map(|value| ("phone", value)),
        1 => card().prop_map(|value| ("card", value)),
        1 => iban().prop_map(|value| ("iban", value)),
        1 => "[1-9][0-9]\\.[0-9]{5}, ?-?[1-9][0-9]\\.[0-9]{5}".prop_map(|value| ("coordinates", value)),
        1 => proptest::array::uniform4(11..=250_u8).prop_map(|[a, b, c, d]| ("ip", format!("{a}.{b}.{c}.{d}"))),
        1 => "2001:db8(:[1-9a-f][0-9a-f]{3}){6}".prop_map(|value| ("ip", value)),
        1 => "eyJ[A-Za-z0-9]{17}\\.eyJ[A-Za-z0-9_]{25,60}\\.[A-Za-z0-9_]{43}".prop_map(|value| ("jwt", value)),
        1 => "([0-9][a-f][0-9]){14}".prop_map(|value| ("hex secret", value)),
        1 => "([A-Z][a-z][0-9]){12,20}".prop_map(|value| ("base64 secret", value)),
    ]
}

/// Latin, right-to-left, punycode, plus tags, capitals.
fn email() -> impl Strategy<Value = String> {
    let local =
        prop_oneof![3 => "[a-z]{4,9}[._+-]?[a-z0-9]{1,6}", 1 => "[A-Z]{4,9}", 1 => "[א-ת]{4,8}", 1 => "[а-я]{4,8}", 1 => "[一-鿀]{4,5}"];
    let host = prop_oneof![
        3 => "[a-z]{3,9}\\.(example|test)",
        2 => "mail\\.[a-z]{3,9}\\.example\\.(com|org|net)",
        1 => "xn--[a-z0-9]{3,8}-[a-z0-9]{2,5}\\.example",
        1 => "[א-ת]{3,8}\\.test",
        1 => "[а-я]{3,8}\\.испытание",
    ];
    (local, host).prop_map(|(local, host)| format!("{local}@{host}"))
}

fn phone() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("\\+[1-9][0-9]{1,2} [1-9][0-9]{2} [0-9]{3} [0-9]{3,4}"),
        Just("\\+[1-9][0-9]{9,12}"),
        Just("\\+[1-9][0-9]-[1-9][0-9]{2}-[0-9]{3}-[0-9]{4}"),
        Just("\\([2-9][0-9]{2}\\) [2-9][0-9]{2}-[0-9]{4}"),
        Just("0[1-9]0/[1-9][0-9]{7}"),
    ]
    .prop_flat_map(|pattern| proptest::string::string_regex(pattern).unwrap())
}

/// A number of sixteen digits whose last one is right, in one or four groups.
fn card() -> impl Strategy<Value = String> {
    ("(4[0-9]{2}|5[1-5][0-9])[0-9]{12}", prop_oneof![Just(""), Just(" "), Just("-")]).prop_map(|(digits, separator)| {
        let doubled = |(at, digit): (usize, char)| {
            let value = digit.to_digit(10).unwrap() * if at % 2 == 0 { 2 } else { 1 };
            value / 10 + value % 10
        };
        let sum: u32 = digits.chars().rev().enumerate().map(doubled).sum();
        let number = format!("{digits}{}", (10 - sum % 10) % 10);
        [&number[..4], &number[4..8], &number[8..12], &number[12..]].join(separator)
    })
}

/// A German account whose check digits are right.
fn iban() -> impl Strategy<Value = String> {
    ("[1-9][0-9]{17}", any::<bool>()).prop_map(|(account, grouped)| {
        // D is 13, E is 14.
        let rest = format!("{account}131400").bytes().fold(0, |rest, digit| (rest * 10 + u32::from(digit - b'0')) % 97);
        let number = format!("DE{:02}{account}", 98 - rest);
        let groups: Vec<_> = number.as_bytes().chunks(4).map(|group| std::str::from_utf8(group).unwrap()).collect();
        groups.join(if grouped { " " } else { "" })
    })
}

/// Words before a value, in scripts of both directions. Letters of scripts with spaces do not touch it.
fn before() -> impl Strategy<Value = String> {
    let words = ["", "", "", " ", "(", "von ", "Order for ", ": ", "שלום ", "مرحبا ", "电话", "「", "😀 ", "\"", "<b>", "a | ", "x, "];
    proptest::sample::select(words.to_vec()).prop_map(String::from)
}

fn after() -> impl Strategy<Value = String> {
    let words = ["", "", "", " ", ")", ", thanks", "?", " שלום", " مرحبا", "まで", "」", " 😀", "\" ", "</b>", " | b", ".", "!"];
    proptest::sample::select(words.to_vec()).prop_map(String::from)
}

/// How a text is mangled on its way into an address: up to three layers.
#[derive(Clone, Copy, Debug)]
pub enum Mangling {
    Component,
    /// Some bytes that need no encoding are encoded all the same, in small hex digits.
    Mixed,
    Form,
    /// As careful encoders of JSON write what stands for something in HTML.
    JsonEscapes,
}

pub fn manglings() -> impl Strategy<Value = Vec<Mangling>> {
    let one = prop_oneof![Just(Mangling::Component), Just(Mangling::Mixed), Just(Mangling::Form), Just(Mangling::JsonEscapes)];
    proptest::collection::vec(one, 0..3)
}

/// The text after its manglings.
pub fn mangled(text: &str, manglings: &[Mangling]) -> String {
    manglings.iter().fold(text.to_owned(), |text, mangling| match mangling {
        Mangling::Component => component(&text),
        Mangling::Form => component(&text).replace("%20", "+"),
        Mangling::Mixed => text
            .bytes()
            .map(|byte| if byte % 3 == 0 || !byte.is_ascii_alphanumeric() { format!("%{byte:02x}") } else { char::from(byte).into() })
            .collect(),
        Mangling::JsonEscapes => {
            text.chars().map(|character| if !"<>&/'".contains(character) { character.into() } else { json_escape(character) }).collect()
        }
    })
}

fn json_escape(character: char) -> String {
    character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

/// Does the measurement find the seed in its own text?
pub fn is_visible(seed: &Seed) -> bool {
    seed.secret().found_in(&[plain(&seed.text)]).is_some()
}
