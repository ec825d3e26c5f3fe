//! What must hold whatever the page does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    missing_docs
)]

use paqet::tracker::{Command, Page, Settings};
use proptest::prelude::*;

#[path = "tracker/cases.rs"]
mod cases;
#[allow(dead_code, unused_imports, reason = "the behaviour tests use the rest of it")]
#[path = "tracker/simulated_page/mod.rs"]
mod simulated_page;

use cases::config;
use simulated_page::{Js, SimulatedPage, wire};

/// Texts as pages have them, and as attackers do.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[ -~]{0,12}",
        1 => "\\PC{0,12}",
        2 => "[a-z]{0,5}:?/{0,3}[a-z.@*]{0,12}[/?&#=a-c%0-9]{0,20}",
        1 => "(%[0-9A-F]{0,2}|[?&#=]|q|\u{0}|\u{1}|é|😀){0,20}",
        1 => Just(r#"["a","b",1,"c"]"#.to_owned()),
        1 => Just("0123456789abcdef.1790000000.".to_owned()),
        1 => any::<f64>().prop_map(|number| number.to_string()),
    ]
}

fn any_value() -> impl Strategy<Value = Js> {
    prop_oneof![
        6 => any_text().prop_map(Js::Text),
        2 => any::<f64>().prop_map(Js::Number),
        1 => (0..2_000_000_000_u32).prop_map(|number| Js::Number(number.into())),
        1 => any::<bool>().prop_map(Js::Bool),
        1 => Just(Js::Undefined),
        1 => Just(Js::Null),
        1 => Just(Js::Function),
        1 => Just(Js::Object(Vec::new())),
        2 => proptest::collection::vec(any_text(), 0..6).prop_map(Js::from),
    ]
}

