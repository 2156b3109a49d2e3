//! How large a document may be, and what is suggested for a word that is not known. What else is refused is a case:
//! `tests/cases/policy-errors.json`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use kaibo::{ErrorCode, Fault, Policy};
use serde_json::{Value, json};

/// A document in which everything occurs.
fn everything() -> Value {
    serde_json::from_str(include_str!("cases/policies/everything.json")).expect("JSON")
}

fn faults(document: &Value) -> Vec<Fault> {
    let refused = Policy::load(document.clone()).err();
    refused.map(|faults| faults.errors).unwrap_or_default()
}

/// Where a document is said to be too large.
fn too_large(document: &Value) -> Vec<String> {
    let faults = faults(document).into_iter();
    let large = faults.filter(|fault| fault.code == ErrorCode::TooLarge);
    large.map(|fault| fault.path).collect()
}

/// Grows a list to `size` by copies of one of its items with ids of their own.
fn grow(document: &mut Value, list: &str, like: usize, size: usize) {
    let items = document.pointer_mut(list).and_then(Value::as_array_mut);
    let items = items.expect("a list");
    let item = items.get(like).cloned().expect("an item");
    while items.len() < size {
        let mut item = item.clone();
        if item.is_object() {
            item["id"] = json!(format!("more-{}", items.len()));
        }
        items.push(item);
    }
}

#[test]
fn lists_are_of_a_size_that_people_write() {
    for (list, like, most, place) in [
        ("/facts", 0, 200, "/facts"),
        ("/parameters", 1, 200, "/parameters"),
        ("/metrics", 1, 200, "/metrics"),
        ("/programmes", 0, 50, "/programmes"),
        ("/shared", 0, 500, "/shared"),
        ("/clauses", 0, 1_000, "/clauses/1000/id"),
        ("/assumptions", 0, 1_000, "/assumptions/1000/id"),
        ("/parameters/3/published", 1, 200, "/parameters/3/published"),
    ] {
        let mut document = everything();
        grow(&mut document, list, like, most);
        assert_eq!(too_large(&document), [""; 0], "{list}");
        grow(&mut document, list, like, most + 1);
        assert_eq!(too_large(&document), [place], "{list}");
    }
}

#[test]
fn locales_are_at_most_fifty() {
    let tag = |place: usize| format!("a{}{}", letter(place / 26), letter(place % 26));
    let speaking = |count: usize| {
        let locales: Vec<String> = (0..count).map(tag).collect();
        let mut document = everything();
        speak(&mut document, &locales);
        document["locales"] = json!(locales);
        document
    };
    assert_eq!(faults(&speaking(50)), []);
    assert_eq!(too_large(&speaking(51)), ["/locales"]);
}

fn letter(place: usize) -> char {
    char::from(b'a' + u8::try_from(place).unwrap())
}

/// Says every text in all these languages.
fn speak(value: &mut Value, locales: &[String]) {
    if let Some(text) = value.get("en").cloned() {
        let texts = locales.iter().map(|locale| (locale.clone(), text.clone()));
        *value = Value::Object(texts.collect());
    } else if let Some(object) = value.as_object_mut() {
        object.values_mut().for_each(|part| speak(part, locales));
    } else if let Some(list) = value.as_array_mut() {
        list.iter_mut().for_each(|part| speak(part, locales));
    }
}

#[test]
fn constraints_are_at_most_twenty_in_all() {
    let tied = |first: usize, second: usize| {
        let mut document = everything();
        document["facts"][8]["constraints"] = json!(vec![json!({ "notAfter": "seenOn" }); first]);
        document["facts"][9]["constraints"] =
            json!(vec![json!({ "neverWith": "joinedOn" }); second]);
        document
    };
    assert_eq!(too_large(&tied(10, 10)), [""; 0]);
    assert_eq!(too_large(&tied(10, 11)), ["/facts"]);
}

/// A document whose one programme has so many conditions: groups and their parts, and those of a shared criterion.
fn of_conditions(count: usize) -> Value {
    let leaf = json!({ "fact": "verified", "is": true });
    let mut document = everything();
    document["shared"][0]["condition"] = json!({ "all": vec![leaf.clone(); 9] });
    let criterion = |id: &str, parts: usize| {
        let condition = json!({ "any": vec![leaf.clone(); parts] });
        json!({ "id": id, "clause": "1", "title": { "en": id }, "condition": condition })
    };
    let programme = &mut document["programmes"][0];
    let shared = programme["criteria"][0].clone();
    assert!(shared.get("use").is_some(), "the first criterion is shared");
    for list in ["caveats", "tasks", "rewards"] {
        programme[list] = json!([]);
    }
    programme["criteria"] = json!([shared, criterion("half", 99)]);
    programme["bars"] = json!([criterion("barred", 99)]);
    programme["risks"] = json!([criterion("risky", count - 10 - 100 - 100 - 1)]);
    document
}

#[test]
fn a_programme_has_at_most_five_hundred_conditions() {
    assert_eq!(too_large(&of_conditions(500)), [""; 0]);
    assert_eq!(too_large(&of_conditions(501)), ["/programmes/0"]);
}

#[test]
fn the_known_word_nearest_to_an_unknown_one_is_suggested() {
    for (subject, given, meant) in [
        ("fact", "verfied", "verified"),
        ("parameter", "opne", "open"),
        ("metric", "monthGvm", "monthGmv"),
    ] {
        let mut document = everything();
        let condition = &mut document["programmes"][0]["criteria"][3]["condition"];
        *condition = json!({ subject: given, "is": true });
        let path = format!("/programmes/0/criteria/3/condition/{subject}");
        let faults = faults(&document);
        let fault = faults.iter().find(|fault| fault.path == path);
        let help = fault.map(|fault| fault.help.as_str()).unwrap_or_default();
        let expected = format!("Did you mean \"{meant}\"? ");
        assert!(help.starts_with(&expected), "{subject}: {faults:?}");
    }
}
