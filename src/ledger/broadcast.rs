//! Reads broadcasts, and between which days their list is complete.

use serde_json::Value;

use crate::fault::{Collector, ErrorCode, item, join};
use crate::policy::document::ValueType;
use crate::reading::Reader;
use crate::time::{Day, When, WhenError};

/// One application has at most so many broadcasts.
pub(crate) const MOST_BROADCASTS: usize = 1_000_000;

/// A broadcast lasts at most so long: a year.
const LONGEST_MINUTES: f64 = 527_040.0;

const MINUTE: f64 = 60_000.0;

/// One broadcast, as it was given.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Broadcast {
    /// When it started.
    pub(crate) start: When,
    /// How long it lasted, in milliseconds.
    pub(crate) millis: i64,
    /// GMV paid, in fen.
    pub(crate) gmv: Option<i64>,
    /// What of it was refunded, in fen.
    pub(crate) refunded: Option<i64>,
    /// The most viewers it had at one time.
    pub(crate) viewers: Option<i64>,
    /// Its average viewers, in millionths.
    pub(crate) average: Option<i64>,
    /// Its place in the list.
    pub(crate) place: usize,
}

impl Broadcast {
    /// A broadcast of which just the day is known.
    pub(crate) fn on(day: Day) -> Self {
        Self {
            start: When::Day(day),
            millis: 0,
            gmv: None,
            refunded: None,
            viewers: None,
            average: None,
            place: 0,
        }
    }
}

/// Between which days a list of broadcasts is said to be complete; none: it is not said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// The first day; the first of the calendar for "beginning".
    pub(crate) since: Option<Day>,
    /// The last day.
    pub(crate) through: Option<Day>,
}

/// The broadcasts of an array at `path`; what is wrong with any is reported.
pub(crate) fn read_broadcasts(value: &Value, path: &str, faults: &mut Collector) -> Vec<Broadcast> {
    let Some(items) = value.as_array() else {
        faults.report(ErrorCode::WrongType, path, "an array of broadcasts");
        return Vec::new();
    };
    if items.len() > MOST_BROADCASTS {
        let expected = format!("at most {MOST_BROADCASTS} broadcasts");
        faults.report(ErrorCode::TooLarge, path, expected);
        return Vec::new();
    }
    let mut broadcasts = Vec::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        if faults.is_full() {
            break;
        }
        broadcasts.extend(read_broadcast(item, path, place, faults));
    }
    broadcasts
}

/// The broadcast that stands in a place of the array at `path`.
pub(crate) fn read_broadcast(
    value: &Value,
    path: &str,
    place: usize,
    faults: &mut Collector,
) -> Option<Broadcast> {
    Reader::new(faults).broadcast(value, place, &item(path, place))
}

/// Between which days the list is complete.
pub(crate) fn read_reach(
    since: Option<&Value>,
    through: Option<&Value>,
    faults: &mut Collector,
) -> Reach {
    let mut reader = Reader::new(faults);
    let since = since.and_then(|value| match value.as_str() {
        Some("beginning") => Some(Day::MIN),
        Some(text) if Day::parse(text).is_none() => reader.wrong(
            ErrorCode::NotADate,
            "/broadcastsSince",
            "\"beginning\", or a date as YYYY-MM-DD",
        ),
        _ => reader.day(value, "/broadcastsSince"),
    });
    let through = through.and_then(|value| reader.day(value, "/broadcastsThrough"));
    if let (Some(since), Some(through)) = (since, through)
        && since > through
    {
        let expected = "a day no earlier than broadcastsSince";
        reader
            .faults
            .report(ErrorCode::OutOfRange, "/broadcastsThrough", expected);
    }
    Reach { since, through }
}

