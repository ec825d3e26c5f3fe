//! What brought the visitor: campaign and referrer, kept for the conversions of later visits (spec-a §4.7).

use super::value::Items;
use super::{Call, Outcome, Setting, consent, cookie, purify, scrub, url, visitor};
use crate::text::{Json, Scratch, Text, json_string, utf16_prefix};

/// Length at which a kept referrer is cut, in UTF-16 units.
const REFERRER_LIMIT: usize = 1024;

/// The credit for this visit.
#[derive(Clone, Copy, Debug)]
pub struct Attribution<'a> {
    /// Campaign name; empty: none.
    pub name: Text<'a>,
    /// Campaign keyword; empty: none.
    pub keyword: Text<'a>,
    /// When it was credited, in seconds; `0`: never.
    pub time: Text<'a>,
    /// Referrer; empty: none.
    pub url: Text<'a>,
}

/// What the referral cookie holds; without one, or with a broken one, nothing is credited.
pub fn read<'a>(call: Call<'a>) -> Attribution<'a> {
    cookie::read(call, cookie::name(call, text!("ref"))).and_then(|cookie| parse(call.arena, cookie)).unwrap_or(Attribution {
        name: Text::EMPTY,
        keyword: Text::EMPTY,
        time: text!("0"),
        url: Text::EMPTY,
    })
}

fn parse<'a>(arena: Scratch<'a>, cookie: Text<'a>) -> Option<Attribution<'a>> {
    let mut json = Json::new(arena, cookie);
    let mut item = |before| if json.skip(before) { json.scalar() } else { None };
    Some(Attribution { name: item(b'[')?, keyword: item(b',')?, time: item(b',')?, url: item(b',')? })
}

/// The credit for a request at this moment. `session_began`: no session cookie existed, so the
/// page's own campaign and referrer count; a change is kept in the referral cookie.
///
/// A campaign that came while the visitor was still asked is kept in memory until a request can credit it, also when
/// the page has another URL by then; matomo.js forgets it with the URL.
pub fn update<'a>(call: Call<'a>, out: &mut Outcome<'_>, current_url: Text<'a>, session_began: bool) -> Attribution<'a> {
    let mut credit = read(call);
    if !session_began || ignores_referrer(call, current_url) {
        return credit;
    }
    let settings = call.settings();
    let keep_first = settings.first_referrer().is_truthy();
    if purify::campaigns_wanted(call) && (!keep_first || credit.name.is_empty()) {
        let name = |url| first_parameter(call, url, settings.campaign_names().items());
        let mut source = current_url;
        credit.name = name(source);
        if credit.name.is_empty() && consent::is_asked(call) {
            source = if settings.campaign_url().is_defined() { settings.campaign_url() } else { settings.page_url() }.text();
            credit.name = name(source);
        }
        if credit.name.is_empty() {
            source = current_url;
        }
        credit.keyword = first_parameter(call, source, settings.campaign_keywords().items());
        if visitor::cookies_work(call) {
            out.set_text(Setting::campaign_url, Text::EMPTY);
        } else if !credit.name.is_empty() {
            out.set_text(Setting::campaign_url, source);
        }
    }
    let referrer = referrer(call);
    if is_foreign(call, referrer) && (!keep_first || !is_foreign(call, credit.url)) {
        credit.url = referrer;
    }
    if !credit.url.is_empty() || !credit.name.is_empty() {
        credit.time = call.seconds();
        remember(call, out, &credit);
    }
    credit
}

fn first_parameter<'a>(call: Call<'a>, url: Text<'a>, mut names: Items<'a>) -> Text<'a> {
    names.find_map(|name| Some(url::parameter(call.arena, url, name)).filter(|value| !value.is_empty())).unwrap_or(Text::EMPTY)
}

/// The referrer as it is kept and sent: cut, then purified. What is cut is scrubbed before, because half of a personal value
/// tells whose it is, but is not found any more.
pub fn short_url<'a>(call: Call<'a>, referrer: Text<'a>) -> Text<'a> {
    let is_cut = referrer.len() > REFERRER_LIMIT;
    let url = if is_cut { scrub::referrer(call, referrer) } else { referrer };
    purify::purify(call, utf16_prefix(call.arena, url, REFERRER_LIMIT))
}

fn remember(call: Call<'_>, out: &mut Outcome<'_>, credit: &Attribution<'_>) {
    let (name, keyword) = (scrub::value(call, credit.name), scrub::value(call, credit.keyword));
    let url = scrub::referrer(call, short_url(call, credit.url));
    let mut json = call.arena.draft();
    json.byte(b'[');
    json_string(&mut json, name);
    json.byte(b',');
    json_string(&mut json, keyword);
    json.byte(b',').add(credit.time).byte(b',');
    json_string(&mut json, url);
    json.byte(b']');
    cookie::write(call, out, cookie::name(call, text!("ref")), json.done(), call.settings().referral_timeout().number());
}

/// The referrer; empty when the page took it away by `setReferrerUrl(null)`, which makes matomo.js throw.
pub fn referrer<'a>(call: Call<'a>) -> Text<'a> {
    let referrer = call.settings().referrer();
    if referrer.is_truthy() { referrer.text() } else { Text::EMPTY }
}

/// The URL asks not to count its referrer (spec-a §3.5).
pub fn ignores_referrer<'a>(call: Call<'a>, current_url: Text<'a>) -> bool {
    texts!("ignore_referrer" "ignore_referer").any(|name| url::parameter(call.arena, current_url, name).is(text!("1")))
}

/// A referrer that deserves credit: neither an own host nor an excluded one. As in matomo.js, a host
/// written with capitals is not recognised as an own one (spec-a §2.5).
fn is_foreign(call: Call<'_>, referrer: Text<'_>) -> bool {
    let host = url::host(call.arena, referrer);
    let is_own = |entry| url::host_matches(call.arena, host, entry) && !host.bytes().any(|byte| byte.is_ascii_uppercase());
    !host.is_empty() && !call.settings().domains().items().any(is_own) && !is_excluded(call, referrer)
}

/// The referrer is on the list of `setExcludedReferrers`; a leading `www.` makes no difference.
pub fn is_excluded(call: Call<'_>, referrer: Text<'_>) -> bool {
    let bare = |text| Text::after(text, text!("www.")).unwrap_or(text);
    let host = bare(url::host(call.arena, referrer));
    let path = url::path(call.arena, referrer);
    let matches = |entry| url::host_matches(call.arena, host, bare(entry)) && url::path_matches(call.arena, path, entry);
    call.settings().excluded_referrers().items().any(matches)
}
