//! Reads an application: facts and supplied parameters, typed, held against their bounds and against each other.

use serde_json::{Map, Value};

use super::narrow::{Conflict, narrow};
use crate::fault::{Collector, ErrorCode, Fault, Faults, join, listed};
use crate::policy::document::ValueType;
use crate::policy::program::{Slot, Tie};
use crate::policy::{Ordinal, Range, Version};
use crate::time::{Day, When, WhenError};

/// The moments between which the facts hold and the question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Horizon {
    /// When the question is asked.
    pub as_of: When,
    /// As of when the facts hold; no past event lies after it.
    pub known_at: When,
    /// The policy's zone, in minutes ahead of UTC.
    pub utc_offset: i32,
}

impl Horizon {
    /// The day of assessment in the policy's zone.
    #[must_use]
    pub(crate) fn day(&self) -> Day {
        self.as_of.day(self.utc_offset)
    }

    /// The last day on which a past event can lie.
    #[must_use]
    pub(crate) fn known_day(&self) -> Day {
        self.known_at.day(self.utc_offset).min(self.day())
    }

    fn is_past(&self, event: When) -> bool {
        !event.is_after(self.known_at, self.utc_offset)
            && !event.is_after(self.as_of, self.utc_offset)
    }
}

/// What is known: for every slot of the policy the values it can have.
#[derive(Debug, Clone)]
pub(crate) struct Known {
    /// What each slot can be, narrowed by the ties.
    pub ranges: Vec<Range>,
    /// Whether the application states the slot itself.
    pub stated: Vec<bool>,
    /// For a parameter that was supplied: on whose word.
    pub told: Vec<Option<Told>>,
}

/// On whose word a parameter's value rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    /// Who or what told it.
    pub source: String,
    /// When.
    pub on: Day,
}

/// Reads an application against a version of a policy.
///
/// # Errors
///
/// Everything that is wrong with it, each with its path.
pub(crate) fn read(
    version: &Version,
    application: &Value,
    horizon: &Horizon,
) -> Result<Known, Faults> {
    let slots = &version.compiled.slots;
    let last = Ordinal::from(horizon.known_day().epoch_days());
    let mut reader = Reader {
        version,
        horizon,
        faults: Collector::default(),
        known: Known {
            ranges: slots.iter().map(|slot| unsaid(slot, last)).collect(),
            stated: vec![false; slots.len()],
            told: vec![None; slots.len()],
        },
        events: vec![None; slots.len()],
    };
    reader.application(application);
    reader.ties();
    let Reader { faults, known, .. } = reader;
    faults.finish(Some(known))
}

/// What is known of a slot nobody has said anything about.
fn unsaid(slot: &Slot, last: Ordinal) -> Range {
    match slot.kind {
        ValueType::PastEvent => Range {
            hi: last,
            ..slot.unsaid
        },
        _ => slot.unsaid,
    }
}

struct Reader<'input> {
    version: &'input Version,
    horizon: &'input Horizon,
    faults: Collector,
    known: Known,
    /// The stated events by slot, at the precision they were given in.
    events: Vec<Option<When>>,
}

const APPLICATION_KEYS: [&str; 2] = ["facts", "parameters"];

