//! What an eavesdropper can read out of a request: every way in which a text may be encoded, undone.

use std::collections::BTreeSet;

/// How many layers of encoding are undone.
const LAYERS: usize = 6;

/// What the text says after each layer of percent-encoding and of escapes of JSON and HTML is undone, each also with `+` as a
/// space, and with what may be base64 decoded. All in lower case, with ASCII digits.
pub fn readings(text: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    let mut layer = text.to_owned();
    for _ in 0..LAYERS {
        let hidden = base64(&layer);
        let next = escapes(&percent(&layer));
        let is_last = next == layer;
        found.extend([layer.replace('+', " "), escapes(&percent(&hidden)), hidden, std::mem::replace(&mut layer, next)]);
        if is_last {
            break;
        }
    }
    found.iter().map(|text| plain(text)).collect::<BTreeSet<_>>().into_iter().collect()
}

/// In lower case, with the digits and signs of other scripts as ASCII ones.
pub fn plain(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(ascii).collect()
}

fn ascii(character: char) -> char {
    let zeros = ['\u{660}', '\u{6F0}', '\u{966}', '\u{FF10}'];
    let digit = zeros.iter().find_map(|zero| (u32::from(character)).checked_sub(u32::from(*zero)).filter(|digit| *digit < 10));
    match digit {
        Some(digit) => char::from_digit(digit, 10).expect("less than ten"),
        None if ('\u{FF01}'..='\u{FF5E}').contains(&character) => char::from_u32(u32::from(character) - 0xFEE0).expect("ASCII"),
        None => character,
    }
}

/// Every `%XX` undone; what is no UTF-8 becomes U+FFFD.
fn percent(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = if *first == b'%' { after.get(..2).and_then(hex) } else { None };
        bytes.push(escaped.map_or(*first, |byte| byte as u8));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(digits: &[u8]) -> Option<u32> {
    let text = std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u32::from_str_radix(text, 16).ok()
}

/// `\uXXXX`, `\xXX`, `%uXXXX`, `\/`, `\"`, `&#64;`, `&#x40;` and `&amp;` undone.
fn escapes(text: &str) -> String {
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (unit, length) = escape(rest).unwrap_or((u32::MAX, first.len_utf8()));
        match unit {
            u32::MAX => units.extend(first.encode_utf16(&mut [0; 2]).iter()),
            _ => units.push(u16::try_from(unit).unwrap_or(0xFFFD)),
        }
        rest = &rest[length..];
    }
    String::from_utf16_lossy(&units)
}

/// The code unit that the text begins with in an escaped form, and the length of that form.
fn escape(text: &str) -> Option<(u32, usize)> {
    let fixed = |prefix: &str, digits: usize| {
        let after = text.strip_prefix(prefix)?;
        Some((hex(after.as_bytes().get(..digits)?)?, prefix.len() + digits))
    };
    let entity = |prefix: &str, radix| {
        let (number, _) = text.strip_prefix(prefix)?.split_once(';')?;
        Some((u32::from_str_radix(number, radix).ok()?, prefix.len() + number.len() + 1))
    };
    let literal = |written: &str, meant: char| text.starts_with(written).then_some((u32::from(meant), written.len()));
    fixed("\\u", 4)
        .or_else(|| fixed("%u", 4))
        .or_else(|| fixed("\\x", 2))
        .or_else(|| entity("&#x", 16))
        .or_else(|| entity("&#", 10))
        .or_else(|| literal("&amp;", '&'))
        .or_else(|| literal("\\/", '/'))
        .or_else(|| literal("\\\"", '"'))
}

/// Every run of at least eight characters that is base64 of a text, undone.
fn base64(text: &str) -> String {
    let is_base64 = |character: char| character.is_ascii_alphanumeric() || "+/-_".contains(character);
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|character| !is_base64(character)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        out.push_str(&Some(run).filter(|run| run.len() >= 8).and_then(from_base64).unwrap_or_else(|| run.into()));
        let next = after.chars().next();
        out.extend(next);
        rest = &after[next.map_or(0, char::len_utf8)..];
    }
    out
}

fn from_base64(run: &str) -> Option<String> {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' | b'-' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    for group in run.as_bytes().chunks(4) {
        let bits = group.iter().fold(0, |bits, byte| bits << 6 | value(*byte)) << (6 * (4 - group.len()));
        bytes.extend(&bits.to_be_bytes()[1..group.len().max(1)]);
    }
    String::from_utf8(bytes).ok().filter(|text| text.chars().all(|character| !character.is_control()))
}

#[cfg(test)]
mod tests {
    use super::readings;

    #[test]
    fn what_is_hidden_in_a_text_is_read() {
        let rows = [
            "a=jane%40example.com",
            "a=jane%2540example.com",
            "a=%6a%61%6e%65%40example.com",
            "a=JANE@example.com",
            "a=jane\\u0040example.com",
            "a=jane%5Cu0040example.com",
            "a=jane&#64;example.com",
            "a=amFuZUBleGFtcGxlLmNvbQ==",
            "a=%7B%22b%22%3A%22amFuZUBleGFtcGxlLmNvbQ%22%7D",
            "a=ｊａｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ",
            "{\"requests\":[\"?a=jane%40example.com\"]}",
        ];
        for row in rows {
            assert!(readings(row).iter().any(|reading| reading.contains("jane@example.com")), "{row}: {:#?}", readings(row));
        }
    }
}
