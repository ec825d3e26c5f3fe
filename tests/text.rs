//! The text functions against the standard library and other slow, obvious versions.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    missing_docs
)]

use paqet::text::{
    Arena, Json, Scratch, Text, decode, decode_or_unescape, digits_into, encode_into, floor, json_string, lower, number, round, sha1_hex,
    trim, utf16_is_longer, utf16_prefix,
};
use proptest::prelude::*;
use sha1::{Digest, Sha1};

thread_local! {
    /// Reserves address space for good, so there is one for all tests of a thread.
    static ARENA: std::cell::RefCell<Arena> = const { std::cell::RefCell::new(Arena::new()) };
}

/// What `make` makes of the text, as a string. `input` is without NUL.
fn with(input: &str, make: impl FnOnce(Scratch<'_>, Text<'_>) -> Option<String>) -> Option<String> {
    ARENA.with_borrow_mut(|arena| {
        arena.reserve(0);
        let scratch = arena.scratch();
        let text = text(scratch, input);
        make(scratch, text)
    })
}

fn text<'a>(scratch: Scratch<'a>, input: &str) -> Text<'a> {
    let mut draft = scratch.draft();
    for byte in input.bytes() {
        draft.byte(byte);
    }
    draft.done()
}

fn string(text: Text<'_>) -> String {
    String::from_utf8(text.as_slice().to_vec()).expect("a text is UTF-8")
}

fn encoded(input: &str) -> String {
    with(input, |scratch, text| {
        let mut draft = scratch.draft();
        encode_into(&mut draft, text);
        Some(string(draft.done()))
    })
    .unwrap()
}

fn decoded(input: &str) -> Option<String> {
    with(input, |scratch, text| decode(scratch, text).map(string))
}

fn unescaped(input: &str) -> String {
    with(input, |scratch, text| Some(string(decode_or_unescape(scratch, text)))).unwrap()
}

fn sha1(input: &str, digits: usize) -> String {
    with(input, |scratch, text| Some(string(sha1_hex(scratch, text, digits)))).unwrap()
}

fn digits(value: f64) -> String {
    with("", |scratch, _| {
        let mut draft = scratch.draft();
        digits_into(&mut draft, value);
        Some(string(draft.done()))
    })
    .unwrap()
}

fn number_of(input: &str) -> f64 {
    with(input, |_, text| Some(number(text).to_string())).unwrap().parse().unwrap()
}

/// Any text that can be one: no NUL.
fn any_text() -> impl Strategy<Value = String> {
    any::<String>().prop_map(|text| text.replace('\0', "0"))
}

#[test]
fn encoding_is_that_of_javascript() {
    assert_eq!(
        encoded("a b+c/d?e=f&g#h'i\"j~k!l*m(n)o-p_q.r%s😀\n"),
        "a%20b%2Bc%2Fd%3Fe%3Df%26g%23h'i%22j~k!l*m(n)o-p_q.r%25s%F0%9F%98%80%0A"
    );
}

#[test]
fn decoding_is_that_of_javascript() {
    let rows = [
        ("plain", Some("plain")),
        ("a+b", Some("a+b")),
        ("%41%c3%A4", Some("Aä")),
        ("%F0%9F%98%80", Some("😀")),
        ("%", None),
        ("%4", None),
        ("%zz", None),
        ("%E4", None),
        ("%C3x", None),
        ("%C3", None),
        ("%80", None),
        ("%FF", None),
        ("%C3%41", None),
        ("%E2%82", None),
        ("%C0%80", None),
        ("%C1%81", None),
        ("%F5%80%80%80", None),
    ];
    for (input, wanted) in rows {
        assert_eq!(decoded(input).as_deref(), wanted, "{input}");
    }
}

#[test]
fn what_is_no_utf_8_is_unescaped() {
    let rows = [
        ("%E4", "ä"),
        ("a%20b&u=%E4#h%C3%A9", "a b&u=ä#hÃ©"),
        ("100%/a?b=%zz", "100%/a?b=%zz"),
        ("%u00e4%E4%uZZZZ%u12", "ää%uZZZZ%u12"),
        ("%uD83D%E4", "\u{FFFD}ä"),
        ("%00%01%E4", "\u{FFFD}\u{FFFD}ä"),
    ];
    for (input, wanted) in rows {
        assert_eq!(unescaped(input), wanted, "{input}");
    }
}

#[test]
fn sha1_of_known_texts() {
    assert_eq!(sha1("hello world", 40), "2aae6c35c94fcfb415dbe95f408b9ce91ee846ed");
    assert_eq!(sha1("Größe", 40), "d9130ae841c9772e0e68bb203064d1b9f474a677");
    assert_eq!(sha1("", 40), "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    assert_eq!(sha1("www.example.org/", 4), "4a68");
    assert_eq!(sha1("x", 0), "");
    assert_eq!(sha1("x", 99), sha1("x", 40));
}

#[test]
fn sha1_around_the_length_of_its_blocks() {
    for length in 0..200 {
        let input = "a".repeat(length);
        assert_eq!(sha1(&input, 40), format!("{:x}", HexOf(&Sha1::digest(&input))), "{length} bytes");
    }
}

/// Bytes as lower-case hex digits.
struct HexOf<'a>(&'a [u8]);

impl std::fmt::LowerHex for HexOf<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

#[test]
fn numbers_from_text() {
    let rows = [("12", 12.0), ("12.5", 12.5), (".5", 0.5), ("0", 0.0), ("12px", 12.0), ("1.2.3", 1.2), ("007", 7.0)];
    for (input, wanted) in rows {
        assert_eq!(number_of(input), wanted, "{input}");
    }
    for input in ["", "x", "-", "undefined", "NaN"] {
        assert!(number_of(input).is_nan(), "{input}");
    }
}

