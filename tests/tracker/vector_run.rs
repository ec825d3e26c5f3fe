//! Plays a case of `tests/vectors/` on a simulated page.

use super::simulated_page::{Js, Sent, SimulatedPage, literal, literals};
use super::vector::{Case, Statement, Who};

const BASE: &str = "idsite=1&rec=1&r=123456&h=8&m=20&s=30&url=http%3A%2F%2Fwww.example.org%2Fdir%2Fpage.html\
&_id=54afbfe9b0643d5a&_idn=1&send_image=0&_refts=0";
const FEAT: &str = "uadata=%7B%7D&pdf=1&qt=0&realp=0&wma=0&fla=0&java=0&ag=0&cookie=1&res=1280x720";

/// Plays the case as `who` would have it.
///
/// # Errors
/// The line and what was seen instead, when an expectation does not hold.
///
/// # Panics
/// When the case itself is malformed.
pub fn play(case: &Case, who: Who) -> Result<(), String> {
    let mut run = Run { page: SimulatedPage::bare(), config: Config::Fixture, sent: None, seen_sent: 0, seen_written: 0 };
    for statement in case.statements.iter().filter(|statement| statement.of.is_none_or(|of| of == who)) {
        run.statement(statement).map_err(|wrong| format!("{} (line {}): {wrong}", case.name, statement.line))?;
    }
    run.nothing_more_sent().map_err(|wrong| format!("{} (end): {wrong}", case.name))
}

#[derive(Clone, Copy)]
enum Config {
    Fixture,
    Performance,
    Nothing,
    Scrub,
}

struct Run {
    page: SimulatedPage,
    config: Config,
    /// The request that expectations speak of.
    sent: Option<Sent>,
    seen_sent: usize,
    seen_written: usize,
}

type Verdict = Result<(), String>;

impl Run {
    fn statement(&mut self, Statement { verb, rest, .. }: &Statement) -> Verdict {
        if self.describe(verb, rest) || self.act(verb, rest) {
            return Ok(());
        }
        self.expect(verb, rest)
    }

    /// Statements about the page before it has a tracker.
    fn describe(&mut self, verb: &str, rest: &str) -> bool {
        let facts = &mut self.page.facts;
        match verb {
            "page" => facts.href = rest.into(),
            "referrer" => facts.referrer = rest.into(),
            "fact" => {
                let (name, value) = split(rest);
                set_fact(&mut self.page, name, &literal(value));
            }
            "cookie" => {
                let (name, value) = rest.split_once('=').expect("cookie NAME=VALUE");
                self.page.put_cookie(name, value);
            }
            "config" => {
                self.config = match rest {
                    "performance" => Config::Performance,
                    "none" => Config::Nothing,
                    "scrub" => Config::Scrub,
                    _ => panic!("config {rest}"),
                }
            }
            "refuse" => self.page.refused = rest.into(),
            "plugin" => {
                let (hook, answer) = split(rest);
                self.page.plugins.push((hook.into(), literal(answer).string()));
            }
            _ => return false,
        }
        true
    }

    /// Statements that make something happen.
    fn act(&mut self, verb: &str, rest: &str) -> bool {
        match verb {
            "call" => {
                let (method, args) = call(rest);
                self.tracked().push(method, super::simulated_page::Arguments(args));
            }
            "click" => {
                let link = literal(rest);
                let written = if link.get("written").truthy() { link.get("written") } else { link.get("href") };
                let class = if link.get("class").truthy() { link.get("class").string() } else { String::new() };
                let download = link.get("download").truthy();
                self.tracked().click(&link.get("href").string(), &written.string(), &class, download, link.get("content").items());
            }
            "wait" => self.tracked().advance(literal(rest).number()),
            "visit" => {
                let (href, referrer) = split(rest);
                self.page.visit(href, referrer);
            }
            "leave" => self.tracked().leave(),
            "hints" => self.tracked().resolve_hints(&literal(rest).string()),
            "silence" => self.tracked().silence(rest),
            "forget" => {
                self.page.console.clear();
                self.seen_sent = self.page.sends.len();
                self.seen_written = self.page.jar.writes.len();
            }
            _ => return false,
        }
        true
    }

    /// The page, which has a tracker from now on.
    fn tracked(&mut self) -> &mut SimulatedPage {
        if self.page.trackers() == 0 {
            match self.config {
                Config::Fixture => self.page.track(),
                Config::Performance => self.page.add_tracker("/matomo.php", "1"),
                Config::Nothing => self.page.add_tracker(Js::Undefined, Js::Undefined),
                Config::Scrub => self.page.track(),
            }
            // Vectors say what matomo.js does, which scrubs nothing.
            if !matches!(self.config, Config::Scrub) {
                self.page.push("setScrubPolicy", "off");
            }
        }
        &mut self.page
    }

