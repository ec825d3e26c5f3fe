//! Nothing reaches the network by another way, whoever made the request.

use super::policy::Policy;
use super::simulated_page::SimulatedPage;

const ADDRESS: &str = "jane.roe@example.com";

/// Everything that the page sent, decoded once.
fn sent(page: &mut SimulatedPage) -> String {
    page.advance(10_000.0);
    page.leave();
    page.sends.iter().map(|sent| format!("{} {}\n", sent.url, sent.body).replace("%40", "@")).collect()
}

#[test]
fn a_page_that_sets_no_policy_has_balanced() {
    let mut page = SimulatedPage::fixture();
    page.push("trackPageView", format!("Order for {ADDRESS} and 42 more"));
    let sent = sent(&mut page);
    assert!(sent.contains("Order%20for%20XYZ%20and%2042%20more") && !sent.contains("jane"), "{sent}");
}

#[test]
fn custom_processing_has_not_the_last_word() {
    let mut page = SimulatedPage::fixture();
    page.process_requests(|request| format!("{request}&e_n=jane.roe%40example.com&email=jane"));
    page.push("trackPageView", ());
    let sent = sent(&mut page);
    assert!(sent.contains("rec=1") && !sent.contains("jane"), "{sent}");
}

#[test]
fn a_request_that_the_page_queues_itself_is_scrubbed() {
    let mut page = SimulatedPage::fixture();
    for _ in 0..2 {
        page.call(0, "queueRequest", &[format!("e_n={ADDRESS}").into(), true.into()]);
    }
    let sent = sent(&mut page);
    assert!(sent.contains("requests") && !sent.contains("jane"), "{sent}");
}

#[test]
fn what_waits_for_its_turn_when_the_page_is_left_is_scrubbed() {
    let mut page = SimulatedPage::fixture();
    for _ in 0..3 {
        page.push("trackEvent", ["c", "a", ADDRESS]);
    }
    page.leave();
    let sent = sent(&mut page);
    assert!(sent.contains("requests") && !sent.contains("jane"), "{sent}");
}

#[test]
fn what_waits_for_consent_is_scrubbed_when_it_comes() {
    let mut page = SimulatedPage::fixture();
    page.push("requireConsent", ());
    page.push("trackEvent", ["c", "a", ADDRESS]);
    page.push("trackContentImpression", [ADDRESS, "p", "t"]);
    page.advance(5000.0);
    page.push("setConsentGiven", ());
    let sent = sent(&mut page);
    assert!(sent.contains("e_c=c") && sent.contains("c_p=p") && !sent.contains("jane"), "{sent}");
}

#[test]
fn every_tracker_has_its_own_policy() {
    let mut page = SimulatedPage::fixture();
    page.push("addTracker", ["/second.php", "9"]);
    Policy::Off.apply(&mut page);
    page.call(0, "setScrubPolicy", &["balanced".into()]);
    page.push("trackEvent", ["c", "a", ADDRESS]);
    page.advance(5000.0);
    let (first, second): (Vec<_>, Vec<_>) = page.sends.iter().partition(|sent| sent.url.starts_with("/matomo.php"));
    assert!(!first[0].request.contains("jane") && second[0].request.contains("jane"), "{first:#?} {second:#?}");
}
