//! What must hold for any bytes, one function for each fuzz target. `tests/seeds.rs` runs them natively on the seeds.

use std::cell::RefCell;

use paqet::text::{Arena, Json, Scratch, Text, decode, decode_or_unescape, encode_into, json_string};

#[path = "scrubber.rs"]
mod scrubber;
use scrubber::{ANONYMOUS, BALANCED, reply, run};

thread_local! {
    static ARENA: RefCell<Arena> = const { RefCell::new(Arena::new()) };
}

/// Works on the bytes as a text.
fn with_text<T>(bytes: &[u8], work: impl FnOnce(Scratch<'_>, Text<'_>) -> T) -> T {
    ARENA.with_borrow_mut(|arena| {
        arena.reserve(0);
        let scratch = arena.scratch();
        work(scratch, text(scratch, bytes))
    })
}

fn text<'a>(scratch: Scratch<'a>, bytes: &[u8]) -> Text<'a> {
    let mut draft = scratch.draft();
    for byte in bytes.iter().filter(|byte| **byte > 1) {
        draft.byte(*byte);
    }
    draft.done()
}

/// A request of any bytes. One of text whose values are encoded as a tracker encodes them: scrubbing it twice is scrubbing it once.
pub fn request(request: &[u8]) {
    let text = std::str::from_utf8(request).unwrap_or_default();
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    let assembled: Vec<_> = pairs.map(|(name, value)| format!("{}={}", component(name), component(value))).collect();
    for policy in [BALANCED, ANONYMOUS] {
        reply("scrub", policy, request);
        let once = reply("scrub", policy, assembled.join("&").as_bytes());
        let twice = reply("scrub", policy, &once);
        assert_eq!(String::from_utf8_lossy(&once), String::from_utf8_lossy(&twice));
    }
}

/// A URL of any bytes. One that is valid, as a browser writes it, stays valid and on its host, and under `balanced` scrubbing it twice
/// is scrubbing it once. Under `anonymous` a second time may find more: what became `:id` had marks in it.
pub fn url(url: &[u8]) {
    let parsed = std::str::from_utf8(url).ok().and_then(|url| url::Url::parse(url).ok());
    let page = parsed.filter(|url| ["http", "https"].contains(&url.scheme()) && url.host_str().is_some_and(is_ordinary));
    for policy in [BALANCED, ANONYMOUS] {
        reply("previewScrub", policy, url);
        let Some(before) = &page else { continue };
        let once = reply("previewScrub", policy, before.as_str().as_bytes());
        if policy == BALANCED {
            let twice = reply("previewScrub", policy, &once);
            assert_eq!(String::from_utf8_lossy(&once), String::from_utf8_lossy(&twice));
        }
        let after = std::str::from_utf8(&once).expect("a scrubbed URL is UTF-8 when the URL was");
        let after = url::Url::parse(after).expect("a scrubbed URL is a URL");
        assert_eq!((before.scheme(), before.host_str(), before.port()), (after.scheme(), after.host_str(), after.port()));
    }
}

/// As `encodeURIComponent` does it.
fn component(text: &str) -> String {
    with_text(text.as_bytes(), |scratch, text| {
        let mut draft = scratch.draft();
        encode_into(&mut draft, text);
        String::from_utf8_lossy(draft.done().as_slice()).into_owned()
    })
}

/// A host that a site can have; `url` also takes `a=b&c`.
fn is_ordinary(host: &str) -> bool {
    host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
}

/// A policy of any texts, one a line, and after an empty line the request: whatever the policy says, scrubbing ends, and it does nothing
/// else than to answer.
pub fn policy(input: &[u8]) {
    let at = input.windows(2).position(|pair| pair == b"\n\n").unwrap_or(input.len());
    let (policy, request) = input.split_at(at);
    let policy: Vec<_> = policy.split(|byte| *byte == b'\n').collect();
    let request = request.get(2..).unwrap_or_default();
    reply("scrub", &policy, request);
    reply("previewScrub", &policy, request);
    run("release", &policy, request);
}

/// JSON strings written and read, against serde_json; and the reader on any bytes.
pub fn json(input: &[u8]) {
    with_text(input, |scratch, given| {
        let mut draft = scratch.draft();
        json_string(&mut draft, given);
        let json = draft.done();
        if let Ok(given) = std::str::from_utf8(given.as_slice()) {
            let read: String = serde_json::from_slice(json.as_slice()).expect("what is written is JSON");
            assert_eq!(read, given);
        }
        let read = Json::new(scratch, json).scalar().expect("what is written can be read");
        assert_eq!(read.as_slice(), given.as_slice());

        let mut any = Json::new(scratch, given);
        while any.scalar().is_some() && (any.skip(b',') || any.skip(b'[') || any.skip(b']') || any.skip(b'{') || any.skip(b'}')) {}
    });
}

/// Percent-encoding there and back, and the decoders on any bytes: what is decoded strictly is what the standard library makes of it.
pub fn percent(input: &[u8]) {
    with_text(input, |scratch, given| {
        let mut draft = scratch.draft();
        encode_into(&mut draft, given);
        let encoded = draft.done();
        assert!(encoded.as_slice().iter().all(|byte| byte.is_ascii_graphic()));
        if std::str::from_utf8(given.as_slice()).is_ok() {
            let decoded = decode(scratch, encoded).expect("what is encoded can be decoded");
            assert_eq!(decoded.as_slice(), given.as_slice());
        }

        let loose = decode_or_unescape(scratch, given);
        if let Some(strict) = decode(scratch, given) {
            assert_eq!(strict.as_slice(), loose.as_slice());
        }
        if let (Ok(_), Ok(text)) = (std::str::from_utf8(given.as_slice()), std::str::from_utf8(loose.as_slice())) {
            assert!(text.len() <= 3 * given.as_slice().len());
        }
    });
}
