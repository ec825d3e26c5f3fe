//! A policy of any texts, one a line, and after an empty line the request: whatever the policy says, scrubbing ends, and it does nothing
//! else than to answer.
#![no_main]

use libfuzzer_sys::fuzz_target;
use paqet_fuzz::{reply, run};

fuzz_target!(|input: &[u8]| {
    let at = input.windows(2).position(|pair| pair == b"\n\n").unwrap_or(input.len());
    let (policy, request) = input.split_at(at);
    let policy: Vec<_> = policy.split(|byte| *byte == b'\n').collect();
    let request = request.get(2..).unwrap_or_default();
    reply("scrub", &policy, request);
    reply("previewScrub", &policy, request);
    run("release", &policy, request);
});
