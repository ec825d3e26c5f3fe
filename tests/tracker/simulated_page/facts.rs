//! What the page is like: the facts that `js/page.js` and `js/features.js` collect.

use paqet::tracker::Page;

use super::Js;
use super::cookie_jar::Place;

/// The state of the page outside of its trackers. Change what a test is about.
#[derive(Clone, Debug)]
pub struct Facts {
    /// `Date.now()` in ms; local time is UTC.
    pub now: f64,
    /// What `Math.random()` always answers.
    pub random: f64,
    pub href: String,
    pub referrer: String,
    /// `document.title`.
    pub title: String,
    /// Text of the first `<title>` element.
    pub title_element: Option<String>,
    /// In lower case.
    pub charset: String,
    /// `navigator.userAgent` and `navigator.platform`.
    pub agent: String,
    pub cookies_enabled: bool,
    /// What `browserFeatures` of `js/features.js` answers.
    pub features: String,
    pub hints: String,
    pub hints_pending: bool,
    /// The ten times of `js/page.js`.
    pub timing: Vec<f64>,
    pub loaded: bool,
    pub first_link: String,
    /// `navigator.doNotTrack`.
    pub do_not_track: Js,
    /// `navigator.globalPrivacyControl`.
    pub privacy_control: Js,
}

impl Facts {
    /// The fixture of spec-a §0.2.
    pub fn fixture() -> Self {
        Self {
            now: 1_795_422_030_400.0,
            random: 0.123456789,
            href: "http://www.example.org/dir/page.html".into(),
            referrer: String::new(),
            title: "My Title".into(),
            title_element: Some("My Title".into()),
            charset: "utf-8".into(),
            agent: "UA/1.0Linux x86_64".into(),
            cookies_enabled: true,
            features: r#"{"pdf":"1","qt":"0","realp":"0","wma":"0","fla":"0","java":"0","ag":"0","cookie":"1","res":"1280x720"}"#.into(),
            hints: "{}".into(),
            hints_pending: false,
            timing: vec![0.0; 10],
            loaded: false,
            first_link: String::new(),
            do_not_track: Js::Null,
            privacy_control: Js::Undefined,
        }
    }

    /// Where the page is, for its cookies.
    pub fn place(&self) -> Place {
        let (scheme, rest) = self.href.split_once("//").expect("a page has an absolute URL");
        let authority = rest.find(['/', '?', '#']).map_or(rest, |end| &rest[..end]);
        let path = rest[authority.len()..].split(['?', '#']).next().unwrap_or_default();
        let host = authority.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
        Place { secure: scheme == "https:", host: host.into(), path: if path.is_empty() { "/" } else { path }.into() }
    }

    /// The values in the order of `Page::NAMES`; `cookies` is `document.cookie`.
    pub fn values(&self, cookies: &str, features_on: bool, has_consent: bool) -> Vec<Js> {
        let seconds = (self.now / 1000.0).floor();
        let fact = |name: &&str| match *name {
            "now" => self.now.into(),
            "hours" => (seconds / 3600.0 % 24.0).floor().into(),
            "minutes" => (seconds / 60.0 % 60.0).floor().into(),
            "seconds" => (seconds % 60.0).into(),
            "random" => self.random.to_string().into(),
            "dice" => vec![(self.random * 62.0).floor(); 6].into(),
            "cookies" => cookies.into(),
            "cookies_enabled" => self.cookies_enabled.into(),
            "href" => self.href.as_str().into(),
            "document_referrer" => self.referrer.as_str().into(),
            "domain" => self.place().host.into(),
            "charset" => self.charset.as_str().into(),
            "first_link" => self.first_link.as_str().into(),
            "agent" => if has_consent { self.agent.as_str() } else { "" }.into(),
            "features" => if features_on && has_consent { self.features.as_str() } else { "{}" }.into(),
            "hints" => self.hints.as_str().into(),
            "hints_pending" => self.hints_pending.into(),
            "privacy_control" => self.privacy_control.clone(),
            "timing" => self.timing.clone().into(),
            "loaded" => {
                if self.loaded {
                    true.into()
                } else {
                    Js::Undefined
                }
            }
            _ => Js::Undefined,
        };
        Page::NAMES.iter().map(fact).collect()
    }
}
