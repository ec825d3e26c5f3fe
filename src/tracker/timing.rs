//! Page performance: how long the page took, told once, with the page view it belongs to (spec-b §6).

use super::request::Action;
use super::{Call, Outcome, Setting};
use crate::text::{Text, digits_into, number, round};

/// For each span the later and the earlier of two navigation times, as positions in [`super::Page::timing`]:
/// fetchStart, connectEnd, requestStart, responseStart, responseEnd, domLoading, domInteractive,
/// domComplete, loadEventStart, loadEventEnd.
const SPANS: Text<'static> = text!("103243657698");

/// The `&pf_…` parameters for this request; mostly nothing.
///
/// The page's own timings go with its first page view: what is known at once, and all of it with the
/// first request after the page is loaded. matomo.js may credit them to a later page view, or send them
/// twice (spec-b B22). Timings set by hand go with the next request, whatever it is.
pub fn take<'a>(call: Call<'a>, out: &mut Outcome<'_>, action: &Action<'a>) -> Text<'a> {
    let settings = call.settings();
    if !settings.performance_on().is_truthy() {
        return Text::EMPTY;
    }
    let custom = settings.custom_timing();
    if custom.items().next().is_some() {
        out.set_list(Setting::custom_timing, Text::EMPTY);
        out.set_flag(Setting::timing_sent, true);
        return custom_spans(call);
    }
    let views = settings.page_views().number();
    let is_first_view = if action.is_page_view { views == 0.0 } else { views == 1.0 };
    let loaded = call.page().loaded().is_truthy();
    if settings.timing_sent().is_truthy() || !is_first_view || !(loaded || action.is_page_view) {
        return Text::EMPTY;
    }
    if loaded {
        out.set_flag(Setting::timing_sent, true);
    }
    measured_spans(call)
}

fn custom_spans<'a>(call: Call<'a>) -> Text<'a> {
    let mut parameters = call.arena.draft();
    for (name, time) in names().zip(call.settings().custom_timing().items()) {
        if !time.is_empty() {
            parameters.add(name).add(time);
        }
    }
    parameters.done()
}

fn names() -> impl Iterator<Item = Text<'static>> {
    texts!("&pf_net=" "&pf_srv=" "&pf_tfr=" "&pf_dm1=" "&pf_dm2=" "&pf_onl=")
}

/// A missing end leaves its span out; one negative span drops them all, as matomo.js does.
fn measured_spans<'a>(call: Call<'a>) -> Text<'a> {
    let mut positions = SPANS.bytes();
    let mut time = || {
        let position = usize::from(positions.next().unwrap_or_default() & 15);
        call.page().timing().items().nth(position).map_or(0.0, number)
    };
    let mut parameters = call.arena.draft();
    for name in names() {
        let (end, start) = (time(), time());
        if end > 0.0 && start > 0.0 {
            if end < start {
                return Text::EMPTY;
            }
            parameters.add(name);
            digits_into(&mut parameters, round(end - start));
        }
    }
    parameters.done()
}
