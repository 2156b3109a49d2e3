//! The laws of truth, on random applications to the built-in policy.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test fails by panicking")]

use kaibo::{
    Assessment, BUILT_IN, CriterionResult, Outcome, OutlookRequest, Policy, Remedy, RemedyKind,
    Request, Verdict,
};
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_outlook_is_what_assess_answers_on_each_day(facts in facts(), parameters in parameters()) {
        if assess(&facts, &parameters).is_none() {
            return Ok(());
        }
        let application = json!({ "facts": facts, "parameters": parameters });
        let start = Request::on("2023-09-14").unwrap_or_else(|faults| panic!("{faults}"));
        for programme in ["cold-start", "growth", "benchmark"] {
            let outlook = POLICY.outlook(programme, &application, &start, &OutlookRequest::default());
            let outlook = outlook.unwrap_or_else(|faults| panic!("{faults}"));
            for ahead in 0..400 {
                let today = kaibo::time::Day::parse(&day(-ahead)).unwrap_or(kaibo::time::Day::MIN);
                let windows = outlook.windows.iter();
                let mut within = windows.filter(|it| it.from <= today && it.to.is_none_or(|to| today <= to));
                let window = within.next().ok_or_else(|| TestCaseError::fail("a day without a window"))?;
                prop_assert!(within.next().is_none(), "a day in two windows");
                let request = Request::on(&today.to_string()).and_then(|it| it.known_at("2023-09-14"));
                let request = request.unwrap_or_else(|faults| panic!("{faults}")).programmes([programme]);
                let answer = POLICY.assess(&application, &request).unwrap_or_else(|faults| panic!("{faults}"));
                prop_assert_eq!(answer.programmes.first().map(|it| it.outcome), Some(window.outcome));
            }
            let pairs = outlook.windows.iter().zip(outlook.windows.iter().skip(1));
            for (one, two) in pairs {
                prop_assert!(one.outcome != two.outcome && one.to.map(|to| to.plus(1)) == Some(two.from));
            }
        }
    }
}

/// The outcome on a day of what is known on 2023-09-14.
fn outcome_on(
    programme: &str,
    facts: &Map<String, Value>,
    parameters: &Value,
    ahead: i64,
) -> Option<Outcome> {
    let request = Request::on(&day(-ahead))
        .and_then(|it| it.known_at("2023-09-14"))
        .ok()?;
    let application = json!({ "facts": facts, "parameters": parameters });
    let answer = POLICY
        .assess(&application, &request.programmes([programme]))
        .ok()?;
    answer.programmes.first().map(|it| it.outcome)
}

/// The facts with what a remedy changes and takes as given, but for one of them.
fn remedied(facts: &Map<String, Value>, remedy: &Remedy, but: Option<usize>) -> Map<String, Value> {
    let changes = remedy
        .changes
        .iter()
        .map(|change| (&change.fact, &change.to));
    let given = remedy.given.iter().map(|given| (&given.fact, &given.is));
    let mut remedied = facts.clone();
    for (place, (fact, value)) in changes.chain(given).enumerate() {
        if Some(place) != but {
            remedied.insert(
                fact.clone(),
                serde_json::to_value(value).unwrap_or_default(),
            );
        }
    }
    remedied
}

/// Whether some values of what is unknown or can be changed, and some day, make it eligible: by trying them.
fn something_helps(programme: &str, facts: &Map<String, Value>, parameters: &Value) -> bool {
    let mut best = facts.clone();
    let settable = [
        ("sellsOnStream", json!(true), true),
        ("hasBrandBadge", json!(false), false),
        ("coldStartGrantedBefore", json!(false), false),
        ("storeClosed", json!(false), true),
        ("counterfeitOrSeriousViolation", json!(false), false),
        ("tradesOrOverpromisesTraffic", json!(false), false),
        ("cheating", json!(false), false),
        ("plannedMinutes", json!(300), true),
        ("goodsExclusive", json!(true), true),
        ("gmvTarget", json!(50_000), true),
        ("plannedStartOn", json!(day(-600)), true),
    ];
    for (fact, value, act) in settable {
        if act || !facts.contains_key(fact) {
            best.insert(fact.to_owned(), value);
        }
    }
    let events = || {
        [
            Value::Null,
            json!("never"),
            json!(day(0)),
            json!(day(30)),
            json!(day(31)),
            json!(day(61)),
        ]
        .into_iter()
    };
    let days = [0, 1].into_iter().chain(1..=70);
    days.into_iter().any(|ahead| {
        events().any(|first| {
            events().any(|last| {
                let mut tried = best.clone();
                for (fact, value) in [("firstBroadcastOn", &first), ("lastBroadcastOn", &last)] {
                    if !facts.contains_key(fact) && !value.is_null() {
                        tried.insert(fact.to_owned(), value.clone());
                    }
                }
                outcome_on(programme, &tried, parameters, ahead) == Some(Outcome::Eligible)
            })
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_remedy_is_proved_smallest_and_earliest_and_none_means_none(facts in facts(), parameters in parameters()) {
        if assess(&facts, &parameters).is_none() {
            return Ok(());
        }
        let application = json!({ "facts": facts, "parameters": parameters });
        let start = Request::on("2023-09-14").unwrap_or_else(|faults| panic!("{faults}"));
        let today = kaibo::time::Day::parse("2023-09-14").unwrap_or(kaibo::time::Day::MIN);
        for programme in ["cold-start", "growth", "benchmark"] {
            let found = POLICY.remedies(programme, &application, &start);
            let found = found.unwrap_or_else(|faults| panic!("{faults}"));
            let eligible = outcome_on(programme, &facts, &parameters, 0) == Some(Outcome::Eligible);
            prop_assert!(!eligible || (found.remedies.is_empty() && found.blocked_by.is_empty()));
            for remedy in &found.remedies {
                let ahead = i64::from(remedy.on.epoch_days() - today.epoch_days());
                let whole = remedied(&facts, remedy, None);
                prop_assert_eq!(outcome_on(programme, &whole, &parameters, ahead), Some(Outcome::Eligible), "{:?}", remedy);
                let waits = matches!(remedy.kind, RemedyKind::Wait | RemedyKind::Both);
                prop_assert_eq!(waits, ahead > 0);
                if waits {
                    prop_assert_ne!(outcome_on(programme, &whole, &parameters, ahead - 1), Some(Outcome::Eligible), "{:?}", remedy);
                }
                for place in 0..remedy.changes.len() + remedy.given.len() {
                    let fewer = remedied(&facts, remedy, Some(place));
                    prop_assert_ne!(outcome_on(programme, &fewer, &parameters, ahead), Some(Outcome::Eligible), "{:?}", remedy);
                }
                for fixed in ["hasBrandBadge", "coldStartGrantedBefore", "cheating", "firstBroadcastOn", "lastBroadcastOn"] {
                    prop_assert!(remedy.changes.iter().all(|change| change.fact != fixed));
                }
            }
            if found.remedies.is_empty() && !eligible {
                prop_assert!(!found.blocked_by.is_empty());
                prop_assert!(!something_helps(programme, &facts, &parameters), "{} {:?}", programme, found);
            }
        }
    }
}
