//! What is wrong with an input: a code to branch on, the place, what was expected, what to do.

use std::fmt;

use serde::{Serialize, Serializer};
#[cfg(feature = "generate")]
use ts_rs::TS;

/// The closed, stable set of error codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "generate", derive(TS), ts(rename_all = "kebab-case"))]
pub enum ErrorCode {
    /// The WebAssembly module is not loaded yet, or this browser refuses to compile it synchronously.
    NotReady,
    /// A defect of Kaibo itself.
    Internal,
    /// The text is not JSON.
    NotJson,
    /// The input is larger than what is read.
    TooLarge,
    /// The input is nested deeper than what is read.
    TooDeep,
    /// An object contains itself.
    Cyclic,
    /// Reading a property threw.
    Unreadable,
    /// A value that data cannot hold: a `Map`, a `BigInt`, a function, an instance of a class.
    UnsupportedValue,
    /// A value of another type was expected.
    WrongType,
    /// A key that is not known here.
    UnknownKey,
    /// A key that is needed is absent.
    MissingKey,
    /// A key stands twice in one object.
    DuplicateKey,
    /// An id is used twice.
    DuplicateId,
    /// An id that is not defined.
    UnknownReference,
    /// A condition has no operator, or more than one.
    NotOneOperator,
    /// An operator that does not fit its subject's type.
    WrongOperator,
    /// Something that may not stand here.
    WrongPlace,
    /// A text lacks one of the document's locales.
    MissingText,
    /// A document format this version does not read.
    UnsupportedFormat,
    /// A time zone offset that is not of the form `+08:00`.
    UnsupportedZone,
    /// A business-day calendar this version does not have.
    UnsupportedCalendar,
    /// So many conditions share facts that exact answers would take too long.
    TooEntangled,
    /// Bounds between which no value lies.
    NeverSatisfiable,
    /// Versions of different policies were loaded together.
    IdMismatch,
    /// Two versions are in force on the same day, or have the same name.
    VersionsOverlap,
    /// Something is needed here.
    Empty,
    /// A fact the policy does not have.
    UnknownFact,
    /// A parameter the policy does not have.
    UnknownParameter,
    /// A programme the policy does not have.
    UnknownProgramme,
    /// The policy publishes this parameter: no other value can be supplied.
    ParameterPublished,
    /// Not a date, or one that does not exist.
    NotADate,
    /// A date-time without its offset from UTC.
    MissingOffset,
    /// A value outside its bounds.
    OutOfRange,
    /// A whole number was expected.
    NotWhole,
    /// Money with more than two decimals.
    TooPrecise,
    /// `NaN` or an infinity.
    NotFinite,
    /// A past event later than the moment as of which the facts hold.
    EventAfterMoment,
    /// Two events in an order that cannot be.
    EventOrder,
    /// One event is `"never"`, and one that goes with it is not.
    NeverAlone,
    /// `knownAt` is later than `asOf`.
    KnownAfterAsOf,
    /// A stated fact that the ledger of broadcasts rules out.
    AtOddsWithLedger,
    /// Two broadcasts that start at one moment and differ.
    BroadcastConflict,
    /// Between two rows of a tier table no tier applies.
    TierGap,
    /// Two rows of a tier table apply at once.
    TierOverlap,
    /// A row of a tier table that can never be reached before a later one.
    TierUnreachable,
}

