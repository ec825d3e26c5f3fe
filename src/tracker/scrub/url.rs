//! Parts of URLs: the host, and the path with its route.

use super::reader::{next, unit};
use super::report::{Report, Rule};
use super::scan::{BEHIND_HOST, Part, Scan};
use crate::text::{Scratch, Text, decode};

/// Stands for a segment of a path that looks like an identifier.
const IDENTIFIER: Text<'static> = text!(":id");

/// Ends a host.
fn ends_host(byte: u8) -> bool {
    byte <= b' ' || text!("/?#\"&;<>").has(byte)
}

/// Ends a path.
fn ends_path(byte: u8) -> bool {
    byte == 0 || text!("?#\"&;").has(byte)
}

/// A URL, encoded or not, is not of the page's host.
pub fn is_foreign<'a>(arena: Scratch<'a>, url: Text<'a>, page: Text<'a>) -> bool {
    !host(arena, decode(arena, url).unwrap_or(url)).is(host(arena, page))
}

/// What stands between scheme and path.
fn host<'a>(arena: Scratch<'a>, url: Text<'a>) -> Text<'a> {
    arena.before(url.find(text!("//")).unwrap_or(url).from(2), |byte| text!("/?#").has(byte))
}

impl<'a, R: Report> Scan<'a, '_, R> {
    /// Copies a host without the user name and password in front of it. A host is no personal value.
    pub fn authority(&mut self, at: Text<'a>) -> Text<'a> {
        let (mut end, mut start) = (at, at);
        loop {
            let byte = unit(end).byte();
            if ends_host(byte) {
                break;
            }
            end = next(end);
            if byte == b'@' {
                start = end;
            }
        }
        if !start.same_place(at) {
            self.report.fired(Rule::UserInfo, at, start);
        }
        self.out.add_until(start, end);
        (self.part, self.before) = (Part::Path, BEHIND_HOST);
        end
    }

    /// Reports a path as the template says that it fits.
    pub fn template(&mut self, at: Text<'a>) -> Option<Text<'a>> {
        let mark = self.out.len();
        self.level = self.level.max(self.level_of(unit(at)));
        for template in self.policy.rules.filter(|rule| rule.first() == b'/') {
            if let Some(end) = self.fit(template, at) {
                self.report.fired(Rule::Template, at, end);
                (self.part, self.before) = (Part::Path, b'Z');
                return Some(end);
            }
            self.out.cut(mark);
        }
        None
    }

    /// Writes the path as the template has it, as long as both go together.
    fn fit(&mut self, template: Text<'a>, at: Text<'a>) -> Option<Text<'a>> {
        let (mut wanted, mut place) = (template, at);
        loop {
            let byte = unit(place).byte();
            let behind = next(place);
            if wanted.is_empty() {
                // A slash at the end makes no other route.
                let end = if byte == b'/' { behind } else { place };
                self.out.add_until(place, end);
                return ends_path(unit(end).byte()).then_some(end);
            }
            if !byte.eq_ignore_ascii_case(&wanted.first()) {
                return None;
            }
            self.out.add_until(place, behind);
            (wanted, place) = (wanted.next(), behind);
            if byte == b'/' && matches!(wanted.first(), b':' | b'*') {
                place = end_of_segment(behind, wanted.is(text!("*")));
                if place.same_place(behind) {
                    return None;
                }
                while !matches!(wanted.first(), 0 | b'/') {
                    self.write_byte(wanted.first());
                    wanted = wanted.next();
                }
            }
        }
    }

    /// Under `anonymous` a segment of a path with a digit in it is an identifier.
    pub fn identifier(&mut self, at: Text<'a>) -> Option<Text<'a>> {
        if !self.policy.is_anonymous() || self.part != Part::Path || self.before != b'/' {
            return None;
        }
        let (end, mut place) = (self.end_of_value(at, self.level), at);
        while !text!("0123456789@").has(unit(place).byte()) {
            if place.same_place(end) {
                return None;
            }
            place = next(place);
        }
        self.report.fired(Rule::Unknown, at, end);
        self.write_quoted(IDENTIFIER, false);
        Some(end)
    }
}

fn end_of_segment(at: Text<'_>, takes_all: bool) -> Text<'_> {
    let mut place = at;
    loop {
        let byte = unit(place).byte();
        if ends_path(byte) || byte == b'/' && !takes_all {
            return place;
        }
        place = next(place);
    }
}
