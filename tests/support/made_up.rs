//! Made-up policies: one programme whose conditions share and tie facts as they like.

#[path = "fact.rs"]
mod facts;

pub(crate) use facts::fact;
use proptest::prelude::*;
use serde_json::{Value, json};

/// How many days ago an event can lie. The first broadcast is no later than the last.
pub(crate) const DAYS: std::ops::RangeInclusive<i64> = 0..=4;
/// The day of assessment.
pub(crate) const TODAY: &str = "2023-09-05";
/// The one parameter, which is not published.
pub(crate) const PARAMETER: &str = "parameter";

fn text(words: &str) -> Value {
    json!({ "en": words })
}

/// A made-up policy whose only programme has these criteria.
pub(crate) fn document(criteria: &[Value]) -> Value {
    let criteria: Vec<Value> = criteria
        .iter()
        .enumerate()
        .map(|(place, condition)| json!({ "id": format!("c{place}"), "clause": "1", "title": text("c"), "condition": condition }))
        .collect();
    json!({
        "format": 1, "id": "made-up", "version": "1", "title": text("Made up"), "published": null,
        "effective": { "from": null, "until": null }, "timeZone": "UTC", "utcOffset": "+00:00", "currency": "EUR",
        "calendar": null, "locales": ["en"],
        "source": { "title": text("None"), "url": null, "confidence": "reported", "note": text("An example") },
        "clauses": [{ "id": "1", "title": text("All"), "says": text("All") }],
        "facts": [
            fact("a", "boolean", &json!({})),
            fact("b", "boolean", &json!({})),
            fact("m", "integer", &json!({ "min": 0, "max": 2 })),
            fact("n", "integer", &json!({ "min": 0, "max": 2 })),
            fact("first", "pastEvent", &json!({ "constraints": [{ "notAfter": "last" }, { "neverWith": "last" }] })),
            fact("last", "pastEvent", &json!({})),
        ],
        "parameters": [{ "id": PARAMETER, "clause": "1", "type": "integer", "published": null, "title": text("P") }],
        "programmes": [{
            "id": "p", "clause": "1", "title": text("P"), "summary": text("P"), "criteria": criteria,
        }],
    })
}

fn leaf() -> impl Strategy<Value = Value> {
    let boolean = (prop::sample::select(vec!["a", "b"]), any::<bool>());
    let number = (
        prop::sample::select(vec!["m", "n"]),
        prop::sample::select(vec!["atLeast", "atMost", "above", "below"]),
        0..=2,
    );
    let compared = (
        prop::sample::select(vec!["m", "n"]),
        prop::sample::select(vec!["atLeast", "atMost", "above", "below"]),
    );
    let event = (
        prop::sample::select(vec!["first", "last"]),
        prop::sample::select(vec!["within", "notWithin"]),
        0..=3,
    );
    prop_oneof![
        boolean.prop_map(|(fact, truth)| json!({ "fact": fact, "is": truth })),
        number.prop_map(|(fact, operator, bound)| json!({ "fact": fact, operator: bound })),
        compared.prop_map(
            |(fact, operator)| json!({ "fact": fact, operator: { "parameter": PARAMETER } })
        ),
        event
            .prop_map(|(fact, operator, days)| json!({ "fact": fact, operator: { "days": days } })),
    ]
}

pub(crate) fn condition() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(3, 10, 3, |inner| {
        (
            prop::sample::select(vec!["all", "any", "none"]),
            prop::collection::vec(inner, 1..=3),
        )
            .prop_map(|(operator, parts)| json!({ operator: parts }))
    })
}
