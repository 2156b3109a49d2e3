//! Reads JSON values strictly: what is wrong is reported with its path, all of it at once, and never stops the reading.

use serde_json::{Map, Value};

use crate::fault::{Collector, ErrorCode, Fault, item, join};
use crate::time::Day;

/// The record of these fields, if each of them was read.
macro_rules! record {
    ($name:ident { $($field:ident),* $(,)? }) => {
        match ($($field,)*) {
            ($(Some($field),)*) => Some($name { $($field),* }),
            _ => None,
        }
    };
}
pub(crate) use record;

/// Reads values, and notes all that is wrong with them.
pub(crate) struct Reader<'faults> {
    pub(crate) faults: &'faults mut Collector,
    /// The locales every text is given in; none where no texts are read.
    pub(crate) locales: Vec<String>,
}

/// An object being read: its entries and its place.
pub(crate) struct Object<'value> {
    pub(crate) map: &'value Map<String, Value>,
    pub(crate) path: String,
}

impl<'value> Object<'value> {
    pub(crate) fn get(&self, key: &str) -> Option<&'value Value> {
        self.map.get(key)
    }

    pub(crate) fn at(&self, key: &str) -> String {
        join(&self.path, key)
    }
}

/// Reads one value at a path.
pub(crate) type Read<'faults, T> = fn(&mut Reader<'faults>, &Value, &str) -> Option<T>;

impl<'faults> Reader<'faults> {
    /// A reader of what holds no texts.
    pub(crate) fn new(faults: &'faults mut Collector) -> Self {
        Self {
            faults,
            locales: Vec::new(),
        }
    }

    pub(crate) fn wrong<T>(&mut self, code: ErrorCode, path: &str, expected: &str) -> Option<T> {
        self.faults.report(code, path, expected);
        None
    }

    /// An object that has no keys but these.
    pub(crate) fn object<'value>(
        &mut self,
        value: &'value Value,
        path: &str,
        keys: &[&str],
    ) -> Option<Object<'value>> {
        let Some(map) = value.as_object() else {
            return self.wrong(ErrorCode::WrongType, path, "an object");
        };
        for key in map.keys().filter(|key| !keys.contains(&key.as_str())) {
            if self.faults.is_full() {
                break;
            }
            let fault = Fault::new(
                ErrorCode::UnknownKey,
                join(path, key),
                format!("one of the keys {}", keys.join(", ")),
            );
            self.faults.add(fault.suggesting(key, keys.iter().copied()));
        }
        Some(Object {
            map,
            path: path.to_owned(),
        })
    }

    pub(crate) fn required<T>(
        &mut self,
        object: &Object<'_>,
        key: &str,
        read: Read<'faults, T>,
    ) -> Option<T> {
        match object.get(key) {
            Some(value) => read(self, value, &object.at(key)),
            None => {
                let expected = format!("the key {key}");
                self.wrong(ErrorCode::MissingKey, &object.at(key), &expected)
            }
        }
    }

    /// Absent: `Some(None)`. Present: `Some(Some(value))`, or `None` if it is wrong.
    pub(crate) fn optional<T>(
        &mut self,
        object: &Object<'_>,
        key: &str,
        read: Read<'faults, T>,
    ) -> Option<Option<T>> {
        match object.get(key) {
            Some(value) => read(self, value, &object.at(key)).map(Some),
            None => Some(None),
        }
    }

    /// The key must be there; `null` reads as none.
    pub(crate) fn nullable<T>(
        &mut self,
        object: &Object<'_>,
        key: &str,
        read: Read<'faults, T>,
    ) -> Option<Option<T>> {
        match object.get(key) {
            Some(Value::Null) => Some(None),
            _ => self.required(object, key, read).map(Some),
        }
    }

    pub(crate) fn list<T>(
        &mut self,
        value: &Value,
        path: &str,
        read: Read<'faults, T>,
    ) -> Option<Vec<T>> {
        let Some(items) = value.as_array() else {
            return self.wrong(ErrorCode::WrongType, path, "an array");
        };
        // A loop: collecting options costs 300 bytes for each of two dozen types.
        let mut list = Vec::new();
        let mut whole = true;
        for (index, value) in items.iter().enumerate() {
            match read(self, value, &item(path, index)) {
                Some(read) => list.push(read),
                None => whole = false,
            }
        }
        whole.then_some(list)
    }

    pub(crate) fn required_list<T>(
        &mut self,
        object: &Object<'_>,
        key: &str,
        read: Read<'faults, T>,
    ) -> Option<Vec<T>> {
        match object.get(key) {
            Some(value) => self.list(value, &object.at(key), read),
            None => {
                let expected = format!("the key {key}");
                self.wrong(ErrorCode::MissingKey, &object.at(key), &expected)
            }
        }
    }

    pub(crate) fn optional_list<T>(
        &mut self,
        object: &Object<'_>,
        key: &str,
        read: Read<'faults, T>,
    ) -> Option<Vec<T>> {
        match object.get(key) {
            Some(value) => self.list(value, &object.at(key), read),
            None => Some(Vec::new()),
        }
    }

    pub(crate) fn string(&mut self, value: &Value, path: &str) -> Option<String> {
        match value.as_str() {
            Some("") => self.wrong(ErrorCode::Empty, path, "a text that is not empty"),
            Some(text) => Some(text.to_owned()),
            None => self.wrong(ErrorCode::WrongType, path, "a text"),
        }
    }

    pub(crate) fn boolean(&mut self, value: &Value, path: &str) -> Option<bool> {
        value
            .as_bool()
            .or_else(|| self.wrong(ErrorCode::WrongType, path, "true or false"))
    }

    pub(crate) fn number(&mut self, value: &Value, path: &str) -> Option<f64> {
        value
            .as_f64()
            .or_else(|| self.wrong(ErrorCode::WrongType, path, "a number"))
    }

    /// A whole number of days or months.
    pub(crate) fn count(&mut self, value: &Value, path: &str) -> Option<u16> {
        let count = value.as_u64().and_then(|count| u16::try_from(count).ok());
        let count = count.filter(|count| *count <= 36_600);
        count.or_else(|| {
            let code = if value.is_number() {
                ErrorCode::OutOfRange
            } else {
                ErrorCode::WrongType
            };
            self.wrong(code, path, "a whole number from 0 to 36600")
        })
    }

    pub(crate) fn day(&mut self, value: &Value, path: &str) -> Option<Day> {
        let text = value.as_str();
        let code = if text.is_some() {
            ErrorCode::NotADate
        } else {
            ErrorCode::WrongType
        };
        text.and_then(Day::parse)
            .or_else(|| self.wrong(code, path, "a date as YYYY-MM-DD"))
    }

    pub(crate) fn one_of<T: Copy>(
        &mut self,
        value: &Value,
        path: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let names: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let place = self.word(value, path, &names)?;
        words.get(place).map(|(_, meaning)| *meaning)
    }

    /// The place of a word among those that may stand there.
    fn word(&mut self, value: &Value, path: &str, words: &[&str]) -> Option<usize> {
        let given = value.as_str();
        let place = words.iter().position(|word| Some(*word) == given);
        if place.is_some() {
            return place;
        }
        let expected = format!("one of {}", words.join(", "));
        let Some(given) = given else {
            return self.wrong(ErrorCode::WrongType, path, &expected);
        };
        let fault = Fault::new(ErrorCode::OutOfRange, path, expected);
        self.faults
            .add(fault.suggesting(given, words.iter().copied()));
        None
    }
}