impl Reader<'_> {
    fn broadcast(&mut self, value: &Value, place: usize, path: &str) -> Option<Broadcast> {
        let keys = [
            "startedAt",
            "endedAt",
            "minutes",
            "gmv",
            "refundedGmv",
            "viewers",
            "averageViewers",
        ];
        let object = self.object(value, path, &keys)?;
        let start = self.required(&object, "startedAt", Self::moment);
        let millis = match (object.get("endedAt"), object.get("minutes")) {
            (None, None) => {
                let expected = "the key endedAt or minutes";
                self.wrong(ErrorCode::MissingKey, &object.at("minutes"), expected)
            }
            (Some(_), Some(_)) => {
                let expected = "one of endedAt, minutes";
                self.wrong(ErrorCode::WrongPlace, &object.at("minutes"), expected)
            }
            (None, Some(minutes)) => self.minutes(minutes, &object.at("minutes")),
            (Some(end), None) => {
                let path = object.at("endedAt");
                let end = self.moment(end, &path);
                start
                    .zip(end)
                    .and_then(|(start, end)| self.length(start, end, &path))
            }
        };
        let gmv = self.optional(&object, "gmv", Self::amount);
        let refunded = self.optional(&object, "refundedGmv", Self::amount);
        let viewers = self.optional(&object, "viewers", Self::viewers);
        let average = self.optional(&object, "averageViewers", Self::average);
        for (key, (code, expected)) in at_odds([gmv, refunded, viewers, average]) {
            self.wrong::<()>(code, &object.at(key), expected);
        }
        Some(Broadcast {
            start: start?,
            millis: millis?,
            gmv: gmv?,
            refunded: refunded?,
            viewers: viewers?,
            average: average?,
            place,
        })
    }

    /// A day, or a moment with its offset.
    fn moment(&mut self, value: &Value, path: &str) -> Option<When> {
        let expected = "a date as YYYY-MM-DD, or a date-time with offset";
        let Some(text) = value.as_str() else {
            return self.wrong(ErrorCode::WrongType, path, expected);
        };
        match When::parse(text) {
            Ok(when) => Some(when),
            Err(WhenError::NotADate) => self.wrong(ErrorCode::NotADate, path, expected),
            Err(WhenError::MissingOffset) => self.wrong(ErrorCode::MissingOffset, path, expected),
        }
    }

    fn length(&mut self, start: When, end: When, path: &str) -> Option<i64> {
        let (When::Moment(start), When::Moment(end)) = (start, end) else {
            let expected = "a date-time with offset, and startedAt with one; else give minutes";
            return self.wrong(ErrorCode::WrongType, path, expected);
        };
        let length = end - start;
        let longest = LONGEST_MINUTES * MINUTE;
        if length < 0 || to_double(length) > longest {
            let expected = "a moment after startedAt, by a year at the most";
            return self.wrong(ErrorCode::OutOfRange, path, expected);
        }
        Some(length)
    }

    fn minutes(&mut self, value: &Value, path: &str) -> Option<i64> {
        self.figure(value, path, length_of)
    }

    fn amount(&mut self, value: &Value, path: &str) -> Option<i64> {
        self.figure(value, path, |number| {
            let expected = "an amount of money with at most two decimals, at least 0";
            not_negative(ValueType::Money.encode(number), expected)
        })
    }

    fn viewers(&mut self, value: &Value, path: &str) -> Option<i64> {
        self.figure(value, path, viewers_of)
    }

    fn average(&mut self, value: &Value, path: &str) -> Option<i64> {
        self.figure(value, path, average_of)
    }

    fn figure(
        &mut self,
        value: &Value,
        path: &str,
        of: fn(f64) -> Result<i64, Wrong>,
    ) -> Option<i64> {
        match of(self.number(value, path)?) {
            Ok(figure) => Some(figure),
            Err((code, expected)) => self.wrong(code, path, expected),
        }
    }
}

/// What is wrong with a number, and what was expected.
pub(crate) type Wrong = (ErrorCode, &'static str);

/// Which of GMV, refunds, the most and the average viewers say more than another one of them allows; what is not known, or
/// could not be read, says nothing.
pub(crate) fn at_odds(
    figures: [Option<Option<i64>>; 4],
) -> impl Iterator<Item = (&'static str, Wrong)> {
    let [gmv, refunded, viewers, average] = figures.map(Option::flatten);
    let exceeds =
        |one: Option<i64>, most: Option<i64>| one.zip(most).is_some_and(|(one, most)| one > most);
    let viewers = viewers.map(|viewers| viewers.saturating_mul(1_000_000));
    let refunds = exceeds(refunded, gmv).then_some(("refundedGmv", "no more than gmv"));
    let averages = exceeds(average, viewers).then_some(("averageViewers", "no more than viewers"));
    let found = refunds.into_iter().chain(averages);
    found.map(|(key, expected)| (key, (ErrorCode::OutOfRange, expected)))
}

/// A number of minutes, in milliseconds.
pub(crate) fn length_of(minutes: f64) -> Result<i64, Wrong> {
    let expected = "a number of minutes from 0 to 527040";
    rounded(minutes, LONGEST_MINUTES, MINUTE, expected)
}

/// A number of viewers.
pub(crate) fn viewers_of(number: f64) -> Result<i64, Wrong> {
    not_negative(
        ValueType::Integer.encode(number),
        "a whole number, at least 0",
    )
}

/// Average viewers, in millionths.
pub(crate) fn average_of(number: f64) -> Result<i64, Wrong> {
    rounded(number, 1e9, 1e6, "a number from 0 to 1000000000")
}

fn rounded(number: f64, most: f64, unit: f64, expected: &'static str) -> Result<i64, Wrong> {
    if !(0.0..=most).contains(&number) {
        return Err((ErrorCode::OutOfRange, expected));
    }
    let whole = ValueType::Integer.encode((number * unit).round());
    whole.map_err(|code| (code, expected))
}

/// What was read, unless it is below 0.
pub(crate) fn not_negative(
    read: Result<i64, ErrorCode>,
    expected: &'static str,
) -> Result<i64, Wrong> {
    match read {
        Ok(number) if number >= 0 => Ok(number),
        Ok(_) => Err((ErrorCode::OutOfRange, expected)),
        Err(code) => Err((code, expected)),
    }
}

/// Whether a broadcast lies after the moment as of which the facts hold: reported at its key.
pub(crate) fn check_past(
    broadcast: &Broadcast,
    known_at: When,
    utc_offset: i32,
    faults: &mut Collector,
) {
    let place = || join("/broadcasts", &broadcast.place.to_string());
    if broadcast.start.is_after(known_at, utc_offset) {
        let known = known_at.day(utc_offset);
        let expected = format!("a broadcast no later than the moment of assessment ({known})");
        let path = join(&place(), "startedAt");
        faults.report(ErrorCode::EventAfterMoment, path, expected);
    } else if let (When::Moment(start), When::Moment(now)) = (broadcast.start, known_at)
        && start + broadcast.millis > now
    {
        let expected =
            "a length that ends no later than the moment of assessment: what has been so far";
        faults.report(ErrorCode::EventAfterMoment, place(), expected);
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "milliseconds between two moments are below 2^53"
)]
fn to_double(number: i64) -> f64 {
    number as f64
}
