//! Reads an application: facts and supplied parameters, typed, held against their bounds and against each other.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::application::Application;
use super::narrow::{Conflict, narrow};
use crate::fault::{Collector, ErrorCode, Fault, Faults, join, listed};
use crate::json;
use crate::ledger::{Broadcast, Dated, Ledger, Metrics, View, read_reach};
use crate::policy::document::ValueType;
use crate::policy::program::{Compiled, Program, Slot, Tie};
use crate::policy::table::{Ladder, TableScope};
use crate::policy::{Ordinal, Range, Version};
use crate::reading;
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
    /// What each slot can be on the day of assessment, narrowed by the ties.
    pub ranges: Vec<Range>,
    /// Whether the application states the slot itself.
    pub stated: Vec<bool>,
    /// For a parameter that was supplied: on whose word.
    pub told: Vec<Option<Told>>,
    /// The tier tables that were supplied.
    pub tables: Vec<ToldTable>,
    /// The broadcasts.
    pub ledger: Ledger,
    /// The broadcasts summed for each metric.
    pub metrics: Metrics,
    /// The last day of which something is known.
    pub known_day: Day,
    /// Whether the whole of that day is known.
    pub day_is_over: bool,
}

/// A tier table someone was told.
#[derive(Debug, Clone)]
pub(crate) struct ToldTable {
    /// The parameter's id.
    pub id: String,
    /// Its ladders.
    pub ladders: Vec<Ladder>,
    /// On whose word it rests.
    pub told: Told,
}

impl Known {
    /// What each slot that a programme reads can be on a day, if nothing happens.
    pub(crate) fn on(&self, compiled: &Compiled, program: &Program, day: Day) -> Cow<'_, [Range]> {
        if program.metrics.is_empty() {
            return Cow::Borrowed(&self.ranges);
        }
        Cow::Owned(self.counted(compiled, program.metrics.iter().copied(), day))
    }

    /// What each slot can be, these metrics on a day.
    fn counted(
        &self,
        compiled: &Compiled,
        metrics: impl Iterator<Item = usize>,
        day: Day,
    ) -> Vec<Range> {
        let view = self.view(compiled);
        let mut ranges = self.ranges.clone();
        for place in metrics {
            if let Some(range) = ranges.get_mut(compiled.first_metric() + place) {
                *range = self.metrics.range(place, &view, day);
            }
        }
        ranges
    }

    /// How metrics look at what is known.
    pub(crate) fn view<'known>(&'known self, compiled: &'known Compiled) -> View<'known> {
        View {
            compiled,
            ledger: &self.ledger,
            ranges: &self.ranges,
            known: self.known_day,
        }
    }

    /// The same once these broadcasts have been, which lie after the day as of which it is known.
    pub(crate) fn going_live(
        &self,
        version: &Version,
        planned: &[Broadcast],
        faults: &mut Collector,
    ) -> Self {
        let compiled = &version.compiled;
        let utc_offset = version.document.utc_offset;
        let mut known = self.clone();
        known
            .ledger
            .add(planned, utc_offset, "/plannedBroadcasts", faults);
        let days = planned
            .iter()
            .map(|broadcast| broadcast.start.day(utc_offset));
        let day = |day: Option<Day>| day.map(|day| Ordinal::from(day.epoch_days()));
        let (soonest, latest) = (day(days.clone().min()), day(days.max()));
        let [first, last] = compiled.broadcasts;
        let ranges = &mut known.ranges;
        if let (Some(range), Some(soonest)) = (first.and_then(|it| ranges.get_mut(it)), soonest) {
            // Where there may have been none so far, the first of these is the first.
            if !range.some() {
                *range = Range::exactly(soonest);
            } else if range.none {
                (range.hi, range.none) = (soonest, false);
            }
        }
        if let (Some(range), Some(latest)) = (last.and_then(|it| ranges.get_mut(it)), latest) {
            *range = Range::exactly(latest);
        }
        known.metrics = Metrics::of(compiled, &known.ledger);
        known
    }
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
    application: &Application<'_>,
    horizon: &Horizon,
) -> Result<Known, Faults> {
    let mut reader = Reader::of(version, horizon, application.faults.clone());
    reader.application(&application.value);
    reader.known(application)
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

pub(super) struct Reader<'input> {
    version: &'input Version,
    horizon: &'input Horizon,
    faults: Collector,
    known: Known,
    /// The stated events by slot, at the precision they were given in.
    events: Vec<Option<When>>,
}

const APPLICATION_KEYS: [&str; 5] = [
    "facts",
    "parameters",
    "broadcasts",
    "broadcastsSince",
    "broadcastsThrough",
];