impl Reader<'_> {
    fn application(&mut self, application: &Value) {
        let Some(map) = self.map(application, "", "an object with facts and parameters") else {
            return;
        };
        for (key, value) in map {
            match key.as_str() {
                "facts" => self.facts(value),
                "parameters" => self.parameters(value),
                _ => self.unknown(ErrorCode::UnknownKey, key, "", APPLICATION_KEYS.into_iter()),
            }
        }
    }

    fn map<'value>(
        &mut self,
        value: &'value Value,
        path: &str,
        expected: &str,
    ) -> Option<&'value Map<String, Value>> {
        let map = value.as_object();
        if map.is_none() {
            self.faults.report(ErrorCode::WrongType, path, expected);
        }
        map
    }

    fn unknown<'known>(
        &mut self,
        code: ErrorCode,
        key: &str,
        path: &str,
        known: impl Iterator<Item = &'known str> + Clone,
    ) {
        let expected = format!("one of {}", listed(known.clone()));
        self.faults
            .add(Fault::new(code, join(path, key), expected).suggesting(key, known));
    }

    fn facts(&mut self, value: &Value) {
        let Some(map) = self.map(value, "/facts", "an object of facts by id") else {
            return;
        };
        let version = self.version;
        let slots = || version.compiled.slots.iter().take(version.compiled.facts);
        for (id, value) in map {
            if self.faults.is_full() {
                break;
            }
            let Some((place, slot)) = slots().enumerate().find(|(_, slot)| slot.id == *id) else {
                self.unknown(
                    ErrorCode::UnknownFact,
                    id,
                    "/facts",
                    slots().map(|slot| slot.id.as_str()),
                );
                continue;
            };
            let path = join("/facts", id);
            match self.value(slot, place, value, &path) {
                Ok(range) => self.state(place, range),
                Err((code, expected)) => {
                    let fault = Fault::new(code, path, expected);
                    let options = slot.options.iter().map(String::as_str);
                    self.faults
                        .add(fault.suggesting(value.as_str().unwrap_or_default(), options));
                }
            }
        }
    }

    fn state(&mut self, place: usize, range: Range) {
        if let (Some(known), Some(stated)) = (
            self.known.ranges.get_mut(place),
            self.known.stated.get_mut(place),
        ) {
            *known = range;
            *stated = true;
        }
    }

    /// A stated value as a range, or what is wrong with it.
    fn value(
        &mut self,
        slot: &Slot,
        place: usize,
        value: &Value,
        path: &str,
    ) -> Result<Range, (ErrorCode, String)> {
        match (slot.kind, value) {
            (ValueType::Boolean, Value::Bool(truth)) => Ok(Range::exactly(Ordinal::from(*truth))),
            (ValueType::Choice, Value::String(id)) => {
                let place = slot.options.iter().position(|option| option == id);
                let place = place.and_then(|place| Ordinal::try_from(place).ok());
                let expected = || {
                    (
                        ErrorCode::OutOfRange,
                        format!("one of {}", listed(slot.options.iter().map(String::as_str))),
                    )
                };
                place.map(Range::exactly).ok_or_else(expected)
            }
            (ValueType::Rating, Value::String(word)) if word == "unrated" => Ok(Range::NONE),
            (ValueType::PastEvent, Value::String(word)) if word == "never" => Ok(Range::NONE),
            (ValueType::PastEvent | ValueType::PlannedEvent, Value::String(text)) => {
                self.event(slot.kind, place, text, path)
            }
            (kind, Value::Number(number)) if kind.is_number() => {
                let number = number.as_f64().unwrap_or(f64::NAN);
                let ordinal = kind
                    .encode(number)
                    .map_err(|code| (code, described(slot)))?;
                let within = (slot.domain.lo..=slot.domain.hi).contains(&ordinal);
                let range = within.then_some(Range::exactly(ordinal));
                range.ok_or_else(|| (ErrorCode::OutOfRange, described(slot)))
            }
            _ => Err((ErrorCode::WrongType, described(slot))),
        }
    }

    fn event(
        &mut self,
        kind: ValueType,
        place: usize,
        text: &str,
        path: &str,
    ) -> Result<Range, (ErrorCode, String)> {
        let when = When::parse(text).map_err(|error| when_fault(error, kind))?;
        if kind == ValueType::PastEvent && !self.horizon.is_past(when) {
            let known_at = self.horizon.known_day();
            self.faults.report(
                ErrorCode::EventAfterMoment,
                path,
                format!("an event no later than the moment of assessment ({known_at})"),
            );
        }
        if let Some(event) = self.events.get_mut(place) {
            *event = Some(when);
        }
        let day = when.day(self.horizon.utc_offset);
        Ok(Range::exactly(Ordinal::from(day.epoch_days())))
    }

    fn parameters(&mut self, value: &Value) {
        let Some(map) = self.map(value, "/parameters", "an object of parameters by id") else {
            return;
        };
        let version = self.version;
        let slots = || version.compiled.slots.iter().skip(version.compiled.facts);
        for (id, value) in map {
            if self.faults.is_full() {
                break;
            }
            let path = join("/parameters", id);
            let found = slots().enumerate().find(|(_, slot)| slot.id == *id);
            let Some((place, slot)) = found else {
                self.unknown(
                    ErrorCode::UnknownParameter,
                    id,
                    "/parameters",
                    slots().map(|slot| slot.id.as_str()),
                );
                continue;
            };
            let published = version.document.parameters.iter();
            let published = published.filter(|parameter| parameter.published.is_some());
            if published.into_iter().any(|parameter| parameter.id == *id) {
                let expected = "no value: the policy publishes it";
                self.faults
                    .report(ErrorCode::ParameterPublished, path, expected);
                continue;
            }
            self.parameter(slot, version.compiled.facts + place, value, &path);
        }
    }

    fn parameter(&mut self, slot: &Slot, place: usize, value: &Value, path: &str) {
        let keys = ["value", "source", "toldOn"];
        let Some(map) = self.map(value, path, "an object {value, source, toldOn}") else {
            return;
        };
        for key in map.keys().filter(|key| !keys.contains(&key.as_str())) {
            self.unknown(ErrorCode::UnknownKey, key, path, keys.into_iter());
        }
        for key in keys.into_iter().filter(|key| !map.contains_key(*key)) {
            let expected = format!("the key {key}");
            self.faults
                .report(ErrorCode::MissingKey, join(path, key), expected);
        }
        if let Some(value) = map.get("value") {
            let path = join(path, "value");
            match self.value(slot, place, value, &path) {
                Ok(range) => self.state(place, range),
                Err((code, expected)) => self.faults.report(code, path, expected),
            }
        }
        let source = map
            .get("source")
            .and_then(|value| self.source(value, &join(path, "source")));
        let on = map
            .get("toldOn")
            .and_then(|value| self.day(value, &join(path, "toldOn")));
        if let (Some(source), Some(on), Some(told)) = (source, on, self.known.told.get_mut(place)) {
            *told = Some(Told { source, on });
        }
    }

    fn source(&mut self, value: &Value, path: &str) -> Option<String> {
        let expected = "a text that says who told it";
        match value.as_str() {
            None => self.faults.report(ErrorCode::WrongType, path, expected),
            Some(text) if text.trim().is_empty() => {
                self.faults.report(ErrorCode::Empty, path, expected)
            }
            Some(text) => return Some(text.to_owned()),
        }
        None
    }

    fn day(&mut self, value: &Value, path: &str) -> Option<Day> {
        let expected = "a date as YYYY-MM-DD";
        let Some(text) = value.as_str() else {
            self.faults.report(ErrorCode::WrongType, path, expected);
            return None;
        };
        let day = Day::parse(text);
        if day.is_none() {
            self.faults.report(ErrorCode::NotADate, path, expected);
        }
        day
    }

    /// Holds stated events against each other, then narrows what is unknown.
    fn ties(&mut self) {
        let version = self.version;
        for tie in &version.compiled.ties {
            let Tie::NotAfter(one, two) = *tie else {
                continue;
            };
            let event = |place: usize| self.events.get(place).copied().flatten();
            if let (Some(first), Some(second)) = (event(one), event(two))
                && first.is_after(second, self.horizon.utc_offset)
            {
                self.conflict(*tie);
            }
        }
        if !self.faults.is_empty() {
            return;
        }
        if let Err(Conflict(tie)) = narrow(&mut self.known.ranges, &version.compiled.ties) {
            self.conflict(tie);
        }
    }

    fn conflict(&mut self, tie: Tie) {
        let [one, two] = tie.slots();
        let id = |place: usize| {
            let slots = &self.version.compiled.slots;
            slots
                .get(place)
                .map_or("", |slot| slot.id.as_str())
                .to_owned()
        };
        let path = join("/facts", &id(one));
        match tie {
            Tie::NotAfter(..) => {
                let expected = format!("an event no later than {}", id(two));
                self.faults.report(ErrorCode::EventOrder, path, expected);
            }
            Tie::NeverWith(..) => {
                let expected = format!(
                    "\"never\" for {} and {} alike, or for neither",
                    id(one),
                    id(two)
                );
                self.faults.report(ErrorCode::NeverAlone, path, expected);
            }
        }
    }
}

