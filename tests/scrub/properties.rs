//! What must hold of the scrubber whatever the page says.

use paqet::tracker::Command;
use proptest::prelude::*;

use super::carrier::{Carrier, Wire};
use super::carriers::{ADDRESSES, PAIRS, TEXTS, component};
use super::cases::config;
use super::policy::Policy;
use super::readings::readings;
use super::seeds::{is_visible, mangled, manglings, seed};
use super::simulated_page::{SimulatedPage, wire};
use super::visit::Visit;

fn any_policy() -> impl Strategy<Value = Policy> {
    proptest::sample::select(Policy::SCRUBBING.to_vec())
}

fn any_carrier() -> impl Strategy<Value = &'static Carrier> {
    let all: Vec<_> = PAIRS
        .iter()
        .chain(ADDRESSES)
        .chain(TEXTS)
        .filter(|carrier| !["route", "outlink", "download", "order-id"].contains(&carrier.name))
        .collect();
    proptest::sample::select(all)
}

/// Consent of a visit: when it is asked for, and after how many steps it is given.
#[derive(Clone, Copy, Debug)]
enum Consent {
    NotNeeded,
    GivenAfter(usize),
    CookiesGivenAfter(usize),
}

fn any_consent() -> impl Strategy<Value = Consent> {
    prop_oneof![Just(Consent::NotNeeded), (0..4_usize).prop_map(Consent::GivenAfter), (0..4_usize).prop_map(Consent::CookiesGivenAfter)]
}

/// A request as pages, plugins and custom processing may make it.
fn any_request() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        3 => "[ -~]{0,20}".prop_map(|text| component(&text)),
        2 => (seed(), manglings()).prop_map(|(seed, manglings)| component(&mangled(&seed.text, &manglings))),
        2 => any_url().prop_map(|url| component(&url)),
        1 => "\\PC{0,16}",
        1 => "(%[0-9A-Fa-f]{0,2}|[?&#=;/@.:+]|é|a|1){0,24}",
    ];
    let name = proptest::sample::select(vec![
        "url",
        "urlref",
        "_ref",
        "action_name",
        "e_c",
        "e_n",
        "search",
        "cvar",
        "ec_items",
        "link",
        "download",
        "dimension1",
        "uid",
        "x",
        "email",
    ]);
    proptest::collection::vec((name, value), 0..6)
        .prop_map(|pairs| pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&"))
}

fn any_url() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[a-z0-9._~-]{0,10}",
        1 => (seed(), manglings()).prop_map(|(seed, manglings)| mangled(&seed.text, &manglings)),
        1 => "[^\u{0}\u{1}]{0,6}",
        1 => "(%[0-9A-F]{2}|;|=|&|\\[|\\]|@|:){0,6}",
    ];
    let origin = proptest::sample::select(vec![
        "https://www.example.org",
        "http://example.com:8080",
        "https://bücher.example",
        "https://jane:pw@www.example.org",
        "http://[2001:db8::1]:80",
        "//cdn.example.org",
        "",
    ]);
    let path = proptest::collection::vec(piece.clone(), 0..4).prop_map(|parts| format!("/{}", parts.join("/")));
    let query = proptest::option::of(proptest::collection::vec(
        (proptest::sample::select(vec!["a", "email", "next", "user[name]", "q"]), piece.clone()),
        0..4,
    ));
    let hash = proptest::option::of(piece);
    (origin, path, query, hash).prop_map(|(origin, path, query, hash)| {
        let query = query.map_or(String::new(), |pairs| {
            format!("?{}", pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&"))
        });
        format!("{origin}{path}{query}{}", hash.map_or(String::new(), |hash| format!("#{hash}")))
    })
}

/// The request as it may leave.
pub(super) fn scrubbed(policy: Policy, request: &str) -> String {
    answer(policy, "scrub", request)
}

pub(super) fn preview(policy: Policy, url: &str) -> String {
    answer(policy, "previewScrub", url)
}

