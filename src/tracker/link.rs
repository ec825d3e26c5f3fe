//! Is a clicked link an outlink, a download, or nothing to report (spec-b §2.3 to §2.6)?

use super::request::track;
use super::{Call, Outcome, content, cross_domain, purify, url, value::Items};
use crate::text::{Text, decode_or_unescape, encode_into, lower};

/// A link of the page was clicked. Arguments from 2 on: resolved address, `href` as written, class
/// attribute, whether it has a `download` attribute; then what `content::parameters` takes, for a link in a content block.
pub fn clicked(call: &Call<'_>, out: &mut Outcome<'_>) {
    let href = lower_host(call, call.arg(2).text());
    let classes = call.arg(4).text();
    if is_ignored_scheme(href) || is_tracker(call, href) || has_class(classes, text!("ignore"), call.settings.ignore_classes().items()) {
        return;
    }
    match kind(call, href, classes, call.arg(5).is_truthy()) {
        Some(kind) => {
            let mut parameters = call.arena.draft();
            parameters.add(kind).byte(b'=');
            encode_into(&mut parameters, purify::purify(call, decode_or_unescape(call.arena, href)));
            parameters.add(content::parameters(call, 6));
            track(call, out, parameters.done(), text!("link"));
        }
        None if call.settings.cross_domain().is_truthy() && is_own(call, href) => {
            cross_domain::decorate(call, out, call.arg(3).text(), href);
        }
        None => {}
    }
}

/// `link`, `download`, or nothing. The rules apply from the top.
fn kind(call: &Call<'_>, href: Text<'_>, classes: Text<'_>, download_attribute: bool) -> Option<Text<'static>> {
    let settings = &call.settings;
    if has_class(classes, text!("link"), settings.link_classes().items()) {
        return Some(text!("link"));
    }
    let is_download = download_attribute
        || has_class(classes, text!("download"), settings.download_classes().items())
        || has_extension(call, href, settings.download_extensions().items());
    if is_download {
        return Some(text!("download"));
    }
    (!is_own(call, href)).then_some(text!("link"))
}

/// Links that lead to no page: scripts, mail, telephone.
fn is_ignored_scheme(href: Text<'_>) -> bool {
    texts!("javascript:" "vbscript:" "jscript:" "mocha:" "livescript:" "ecmascript:" "mailto:" "tel:")
        .any(|scheme| href.after_ignoring_case(scheme).is_some())
}

/// The link leads to the endpoint of this tracker.
fn is_tracker(call: &Call<'_>, href: Text<'_>) -> bool {
    let tracker = call.settings.tracker_url().text();
    !tracker.is_empty() && href.after(tracker).is_some()
}

/// Host and path belong to the tracked site.
fn is_own(call: &Call<'_>, href: Text<'_>) -> bool {
    let host = url::host(call.arena, href);
    let path = url::path(call.arena, href);
    call.settings.domains().items().any(|entry| url::host_matches(call.arena, host, entry) && url::path_matches(call.arena, path, entry))
}

/// `piwik_<role>`, `matomo-<role>` and the like, or one of the site's own class patterns. Any white
/// space separates classes; matomo.js knows only spaces (spec-b B14).
fn has_class(classes: Text<'_>, role: Text<'_>, own: Items<'_>) -> bool {
    let mut rest = Some(classes);
    while let Some(class) = rest {
        let after = texts!("piwik" "matomo").find_map(|product| class.after(product));
        let is_standard = after.is_some_and(|mark| matches!(mark.first(), b'_' | b'-') && begins_with_word(mark.next(), role, ends_class));
        if is_standard || { own }.any(|pattern| begins_with_word(class, pattern, ends_class)) {
            return true;
        }
        rest = class.find_byte(ends_class).filter(|space| !space.is_empty()).map(Text::next);
    }
    false
}

fn ends_class(byte: u8) -> bool {
    byte == 0 || byte.is_ascii_whitespace()
}

/// Does the text begin with the pattern, and end there? A `.` in the pattern stands for any character,
/// the one piece of matomo.js's raw regular expressions that is used in the wild.
fn begins_with_word(text: Text<'_>, pattern: Text<'_>, ends: impl Fn(u8) -> bool) -> bool {
    let mut rest = text;
    for wanted in pattern.bytes() {
        if rest.first() != wanted && (wanted != b'.' || rest.is_empty()) {
            return false;
        }
        rest = rest.next();
    }
    ends(rest.first())
}

/// A dot, one of the extensions, and the end of a path or value, anywhere in the address.
fn has_extension(call: &Call<'_>, href: Text<'_>, extensions: Items<'_>) -> bool {
    let ends = |byte| matches!(byte, 0 | b'?' | b'&' | b'#');
    let dots = lower(call.arena, href).places().filter(|place| place.first() == b'.');
    { extensions }.any(|extension| dots.clone().any(|dot| begins_with_word(dot.next(), extension, ends)))
}

fn lower_host<'a>(call: &Call<'a>, href: Text<'a>) -> Text<'a> {
    let Some(host) = url::host_start(href) else { return href };
    let mut lowered = call.arena.draft();
    lowered.add_until(href, host).add(lower(call.arena, url::host(call.arena, href)));
    if let Some(rest) = host.find_byte(|byte| text!(":/#").has(byte)) {
        lowered.add(rest);
    }
    lowered.done()
}
