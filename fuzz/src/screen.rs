//! Rows by columns: a screening answers each as an assessment of it does.

use crate::screened::{Fact, Row, assessed, screened};
use crate::{asked, sound, text};
use kaibo::policy::document::ValueType;
use kaibo::time::Day;
use kaibo::{Policy, Request};
use serde_json::Value;

/// More rows find nothing more.
const MOST_ROWS: usize = 8;

/// Screens `{ "programme", "rows": [{ fact: value }], "parameters", "asOf" }`.
pub fn screen(data: &[u8]) {
    let Ok(input) = serde_json::from_slice::<Value>(data) else {
        return;
    };
    let Some((policy, programme)) = asked(&input) else {
        return;
    };
    let request = match Request::on(text(&input, "asOf").unwrap_or("2023-09-14")) {
        Ok(request) => request,
        Err(faults) => return sound(&faults),
    };
    let rows = input.get("rows").and_then(Value::as_array);
    let rows: Vec<Row> = rows
        .into_iter()
        .flatten()
        .take(MOST_ROWS)
        .map(|row| row_of(policy, row))
        .collect();
    if rows.iter().all(Row::is_empty) {
        return;
    }
    let parameters = input.get("parameters");
    let found = match screened(policy, programme, &rows, parameters, &request) {
        Ok(found) => found,
        Err(faults) => return sound(&faults),
    };
    let expected = assessed(policy, programme, &rows, parameters, &request);
    let impossible = expected.iter().filter(|row| row.is_none()).count();
    assert_eq!(found.impossible, impossible, "{rows:?}");
    let answers = found.outcomes.iter().zip(&found.unmet).zip(&found.unknown);
    for (((outcome, unmet), unknown), expected) in answers.zip(&expected) {
        let Some((own_outcome, own_unmet, own_unknown)) = expected else {
            continue;
        };
        let criteria = &found.criteria;
        assert_eq!(
            (outcome, unmet, unknown),
            (own_outcome, own_unmet, own_unknown),
            "{criteria:?}\n{rows:?}"
        );
    }
}

fn row_of(policy: &'static Policy, row: &Value) -> Row {
    let facts = policy.newest().document.facts.iter();
    let known = facts.filter_map(|fact| {
        let value = row.get(&fact.id)?;
        Some((fact.id.as_str(), fact_of(fact.kind, value)?))
    });
    known.collect()
}

/// How a value stands in a column of its type; none where it cannot stand in one.
fn fact_of(kind: ValueType, value: &Value) -> Option<Fact> {
    match kind {
        ValueType::Boolean => match value {
            Value::Bool(truth) => Some(Fact::Truth(*truth)),
            // 255 is unknown, which an application cannot say.
            Value::Number(number) => {
                let byte = u8::try_from(number.as_u64()?).ok()?;
                (2..255).contains(&byte).then_some(Fact::Byte(byte))
            }
            _ => None,
        },
        ValueType::PastEvent | ValueType::PlannedEvent => match value.as_str()? {
            "never" => Some(Fact::None),
            date => Day::parse(date).map(|day| Fact::Day(day.epoch_days())),
        },
        // A choice is its place in a column, and its id in an application.
        ValueType::Choice | ValueType::TierTable => None,
        _ => value.as_f64().map(Fact::Number),
    }
}
