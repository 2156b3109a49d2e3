//! What the runners of `tests/cases` share: reading the cases, making their documents, matching what they expect.

use include_dir::{Dir, include_dir};
use serde_json::{Map, Value};

static CASES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/cases");
static POLICIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/policies");

/// One case, with the file it stands in.
pub(crate) struct Case {
    /// The file and the case's name, for messages.
    pub name: String,
    case: Map<String, Value>,
}

impl Case {
    /// A member of the case.
    pub(crate) fn get(&self, key: &str) -> Option<&Value> {
        self.case.get(key)
    }

    /// A member that is a text.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Value::as_str)
    }

    /// Which call the case makes.
    pub(crate) fn call(&self) -> &str {
        self.text("call").unwrap_or("assess")
    }

    /// The document or documents it is about, named ones read and changes made; none: the built-in policy.
    pub(crate) fn document(&self) -> Option<Value> {
        let mut document = read_named(self.get("policy")?.clone());
        for change in self
            .get("change")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            apply(&mut document, change);
        }
        Some(document)
    }
}

/// Every case that `keep` wants, by the words of `only`.
fn cases(keep: impl Fn(Option<&str>) -> bool) -> Vec<Case> {
    let mut cases = Vec::new();
    for file in CASES
        .files()
        .filter(|file| file.path().extension().is_some_and(|it| it == "json"))
    {
        let text = file.contents_utf8().unwrap_or_default();
        let value: Value =
            serde_json::from_str(text).unwrap_or_else(|error| panic!("{file:?}: {error}"));
        for case in value
            .get("cases")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let case = case.as_object().cloned().unwrap_or_default();
            let name = case.get("name").and_then(Value::as_str).unwrap_or("?");
            let name = format!("{}: {name}", file.path().display());
            if keep(case.get("only").and_then(Value::as_str)) {
                cases.push(Case { name, case });
            }
        }
    }
    assert!(cases.len() > 50, "only {} cases", cases.len());
    cases
}

/// Runs the cases that `keep` wants, and fails with all that went wrong.
pub(crate) fn run_all(
    keep: impl Fn(Option<&str>) -> bool,
    run: impl Fn(&Case) -> Result<(), String>,
) {
    let cases = cases(keep);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| Some(format!("{}\n    {}", case.name, run(case).err()?)))
        .collect();
    let text = wrong.join("\n");
    assert!(
        wrong.is_empty(),
        "{} of {} cases:\n{text}",
        wrong.len(),
        cases.len()
    );
}

/// Documents named by their path from the root, read.
fn read_named(value: Value) -> Value {
    match value {
        Value::String(path) if path.ends_with(".json") => {
            let case = path.strip_prefix("tests/cases/").map(|it| (&CASES, it));
            let named = case.or(path.strip_prefix("policies/").map(|it| (&POLICIES, it)));
            let (folder, inner) = named.unwrap_or_else(|| panic!("{path}: no such folder"));
            let text = folder.get_file(inner).and_then(|file| file.contents_utf8());
            serde_json::from_str(text.unwrap_or_default())
                .unwrap_or_else(|error| panic!("{path}: {error}"))
        }
        Value::Array(items) => items.into_iter().map(read_named).collect(),
        other => other,
    }
}

/// Puts a value at a path, or removes what is there.
fn apply(document: &mut Value, change: &Value) {
    let at = change.get("at").and_then(Value::as_str).unwrap_or_default();
    let (parent, key) = at
        .rsplit_once('/')
        .unwrap_or_else(|| panic!("no path in {change}"));
    let parent = document
        .pointer_mut(parent)
        .unwrap_or_else(|| panic!("nothing at {parent}"));
    match (parent, change.get("value")) {
        (Value::Object(map), Some(value)) => {
            map.insert(key.to_owned(), value.clone());
        }
        (Value::Object(map), None) => {
            map.remove(key);
        }
        (Value::Array(items), Some(value)) => {
            let place: usize = key.parse().unwrap_or(items.len());
            items.truncate(items.len().max(place));
            match items.get_mut(place) {
                Some(item) => *item = value.clone(),
                None => items.push(value.clone()),
            }
        }
        (other, _) => panic!("cannot change {other}"),
    }
}

/// Holds an answer against what a case expects; what is not mentioned may be anything. Objects in an array that have an
/// `id` are found by it; `{ "$contains": [...] }` is an array that holds these, `{ "$absent": true }` a key that is not there.
pub(crate) fn matches(actual: &Value, expected: &Value, path: &str) -> Result<(), String> {
    match expected {
        Value::Object(map) if map.get("$absent") == Some(&Value::Bool(true)) => match actual {
            Value::Null => Ok(()),
            there => Err(format!("{path}: {there} is there")),
        },
        Value::Object(map) => match map.get("$contains").and_then(Value::as_array) {
            Some(items) => contains(actual, items, path),
            None => map.iter().try_for_each(|(key, expected)| {
                let actual = actual.get(key).unwrap_or(&Value::Null);
                matches(actual, expected, &format!("{path}/{key}"))
            }),
        },
        Value::Array(items) => {
            let id = |value: &Value| value.get("id").and_then(Value::as_str).map(str::to_owned);
            let list = actual
                .as_array()
                .ok_or_else(|| format!("{path}: {actual} is no array"))?;
            if !items.is_empty() && items.iter().all(|item| id(item).is_some()) {
                return items.iter().try_for_each(|item| {
                    let found = list.iter().find(|actual| id(actual) == id(item));
                    let found = found
                        .ok_or_else(|| format!("{path}: nothing has the id {:?}", id(item)))?;
                    matches(
                        found,
                        item,
                        &format!("{path}/{}", id(item).unwrap_or_default()),
                    )
                });
            }
            if list.len() != items.len() {
                return Err(format!("{path}: {actual} is not {expected}"));
            }
            let mut pairs = list.iter().zip(items).enumerate();
            pairs.try_for_each(|(place, (actual, item))| {
                matches(actual, item, &format!("{path}/{place}"))
            })
        }
        _ => {
            let same = match (actual.as_f64(), expected.as_f64()) {
                (Some(actual), Some(expected)) => actual.total_cmp(&expected).is_eq(),
                _ => actual == expected,
            };
            if same {
                Ok(())
            } else {
                Err(format!("{path}: {actual} is not {expected}"))
            }
        }
    }
}

fn contains(actual: &Value, items: &[Value], path: &str) -> Result<(), String> {
    let list = actual
        .as_array()
        .ok_or_else(|| format!("{path}: {actual} is no array"))?;
    items.iter().try_for_each(|item| {
        let found = list
            .iter()
            .any(|actual| matches(actual, item, path).is_ok());
        if found {
            Ok(())
        } else {
            Err(format!("{path}: {actual} does not contain {item}"))
        }
    })
}

/// Holds what went wrong against the code a case expects; and where it says so, against the path, what was expected, and
/// that nothing else is wrong.
pub(crate) fn matches_error(errors: &Value, expected: &Value) -> Result<(), String> {
    let list = errors
        .as_array()
        .ok_or_else(|| format!("{errors} is no array"))?;
    let fits = |fault: &Value| {
        let has = |key: &str| expected.get(key).is_none() || fault.get(key) == expected.get(key);
        fault.get("code") == expected.get("code") && has("path") && has("expected")
    };
    let alone = expected.get("alone") == Some(&Value::Bool(true));
    if list.iter().any(fits) && (!alone || list.len() == 1) {
        Ok(())
    } else {
        Err(format!("{errors} does not hold {expected}"))
    }
}
