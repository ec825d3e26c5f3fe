//! Texts that are meant to make a scrubber slow: each is repeated to any length.

/// A name, what comes before, what is repeated, and what comes after.
pub const TEXTS: &[(&str, [&str; 3])] = &[
    ("at signs", ["", "@", ""]),
    ("almost addresses", ["", "a@", ""]),
    ("dots after an at sign", ["a@", "a.", ""]),
    ("a long local part", ["", "a.b+c-", "@example.com"]),
    ("addresses", ["", "ab@example.com ", ""]),
    ("percent signs encoded", ["", "%25", ""]),
    ("a deep encoding", ["%", "25", "40"]),
    ("digits", ["", "4", ""]),
    ("digits and blanks", ["", "41 ", ""]),
    ("digits and dashes", ["", "1-", ""]),
    ("cards but for the last digit", ["", "4111111111111112 ", ""]),
    ("almost accounts", ["", "DE89 ", ""]),
    ("dotted digits", ["", "1.", ""]),
    ("decimals", ["", "1.23456,", ""]),
    ("hex digits", ["", "a1", ""]),
    ("hex groups", ["", "abcd-", ""]),
    ("hex and colons", ["", "ab:", ""]),
    ("base64", ["", "aB3_", ""]),
    ("token parts", ["", "eyJ.", ""]),
    ("semicolons", ["?", ";", ""]),
    ("ampersands", ["?", "&", ""]),
    ("equals signs", ["?", "=", ""]),
    ("slashes", ["", "/", ""]),
    ("brackets", ["?a", "[", "=1"]),
    ("closed brackets", ["?a", "[b]", "=1"]),
    ("names in names", ["?", "email.", "=1"]),
    ("personal names", ["?", "email=a&", ""]),
    ("a name of many words", ["?", "firstName", "=1"]),
    ("hashes", ["", "#", ""]),
    ("questions", ["", "?a=", ""]),
    ("URLs in a URL", ["", "http://a/?u=", ""]),
    ("encoded URLs", ["?u=", "%2F%3Fu%3D", ""]),
    ("escapes of JSON", ["", "\\u0040", ""]),
    ("quotes", ["", "\"", ""]),
    ("JSON", ["", "{\"a\":[", ""]),
    ("plus signs", ["", "+1 ", ""]),
    ("broken bytes", ["", "%E4", ""]),
    ("letters of four bytes", ["", "😀", ""]),
    ("right-to-left", ["", "א@", ""]),
    ("white space", ["", " ", ""]),
];

/// The text with this many bytes or a few more.
pub fn text([before, unit, after]: [&str; 3], bytes: usize) -> String {
    format!("{before}{}{after}", unit.repeat(bytes / unit.len()))
}
