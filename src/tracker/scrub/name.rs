//! Names of parameters that say: what I carry is personal.
//!
//! The list is our own. It holds what names a credential, a person, a way to reach one, an account, a session or an illness,
//! and not what is merely often personal: `id`, `name`, `city`, `page`, `author`, `code` and `key` stay (`field.md` §3.1).

use crate::text::{Series, Text, Units};

/// What makes a name personal: anywhere in it, at its end where a dot says so, and at the beginning of a word of it where an
/// underscore says so: `useremail`, but not `emails_per_page`; `my_pin` and `myPin`, but not `shopping` and `pin_size`.
fn personal() -> Series<'static> {
    texts!(
        "passw" "passp" "passc" "secret" "token." "tokena" "apik" "privatek" "accessk" "credent" "oauth" "bearer"
        "authoriz" "authkey" "signatu" "hmac" "csrf" "xsrf" "nonce" "saml" "sessid" "sessioni" "sessionk" "onetime" "firstn"
        "lastn" "fulln" "surn" "usern" "givenn" "familyn" "middlen" "maiden" "nickn" "realn" "userid" "loginn"
        "loginh" "customeri" "customern" "memberi" "patient" "diagno" "diseas" "sympt" "allerg" "medica" "healthin"
        "bloodt" "socialse" "nationali" "driverl" "driversl" "taxid" "birthd" "ofbirth" "email." "emaila"
        "phonen" "telefo" "teleph" "mobilep" "mobilen" "whatsa" "addres" "adres" "postcod" "postal" "zipc" "latitu"
        "longit" "geoloc" "creditc" "cardn" "cardh" "ccnum" "cvv" "iban" "accountn" "insurancen" "bankac" "routingn" "sortc"
        "kennw" "vorn" "nachn" "familienn" "benutz" "strase" "strass" "geburt" "konton" "steuern" "kranken" "prenom"
        "nomdef" "motdep" "courri" "naiss" "identifian" "utilis" "correo" "contrase" "apellid" "nacim" "usuari"
        "direcc" "senha" "sobren" "endere" "celular" "nasci" "cognome" "indiri" "codicef" "utente" "cellul"
        "wachtw" "voorn" "achtern" "geboort" "gebruik" "haslo" "nazwis" "pesel" "uzytk" "heslo" "prijm" "sifre" "soyad"
        "eposta" "parol" "_pwd." "_pass." "_pw." "_auth." "_jwt." "_otp." "_totp." "_pin." "_tan." "_mfa." "_sid." "_session."
        "_sig." "_mail." "_login." "_user." "_usr." "_uname." "_fname." "_lname." "_uid." "_ssn." "_dob." "_nif." "_dni." "_cpf."
        "_bsn." "_bic." "_cvc." "_tel." "_fax." "_zip." "_plz." "_ip." "_lat." "_lng." "_lon." "_street." "_straat." "_phone."
        "_handy." "_imie."
        // пароль, фамилия, телефон, почта, адрес, прізвище, κωδικός, τηλέφωνο, المرور, الهاتف, סיסמה, טלפון, パスワード, 비밀번호,
        // 전화번호, 氏名, 電話, 住所, 密码, 姓名, 手机, 电话, 邮箱, hasło, imię, příjmení, şifre; see `letter`.
        "^O?]Z" "CO[WZ" "ATZTC]\\" "^]FAO" "OS?T@" "^?UVQ" "YHSXY" "CVZLE" "FCDPGP" "FFI@" "@X@]S" "W[CT^" "PXN" "C?G" "CSG" "_NL" "_ZP" "_N?" "_E@" "_RL" "_JY" "_T\\" "_MP" "hasAo" "_imiX." "pXijm" "^ifre"
    )
}

/// A letter of a name as it is compared: in lower case, and those of other scripts as one of 32 characters that names have not
/// got otherwise. So they are short in the list above, and capitals are small letters there, too.
pub fn letter(char: char) -> u8 {
    if char.is_ascii() { char.to_ascii_lowercase() as u8 } else { (char as u8 & 31) + b'?' }
}

/// The name is personal. It comes in lower case, with `_` where it had separators or a capital begins a word.
pub fn is_personal(name: Text<'_>) -> bool {
    let mut before = b'_';
    name.places().any(|place| {
        let begins_word = core::mem::replace(&mut before, place.first()) == b'_';
        personal().any(|entry| match entry.first() {
            b'_' => begins_word && begins(place, entry.next()),
            _ => begins(place, entry),
        })
    })
}

/// The name begins so, separators aside; a dot stands for its end.
fn begins(name: Text<'_>, entry: Text<'_>) -> bool {
    let mut rest = name;
    for wanted in entry.bytes() {
        while rest.first() == b'_' {
            rest = rest.next();
        }
        if wanted == b'.' {
            return !rest.bytes().any(|byte| byte.is_ascii_alphabetic());
        }
        if rest.first() != wanted {
            return false;
        }
        rest = rest.next();
    }
    true
}

/// The whole name is what a rule has before its `=`, if it has one: answers what follows that.
pub fn matches<'a>(name: Text<'_>, rule: Units<'a>) -> Option<Units<'a>> {
    let mut rest = name;
    let mut wanted = rule;
    loop {
        while rest.first() == b'_' {
            rest = rest.next();
        }
        match wanted.char() {
            '\0' | '\u{1}' | '=' => return rest.is_empty().then_some(wanted.next()),
            char if letter(char) != rest.first() => return None,
            _ => (rest, wanted) = (rest.next(), wanted.next()),
        }
    }
}
