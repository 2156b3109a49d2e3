//! Every clause of the built-in policy's source has a home in the document: a criterion, bar, risk, caveat, parameter,
//! step or assumption that cites it. The table is the policy's own, clause by clause.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test fails by panicking")]

use serde_json::Value;

/// A clause, and what must be in the document for it: a list and an id.
const CLAUSES: [(&str, &[(&str, &str)]); 19] = [
    (
        "1.1",
        &[
            ("criteria", "newcomer-or-dormant"),
            ("conditions", "first-broadcast-within-30-days"),
            ("conditions", "no-broadcast-within-60-days"),
            ("caveats", "going-live-ends-dormancy"),
        ],
    ),
    (
        "1.1(1)",
        &[
            ("criteria", "sells-on-stream"),
            ("criteria", "no-brand-badge"),
        ],
    ),
    (
        "1.1(2)",
        &[
            ("criteria", "never-supported-before"),
            ("caveats", "platform-decides"),
            ("caveats", "monthly-quota"),
        ],
    ),
    (
        "1.2",
        &[
            ("procedure", ""),
            ("caveats", "platform-weighs-plans"),
            ("caveats", "closes-during-review"),
        ],
    ),
    ("1.3", &[("parameters", "coldStartRewards")]),
    (
        "2.1",
        &[
            ("criteria", "platform-requirements"),
            ("parameters", "growthRequirements"),
        ],
    ),
    ("2.2", &[("procedure", ""), ("caveats", "no-compensation")]),
    ("2.3", &[("parameters", "growthTasks")]),
    (
        "3.1",
        &[
            ("criteria", "five-hours-or-more"),
            ("criteria", "exclusive-or-advantaged-goods"),
            ("criteria", "gmv-target-high-enough"),
            ("parameters", "benchmarkGmvTarget"),
        ],
    ),
    ("3.2", &[("criteria", "two-weeks-ahead"), ("procedure", "")]),
    ("3.3", &[("parameters", "benchmarkRewards")]),
    (
        "4.1(1)",
        &[
            ("caveats", "vouchers-by-private-message"),
            ("caveats", "effects-not-guaranteed"),
        ],
    ),
    ("4.1(2)", &[("caveats", "vouchers-help-centre")]),
    ("4.2(1)", &[("caveats", "industries-not-listed")]),
    (
        "4.2(2)",
        &[("caveats", "never-pay"), ("caveats", "version-in-force")],
    ),
    ("4.2(3)", &[("bars", "trades-or-overpromises-traffic")]),
    (
        "4.2(4)",
        &[
            ("risks", "refund-rate-high"),
            ("risks", "complaints-high"),
            ("parameters", "refundRateLimit"),
            ("parameters", "complaintLimit"),
        ],
    ),
    (
        "4.2(5)",
        &[
            ("bars", "store-closed"),
            ("bars", "counterfeit-or-serious-violation"),
        ],
    ),
    ("4.2(6)", &[("risks", "content-violation")]),
];
const LAST_CLAUSE: (&str, &[(&str, &str)]) = (
    "4.2(7)",
    &[("bars", "cheating"), ("assumptions", "cheating-bars")],
);

fn document() -> Value {
    serde_json::from_str(kaibo::BUILT_IN).unwrap_or_else(|error| panic!("{error}"))
}

fn list<'value>(value: &'value Value, key: &str) -> impl Iterator<Item = &'value Value> {
    value
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

fn text<'value>(value: &'value Value, key: &str) -> &'value str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Whether something with this id stands in a list of this name, anywhere in the document, and cites the clause.
fn has_home(document: &Value, clause: &str, kind: &str, id: &str) -> bool {
    let fits =
        |item: &Value| text(item, "clause") == clause && (id.is_empty() || text(item, "id") == id);
    match kind {
        "caveats" | "parameters" | "assumptions" => list(document, kind).any(fits),
        "conditions" => criteria(document, "criteria").any(|criterion| {
            let condition = criterion.get("condition").cloned().unwrap_or_default();
            text(criterion, "clause") == clause
                && list(&condition, "any").any(|part| text(part, "id") == id)
        }),
        "procedure" => {
            list(document, "programmes").any(|programme| list(programme, kind).any(fits))
        }
        _ => criteria(document, kind).any(fits),
    }
}

/// The criteria of a kind, written in place or shared, of all programmes.
fn criteria<'value>(
    document: &'value Value,
    kind: &'value str,
) -> impl Iterator<Item = &'value Value> {
    let items = list(document, "programmes").flat_map(move |programme| list(programme, kind));
    items.filter_map(|item| match item.get("use") {
        None => Some(item),
        Some(id) => list(document, "shared").find(|shared| shared.get("id") == Some(id)),
    })
}

#[test]
fn every_clause_has_its_homes() {
    let document = document();
    let mut homeless = Vec::new();
    for (clause, homes) in CLAUSES.into_iter().chain([LAST_CLAUSE]) {
        let listed = list(&document, "clauses").any(|own| text(own, "id") == clause);
        assert!(listed, "clause {clause} is not listed");
        for (kind, id) in homes {
            if !has_home(&document, clause, kind, id) {
                homeless.push(format!("{clause}: {kind} {id}"));
            }
        }
    }
    assert!(homeless.is_empty(), "{homeless:#?}");
    assert_eq!(list(&document, "clauses").count(), CLAUSES.len() + 1);
}

#[test]
fn the_four_bars_and_the_three_risks_are_in_all_three_programmes() {
    let document = document();
    let programmes: Vec<&Value> = list(&document, "programmes").collect();
    assert_eq!(programmes.len(), 3);
    for programme in programmes {
        let uses = |kind: &str| -> Vec<String> {
            list(programme, kind)
                .map(|item| text(item, "use").to_owned())
                .collect()
        };
        assert_eq!(
            uses("bars"),
            [
                "store-closed",
                "counterfeit-or-serious-violation",
                "trades-or-overpromises-traffic",
                "cheating"
            ]
        );
        assert_eq!(uses("risks").len(), 3);
    }
}

#[test]
fn what_the_source_lost_is_published_nowhere() {
    let document = document();
    for parameter in list(&document, "parameters") {
        assert_eq!(
            parameter.get("published"),
            Some(&Value::Null),
            "{}",
            text(parameter, "id")
        );
    }
    assert_eq!(list(&document, "parameters").count(), 7);
}
