//! How pages and browsers encode what they put into an address.

/// `encodeURIComponent(text)`.
pub fn component(text: &str) -> String {
    encoded(text, |byte| byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte), true)
}

/// What a browser leaves of a text that a page puts into an address as it is: it only encodes what cannot stand there.
pub fn raw(text: &str) -> String {
    encoded(text, |byte| byte.is_ascii_graphic() && !b"\"<>`{}#?%\\^|&+;=".contains(&byte), true)
}

/// As an HTML form encodes: a space becomes `+`.
pub fn form(text: &str) -> String {
    encoded(text, |byte| byte.is_ascii_alphanumeric() || b"-_.*".contains(&byte), true).replace("%20", "+")
}

/// Every byte, in lower-case hex: what nobody needs but everybody may write.
pub fn hex(text: &str) -> String {
    encoded(text, |_| false, false)
}

fn encoded(text: &str, stays: impl Fn(u8) -> bool, upper: bool) -> String {
    let escape = |byte| if upper { format!("%{byte:02X}") } else { format!("%{byte:02x}") };
    text.bytes().map(|byte| if stays(byte) { char::from(byte).to_string() } else { escape(byte) }).collect()
}
