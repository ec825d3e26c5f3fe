//! A page without a browser: clock, dice, cookie jar, location, network, and trackers that do what
//! `js/` does with the effects of the Rust rules.
//!
//! What JavaScript does of a method itself is repeated here, each time with the name of its file. A test
//! then reads like a visit: `page.push("trackPageView", ["Title"])`, `page.take_sent()`.

mod cookie_jar;
mod defaults;
mod facts;
mod literal;
mod methods;
mod network;
mod value;
pub mod wire;

use std::collections::HashMap;

use paqet::tracker::{Command, Page, Settings};

pub use cookie_jar::CookieJar;
pub use defaults::defaults;
pub use facts::Facts;
pub use literal::{literal, literals};
#[allow(unused_imports, reason = "not every test crate compiles policies")]
pub use methods::compile;
pub use network::Sent;
pub use value::{Arguments, Js};

/// One page view of a browser and everything that outlives it.
pub struct SimulatedPage {
    pub facts: Facts,
    pub jar: CookieJar,
    /// What the tracker told the developer, in order.
    pub console: Vec<String>,
    /// Requests that the network took, in order.
    pub sends: Vec<Sent>,
    /// Letters of the ladder that take nothing: the browser refuses beacons, the policy refuses fetch, …
    pub refused: String,
    /// What plugins answer to a hook, `&…`: pairs hook, answer.
    pub plugins: Vec<(String, String)>,
    /// `href` of the clicked link, when it was rewritten.
    pub rewritten: Option<String>,
    /// Public methods that Rust asked for, in order.
    pub called: Vec<&'static str>,
    trackers: Vec<Tracker>,
    /// The page is being left, and what is pending is gathered.
    is_gathering: bool,
}

/// What `js/tracker.js` keeps of a tracker.
#[derive(Default)]
struct Tracker {
    /// In the order of `Settings::NAMES`.
    settings: Vec<Js>,
    /// Settings that only JavaScript reads, see `js/state.js`.
    custom_data: Js,
    cart: methods::Cart,
    /// Scopes of custom variables that were opened, by their setting.
    variables: HashMap<&'static str, methods::Variables>,
    stores_variables: bool,
    appended: Js,
    processing: Option<fn(&str) -> String>,
    queue_interval: f64,
    unqueued: bool,
    /// Public methods that the page has replaced by functions that do nothing.
    silenced: Vec<String>,
    held: Vec<(String, Held)>,
    waiting: Vec<network::Waiting>,
    queue: Vec<String>,
    queue_due: Option<f64>,
    /// Requests that could not be sent; `js/retry.js`.
    failed: Vec<String>,
    tries: usize,
    retry_due: Option<f64>,
}

/// What waits for consent or client hints.
#[derive(Clone)]
enum Held {
    One(String),
    Bulk(Vec<String>),
}

/// What happens to a request once it is assembled.
#[derive(Clone, Copy)]
enum Assembled {
    Release,
    Enqueue,
    Answer,
}

/// What the effects of a call need to know of it; the context of `ask` in `js/core.js`.
#[derive(Default)]
struct Context {
    assembled: Option<Assembled>,
    held: Option<Held>,
    /// The requests were kept before.
    is_again: bool,
    reply: Js,
}

impl SimulatedPage {
    /// The page of spec-a §0.2 without a tracker.
    pub fn bare() -> Self {
        Self::of(Facts::fixture())
    }

    /// The page of spec-a §0.2 with its tracker: site 1, `/matomo.php`, no page performance.
    pub fn fixture() -> Self {
        let mut page = Self::bare();
        page.track();
        page
    }

    /// A page without a tracker.
    pub fn of(facts: Facts) -> Self {
        Self {
            facts,
            jar: CookieJar::default(),
            console: Vec::new(),
            sends: Vec::new(),
            refused: String::new(),
            is_gathering: false,
            plugins: Vec::new(),
            rewritten: None,
            called: Vec::new(),
            trackers: Vec::new(),
        }
    }

