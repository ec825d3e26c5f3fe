//! Taking URLs apart by Matomo's string rules (spec-a §2.2 to §2.6), which are not the URL standard.

use super::Call;
use crate::text::{Draft, Scratch, Text, decode_or_unescape};

/// Ends the address before query and hash.
fn ends_path(byte: u8) -> bool {
    byte == b'?' || byte == b'#'
}

/// The host: only of `http:`, `https:` and `ftp:` URLs; any other text is its own host (spec-a §2.5).
pub fn host<'a>(arena: Scratch<'a>, url: Text<'a>) -> Text<'a> {
    match host_start(url) {
        Some(start) => arena.before(start, |byte| text!(":/#").has(byte)),
        None => url,
    }
}

/// The URL from its host on, when it has one.
pub fn host_start(url: Text<'_>) -> Option<Text<'_>> {
    let mut rest = texts!("http:" "https:" "ftp:").find_map(|scheme| url.after(scheme))?;
    while rest.first() == b'/' {
        rest = rest.next();
    }
    let start = rest.behind(b'@').unwrap_or(rest);
    (!start.is_empty() && !text!(":/#").has(start.first())).then_some(start)
}

/// The part of the URL behind `scheme:`, when it begins with lower-case letters and a colon.
fn behind_scheme(url: Text<'_>) -> Option<Text<'_>> {
    let colon = url.find_byte(|byte| !byte.is_ascii_lowercase())?;
    (colon.first() == b':' && !colon.same_place(url)).then_some(colon)
}

/// The path of a URL, or of a host with a path; `/` when there is none.
pub fn path<'a>(arena: Scratch<'a>, url: Text<'a>) -> Text<'a> {
    let host = url.find(text!("//")).map_or(url, |slashes| slashes.from(2));
    let bare = arena.before(host, ends_path);
    bare.find_byte(|byte| byte == b'/').unwrap_or(text!("/"))
}

/// A host entry in the form it is compared: no trailing dot, `*.x` as `.x`, no path.
pub fn domain_entry<'a>(arena: Scratch<'a>, entry: Text<'a>) -> Text<'a> {
    let entry = if entry.after(text!("*.")).is_some() { entry.next() } else { entry };
    let entry = arena.before(entry, |byte| byte == b'/');
    match entry.find_byte(|byte| byte == b'.').and(entry.places().last()) {
        Some(last) if last.first() == b'.' => arena.until(entry, last),
        _ => entry,
    }
}

/// Does `host` belong to the entry? `.x` stands for x and all below it; other entries for one host.
pub fn host_matches(arena: Scratch<'_>, host: Text<'_>, entry: Text<'_>) -> bool {
    let entry = domain_entry(arena, arena.join(entry, Text::EMPTY));
    let same = |host: Text<'_>, entry: Text<'_>| host.after_ignoring_case(entry).is_some_and(Text::is_empty);
    if entry.first() == b'.' { same(host, entry.next()) || host.places().any(|ending| same(ending, entry)) } else { same(host, entry) }
}

/// Does `path` belong to the path of the entry? A trailing `*` makes it a plain prefix, otherwise
/// whole segments are compared.
pub fn path_matches(arena: Scratch<'_>, url_path: Text<'_>, entry: Text<'_>) -> bool {
    let mut path_left = url_path;
    let mut wanted = path(arena, arena.join(entry, Text::EMPTY));
    loop {
        let ending = wanted.next().is_empty();
        match wanted.first() {
            b'*' if ending => return true,
            0 => return true,
            b'/' if ending => return matches!(path_left.first(), 0 | b'/'),
            byte if !byte.eq_ignore_ascii_case(&path_left.first()) => return false,
            _ if ending => return matches!(path_left.next().first(), 0 | b'/'),
            _ => {}
        }
        wanted = wanted.next();
        path_left = path_left.next();
    }
}

/// What follows the first `name=` after `?`, `&` or `#`.
fn find_parameter<'a>(url: Text<'a>, name: Text<'_>) -> Option<Text<'a>> {
    url.places().filter(|place| text!("?&#").has(place.first())).find_map(|place| place.next().after(name)?.after(text!("=")))
}

/// The decoded value of a query or hash parameter; empty when it is not there (spec-a §2.6).
pub fn parameter<'a>(arena: Scratch<'a>, url: Text<'a>, name: Text<'_>) -> Text<'a> {
    match find_parameter(url, name) {
        Some(value) => decode_or_unescape(arena, arena.before(value, |byte| byte == b'&' || byte == b'#')),
        None => Text::EMPTY,
    }
}

/// The URL without every parameter called `name`, in query and hash (spec-a §2.4, with its table).
pub fn without_parameter<'a>(arena: Scratch<'a>, url: Text<'a>, name: Text<'_>) -> Text<'a> {
    if find_parameter(url, name).is_none() {
        return url;
    }
    let before_hash = arena.before(url, |byte| byte == b'#');
    let mut kept = arena.draft();
    kept.add(arena.before(before_hash, |byte| byte == b'?'));
    if let Some(query) = before_hash.behind(b'?') {
        add_unless_empty(&mut kept, b'?', without_pieces(arena, query, name));
    }
    if let Some(hash) = url.behind(b'#') {
        // Only a hash with `=` behind its first character is taken apart like a query.
        let is_query = hash.first() != b'=' && hash.has(b'=');
        add_unless_empty(&mut kept, b'#', if is_query { hash_without(arena, hash, name) } else { hash });
    }
    kept.done()
}