impl<'input> Reader<'input> {
    /// A reader of what nobody has said anything about.
    pub(super) fn of(
        version: &'input Version,
        horizon: &'input Horizon,
        faults: Collector,
    ) -> Self {
        let slots = &version.compiled.slots;
        let last = Ordinal::from(horizon.known_day().epoch_days());
        Self {
            version,
            horizon,
            faults,
            known: Known {
                ranges: slots.iter().map(|slot| unsaid(slot, last)).collect(),
                stated: vec![false; slots.len()],
                told: vec![None; slots.len()],
                tables: Vec::new(),
                ledger: Ledger::default(),
                metrics: Metrics::default(),
                known_day: horizon.known_day(),
                day_is_over: matches!(horizon.known_at, When::Day(_)),
            },
            events: vec![None; slots.len()],
        }
    }

    /// What is known once the facts and parameters are stated: the broadcasts, and how one narrows the other.
    pub(super) fn known(mut self, application: &Application<'_>) -> Result<Known, Faults> {
        self.ledger(application);
        self.ties();
        let Self {
            faults, mut known, ..
        } = self;
        let compiled = &self.version.compiled;
        known.metrics = Metrics::of(compiled, &known.ledger);
        let all = 0..compiled.metrics.len();
        known.ranges = known.counted(compiled, all, self.horizon.day());
        faults.finish(Some(known))
    }

