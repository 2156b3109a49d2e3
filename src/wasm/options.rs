//! Reads the options of a question: at which moment, as of when the facts hold, for which programmes, how far ahead.

use js_sys::Date;
use serde_json::{Map, Value};
use wasm_bindgen::JsValue;

use super::read;
use crate::assess::{Request, moment};
#[cfg(not(feature = "screening"))]
use crate::facts::Application;
use crate::fault::{Collector, ErrorCode, Fault, Faults, join, under};
#[cfg(feature = "screening")]
use crate::ledger::{Reach, read_reach};
#[cfg(not(feature = "screening"))]
use crate::plan::{OutlookRequest, ScheduleRequest};
#[cfg(not(feature = "screening"))]
use crate::time::Day;
use crate::time::When;

#[cfg(not(feature = "screening"))]
/// The options of a question about an application.
pub(super) struct Asked {
    pub(super) request: Request,
    pub(super) outlook: OutlookRequest,
}

#[cfg(not(feature = "screening"))]
/// An application as JSON, and the options; what is wrong with either is reported together.
pub(super) fn read(
    application: &JsValue,
    options: &JsValue,
) -> Result<(Application<'static>, Asked), Faults> {
    match (
        read::application(application),
        read::value(options).and_then(asked),
    ) {
        (Ok(application), Ok(asked)) => Ok((application, asked)),
        (Err(mut faults), Err(more)) => {
            faults.errors.extend(more.errors);
            Err(faults)
        }
        (Err(faults), _) | (_, Err(faults)) => Err(faults),
    }
}

/// The id of a programme.
pub(super) fn programme(value: &JsValue) -> Result<String, Fault> {
    let fault = || Fault::new(ErrorCode::WrongType, "/programme", "the id of a programme");
    let text = value.is_string().then(|| read::text(value, LONGEST_ID));
    text.ok_or_else(fault)?
}

/// An id has at most so many characters.
const LONGEST_ID: usize = 1_000;

#[cfg(not(feature = "screening"))]
/// The options of a schedule.
pub(super) fn schedule(options: &JsValue) -> Result<ScheduleRequest, Faults> {
    let mut options = Options::of(read::value(options)?, &["submitOn", "startOn"]);
    let planned = ScheduleRequest {
        submit_on: options.day("submitOn"),
        start_on: options.day("startOn"),
    };
    options.faults.finish(Some(planned))
}

#[cfg(not(feature = "screening"))]
fn asked(options: Value) -> Result<Asked, Faults> {
    let mut options = Options::of(
        options,
        &[
            "asOf",
            "knownAt",
            "programmes",
            "until",
            "plannedBroadcasts",
        ],
    );
    let as_of = options.as_of();
    let known_at = options.when("knownAt");
    let programmes = options.ids("programmes", "an array of programme ids");
    let until = options.day("until");
    let planned_broadcasts = options.list("plannedBroadcasts", "an array of broadcasts");
    options.faults.finish(as_of.map(|as_of| Asked {
        request: Request {
            as_of,
            known_at,
            programmes,
        },
        outlook: OutlookRequest {
            until,
            planned_broadcasts,
        },
    }))
}

/// The options of a screening.
#[cfg(feature = "screening")]
pub(super) struct Screening {
    pub(super) request: Request,
    pub(super) parameters: Option<Value>,
}

/// Reads the options of a screening.
#[cfg(feature = "screening")]
pub(super) fn screening(options: Value) -> Result<Screening, Faults> {
    let mut options = Options::of(options, &["asOf", "knownAt", "parameters"]);
    let as_of = options.as_of();
    let known_at = options.when("knownAt");
    let parameters = options.map.get("parameters").cloned();
    options.faults.finish(as_of.map(|as_of| Screening {
        request: Request {
            as_of,
            known_at,
            programmes: None,
        },
        parameters,
    }))
}

/// The options of counting ledgers.
#[cfg(feature = "screening")]
pub(super) struct Counting {
    pub(super) request: Request,
    pub(super) metrics: Option<Vec<String>>,
    /// Between which days all lists are complete, where that is one for all.
    pub(super) reach: Reach,
}

