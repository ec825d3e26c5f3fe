//! The scanner: one pass over a text that copies it and leaves out what is personal.
//!
//! It works for requests, URLs, titles, JSON and what else pages send, and for each inside the other, because in all of
//! them a name follows one of few marks, and a value ends at one. It copies what it keeps byte by byte as it stood.

use super::detect::detect;
use super::parameter::ends_name;
use super::policy::{Policy, mark};
use super::report::{Report, Rule};
use crate::text::{Draft, Scratch, Text, Units, hex_digit, is_plain};

/// Stands in front of a path with a host.
pub const BEHIND_HOST: char = '\u{1}';

/// Where in a URL the scanner is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// In no URL, or in its hash.
    Text,
    /// In a path.
    Path,
    /// In a parameter of a path: `/p;a=1/q`.
    PathParameter,
    /// In a query.
    Query,
}

/// One pass over one text.
pub struct Scan<'a, 'r, R> {
    pub policy: &'r Policy<'a>,
    /// See [`Policy::rules`].
    pub rules: Units<'a>,
    pub arena: Scratch<'a>,
    /// What may leave.
    pub out: Draft<'a>,
    /// Levels count from here: 0 in a request, whose marks that were not encoded are its own; 1 in a text by itself, which is
    /// then scrubbed as if it stood in a request.
    pub base: u32,
    /// The URL of the page, to know its own referrers: a setting, because released requests are not told where the page is.
    pub page: Text<'a>,
    /// The title that the page gets; empty: its own.
    pub title: Text<'a>,
    /// A host was copied.
    pub has_host: bool,
    /// Nothing of this request may leave.
    pub is_refused: bool,
    pub report: &'r mut R,
    pub part: Part,
    /// The character in front, and the one before that.
    pub before: char,
    pub earlier: char,
    /// How often the last mark was encoded that a name follows.
    pub level: u32,
    /// How long `out` was before that mark.
    pub mark: usize,
    /// The value is a URL from its beginning to its end, spaces in it or not.
    pub is_url: bool,
    /// How often the marks of the JSON were encoded that the value is, and one more. 0: it is none.
    pub json: u32,
    /// In a string of that JSON.
    pub in_string: bool,
    /// The last list is a member of an object: a custom variable.
    pub is_pair: bool,
    /// The value is the URL of another site: query and hash go.
    pub is_foreign: bool,
}

