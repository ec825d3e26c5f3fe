//! Carriers of a text that a page gives to the tracker.

use super::super::carrier::{Carrier, Wire};
use super::super::simulated_page::Js;
use super::super::visit::Visit;
use super::component;

/// Everything a tracker method takes.
pub const TEXTS: &[Carrier] = &[
    Carrier { name: "title", place: |visit, wire| visit.push("trackPageView", wire.value.as_str()) },
    Carrier { name: "document-title", place: document_title },
    Carrier { name: "event-category", place: |visit, wire| visit.push("trackEvent", [&wire.value, "a", "n"]) },
    Carrier { name: "event-action", place: |visit, wire| visit.push("trackEvent", ["c", &wire.value, "n"]) },
    Carrier { name: "event-name", place: |visit, wire| visit.push("trackEvent", ["c", "a", &wire.value]) },
    Carrier { name: "search", place: |visit, wire| visit.push("trackSiteSearch", wire.value.as_str()) },
    Carrier { name: "search-category", place: |visit, wire| visit.push("trackSiteSearch", ["boots", &wire.value]) },
    Carrier { name: "content-name", place: |visit, wire| visit.push("trackContentImpression", [&wire.value, "p", "/t"]) },
    Carrier { name: "content-piece", place: |visit, wire| visit.push("trackContentInteraction", ["click", "ad", &wire.value, "/t"]) },
    Carrier { name: "content-interaction", place: |visit, wire| visit.push("trackContentInteraction", [&wire.value, "ad", "p", "/t"]) },
    Carrier { name: "bulk", place: bulk },
    Carrier { name: "variable", place: |visit, wire| variable(visit, "page", "topic", &wire.value) },
    Carrier { name: "variable-name", place: |visit, wire| variable(visit, "visit", &wire.value, "x") },
    Carrier { name: "stored-variable", place: stored_variable },
    Carrier { name: "dimension", place: dimension },
    Carrier { name: "goal-dimension", place: goal_dimension },
    Carrier { name: "custom-data-text", place: custom_data },
    Carrier { name: "campaign", place: |visit, wire| visit.view(&format!("/?utm_campaign={}", component(&wire.value))) },
    Carrier { name: "campaign-keyword", place: campaign_keyword },
    Carrier { name: "order-id", place: |visit, wire| visit.push("trackEcommerceOrder", [Js::from(wire.value.as_str()), 9.5.into()]) },
    Carrier { name: "order-item", place: order_item },
    Carrier { name: "product-view", place: product_view },
    Carrier { name: "error", place: error },
    Carrier { name: "uid", place: user_id },
];

fn document_title(visit: &mut Visit, wire: &Wire) {
    visit.push("setDocumentTitle", wire.value.as_str());
    visit.push("trackPageView", ());
}

/// Content is queued: several make one bulk request.
fn bulk(visit: &mut Visit, wire: &Wire) {
    visit.push("trackContentImpression", ["first", "p", "/t"]);
    visit.push("trackContentImpression", [&wire.value, "p", "/t"]);
}

fn variable(visit: &mut Visit, scope: &str, name: &str, value: &str) {
    visit.push("setCustomVariable", ["1", name, value, scope]);
    visit.push("trackPageView", ());
}

fn stored_variable(visit: &mut Visit, wire: &Wire) {
    visit.push("storeCustomVariablesInCookie", ());
    variable(visit, "visit", "topic", &wire.value);
}

fn dimension(visit: &mut Visit, wire: &Wire) {
    visit.push("setCustomDimension", [Js::from(3.0), wire.value.as_str().into()]);
    visit.push("trackPageView", ());
}

fn goal_dimension(visit: &mut Visit, wire: &Wire) {
    let data = Js::Object(vec![("dimension2".into(), wire.value.as_str().into())]);
    visit.push("trackGoal", [1.0.into(), 5.0.into(), data]);
}

fn custom_data(visit: &mut Visit, wire: &Wire) {
    let data = Js::Object(vec![("list".into(), vec!["a", &wire.value].into())]);
    visit.push("trackPageView", ["Title".into(), data]);
}

fn campaign_keyword(visit: &mut Visit, wire: &Wire) {
    visit.view(&format!("/?utm_campaign=spring&utm_term={}", component(&wire.value)));
    visit.push("trackGoal", 1.0);
}

fn order_item(visit: &mut Visit, wire: &Wire) {
    let value = || Js::from(wire.value.as_str());
    visit.push("addEcommerceItem", [value(), value(), vec![value(), "shoes".into()].into(), 9.5.into(), 2.0.into()]);
    visit.push("trackEcommerceCartUpdate", 19.0);
    visit.push("trackEcommerceOrder", [Js::from("A-1"), 19.0.into()]);
}

fn product_view(visit: &mut Visit, wire: &Wire) {
    let value = || Js::from(wire.value.as_str());
    visit.push("setEcommerceView", [value(), value(), value(), 9.5.into()]);
    visit.push("trackPageView", ());
}

/// `js/script_errors.js`.
fn error(visit: &mut Visit, wire: &Wire) {
    let message = format!("Uncaught Error: no result for \"{}\"", wire.value);
    visit.push("trackEvent", ["JavaScript Errors", "https://www.example.org/app.js:10:5", &message]);
}

fn user_id(visit: &mut Visit, wire: &Wire) {
    visit.push("setUserId", wire.value.as_str());
    visit.push("trackPageView", ());
}
