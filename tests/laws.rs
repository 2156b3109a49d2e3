//! The laws of truth, on random applications to the built-in policy.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test fails by panicking")]

use kaibo::{Assessment, BUILT_IN, CriterionResult, Outcome, Policy, Request, Verdict};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

static POLICY: LazyLock<Policy> =
    LazyLock::new(|| Policy::parse(BUILT_IN).unwrap_or_else(|faults| panic!("{faults}")));

const BOOLEANS: [&str; 10] = [
    "sellsOnStream",
    "hasBrandBadge",
    "coldStartGrantedBefore",
    "storeClosed",
    "counterfeitOrSeriousViolation",
    "tradesOrOverpromisesTraffic",
    "cheating",
    "contentViolation",
    "goodsExclusive",
    "goodsAdvantaged",
];

/// A day so many days before 2023-09-14.
fn day(ago: i64) -> String {
    let day = kaibo::time::Day::parse("2023-09-14").unwrap_or(kaibo::time::Day::MIN);
    day.plus(-ago).to_string()
}

/// Some facts, more often favourable ones, so that outcomes of each kind come up.
fn facts() -> impl Strategy<Value = Map<String, Value>> {
    let favourable = |id: &str| id == "sellsOnStream" || id.starts_with("goods");
    let boolean = BOOLEANS.map(|id| {
        let good = favourable(id);
        prop_oneof![
            2 => Just(None),
            8 => Just(Some(json!(good))),
            1 => Just(Some(json!(!good))),
        ]
    });
    let event = || prop_oneof![2 => Just(None), 1 => Just(Some(None)), 6 => (0_i64..100).prop_map(|ago| Some(Some(ago)))];
    let number = |values: Vec<Value>| proptest::option::of(proptest::sample::select(values));
    (
        boolean,
        event(),
        event(),
        proptest::option::of(10_i64..20),
        number(vec![json!(0), json!(299), json!(300), json!(301)]),
        number(vec![
            json!(0),
            json!(49_999.99),
            json!(50_000),
            json!(50_000.01),
        ]),
    )
        .prop_map(|(booleans, first, last, start, minutes, target)| {
            let mut facts = Map::new();
            let mut state = |id: &str, value: Option<Value>| {
                if let Some(value) = value {
                    facts.insert(id.to_owned(), value);
                }
            };
            for (id, value) in BOOLEANS.into_iter().zip(booleans) {
                state(id, value);
            }
            let event = |event: Option<Option<i64>>| {
                event.map(|ago| ago.map_or_else(|| json!("never"), |ago| json!(day(ago))))
            };
            state("firstBroadcastOn", event(first));
            state("lastBroadcastOn", event(last));
            state("plannedStartOn", start.map(|ahead| json!(day(-ahead))));
            state("plannedMinutes", minutes);
            state("gmvTarget", target);
            facts
        })
}

fn parameters() -> impl Strategy<Value = Value> {
    let told = |value: Value| json!({ "value": value, "source": "a test", "toldOn": "2023-09-10" });
    (proptest::option::of(any::<bool>()), any::<bool>()).prop_map(move |(growth, target)| {
        let mut parameters = Map::new();
        if let Some(growth) = growth {
            parameters.insert("growthRequirements".to_owned(), told(json!(growth)));
        }
        if target {
            parameters.insert("benchmarkGmvTarget".to_owned(), told(json!(50_000)));
        }
        Value::Object(parameters)
    })
}

fn assess(facts: &Map<String, Value>, parameters: &Value) -> Option<Assessment> {
    let request = Request::on("2023-09-14").ok()?;
    let application = json!({ "facts": facts, "parameters": parameters });
    POLICY.assess(&application, &request).ok()
}

/// The result of every criterion, leaves included.
fn verdicts(criteria: &[CriterionResult], into: &mut Vec<(String, Verdict)>) {
    for criterion in criteria {
        into.push((criterion.id.clone(), criterion.result));
        verdicts(&criterion.children, into);
    }
}

