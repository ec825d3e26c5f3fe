//! Several trackers on one page (spec-b §1.7, spec-a §1.1).

use super::simulated_page::SimulatedPage;

/// Two trackers: sites 1 and 9.
fn two() -> SimulatedPage {
    let mut page = SimulatedPage::fixture();
    page.push("addTracker", ["/second.php", "9"]);
    page.push("disablePerformanceTracking", ());
    page
}

#[test]
fn every_tracker_tracks_and_three_methods_reach_only_the_first() {
    let mut page = two();
    page.push("setSiteId", 5.0);
    page.push("setUserId", "u");
    page.push("trackGoal", 1.0);
    let sent = page.take_sent();
    assert_eq!(sent.len(), 2);
    assert!(sent[0].contains("&idsite=5&") && sent[0].contains("&uid=u&"), "{}", sent[0]);
    assert!(sent[1].contains("&idsite=9&") && sent[1].contains("&uid=u&"), "{}", sent[1]);
}

#[test]
fn nothing_is_copied_to_a_tracker_that_is_added_later() {
    let mut page = SimulatedPage::fixture();
    page.push("setUserId", "u");
    page.push("addTracker", ["/second.php", "9"]);
    page.push("trackGoal", 1.0);
    let sent = page.take_sent();
    assert!(sent[0].contains("&uid=u&") && !sent[1].contains("uid="), "{sent:#?}");
}

#[test]
fn an_added_tracker_takes_the_url_of_the_one_that_adds_it() {
    let mut page = SimulatedPage::fixture();
    page.push("addTracker", [super::simulated_page::Js::Undefined, "9".into()]);
    page.push("trackGoal", 1.0);
    assert!(page.sends.iter().all(|sent| sent.url.starts_with("/matomo.php?")), "{:#?}", page.sends);
}

#[test]
fn sites_have_their_own_visitor_and_session_cookies() {
    let mut page = two();
    page.push("trackPageView", ());
    for name in ["_pk_id.1.4a68", "_pk_ses.1.4a68", "_pk_id.9.4a68", "_pk_ses.9.4a68"] {
        assert!(page.cookies().contains(name), "{name} in {}", page.cookies());
    }
    page.call(0, "deleteCookies", &[]);
    assert!(!page.cookies().contains(".1.4a68") && page.cookies().contains("_pk_id.9.4a68"), "{}", page.cookies());
}

#[test]
fn trackers_of_one_site_share_visitor_and_session() {
    let mut page = SimulatedPage::fixture();
    page.push("addTracker", ["/second.php", "1"]);
    page.push("trackPageView", ());
    let sent = page.take_sent();
    let id = |request: &str| request.split("&_id=").nth(1).unwrap()[..16].to_owned();
    assert_eq!(id(&sent[0]), id(&sent[1]));
    assert!(sent[0].contains("&_idn=1&") && sent[1].contains("&_idn=0&"));
}

#[test]
fn consent_is_each_trackers_own_but_an_opt_out_is_everybodys() {
    let mut page = two();
    page.call(0, "requireConsent", &[]);
    page.push("trackEvent", ["a", "b"]);
    assert_eq!((page.take_sent().len(), page.held()), (1, 1));

    page.call(1, "optUserOut", &[]);
    page.call(0, "setConsentGiven", &[]);
    page.advance(5000.0);
    page.call(0, "optUserOut", &[]);
    page.take_sent();
    page.push("trackEvent", ["c", "d"]);
    page.advance(5000.0);
    assert_eq!(page.take_sent(), [""; 0]);
}