    fn application(&mut self, application: &Value) {
        let Some(map) = self.map(application, "", "an object with facts and parameters") else {
            return;
        };
        for (key, value) in map {
            match key.as_str() {
                "facts" => self.facts(value),
                "parameters" => self.parameters(value),
                "broadcasts" | "broadcastsSince" | "broadcastsThrough" => {}
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

    pub(super) fn state(&mut self, place: usize, range: Range) {
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
                slot.exactly(number).map_err(|code| (code, described(slot)))
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
        let slots = || {
            let slots = version.compiled.slots.iter();
            let parameters = slots.take(version.compiled.first_metric());
            parameters.skip(version.compiled.facts)
        };
        for (id, value) in map {
            if self.faults.is_full() {
                break;
            }
            let path = join("/parameters", id);
            let tables = version.document.parameters.iter();
            let mut tables = tables.filter(|parameter| parameter.kind == ValueType::TierTable);
            if let Some(table) = tables.find(|table| table.id == *id) {
                if table.published.is_some() {
                    self.is_published(path);
                } else {
                    self.table(id, value, &path);
                }
                continue;
            }
            let found = slots().enumerate().find(|(_, slot)| slot.id == *id);
            let Some((place, slot)) = found else {
                let known = version.document.parameters.iter();
                self.unknown(
                    ErrorCode::UnknownParameter,
                    id,
                    "/parameters",
                    known.map(|parameter| parameter.id.as_str()),
                );
                continue;
            };
            let published = version.document.parameters.iter();
            let published = published.filter(|parameter| parameter.published.is_some());
            if published.into_iter().any(|parameter| parameter.id == *id) {
                self.is_published(path);
                continue;
            }
            self.parameter(slot, version.compiled.facts + place, value, &path);
        }
    }

    fn is_published(&mut self, path: String) {
        let expected = "no value: the policy publishes it";
        self.faults
            .report(ErrorCode::ParameterPublished, path, expected);
    }

    fn parameter(&mut self, slot: &Slot, place: usize, value: &Value, path: &str) {
        let Some((value, told)) = self.told(value, path) else {
            return;
        };
        if let Some(value) = value {
            let path = join(path, "value");
            match self.value(slot, place, value, &path) {
                Ok(range) => self.state(place, range),
                Err((code, expected)) => self.faults.report(code, path, expected),
            }
        }
        if let (Some(told), Some(own)) = (told, self.known.told.get_mut(place)) {
            *own = Some(told);
        }
    }

    /// A tier table, row by row.
    fn table(&mut self, id: &str, value: &Value, path: &str) {
        let Some((value, told)) = self.told(value, path) else {
            return;
        };
        let Some(value) = value else { return };
        let path = join(path, "value");
        let rows =
            reading::Reader::new(&mut self.faults).list(value, &path, reading::Reader::tier_row);
        let Some(rows) = rows else {
            return;
        };
        let scope = TableScope::of(&self.version.document);
        let ladders = scope.ladders(&rows, &path, &mut self.faults);
        self.known.tables.extend(told.map(|told| ToldTable {
            id: id.to_owned(),
            ladders,
            told,
        }));
    }

    /// What was told, and on whose word.
    fn told<'value>(
        &mut self,
        value: &'value Value,
        path: &str,
    ) -> Option<(Option<&'value Value>, Option<Told>)> {
        let keys = ["value", "source", "toldOn"];
        let map = self.map(value, path, "an object {value, source, toldOn}")?;
        for key in map.keys().filter(|key| !keys.contains(&key.as_str())) {
            self.unknown(ErrorCode::UnknownKey, key, path, keys.into_iter());
        }
        for key in keys.into_iter().filter(|key| !map.contains_key(*key)) {
            let expected = format!("the key {key}");
            self.faults
                .report(ErrorCode::MissingKey, join(path, key), expected);
        }
        let source = map
            .get("source")
            .and_then(|value| self.source(value, &join(path, "source")));
        let on = map
            .get("toldOn")
            .and_then(|value| self.day(value, &join(path, "toldOn")));
        let told = source.zip(on).map(|(source, on)| Told { source, on });
        Some((map.get("value"), told))
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

    /// Reads the broadcasts, and what they say of facts that are not stated. A stated one must agree with them.
    fn ledger(&mut self, application: &Application<'_>) {
        let get = |key: &str| application.value.get(key);
        let reach = read_reach(
            get("broadcastsSince"),
            get("broadcastsThrough"),
            &mut self.faults,
        );
        let Horizon {
            known_at,
            utc_offset,
            ..
        } = *self.horizon;
        let broadcasts = &application.broadcasts;
        let ledger = Ledger::of(broadcasts, reach, known_at, utc_offset, &mut self.faults);
        let known = self.horizon.known_day();
        let [first, last] = self.version.compiled.broadcasts;
        for (slot, said) in [(first, ledger.first(known)), (last, ledger.last(known))] {
            let Some(place) = slot else { continue };
            let stated = self.known.stated.get(place).copied().unwrap_or(false);
            let own = self.known.ranges.get(place).copied();
            let both = said.and(own.unwrap_or(Range::OPEN));
            let is_ahead = own.is_some_and(|own| own.lo > i64::from(known.epoch_days()));
            if both.is_empty() && (!stated || is_ahead) {
                // Only where something else was wrong: a list complete beyond what is known, an event that lies ahead.
                continue;
            }
            // What the list leaves open is one range, which may hold days of which it is complete.
            let in_range = own.filter(|_| stated && !both.is_empty());
            let ruled_out = in_range.and_then(Range::point);
            if both.is_empty() {
                self.at_odds(place, said, &ledger);
            } else if let Some(day) = ruled_out.filter(|day| ledger.rules_out(*day)) {
                self.not_listed(place, day);
            } else if let (false, Some(range), Some(answered)) = (
                stated,
                self.known.ranges.get_mut(place),
                self.known.stated.get_mut(place),
            ) {
                *range = both;
                *answered = both.is_settled();
            }
        }
        self.known.ledger = ledger;
    }

    /// A stated event on a day of which the list is complete, and shows none.
    fn not_listed(&mut self, place: usize, day: Ordinal) {
        let slot = self.version.compiled.slots.get(place);
        let id = slot.map_or("", |slot| slot.id.as_str());
        let day = Day::from_epoch_days(day).unwrap_or(Day::MIN);
        let expected = format!("another day than {day}, by the list, which shows none on it");
        self.faults
            .report(ErrorCode::AtOddsWithLedger, join("/facts", id), expected);
    }

    /// A stated event that the broadcasts rule out: names both.
    fn at_odds(&mut self, place: usize, said: Range, ledger: &Ledger) {
        let slot = self.version.compiled.slots.get(place);
        let id = slot.map_or("", |slot| slot.id.as_str());
        let day = |ordinal| Day::from_epoch_days(ordinal).unwrap_or(Day::MIN);
        let named = |known: Option<&Dated>| {
            known.map_or("the list, which shows none".to_owned(), |known| {
                format!("/broadcasts/{} ({})", known.broadcast.place, known.day)
            })
        };
        let ends = match self.version.compiled.broadcasts {
            [Some(first), _] if first == place => ledger.broadcasts.first(),
            _ => ledger.broadcasts.last(),
        };
        let allowed = match (said.some(), said.lo == said.hi) {
            (false, _) => "\"never\"".to_owned(),
            (true, true) => day(said.lo).to_string(),
            (true, false) if day(said.lo) == Day::MIN => {
                format!("a day no later than {}", day(said.hi))
            }
            (true, false) => format!("a day from {} to {}", day(said.lo), day(said.hi)),
        };
        let expected = format!("{allowed}, by {}", named(ends));
        self.faults
            .report(ErrorCode::AtOddsWithLedger, join("/facts", id), expected);
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
pub(crate) fn described(slot: &Slot) -> String {
    let kind = slot.kind;
    match kind {
        ValueType::Boolean => "true or false".to_owned(),
        ValueType::Choice => format!("one of {}", listed(slot.options.iter().map(String::as_str))),
        ValueType::PastEvent => "a date, a date-time with offset, or \"never\"".to_owned(),
        ValueType::PlannedEvent => "a date, or a date-time with offset".to_owned(),
        _ => {
            let bound =
                |ordinal, open| (ordinal != open).then(|| json::number(kind.decode(ordinal)));
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
