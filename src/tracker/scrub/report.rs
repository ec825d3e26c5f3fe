//! Which rule fired, for those who ask: the debug build and its inspector.

use super::policy::kind;
use crate::text::Text;

/// Why something was replaced or removed. The first eight are the detectors, in the order of `DETECTORS` in
/// `js/scrub_policy.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Rule {
    /// An e-mail address.
    Email,
    /// A token, key or hash.
    Secret,
    /// A UUID.
    Uuid,
    /// The number of a payment card.
    Card,
    /// An IBAN.
    Iban,
    /// A phone number.
    Phone,
    /// An IP address.
    Ip,
    /// Coordinates of a place.
    Location,
    /// The name of a parameter says that its value is personal.
    Name,
    /// The policy's own rule for this name.
    Policy,
    /// User name and password before a host.
    UserInfo,
    /// The policy's template for this route.
    Template,
    /// Not on the list of what `anonymous` lets through.
    Unknown,
    /// Query and hash of another site's URL.
    Referrer,
    /// Encoded more often than anyone reads.
    TooDeep,
}

impl Rule {
    /// The names of the detectors in order, as a policy has them.
    pub const DETECTORS: &'static [&'static str] = &["email", "secret", "uuid", "card", "iban", "phone", "ip", "location"];

    /// The rule behind a verdict over a name; see [`kind`].
    pub(super) fn of(kind: u8) -> Self {
        match kind {
            kind::PERSONAL => Rule::Name,
            kind::REFERRER => Rule::Referrer,
            kind::UNKNOWN | kind::IDENTIFIER => Rule::Unknown,
            _ => Rule::Policy,
        }
    }
}

/// Is told what the scrubber does.
pub trait Report {
    /// `rule` replaced or removed what lies between `from` and `to`, in the text that is scrubbed.
    fn fired(&mut self, rule: Rule, from: Text<'_>, to: Text<'_>);
}

/// Nobody asks: costs nothing.
impl Report for () {
    fn fired(&mut self, _: Rule, _: Text<'_>, _: Text<'_>) {}
}
