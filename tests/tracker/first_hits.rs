//! Hits that come close together: spacing, bulk requests, and leaving before their turn has come.

use super::simulated_page::SimulatedPage;

fn events(page: &mut SimulatedPage, count: usize) {
    for number in 0..count {
        page.push("trackEvent", ["e".to_owned(), number.to_string()]);
    }
}

/// When each request left, in ms after `start`.
fn departures(page: &SimulatedPage, start: f64) -> Vec<f64> {
    page.sends.iter().map(|sent| sent.at - start).collect()
}

#[test]
fn hits_leave_at_once_then_after_800_ms_then_50_ms_apart() {
    let mut page = SimulatedPage::fixture();
    let start = page.facts.now;
    events(&mut page, 6);
    page.advance(5000.0);
    assert_eq!(departures(&page, start), [0.0, 800.0, 850.0, 900.0, 950.0, 1000.0]);
    assert_eq!(page.take_actions(), (0..6).map(|number| format!("e_c=e&e_a={number}&ca=1")).collect::<Vec<_>>());
}

/// Only the first hit of all makes others wait. When each hit that left at once made them wait again, 400 events took
/// minutes: the benchmark found it, because matomo.js had sent them all and paqet 21.
#[test]
fn hits_that_come_when_the_others_have_left_go_at_once() {
    let mut page = SimulatedPage::fixture();
    let start = page.facts.now;
    events(&mut page, 2);
    page.advance(850.0);
    events(&mut page, 2);
    page.advance(5000.0);
    assert_eq!(departures(&page, start), [0.0, 800.0, 850.0, 850.0]);
}

#[test]
fn trackers_do_not_wait_for_each_other() {
    let mut page = SimulatedPage::fixture();
    let start = page.facts.now;
    page.push("addTracker", ["/second.php", "2"]);
    events(&mut page, 2);
    page.advance(5000.0);
    assert_eq!(departures(&page, start), [0.0, 0.0, 800.0, 800.0]);
}

#[test]
fn a_bulk_request_takes_one_turn() {
    let mut page = SimulatedPage::fixture();
    for request in ["a=1", "b=1"] {
        page.call(0, "queueRequest", &[request.into(), true.into()]);
    }
    page.advance(2500.0);
    let start = page.facts.now;
    events(&mut page, 1);
    page.advance(5000.0);
    assert_eq!(departures(&page, start), [0.0, 800.0]);
}

#[test]
fn every_further_queued_request_starts_the_wait_anew() {
    let mut page = SimulatedPage::fixture();
    let start = page.facts.now;
    for request in ["a=1", "b=1", "c=1"] {
        page.call(0, "queueRequest", &[request.into(), true.into()]);
        page.advance(1500.0);
    }
    page.advance(2500.0);
    assert_eq!(departures(&page, start), [5500.0]);
    assert!(page.sends[0].request.starts_with(r#"{"requests":["?a=1&"#));
}

#[test]
fn the_queue_interval_can_be_set() {
    let mut page = SimulatedPage::fixture();
    let start = page.facts.now;
    page.push("setRequestQueueInterval", 1000.0);
    page.call(0, "queueRequest", &["a=1".into(), true.into()]);
    page.advance(2500.0);
    assert_eq!(departures(&page, start), [1000.0]);
}

#[test]
fn a_bulk_request_has_fifty_requests_at_most() {
    let mut page = SimulatedPage::fixture();
    for number in 0..120 {
        page.call(0, "queueRequest", &[format!("n={number}").into(), true.into()]);
    }
    page.advance(2500.0);
    let sizes: Vec<_> = page.sends.iter().map(|sent| sent.request.matches("\"?n=").count()).collect();
    assert_eq!(sizes, [50, 50, 20]);
    let numbers =
        page.sends.iter().flat_map(|sent| sent.request.split("\"?n=").skip(1).map(|rest| rest.split('&').next().unwrap().to_owned()));
    assert!(numbers.eq((0..120).map(|number| number.to_string())), "in order, none twice, none lost");
}

#[test]
fn leaving_sends_what_waits_for_its_turn_in_one_bulk_request_at_once() {
    let mut page = SimulatedPage::fixture();
    events(&mut page, 3);
    page.take_sent();
    let now = page.facts.now;
    page.leave();
    assert_eq!(page.sends.len(), 1);
    let sent = &page.sends[0];
    assert_eq!((sent.at, sent.way, sent.url.as_str()), (now, 'b', "/matomo.php"));
    let requests: Vec<_> = sent.body.split('"').filter(|part| part.starts_with('?')).collect();
    assert_eq!(requests.len(), 2);
    assert!(requests[0].starts_with("?e_c=e&e_a=1&ca=1&idsite=1&") && requests[1].starts_with("?e_c=e&e_a=2&ca=1&idsite=1&"));
    assert!(requests.iter().all(|request| request.matches("uadata=").count() == 1), "complete, and completed once: {requests:#?}");
    page.advance(5000.0);
    assert_eq!(page.sends.len(), 1, "nothing is sent twice");
}

#[test]
fn leaving_twice_sends_nothing_twice() {
    let mut page = SimulatedPage::fixture();
    events(&mut page, 3);
    page.call(0, "queueRequest", &["a=1".into(), true.into()]);
    page.leave();
    let sent = page.sends.len();
    page.leave();
    page.advance(10_000.0);
    assert_eq!(page.sends.len(), sent);
}

#[test]
fn a_page_that_is_only_hidden_goes_on() {
    let mut page = SimulatedPage::fixture();
    events(&mut page, 1);
    page.leave();
    page.advance(5000.0);
    page.take_sent();
    events(&mut page, 2);
    page.advance(5000.0);
    assert_eq!(page.take_actions(), ["e_c=e&e_a=0&ca=1", "e_c=e&e_a=1&ca=1"]);
}

#[test]
fn a_long_pause_of_the_page_does_not_pile_up_waits() {
    let mut page = SimulatedPage::fixture();
    events(&mut page, 200);
    page.advance(60_000.0);
    assert_eq!(page.sends.len(), 200);
    page.take_sent();
    let start = page.facts.now;
    events(&mut page, 1);
    assert_eq!(departures(&page, start), [0.0]);
}
