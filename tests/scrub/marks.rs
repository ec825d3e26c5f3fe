//! Marks that separate, and the same characters where they do not.

use super::carriers::component;
use super::policy::Policy;
use super::properties::{preview, scrubbed};

#[test]
fn a_personal_number_becomes_a_string_and_a_personal_text_stays_one() {
    let rows = [
        (r#"[4111111111111111,"b"]"#, r#"["XYZ","b"]"#),
        (r#"{"1":["a",4111111111111111]}"#, r#"{"1":["a","XYZ"]}"#),
        // The marks of JSON in a text are no marks.
        (r#"{"1":["a","card:4111111111111111,x"]}"#, r#"{"1":["a","card:XYZ,x"]}"#),
        (r#"[":A@[","jane@example.com",[4111111111111111]]"#, r#"[":XYZ[","XYZ",["XYZ"]]"#),
        (r#"["a=b",4111111111111111]"#, r#"["a=b","XYZ"]"#),
        (r#"["a={",4111111111111111]"#, r#"["a={","XYZ"]"#),
        // Nor is a quote that a text has.
        (r#"["a\"b",4111111111111111]"#, r#"["a\"b","XYZ"]"#),
        (r#"["a\",4111111111111111"]"#, r#"["a\",XYZ"]"#),
    ];
    for (before, after) in rows {
        for name in ["cvar", "ec_items"] {
            let sent = scrubbed(Policy::Balanced, &format!("{name}={}&e_n=a%5B4111111111111111%5D", component(before)));
            assert_eq!(sent, format!("{name}={}&e_n=a%5BXYZ%5D", component(after)), "{before}");
        }
    }
}

#[test]
fn a_name_that_takes_its_value_along_goes_with_it() {
    let rows = [
        ("https://www.example.org/;a://=jane/b", "https://www.example.org//b"),
        ("https://www.example.org/?c=1&a:%2F/=jane&b=1", "https://www.example.org/?c=XYZ&b=XYZ"),
        ("https://www.example.org/?a://=jane&b=1", "https://www.example.org/?b=XYZ"),
    ];
    for (before, after) in rows {
        assert_eq!((before, preview(Policy::Anonymous, before).as_str()), (before, after));
        assert_eq!(preview(Policy::Anonymous, after), after);
    }
}

#[test]
fn a_referrer_that_is_empty_keeps_what_follows_it() {
    assert_eq!(scrubbed(Policy::Balanced, r#"urlref=&email="?"#), r#"urlref="?"#);
    assert_eq!(scrubbed(Policy::Balanced, r#"urlref="?"#), r#"urlref="?"#);
    assert_eq!(scrubbed(Policy::Balanced, "urlref=a%3Fb%3Dc&e_n=a%3Fb%3Dc"), "urlref=a&e_n=a%3Fb%3Dc");
}

#[test]
fn a_name_and_a_password_in_front_of_a_host_go_whatever_is_encoded_in_them() {
    for name in ["jane", "jane:pw", "jane:p%23w", "jane%20roe:p%2Fw", "jane:p%3Fw", "jane:p&w", "jane:p;w", "jane%40mail:pw"] {
        for policy in [Policy::Balanced, Policy::Anonymous] {
            let url = format!("https://{name}@www.example.org/p");
            assert_eq!(preview(policy, &url), "https://www.example.org/p");
        }
        let text = format!("e_n={}", component(&format!("see https://{name}@www.example.org/p and b@c")));
        assert_eq!(scrubbed(Policy::Balanced, &text), "e_n=see%20https%3A%2F%2Fwww.example.org%2Fp%20and%20b%40c", "{name}");
    }
}
