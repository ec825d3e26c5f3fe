//! The methods that need a rule, and where each rule is.

use super::{Call, Outcome, action, configure, consent, content, cookie, cross_domain, ecommerce, link, release, retry, scrub};

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident => $rule:expr,)+) => {
        /// A method of the tracker by its public name, or a step that only paqet's own JavaScript takes.
        /// `js/methods.js` repeats the order, and a test keeps the two equal.
        #[allow(non_camel_case_types, reason = "the names are those of the public methods")]
        #[derive(Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Command { $($(#[$doc])* #[doc = concat!("`", stringify!($name), "`")] $name,)+ }

        impl Command {
            /// The names in order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($name)),+];
        }

        /// Runs the rule of the command with this number; an unknown number does nothing.
        pub fn run<'a>(number: u8, call: Call<'a>, out: &mut Outcome<'_>) {
            $(if number == Command::$name as u8 { return $rule(call, out); })+
        }
    };
}

commands! {
    /// Not a method: a new tracker looks at its page.
    create => configure::create,
    /// Not a method: keeps requests that could not be sent.
    keep => retry::keep,
    /// Not a method: tries them again.
    retry => retry::again,
    /// Not a method: names a content block.
    nameContent => content::resolve,
    /// Not a method: lets one request go.
    release => release::single,
    /// Not a method: lets a list of requests go as bulk requests.
    releaseBulk => release::bulk,
    /// Not a method: the page is being left with requests that wait for their turn.
    leave => release::leaving,
    /// Not a method: a link was clicked.
    clickLink => link::clicked,
    /// Not a method: writes the visitor cookie.
    rememberVisitor => configure::remember_visitor,
    /// Not a method: assembles a content impression or interaction.
    trackContent => content::track,
    /// Not a method: the page is being left, perhaps with nothing tracked.
    unload => configure::unload,
    /// Not a method: answers a request as it may leave.
    scrub => scrub::answer,
    trackPageView => action::page_view,
    trackEvent => action::event,
    trackGoal => action::goal,
    trackSiteSearch => action::site_search,
    trackLink => action::link,
    trackRequest => action::request,
    trackEcommerceOrder => ecommerce::order,
    trackEcommerceCartUpdate => ecommerce::cart,
    getVisitorInfo => configure::visitor_info,
    getCrossDomainLinkingUrlParameter => cross_domain::reply,
    getMatomoUrl => configure::matomo_url,
    setDomains => configure::domains,
    getAttributionInfo => configure::attribution_info,
    getCookie => cookie::get,
    setSessionCookie => cookie::set_own,
    setCookieDomain => configure::cookie_domain,
    rememberConsentGiven => consent::remember,
    rememberCookieConsentGiven => consent::remember_for_cookies,
    setDoNotTrack => consent::do_not_track,
    requireConsent => consent::require,
    getCurrentUrl => configure::current_url,
    setCustomUrl => configure::custom_url,
    setVisitorId => configure::visitor_id,
    deleteCookies => cookie::delete_all,
    disableCookies => consent::disable_cookies,
    setConsentGiven => consent::give,
    forgetConsentGiven => consent::forget,
    getRememberedConsent => consent::remembered,
    setCookieConsentGiven => consent::give_for_cookies,
    forgetCookieConsentGiven => consent::forget_for_cookies,
    getRememberedCookieConsent => consent::remembered_for_cookies,
    previewScrub => scrub::preview,
    /// Made of others in JavaScript: `trackRequest` with `ping=1`.
    ping => nothing,
    /// Made in JavaScript.
    enableBrowserFeatureDetection => nothing,
}

/// For methods that live in JavaScript and are only called from here.
fn nothing(_: Call<'_>, _: &mut Outcome<'_>) {}