#[test]
fn digits_of_odd_numbers() {
    let rows = [(0.0, "0"), (0.9, "0"), (9.99, "9"), (-5.0, "0"), (1_795_422_030_400.0, "1795422030400")];
    for (value, wanted) in rows {
        assert_eq!(digits(value), wanted, "{value}");
    }
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX] {
        assert!(!digits(value).is_empty(), "{value} has digits, and they end");
    }
}

#[test]
fn json_of_odd_texts() {
    let json = |input: &str| {
        with(input, |scratch, text| {
            let mut draft = scratch.draft();
            json_string(&mut draft, text);
            Some(string(draft.done()))
        })
        .unwrap()
    };
    assert_eq!(json("a\"b\\c/d\n\r\t\u{1}\u{1f}é😀"), "\"a\\\"b\\\\c/d\\n\\r\\t\\u0001\\u001fé😀\"");
}

#[test]
fn json_pieces() {
    let pieces = |input: &str| {
        with(input, |scratch, text| {
            let mut json = Json::new(scratch, text);
            json.skip(b'[').then_some(())?;
            let first = string(json.scalar()?);
            json.skip(b',').then_some(())?;
            Some(format!("{first}|{}", string(json.scalar()?)))
        })
    };
    assert_eq!(pieces(r#"["a\u00e4\n\ud83d\ude00\"",12.5]"#).as_deref(), Some("aä\n😀\"|12.5"));
    for broken in ["", "[", "[\"a", "[\"a\"", "[\"a\"]", "{}", "null", "[\"\\u00zz\",1]", "[\"\\", "[\"a\",12"] {
        assert_eq!(pieces(broken), None, "{broken}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_encoded_is_decoded_to_the_same(input in any_text()) {
        let wanted = input.replace('\u{1}', "\u{FFFD}");
        prop_assert_eq!(decoded(&encoded(&input)), Some(wanted.clone()));
        prop_assert_eq!(unescaped(&encoded(&input)), wanted);
    }

    #[test]
    fn encoding_leaves_only_what_a_url_may_hold(input in any_text()) {
        let keeps = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte);
        let naive: String = input.bytes().map(|byte| if keeps(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect();
        prop_assert_eq!(encoded(&input), naive);
    }

    #[test]
    fn decoding_takes_anything(input in "(%[0-9a-fA-F]{0,2}|%u[0-9a-fA-F]{0,4}|.){0,40}") {
        let input = input.replace('\0', "0");
        let unescaped = unescaped(&input);
        if let Some(decoded) = decoded(&input) {
            prop_assert_eq!(unescaped, decoded);
        }
    }

    #[test]
    fn sha1_is_that_of_the_sha1_crate(input in any_text(), digits in 0..=40_usize) {
        let wanted = format!("{:x}", HexOf(&Sha1::digest(&input)));
        prop_assert_eq!(sha1(&input, digits), &wanted[..digits]);
    }

    #[test]
    fn utf_16_lengths_are_those_of_the_standard_library(input in any_text(), limit in 0..60_usize) {
        let length = input.encode_utf16().count();
        let is_longer = with(&input, |_, text| Some(utf16_is_longer(text, limit).to_string())).unwrap();
        prop_assert_eq!(is_longer, (length > limit).to_string());

        let prefix = with(&input, |scratch, text| Some(string(utf16_prefix(scratch, text, limit)))).unwrap();
        let mut wanted = input.clone();
        while wanted.encode_utf16().count() > limit {
            wanted.pop();
        }
        prop_assert_eq!(prefix, wanted);
    }

    #[test]
    fn digits_are_those_of_the_standard_library(value in 0..(1_u64 << 52)) {
        prop_assert_eq!(digits(value as f64), value.to_string());
        prop_assert_eq!(number_of(&value.to_string()), value as f64);
    }

    #[test]
    fn floor_and_round_are_those_of_the_standard_library(value in 0.0..1e15_f64) {
        prop_assert_eq!(floor(value), value.floor());
        prop_assert_eq!(round(value), (value + 0.5).floor());
    }

    #[test]
    fn decimals_are_read_as_the_standard_library_does(whole in 0..1_000_000_u32, fraction in 0..1_000_u32) {
        let input = format!("{whole}.{fraction}");
        let wanted: f64 = input.parse().unwrap();
        prop_assert!((number_of(&input) - wanted).abs() < 1e-9, "{}", input);
    }

    #[test]
    fn lower_and_trim_are_those_of_the_standard_library(input in any_text(), padding in "[ \t\n\r\u{c}]{0,4}") {
        let padded = format!("{padding}{input}{padding}");
        prop_assert_eq!(with(&padded, |scratch, text| Some(string(lower(scratch, text)))), Some(padded.to_ascii_lowercase()));
        let trimmed = with(&padded, |scratch, text| Some(string(trim(scratch, text))));
        prop_assert_eq!(trimmed.as_deref(), Some(padded.trim_matches(|character: char| character.is_ascii_whitespace())));
    }

    #[test]
    fn json_strings_are_read_back(input in any_text()) {
        let read = with(&input, |scratch, text| {
            let mut draft = scratch.draft();
            json_string(&mut draft, text);
            let json = draft.done();
            Json::new(scratch, json).scalar().map(string)
        });
        prop_assert_eq!(read, Some(input.replace('\u{1}', "\u{FFFD}")));
    }
}
