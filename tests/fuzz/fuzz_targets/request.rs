//! A request of any bytes: scrubbing it twice is scrubbing it once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use paqet_fuzz::{ANONYMOUS, BALANCED, reply};

fuzz_target!(|request: &[u8]| {
    for policy in [BALANCED, ANONYMOUS] {
        let once = reply("scrub", policy, request);
        let twice = reply("scrub", policy, &once);
        assert_eq!(String::from_utf8_lossy(&once), String::from_utf8_lossy(&twice));
    }
});
