//! Percent-encoding there and back, and the decoders on any bytes: what is decoded strictly is what the standard library makes of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use paqet::text::{Arena, Scratch, Text, decode, decode_or_unescape, encode_into};

std::thread_local! {
    static ARENA: std::cell::RefCell<Arena> = const { std::cell::RefCell::new(Arena::new()) };
}

fn text<'a>(scratch: Scratch<'a>, bytes: &[u8]) -> Text<'a> {
    let mut draft = scratch.draft();
    for byte in bytes.iter().filter(|byte| **byte > 1) {
        draft.byte(*byte);
    }
    draft.done()
}

fuzz_target!(|input: &[u8]| {
    ARENA.with_borrow_mut(|arena| {
        arena.reserve(0);
        let scratch = arena.scratch();
        let given = text(scratch, input);

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
});
