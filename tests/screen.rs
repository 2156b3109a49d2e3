//! A screening answers for every row what an assessment of that row answers: the outcome, and each criterion.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/made_up.rs"]
mod made_up;
#[path = "support/screened.rs"]
mod screened;

use kaibo::time::Day;
use kaibo::{BUILT_IN, ErrorCode, Policy, Request};
use proptest::prelude::*;
use screened::{Fact, Row, Screened, assessed, screened};
use serde_json::{Value, json};

const TODAY: &str = "2023-09-14";

fn built_in() -> Policy {
    Policy::parse(BUILT_IN).unwrap_or_else(|faults| panic!("{faults}"))
}

fn on(day: &str) -> Request {
    Request::on(day).unwrap_or_else(|faults| panic!("{faults}"))
}

fn ago(days: i64) -> Fact {
    let today = Day::parse(TODAY).unwrap_or(Day::MIN);
    Fact::Day(today.plus(-days).epoch_days())
}

/// Facts with which nothing stands in the way of cold start but its clause 1.1.
fn otherwise_eligible() -> Row {
    let no = [
        "hasBrandBadge",
        "coldStartGrantedBefore",
        "storeClosed",
        "counterfeitOrSeriousViolation",
        "tradesOrOverpromisesTraffic",
        "cheating",
    ];
    let mut row = Row::from([("sellsOnStream", Fact::Truth(true))]);
    row.extend(no.map(|id| (id, Fact::Truth(false))));
    row
}