    /// Adds the tracker of the fixture.
    pub fn track(&mut self) {
        self.add_tracker("/matomo.php", "1");
        self.push("disablePerformanceTracking", ());
    }

    /// Another page of the same browser: the trackers are gone, the cookies stay.
    pub fn visit(&mut self, href: &str, referrer: &str) {
        (self.facts.href, self.facts.referrer) = (href.into(), referrer.into());
        self.trackers.clear();
    }

    /// Adds a tracker; `createTracker` of `js/tracker.js`.
    pub fn add_tracker(&mut self, url: impl Into<Js>, site_id: impl Into<Js>) {
        let settings = defaults(&url.into(), &site_id.into(), &self.facts.title);
        self.trackers.push(Tracker { settings, queue_interval: 2500.0, ..Tracker::default() });
        self.ask(self.trackers.len() - 1, "create", &[], &mut Context::default());
    }

    /// How many trackers the page has.
    pub fn trackers(&self) -> usize {
        self.trackers.len()
    }

    /// `_paq.push([method, …args])`: every tracker, but three methods reach only the first; `js/paq.js`.
    pub fn push(&mut self, method: &str, args: impl Into<Arguments>) {
        let Arguments(args) = args.into();
        let reached = if ["addTracker", "setTrackerUrl", "setSiteId"].contains(&method) { 1 } else { self.trackers.len() };
        for tracker in 0..reached {
            self.call(tracker, method, &args);
        }
    }

    /// What a method of the first tracker answers.
    pub fn get(&mut self, method: &str) -> Js {
        self.call(0, method, &[])
    }

    /// A setting by its name in `src/tracker/slots.rs`.
    pub fn setting(&self, tracker: usize, name: &str) -> &Js {
        &self.trackers[tracker].settings[slot(name)]
    }

    /// Sets a setting as a method of `js/` does.
    pub fn set(&mut self, tracker: usize, name: &str, value: impl Into<Js>) {
        self.trackers[tracker].settings[slot(name)] = value.into();
    }

    /// The page replaces a public method of every tracker by a function that does nothing.
    pub fn silence(&mut self, method: &str) {
        for tracker in &mut self.trackers {
            tracker.silenced.push(method.into());
        }
    }

    /// `setCustomRequestProcessing` of every tracker.
    pub fn process_requests(&mut self, processing: fn(&str) -> String) {
        for tracker in &mut self.trackers {
            tracker.processing = Some(processing);
        }
    }

    /// `document.cookie`.
    pub fn cookies(&self) -> String {
        self.jar.visible(&self.facts.place(), self.facts.now)
    }

    /// Puts a cookie of path `/` into the jar, as an earlier page has left it.
    pub fn put_cookie(&mut self, name: &str, value: &str) {
        self.jar.put(&self.facts.place(), name, value);
    }

    /// A link is clicked; `clicked` of `js/links.js`, which has done the walk from the event to the link.
    /// `written` is its `href` attribute.
    pub fn click(&mut self, href: &str, written: &str, classes: &str, download: bool, content: &[Js]) {
        self.rewritten = None;
        for tracker in 0..self.trackers.len() {
            let [dimensions, data] = methods::custom_data(&Js::Undefined, &self.trackers[tracker].custom_data);
            let link = [dimensions, data, href.into(), written.into(), classes.into(), download.into()];
            let args: Vec<_> = link.into_iter().chain(content.iter().cloned()).collect();
            self.ask(tracker, "clickLink", &args, &mut Context { assembled: Some(Assembled::Release), ..Context::default() });
        }
    }

    /// The values of a call as JavaScript writes them: settings, facts, arguments.
    pub fn input(&self, tracker: usize, args: &[Js]) -> Vec<u8> {
        let features_on = self.setting(tracker, "features_on").truthy();
        let has_consent = self.setting(tracker, "has_consent").truthy();
        let facts = self.facts.values(&self.cookies(), features_on, has_consent);
        assert_eq!(facts.len(), Page::COUNT);
        self.trackers[tracker].settings.iter().chain(&facts).chain(args).map(wire::value).collect::<String>().into_bytes()
    }