    /// Statements that must hold.
    fn expect(&mut self, verb: &str, rest: &str) -> Verdict {
        match verb {
            "reply" => {
                let close = rest.rfind(") ").expect("reply METHOD(…) LITERAL");
                let ((method, args), wanted) = (call(&rest[..=close]), literal(&rest[close + 2..]));
                same("the answer", &self.tracked().call(0, method, &args), &wanted)
            }
            "block" => {
                let mut literals = literals(&rest.replacen("] [", "], [", 1));
                let (wanted, found) = (literals.pop().expect("what the block is called"), literals.pop().expect("what was found"));
                same("the block", &self.tracked().name_content(found.items()), &wanted)
            }
            "sent" => self.next_sent().and_then(|request| {
                let start = format!("{rest}&idsite=");
                when(request.starts_with(&start), || format!("sent {request}"))
            }),
            "request" => {
                let later = BASE.replace("_idn=1", "_idn=0");
                let wanted = rest.replace("{BASE}", BASE).replace("{BASE0}", &later).replace("{FEAT}", FEAT);
                self.next_sent().and_then(|request| same("the request", &request, &wanted))
            }
            "none" => self.nothing_more_sent(),
            "wrote" => self.expect_write(rest),
            "jar" => {
                let cookies = self.tracked().cookies();
                let shows = |wanted: &str| cookies.split("; ").any(|pair| pair == wanted);
                match rest.strip_prefix('!') {
                    Some(name) => when(!cookies.contains(&format!("{name}=")), || format!("the jar is {cookies}")),
                    None => when(shows(rest), || format!("the jar is {cookies}")),
                }
            }
            "said" => {
                let console = &self.tracked().console;
                when(console.iter().any(|line| line.contains(rest)), || format!("the console has {console:?}"))
            }
            "setting" => {
                let (name, value) = split(rest);
                same(name, self.tracked().setting(0, name), &literal(value))
            }
            "held" => same("held requests", &self.tracked().held(), &(literal(rest).number() as usize)),
            "link" => {
                let wanted = if rest == "unchanged" { None } else { Some(rest.to_owned()) };
                same("the link", &self.tracked().rewritten, &wanted)
            }
            _ => self.expect_of_request(verb, rest),
        }
    }

    fn expect_of_request(&mut self, verb: &str, rest: &str) -> Verdict {
        let Some(sent) = self.sent.clone() else { panic!("no request was expected before {verb} {rest}") };
        let parameter = |name: &str| sent.request.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).map(String::from);
        match verb {
            "param" => match rest.split_once('=') {
                Some((name, value)) => same(name, &parameter(name), &Some(value.to_owned())),
                None => same(rest, &parameter(rest.strip_prefix('!').expect("param NAME=VALUE or !NAME")), &None),
            },
            "value" => {
                let (name, value) = split(rest);
                same(name, &parameter(name).map(|value| percent_decoded(&value)), &Some(literal(value).string()))
            }
            "has" => when(sent.request.contains(rest), || format!("the request is {}", sent.request)),
            "to" => {
                let url = sent.url.split("&rec=1").next().unwrap_or_default();
                same("the URL", &url.strip_suffix("&idsite=1").unwrap_or(url).to_owned(), &rest.to_owned())
            }
            "way" => same("the way", &sent.way, &rest.chars().next().expect("way NAME")),
            "in" => same("in the body", &!sent.body.is_empty(), &(rest == "body")),
            _ => panic!("{verb} is no statement"),
        }
    }

    fn expect_write(&mut self, wanted: &str) -> Verdict {
        let next = self.page.jar.writes.get(self.seen_written);
        if wanted == "nothing" {
            return when(next.is_none(), || format!("wrote {next:?}"));
        }
        self.seen_written += 1;
        same("the cookie", &next.map(String::as_str), &Some(wanted))
    }

    fn next_sent(&mut self) -> Result<String, String> {
        self.sent = self.page.sends.get(self.seen_sent).cloned();
        self.seen_sent += 1;
        self.sent.as_ref().map(|sent| sent.request.clone()).ok_or("nothing was sent".into())
    }

    fn nothing_more_sent(&self) -> Verdict {
        let more = self.page.sends.get(self.seen_sent);
        when(more.is_none(), || format!("sent {}", more.map_or("", |sent| &sent.request)))
    }
}

fn set_fact(page: &mut SimulatedPage, name: &str, value: &Js) {
    let facts = &mut page.facts;
    match name {
        "title" => facts.title = value.string(),
        "title_element" => facts.title_element = if value.truthy() { Some(value.string()) } else { None },
        "charset" => facts.charset = value.string(),
        "agent" => facts.agent = value.string(),
        "features" => facts.features = value.string(),
        "hints" => facts.hints = value.string(),
        "hints_pending" => facts.hints_pending = value.truthy(),
        "cookies_enabled" => facts.cookies_enabled = value.truthy(),
        "timing" => facts.timing = value.items().iter().map(Js::number).collect(),
        "loaded" => facts.loaded = value.truthy(),
        "first_link" => facts.first_link = value.string(),
        "do_not_track" => facts.do_not_track = value.clone(),
        "privacy_control" => facts.privacy_control = value.clone(),
        "now" => facts.now = value.number(),
        _ => panic!("{name} is no fact"),
    }
}

fn split(rest: &str) -> (&str, &str) {
    rest.split_once(' ').map_or((rest, ""), |(first, second)| (first, second.trim()))
}

/// `METHOD(ARGUMENTS)`.
fn call(text: &str) -> (&str, Vec<Js>) {
    let (method, args) = text.split_once('(').unwrap_or_else(|| panic!("{text} is no call"));
    (method, literals(args.strip_suffix(')').unwrap_or_else(|| panic!("{text} does not end"))))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        (bytes, rest) = match (first, tail) {
            (b'%', [_, _, after @ ..]) => {
                let digits = std::str::from_utf8(&tail[..2]).expect("two hex digits follow %");
                bytes.push(u8::from_str_radix(digits, 16).expect("two hex digits follow %"));
                (bytes, after)
            }
            _ => {
                bytes.push(*first);
                (bytes, tail)
            }
        };
    }
    String::from_utf8(bytes).expect("a parameter is UTF-8")
}

fn when(holds: bool, otherwise: impl FnOnce() -> String) -> Verdict {
    if holds { Ok(()) } else { Err(otherwise()) }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, seen: &T, wanted: &T) -> Verdict {
    when(seen == wanted, || format!("{what} is {seen:?}, not {wanted:?}"))
}
