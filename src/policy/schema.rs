//! The JSON Schema of policy documents, from the Rust types.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::condition::Condition;
use super::document::{Document, Text, ValueType};
use crate::time::{BusinessDays, Day};

/// Keys that must be there and may be null: by definition and property.
const NULLABLE: [(&str, &str); 6] = [
    ("Document", "published"),
    ("Document", "calendar"),
    ("Effective", "from"),
    ("Effective", "until"),
    ("Source", "url"),
    ("Parameter", "published"),
];

/// The JSON Schema of a policy document of format 1, as pretty JSON text.
#[must_use]
pub fn json_schema() -> String {
    let mut schema = schemars::schema_for!(Document).to_value();
    if let Some(definitions) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        for (name, definition) in definitions {
            tighten(name, definition);
        }
    }
    tighten("Document", &mut schema);
    if let Some(document) = schema.as_object_mut() {
        document.insert("title".to_owned(), json!("Kaibo policy document, format 1"));
        if let Some(properties) = document
            .get_mut("properties")
            .and_then(Value::as_object_mut)
        {
            properties.insert(
                "$schema".to_owned(),
                json!({ "type": "string", "minLength": 1 }),
            );
            properties.insert(
                "format".to_owned(),
                json!({ "const": super::document::FORMAT }),
            );
        }
        require(document, "format");
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Makes a derived definition say what the reader does: null only where it means something, no empty text.
fn tighten(name: &str, definition: &mut Value) {
    let Some(object) = definition.as_object_mut() else {
        return;
    };
    let mut required = Vec::new();
    if let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) {
        for (key, property) in properties {
            if NULLABLE.contains(&(name, key.as_str())) {
                required.push(key.clone());
            } else {
                without_null(property);
            }
            no_empty_text(property);
        }
    }
    for key in required {
        require(object, &key);
    }
    for list in ["oneOf", "anyOf"] {
        for part in object
            .get_mut(list)
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
        {
            tighten("", part);
        }
    }
    no_empty_text(definition);
}

fn require(object: &mut Map<String, Value>, key: &str) {
    let required = object.entry("required").or_insert_with(|| json!([]));
    if let Some(list) = required.as_array_mut()
        && !list.contains(&json!(key))
    {
        list.push(json!(key));
    }
}

fn without_null(property: &mut Value) {
    let Some(object) = property.as_object_mut() else {
        return;
    };
    object.remove("default");
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|kind| kind != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(parts)) = object.get_mut("anyOf") {
        parts.retain(|part| part.get("type") != Some(&json!("null")));
        if let [only] = parts.as_slice() {
            let only = only.as_object().cloned().unwrap_or_default();
            object.remove("anyOf");
            object.extend(only);
        }
    }
}

/// Texts have at least one character, wherever they stand.
fn no_empty_text(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    let is_text = match object.get("type") {
        Some(Value::String(kind)) => kind == "string",
        Some(Value::Array(kinds)) => kinds.contains(&json!("string")),
        _ => false,
    };
    let constrained = ["enum", "const", "pattern", "format"]
        .iter()
        .any(|key| object.contains_key(*key));
    if is_text && !constrained {
        object.insert("minLength".to_owned(), json!(1));
    }
    for inner in ["items", "additionalProperties"] {
        object.get_mut(inner).into_iter().for_each(no_empty_text);
    }
}

fn names(types: &[(&str, ValueType)]) -> Value {
    types.iter().map(|(name, _)| json!(name)).collect()
}

/// The type of a fact, by name.
pub(super) struct FactType;

impl JsonSchema for FactType {
    fn schema_name() -> Cow<'static, str> {
        "FactType".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": names(&ValueType::of_facts()) })
    }
}

/// The type of a parameter, by name.
pub(super) struct ParameterType;

impl JsonSchema for ParameterType {
    fn schema_name() -> Cow<'static, str> {
        "ParameterType".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": names(&ValueType::of_parameters()) })
    }
}

/// An offset from UTC, `+08:00`.
pub(super) struct UtcOffset;

impl JsonSchema for UtcOffset {
    fn schema_name() -> Cow<'static, str> {
        "UtcOffset".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[+-]([01][0-9]|2[0-3]):[0-5][0-9]$" })
    }
}

/// The name of a business-day calendar.
pub(super) struct CalendarName;

impl JsonSchema for CalendarName {
    fn schema_name() -> Cow<'static, str> {
        "CalendarName".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "enum": BusinessDays::NAMES })
    }
}

impl JsonSchema for Day {
    fn schema_name() -> Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "description": "A date as YYYY-MM-DD" })
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<std::collections::BTreeMap<String, String>>()
    }
}

impl JsonSchema for Condition {
    fn schema_name() -> Cow<'static, str> {
        "Condition".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<Text>();
        let literal = generator.subschema_for::<super::condition::Literal>();
        let itself = generator.subschema_for::<Self>();
        let id = json!({ "type": "string", "minLength": 1 });
        let named = json!({
            "id": id,
            "title": text,
            "assumptions": { "type": "array", "items": id },
        });
        let count = json!({ "type": "integer", "minimum": 0, "maximum": 36_600 });
        let one_key = |key: &str, schema: &Value| json!({ "type": "object", "properties": { key: schema }, "required": [key], "additionalProperties": false });
        let span = json!({ "oneOf": [one_key("days", &count), one_key("months", &count)] });
        let operand = json!({ "oneOf": [{ "type": "number" }, one_key("parameter", &id)] });
        let group = json!({ "type": "array", "items": itself, "minItems": 1 });
        let operators = [
            ("all", &group),
            ("any", &group),
            ("none", &group),
            ("is", &json!(literal)),
            ("atLeast", &operand),
            ("atMost", &operand),
            ("above", &operand),
            ("below", &operand),
            ("within", &span),
            ("notWithin", &span),
            ("ahead", &span),
        ];
        let variants: Vec<Value> = operators
            .into_iter()
            .map(|(operator, schema)| variant(operator, schema, &named, &id))
            .collect();
        json_schema!({
            "description": "One condition: exactly one operator; with an id it is a named part of its criterion",
            "oneOf": variants,
        })
    }
}