impl<'a, R: Report> Scan<'a, '_, R> {
    /// Scans the text to its end.
    pub fn run(&mut self, text: Units<'a>) {
        let mut at = text;
        while at.char() != '\0' && !self.is_refused {
            at = self.step(at);
        }
    }

    fn step(&mut self, at: Units<'a>) -> Units<'a> {
        if let Some(end) = self.ending(at).or_else(|| self.parameter_here(at)).or_else(|| self.template_here(at)) {
            return end;
        }
        if let Some(end) = self.identifier(at) {
            return end;
        }
        self.plain(at)
    }

    /// Copies what lies between, without what the detectors find in it. With a host in it, it may go on behind `to`.
    pub fn copy(&mut self, from: Units<'a>, to: Units<'a>) {
        let mut at = from;
        while at < to {
            at = self.plain(at);
        }
    }

    fn plain(&mut self, at: Units<'a>) -> Units<'a> {
        let mut rule = Rule::Name;
        match detect(self.policy, self.before, at, self.part == Part::Path, &mut rule) {
            Some(end) => {
                self.report.fired(rule, at.place(), end.place());
                let is_number = self.json > 0 && !self.in_string && text!(":[,").has(self.before as u8);
                self.write_quoted(self.policy.placeholder, is_number);
                // What touches it may be personal as well.
                self.before = ' ';
                end
            }
            None => self.keep(at),
        }
    }

    /// A parameter, when a name may follow: `?name=`, `{"name":`.
    fn parameter_here(&mut self, at: Units<'a>) -> Option<Units<'a>> {
        let follows = text!("?&;#").has(self.before as u8) || self.before == '"' && text!("{[,").has(self.earlier as u8);
        if follows { self.parameter(at) } else { None }
    }

    /// A path that fits a template, when one begins.
    fn template_here(&mut self, at: Units<'a>) -> Option<Units<'a>> {
        let begins = at.char() == '/' && text!("=#\u{1}").has(self.before as u8);
        if begins { self.template(at) } else { None }
    }

    /// Query and hash of another site's URL, and a hash that the policy does not want.
    fn ending(&mut self, at: Units<'a>) -> Option<Units<'a>> {
        let is_hash = at.char() == '#';
        let is_mark = self.level_of(at) <= 1 && (is_hash || at.char() == '?');
        let goes = self.is_foreign && is_mark || is_hash && self.part != Part::Text && self.policy.has(mark::NO_HASH);
        if !goes {
            return None;
        }
        let end = self.end_of_value(at.next(), 0);
        self.report.fired(Rule::Referrer, at.place(), end.place());
        Some(end)
    }

    /// Copies one character and learns from it.
    fn keep(&mut self, at: Units<'a>) -> Units<'a> {
        let (before, earlier, behind, char) = (self.before, self.earlier, at.next(), at.char());
        if text!("?&;#\"").has(char as u8) {
            (self.level, self.mark) = (self.level_of(at), self.out.len());
        }
        self.add_until(at, behind);
        (self.earlier, self.before) = (before, char);
        if char == '/' {
            self.level = self.level.max(self.level_of(at));
        }
        if char == '[' {
            self.is_pair = before == ':';
        }
        // A quote that was encoded more often belongs to what the string says.
        if char == '"' && self.level_of(at) < self.json {
            self.in_string = !self.in_string;
        }
        match char {
            '{' | '[' if before == '=' && self.json == 0 => self.json = self.level_of(at) + 1,
            '=' if !self.in_string => self.json = 0,
            '/' if before == '/' && text!(":=").has(earlier as u8) => return self.authority(behind),
            '/' if text!("=#!").has(before as u8) || self.part == Part::PathParameter => self.part = Part::Path,
            '?' if self.is_in_path() => self.part = Part::Query,
            ';' if self.part == Part::Path => self.part = Part::PathParameter,
            '#' | '"' => self.part = Part::Text,
            ' ' if !self.is_url => self.part = Part::Text,
            '&' if self.level == 0 => (self.part, self.is_foreign, self.json, self.in_string) = (Part::Text, false, 0, false),
            _ => {}
        }
        behind
    }

    /// Copies the text as it stands between two places.
    pub fn add_until(&mut self, at: Units<'a>, end: Units<'a>) {
        self.out.add_until(at.place(), end.place());
    }

    /// How often a character was encoded; see `base`.
    pub fn level_of(&self, at: Units<'a>) -> u32 {
        at.level() + self.base
    }

    /// In a path or a parameter of one.
    fn is_in_path(&self) -> bool {
        matches!(self.part, Part::Path | Part::PathParameter)
    }

    /// Writes a text of our own; `quoted`: as a JSON string, because a number stood here.
    pub fn write_quoted(&mut self, text: Text<'_>, quoted: bool) {
        if quoted {
            self.write(text!("\""));
        }
        self.write(text);
        if quoted {
            self.write(text!("\""));
        }
        self.before = 'Z';
    }

    /// Writes a text of our own, or one of a rule, which ends with the rule.
    pub fn write(&mut self, text: Text<'_>) {
        self.write_until(text, Text::EMPTY);
    }

    /// Writes the beginning of such a text before `end`.
    pub fn write_until(&mut self, text: Text<'_>, end: Text<'_>) {
        let mut rest = text;
        while !rest.same_place(end) && rest.first() > 1 {
            self.write_byte(rest.first());
            rest = rest.next();
        }
    }

    /// Writes a byte of our own, encoded as often as what stands around it.
    pub fn write_byte(&mut self, byte: u8) {
        // What is written stands in a value.
        let times = self.level.max(1) - self.base;
        if times == 0 || is_plain(byte) {
            self.out.byte(byte);
            return;
        }
        self.out.byte(b'%');
        for _ in 1..times {
            self.out.byte(b'2').byte(b'5');
        }
        self.out.byte(hex_digit(byte >> 4)).byte(hex_digit(byte & 15));
    }

    /// The end of a value whose name followed a mark of this level: the next mark that was encoded no more often.
    pub fn end_of_value(&self, at: Units<'a>, level: u32) -> Units<'a> {
        let mut place = at;
        loop {
            let behind = place.next();
            let own_level = self.level_of(place);
            let char = place.char();
            // A request itself has no marks of URLs.
            let ends = text!("&\"").has(char as u8)
                || own_level > 0
                    && (char == '#' || self.is_in_path() && text!("/?").has(char as u8) || char == ';' && is_parameter(behind));
            if char == '\0' || ends && own_level <= level {
                return place;
            }
            place = behind;
        }
    }
}

/// `name=` stands here.
fn is_parameter(at: Units<'_>) -> bool {
    let mut place = at;
    loop {
        match place.char() {
            '=' => return true,
            char if ends_name(char) => return false,
            _ => place = place.next(),
        }
    }
}