fn with(facts: &[(&'static str, Fact)]) -> Row {
    let mut row = otherwise_eligible();
    row.extend(facts.iter().copied());
    row
}

/// What one row comes to, for cold start as of today.
fn found(row: Row) -> Screened {
    let found = screened(&built_in(), "cold-start", &[row], None, &on(TODAY));
    found.unwrap_or_else(|faults| panic!("{faults}"))
}

/// The outcome of one row: 0 ineligible, 1 undetermined, 2 eligible.
fn outcome(facts: &[(&'static str, Fact)]) -> u8 {
    found(with(facts)).outcomes[0]
}

#[test]
fn a_first_broadcast_thirty_days_ago_is_within_and_thirty_one_is_not() {
    assert_eq!(outcome(&[("firstBroadcastOn", ago(30))]), 2);
    assert_eq!(outcome(&[("firstBroadcastOn", ago(31))]), 0);
}

#[test]
fn a_last_broadcast_sixty_one_days_ago_is_dormant_and_sixty_is_not() {
    let first = ("firstBroadcastOn", ago(200));
    assert_eq!(outcome(&[first, ("lastBroadcastOn", ago(61))]), 2);
    assert_eq!(outcome(&[first, ("lastBroadcastOn", ago(60))]), 0);
}

#[test]
fn a_first_broadcast_forty_days_ago_settles_an_unknown_last_one() {
    assert_eq!(outcome(&[("firstBroadcastOn", ago(40))]), 0);
    assert_eq!(outcome(&[("firstBroadcastOn", ago(70))]), 1);
}

#[test]
fn an_event_that_never_was_settles_the_one_that_goes_with_it() {
    assert_eq!(outcome(&[("firstBroadcastOn", Fact::None)]), 2);
    assert_eq!(outcome(&[("lastBroadcastOn", Fact::None)]), 2);
}

#[test]
fn nothing_known_is_undetermined() {
    let found = found(Row::new());
    assert_eq!(found.outcomes, [1]);
    assert!(found.unmet[0].iter().all(|unmet| !unmet));
}

#[test]
fn a_parameter_that_was_told_decides() {
    let facts = Row::from([("refundRate", Fact::Number(0.5))]);
    let told = json!({ "refundRateLimit": { "value": 0.25, "source": "WeCom contact", "toldOn": "2023-09-10" } });
    for parameters in [None, Some(&told)] {
        let rows = std::slice::from_ref(&facts);
        agrees(&built_in(), "cold-start", rows, parameters, &on(TODAY));
    }
}

#[test]
fn rows_that_cannot_be_are_counted() {
    let impossible = [
        with(&[("firstBroadcastOn", ago(10)), ("lastBroadcastOn", ago(11))]),
        with(&[
            ("firstBroadcastOn", Fact::None),
            ("lastBroadcastOn", ago(11)),
        ]),
        with(&[
            ("firstBroadcastOn", ago(11)),
            ("lastBroadcastOn", Fact::None),
        ]),
        with(&[("lastBroadcastOn", ago(-1))]),
        with(&[("hasBrandBadge", Fact::Byte(2))]),
        with(&[("hasBrandBadge", Fact::Byte(254))]),
        with(&[("refundRate", Fact::Number(1.5))]),
        with(&[("refundRate", Fact::Number(f64::NEG_INFINITY))]),
        with(&[("refundRate", Fact::Number(f64::INFINITY))]),
        with(&[("complaintCount", Fact::Number(1.5))]),
        with(&[("complaintCount", Fact::Number(1e300))]),
        with(&[("gmvTarget", Fact::Number(-1.0))]),
        with(&[("gmvTarget", Fact::Number(0.5))]),
        with(&[("plannedStartOn", Fact::None)]),
        with(&[("plannedStartOn", Fact::Day(i32::MAX))]),
    ];
    for row in &impossible {
        let rows = [otherwise_eligible(), row.clone()];
        let found = screened(&built_in(), "cold-start", &rows, None, &on(TODAY));
        let found = found.unwrap_or_else(|faults| panic!("{faults}"));
        assert_eq!(found.impossible, 1, "{row:?}");
    }
}

#[test]
fn what_is_wrong_with_a_request_is_said_all_at_once() {
    let policy = built_in();
    let request = on(TODAY)
        .known_at("2023-09-15")
        .unwrap_or_else(|faults| panic!("{faults}"));
    let told = json!({ "refundRateLimits": {} });
    let faults = policy.plan_screening(
        "cold-stert",
        &["hasBrandBadg", "cheating"],
        Some(&told),
        &request,
    );
    let faults = faults.err().map(|faults| faults.errors).unwrap_or_default();
    let found: Vec<_> = faults
        .iter()
        .map(|fault| (fault.code, fault.path.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (ErrorCode::UnknownProgramme, "/programme"),
            (ErrorCode::UnknownFact, "/columns/hasBrandBadg"),
            (ErrorCode::KnownAfterAsOf, "/knownAt"),
        ]
    );
    let told = policy.plan_screening("cold-start", &[], Some(&told), &on(TODAY));
    let told = told.err().map(|faults| faults.errors).unwrap_or_default();
    assert_eq!(told[0].path, "/parameters/refundRateLimits");
}

#[test]
fn a_column_nobody_knows_is_refused_though_all_else_is_well() {
    let found = refused(
        &built_in(),
        "cold-start",
        &["hasBrandBadge", "hasBrandBadg"],
    );
    let path = "/columns/hasBrandBadg".to_owned();
    assert_eq!(found, [(ErrorCode::UnknownFact, path)]);
}

#[test]
fn each_metric_that_conditions_read_needs_its_column() {
    let text = include_str!("../policies/examples/twitch-affiliate.json");
    let policy = Policy::parse(text).unwrap_or_else(|faults| panic!("{faults}"));
    let metrics = ["streamedMinutes", "streamedDays", "averageViewers"];
    for missing in metrics {
        let columns = metrics.map(|id| if id == missing { "followers" } else { id });
        let found = refused(&policy, "affiliate", &columns);
        let path = format!("/columns/{missing}");
        assert_eq!(found, [(ErrorCode::MissingKey, path)]);
    }
    assert_eq!(refused(&policy, "affiliate", &metrics), []);
}

#[test]
fn a_choice_stands_in_a_column_of_bytes_while_one_byte_is_left_for_what_is_unknown() {
    let policy_of = |count: usize| {
        let mut document = everything();
        if let Some(options) = document["facts"][1]["options"].as_array_mut() {
            let more =
                |place| json!({ "id": format!("option-{place}"), "title": { "en": "More" } });
            options.extend((options.len()..count).map(more));
        }
        loaded(document)
    };
    assert_eq!(refused(&policy_of(255), "main", &["tier"]), []);
    for count in [256, 257] {
        let found = refused(&policy_of(count), "main", &["tier"]);
        let path = "/columns/tier".to_owned();
        assert_eq!(found, [(ErrorCode::TooLarge, path)]);
    }
}

#[test]
fn a_plan_names_the_columns_that_are_tied_and_those_tied_by_others_between_them() {
    let mut document = everything();
    let event = |(id, next): (&str, Option<&str>)| {
        let constraints: Vec<Value> = next
            .map(|id| json!({ "notAfter": id }))
            .into_iter()
            .collect();
        let more = json!({ "changeable": "wait", "constraints": constraints });
        made_up::fact(id, "pastEvent", &more)
    };
    let chain = [
        ("e1", Some("e2")),
        ("e2", Some("e3")),
        ("e3", Some("e4")),
        ("e4", None),
    ];
    if let Some(facts) = document["facts"].as_array_mut() {
        facts.extend(chain.map(event));
    }
    let plan = |document: &Value, columns: &[&str]| {
        let policy = loaded(document.clone());
        let plan = policy.plan_screening("main", columns, None, &on("2024-06-15"));
        let plan = plan.unwrap_or_else(|faults| panic!("{faults}"));
        [plan.not_after, plan.not_after_by_others, plan.never_with]
    };
    let columns = ["e4", "seenOn", "e1", "e2", "joinedOn", "e3"];
    let direct = vec![[4, 1], [2, 3], [3, 5], [5, 0]];
    let by_others = vec![[2, 5], [2, 0], [3, 0]];
    assert_eq!(plan(&document, &columns), [direct, by_others, vec![[4, 1]]]);
    assert_eq!(
        plan(&document, &["e1", "e4", "seenOn"]),
        [vec![], vec![[0, 1]], vec![]]
    );
    // In a ring all are at once, and none is tied to itself.
    let last = document["facts"].as_array().map_or(0, Vec::len) - 1;
    document["facts"][last]["constraints"] = json!([{ "notAfter": "e1" }]);
    let ring = ["e1", "e2", "e3", "e4"];
    let direct = vec![[0, 1], [1, 2], [2, 3], [3, 0]];
    let by_others = vec![
        [0, 2],
        [0, 3],
        [1, 3],
        [1, 0],
        [2, 0],
        [2, 1],
        [3, 1],
        [3, 2],
    ];
    assert_eq!(plan(&document, &ring), [direct, by_others, vec![]]);
}

#[test]
fn each_type_stands_in_its_column_within_its_bounds() {
    let policy = loaded(everything());
    let facts = policy.newest().document.facts.iter();
    let columns: Vec<&str> = facts.map(|fact| fact.id.as_str()).collect();
    let plan = policy.plan_screening("main", &columns, None, &on("2024-06-15"));
    let plan = plan.unwrap_or_else(|faults| panic!("{faults}"));
    let expected = json_of(include_str!("screenings/columns.json"));
    assert_eq!(json!(plan.columns), expected["columns"]);
}

#[test]
fn a_column_that_nothing_reads_has_no_cuts_and_a_bound_is_the_greatest_double_at_most() {
    let mut document = everything();
    document["facts"][3]["max"] = json!(f64::MAX);
    document["programmes"][0]["criteria"] = json!([{
        "id": "one", "clause": "1", "title": { "en": "One" },
        "condition": { "any": [{ "fact": "verified", "is": true }, { "fact": "average", "above": 1 }] },
    }]);
    for list in ["bars", "risks", "caveats"] {
        document["programmes"][0][list] = json!([]);
    }
    let policy = loaded(document);
    let columns = ["verified", "followers", "average"];
    let plan = policy.plan_screening("main", &columns, None, &on("2024-06-15"));
    let plan = plan.unwrap_or_else(|faults| panic!("{faults}"));
    let [verified, followers, average] = &plan.columns[..] else {
        panic!("{:?}", plan.columns);
    };
    assert!(!verified.cuts.is_empty());
    assert!(followers.cuts.is_empty(), "{:?}", followers.cuts);
    assert_eq!(average.max, f64::MAX);
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

/// A document with a fact of every type.
fn everything() -> Value {
    json_of(include_str!("cases/policies/everything.json"))
}

fn loaded(document: Value) -> Policy {
    Policy::load(document).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What is wrong with a screening by these columns: codes and paths.
fn refused(policy: &Policy, programme: &str, columns: &[&str]) -> Vec<(ErrorCode, String)> {
    let planned = policy.plan_screening(programme, columns, None, &on(TODAY));
    let errors = planned.err().map(|faults| faults.errors);
    let errors = errors.unwrap_or_default().into_iter();
    errors.map(|fault| (fault.code, fault.path)).collect()
}

/// The rows of `tests/screenings`, all at once: what each case says of its row is so.
#[test]
fn each_row_of_the_cases_is_as_it_says() {
    let cases = json_of(include_str!("screenings/cold-start.json"));
    let cases = cases["cases"].as_array().cloned().unwrap_or_default();
    assert!(cases.len() >= 10);
    let policy = built_in();
    let id = |id: &str| {
        let facts = policy.newest().document.facts.iter();
        let ids = [
            "firstBroadcastOn",
            "lastBroadcastOn",
            "hasBrandBadge",
            "coldStartGrantedBefore",
            "storeClosed",
            "counterfeitOrSeriousViolation",
            "tradesOrOverpromisesTraffic",
            "cheating",
            "contentViolation",
            "sellsOnStream",
            "refundRate",
            "complaintCount",
        ];
        assert!(facts.into_iter().any(|fact| fact.id == id), "{id}");
        ids.into_iter()
            .find(|own| *own == id)
            .unwrap_or_else(|| panic!("{id}"))
    };
    let fact = |value: &Value| match value {
        Value::Bool(truth) => Fact::Truth(*truth),
        Value::String(text) if text == "never" => Fact::None,
        Value::String(text) => Fact::Day(Day::parse(text).map_or(0, Day::epoch_days)),
        number => Fact::Number(number.as_f64().unwrap_or(f64::NAN)),
    };
    let rows: Vec<Row> = cases
        .iter()
        .map(|case| {
            let facts = case["facts"].as_object().into_iter().flatten();
            facts.map(|(own, value)| (id(own), fact(value))).collect()
        })
        .collect();
    let found = screened(&policy, "cold-start", &rows, None, &on(TODAY));
    let found = found.unwrap_or_else(|faults| panic!("{faults}"));
    for (place, case) in cases.iter().enumerate() {
        let outcome =
            ["ineligible", "undetermined", "eligible"][usize::from(found.outcomes[place])];
        assert_eq!(case["outcome"], outcome, "{}", case["name"]);
        let bits = found.criteria.iter().zip(&found.unmet[place]);
        let unmet: Vec<&String> = bits
            .filter(|(_, unmet)| **unmet)
            .map(|(id, _)| id)
            .collect();
        assert_eq!(case["unmet"], json!(unmet), "{}", case["name"]);
    }
}

/// Screens rows, and holds each against its assessment.
fn agrees(
    policy: &Policy,
    programme: &str,
    rows: &[Row],
    parameters: Option<&Value>,
    request: &Request,
) {
    let found = screened(policy, programme, rows, parameters, request);
    let found = found.unwrap_or_else(|faults| panic!("{faults}"));
    let expected = assessed(policy, programme, rows, parameters, request);
    assert_eq!(
        found.impossible,
        expected.iter().filter(|row| row.is_none()).count()
    );
    for (place, expected) in expected.into_iter().enumerate() {
        let Some(expected) = expected else { continue };
        let own = (
            found.outcomes[place],
            found.unmet[place].clone(),
            found.unknown[place].clone(),
        );
        assert_eq!(
            own, expected,
            "row {place}: {:?}\n{:?}",
            rows[place], found.criteria
        );
    }
}

fn truth() -> impl Strategy<Value = Option<Fact>> {
    proptest::option::of(any::<bool>().prop_map(Fact::Truth))
}

/// Days ago around what clause 1.1 compares to, and never; rarely ahead.
fn past_event() -> impl Strategy<Value = Option<Fact>> {
    let days = prop_oneof![
        20 => prop::sample::select(vec![0_i64, 1, 29, 30, 31, 32, 59, 60, 61, 62, 400]),
        5 => 0..100_i64,
        1 => Just(-1),
    ];
    proptest::option::of(prop_oneof![8 => days.prop_map(ago), 1 => Just(Fact::None)])
}

fn number(values: &'static [f64]) -> impl Strategy<Value = Option<Fact>> {
    proptest::option::of(prop::sample::select(values).prop_map(Fact::Number))
}

/// A row of the built-in policy.
fn row() -> impl Strategy<Value = Row> {
    let truths = [
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
    let planned = proptest::option::of((-3..30_i64).prop_map(|days| ago(-days)));
    let others = (
        number(&[0.0, 0.1, 0.25, 0.3, 1.0, 1.01, -0.0]),
        number(&[0.0, 1.0, 9.0, 10.0, 0.5]),
        number(&[0.0, 299.0, 300.0, 301.0]),
        number(&[0.0, 4_999_999.0, 5_000_000.0, 5_000_001.0]),
        planned,
    );
    let truths = prop::collection::vec((truth(), any::<bool>()), truths.len())
        .prop_map(move |values| truths.into_iter().zip(values));
    (truths, past_event(), past_event(), others).prop_map(|(truths, first, last, others)| {
        let mut row = Row::new();
        // Half of the rows would all be ineligible for one of the bars.
        row.extend(truths.filter_map(|(id, (value, keep))| {
            let good = Fact::Truth(
                !["hasBrandBadge", "coldStartGrantedBefore", "storeClosed"].contains(&id)
                    && id.starts_with('s'),
            );
            Some((id, if keep { value? } else { good }))
        }));
        let (rate, count, minutes, target, planned) = others;
        let more = [
            ("firstBroadcastOn", first),
            ("lastBroadcastOn", last),
            ("refundRate", rate),
            ("complaintCount", count),
            ("plannedMinutes", minutes),
            ("gmvTarget", target),
            ("plannedStartOn", planned),
        ];
        row.extend(more.into_iter().filter_map(|(id, fact)| Some((id, fact?))));
        row
    })
}

/// What the platform may have told.
fn told() -> impl Strategy<Value = Option<Value>> {
    let told =
        |value: Value| json!({ "value": value, "source": "WeCom contact", "toldOn": "2023-09-10" });
    let all = json!({
        "refundRateLimit": told(json!(0.25)),
        "complaintLimit": told(json!(10)),
        "benchmarkGmvTarget": told(json!(50_000)),
        "growthRequirements": told(json!(true)),
    });
    prop_oneof![Just(None), Just(Some(all))]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_built_in_policy_answers_by_columns_as_row_by_row(
        rows in prop::collection::vec(row(), 100),
        told in told(),
        days_known in prop::sample::select(vec![0_i64, 1, 40]),
    ) {
        let policy = built_in();
        let known = Day::parse(TODAY).unwrap_or(Day::MIN).plus(-days_known);
        let request = on(TODAY).known_at(&known.to_string()).unwrap_or_else(|faults| panic!("{faults}"));
        for programme in ["cold-start", "growth", "benchmark"] {
            agrees(&policy, programme, &rows, told.as_ref(), &request);
        }
    }
}

/// A row of a made-up policy.
fn made_up_row() -> impl Strategy<Value = Row> {
    let today = Day::parse(made_up::TODAY).unwrap_or(Day::MIN);
    let event = move || {
        let days = made_up::DAYS.prop_map(move |ago| Fact::Day(today.plus(-ago).epoch_days()));
        proptest::option::weighted(0.6, prop_oneof![5 => days, 1 => Just(Fact::None)])
    };
    let number = || {
        proptest::option::weighted(
            0.6,
            (0..=2).prop_map(|number| Fact::Number(f64::from(number))),
        )
    };
    (truth(), truth(), number(), number(), event(), event()).prop_map(
        |(a, b, m, n, first, last)| {
            let facts = [
                ("a", a),
                ("b", b),
                ("m", m),
                ("n", n),
                ("first", first),
                ("last", last),
            ];
            facts
                .into_iter()
                .filter_map(|(id, fact)| Some((id, fact?)))
                .collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_policy_answers_by_columns_as_row_by_row(
        criteria in prop::collection::vec(made_up::condition(), 1..=3),
        rows in prop::collection::vec(made_up_row(), 50),
        told in any::<bool>(),
    ) {
        let Ok(policy) = Policy::load(made_up::document(&criteria)) else {
            return Ok(());
        };
        let value = json!({ made_up::PARAMETER: { "value": 1, "source": "Them", "toldOn": "2023-09-01" } });
        let parameters = told.then_some(&value);
        let request = on(made_up::TODAY);
        let columns: Vec<_> = screened::columns(&rows).into_keys().collect();
        match policy.plan_screening("p", &columns, parameters, &request) {
            Ok(_) => agrees(&policy, "p", &rows, parameters, &request),
            // Rows can differ in how their numbers stand to each other and to what is not known.
            Err(faults) => prop_assert!(!told && faults.errors[0].code == ErrorCode::TooEntangled),
        }
    }
}