fn answer(policy: Policy, command: &str, argument: &str) -> String {
    let mut page = SimulatedPage::fixture();
    policy.apply(&mut page);
    let number = Command::NAMES.iter().position(|name| *name == command).unwrap();
    let effects = wire::effects(&wire::call(number as u8, &page.input(0, &[argument.into()])));
    effects.into_iter().find_map(|(letter, fields)| (letter == 'R').then(|| wire::read(&fields[0]).string())).unwrap_or_default()
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn a_value_anywhere_in_a_visit_never_leaves(
        seed in seed().prop_filter("is found", is_visible),
        steps in proptest::collection::vec((any_carrier(), manglings()), 1..5),
        consent in any_consent(),
        policy in any_policy(),
    ) {
        let left = visit(policy, consent, &steps.iter().map(|(carrier, manglings)| (*carrier, mangled(&seed.text, manglings))).collect::<Vec<_>>());
        let harmless = visit(policy, consent, &steps.iter().map(|(carrier, _)| (*carrier, "Zebra".into())).collect::<Vec<_>>());
        let secret = seed.secret().without_those_in(&readings(&harmless.join(" ")));
        for text in &left {
            let found = secret.found_in(&readings(text)).map(String::from);
            prop_assert!(found.is_none(), "{found:?} of {seed:?} in {text}");
        }
    }

    #[test]
    fn scrubbing_twice_is_scrubbing_once(request in any_request(), policy in any_policy()) {
        let once = scrubbed(policy, &request);
        prop_assert_eq!(scrubbed(policy, &once), once, "{}", request);
    }

    #[test]
    fn a_previewed_url_stays_as_it_is(url in any_url(), policy in any_policy()) {
        let once = preview(policy, &url);
        prop_assert_eq!(preview(policy, &once), once, "{}", url);
    }

    #[test]
    fn a_preview_is_what_is_sent(url in any_url(), policy in any_policy()) {
        let sent = scrubbed(policy, &format!("url={}", component(&url)));
        prop_assert_eq!(sent, format!("url={}", component(&preview(policy, &url))), "{}", url);
    }

    #[test]
    fn a_request_only_grows_by_its_placeholders(request in any_request(), policy in any_policy()) {
        let after = scrubbed(policy, &request);
        // A title of `anonymous` is named after the route, whatever it was.
        prop_assume!(policy != Policy::Anonymous || !request.contains("action_name"));
        let placeholders: usize = ["XYZ", "%3Aid", ":id", "%3Aname", ":name"].iter().map(|placeholder| after.matches(placeholder).count() * placeholder.len()).sum();
        prop_assert!(after.len() <= request.len() + placeholders, "{} became {}", request, after);
    }

    #[test]
    fn a_url_stays_a_url(url in any_url(), policy in any_policy()) {
        let Ok(before) = url::Url::parse(&url) else { return Ok(()) };
        let preview = preview(policy, &url);
        let after = url::Url::parse(&preview);
        prop_assert!(after.is_ok(), "{} became {}: {:?}", url, preview, after);
        let after = after.unwrap();
        prop_assert_eq!((before.scheme(), before.host_str(), before.port()), (after.scheme(), after.host_str(), after.port()), "{} became {}", url, preview);
    }

    #[test]
    fn json_stays_json(items in proptest::collection::vec((seed(), "[ -~]{0,12}", 0..1000_i32), 0..4), policy in any_policy()) {
        let before: serde_json::Value = items.iter().map(|(seed, name, price)| serde_json::json!([name, seed.text, [seed.value], price, 1])).collect();
        let sent = scrubbed(policy, &format!("ec_items={}", component(&before.to_string())));
        let json = percent_encoding_undone(sent.strip_prefix("ec_items=").unwrap_or("null"));
        let after = serde_json::from_str::<serde_json::Value>(&json);
        prop_assert!(after.is_ok(), "{} became {}", before, json);
        let after = after.unwrap();
        prop_assert_eq!(shape(&before), shape(&after), "{}", json);
    }

    #[test]
    fn technical_parameters_stay_byte_for_byte(seed in seed(), carrier in any_carrier(), with_templates in any::<bool>()) {
        let policy = if with_templates { Policy::Templates } else { Policy::Balanced };
        let technical = |policy| {
            let texts = visit(policy, Consent::NotNeeded, &[(carrier, seed.text.clone())]);
            texts.iter().flat_map(|text| text.split(['?', '&', '"'])).filter(|pair| is_technical(pair)).map(String::from).collect::<Vec<_>>()
        };
        prop_assert_eq!(technical(Policy::Off), technical(policy));
    }

    #[test]
    fn what_is_no_text_at_all_is_taken(bytes in proptest::collection::vec(any::<u8>(), 0..200), policy in any_policy()) {
        let mut page = SimulatedPage::fixture();
        policy.apply(&mut page);
        let number = Command::NAMES.iter().position(|name| *name == "release").unwrap();
        let mut input = page.input(0, &[]);
        input.extend([b"s".as_slice(), &bytes].concat());
        wire::effects(&wire::call(number as u8, &input));
    }
}

/// What leaves a visit that takes these steps.
fn visit(policy: Policy, consent: Consent, steps: &[(&'static Carrier, String)]) -> Vec<String> {
    let mut visit = Visit::new(policy);
    for (at, (carrier, text)) in steps.iter().enumerate() {
        match consent {
            Consent::GivenAfter(count) => visit.consent = (at < count).then_some("requireConsent"),
            Consent::CookiesGivenAfter(count) => visit.consent = (at < count).then_some("requireCookieConsent"),
            Consent::NotNeeded => {}
        }
        (carrier.place)(&mut visit, &Wire::new("topic", text));
        visit.page.advance(if at % 2 == 0 { 0.0 } else { 3000.0 });
    }
    visit.push("setConsentGiven", ());
    if steps.len().is_multiple_of(2) { visit.end() } else { visit.end_in_a_hurry() }
}

fn percent_encoding_undone(text: &str) -> String {
    url::form_urlencoded::parse(format!("a={}", text.replace('+', "%2B")).as_bytes())
        .next()
        .map_or(String::new(), |(_, value)| value.into_owned())
}

/// The JSON with every text replaced by the same one.
fn shape(value: &serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::String(_) => Value::Null,
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), shape(value))).collect(),
        other => other.clone(),
    }
}

/// A parameter that says nothing of what the page said.
fn is_technical(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    let names = "idsite rec r h m s send_image idgoal revenue ca pv_id _id _idn _refts _pkp pdf qt realp wma fla java ag cookie res uadata";
    names.split(' ').any(|technical| technical == name)
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn seeds_are_found_in_their_own_text(seed in seed()) {
        prop_assert!(is_visible(&seed), "{:?}", seed);
    }
}