fn add_unless_empty(kept: &mut Draft<'_>, mark: u8, part: Text<'_>) {
    if !part.is_empty() {
        kept.byte(mark).add(part);
    }
}

/// A leading `?` of the hash stays where it is.
fn hash_without<'a>(arena: Scratch<'a>, hash: Text<'a>, name: Text<'_>) -> Text<'a> {
    match hash.after(text!("?")) {
        Some(rest) => arena.join(text!("?"), without_pieces(arena, rest, name)),
        None => without_pieces(arena, hash, name),
    }
}

/// The `&`-separated pieces whose text before `=` is not `name`.
fn without_pieces<'a>(arena: Scratch<'a>, query: Text<'a>, name: Text<'_>) -> Text<'a> {
    let mut kept = arena.draft();
    let mut is_first = true;
    let mut rest = Some(query);
    while let Some(piece) = rest {
        rest = piece.behind(b'&');
        if piece.after(name).is_none_or(|after| !matches!(after.first(), 0 | b'=' | b'&')) {
            if !is_first {
                kept.byte(b'&');
            }
            is_first = false;
            kept.add(arena.before(piece, |byte| byte == b'&'));
        }
    }
    kept.done()
}

/// The text up to and with its last `/`.
fn directory<'a>(arena: Scratch<'a>, url: Text<'a>) -> Text<'a> {
    match url.places().filter(|place| place.first() == b'/').last() {
        Some(slash) => arena.until(url, slash.next()),
        None => Text::EMPTY,
    }
}

/// The text without `ending`, when it ends so.
fn without_ending<'a>(arena: Scratch<'a>, text: Text<'a>, ending: Text<'_>) -> Option<Text<'a>> {
    text.places().find(|place| place.is(ending)).map(|place| arena.until(text, place))
}

/// The directory of the Matomo server that a tracker URL belongs to (spec-a §2.2).
pub fn server_directory<'a>(arena: Scratch<'a>, page_url: Text<'a>, tracker_url: Text<'a>) -> Text<'a> {
    let url = arena.before(absolute(arena, page_url, tracker_url), |byte| byte == b'?');
    let found = without_ending(arena, url, text!("matomo.php"))
        .or_else(|| without_ending(arena, url, text!("piwik.php")))
        .or_else(|| without_ending(arena, url, text!(".php")).map(|url| directory(arena, url)))
        .unwrap_or(url);
    match without_ending(arena, found, text!("/js/")) {
        Some(parent) => arena.join(parent, text!("/")),
        None => found,
    }
}

/// A tracker URL as an absolute one: empty is the page itself, `//host` takes the page's scheme.
fn absolute<'a>(arena: Scratch<'a>, page_url: Text<'a>, url: Text<'a>) -> Text<'a> {
    if url.is_empty() {
        return page_url;
    }
    if url.find(text!("://")).is_some() {
        return url;
    }
    let base = if url.after(text!("//")).is_some() {
        arena.before(page_url, |byte| byte == b'/')
    } else if url.first() == b'/' {
        let host = page_url.find(text!("//")).map_or(page_url, |slashes| slashes.from(2));
        host.find_byte(|byte| byte == b'/').map_or(page_url, |path| arena.until(page_url, path))
    } else {
        directory(arena, arena.before(page_url, ends_path))
    };
    arena.join(base, url)
}

/// What `setCustomUrl` makes of its argument (spec-a §2.3). `base` is the purified page URL.
pub fn resolve<'a>(arena: Scratch<'a>, base: Text<'a>, url: Text<'a>) -> Text<'a> {
    if behind_scheme(url).is_some() {
        return url;
    }
    if url.first() != b'/' {
        return arena.join(directory(arena, arena.before(base, |byte| byte == b'?')), url);
    }
    let mut resolved = arena.draft();
    if let Some(colon) = behind_scheme(base) {
        resolved.add_until(base, colon);
    }
    resolved.add(text!("://")).add(host(arena, base)).add(url);
    resolved.done()
}

/// An address written in the page as an absolute one, by Matomo's rules (spec-b §3.3): no dot segments are resolved.
/// Empty stays empty.
pub fn absolute_in_page<'a>(call: Call<'a>, address: Text<'a>) -> Text<'a> {
    if address.is_empty() || has_pseudo_scheme(address) {
        return address;
    }
    let page = call.page().href().text();
    if address.first() == b'#' || address.first() == b'?' {
        return call.arena.join(call.arena.before(page, ends_path), address);
    }
    absolute(call.arena, page, address)
}

/// `mailto:`, `data:` and the like: two to eleven letters and a colon.
fn has_pseudo_scheme(address: Text<'_>) -> bool {
    let colon = address.find_byte(|byte| !byte.is_ascii_alphabetic());
    colon.is_some_and(|colon| colon.first() == b':' && (2..=11).any(|letters| colon.same_place(address.from(letters))))
}

/// An address of this page's origin without scheme, host and port; any other stays. matomo.js cuts at the last
/// occurrence of the host, wherever it stands (spec-b B20).
pub fn without_own_origin<'a>(call: Call<'a>, address: Text<'a>) -> Text<'a> {
    let (Some(start), Some(own)) = (host_start(address), host_start(call.page().href().text())) else { return address };
    let arena = call.arena;
    if !arena.before(start, ends_host).is(arena.before(own, ends_host)) {
        return address;
    }
    start.find_byte(|byte| byte == b'/').unwrap_or(text!("/"))
}

fn ends_host(byte: u8) -> bool {
    matches!(byte, b':' | b'/' | b'?' | b'#')
}
