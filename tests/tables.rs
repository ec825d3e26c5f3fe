//! The tables that JavaScript repeats from Rust are the same: settings, commands, facts. Node runs the files of
//! `js/` themselves, so a swap of two entries is seen however the table is written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    missing_docs
)]

use std::collections::HashMap;
use std::process::Command as Process;

use paqet::tracker::{Command, Page, Settings};

#[allow(dead_code, unused_imports, reason = "the behaviour tests use the rest of it")]
#[path = "tracker/simulated_page/mod.rs"]
mod simulated_page;

/// What a script prints that imports files of `js/`, as lines.
fn node(script: &str) -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/js");
    let done = Process::new("node").args(["--input-type=module", "--eval", script]).current_dir(folder).output();
    let done = done.expect("Node is needed to read the tables of js/: it runs the tests of the scripts as well");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap().lines().map(String::from).collect()
}

/// The exports of a file of `js/` that are numbers.
fn numbers(file: &str) -> HashMap<String, usize> {
    let lines = node(&format!(
        "import * as it from './{file}'; for (const name in it) if (typeof it[name] === 'number') console.log(name + ' ' + it[name]);"
    ));
    let number = |line: &String| line.split_once(' ').map(|(name, value)| (name.to_owned(), value.parse().unwrap()));
    lines.iter().filter_map(number).collect()
}

#[test]
fn slots_js_repeats_the_settings() {
    let mut slots = numbers("slots.js");
    assert_eq!(slots.remove("SHARED"), Some(Settings::COUNT), "SHARED is how many settings there are");
    let mut names: Vec<_> = slots.iter().map(|(name, at)| (*at, name.to_lowercase())).collect();
    names.sort();
    let wanted: Vec<_> = Settings::NAMES.iter().enumerate().map(|(at, name)| (at, (*name).to_owned())).collect();
    assert_eq!(names, wanted);
}

#[test]
fn methods_js_repeats_the_commands() {
    let names = node("import { COMMANDS } from './methods.js'; for (const name of COMMANDS) console.log(name);");
    assert_eq!(names, Command::NAMES[numbers("methods.js")["NAMED"]..]);
}

#[test]
fn setters_change_the_setting_of_their_name() {
    let changed = node(
        "globalThis.document = {};
        const { simpleMethods } = await import('./simple_methods.js');
        const names = (file) => Object.fromEntries(Object.entries(file).map(([name, at]) => [at, name]));
        const slots = { ...names(await import('./slots.js')), ...names(await import('./state.js')) };
        const state = [];
        const methods = simpleMethods({}, {}, state, () => {});
        for (const method in methods) if (/^(set|discard|append)/.test(method)) {
          state.length = 0;
          methods[method](5);
          const at = Object.keys(state)[0];
          if (at) console.log(method, slots[at], JSON.stringify(state[at]));
        }",
    );
    let wanted = [
        "setExcludedQueryParams EXCLUDED_QUERY [5]",
        "setExcludedReferrers EXCLUDED_REFERRERS [5]",
        "setCampaignNameKey CAMPAIGN_NAMES [5]",
        "setCampaignKeywordKey CAMPAIGN_KEYWORDS [5]",
        "setIgnoreClasses IGNORE_CLASSES [5]",
        "setDownloadClasses DOWNLOAD_CLASSES [5]",
        "setLinkClasses LINK_CLASSES [5]",
        "setVisitorCookieTimeout VISITOR_TIMEOUT 5000",
        "setSessionCookieTimeout SESSION_TIMEOUT 5000",
        "setReferralCookieTimeout REFERRAL_TIMEOUT 5000",
        "setTrackerUrl TRACKER_URL 5",
        "setSiteId SITE_ID 5",
        "setAPIUrl API_URL 5",
        "setReferrerUrl REFERRER 5",
        "setDocumentTitle TITLE 5",
        "discardHashTag DISCARD_HASH 5",
        "setConversionAttributionFirstReferrer FIRST_REFERRER 5",
        "setCookieNamePrefix COOKIE_PREFIX 5",
        "setCookiePath COOKIE_PATH 5",
        "setCrossDomainLinkingTimeout CROSS_DOMAIN_TIMEOUT 5",
        "setGlobalPrivacyControl PRIVACY_CONTROL 5",
        "appendToTrackingUrl APPENDED 5",
        "setCustomRequestProcessing PROCESSING 5",
        "setLinkTrackingTimer PAUSE 5",
        "setCountPreRendered COUNT_PRERENDERED 5",
    ];
    assert_eq!(changed, wanted);
}

