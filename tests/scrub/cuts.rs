//! What is cut to a length may be cut within a personal value, whose rest is still personal.

use super::policy::Policy;
use super::readings::readings;
use super::secret::Secret;
use super::visit::{OTHER, Visit};

const ADDRESS: &str = "jane.roe.of.springfield@mail.example.com";

/// Cut within the address at each of its characters, and around it.
fn each_cut(limit: usize) -> impl Iterator<Item = String> {
    (0..ADDRESS.len() + 4).map(move |inside| format!("{} {ADDRESS} and more", "word ".repeat(limit)[..limit - inside].to_owned()))
}

fn must_not_show(visit: Visit, what: &str) {
    let left = visit.end();
    assert!(left.iter().any(|text| text.contains("word")), "{what} did not arrive: {left:#?}");
    let secret = Secret::new("email", ADDRESS);
    for text in &left {
        assert_eq!(secret.found_in(&readings(text)), None, "{what} in {text}");
    }
}

#[test]
fn a_custom_variable_is_scrubbed_before_it_is_cut() {
    for scope in ["visit", "page"] {
        for text in each_cut(200) {
            let mut visit = Visit::new(Policy::Balanced);
            visit.push("storeCustomVariablesInCookie", ());
            visit.push("setCustomVariable", ["1", text.as_str(), text.as_str(), scope]);
            visit.push("trackPageView", ());
            must_not_show(visit, &text);
        }
    }
}

#[test]
fn a_referrer_is_scrubbed_before_it_is_cut() {
    for text in each_cut(1024 - OTHER.len()) {
        let mut visit = Visit::new(Policy::Balanced);
        visit.refer(&format!("{OTHER}/{}", text.replace(' ', "/")));
        must_not_show(visit, &text);
    }
}
