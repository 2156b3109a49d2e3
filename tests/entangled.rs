//! Random policies whose conditions share and tie facts, against every completion of what is unknown.
//!
//! The built-in policy is compared with the twin; this finds what it does not have: facts used twice, parameters compared
//! to several facts, ties across criteria.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test fails by panicking")]

#[path = "support/made_up.rs"]
mod made_up;

use std::collections::BTreeMap;

use kaibo::{CriterionResult, Outcome, Policy, Request, Verdict};
use made_up::{DAYS, PARAMETER, TODAY, condition, document};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// One value of a complete assignment: a truth, a number, days ago, or never.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Point {
    Truth(bool),
    Number(i64),
    Ago(Option<i64>),
}

/// The slots of the made-up policies, and every value each can have.
fn domains() -> BTreeMap<&'static str, Vec<Point>> {
    let truths = || vec![Point::Truth(false), Point::Truth(true)];
    let numbers = |most| (0..=most).map(Point::Number).collect::<Vec<_>>();
    let events = || {
        DAYS.map(|ago| Point::Ago(Some(ago)))
            .chain([Point::Ago(None)])
            .collect::<Vec<_>>()
    };
    BTreeMap::from([
        ("a", truths()),
        ("b", truths()),
        ("m", numbers(2)),
        ("n", numbers(2)),
        ("first", events()),
        ("last", events()),
        // Unpublished: anything at all. Next to facts from 0 to 2 these stand for every whole number.
        (PARAMETER, (-1..=3).map(Point::Number).collect()),
    ])
}

/// For each slot whether it is stated, and which of its values.
fn stated() -> impl Strategy<Value = Vec<Option<prop::sample::Index>>> {
    prop::collection::vec(
        proptest::option::weighted(0.35, any::<prop::sample::Index>()),
        6,
    )
}

type Assignment = BTreeMap<&'static str, Point>;

fn holds(condition: &Value, at: &Assignment) -> bool {
    let list = |key: &str| condition.get(key).and_then(Value::as_array);
    if let Some(parts) = list("all") {
        return parts.iter().all(|part| holds(part, at));
    }
    if let Some(parts) = list("any") {
        return parts.iter().any(|part| holds(part, at));
    }
    if let Some(parts) = list("none") {
        return !parts.iter().any(|part| holds(part, at));
    }
    let fact = condition
        .get("fact")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let number = |key: &str| {
        let operand = condition.get(key)?;
        match (operand.get("parameter"), at.get(PARAMETER)) {
            (Some(_), Some(Point::Number(value))) => Some(*value),
            _ => operand.as_i64(),
        }
    };
    let days = |key: &str| {
        condition
            .get(key)
            .and_then(|span| span.get("days"))
            .and_then(Value::as_i64)
    };
    match at.get(fact) {
        Some(Point::Truth(truth)) => condition.get("is").and_then(Value::as_bool) == Some(*truth),
        Some(Point::Number(value)) => {
            number("atLeast").is_some_and(|bound| *value >= bound)
                || number("atMost").is_some_and(|bound| *value <= bound)
                || number("above").is_some_and(|bound| *value > bound)
                || number("below").is_some_and(|bound| *value < bound)
        }
        Some(Point::Ago(ago)) => {
            days("within").is_some_and(|days| ago.is_some_and(|ago| ago <= days))
                || days("notWithin").is_some_and(|days| ago.is_none_or(|ago| ago > days))
        }
        None => false,
    }
}

fn consistent(at: &Assignment) -> bool {
    match (at.get("first"), at.get("last")) {
        (Some(Point::Ago(Some(first))), Some(Point::Ago(Some(last)))) => first >= last,
        (Some(Point::Ago(first)), Some(Point::Ago(last))) => first.is_none() == last.is_none(),
        _ => true,
    }
}