impl ErrorCode {
    /// How it is written.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotReady => "not-ready",
            Self::Internal => "internal",
            Self::NotJson => "not-json",
            Self::TooLarge => "too-large",
            Self::TooDeep => "too-deep",
            Self::Cyclic => "cyclic",
            Self::Unreadable => "unreadable",
            Self::UnsupportedValue => "unsupported-value",
            Self::WrongType => "wrong-type",
            Self::UnknownKey => "unknown-key",
            Self::MissingKey => "missing-key",
            Self::DuplicateKey => "duplicate-key",
            Self::DuplicateId => "duplicate-id",
            Self::UnknownReference => "unknown-reference",
            Self::NotOneOperator => "not-one-operator",
            Self::WrongOperator => "wrong-operator",
            Self::WrongPlace => "wrong-place",
            Self::MissingText => "missing-text",
            Self::UnsupportedFormat => "unsupported-format",
            Self::UnsupportedZone => "unsupported-zone",
            Self::UnsupportedCalendar => "unsupported-calendar",
            Self::TooEntangled => "too-entangled",
            Self::NeverSatisfiable => "never-satisfiable",
            Self::IdMismatch => "id-mismatch",
            Self::VersionsOverlap => "versions-overlap",
            Self::Empty => "empty",
            Self::UnknownFact => "unknown-fact",
            Self::UnknownParameter => "unknown-parameter",
            Self::UnknownProgramme => "unknown-programme",
            Self::ParameterPublished => "parameter-published",
            Self::NotADate => "not-a-date",
            Self::MissingOffset => "missing-offset",
            Self::OutOfRange => "out-of-range",
            Self::NotWhole => "not-whole",
            Self::TooPrecise => "too-precise",
            Self::NotFinite => "not-finite",
            Self::EventAfterMoment => "event-after-moment",
            Self::EventOrder => "event-order",
            Self::NeverAlone => "never-alone",
            Self::KnownAfterAsOf => "known-after-as-of",
            Self::AtOddsWithLedger => "at-odds-with-ledger",
            Self::BroadcastConflict => "broadcast-conflict",
            Self::TierGap => "tier-gap",
            Self::TierOverlap => "tier-overlap",
            Self::TierUnreachable => "tier-unreachable",
        }
    }

    /// What to do about it, in a sentence.
    #[must_use]
    pub fn help(self) -> &'static str {
        match self {
            Self::NotReady => {
                "Await init() of kaibo/slim first; a browser that refuses to compile synchronously needs that entry."
            }
            Self::Internal => "This is a defect of Kaibo: please report it with the input.",
            Self::NotJson => "Pass JSON text, or the parsed object.",
            Self::TooLarge => "Make the input smaller.",
            Self::TooDeep => "Nest less deeply.",
            Self::Cyclic => "Pass plain data without references to itself.",
            Self::Unreadable => "Pass plain data: copy the values out of the object that throws.",
            Self::UnsupportedValue => {
                "Pass plain objects, arrays, strings, finite numbers and booleans."
            }
            Self::WrongType => {
                "Pass a value of the expected type; leave a fact out while it is unknown."
            }
            Self::UnknownKey => "Remove the key, or correct its name.",
            Self::MissingKey => "Add the key.",
            Self::DuplicateKey => "Keep one of the two.",
            Self::DuplicateId => "Give each its own id.",
            Self::UnknownReference => "Use an id that the document defines.",
            Self::NotOneOperator => {
                "Write exactly one operator in a condition; combine several with all or any."
            }
            Self::WrongOperator => "Use an operator that fits the type of the subject.",
            Self::WrongPlace => "Move it to where the format allows it.",
            Self::MissingText => "Give the text in every locale the document lists.",
            Self::UnsupportedFormat => "Write the document in format 1, or update Kaibo.",
            Self::UnsupportedZone => "Give the zone's fixed offset, as +08:00.",
            Self::UnsupportedCalendar => "Use the calendar CN, or null.",
            Self::TooEntangled => "Let fewer conditions share the same facts.",
            Self::NeverSatisfiable => "Make min no greater than max.",
            Self::IdMismatch => {
                "Load the versions of one policy together, and other policies apart."
            }
            Self::VersionsOverlap => {
                "Let each version end before the next one starts, and name each once."
            }
            Self::Empty => "Give at least one.",
            Self::UnknownFact => "Use one of the policy's fact ids.",
            Self::UnknownParameter => "Use one of the policy's parameter ids.",
            Self::UnknownProgramme => "Use one of the policy's programme ids.",
            Self::ParameterPublished => "Leave it out: the policy publishes the value.",
            Self::NotADate => {
                "Use YYYY-MM-DD, or a date-time with an offset such as 2023-09-14T20:00:00+08:00."
            }
            Self::MissingOffset => "Add the offset from UTC to the date-time, such as +08:00 or Z.",
            Self::OutOfRange => "Use a value within the bounds.",
            Self::NotWhole => "Use a whole number.",
            Self::TooPrecise => "Use at most two decimals.",
            Self::NotFinite => "Use a finite number; leave a fact out while it is unknown.",
            Self::EventAfterMoment => {
                "A past event cannot lie after the moment of assessment: correct the date, or assess at a later moment."
            }
            Self::EventOrder => "Correct one of the two dates.",
            Self::NeverAlone => "Either both events have happened, or neither has.",
            Self::KnownAfterAsOf => "Make knownAt no later than asOf.",
            Self::AtOddsWithLedger => {
                "Correct the fact, the broadcasts, or the days between which their list is complete."
            }
            Self::BroadcastConflict => "Keep the record that is right.",
            Self::TierGap => "Let each row begin where the one before it ends.",
            Self::TierOverlap => "Let each row end where the next one begins.",
            Self::TierUnreachable => "Put the rows in ascending order.",
        }
    }
}

