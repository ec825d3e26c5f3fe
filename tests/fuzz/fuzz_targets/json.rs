//! JSON strings written and read, against serde_json; and the reader on any bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use paqet::text::{Arena, Json, Scratch, Text, json_string};

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
});
