//! A URL of any bytes: a valid one stays valid and on its host, and scrubbing it twice is scrubbing it once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use paqet_fuzz::{ANONYMOUS, BALANCED, reply};

fuzz_target!(|url: &[u8]| {
    // What a text cannot hold.
    let url: Vec<_> = url.iter().copied().filter(|byte| *byte > 1).collect();
    for policy in [BALANCED, ANONYMOUS] {
        let once = reply("previewScrub", policy, &url);
        let twice = reply("previewScrub", policy, &once);
        assert_eq!(String::from_utf8_lossy(&once), String::from_utf8_lossy(&twice));
        let parsed = std::str::from_utf8(&url).ok().and_then(|url| url::Url::parse(url).ok());
        let Some(before) = parsed.filter(|url| url.host_str().is_some_and(is_ordinary)) else { continue };
        let after = std::str::from_utf8(&once).expect("a scrubbed URL is UTF-8 when the URL was");
        let after = url::Url::parse(after).expect("a scrubbed URL is a URL");
        assert_eq!((before.scheme(), before.host_str(), before.port()), (after.scheme(), after.host_str(), after.port()));
    }
});

/// A host that a site can have; `url` also takes `a=b&c`.
fn is_ordinary(host: &str) -> bool {
    host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
}