impl Serialize for ErrorCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One thing that is wrong with an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Fault {
    /// What is wrong.
    pub code: ErrorCode,
    /// Where: a JSON Pointer (RFC 6901) into the input.
    pub path: String,
    /// What was expected there.
    pub expected: String,
    /// What to do about it.
    pub help: String,
}

impl Fault {
    /// A fault with its code's own help.
    pub fn new(code: ErrorCode, path: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            code,
            path: path.into(),
            expected: expected.into(),
            help: code.help().to_owned(),
        }
    }

    /// The same, naming the known word nearest to the one that was given.
    #[must_use]
    pub fn suggesting<'a>(mut self, given: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        if let Some(word) = nearest(given, known) {
            self.help = format!("Did you mean \"{word}\"? {}", self.help);
        }
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:?} at \"{}\": expected {}. {}",
            self.code, self.path, self.expected, self.help
        )
    }
}

/// All that is wrong with an input; never empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Faults {
    /// Each fault, in the order of the input.
    pub errors: Vec<Fault>,
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self {
            errors: vec![fault],
        }
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.errors {
            writeln!(formatter, "{fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// Collects what is wrong while an input is read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Collector {
    errors: Vec<Fault>,
}

/// More faults than anyone reads; the rest is dropped so that hostile input cannot fill the memory.
const MOST_FAULTS: usize = 1_000;

impl Collector {
    pub(crate) fn add(&mut self, fault: Fault) {
        if !self.is_full() {
            self.errors.push(fault);
        }
    }

    pub(crate) fn report(
        &mut self,
        code: ErrorCode,
        path: impl Into<String>,
        expected: impl Into<String>,
    ) {
        self.add(Fault::new(code, path, expected));
    }

    /// Whether more faults would be dropped: looking for them is idle.
    pub(crate) fn is_full(&self) -> bool {
        self.errors.len() >= MOST_FAULTS
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }

    /// The value, if nothing was wrong and there is one.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, Faults> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ if self.errors.is_empty() => {
                Err(Fault::new(ErrorCode::Internal, "", "a readable input").into())
            }
            _ => Err(Faults {
                errors: self.errors,
            }),
        }
    }
}

/// The words, the first fifty of them, as a list to read.
pub(crate) fn listed<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let mut words = words.into_iter().filter(|word| word.len() <= 100);
    let first: Vec<&str> = words.by_ref().take(50).collect();
    let more = if words.next().is_some() { ", …" } else { "" };
    format!("{}{more}", first.join(", "))
}

/// A path one key or index longer, escaped as RFC 6901 asks.
pub(crate) fn join(path: &str, key: &str) -> String {
    let mut joined = under(path, "");
    for character in key.chars() {
        match character {
            '~' => joined.push_str("~0"),
            '/' => joined.push_str("~1"),
            _ => joined.push(character),
        }
    }
    joined
}

/// A path that goes on with this one.
pub(crate) fn under(path: &str, rest: &str) -> String {
    [path, "/", rest].concat()
}

/// The path of an item of a list.
pub(crate) fn item(path: &str, place: usize) -> String {
    under(path, &place.to_string())
}

/// The path of an item of a list under a key.
pub(crate) fn nth(path: &str, key: &str, place: usize) -> String {
    item(&under(path, key), place)
}

/// So many known words are compared to one that is not.
const MOST_WORDS: usize = 300;

/// The known word nearest to `given`, if one is near.
fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A hostile key may be a megabyte long; no known word is.
    if given.len() > 100 {
        return None;
    }
    known
        .into_iter()
        .filter(|word| word.len() <= 100)
        .take(MOST_WORDS)
        .map(|word| (strsim::osa_distance(given, word), word))
        .filter(|(distance, word)| distance * 5 <= word.len().max(given.len()) * 2)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}