/// The schema of a condition with one operator.
fn variant(operator: &str, schema: &Value, named: &Value, id: &Value) -> Value {
    let mut properties = named.as_object().cloned().unwrap_or_default();
    properties.insert(operator.to_owned(), schema.clone());
    let mut variant = json!({
        "type": "object",
        "required": [operator],
        "additionalProperties": false,
        "dependentRequired": { "id": ["title"], "title": ["id"], "assumptions": ["id"] },
    });
    if !matches!(operator, "all" | "any" | "none") {
        for subject in ["fact", "metric", "parameter"] {
            properties.insert(subject.to_owned(), id.clone());
        }
        properties.insert("orUnrated".to_owned(), json!({ "type": "boolean" }));
        let subjects = json!([{ "required": ["fact"] }, { "required": ["metric"] }, { "required": ["parameter"] }]);
        if let Some(variant) = variant.as_object_mut() {
            variant.insert("oneOf".to_owned(), subjects);
        }
    }
    if let Some(variant) = variant.as_object_mut() {
        variant.insert("properties".to_owned(), Value::Object(properties));
    }
    variant
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fault::{Collector, ErrorCode};
    use crate::policy::read;

    /// What the reader finds that a schema cannot say: relations between two values.
    const BEYOND: [ErrorCode; 2] = [ErrorCode::MissingText, ErrorCode::NeverSatisfiable];

    fn built_in() -> Value {
        serde_json::from_str(crate::BUILT_IN).unwrap_or_default()
    }

    /// Whether the reader takes a document; `None` where only it can tell.
    fn reads(document: &Value) -> Option<bool> {
        let mut faults = Collector::default();
        read::document(document, "", &mut faults);
        let errors = faults
            .finish(None::<()>)
            .err()
            .map_or_else(Vec::new, |faults| faults.errors);
        let errors: Vec<ErrorCode> = errors
            .into_iter()
            .map(|fault| fault.code)
            .filter(|code| *code != ErrorCode::Internal)
            .collect();
        let beyond = errors.iter().all(|code| BEYOND.contains(code));
        match (errors.is_empty(), beyond) {
            (true, _) => Some(true),
            (false, true) => None,
            (false, false) => Some(false),
        }
    }

    /// Every path of a document, as JSON Pointers.
    fn paths(value: &Value, path: &str, into: &mut Vec<String>) {
        into.push(path.to_owned());
        match value {
            Value::Object(map) => {
                for (key, inner) in map {
                    paths(inner, &crate::fault::join(path, key), into);
                }
            }
            Value::Array(items) => {
                for (place, inner) in items.iter().enumerate() {
                    paths(inner, &format!("{path}/{place}"), into);
                }
            }
            _ => {}
        }
    }

    /// The document with each of several faults put in at a path.
    fn mutants(document: &Value, path: &str) -> Vec<Value> {
        let mut mutants = Vec::new();
        for value in [
            json!(null),
            json!(0),
            json!(-1.5),
            json!(true),
            json!("x"),
            json!(""),
            json!([]),
            json!({}),
        ] {
            let mut mutant = document.clone();
            if let Some(place) = mutant.pointer_mut(path) {
                *place = value;
                mutants.push(mutant);
            }
        }
        let mut extended = document.clone();
        if let Some(Value::Object(map)) = extended.pointer_mut(path) {
            map.insert("unheardOf".to_owned(), json!(1));
            mutants.push(extended);
        }
        if let Some((parent, key)) = path.rsplit_once('/') {
            let key = key.replace("~1", "/").replace("~0", "~");
            let mut shortened = document.clone();
            if let Some(Value::Object(map)) = shortened.pointer_mut(parent) {
                map.remove(&key);
                mutants.push(shortened);
            }
        }
        mutants
    }

    #[test]
    fn reader_and_schema_agree_on_mutated_documents() {
        let schema: Value = serde_json::from_str(&json_schema()).unwrap_or_default();
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema);
        let validator = validator.unwrap_or_else(|error| unreachable_schema(&error.to_string()));
        let document = small();
        assert!(validator.is_valid(&built_in()) && validator.is_valid(&document));
        assert_eq!(reads(&document), Some(true));
        let mut places = Vec::new();
        paths(&document, "", &mut places);
        let mut tried = 0;
        // Every text is held against the locales: that is beyond a schema.
        for path in places.iter().filter(|path| !path.starts_with("/locales")) {
            for mutant in mutants(&document, path) {
                tried += 1;
                if let Some(read) = reads(&mutant) {
                    assert_eq!(
                        validator.is_valid(&mutant),
                        read,
                        "at {path}: {}",
                        mutant.pointer(path).unwrap_or(&Value::Null)
                    );
                }
            }
        }
        assert!(tried > 1_000, "only {tried} mutants");
    }

    #[allow(clippy::panic, reason = "a schema that is none fails the test")]
    fn unreachable_schema(error: &str) -> jsonschema::Validator {
        panic!("{error}")
    }

    /// A document with one of everything.
    fn small() -> Value {
        serde_json::from_str(include_str!("../../tests/cases/policies/everything.json"))
            .unwrap_or_default()
    }

    #[test]
    fn the_committed_schema_is_the_generated_one() {
        let committed = include_str!("../../policies/schema.json");
        assert_eq!(committed, json_schema(), "run: npm run generate");
    }
}