#[test]
fn constants_of_methods_js_point_at_their_commands() {
    let numbers = numbers("methods.js");
    assert!(numbers.len() >= 8, "the constants are numbers: {numbers:?}");
    for (constant, at) in &numbers {
        let wanted = match constant.as_str() {
            "NAMED" => "requireConsent".into(),
            "LAST_LOOK" => "getCrossDomainLinkingUrlParameter".into(),
            steps => camel_case(steps),
        };
        assert_eq!(Command::NAMES[*at], wanted, "{constant}");
    }
}

#[test]
fn every_command_without_a_name_in_js_has_a_constant() {
    let numbers = numbers("methods.js");
    let constants: Vec<_> = numbers.keys().map(|name| camel_case(name)).collect();
    for command in &Command::NAMES[..numbers["NAMED"]] {
        assert!(constants.contains(&(*command).to_owned()), "{command} has no constant in js/methods.js");
    }
}

/// `RELEASE_BULK` as `releaseBulk`.
fn camel_case(constant: &str) -> String {
    let mut words = constant.split('_').map(str::to_lowercase);
    let first = words.next().unwrap_or_default();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

#[test]
fn page_js_gives_the_facts_in_order() {
    let facts = node(
        "const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true });
        const times = 'fetchStart connectEnd requestStart responseStart responseEnd domLoading domInteractive domComplete loadEventStart loadEventEnd';
        const agent = { userAgent: 'agent+', platform: 'platform', cookieEnabled: 'cookies_enabled', globalPrivacyControl: 'privacy_control' };
        define('navigator', agent);
        define('screen', { width: 1, height: 2 });
        define('location', { href: 'href' });
        define('performance', { getEntriesByType: () => [], timing: Object.fromEntries(times.split(' ').map((name, at) => [name, at + 1])) });
        define('document', { cookie: 'cookies', referrer: 'document_referrer', domain: 'domain', characterSet: 'CharSet', links: [{ href: 'first_link' }] });
        define('top', { document });
        Math.random = () => 0.5;
        Date = class { getTime = () => 99; getHours = () => 11; getMinutes = () => 22; getSeconds = () => 33; };
        const { facts } = await import('./page.js');
        const { FEATURES_ON, HAS_CONSENT } = await import('./slots.js');
        const { CREATE, LAST_LOOK, NAME_CONTENT, TRACK_PAGE_VIEW } = await import('./methods.js');
        const state = [];
        state[FEATURES_ON] = true;
        const seen = (command) => facts({ _state: state }, command).join(';');
        const tells = (command) => /agent|cookie\"/.test(seen(command));
        if (tells(TRACK_PAGE_VIEW)) throw new Error('told the browser without consent');
        state[HAS_CONSENT] = true;
        for (const command of [CREATE, NAME_CONTENT, LAST_LOOK + 1]) if (tells(command)) throw new Error('told the browser for nothing');
        for (const command of [NAME_CONTENT + 1, TRACK_PAGE_VIEW, LAST_LOOK]) if (!tells(command)) throw new Error('did not tell the browser');
        const created = facts({ _state: state }, CREATE);
        facts({ _state: state }, TRACK_PAGE_VIEW).forEach((fact, at) => console.log(String(fact === '' ? created[at] : fact)));",
    );
    let wanted = |name: &&'static str| match *name {
        "now" => "99",
        "hours" => "11",
        "minutes" => "22",
        "seconds" => "33",
        "random" => "0.5",
        "dice" => "31,31,31,31,31,31",
        "agent" => "agent+platform",
        "features" => r#"{"cookie":"1","res":"1x2"}"#,
        "hints" => "{}",
        "hints_pending" => "false",
        "timing" => "1,2,3,4,5,6,7,8,9,10",
        "loaded" => "undefined",
        own_name => own_name,
    };
    assert_eq!(facts, Page::NAMES.iter().map(wanted).collect::<Vec<_>>());
}

