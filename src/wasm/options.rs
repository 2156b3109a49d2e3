//! Reads the options of a question: at which moment, as of when the facts hold, for which programmes.

use js_sys::Date;
use serde_json::{Map, Value};
use wasm_bindgen::JsValue;

use super::read;
use crate::assess::{Request, moment};
use crate::fault::{Collector, ErrorCode, Fault, Faults, join};
use crate::time::When;

const KEYS: [&str; 3] = ["asOf", "knownAt", "programmes"];

/// An application as JSON, and the request; what is wrong with either is reported together.
pub(super) fn read(application: &JsValue, options: &JsValue) -> Result<(Value, Request), Faults> {
    let application = read::value(application).map(|value| match value {
        Value::Null => Value::Object(Map::new()),
        value => value,
    });
    let request = read::value(options).and_then(|options| request(&options));
    match (application, request) {
        (Ok(application), Ok(request)) => Ok((application, request)),
        (Err(mut faults), Err(more)) => {
            faults.errors.extend(more.errors);
            Err(faults)
        }
        (Err(faults), _) | (_, Err(faults)) => Err(faults),
    }
}

/// The id of a programme.
pub(super) fn programme(value: &JsValue) -> Result<String, Fault> {
    let fault = || Fault::new(ErrorCode::WrongType, "", "the id of a programme");
    value.as_string().ok_or_else(fault)
}

fn request(options: &Value) -> Result<Request, Faults> {
    let mut faults = Collector::default();
    let empty = Map::new();
    let map = match options {
        Value::Null => &empty,
        Value::Object(map) => map,
        _ => {
            faults.report(ErrorCode::WrongType, "", "an object of options");
            &empty
        }
    };
    for key in map.keys().filter(|key| !KEYS.contains(&key.as_str())) {
        let expected = format!("one of the options {}", KEYS.join(", "));
        let fault = Fault::new(ErrorCode::UnknownKey, join("", key), expected);
        faults.add(fault.suggesting(key, KEYS));
    }
    let as_of = match map.get("asOf") {
        Some(value) => when(value, "/asOf", &mut faults),
        None => now(&mut faults),
    };
    let known_at = map
        .get("knownAt")
        .and_then(|value| when(value, "/knownAt", &mut faults));
    let programmes = map.get("programmes").map(|value| ids(value, &mut faults));
    faults.finish(as_of.map(|as_of| Request {
        as_of,
        known_at,
        programmes,
    }))
}

fn now(faults: &mut Collector) -> Option<When> {
    millis(Date::now(), "/asOf", faults)
}

/// A moment: a date, a date-time with offset, or milliseconds since 1970-01-01T00:00:00Z.
fn when(value: &Value, path: &str, faults: &mut Collector) -> Option<When> {
    match value {
        Value::String(text) => match moment(text, path) {
            Ok(when) => Some(when),
            Err(fault) => {
                faults.add(fault);
                None
            }
        },
        Value::Number(number) => millis(number.as_f64().unwrap_or(f64::NAN), path, faults),
        _ => {
            let expected =
                "a Date, YYYY-MM-DD, a date-time with offset, or milliseconds since 1970";
            faults.report(ErrorCode::WrongType, path, expected);
            None
        }
    }
}

fn millis(number: f64, path: &str, faults: &mut Collector) -> Option<When> {
    let when = read::safe_integer(number.floor()).and_then(When::from_millis);
    if when.is_none() {
        faults.report(
            ErrorCode::OutOfRange,
            path,
            "a moment within the years 2 to 9998",
        );
    }
    when
}

fn ids(value: &Value, faults: &mut Collector) -> Vec<String> {
    let expected = "an array of programme ids";
    let Some(items) = value.as_array() else {
        faults.report(ErrorCode::WrongType, "/programmes", expected);
        return Vec::new();
    };
    let mut ids = Vec::new();
    for (place, item) in items.iter().enumerate() {
        match item.as_str() {
            Some(id) => ids.push(id.to_owned()),
            None => faults.report(
                ErrorCode::WrongType,
                format!("/programmes/{place}"),
                expected,
            ),
        }
    }
    ids
}
