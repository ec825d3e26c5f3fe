//! The two directions of a call: values to bytes as `js/core.js` writes them, effects to fields as
//! `js/core.js` and `js/effects.js` read them.

use std::cell::RefCell;

use paqet::text::Arena;
use paqet::tracker::answer;

use super::Js;

/// One value in the form that `src/tracker/value.rs` reads; `wire` of `js/core.js`.
pub fn value(value: &Js) -> String {
    let kind = match value {
        Js::List(items) => {
            let items: String = items.iter().map(|item| format!("\x01{}\0", text(item))).collect();
            return format!("a{items}\0");
        }
        Js::Undefined => 'u',
        Js::Null => 'l',
        Js::Bool(_) => 'b',
        Js::Number(_) => 'n',
        Js::Text(_) => 's',
        Js::Object(_) => 'o',
        Js::Function => 'f',
    };
    format!("{kind}{}\0", text(value))
}

fn text(value: &Js) -> String {
    value.string().replace(['\0', '\x01'], "\u{FFFD}")
}

thread_local! {
    /// Reserves address space for good, so there is one for all pages of a thread.
    static ARENA: RefCell<Arena> = const { RefCell::new(Arena::new()) };
}

/// Runs a command on bytes of input and answers the bytes of the effects.
pub fn call(command: u8, input: &[u8]) -> Vec<u8> {
    ARENA.with_borrow_mut(|arena| {
        let start = arena.reserve(input.len());
        assert!(!start.is_null(), "the arena has room for {} bytes", input.len());
        // SAFETY: `reserve` has handed out as many writable bytes.
        unsafe { std::ptr::copy_nonoverlapping(input.as_ptr(), start, input.len()) };
        let effects = answer(arena, command, input.len());
        // SAFETY: the effects lie in the arena, which nobody changes meanwhile.
        unsafe { &*effects }.to_vec()
    })
}

/// One effect: its letter and its fields.
pub type Effect = (char, Vec<String>);

/// Takes the effects apart. `U` has no field, `C` three, and so on: as the functions of `js/effects.js` have parameters.
///
/// Bytes that are no UTF-8 become U+FFFD, as `TextDecoder` has it.
///
/// # Panics
/// When the bytes are no effects, or hold one that `js/effects.js` had not when this was written.
pub fn effects(bytes: &[u8]) -> Vec<Effect> {
    let text = String::from_utf8_lossy(bytes);
    let mut fields = text.split('\0').map(String::from);
    let mut effects = Vec::new();
    while let Some(letter) = fields.next().filter(|letter| !letter.is_empty()) {
        let count = match letter.as_str() {
            "U" => 0,
            "R" | "E" | "M" | "H" | "L" => 1,
            "S" | "B" | "K" => 2,
            "C" => 3,
            "T" => 4,
            _ => panic!("{letter:?} is an effect of js/effects.js that this page does not know"),
        };
        let own: Vec<_> = fields.by_ref().take(count).collect();
        assert_eq!(own.len(), count, "effect {letter} has all its fields");
        effects.push((letter.chars().next().expect("not empty"), own));
    }
    effects
}

/// A value that an effect brings; `read` of `js/effects.js`.
pub fn read(field: &str) -> Js {
    let mut characters = field.chars();
    let kind = characters.next();
    let text = characters.as_str();
    match kind {
        Some('n') => Js::Number(text.parse().unwrap_or(f64::NAN)),
        Some('b') => Js::Bool(!text.is_empty()),
        Some('a') if text.is_empty() => Js::List(Vec::new()),
        Some('a') => text.split('\x01').collect::<Vec<_>>().into(),
        Some('l') => Js::Null,
        _ => text.into(),
    }
}
