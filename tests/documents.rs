//! How large a document may be, what is suggested for a word that is not known, and its texts. What else is refused is a case:
//! `tests/cases/policy-errors.json`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/fact.rs"]
mod facts;

use facts::fact;
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

/// A document with these facts, and one programme of one condition.
fn asking(facts: &[Value], condition: &Value) -> Value {
    let mut document = everything();
    document["facts"] = json!(facts);
    for list in ["parameters", "metrics", "shared", "caveats"] {
        document[list] = json!([]);
    }
    document["programmes"] = json!([{
        "id": "main", "clause": "1", "title": { "en": "Main" }, "summary": { "en": "For all" },
        "criteria": [{ "id": "one", "clause": "1", "title": { "en": "One" }, "condition": condition }],
    }]);
    document
}

/// How many of something a document can have before its conditions share too many facts.
fn most(document: impl Fn(usize) -> Value) -> usize {
    let entangled = |count: &usize| {
        let faults = faults(&document(*count));
        let codes: Vec<ErrorCode> = faults.iter().map(|fault| fault.code).collect();
        assert!(
            codes.is_empty() || codes == [ErrorCode::TooEntangled],
            "{faults:?}"
        );
        !codes.is_empty()
    };
    (1..).find(entangled).unwrap() - 1
}

/// Facts of one kind, each of them in two conditions which hold or fail together.
fn paired(kind: &str, more: &Value, one: &Value, other: &Value) -> usize {
    most(|count| {
        let ids: Vec<String> = (0..count).map(|place| format!("f{place}")).collect();
        let facts: Vec<Value> = ids.iter().map(|id| fact(id, kind, more)).collect();
        let leaves = |like: &Value| -> Vec<Value> {
            let leaf = |id: &String| {
                let mut leaf = like.clone();
                leaf["fact"] = json!(id);
                leaf
            };
            ids.iter().map(leaf).collect()
        };
        asking(
            &facts,
            &json!({ "any": [{ "all": leaves(one) }, { "none": leaves(other) }] }),
        )
    })
}

/// Conditions on one fact and, where it has one, on what it is tied to.
fn repeated(facts: &[Value], leaf: impl Fn(usize) -> Value) -> usize {
    most(|count| {
        let leaves: Vec<Value> = (0..count).map(&leaf).collect();
        asking(facts, &json!({ "any": leaves }))
    })
}

#[test]
fn conditions_share_as_many_facts_as_can_be_settled_in_time() {
    let none = json!({});
    let is = json!({ "is": true });
    let sizes = json!({ "options": [{ "id": "s", "title": { "en": "S" } }, { "id": "l", "title": { "en": "L" } }] });
    let (least, less) = (json!({ "atLeast": 5 }), json!({ "atLeast": 3 }));
    let (soon, sooner) = (
        json!({ "within": { "days": 5 } }),
        json!({ "within": { "days": 3 } }),
    );
    let tied = |constraint: &str| {
        let constraints = json!({ "constraints": [{ constraint: "last" }] });
        [
            fact("first", "pastEvent", &constraints),
            fact("last", "pastEvent", &none),
        ]
    };
    let event = |place: usize| {
        let id = if place.is_multiple_of(2) {
            "first"
        } else {
            "last"
        };
        json!({ "fact": id, "within": { "days": place + 1 } })
    };
    let number = || fact("number", "integer", &none);
    let bound = |place: usize| json!({ "fact": "number", "atLeast": place });
    // The first two bounds stand beside what else is asked: all of it is settled at once.
    let beside = |one: Value, other: Value| {
        move |place: usize| match place {
            0 => json!({ "all": [bound(place), one] }),
            1 => json!({ "all": [bound(place), other] }),
            _ => bound(place),
        }
    };
    let found = [
        ("truths", paired("boolean", &none, &is, &is)),
        (
            "choices",
            paired(
                "choice",
                &sizes,
                &json!({ "is": "s" }),
                &json!({ "is": "l" }),
            ),
        ),
        ("numbers", paired("integer", &none, &least, &less)),
        ("events", paired("pastEvent", &none, &soon, &sooner)),
        ("bounds of a number", repeated(&[number()], bound)),
        (
            "values of a number",
            repeated(
                &[number()],
                |place| json!({ "fact": "number", "is": place }),
            ),
        ),
        (
            "days of an event",
            repeated(
                &[fact("first", "pastEvent", &none)],
                |place| json!({ "fact": "first", "within": { "days": place + 1 } }),
            ),
        ),
        (
            "days of two events in a row",
            repeated(&tied("notAfter"), event),
        ),
        (
            "days of two events that go together",
            repeated(&tied("neverWith"), event),
        ),
        (
            "bounds beside a truth",
            repeated(
                &[fact("truth", "boolean", &none), number()],
                beside(
                    json!({ "fact": "truth", "is": true }),
                    json!({ "fact": "truth", "is": false }),
                ),
            ),
        ),
        (
            "bounds beside a choice",
            repeated(
                &[fact("size", "choice", &sizes), number()],
                beside(
                    json!({ "fact": "size", "is": "s" }),
                    json!({ "fact": "size", "is": "l" }),
                ),
            ),
        ),
    ];
    assert_eq!(
        found.map(|(_, most)| most),
        [8, 8, 4, 4, 98, 62, 78, 4, 4, 66, 66],
        "{found:?}"
    );
}

#[test]
fn a_text_is_there_in_each_locale() {
    let mut document = everything();
    document["locales"] = json!(["en", "de"]);
    speak(&mut document, &["en".to_owned(), "de".to_owned()]);
    document["title"] = json!({ "de": "Alles", "en": "Everything" });
    let policy = Policy::load(document).unwrap();
    let title = &policy.newest().document.title;
    assert_eq!(title.get("en"), Some("Everything"));
    assert_eq!(title.get("de"), Some("Alles"));
    assert_eq!(title.get("fr"), None);
    let all: Vec<(&str, &str)> = title.iter().collect();
    assert_eq!(all, [("en", "Everything"), ("de", "Alles")]);
}

#[test]
fn conditions_nest_at_most_thirty_two_deep() {
    let nested = |deep: usize| {
        let condition = (0..deep).fold(
            json!({ "fact": "truth", "is": true }),
            |inner, _| json!({ "all": [inner] }),
        );
        asking(&[fact("truth", "boolean", &json!({}))], &condition)
    };
    assert_eq!(faults(&nested(32)), []);
    let places = "/all/0".repeat(33);
    let found: Vec<(ErrorCode, String)> = faults(&nested(33))
        .into_iter()
        .map(|fault| (fault.code, fault.path))
        .collect();
    let path = format!("/programmes/0/criteria/0/condition{places}");
    assert_eq!(found, [(ErrorCode::TooDeep, path)]);
}
