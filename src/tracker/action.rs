//! The actions: page view, event, goal, site search, link, and requests of the page's own making (spec-a §3.6, §3.7).

use super::request::{Action, build, encoded, raw, track};
use super::{Call, Outcome, Setting, Value, purify};
use crate::text::{Text, encode_into, number};

/// The letters of page view IDs, six of them.
const ALPHABET: Text<'static> = text!("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

/// `trackPageView`: argument 2 is the title, 3 the text of the `<title>` element for a title that is no string.
pub fn page_view<'a>(call: &Call<'a>, out: &mut Outcome<'_>) {
    let title = call.arg(2);
    let title = if title.is_string() || !call.arg(3).is_defined() { title } else { call.arg(3) };
    let mut parameters = call.arena.draft();
    parameters.add(text!("action_name="));
    encode_into(&mut parameters, title.text());
    let page_view_id = page_view_id(call, out);
    out.set_number(Setting::page_views, call.digits(call.settings.page_views().number() + 1.0));
    build(call, out, &Action { page_view_id, is_page_view: true, ..Action::new(call, parameters.done(), text!("log")) });
}

fn page_view_id<'a>(call: &Call<'a>, out: &mut Outcome<'_>) -> Value<'a> {
    if call.settings.page_view_id_fixed().is_truthy() {
        return call.settings.page_view_id();
    }
    let mut id = call.arena.draft();
    id.byte(b's');
    for die in call.page.dice().items() {
        id.byte(ALPHABET.from(number(die) as usize).first());
    }
    let id = id.done();
    out.set_text(Setting::page_view_id, id.next());
    Value::new(id)
}

/// `trackEvent`: category, action, name and value are arguments 2 to 5.
pub fn event<'a>(call: &Call<'a>, out: &mut Outcome<'_>) {
    let (category, action, name, value) = (call.arg(2), call.arg(3), call.arg(4), call.arg(5));
    if !category.is_lengthy() || !action.is_lengthy() {
        out.report(text!("Error while logging event: trackEvent needs a category and an action that are not empty"));
        return;
    }
    let mut parameters = call.arena.draft();
    parameters.add(text!("e_c="));
    encode_into(&mut parameters, category.text());
    encoded(&mut parameters, text!("e_a"), action.text());
    if name.is_defined() {
        encoded(&mut parameters, text!("e_n"), call.text(4));
    }
    if value.is_defined() {
        encoded(&mut parameters, text!("e_v"), call.text(5));
    }
    parameters.add(text!("&ca=1"));
    track(call, out, parameters.done(), text!("event"));
}

/// `trackLink`: the URL is argument 2, `link` or `download` argument 3.
pub fn link<'a>(call: &Call<'a>, out: &mut Outcome<'_>) {
    let mut parameters = call.arena.draft();
    parameters.add(call.arg(3).text()).byte(b'=');
    encode_into(&mut parameters, purify::purify(call, call.arg(2).text()));
    track(call, out, parameters.done(), text!("link"));
}

/// `trackGoal`: goal id and revenue are arguments 2 and 3. A revenue of 0 is sent, which matomo.js omits.
pub fn goal<'a>(call: &Call<'a>, out: &mut Outcome<'_>) {
    let revenue = call.arg(3);
    let mut parameters = call.arena.draft();
    parameters.add(text!("idgoal=")).add(call.arg(2).text());
    if revenue.is_truthy() || revenue.is_lengthy() {
        raw(&mut parameters, text!("revenue"), revenue.text());
    }
    track(call, out, parameters.done(), text!("goal"));
}

/// `trackSiteSearch`: keyword, category and count of results are arguments 2 to 4.
pub fn site_search<'a>(call: &Call<'a>, out: &mut Outcome<'_>) {
    let mut parameters = call.arena.draft();
    parameters.add(text!("search="));
    encode_into(&mut parameters, call.text(2));
    if call.arg(3).is_truthy() {
        encoded(&mut parameters, text!("search_cat"), call.text(3));
    }
    if call.arg(4).is_defined() {
        raw(&mut parameters, text!("search_count"), call.text(4));
    }
    track(call, out, parameters.done(), text!("sitesearch"));
}

/// `trackRequest`, `getRequest` and `queueRequest`: the action part is argument 2, the hook argument 3.
pub fn request<'a>(call: &Call<'a>, out: &mut Outcome<'_>) {
    let hook = call.arg(3);
    track(call, out, call.arg(2).text(), if hook.is_truthy() { hook.text() } else { Text::EMPTY });
}
