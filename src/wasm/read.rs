//! Reads any JavaScript value as JSON, and says what JSON would swallow: `NaN`, `Map`, `BigInt`, cycles, throwing getters.

use js_sys::{Array, Date, JsString};
use serde_json::{Map, Number, Value};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[cfg(not(feature = "screening"))]
use crate::facts::Application;
use crate::fault::{Collector, ErrorCode, Fault, Faults, join, under};
use crate::json::DEEPEST;
use crate::ledger::{Broadcast, MOST_BROADCASTS, read_broadcast};
use crate::policy::LARGEST;
use crate::time::When;

/// At most so many values in one input.
const MOST_VALUES: usize = 200_000;

/// A key has at most so many characters.
const LONGEST_KEY: usize = 1_000;

#[wasm_bindgen]
extern "C" {
    // js-sys imports these without `catch`; a proxy's traps can throw in each.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn keys(object: &JsValue) -> Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Object, js_name = getPrototypeOf)]
    fn prototype_of(object: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array(value: &JsValue) -> Result<bool, JsValue>;
    /// A `Date` whose methods may have been replaced.
    type Dated;
    #[wasm_bindgen(catch, method, structural, js_name = getTime)]
    fn time(this: &Dated) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    fn get(object: &JsValue, key: &JsValue) -> Result<JsValue, JsValue>;
}

/// A text of at most so many bytes; longer ones are not even copied.
pub(super) fn text(value: &JsValue, largest: usize) -> Result<String, Fault> {
    let length = value.dyn_ref::<JsString>().map_or(0, JsString::length);
    if usize::try_from(length).is_ok_and(|length| length <= largest) {
        return Ok(value.as_string().unwrap_or_default());
    }
    Err(Fault::new(
        ErrorCode::TooLarge,
        "",
        format!("at most {largest} bytes"),
    ))
}

/// The value as JSON; `undefined` reads as null.
pub(super) fn value(value: &JsValue) -> Result<Value, Faults> {
    let mut reader = Reader::default();
    let read = reader.read(value, "");
    let read = if reader.faults.is_empty() {
        Some(read.unwrap_or(Value::Null))
    } else {
        None
    };
    reader.faults.finish(read)
}

#[cfg(not(feature = "screening"))]
/// The value as an application, its broadcasts taken over one by one; `undefined` and null read as an empty one.
pub(super) fn application(value: &JsValue) -> Result<Application<'static>, Faults> {
    let mut reader = Reader {
        broadcasts: Some((Vec::new(), Collector::default())),
        ..Reader::default()
    };
    let read = match reader.read(value, "") {
        None | Some(Value::Null) => Value::Object(Map::new()),
        Some(read) => read,
    };
    let (broadcasts, faults) = reader.broadcasts.unwrap_or_default();
    reader
        .faults
        .finish(Some(()))
        .map(|()| Application::apart(read, broadcasts, faults))
}

#[derive(Default)]
struct Reader {
    faults: Collector,
    /// The broadcasts of an application so far, and what is wrong with others; none where no application is read.
    broadcasts: Option<(Vec<Broadcast>, Collector)>,
    /// The objects around the value being read, outermost first.
    within: Vec<JsValue>,
    values: usize,
    characters: usize,
}

