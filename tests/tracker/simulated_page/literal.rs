//! Reads JavaScript literals, so that a test shows a call the way a page writes it.

use super::Js;

/// The literals of a comma-separated list: `"a", 5, {k: [null]}`. Empty text is an empty list.
///
/// # Panics
/// When the text is anything else; the message says where.
pub fn literals(text: &str) -> Vec<Js> {
    let mut reader = Reader { text, rest: text };
    let mut values = Vec::new();
    if reader.peek().is_some() {
        values.push(reader.value());
        while reader.take(',') {
            values.push(reader.value());
        }
    }
    assert!(reader.peek().is_none(), "unexpected {:?} in {text:?}", reader.rest);
    values
}

/// The one literal that the text is.
///
/// # Panics
/// When it is none, or more than one.
pub fn literal(text: &str) -> Js {
    let mut values = literals(text);
    assert_eq!(values.len(), 1, "one literal is expected: {text:?}");
    values.remove(0)
}

struct Reader<'a> {
    text: &'a str,
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.rest = &self.rest[wanted.len_utf8()..];
        }
        found
    }

    fn expect(&mut self, wanted: char) {
        assert!(self.take(wanted), "{wanted:?} is expected at {:?} in {:?}", self.rest, self.text);
    }

    fn value(&mut self) -> Js {
        match self.peek() {
            Some('"') => Js::Text(self.string()),
            Some('[') => self.list(),
            Some('{') => self.object(),
            _ => word(self.word()),
        }
    }

    fn list(&mut self) -> Js {
        self.expect('[');
        let mut items = Vec::new();
        while !self.take(']') {
            items.push(self.value());
            if !self.take(',') {
                self.expect(']');
                break;
            }
        }
        Js::List(items)
    }

    fn object(&mut self) -> Js {
        self.expect('{');
        let mut entries = Vec::new();
        while !self.take('}') {
            let key = if self.peek() == Some('"') { self.string() } else { self.word().into() };
            self.expect(':');
            entries.push((key, self.value()));
            if !self.take(',') {
                self.expect('}');
                break;
            }
        }
        Js::Object(entries)
    }

    fn word(&mut self) -> &'a str {
        let end = self.rest.find(|character| ",:]} ".contains(character)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn string(&mut self) -> String {
        self.expect('"');
        let mut text = String::new();
        let mut characters = self.rest.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return text;
                }
                '\\' => match characters.next().map(|(_, escaped)| escaped) {
                    Some('n') => text.push('\n'),
                    Some('u') => {
                        let digits: String = characters.by_ref().take(4).map(|(_, digit)| digit).collect();
                        let unit = u32::from_str_radix(&digits, 16).expect("four hex digits follow \\u");
                        text.push(char::from_u32(unit).expect("\\u is no surrogate"));
                    }
                    escaped => text.push(escaped.expect("something follows a backslash")),
                },
                _ => text.push(character),
            }
        }
        panic!("a string does not end in {:?}", self.text);
    }
}

fn word(word: &str) -> Js {
    match word {
        "undefined" => Js::Undefined,
        "null" => Js::Null,
        "true" => Js::Bool(true),
        "false" => Js::Bool(false),
        "function" => Js::Function,
        number => Js::Number(number.parse().unwrap_or_else(|_| panic!("{number:?} is no literal"))),
    }
}
