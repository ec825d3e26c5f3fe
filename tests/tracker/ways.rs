//! Where the request is put: URL or body, beacon or image, and the limit between them.

use super::simulated_page::{Sent, SimulatedPage};

/// What `trackRequest` sends when the complete request has `length` UTF-16 units; `filler` has `units` each.
fn sent_with_length(page: &mut SimulatedPage, length: usize, filler: char, units: usize) -> Sent {
    page.push("trackRequest", "x=");
    page.advance(1000.0);
    let rest = length - page.sends.pop().unwrap().request.encode_utf16().count();
    let text = filler.to_string().repeat(rest / units) + &"a".repeat(rest % units);
    page.push("trackRequest", format!("x={text}"));
    page.advance(1000.0);
    page.sends.pop().unwrap()
}

#[test]
fn a_request_of_2000_units_goes_into_the_url_and_a_longer_one_into_the_body() {
    for (filler, units) in [('a', 1), ('é', 1), ('漢', 1), ('😀', 2)] {
        let mut page = SimulatedPage::fixture();
        let short = sent_with_length(&mut page, 2000, filler, units);
        assert_eq!((short.body.as_str(), short.url.encode_utf16().count()), ("", 2000 + "/matomo.php?".len()), "{filler}");
        let long = sent_with_length(&mut page, 2001, filler, units);
        assert_eq!((long.url.as_str(), long.body.encode_utf16().count()), ("/matomo.php", 2001), "{filler}");
        assert_eq!((short.way, long.way), ('b', 'b'));
    }
}

#[test]
fn without_beacon_a_short_request_is_an_image_and_a_long_one_xhr() {
    let mut page = SimulatedPage::fixture();
    page.push("disableAlwaysUseSendBeacon", ());
    assert_eq!(sent_with_length(&mut page, 2000, 'a', 1).way, 'i');
    assert_eq!(sent_with_length(&mut page, 2001, 'a', 1).way, 'x');
}

#[test]
fn an_image_asks_for_an_image_and_changes_only_the_first_mark() {
    let mut page = SimulatedPage::fixture();
    page.push("setRequestMethod", "GET");
    page.push("appendToTrackingUrl", "send_image=0");
    page.push("trackEvent", ["a", "b"]);
    let sent = &page.sends[0];
    assert_eq!(sent.way, 'i');
    assert_eq!((sent.url.matches("send_image=1").count(), sent.url.matches("send_image=0").count()), (1, 1));
}

#[test]
fn a_bulk_request_goes_by_fetch_or_xhr_but_never_by_image() {
    for (refused, way) in [("", Some('b')), ("b", Some('f')), ("bf", Some('x')), ("bfx", None)] {
        let mut page = SimulatedPage::fixture();
        page.refused = refused.into();
        for request in ["a=1", "b=1"] {
            page.call(0, "queueRequest", &[request.into(), true.into()]);
        }
        page.advance(2500.0);
        assert_eq!(page.sends.first().map(|sent| sent.way), way, "refused: {refused}");
        assert!(way.is_some() || page.console.iter().any(|line| line.contains("could not be sent")));
    }
}

#[test]
fn custom_processing_has_the_last_word_before_the_features() {
    let mut page = SimulatedPage::fixture();
    page.process_requests(|request| format!("CUST{}", request.len()));
    page.push("trackPageView", ());
    let sent = page.take_sent();
    assert!(sent[0].starts_with("CUST") && sent[0].contains("&uadata=%7B%7D&pdf=1"), "{sent:?}");

    page.process_requests(|_| String::new());
    page.push("trackPageView", ());
    page.advance(5000.0);
    assert_eq!(page.take_sent(), [""; 0], "an empty answer sends nothing");
}
