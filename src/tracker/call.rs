//! One call of the page into the tracker: everything a rule may look at.

use super::{Page, Settings, Value};
use crate::text::{Number, Scratch, Text, digits_into, floor, round};

/// Settings, facts and arguments of one call, and the memory for its texts. In the payload it is one pointer,
/// because all arenas are the same one there: pass it by value.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// Where the texts of this call are made.
    pub arena: Scratch<'a>,
    values: &'a Values<'a>,
}

/// The most arguments a call can bring.
const ARGUMENTS: usize = 10;

/// Position of the first argument.
const FIRST_ARGUMENT: usize = Settings::COUNT + Page::COUNT;

/// All that one call brings: settings, then facts, then arguments.
pub type Values<'a> = [Value<'a>; FIRST_ARGUMENT + ARGUMENTS];

/// Splits the input of a call into its values. Missing ones are undefined.
#[must_use]
pub fn values(input: Text<'_>) -> Values<'_> {
    let mut values = [Value::UNDEFINED; FIRST_ARGUMENT + ARGUMENTS];
    let mut rest = input;
    for value in &mut values {
        let Some(read) = Value::read(rest) else { break };
        *value = read;
        rest = value.following();
    }
    values
}

impl<'a> Call<'a> {
    /// A call with its [`values`].
    #[must_use]
    pub fn new(arena: Scratch<'a>, values: &'a Values<'a>) -> Self {
        Self { arena, values }
    }

    /// The state of the tracker before the call.
    #[must_use]
    pub fn settings(self) -> Settings<'a> {
        Settings(self.values)
    }

    /// The page at the time of the call.
    #[must_use]
    pub fn page(self) -> Page<'a> {
        Page(self.values)
    }

    /// The argument at `index`, 0 to 9; undefined when it was not given.
    #[must_use]
    pub fn arg(self, index: usize) -> Value<'a> {
        self.values.get(FIRST_ARGUMENT + index).copied().unwrap_or(Value::UNDEFINED)
    }

    /// `String(argument)` at `index`, of a list too.
    #[must_use]
    pub fn text(self, index: usize) -> Text<'a> {
        let value = self.arg(index);
        if !value.is_list() {
            return value.text();
        }
        let mut joined = self.arena.draft();
        for (at, item) in value.items().enumerate() {
            if at > 0 {
                joined.byte(b',');
            }
            joined.add(item);
        }
        joined.done()
    }

    /// `Date.now()` in ms.
    #[must_use]
    pub fn now(self) -> Number {
        self.page().now().number()
    }

    /// The time in seconds, rounded as matomo.js does for all but cross-domain links.
    #[must_use]
    pub fn seconds(self) -> Text<'a> {
        self.digits(round(self.now() / 1000.0))
    }

    /// The time in whole seconds that have passed.
    #[must_use]
    pub fn full_seconds(self) -> Number {
        floor(self.now() / 1000.0)
    }

    /// The digits of a number of 0 or more.
    #[must_use]
    pub fn digits(self, value: Number) -> Text<'a> {
        let mut draft = self.arena.draft();
        digits_into(&mut draft, value);
        draft.done()
    }
}