/// Reads the options of counting ledgers.
#[cfg(feature = "screening")]
pub(super) fn counting(options: Value) -> Result<Counting, Faults> {
    let keys = [
        "asOf",
        "knownAt",
        "metrics",
        "broadcastsSince",
        "broadcastsThrough",
    ];
    let mut options = Options::of(options, &keys);
    let as_of = options.as_of();
    let known_at = options.when("knownAt");
    let metrics = options.ids("metrics", "an array of metric ids");
    let reach = read_reach(
        options.map.get("broadcastsSince"),
        options.map.get("broadcastsThrough"),
        &mut options.faults,
    );
    options.faults.finish(as_of.map(|as_of| Counting {
        request: Request {
            as_of,
            known_at,
            programmes: None,
        },
        metrics,
        reach,
    }))
}

/// Options being read, and what is wrong with them.
struct Options {
    map: Map<String, Value>,
    faults: Collector,
}

impl Options {
    /// The options that are given, none but those of these names.
    fn of(options: Value, keys: &[&str]) -> Self {
        let mut faults = Collector::default();
        let map = match options {
            Value::Null => Map::new(),
            Value::Object(map) => map,
            _ => {
                faults.report(ErrorCode::WrongType, "", "an object of options");
                Map::new()
            }
        };
        for key in map.keys().filter(|key| !keys.contains(&key.as_str())) {
            let expected = format!("one of the options {}", keys.join(", "));
            let fault = Fault::new(ErrorCode::UnknownKey, join("", key), expected);
            faults.add(fault.suggesting(key, keys.iter().copied()));
        }
        Self { map, faults }
    }

    fn wrong<T>(&mut self, code: ErrorCode, path: impl Into<String>, expected: &str) -> Option<T> {
        self.faults.report(code, path, expected);
        None
    }

    /// The moment of assessment; now where none is given.
    fn as_of(&mut self) -> Option<When> {
        if self.map.contains_key("asOf") {
            self.when("asOf")
        } else {
            self.millis(Date::now(), "/asOf")
        }
    }

    /// A moment: a date, a date-time with offset, or milliseconds since 1970-01-01T00:00:00Z.
    fn when(&mut self, key: &str) -> Option<When> {
        let path = join("", key);
        match self.map.get(key)? {
            Value::String(text) => match moment(text, &path) {
                Ok(when) => Some(when),
                Err(fault) => {
                    self.faults.add(fault);
                    None
                }
            },
            Value::Number(number) => {
                let number = number.as_f64().unwrap_or(f64::NAN);
                self.millis(number, &path)
            }
            _ => {
                let expected =
                    "a Date, YYYY-MM-DD, a date-time with offset, or milliseconds since 1970";
                self.wrong(ErrorCode::WrongType, path, expected)
            }
        }
    }

    fn millis(&mut self, number: f64, path: &str) -> Option<When> {
        let when = read::safe_integer(number.floor()).and_then(When::from_millis);
        let expected = "a moment within the years 2 to 9998";
        when.or_else(|| self.wrong(ErrorCode::OutOfRange, path, expected))
    }

    #[cfg(not(feature = "screening"))]
    fn day(&mut self, key: &str) -> Option<Day> {
        let path = join("", key);
        let expected = "a date as YYYY-MM-DD";
        match self.map.get(key)? {
            Value::String(text) => match Day::parse(text) {
                Some(day) => Some(day),
                None => self.wrong(ErrorCode::NotADate, path, expected),
            },
            _ => self.wrong(ErrorCode::WrongType, path, expected),
        }
    }

    /// The items of an array; none where it is absent.
    fn list(&mut self, key: &str, expected: &str) -> Vec<Value> {
        match self.map.get(key) {
            None => Vec::new(),
            Some(Value::Array(items)) => items.clone(),
            Some(_) => {
                self.faults
                    .report(ErrorCode::WrongType, join("", key), expected);
                Vec::new()
            }
        }
    }

    fn ids(&mut self, key: &str, expected: &str) -> Option<Vec<String>> {
        let path = join("", key);
        self.map.get(key)?;
        let mut ids = Vec::new();
        for (place, item) in self.list(key, expected).into_iter().enumerate() {
            match item {
                Value::String(id) => ids.push(id),
                _ => self
                    .wrong(
                        ErrorCode::WrongType,
                        under(&path, &place.to_string()),
                        expected,
                    )
                    .unwrap_or(()),
            }
        }
        Some(ids)
    }
}
