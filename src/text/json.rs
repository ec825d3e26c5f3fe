//! The little JSON the wire and the cookies need: strings out; strings, numbers and brackets in.

use super::encode::{add_unit, hex};
use super::{Draft, Scratch, Text};

/// Appends `text` as a JSON string, as `JSON.stringify` writes it.
pub fn json_string(draft: &mut Draft<'_>, text: Text<'_>) {
    draft.byte(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => draft.byte(b'\\').byte(byte),
            b'\n' => draft.add(text!("\\n")),
            b'\r' => draft.add(text!("\\r")),
            b'\t' => draft.add(text!("\\t")),
            0..=31 => {
                draft.add(text!("\\u00")).byte(b'0' + (byte >> 4)).byte(text!("0123456789abcdef").from(usize::from(byte & 15)).first())
            }
            _ => draft.byte(byte),
        };
    }
    draft.byte(b'"');
}

/// Reads JSON from the front, piece by piece. Anything unexpected makes a read answer `None`.
#[derive(Debug)]
pub struct Json<'a> {
    arena: Scratch<'a>,
    rest: Text<'a>,
}

impl<'a> Json<'a> {
    /// Begins at the start of `text`.
    #[must_use]
    pub fn new(arena: Scratch<'a>, text: Text<'a>) -> Self {
        Self { arena, rest: text }
    }

    /// Steps over `byte`. False, without a step, when something else comes.
    pub fn skip(&mut self, byte: u8) -> bool {
        let found = self.rest.first() == byte;
        if found {
            self.rest = self.rest.next();
        }
        found
    }

    /// A string with its escapes resolved, or the bare text of a number or word.
    pub fn scalar(&mut self) -> Option<Text<'a>> {
        let mut draft = self.arena.draft();
        let quoted = self.skip(b'"');
        loop {
            let byte = self.rest.first();
            if quoted && byte == b'"' {
                self.rest = self.rest.next();
                return Some(draft.done());
            }
            if !quoted && text!(",]}").has(byte) {
                return Some(draft.done());
            }
            if byte == 0 {
                return None;
            }
            self.rest = self.rest.next();
            if byte == b'\\' {
                self.escape(&mut draft)?
            } else {
                draft.byte(byte);
            }
        }
    }

    fn escape(&mut self, draft: &mut Draft<'_>) -> Option<()> {
        let byte = self.rest.first();
        self.rest = self.rest.next();
        match byte {
            0 => return None,
            b'n' => draft.byte(b'\n'),
            b'r' => draft.byte(b'\r'),
            b't' => draft.byte(b'\t'),
            b'b' => draft.byte(8),
            b'f' => draft.byte(12),
            b'u' => {
                let mut unit = self.code_unit()?;
                if unit >> 10 == 0xD800 >> 10
                    && let Some(second) = self.rest.after(text!("\\u"))
                {
                    self.rest = second;
                    unit = 0x1_0000 + ((unit & 0x3FF) << 10) + (self.code_unit()? & 0x3FF);
                }
                add_unit(draft, unit);
                draft
            }
            _ => draft.byte(byte),
        };
        Some(())
    }

    fn code_unit(&mut self) -> Option<u32> {
        let unit = u32::from(hex(self.rest)?) << 8 | u32::from(hex(self.rest.from(2))?);
        self.rest = self.rest.from(4);
        Some(unit)
    }
}