/// What a slot's value may be, in words.
fn described(slot: &Slot) -> String {
    let kind = slot.kind;
    match kind {
        ValueType::Boolean => "true or false".to_owned(),
        ValueType::Choice => format!("one of {}", listed(slot.options.iter().map(String::as_str))),
        ValueType::PastEvent => "a date, a date-time with offset, or \"never\"".to_owned(),
        ValueType::PlannedEvent => "a date, or a date-time with offset".to_owned(),
        _ => {
            let bound = |ordinal, open| (ordinal != open).then(|| kind.decode(ordinal));
            let name = match kind {
                ValueType::Money => "an amount of money with at most two decimals",
                ValueType::Minutes => "a whole number of minutes",
                ValueType::Integer => "a whole number",
                ValueType::Rating => "a number or \"unrated\"",
                _ => "a number",
            };
            let least = bound(slot.domain.lo, Range::LEAST).map(|min| format!(", at least {min}"));
            let most = bound(slot.domain.hi, Range::GREATEST).map(|max| format!(", at most {max}"));
            format!(
                "{name}{}{}",
                least.unwrap_or_default(),
                most.unwrap_or_default()
            )
        }
    }
}

/// What is wrong with the text of an event.
fn when_fault(error: WhenError, kind: ValueType) -> (ErrorCode, String) {
    let never = if kind == ValueType::PastEvent {
        ", or \"never\""
    } else {
        ""
    };
    match error {
        WhenError::NotADate => (
            ErrorCode::NotADate,
            format!("a date as YYYY-MM-DD, a date-time with offset{never}"),
        ),
        WhenError::MissingOffset => (
            ErrorCode::MissingOffset,
            "a date-time with its offset from UTC, as +08:00".to_owned(),
        ),
    }
}
