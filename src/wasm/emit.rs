//! Emits answers and faults as plain JavaScript objects.

use serde::{Serialize, Serializer as _};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::pack::Packed;
use crate::fault::{Fault, Faults};

#[wasm_bindgen(module = "/src/wasm/unpack.js")]
extern "C" {
    fn unpack(words: &[i32], text: &str) -> JsValue;
}

/// An answer as a plain object: what is missing is null.
pub(super) fn value<T: Serialize>(answer: &T) -> JsValue {
    let Packed { words, text, .. } = Packed::new(answer);
    unpack(&words, &text)
}

/// What is thrown: `{ errors: [{ code, path, expected, help }] }`.
///
/// As maps: for the names of a record's fields the serializer would keep a cache.
pub(super) fn faults(faults: &Faults) -> JsValue {
    let errors: Vec<_> = faults.errors.iter().map(Thrown).collect();
    serde_wasm_bindgen::Serializer::json_compatible()
        .collect_map([("errors", errors)])
        .unwrap_or_else(|error| JsValue::from_str(&error.to_string()))
}

struct Thrown<'a>(&'a Fault);

impl Serialize for Thrown<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Fault {
            code,
            path,
            expected,
            help,
        } = self.0;
        serializer.collect_map([
            ("code", code.name()),
            ("path", path),
            ("expected", expected),
            ("help", help),
        ])
    }
}
