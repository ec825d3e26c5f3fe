//! What Matomo always removes from URLs before it sends them (spec-a §2.4 to §2.6).

use super::{url, Call};
use crate::text::Text;

/// Campaign parameters removed together with the configured ones when campaigns are disabled: these
/// words behind `mtm_`, `pk_` and `utm_`, where they exist, and a few others.
const CAMPAIGN_PARAMETERS: [Text<'static>; 32] = [
    text!("mtm_campaign"), text!("matomo_campaign"), text!("mtm_cpn"), text!("pk_campaign"), text!("piwik_campaign"),
    text!("pk_cpn"), text!("utm_campaign"), text!("mtm_keyword"), text!("matomo_kwd"), text!("mtm_kwd"), text!("pk_keyword"),
    text!("piwik_kwd"), text!("pk_kwd"), text!("utm_term"), text!("mtm_source"), text!("pk_source"), text!("utm_source"),
    text!("mtm_medium"), text!("pk_medium"), text!("utm_medium"), text!("mtm_content"), text!("pk_content"),
    text!("utm_content"), text!("mtm_cid"), text!("pk_cid"), text!("utm_id"), text!("mtm_clid"), text!("mtm_group"),
    text!("pk_group"), text!("mtm_placement"), text!("pk_placement"), text!("pk_vid"),
];

/// The URL without what must not be reported: campaign parameters when they are disabled, the
/// visitor id of a cross-domain link, the ignore-referrer mark, excluded parameters, the hash.
pub fn purify<'a>(call: &Call<'a>, url: Text<'a>) -> Text<'a> {
    let settings = &call.settings;
    let without = |url, name| url::without_parameter(call.arena, url, name);
    let mut url = url;
    if !campaigns_wanted(call) {
        url = settings.campaign_names().items().chain(settings.campaign_keywords().items()).fold(url, without);
        url = CAMPAIGN_PARAMETERS.into_iter().fold(url, without);
    }
    url = [text!("pk_vid"), text!("ignore_referrer"), text!("ignore_referer")].into_iter().fold(url, without);
    url = settings.excluded_query().items().fold(url, without);
    if settings.discard_hash().is_truthy() { call.arena.before(url, |byte| byte == b'#') } else { url }
}

/// Campaigns are looked for, always so when consent is required (spec-a §2.6).
pub fn campaigns_wanted(call: &Call<'_>) -> bool {
    !call.settings.campaigns_disabled().is_truthy() || call.settings.consent_required().is_truthy()
}
