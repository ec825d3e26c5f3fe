//! What Matomo always removes from URLs before it sends them (spec-a §2.4 to §2.6).

use super::{Call, url};
use crate::text::Text;

/// The URL without what must not be reported: every campaign parameter when they are disabled, the
/// visitor id of a cross-domain link, the ignore-referrer mark, excluded parameters, the hash.
pub fn purify<'a>(call: Call<'a>, url: Text<'a>) -> Text<'a> {
    let settings = call.settings();
    let without = |url, name| url::without_parameter(call.arena, url, name);
    let mut url = url;
    if !campaigns_wanted(call) {
        url = settings.campaign_names().items().chain(settings.campaign_keywords().items()).fold(url, without);
        url = texts!(
            "mtm_campaign" "matomo_campaign" "mtm_cpn" "pk_campaign" "piwik_campaign" "pk_cpn" "utm_campaign" "mtm_keyword"
            "matomo_kwd" "mtm_kwd" "pk_keyword" "piwik_kwd" "pk_kwd" "utm_term" "mtm_source" "pk_source" "utm_source" "mtm_medium"
            "pk_medium" "utm_medium" "mtm_content" "pk_content" "utm_content" "mtm_cid" "pk_cid" "utm_id" "mtm_clid" "mtm_group"
            "pk_group" "mtm_placement" "pk_placement"
        )
        .fold(url, without);
    }
    url = texts!("pk_vid" "ignore_referrer" "ignore_referer").fold(url, without);
    url = settings.excluded_query().items().fold(url, without);
    if settings.discard_hash().is_truthy() { call.arena.before(url, |byte| byte == b'#') } else { url }
}

/// Campaigns are looked for, always so when consent is required (spec-a §2.6).
pub fn campaigns_wanted(call: Call<'_>) -> bool {
    !call.settings().campaigns_disabled().is_truthy() || call.settings().consent_required().is_truthy()
}
