//! The scanner: one pass over a text that copies it and leaves out what is personal.
//!
//! It works for requests, URLs, titles, JSON and what else pages send, and for each inside the other, because in all of
//! them a name follows one of few marks, and a value ends at one. It copies what it keeps byte by byte as it stood.

use super::detect::detect;
use super::parameter::ends_name;
use super::policy::{Policy, mark};
use super::reader::{Unit, next, unit};
use super::report::{Report, Rule};
use crate::text::{Draft, Scratch, Text, hex_digit, is_plain};

/// Stands in front of a path with a host.
pub const BEHIND_HOST: u8 = 1;

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
    /// Nothing of this request may leave.
    pub is_refused: bool,
    pub report: &'r mut R,
    pub part: Part,
    /// The byte in front, and the one before that.
    pub before: u8,
    pub earlier: u8,
    /// How often the last mark was encoded that a name follows.
    pub level: u32,
    /// How long `out` was before that mark.
    pub mark: usize,
    /// The value is a URL from its beginning to its end, spaces in it or not.
    pub is_url: bool,
    /// The value is JSON.
    pub is_json: bool,
    /// The last list is a member of an object: a custom variable.
    pub is_pair: bool,
    /// The value is the URL of another site: query and hash go.
    pub is_foreign: bool,
}

impl<'a, R: Report> Scan<'a, '_, R> {
    /// Scans the text to its end.
    pub fn run(&mut self, text: Text<'a>) {
        let mut at = text;
        while !at.is_empty() && !self.is_refused {
            at = self.step(at);
        }
    }

    fn step(&mut self, at: Text<'a>) -> Text<'a> {
        let first = unit(at);
        if let Some(end) = self.ending(at, first).or_else(|| self.parameter_here(at)).or_else(|| self.template_here(at, first.byte())) {
            return end;
        }
        if let Some(end) = self.identifier(at) {
            return end;
        }
        self.plain(at, first)
    }

    /// Copies what lies between, without what the detectors find in it.
    pub fn copy(&mut self, from: Text<'a>, to: Text<'a>) {
        let mut at = from;
        while !at.same_place(to) && !at.is_empty() {
            at = self.plain(at, unit(at));
        }
    }

    fn plain(&mut self, at: Text<'a>, first: Unit) -> Text<'a> {
        let mut rule = Rule::Name;
        match detect(self.policy, self.before, at, first, self.part == Part::Path, &mut rule) {
            Some(end) => {
                self.report.fired(rule, at, end);
                let is_number = self.is_json && matches!(self.before, b':' | b'[' | b',');
                self.write_quoted(self.policy.placeholder, is_number);
                end
            }
            None => self.keep(at, first),
        }
    }

    /// A parameter, when a name may follow: `?name=`, `{"name":`.
    fn parameter_here(&mut self, at: Text<'a>) -> Option<Text<'a>> {
        let follows = match self.before {
            b'?' | b'&' | b';' | b'#' => true,
            b'"' => matches!(self.earlier, b'{' | b'[' | b','),
            _ => false,
        };
        if follows { self.parameter(at) } else { None }
    }

    /// A path that fits a template, when one begins.
    fn template_here(&mut self, at: Text<'a>, first: u8) -> Option<Text<'a>> {
        let begins = first == b'/' && matches!(self.before, b'=' | b'#' | BEHIND_HOST);
        if begins { self.template(at) } else { None }
    }

    /// Query and hash of another site's URL, and a hash that the policy does not want.
    fn ending(&mut self, at: Text<'a>, first: Unit) -> Option<Text<'a>> {
        let is_hash = first.byte() == b'#';
        let is_mark = self.level_of(first) <= 1 && (is_hash || first.byte() == b'?');
        let goes = self.is_foreign && is_mark || is_hash && self.part != Part::Text && self.policy.has(mark::NO_HASH);
        if !goes {
            return None;
        }
        let end = self.end_of_value(next(at), 0);
        self.report.fired(Rule::Referrer, at, end);
        Some(end)
    }

    /// Copies one unit and learns from it.
    fn keep(&mut self, at: Text<'a>, unit: Unit) -> Text<'a> {
        let (before, earlier, behind) = (self.before, self.earlier, unit.behind(at));
        let byte = unit.byte();
        if text!("?&;#\"").has(byte) {
            (self.level, self.mark) = (self.level_of(unit), self.out.len());
        }
        self.out.add_until(at, behind);
        (self.earlier, self.before) = (before, byte);
        if byte == b'/' {
            self.level = self.level.max(self.level_of(unit));
        }
        if byte == b'[' {
            self.is_pair = before == b':';
        }
        match byte {
            b'{' | b'[' if before == b'=' => self.is_json = true,
            b'=' => self.is_json = false,
            b'/' if before == b'/' && matches!(earlier, b':' | b'=') => return self.authority(behind),
            b'/' if matches!(before, b'=' | b'#' | b'!') || self.part == Part::PathParameter => self.part = Part::Path,
            b'?' if self.is_in_path() => self.part = Part::Query,
            b';' if self.part == Part::Path => self.part = Part::PathParameter,
            b'#' | b'"' => self.part = Part::Text,
            b' ' if !self.is_url => self.part = Part::Text,
            b'&' if self.level == 0 => (self.part, self.is_foreign) = (Part::Text, false),
            _ => {}
        }
        behind
    }

    /// How often a unit was encoded; see `base`.
    pub fn level_of(&self, unit: Unit) -> u32 {
        unit.level() + self.base
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
        self.before = b'Z';
    }

    /// Writes a text of our own.
    pub fn write(&mut self, text: Text<'_>) {
        text.bytes().for_each(|byte| self.write_byte(byte));
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
    pub fn end_of_value(&self, at: Text<'a>, level: u32) -> Text<'a> {
        let mut place = at;
        loop {
            let unit = unit(place);
            let behind = unit.behind(place);
            let own_level = self.level_of(unit);
            let ends = match unit.byte() {
                0 => return place,
                b'&' | b'"' => true,
                // A request itself has none of these.
                _ if own_level == 0 => false,
                b'#' => true,
                b'/' | b'?' => self.is_in_path(),
                b';' => is_parameter(behind),
                _ => false,
            };
            if ends && own_level <= level {
                return place;
            }
            place = behind;
        }
    }
}

/// `name=` stands here.
fn is_parameter(at: Text<'_>) -> bool {
    let mut place = at;
    loop {
        match unit(place).byte() {
            b'=' => return true,
            byte if ends_name(byte) => return false,
            _ => place = next(place),
        }
    }
}
