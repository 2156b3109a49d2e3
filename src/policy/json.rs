//! Reads JSON text into a value, refusing what `serde_json::Value` would swallow: repeated keys, endless depth.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::fault::{Collector, ErrorCode, Fault, Faults, join};

/// Values nest at most so deep, in text and in objects.
pub(crate) const DEEPEST: usize = 64;

/// A key has at most so many bytes.
pub(crate) const LONGEST_KEY: usize = 1_000;

/// Reads JSON text of at most `largest` bytes; `path` is its place in the input.
pub(crate) fn parse(text: &str, path: &str, largest: usize) -> Result<Value, Faults> {
    if text.len() > largest {
        return Err(Fault::new(
            ErrorCode::TooLarge,
            path,
            format!("at most {largest} bytes"),
        )
        .into());
    }
    let faults = RefCell::new(Collector::default());
    let seed = Strict {
        path: path.to_owned(),
        depth: 0,
        faults: &faults,
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = seed
        .deserialize(&mut deserializer)
        .and_then(|value| deserializer.end().map(|()| value));
    let mut faults = faults.into_inner();
    let value = read
        .map_err(|error| {
            if faults.is_empty() {
                let place = format!("JSON; line {}, column {}", error.line(), error.column());
                faults.report(ErrorCode::NotJson, path, place);
            }
        })
        .ok();
    faults.finish(value)
}

/// Reads one value and notes what is wrong with it.
struct Strict<'faults> {
    path: String,
    depth: usize,
    faults: &'faults RefCell<Collector>,
}

impl Strict<'_> {
    fn inner<E: Error>(&self, key: &str) -> Result<Self, E> {
        if key.len() > LONGEST_KEY {
            let expected = format!("keys of at most {LONGEST_KEY} bytes");
            let mut faults = self.faults.borrow_mut();
            faults.report(ErrorCode::TooLarge, self.path.clone(), expected);
            return Err(E::custom("too long a key"));
        }
        if self.depth >= DEEPEST {
            let expected = format!("values nested at most {DEEPEST} deep");
            let mut faults = self.faults.borrow_mut();
            faults.report(ErrorCode::TooDeep, self.path.clone(), expected);
            return Err(E::custom("too deep"));
        }
        Ok(Strict {
            path: join(&self.path, key),
            depth: self.depth + 1,
            faults: self.faults,
        })
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element_seed(self.inner(&array.len().to_string())?)? {
            array.push(item);
        }
        Ok(Value::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let inner = self.inner(&key)?;
            let path = inner.path.clone();
            let value = entries.next_value_seed(inner)?;
            if map.insert(key, value).is_some() {
                let mut faults = self.faults.borrow_mut();
                faults.report(ErrorCode::DuplicateKey, path, "each key once");
            }
        }
        Ok(Value::Object(map))
    }
}
