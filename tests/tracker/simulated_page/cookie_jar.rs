//! A browser's cookies: what `document.cookie` takes and shows.

/// Cookies of all hosts, oldest first.
#[derive(Debug, Default)]
pub struct CookieJar {
    cookies: Vec<Cookie>,
    /// Every line given to `document.cookie`, in order.
    pub writes: Vec<String>,
}

#[derive(Debug)]
struct Cookie {
    name: String,
    value: String,
    path: String,
    /// With a leading dot: this host and all below it.
    domain: String,
    /// In ms; infinite: until the browser closes.
    expires: f64,
    secure: bool,
}

/// Where a page is: scheme, host and path decide which cookies it sees.
#[derive(Clone, Debug)]
pub struct Place {
    pub secure: bool,
    pub host: String,
    pub path: String,
}

impl CookieJar {
    /// `document.cookie = pair;…` at `now`: `expires` in ms or empty, `attributes` from `;path=` on.
    pub fn write(&mut self, place: &Place, now: f64, pair: &str, expires: &str, attributes: &str) {
        let until = if expires.is_empty() { f64::INFINITY } else { expires.parse().expect("a cookie ends at a time in ms") };
        let date = if expires.is_empty() { String::new() } else { format!(";expires={}", utc_string(until)) };
        self.writes.push(format!("{pair}{date}{attributes}"));
        let (name, value) = pair.split_once('=').expect("a cookie is name=value");
        let attribute = |wanted: &str| attributes.split(';').find_map(|part| part.strip_prefix(wanted)).map(String::from);
        let domain = attribute("domain=").map_or(place.host.clone(), |domain| format!(".{}", domain.trim_start_matches('.')));
        let cookie = Cookie {
            name: name.into(),
            value: value.into(),
            path: attribute("path=").expect("every cookie has a path"),
            secure: attributes.contains(";secure"),
            domain,
            expires: until,
        };
        if place.host.is_empty() || !belongs(&place.host, &cookie.domain) || cookie.secure && !place.secure {
            return;
        }
        match self.cookies.iter_mut().find(|old| (&old.name, &old.path, &old.domain) == (&cookie.name, &cookie.path, &cookie.domain)) {
            Some(old) => *old = cookie,
            None => self.cookies.push(cookie),
        }
        self.cookies.retain(|cookie| cookie.expires > now);
    }

    /// A cookie of this host that was there before, for path `/` and for ever.
    pub fn put(&mut self, place: &Place, name: &str, value: &str) {
        self.write(place, 0.0, &format!("{name}={value}"), "", ";path=/");
        self.writes.pop();
    }

    /// `document.cookie`.
    pub fn visible(&self, place: &Place, now: f64) -> String {
        let seen = |cookie: &&Cookie| {
            cookie.expires > now
                && belongs(&place.host, &cookie.domain)
                && place.path.starts_with(&cookie.path)
                && (place.secure || !cookie.secure)
        };
        self.cookies.iter().filter(seen).map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect::<Vec<_>>().join("; ")
    }
}

fn belongs(host: &str, domain: &str) -> bool {
    host == domain || domain.starts_with('.') && (host.ends_with(domain) || host == &domain[1..])
}

/// `new Date(ms).toUTCString()`.
pub fn utc_string(ms: f64) -> String {
    const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let seconds = (ms / 1000.0).floor() as i64;
    let (days, time) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let mut year = 1970;
    let mut day = days;
    while day >= length_of_year(year) {
        day -= length_of_year(year);
        year += 1;
    }
    let mut month = 0;
    while day >= length_of_month(year, month) {
        day -= length_of_month(year, month);
        month += 1;
    }
    let (weekday, month) = (WEEKDAYS[days.rem_euclid(7) as usize], MONTHS[month]);
    format!("{weekday}, {:02} {month} {year} {:02}:{:02}:{:02} GMT", day + 1, time / 3600, time / 60 % 60, time % 60)
}

fn length_of_year(year: i64) -> i64 {
    if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) { 366 } else { 365 }
}

fn length_of_month(year: i64, month: usize) -> i64 {
    let february = length_of_year(year) - 337;
    [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month]
}