/// Every consistent completion of what is stated.
fn completions(known: &Assignment) -> Vec<Assignment> {
    let mut all = vec![Assignment::new()];
    for (slot, values) in domains() {
        let values = known.get(slot).map_or(values, |value| vec![*value]);
        all = all
            .into_iter()
            .flat_map(|partial| {
                values.iter().map(move |value| {
                    let mut at = partial.clone();
                    at.insert(slot, *value);
                    at
                })
            })
            .collect();
    }
    all.retain(consistent);
    all
}

fn verdict(truths: impl Iterator<Item = bool>) -> Verdict {
    let (mut met, mut unmet) = (false, false);
    for truth in truths {
        met |= truth;
        unmet |= !truth;
    }
    match (met, unmet) {
        (true, false) => Verdict::Met,
        (false, true) => Verdict::Unmet,
        _ => Verdict::Unknown,
    }
}

/// The slots on which the outcome depends in some completion.
fn missing(
    known: &Assignment,
    all: &[Assignment],
    eligible: &dyn Fn(&Assignment) -> bool,
) -> Vec<String> {
    let depends = |slot: &&'static str| {
        all.iter().any(|at| {
            domains().get(slot).into_iter().flatten().any(|value| {
                let mut other = at.clone();
                other.insert(slot, *value);
                consistent(&other) && eligible(&other) != eligible(at)
            })
        })
    };
    let slots = domains().into_keys();
    slots
        .filter(|slot| !known.contains_key(slot))
        .filter(depends)
        .map(str::to_owned)
        .collect()
}

fn application(known: &Assignment) -> Value {
    let today = kaibo::time::Day::parse(TODAY).unwrap_or(kaibo::time::Day::MIN);
    let mut facts = Map::new();
    for (slot, value) in known {
        let value = match value {
            Point::Truth(truth) => json!(truth),
            Point::Number(number) => json!(number),
            Point::Ago(Some(ago)) => json!(today.plus(-ago).to_string()),
            Point::Ago(None) => json!("never"),
        };
        facts.insert((*slot).to_owned(), value);
    }
    json!({ "facts": facts })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_policy_answers_as_every_completion_does(
        criteria in prop::collection::vec(condition(), 1..=3),
        stated in stated(),
    ) {
        let mut known = Assignment::new();
        let facts = domains().into_iter().filter(|(slot, _)| *slot != PARAMETER);
        for ((slot, values), chosen) in facts.zip(stated) {
            if let Some(chosen) = chosen {
                known.insert(slot, *chosen.get(&values));
            }
        }
        let policy = match Policy::load(document(&criteria)) {
            Ok(policy) => policy,
            Err(faults) if faults.errors.iter().all(|fault| fault.code == kaibo::ErrorCode::TooEntangled) => return Ok(()),
            Err(faults) => return Err(TestCaseError::fail(faults.to_string())),
        };
        let request = Request::on(TODAY).unwrap_or_else(|faults| panic!("{faults}"));
        let answer = policy.assess(&application(&known), &request);
        let all = completions(&known);
        if all.is_empty() {
            prop_assert!(answer.is_err(), "what has no completion is an error");
            return Ok(());
        }
        let answer = answer.map_err(|faults| TestCaseError::fail(faults.to_string()))?;
        let programme = answer.programmes.first().ok_or_else(|| TestCaseError::fail("no programme"))?;
        let eligible = |at: &Assignment| criteria.iter().all(|condition| holds(condition, at));
        let outcome = match programme.outcome {
            Outcome::Eligible => Verdict::Met,
            Outcome::Ineligible => Verdict::Unmet,
            Outcome::Undetermined => Verdict::Unknown,
        };
        prop_assert_eq!(outcome, verdict(all.iter().map(eligible)));
        for (condition, result) in criteria.iter().zip(&programme.criteria) {
            let result: &CriterionResult = result;
            prop_assert_eq!(result.result, verdict(all.iter().map(|at| holds(condition, at))));
        }
        let mut found = programme.missing.clone();
        found.extend(programme.parameters_needed.iter().cloned());
        found.sort();
        let mut expected = missing(&known, &all, &eligible);
        expected.sort();
        prop_assert_eq!(found, expected);
    }
}