    /// Asks Rust and runs the effects; `ask` of `js/core.js`.
    fn ask(&mut self, tracker: usize, command: &str, args: &[Js], context: &mut Context) -> Js {
        let number = Command::NAMES.iter().position(|name| *name == command).unwrap_or_else(|| panic!("{command} is no command"));
        let input = self.input(tracker, args);
        let effects = wire::call(number as u8, &input);
        for (letter, fields) in wire::effects(&effects) {
            self.run(tracker, letter, &fields, context);
        }
        context.reply.clone()
    }

    /// One effect; the functions of `js/effects.js`.
    fn run(&mut self, tracker: usize, letter: char, fields: &[String], context: &mut Context) {
        match (letter, fields) {
            ('S', [slot, value]) => self.trackers[tracker].settings[position(slot)] = wire::read(value),
            ('R', [value]) => context.reply = wire::read(value),
            ('C', [pair, expires, attributes]) => self.jar.write(&self.facts.place(), self.facts.now, pair, expires, attributes),
            ('E', [message]) => self.console.push(message.clone()),
            ('M', [method]) => self.run_method(tracker, Command::NAMES[position(method)]),
            ('B', [request, hook]) => self.assembled(tracker, request, hook, context),
            ('H', [reason]) => {
                let held = context.held.clone().expect("only a request that is released can be held");
                self.trackers[tracker].held.push((reason.clone(), held));
            }
            ('U', []) => self.release_held(tracker, "consent"),
            ('T', [delay, ladder, in_body, request]) => {
                self.schedule(tracker, delay, ladder, !in_body.is_empty(), request, context.is_again)
            }
            ('K', [pause, dropped]) => self.wait_for_retry(tracker, pause, dropped),
            ('L', [href]) => self.rewritten = Some(href.clone()),
            _ => panic!("effect {letter} with {fields:?}"),
        }
    }

    /// Steps that only JavaScript takes are asked for directly, public methods as the page may have replaced them.
    fn run_method(&mut self, tracker: usize, method: &'static str) {
        let public = Command::NAMES.iter().skip_while(|name| **name != "trackPageView");
        if public.into_iter().any(|name| *name == method) {
            self.called.push(method);
            self.call(tracker, method, &[]);
        } else {
            self.ask(tracker, method, &[], &mut Context::default());
        }
    }

    /// Plugins, appended text and custom processing, then where the request goes; `complete` of `js/plugins.js`.
    fn assembled(&mut self, tracker: usize, request: &str, hook: &str, context: &mut Context) {
        self.keep_variables(tracker);
        let mut request = request.to_owned();
        let own = &self.trackers[tracker];
        if !request.is_empty() {
            request.extend(self.plugins.iter().filter(|(name, _)| name == hook).map(|(_, answer)| answer.as_str()));
            if own.appended.truthy() {
                request += &format!("&{}", own.appended.string());
            }
            if let Some(process) = own.processing {
                request = process(&request);
            }
        }
        match context.assembled {
            Some(Assembled::Release) => self.release(tracker, &request),
            Some(Assembled::Enqueue) => self.enqueue(tracker, &request),
            Some(Assembled::Answer) => context.reply = self.ask(tracker, "scrub", &[request.into()], &mut Context::default()),
            None => {}
        }
    }
}

fn slot(name: &str) -> usize {
    Settings::NAMES.iter().position(|setting| *setting == name).unwrap_or_else(|| panic!("{name} is no setting"))
}

/// A number that an effect writes as a character; `slot.charCodeAt(0) - 32` of `js/effects.js`.
fn position(field: &str) -> usize {
    field.chars().next().expect("the field of a position is not empty") as usize - 32
}
