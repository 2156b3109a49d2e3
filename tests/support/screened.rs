//! Rows of facts, screened by a plan and the kernel, and assessed one by one.

use std::collections::BTreeMap;

use kaibo::time::Day;
use kaibo::{
    ColumnArray, CriterionResult, Faults, Outcome, Policy, Request, ScreeningPlan, Verdict,
};
use kaibo_kernel::{Block, Outputs, Plane, ROWS, run};
use serde_json::{Map, Value, json};

/// What a row says of a fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Fact {
    /// Days since 1970-01-01.
    Day(i32),
    Truth(bool),
    /// A byte of a column of truths.
    Byte(u8),
    /// A number, money in fen.
    Number(f64),
    /// No value: never.
    None,
}

/// Facts by id; absent ones are unknown.
pub(crate) type Row = BTreeMap<&'static str, Fact>;

/// A column of as many rows as whole blocks have.
pub(crate) enum Column {
    Days(Vec<i32>),
    Bytes(Vec<u8>),
    Numbers(Vec<f64>),
}

/// What a screening answers, row by row.
#[derive(Debug)]
pub(crate) struct Screened {
    pub(crate) criteria: Vec<String>,
    pub(crate) outcomes: Vec<u8>,
    pub(crate) unmet: Vec<Vec<bool>>,
    pub(crate) unknown: Vec<Vec<bool>>,
    pub(crate) impossible: usize,
}

/// The columns of the facts that some row has.
pub(crate) fn columns(rows: &[Row]) -> BTreeMap<&'static str, Column> {
    let padded = rows.len().next_multiple_of(ROWS);
    let mut columns = BTreeMap::new();
    for (id, fact) in rows.iter().flatten() {
        let kind = match fact {
            Fact::Day(_) | Fact::None => Column::Days(vec![i32::MIN; padded]),
            Fact::Truth(_) | Fact::Byte(_) => Column::Bytes(vec![255; padded]),
            Fact::Number(_) => Column::Numbers(vec![f64::NAN; padded]),
        };
        columns.entry(*id).or_insert(kind);
    }
    for (place, row) in rows.iter().enumerate() {
        for (id, fact) in row {
            match (columns.get_mut(id), *fact) {
                (Some(Column::Days(days)), Fact::Day(day)) => days[place] = day,
                (Some(Column::Days(days)), Fact::None) => days[place] = i32::MIN + 1,
                (Some(Column::Bytes(bytes)), Fact::Truth(truth)) => bytes[place] = u8::from(truth),
                (Some(Column::Bytes(bytes)), Fact::Byte(byte)) => bytes[place] = byte,
                (Some(Column::Numbers(numbers)), Fact::Number(number)) => numbers[place] = number,
                (_, fact) => panic!("{id}: {fact:?} in a column of another type"),
            }
        }
    }
    columns
}

/// Plans and runs a screening.
pub(crate) fn screened(
    policy: &Policy,
    programme: &str,
    rows: &[Row],
    parameters: Option<&Value>,
    request: &Request,
) -> Result<Screened, Faults> {
    let columns = columns(rows);
    let ids: Vec<&str> = columns.keys().copied().collect();
    let plan = policy.plan_screening(programme, &ids, parameters, request)?;
    Ok(ran(plan, &columns, rows.len()))
}