fn all_verdicts(assessment: &Assessment) -> Vec<(String, Verdict)> {
    let mut found = Vec::new();
    for programme in &assessment.programmes {
        verdicts(&programme.criteria, &mut found);
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adding_a_fact_never_flips_what_is_settled(more in facts(), dropped in any::<prop::sample::Index>(), parameters in parameters()) {
        prop_assume!(!more.is_empty());
        let Some(after) = assess(&more, &parameters) else { return Ok(()) };
        let mut fewer = more.clone();
        if let Some(id) = more.keys().nth(dropped.index(more.len())) {
            fewer.remove(id);
        }
        let before = assess(&fewer, &parameters);
        let before = before.ok_or_else(|| TestCaseError::fail("fewer facts cannot be at odds"))?;
        for (before, after) in before.programmes.iter().zip(&after.programmes) {
            prop_assert!(before.outcome == Outcome::Undetermined || before.outcome == after.outcome);
        }
        for ((id, before), (_, after)) in all_verdicts(&before).into_iter().zip(all_verdicts(&after)) {
            prop_assert!(before == Verdict::Unknown || before == after, "{}", id);
        }
    }

    #[test]
    fn the_order_of_facts_does_not_matter(facts in facts(), parameters in parameters()) {
        let Some(answer) = assess(&facts, &parameters) else { return Ok(()) };
        let text = |facts: Vec<(&String, &Value)>| {
            let members: Vec<String> = facts.iter().map(|(id, value)| format!("\"{id}\":{value}")).collect();
            format!("{{\"facts\":{{{}}},\"parameters\":{parameters}}}", members.join(","))
        };
        let backwards = text(facts.iter().rev().collect());
        let application: Value = serde_json::from_str(&backwards).unwrap_or_default();
        let request = Request::on("2023-09-14").unwrap_or_else(|faults| panic!("{faults}"));
        prop_assert_eq!(POLICY.assess(&application, &request).ok(), Some(answer));
    }

    #[test]
    fn what_is_undetermined_has_something_missing_and_what_is_settled_has_nothing(facts in facts(), parameters in parameters()) {
        let Some(answer) = assess(&facts, &parameters) else { return Ok(()) };
        for programme in &answer.programmes {
            let open = !programme.missing.is_empty() || !programme.parameters_needed.is_empty();
            prop_assert_eq!(programme.outcome == Outcome::Undetermined, open);
            let stated = programme.missing.iter().any(|id| facts.contains_key(id));
            prop_assert!(!stated, "a stated fact is missing");
        }
    }

    #[test]
    fn eligible_means_every_criterion_and_bar_is_met(facts in facts(), parameters in parameters()) {
        let Some(answer) = assess(&facts, &parameters) else { return Ok(()) };
        for programme in &answer.programmes {
            let mut binding = programme.criteria.iter().filter(|criterion| criterion.kind != kaibo::Kind::Risk);
            prop_assert_eq!(programme.outcome == Outcome::Eligible, binding.clone().all(|criterion| criterion.result == Verdict::Met));
            if binding.any(|criterion| criterion.result == Verdict::Unmet) {
                prop_assert_eq!(programme.outcome, Outcome::Ineligible);
            }
        }
    }

    #[test]
    fn a_result_stays_until_the_day_it_changes_on(facts in facts(), parameters in parameters()) {
        let Some(answer) = assess(&facts, &parameters) else { return Ok(()) };
        let on = |day: kaibo::time::Day| {
            let request = Request::on(&day.to_string()).and_then(|it| it.known_at("2023-09-14"));
            let request = request.unwrap_or_else(|faults| panic!("{faults}"));
            POLICY.assess(&json!({ "facts": facts, "parameters": parameters }), &request)
        };
        for programme in &answer.programmes {
            for criterion in &programme.criteria {
                let result_on = |day| {
                    let answer = on(day).ok()?;
                    let programme = answer.programmes.iter().find(|it| it.id == programme.id)?.clone();
                    programme.criteria.iter().find(|it| it.id == criterion.id).map(|it| it.result)
                };
                match criterion.changes_on {
                    Some(day) => {
                        prop_assert_eq!(result_on(day.plus(-1)), Some(criterion.result));
                        prop_assert_ne!(result_on(day), Some(criterion.result));
                    }
                    None => prop_assert_eq!(result_on(answer.as_of.plus(400)), Some(criterion.result)),
                }
            }
        }
    }
}