/// A public call with arguments of any kind.
fn any_call() -> impl Strategy<Value = (&'static str, Vec<Js>)> {
    let methods = [
        "trackPageView",
        "trackEvent",
        "trackGoal",
        "trackSiteSearch",
        "trackLink",
        "trackRequest",
        "queueRequest",
        "ping",
        "trackEcommerceOrder",
        "trackContentImpression",
        "setCustomUrl",
        "setReferrerUrl",
        "setUserId",
        "setVisitorId",
        "setDomains",
        "setExcludedReferrers",
        "setCustomDimension",
        "setCustomVariable",
        "storeCustomVariablesInCookie",
        "setSiteId",
        "setCookieNamePrefix",
        "enableCrossDomainLinking",
        "getVisitorInfo",
        "getAttributionInfo",
    ];
    (proptest::sample::select(methods.to_vec()), proptest::collection::vec(any_value(), 0..5))
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn every_command_takes_any_values(
        command in 0..Command::NAMES.len() as u8 + 2,
        values in proptest::collection::vec(any_value(), 0..Settings::COUNT + Page::COUNT + 12),
    ) {
        let input: String = values.iter().map(wire::value).collect();
        wire::effects(&wire::call(command, input.as_bytes()));
    }

    #[test]
    fn every_command_takes_any_bytes(command in 0..Command::NAMES.len() as u8 + 2, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        wire::effects(&wire::call(command, &bytes));
    }

    #[test]
    fn every_command_takes_an_input_that_is_cut_short(command in 0..Command::NAMES.len() as u8, values in proptest::collection::vec(any_value(), 0..90), cut in any::<prop::sample::Index>()) {
        let input: String = values.iter().map(wire::value).collect();
        let end = cut.index(input.len() + 1);
        wire::effects(&wire::call(command, &input.as_bytes()[..end]));
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn every_command_takes_any_arguments_of_a_page(
        command in 0..Command::NAMES.len() as u8,
        args in proptest::collection::vec(any_value(), 0..12),
        href in any_text(),
        cookies in any_text(),
    ) {
        let mut page = SimulatedPage::fixture();
        page.put_cookie("_pk_id.1.4a68", &cookies.replace(';', ""));
        page.put_cookie("_pk_ref.1.4a68", &cookies.replace(';', ""));
        page.set(0, "page_url", href.as_str());
        page.set(0, "cross_domain", true);
        wire::effects(&wire::call(command, &page.input(0, &args)));
    }

    #[test]
    fn nothing_leaves_and_nothing_is_kept_before_consent(calls in proptest::collection::vec(any_call(), 1..12)) {
        let mut page = SimulatedPage::fixture();
        page.push("requireConsent", ());
        for (method, args) in calls {
            page.call(0, method, &args);
            page.advance(3000.0);
        }
        page.click("http://out.example/x.pdf", "http://out.example/x.pdf", "", false, &[]);
        page.leave();
        page.advance(60_000.0);
        prop_assert!(page.sends.is_empty(), "{:#?}", page.sends);
        prop_assert_eq!(page.cookies(), "");
        prop_assert!(page.jar.writes.is_empty(), "{:#?}", page.jar.writes);
    }

    #[test]
    fn no_cookie_is_written_after_disable_cookies(calls in proptest::collection::vec(any_call(), 1..12)) {
        let mut page = SimulatedPage::fixture();
        page.push("trackPageView", ());
        page.push("disableCookies", ());
        prop_assert_eq!(page.cookies(), "");
        let before = page.jar.writes.len();
        for (method, args) in calls {
            page.call(0, method, &args);
        }
        page.leave();
        page.advance(60_000.0);
        prop_assert!(page.jar.writes.len() == before, "{:#?}", &page.jar.writes[before..]);
    }

    #[test]
    fn nothing_leaves_and_nothing_is_kept_under_global_privacy_control(calls in proptest::collection::vec(any_call(), 1..8)) {
        let mut page = SimulatedPage::fixture();
        page.facts.privacy_control = true.into();
        page.push("setGlobalPrivacyControl", true);
        for (method, args) in calls {
            page.call(0, method, &args);
        }
        page.leave();
        page.advance(60_000.0);
        prop_assert!(page.sends.is_empty(), "{:#?}", page.sends);
        prop_assert_eq!(page.cookies(), "");
    }

    #[test]
    fn nothing_leaves_under_do_not_track(calls in proptest::collection::vec(any_call(), 1..8)) {
        let mut page = SimulatedPage::fixture();
        page.facts.do_not_track = "1".into();
        page.push("setDoNotTrack", true);
        for (method, args) in calls.into_iter().filter(|(method, _)| *method != "queueRequest") {
            page.call(0, method, &args);
        }
        page.advance(60_000.0);
        prop_assert!(page.sends.is_empty(), "{:#?}", page.sends);
    }

    #[test]
    fn requests_are_well_formed(title in any_text(), url in any_text(), referrer in any_text(), user in "\\PC{1,20}", charset in any_text()) {
        let mut page = SimulatedPage::bare();
        page.facts.charset = charset;
        page.facts.referrer = referrer;
        page.track();
        page.push("setScrubPolicy", "off");
        page.push("setCustomUrl", url.as_str());
        page.push("setUserId", user.as_str());
        page.call(0, "setCustomData", &["k".into(), title.as_str().into()]);
        page.call(0, "setCustomDimension", &[1.0.into(), url.as_str().into()]);
        page.call(0, "trackEvent", &["c".into(), "a".into(), title.as_str().into(), url.as_str().into()]);
        let request = page.take_sent().remove(0);
        for pair in request.split('&') {
            let (name, value) = pair.split_once('=').unwrap_or_else(|| panic!("{pair:?} in {request}"));
            prop_assert!(!name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{} in {}", pair, request);
            prop_assert!(is_encoded(value), "{} in {}", pair, request);
        }
        let times = |name: &str| request.split('&').filter(|pair| pair.starts_with(&format!("{name}="))).count();
        for name in ["idsite", "rec", "r", "h", "m", "s", "url", "_id", "_idn", "send_image", "_refts", "uid", "e_c", "e_a", "e_n", "e_v", "ca", "uadata", "dimension1", "data"] {
            prop_assert_eq!(times(name), 1, "{} in {}", name, &request);
        }
    }

    #[test]
    fn cookies_cannot_be_broken_out_of(referrer in any_text(), campaign in any_text(), value in any_text()) {
        let mut page = SimulatedPage::bare();
        page.facts.referrer = format!("http://r.com/{referrer}");
        page.track();
        page.push("setCustomUrl", format!("http://a.b/?utm_campaign={campaign}"));
        page.call(0, "setSessionCookie", &["mine".into(), value.as_str().into()]);
        page.push("trackPageView", ());
        for line in &page.jar.writes {
            let (pair, attributes) = line.split_once(';').unwrap();
            prop_assert!(is_encoded(pair.split_once('=').unwrap().1), "{}", line);
            prop_assert!(attributes.ends_with(";path=/;SameSite=Lax"), "{}", line);
        }
    }

    #[test]
    fn an_event_says_what_the_page_said(name in any_text()) {
        let mut page = SimulatedPage::fixture();
        page.push("setScrubPolicy", "off");
        page.call(0, "trackEvent", &["c".into(), "a".into(), name.as_str().into()]);
        let request = page.take_sent().remove(0);
        let sent = request.split("&e_n=").nth(1).unwrap().split('&').next().unwrap();
        prop_assert_eq!(decoded(sent), name.replace(['\0', '\u{1}'], "\u{FFFD}"));
    }

    #[test]
    fn excluded_parameters_are_gone_and_the_rest_stays(
        query in proptest::collection::vec("(q|a|q1|aq|Q|)(=[a-q%é]{0,3})?", 0..6),
        hash in proptest::option::of("\\??((q|a|q1|/r)(=[a-q]{0,2})?&?){0,4}"),
    ) {
        let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
        let url = format!("http://h/{query}{}", hash.map_or(String::new(), |hash| format!("#{hash}")));
        let once = purified(&url);
        prop_assert_eq!(&once, &without(&url, "q"), "{}", url);
        prop_assert_eq!(purified(&once), once);
    }
}

/// Only what `encodeURIComponent` leaves, and whole escapes.
fn is_encoded(value: &str) -> bool {
    let mut rest = value.as_bytes();
    loop {
        rest = match rest {
            [] => return true,
            [b'%', high, low, rest @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => rest,
            [byte, rest @ ..] if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(byte) => rest,
            _ => return false,
        };
    }
}

fn decoded(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = value.split('%');
    bytes.extend(parts.next().unwrap().bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

/// The URL as it is sent when parameter `q` is excluded.
fn purified(url: &str) -> String {
    let mut page = SimulatedPage::fixture();
    page.push("setExcludedQueryParams", "q");
    page.push("setCustomUrl", url);
    let request = page.call(0, "getRequest", &["a=1".into()]).string();
    decoded(request.split("&url=").nth(1).unwrap().split('&').next().unwrap())
}

/// Spec-a §2.4 as it reads.
fn without(url: &str, name: &str) -> String {
    if !["?", "&", "#"].iter().any(|mark| url.contains(&format!("{mark}{name}="))) {
        return url.into();
    }
    let keep = |query: &str| query.split('&').filter(|piece| piece.split('=').next() != Some(name)).collect::<Vec<_>>().join("&");
    let (address, hash) = url.split_once('#').map_or((url, None), |(address, hash)| (address, Some(hash)));
    let (path, query) = address.split_once('?').map_or((address, None), |(path, query)| (path, Some(query)));
    let kept_query = query.map(keep).filter(|query| !query.is_empty()).map_or(String::new(), |query| format!("?{query}"));
    let is_query = |hash: &str| hash.find('=').is_some_and(|at| at > 0);
    let kept_hash = hash.map(|hash| match hash.strip_prefix('?') {
        _ if !is_query(hash) => hash.to_owned(),
        Some(rest) => format!("?{}", keep(rest)),
        None => keep(hash),
    });
    let kept_hash = kept_hash.filter(|hash| !hash.is_empty()).map_or(String::new(), |hash| format!("#{hash}"));
    format!("{path}{kept_query}{kept_hash}")
}

#[test]
fn every_command_takes_texts_of_a_megabyte() {
    let texts = ["a", ".", "/", "?q=", "&", "%E4", "é", "\u{1}", "{\"", "piwik_", " "];
    for (index, command) in Command::NAMES.iter().enumerate() {
        let unit = texts[index % texts.len()];
        let long: Js = unit.repeat((1 << 20) / unit.len()).into();
        let page = SimulatedPage::fixture();
        // Arguments 0 and 1 of a tracking call are its custom data.
        let before = vec![Js::Undefined; if command.starts_with("track") { 2 + index % 2 } else { index % 3 }];
        wire::effects(&wire::call(index as u8, &page.input(0, &[before, vec![long]].concat())));
    }
}

#[test]
fn a_page_of_a_megabyte_is_tracked() {
    let mut page = SimulatedPage::bare();
    let path = "a".repeat(1 << 20);
    page.visit(&format!("http://www.example.org/{path}?q=1"), &format!("http://r.com/{path}"));
    page.track();
    page.push("trackPageView", ());
    let sent = &page.sends[0];
    assert_eq!(sent.url, "/matomo.php");
    assert!(sent.body.contains(&path) && sent.body.ends_with("&res=1280x720"));
}
