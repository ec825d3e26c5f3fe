//! Parts of URLs: the host, and the path with its route.

use super::parameter::ends_name;
use super::policy::following;
use super::report::{Report, Rule};
use super::scan::{BEHIND_HOST, Part, Scan};
use crate::text::{Text, Units};

/// Stands for a segment of a path that looks like an identifier.
const IDENTIFIER: Text<'static> = text!(":id");

/// Ends a path.
fn ends_path(char: char) -> bool {
    char == '\0' || text!("?#\"&;").has(char as u8)
}

/// The URL before `end`, encoded or not, is not of the page's host. An empty one is.
pub fn is_foreign<'a>(url: Units<'a>, end: Units<'a>, page: Text<'_>) -> bool {
    let (mut place, mut own) = (url, page.find(text!("//")).unwrap_or(page).from(2));
    while (place.char(), place.next().char()) != ('/', '/') {
        if place == end {
            return url != end;
        }
        place = place.next();
    }
    place = place.next().next();
    while place.char() as u8 == own.first() && !ends_name(place.char()) {
        (place, own) = (place.next(), own.next());
    }
    !ends_name(place.char()) || !ends_name(own.first().into())
}

impl<'a, R: Report> Scan<'a, '_, R> {
    /// Copies a host without the user name and password in front of it. A host is no personal value.
    pub fn authority(&mut self, at: Units<'a>) -> Units<'a> {
        let (mut place, mut start) = (at, at);
        while !self.ends_authority(place) {
            let is_behind = place.char() == '@';
            place = place.next();
            if is_behind {
                start = place;
            }
        }
        let mut end = start;
        while !ends_name(end.char()) {
            end = end.next();
        }
        if start != at {
            self.report.fired(Rule::UserInfo, at.place(), start.place());
        }
        self.add_until(start, end);
        (self.part, self.before, self.has_host) = (Part::Path, BEHIND_HOST, true);
        end
    }

    /// A user name may have marks in it that no host has; in a query they separate parameters. What was encoded more often than
    /// the slashes belongs to a name, too: `//jane:p%23w@host`.
    fn ends_authority(&self, at: Units<'a>) -> bool {
        let level = self.level_of(at);
        let is_mark = text!("&;").has(at.char() as u8) && self.part != Part::Query && level > 0;
        ends_name(at.char()) && !is_mark && level <= self.level
    }

    /// Reports a path as the template says that it fits.
    pub fn template(&mut self, at: Units<'a>) -> Option<Units<'a>> {
        let (mark, mut rule) = (self.out.len(), self.rules);
        self.level = self.level.max(self.level_of(at));
        while rule.char() != '\0' {
            if rule.char() == '/'
                && let Some(end) = self.fit(rule, at)
            {
                self.report.fired(Rule::Template, at.place(), end.place());
                (self.part, self.before) = (Part::Path, 'Z');
                return Some(end);
            }
            self.out.cut(mark);
            rule = following(rule);
        }
        None
    }

    /// Writes the path as the template has it, as long as both go together.
    fn fit(&mut self, template: Units<'a>, at: Units<'a>) -> Option<Units<'a>> {
        let (mut wanted, mut place) = (template, at);
        loop {
            let char = place.char();
            let behind = place.next();
            if wanted.char() <= '\u{1}' {
                // A slash at the end makes no other route.
                let end = if char == '/' { behind } else { place };
                self.add_until(place, end);
                return ends_path(end.char()).then_some(end);
            }
            if !char.eq_ignore_ascii_case(&wanted.char()) {
                return None;
            }
            self.add_until(place, behind);
            (wanted, place) = (wanted.next(), behind);
            if char == '/' && matches!(wanted.char(), ':' | '*') {
                let takes_all = wanted.char() == '*' && wanted.next().char() <= '\u{1}';
                place = end_of_segment(behind, takes_all);
                if place == behind {
                    return None;
                }
                let name = wanted.place();
                while wanted.char() > '\u{1}' && wanted.char() != '/' {
                    wanted = wanted.next();
                }
                self.write_until(name, wanted.place());
            }
        }
    }

    /// Under `anonymous` a segment of a path with a digit in it is an identifier.
    pub fn identifier(&mut self, at: Units<'a>) -> Option<Units<'a>> {
        if !self.policy.is_anonymous() || self.part != Part::Path || self.before != '/' {
            return None;
        }
        let (end, mut place) = (self.end_of_value(at, self.level), at);
        while !text!("0123456789@").has(place.char() as u8) {
            if place == end {
                return None;
            }
            place = place.next();
        }
        self.report.fired(Rule::Unknown, at.place(), end.place());
        self.write_quoted(IDENTIFIER, false);
        Some(end)
    }
}

fn end_of_segment(at: Units<'_>, takes_all: bool) -> Units<'_> {
    let mut place = at;
    loop {
        let char = place.char();
        if ends_path(char) || char == '/' && !takes_all {
            return place;
        }
        place = place.next();
    }
}
