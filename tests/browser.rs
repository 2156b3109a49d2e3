//! Runs every case of `tests/cases` through the boundary in a browser, and looks at the JavaScript values themselves.
//!
//! `wasm-pack test --headless --chrome` and `--firefox` run it.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::panic, reason = "a test fails by panicking")]

mod support;

use js_sys::{Array, JSON, Object, Reflect};
use kaibo::wasm::{WasmPolicy, load_policy};
use serde_json::{Value, json};
use support::{Case, matches, matches_error, run_all};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/tests/cases/revive.js")]
extern "C" {
    /// Makes the values that JSON cannot hold from their names.
    fn revive(value: &JsValue) -> JsValue;
}

#[wasm_bindgen_test]
fn every_case_answers_as_it_says() {
    let built_in = built_in();
    run_all(|only| only != Some("native"), |case| run(case, &built_in));
}

#[wasm_bindgen_test]
fn an_answer_is_made_of_plain_objects_arrays_and_null() {
    let answer = built_in()
        .assess(&parse("{}"), &parse(r#"{ "asOf": "2023-09-14" }"#))
        .unwrap_or_else(|error| panic!("{error:?}"));
    let programmes = get(&answer, "programmes");
    assert!(Array::is_array(&programmes));
    let first = Array::from(&programmes).get(0);
    assert_eq!(
        Object::get_prototype_of(&first),
        Object::get_prototype_of(&Object::new())
    );
    let criterion = Array::from(&get(&first, "criteria")).get(0);
    assert!(get(&criterion, "observed").is_null());
    assert!(get(&criterion, "changesOn").is_null());
    assert!(get(&criterion, "children").is_undefined());
    assert_eq!(get(&criterion, "onBoundary"), JsValue::FALSE);
}

#[wasm_bindgen_test]
fn what_is_thrown_is_a_plain_object_with_all_errors() {
    let application = parse(r#"{ "facts": { "cheating": 1, "storeClosed": "no" } }"#);
    let thrown = built_in().assess(&application, &parse(r#"{ "asOf": "2023-09-31" }"#));
    let errors = get(&thrown.err().unwrap_or(JsValue::NULL), "errors");
    // A moment that cannot be read leaves nothing to hold the facts against.
    assert_eq!(Array::from(&errors).length(), 1);
    let thrown = built_in().assess(&application, &parse(r#"{ "asOf": "2023-09-14" }"#));
    let errors = get(&thrown.err().unwrap_or(JsValue::NULL), "errors");
    assert_eq!(Array::from(&errors).length(), 2);
    let first = Array::from(&errors).get(0);
    assert_eq!(
        get(&first, "code").as_string().as_deref(),
        Some("wrong-type")
    );
    assert!(get(&first, "help").is_string() && get(&first, "expected").is_string());
}

#[wasm_bindgen_test]
fn without_a_moment_it_answers_for_now() {
    let answer = built_in().assess(&JsValue::UNDEFINED, &JsValue::UNDEFINED);
    let day = get(&answer.unwrap_or(JsValue::NULL), "asOf")
        .as_string()
        .unwrap_or_default();
    assert!(day.as_str() > "2023-09-14", "{day}");
}

fn built_in() -> WasmPolicy {
    load_policy(&JsValue::from_str(kaibo::BUILT_IN)).unwrap_or_else(|error| panic!("{error:?}"))
}

fn parse(json: &str) -> JsValue {
    JSON::parse(json).unwrap_or_else(|error| panic!("{json}: {error:?}"))
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// A value of a case as JavaScript, the names of what JSON cannot hold made into it.
fn javascript(value: Option<&Value>) -> JsValue {
    value.map_or(JsValue::UNDEFINED, |value| {
        revive(&parse(&value.to_string()))
    })
}

/// A JavaScript value as JSON.
fn json(value: &JsValue) -> Value {
    let text = JSON::stringify(value).map(String::from).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn run(case: &Case, built_in: &WasmPolicy) -> Result<(), String> {
    match (ask(case, built_in), case.get("error")) {
        (Ok(answer), None) => matches(
            &json(&answer),
            case.get("expect").unwrap_or(&Value::Null),
            "",
        ),
        (Ok(answer), Some(error)) => Err(format!("expected {error}, got {}", json(&answer))),
        (Err(thrown), None) => Err(format!("threw {}", json(&thrown))),
        (Err(thrown), Some(error)) => {
            matches_error(&json(&get(&thrown, "errors")), error)?;
            still_answers(built_in)
        }
    }
}

fn ask(case: &Case, built_in: &WasmPolicy) -> Result<JsValue, JsValue> {
    let loaded = match case.document() {
        None => None,
        Some(document) => Some(load_policy(&javascript(Some(&document)))?),
    };
    let policy = loaded.as_ref().unwrap_or(built_in);
    let application = javascript(case.get("application"));
    let options = javascript(case.get("options"));
    match case.call() {
        "loadPolicy" => Ok(parse(
            &json!({ "id": policy.id(), "version": policy.version(), "digest": policy.digest() })
                .to_string(),
        )),
        "decide" => policy.decide(&javascript(case.get("programme")), &application, &options),
        "outlook" => policy.outlook(&javascript(case.get("programme")), &application, &options),
        "remedies" => policy.remedies(&javascript(case.get("programme")), &application, &options),
        "schedule" => policy.schedule(&javascript(case.get("programme")), &options),
        "questions" => policy.questions(&javascript(case.get("programme")), &application, &options),
        _ => policy.assess(&application, &options),
    }
}

/// The control question: whatever went wrong before, the same policy answers rightly.
fn still_answers(policy: &WasmPolicy) -> Result<(), String> {
    let application = parse(r#"{ "facts": { "hasBrandBadge": true } }"#);
    let answer = policy.assess(&application, &parse(r#"{ "asOf": "2023-09-14" }"#));
    let answer = json(&answer.map_err(|error| format!("{error:?}"))?);
    let expected: Value =
        json!({ "programmes": [{ "id": "cold-start", "outcome": "ineligible", "missing": [] }] });
    matches(&answer, &expected, "")
}
