//! Emits answers and faults as plain JavaScript objects.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use crate::fault::{ErrorCode, Fault, Faults};

/// The one serializer of the boundary: maps as objects, what is missing as null.
const SERIALIZER: Serializer = Serializer::new()
    .serialize_maps_as_objects(true)
    .serialize_missing_as_null(true);

/// An answer as a plain object.
pub(super) fn value<T: Serialize>(answer: &T) -> Result<JsValue, JsValue> {
    answer.serialize(&SERIALIZER).map_err(|error| {
        let fault = Fault::new(ErrorCode::Internal, "", error.to_string());
        faults(&fault.into())
    })
}

/// What is thrown: `{ errors: [{ code, path, expected, help }] }`.
pub(super) fn faults(faults: &Faults) -> JsValue {
    faults
        .serialize(&SERIALIZER)
        .unwrap_or_else(|error| JsValue::from_str(&error.to_string()))
}