#[test]
fn the_simulated_page_has_the_defaults_of_state_js() {
    let values = node(
        "globalThis.document = { title: 'My Title' };
        globalThis.location = {};
        const { defaults } = await import('./state.js');
        const { SHARED } = await import('./slots.js');
        for (const value of defaults('/matomo.php', 5).slice(0, SHARED)) console.log(String(JSON.stringify(value)));",
    );
    let own = simulated_page::defaults(&"/matomo.php".into(), &5.0.into(), "My Title");
    let seen: Vec<_> = Settings::NAMES.iter().zip(values).map(|(name, value)| format!("{name} {value}")).collect();
    let wanted = |(name, value): (&&str, &simulated_page::Js)| format!("{name} {}", value.json().unwrap_or("undefined".into()));
    assert_eq!(seen, Settings::NAMES.iter().zip(&own).map(wanted).collect::<Vec<_>>());
    let without_tracker = simulated_page::defaults(&simulated_page::Js::Undefined, &simulated_page::Js::Undefined, "");
    assert_eq!(without_tracker.len(), Settings::COUNT);
}

#[test]
fn scrub_policy_js_compiles_policies_as_the_simulated_page_does() {
    let policies = [
        r#""off""#,
        r#""balanced""#,
        r#""anonymous""#,
        "{}",
        r#"{ extends: "off", query: { deny: ["First-Name", "b"] } }"#,
        r#"{ extends: "anonymous", title: "A page", allow: { outlinks: true, downloads: true, userId: true }, placeholder: "-" }"#,
        r#"{ extends: "anonymous", title: true, query: { allow: "idSite", replace: { idSite: 20, nonce: "N" } } }"#,
        r#"{ hash: false, referrer: false, text: false, title: false, path: { templates: ["/plan/:id/*", "/a"] } }"#,
        "{ detectors: { email: false, ip: true, location: false } }",
        "{ hash: true, referrer: true, text: true, title: true }",
        r#""strict""#,
        "5",
        "null",
        r#"{ extend: "off" }"#,
        r#"{ extends: "toString" }"#,
        r#"{ hash: "no" }"#,
        r#"{ query: ["a"] }"#,
        "{ query: { allowed: [] } }",
        "{ query: { allow: [5] } }",
        r#"{ path: { templates: ["plan/:id"] } }"#,
        "{ detectors: { mail: false } }",
        "{ allow: { userId: 1 } }",
        "{ title: 5 }",
        r#"{ query: { replace: "a" } }"#,
    ];
    let list = format!("[{}]", policies.join(","));
    let compiled = node(&format!(
        "const {{ compile }} = await import('./scrub_policy.js');
        for (const policy of {list}) {{
          let list;
          try {{ [list] = compile(policy); }} catch {{ list = ['refused']; }}
          console.log(JSON.stringify(list));
        }}"
    ));
    let wanted = |policy: &&str| {
        let list = simulated_page::compile(&simulated_page::literal(policy)).unwrap_or(vec!["refused".into()]);
        simulated_page::Js::from(list.iter().map(String::as_str).collect::<Vec<_>>()).json().unwrap()
    };
    assert_eq!(compiled, policies.iter().map(wanted).collect::<Vec<_>>());
}

#[test]
fn detectors_are_numbered_as_in_rust() {
    let names = node("import { DETECTORS } from './scrub_policy.js'; for (const name of DETECTORS) console.log(name);");
    assert_eq!(names, paqet::tracker::scrub::Rule::DETECTORS);
}