impl Reader {
    /// The value as JSON; `None` where it is undefined or wrong.
    fn read(&mut self, value: &JsValue, path: &str) -> Option<Value> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return self.wrong(ErrorCode::TooLarge, path, "fewer values");
        }
        if value.is_undefined() {
            return None;
        }
        if value.is_null() {
            return Some(Value::Null);
        }
        if let Some(truth) = value.as_bool() {
            return Some(Value::Bool(truth));
        }
        if let Some(number) = value.as_f64() {
            return self.number(number, path);
        }
        if value.is_string() {
            return self.string(value, path);
        }
        if !value.is_object() || value.is_function() {
            return self.wrong(ErrorCode::UnsupportedValue, path, "data");
        }
        self.object(value, path)
    }

    fn wrong<T>(&mut self, code: ErrorCode, path: &str, expected: &str) -> Option<T> {
        self.faults.report(code, path, expected);
        None
    }

    fn number(&mut self, number: f64, path: &str) -> Option<Value> {
        // As JSON text would write it: a whole number without a fraction.
        let number = match safe_integer(number) {
            Some(whole) => Some(Number::from(whole)),
            None => Number::from_f64(number),
        };
        let value = number.map(Value::Number);
        value.or_else(|| self.wrong(ErrorCode::NotFinite, path, "a finite number"))
    }

    fn string(&mut self, value: &JsValue, path: &str) -> Option<Value> {
        match text(value, LARGEST.saturating_sub(self.characters)) {
            Ok(text) => {
                self.characters += text.len();
                Some(Value::String(text))
            }
            Err(fault) => self.wrong(fault.code, path, &fault.expected),
        }
    }

    fn object(&mut self, value: &JsValue, path: &str) -> Option<Value> {
        if let Some(date) = value.dyn_ref::<Date>() {
            return self.date(date, path);
        }
        if self.within.contains(value) {
            return self.wrong(ErrorCode::Cyclic, path, "data without references to itself");
        }
        if self.within.len() >= DEEPEST {
            let expected = format!("values nested at most {DEEPEST} deep");
            return self.wrong(ErrorCode::TooDeep, path, &expected);
        }
        self.within.push(value.clone());
        let read = self.members(value, path);
        self.within.pop();
        match read {
            Ok(value) => value,
            Err(_) => self.wrong(ErrorCode::Unreadable, path, "properties that can be read"),
        }
    }

    /// The members of an array or a plain object; `Err` is what a trap of the object threw.
    fn members(&mut self, value: &JsValue, path: &str) -> Result<Option<Value>, JsValue> {
        if is_array(value)? {
            let length = get(value, &JsValue::from_str("length"))?
                .as_f64()
                .unwrap_or(0.0);
            return Ok(self.array(value, length, path));
        }
        let prototype = prototype_of(value)?;
        // Plain objects of other realms have another Object.prototype, whose prototype is null as well.
        if !prototype.is_null() && !prototype_of(&prototype)?.is_null() {
            let expected = "a plain object or an array";
            return Ok(self.wrong(ErrorCode::UnsupportedValue, path, expected));
        }
        let mut map = Map::new();
        for key in keys(value)? {
            let name = match text(&key, LONGEST_KEY) {
                Ok(name) => name,
                Err(fault) => {
                    self.wrong::<()>(fault.code, path, "keys of a readable length");
                    continue;
                }
            };
            let path = join(path, &name);
            match get(value, &key) {
                Ok(member) => {
                    if let Some(member) = self.read(&member, &path) {
                        map.insert(name, member);
                    }
                }
                Err(_) => self
                    .wrong(ErrorCode::Unreadable, &path, "a property that can be read")
                    .unwrap_or(()),
            }
        }
        Ok(Some(Value::Object(map)))
    }

    fn array(&mut self, value: &JsValue, length: f64, path: &str) -> Option<Value> {
        let rows = self.broadcasts.is_some() && path == "/broadcasts";
        let most = if rows { MOST_BROADCASTS } else { MOST_VALUES };
        let length = safe_integer(length).and_then(|length| u32::try_from(length).ok());
        let length =
            length.filter(|length| usize::try_from(*length).is_ok_and(|length| length <= most));
        let Some(length) = length else {
            let expected = format!("at most {most} items");
            return self.wrong(ErrorCode::TooLarge, path, &expected);
        };
        let mut items = Vec::new();
        for index in 0..length {
            if self.faults.is_full() {
                break;
            }
            if rows {
                // Each is bounded by itself, and taken over: a million of them do not fill the memory.
                (self.values, self.characters) = (0, 0);
            }
            let path = under(path, &index.to_string());
            match get(value, &JsValue::from(index)) {
                Ok(item) if item.is_undefined() => {
                    self.wrong::<()>(ErrorCode::UnsupportedValue, &path, "an array without holes");
                }
                Ok(item) => {
                    let read = self.read(&item, &path);
                    match &mut self.broadcasts {
                        Some((broadcasts, faults)) if rows => {
                            broadcasts.extend(read.and_then(|row| {
                                let place = usize::try_from(index).unwrap_or(usize::MAX);
                                read_broadcast(&row, "/broadcasts", place, faults)
                            }))
                        }
                        _ => items.extend(read),
                    }
                }
                Err(_) => self
                    .wrong(ErrorCode::Unreadable, &path, "an item that can be read")
                    .unwrap_or(()),
            }
        }
        Some(Value::Array(items))
    }

    /// A `Date` as the text of its moment.
    fn date(&mut self, date: &Date, path: &str) -> Option<Value> {
        let Ok(time) = date.unchecked_ref::<Dated>().time() else {
            return self.wrong(ErrorCode::Unreadable, path, "a date that can be read");
        };
        let when = time
            .as_f64()
            .and_then(safe_integer)
            .and_then(When::from_millis);
        match when.and_then(When::to_rfc3339) {
            Some(text) => Some(Value::String(text)),
            None => self.wrong(ErrorCode::NotADate, path, "a valid date"),
        }
    }
}

/// The number, if it is whole and within 2^53.
#[allow(
    clippy::cast_possible_truncation,
    reason = "checked to be whole and within 2^53"
)]
pub(super) fn safe_integer(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_991.0).then_some(number as i64)
}
