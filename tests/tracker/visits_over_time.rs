//! Sessions and visitors that end, and clocks that jump.

use super::simulated_page::{Js, SimulatedPage};

const MINUTE: f64 = 60_000.0;
const DAY: f64 = 24.0 * 60.0 * MINUTE;

/// The value of a parameter of a request; empty when it is not there.
fn parameter(request: &str, name: &str) -> String {
    request.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or_default().into()
}

/// The only request sent since the last look.
fn sent(page: &mut SimulatedPage) -> String {
    let mut requests = page.take_sent();
    assert_eq!(requests.len(), 1, "{requests:#?}");
    requests.remove(0)
}

#[test]
fn a_session_ends_after_thirty_minutes_without_a_hit() {
    let mut page = SimulatedPage::fixture();
    page.push("trackPageView", ());
    page.advance(30.0 * MINUTE - 1.0);
    assert!(page.cookies().contains("_pk_ses"), "{}", page.cookies());
    page.advance(1.0);
    assert!(!page.cookies().contains("_pk_ses"), "{}", page.cookies());
    assert!(page.cookies().contains("_pk_id"), "the visitor stays: {}", page.cookies());
}

#[test]
fn every_hit_renews_the_session() {
    let mut page = SimulatedPage::fixture();
    for _ in 0..5 {
        page.push("trackPageView", ());
        page.advance(29.0 * MINUTE);
    }
    assert!(page.cookies().contains("_pk_ses"));
}

#[test]
fn a_campaign_counts_again_only_when_the_session_is_over() {
    let mut page = SimulatedPage::fixture();
    page.push("trackPageView", ());
    let visitor = parameter(&sent(&mut page), "_id");

    page.visit("http://www.example.org/?utm_campaign=spring", "http://other.org/");
    page.track();
    page.push("trackPageView", ());
    page.advance(MINUTE);
    assert_eq!(parameter(&sent(&mut page), "_rcn"), "", "within the session nothing is credited anew");

    page.advance(30.0 * MINUTE);
    page.push("trackEvent", ["a", "b"]);
    let hit = sent(&mut page);
    assert_eq!(parameter(&hit, "_rcn"), "spring");
    assert_eq!((parameter(&hit, "_id"), parameter(&hit, "_idn")), (visitor, "0".into()), "the visitor is the same");
}

#[test]
fn a_visitor_is_forgotten_thirteen_months_after_the_first_visit_however_often_it_returns() {
    let mut page = SimulatedPage::fixture();
    page.push("trackPageView", ());
    let visitor = parameter(&sent(&mut page), "_id");
    for month in 1..=13 {
        page.advance(30.0 * DAY);
        page.push("trackPageView", ());
        assert_eq!(parameter(&sent(&mut page), "_id"), visitor, "month {month}");
    }
    page.advance(4.0 * DAY);
    page.push("trackPageView", ());
    let hit = sent(&mut page);
    assert_ne!(parameter(&hit, "_id"), visitor);
    assert_eq!(parameter(&hit, "_idn"), "1");
}

#[test]
fn a_referral_is_kept_for_six_months() {
    let mut page = SimulatedPage::bare();
    page.visit("http://www.example.org/?utm_campaign=spring", "");
    page.track();
    page.push("trackPageView", ());
    page.visit("http://www.example.org/", "");
    page.track();
    let kept = |page: &mut SimulatedPage| page.get("getAttributionInfo").items()[0].clone();
    page.advance(182.5 * DAY - 1.0);
    assert_eq!(kept(&mut page), "spring".into());
    page.advance(1.0);
    assert_eq!(kept(&mut page), "".into());
}

#[test]
fn a_clock_set_back_loses_neither_the_visitor_nor_a_hit() {
    let mut page = SimulatedPage::fixture();
    page.push("trackPageView", ());
    let visitor = parameter(&sent(&mut page), "_id");

    page.facts.now -= 5.0 * DAY;
    page.push("trackEvent", ["a", "b"]);
    let hit = sent(&mut page);
    assert_eq!((parameter(&hit, "_id"), parameter(&hit, "_idn")), (visitor, "0".into()));
    assert!(page.cookies().contains("_pk_ses"));
}

#[test]
fn a_clock_set_back_a_little_keeps_the_order_of_hits() {
    let mut page = SimulatedPage::fixture();
    page.push("trackEvent", ["e", "0"]);
    page.facts.now -= 300.0;
    page.push("trackEvent", ["e", "1"]);
    page.push("trackEvent", ["e", "2"]);
    page.advance(2000.0);
    assert_eq!(page.take_actions(), ["e_c=e&e_a=0&ca=1", "e_c=e&e_a=1&ca=1", "e_c=e&e_a=2&ca=1"]);
}

#[test]
fn a_visitor_from_the_future_keeps_the_cookie() {
    let mut page = SimulatedPage::bare();
    page.put_cookie("_pk_id.1.4a68", "0123456789abcdef.1899999999.");
    page.track();
    page.push("trackPageView", ());
    assert_eq!(parameter(&sent(&mut page), "_id"), "0123456789abcdef");
    assert_eq!(page.get("getVisitorId"), "0123456789abcdef".into());
}

#[test]
fn a_link_between_own_hosts_is_good_for_three_minutes_and_then_no_more() {
    let mut page = SimulatedPage::fixture();
    let link = page.get("getCrossDomainLinkingUrlParameter").string();
    let own = page.get("getVisitorId");
    page.facts.now += 600.0;
    for (later, is_same) in [(0.0, true), (179_000.0, true), (2_000.0, false)] {
        page.advance(later);
        page.visit(&format!("http://other.net/?{link}"), "");
        page.track();
        page.push("enableCrossDomainLinking", ());
        page.push("disableCookies", ());
        let seen = page.get("getVisitorId");
        assert_eq!(seen == own, is_same, "{later} ms later: {seen:?}");
        assert!(is_same || seen == Js::from(""));
    }
}

#[test]
fn remembered_consent_and_an_opt_out_end_when_they_were_said_to() {
    let mut page = SimulatedPage::fixture();
    page.push("rememberConsentGiven", 24.0);
    let next = |page: &mut SimulatedPage, ms: f64| {
        page.advance(ms);
        page.visit("http://www.example.org/next", "");
        page.track();
        page.push("requireConsent", ());
        page.get("hasConsent")
    };
    assert_eq!(next(&mut page, DAY - MINUTE), true.into());
    assert_eq!(next(&mut page, MINUTE), false.into());
    page.push("optUserOut", 2.0);
    page.advance(120.0 * MINUTE - 1.0);
    page.visit("http://www.example.org/next", "");
    page.track();
    assert_eq!(page.get("isUserOptedOut"), true.into());
    page.advance(1.0);
    page.visit("http://www.example.org/next", "");
    page.track();
    assert_eq!(page.get("isUserOptedOut"), false.into());
}

#[test]
fn a_link_from_another_own_host_is_as_old_as_it_was_on_arrival_however_late_consent_comes() {
    let mut page = SimulatedPage::bare();
    page.visit("http://www.example.org/?pk_vid=0123456789abcdef179542203042489a", "");
    page.track();
    page.push("enableCrossDomainLinking", ());
    page.push("requireConsent", ());
    page.push("trackPageView", ());
    page.advance(20.0 * MINUTE);
    page.push("setConsentGiven", ());
    page.advance(MINUTE);
    let requests = page.take_sent();
    let ids: Vec<_> = requests.iter().map(|request| parameter(request, "_id")).collect();
    assert_eq!(ids, ["", "0123456789abcdef"], "the visitor of the link comes with the first request after consent");
}
