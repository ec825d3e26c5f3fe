//! Requests that could not be sent: kept, tried again, given up.

use super::simulated_page::SimulatedPage;

/// Longer than the longest pause that the tracker takes by itself, in ms.
const LATEST: f64 = 300_001.0;

/// A page that has lost its connection; its requests do not wait for each other.
fn disconnected() -> SimulatedPage {
    let mut page = SimulatedPage::fixture();
    page.push("setRequestMethod", "POST");
    page.refused = "bfxi".into();
    page
}

fn track(page: &mut SimulatedPage, names: &[&str]) {
    for name in names {
        page.push("trackEvent", ["e", name]);
        page.advance(800.0);
    }
}

/// What the events of the requests that were sent are called, in order.
fn names(page: &mut SimulatedPage) -> Vec<String> {
    let sent = page.take_sent().join("\n");
    sent.split("&e_a=").skip(1).map(|rest| rest.split('&').next().unwrap().to_owned()).collect()
}

#[test]
fn what_could_not_be_sent_leaves_in_order_as_one_bulk_request_by_a_way_that_answers() {
    let mut page = disconnected();
    track(&mut page, &["1", "2", "3"]);
    assert_eq!((page.failed(), page.sends.len()), (3, 0));
    page.refused.clear();
    page.advance(LATEST);
    assert_eq!((page.sends.len(), page.sends[0].way, page.sends[0].url.as_str()), (1, 'f', "/matomo.php"));
    assert!(page.sends[0].body.starts_with("{\"requests\":[\"?e_c=e&e_a=1&") && page.sends[0].body.ends_with("],\"send_image\":0}"));
    assert_eq!(names(&mut page), ["1", "2", "3"]);
    page.advance(LATEST);
    page.leave();
    assert_eq!((page.failed(), names(&mut page)), (0, vec![]), "nothing is sent twice");
}

#[test]
fn a_bulk_request_that_failed_is_kept_by_its_requests_and_stays_in_front() {
    let mut page = disconnected();
    for name in ["1", "2"] {
        page.push("queueRequest", format!("e_c=e&e_a={name}&x=\"\\"));
    }
    page.advance(2500.0);
    assert_eq!(page.failed(), 2);
    track(&mut page, &["3"]);
    page.advance(LATEST);
    assert_eq!(page.failed(), 3, "tried again in vain");
    page.refused.clear();
    page.connect();
    assert_eq!(names(&mut page), ["1", "2", "3"]);
}

/// How long it takes, in steps of 100 ms, until the next try.
fn until_next_try(page: &mut SimulatedPage) -> f64 {
    let before = page.console.len();
    let start = page.facts.now;
    while page.console.len() == before {
        page.advance(100.0);
    }
    page.facts.now - start
}

#[test]
fn pauses_double_up_to_four_minutes_and_begin_anew_after_a_success() {
    let mut page = disconnected();
    page.facts.random = 1.0;
    page.push("trackGoal", 1.0);
    let pauses: Vec<_> = (0..10).map(|_| until_next_try(&mut page)).collect();
    assert_eq!(pauses, [2e3, 4e3, 8e3, 16e3, 32e3, 64e3, 128e3, 256e3, 256e3, 256e3]);
    page.facts.random = 0.0;
    until_next_try(&mut page);
    assert_eq!(until_next_try(&mut page), 128e3, "half of a pause is chance");
    page.refused.clear();
    page.advance(LATEST);
    assert_eq!(page.failed(), 0);
    page.refused = "bfxi".into();
    page.push("trackGoal", 1.0);
    assert_eq!(until_next_try(&mut page), 1e3);
}

#[test]
fn many_that_fail_do_not_put_off_the_next_try() {
    let mut page = disconnected();
    page.facts.random = 1.0;
    let numbers: Vec<_> = (1..=30).map(|number| number.to_string()).collect();
    for number in &numbers {
        page.push("trackEvent", ["e", number]);
        page.advance(100.0);
    }
    page.refused.clear();
    page.advance(4000.0);
    assert_eq!((page.failed(), names(&mut page)), (0, numbers));
}

#[test]
fn the_pause_is_as_long_as_the_server_asks_but_at_most_an_hour() {
    for (asked, pause) in [("7", 7e3), ("7.5", 7.5e3), ("1", 2e3), ("", 2e3), ("Wed, 21 Oct 2026 07:28:00 GMT", 2e3), ("99999999", 3.6e6)] {
        let mut page = disconnected();
        page.facts.random = 1.0;
        page.keep(0, vec!["a=1".into()], asked, false);
        assert_eq!(until_next_try(&mut page), pause, "{asked}");
    }
}

#[test]
fn the_oldest_are_given_up_when_there_are_more_than_50_or_60000_bytes() {
    let mut page = disconnected();
    let numbers: Vec<_> = (1..=53).map(|number| number.to_string()).collect();
    track(&mut page, &numbers.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(page.failed(), 50);
    page.refused.clear();
    page.connect();
    assert_eq!(names(&mut page), numbers[3..]);

    let mut page = disconnected();
    track(&mut page, &["1", "2", &"x".repeat(59_000)]);
    assert_eq!(page.failed(), 3);
    track(&mut page, &[&"y".repeat(700)]);
    assert_eq!(page.failed(), 1, "a request of the size of all is given up, too");
}

#[test]
fn who_does_not_agree_any_more_has_nothing_kept_or_sent() {
    type Refusal = fn(&mut SimulatedPage);
    let refusals: [(&str, Refusal); 4] = [
        ("consent taken back", |page| page.push("forgetConsentGiven", ())),
        ("an opt-out in another tab", |page| page.put_cookie("mtm_consent_removed", "1")),
        ("Do Not Track", |page| page.set(0, "do_not_track", true)),
        ("Global Privacy Control", |page| {
            page.push("setGlobalPrivacyControl", true);
            page.facts.privacy_control = true.into();
        }),
    ];
    for (name, refuse) in refusals {
        let mut page = disconnected();
        track(&mut page, &["1", "2"]);
        refuse(&mut page);
        page.refused.clear();
        page.connect();
        page.leave();
        page.advance(LATEST);
        assert_eq!((page.failed(), names(&mut page)), (0, vec![]), "{name}");

        let mut page = disconnected();
        track(&mut page, &["1"]);
        refuse(&mut page);
        page.keep(0, vec!["a=1".into()], "", false);
        assert_eq!(page.failed(), 0, "{name}: what comes back later is not kept");
    }
}

#[test]
fn leaving_is_the_last_try_and_hands_them_over_like_everything_else() {
    let mut page = disconnected();
    track(&mut page, &["1", "2"]);
    page.refused.clear();
    page.push("setRequestMethod", "POST");
    page.leave();
    assert_eq!((page.sends.len(), page.sends[0].way), (1, 'b'));
    assert_eq!(names(&mut page), ["1", "2"]);
}