fn ran(plan: ScreeningPlan, columns: &BTreeMap<&'static str, Column>, rows: usize) -> Screened {
    for column in &plan.columns {
        let fits = match columns.get(column.id.as_str()) {
            Some(Column::Days(_)) => column.array == ColumnArray::Int32Array,
            Some(Column::Bytes(_)) => column.array == ColumnArray::Uint8Array,
            Some(Column::Numbers(_)) => column.array == ColumnArray::Float64Array,
            None => false,
        };
        assert!(fits, "{column:?}");
    }
    let padded = rows.next_multiple_of(ROWS);
    let used = |place: usize| usize::try_from(plan.program[place]).unwrap_or_default();
    let stride = used(1);
    let homes = plan.program[4..]
        .chunks(5)
        .take(used(3))
        .map(|step| step[1]);
    let beyond: Vec<u32> = homes.filter(|home| *home >= plan.program[0]).collect();
    assert!(beyond.is_empty(), "no planes {beyond:?}");
    let planes = vec![Plane::default(); used(0)];
    let (mut outcomes, mut unmet, mut unknown) = (
        vec![0; padded],
        vec![0; padded * stride],
        vec![0; padded * stride],
    );
    let block = |column: u32, first: usize| {
        let column = plan.columns.get(usize::try_from(column).ok()?)?;
        Some(match columns.get(column.id.as_str())? {
            Column::Days(days) => Block::Days(days.get(first..)?.first_chunk()?),
            Column::Bytes(bytes) => Block::Bytes(bytes.get(first..)?.first_chunk()?),
            Column::Numbers(numbers) => Block::Numbers(numbers.get(first..)?.first_chunk()?),
        })
    };
    let mut outputs = Outputs {
        outcomes: &mut outcomes,
        unmet: &mut unmet,
        unknown: &mut unknown,
    };
    let impossible = run(&plan.program, block, rows, &planes, &mut outputs);
    outcomes.truncate(rows);
    let bits = |bytes: &[u8]| -> Vec<Vec<bool>> {
        let rows = bytes.chunks(stride).take(rows);
        rows.map(|row| {
            (0..plan.criteria.len())
                .map(|bit| row[bit / 8] >> (bit % 8) & 1 == 1)
                .collect()
        })
        .collect()
    };
    Screened {
        outcomes,
        unmet: bits(&unmet),
        unknown: bits(&unknown),
        impossible,
        criteria: plan.criteria,
    }
}

/// An outcome, and which criteria are unmet and unknown.
pub(crate) type Assessed = (u8, Vec<bool>, Vec<bool>);

/// What assessments answer, row by row; none for rows that are refused.
pub(crate) fn assessed(
    policy: &Policy,
    programme: &str,
    rows: &[Row],
    parameters: Option<&Value>,
    request: &Request,
) -> Vec<Option<Assessed>> {
    let request = request.clone().programmes([programme]);
    let money = |id: &str| {
        let facts = &policy.newest().document.facts;
        facts
            .iter()
            .any(|fact| fact.id == id && fact.kind.name() == "money")
    };
    let assess = |row: &Row| {
        let mut facts = Map::new();
        for (id, fact) in row {
            let value = match *fact {
                Fact::Day(day) => {
                    json!(Day::from_epoch_days(day.into()).map(|day| day.to_string()))
                }
                Fact::Truth(truth) => json!(truth),
                Fact::Byte(byte) => json!(byte),
                // A fraction of a fen is refused as it stands.
                Fact::Number(number) if money(id) => json!(number / 100.0),
                Fact::Number(number) => json!(number),
                Fact::None => json!("never"),
            };
            facts.insert((*id).to_owned(), value);
        }
        let application = json!({ "facts": facts, "parameters": parameters.cloned().unwrap_or_else(|| json!({})) });
        let answer = policy.assess(&application, &request).ok()?;
        let programme = answer.programmes.into_iter().next()?;
        let outcome = match programme.outcome {
            Outcome::Ineligible => 0,
            Outcome::Undetermined => 1,
            Outcome::Eligible => 2,
        };
        let mut results = Vec::new();
        flatten(&programme.criteria, &mut results);
        let are = |verdict| results.iter().map(|own| *own == verdict).collect();
        Some((outcome, are(Verdict::Unmet), are(Verdict::Unknown)))
    };
    rows.iter().map(assess).collect()
}

fn flatten(criteria: &[CriterionResult], results: &mut Vec<Verdict>) {
    for criterion in criteria {
        results.push(criterion.result);
        flatten(&criterion.children, results);
    }
}
