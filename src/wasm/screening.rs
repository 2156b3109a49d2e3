//! Plans screenings, and counts ledgers into columns for them.

use js_sys::{Array, Float64Array, Int32Array, Uint32Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use super::{emit, options, read};
use crate::fault::Faults;
use crate::policy::Policy;
use crate::screen::{ColumnValues, LedgerColumn, Ledgers, Reached, Starts};
use crate::time::Day;

/// Plans the screening of a programme over columns: see `Policy::plan_screening`. `policy` is the JSON text of all its
/// versions. Options: `asOf`, `knownAt`, `parameters`.
///
/// # Errors
///
/// Everything that is wrong with the columns, the options or the programme's id.
#[wasm_bindgen(js_name = planScreening)]
pub fn plan_screening(
    policy: &str,
    programme: &JsValue,
    columns: Vec<String>,
    options: &JsValue,
) -> Result<JsValue, JsValue> {
    let plan = || -> Result<_, Faults> {
        let asked = options::screening(read::value(options)?)?;
        let programme = options::programme(programme)?;
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        Policy::load(crate::json::parse(policy, "", usize::MAX)?)?.plan_screening(
            &programme,
            &columns,
            asked.parameters.as_ref(),
            &asked.request,
        )
    };
    plan()
        .map(|plan| emit::value(&plan))
        .map_err(|faults| emit::faults(&faults))
}

/// Counts the broadcasts of some accounts: see `Policy::ledger_columns`. `policy` is the JSON text of all its versions.
/// `columns` are typed arrays, which JavaScript has checked to be such: the account of each row, the moments, days, minutes,
/// GMV, refunds, viewers and average viewers, the numbers of the rows, and for each account the days between which its
/// list is complete; those that are not given are undefined. Options: `asOf`, `knownAt`, `metrics`, and `broadcastsSince`
/// and `broadcastsThrough` where they are one for all. Answers a typed array after each id.
///
/// # Errors
///
/// Everything that is wrong with the broadcasts or the options.
#[wasm_bindgen(js_name = ledgerColumns)]
pub fn ledger_columns(
    policy: &str,
    accounts: usize,
    first_account: usize,
    columns: &Array,
    options: &JsValue,
) -> Result<Array, JsValue> {
    let count = || -> Result<_, Faults> {
        let asked = options::counting(read::value(options)?)?;
        let columns = Taken::of(columns);
        let ledgers = Ledgers {
            accounts,
            first_account,
            ..columns.ledgers(asked.reach.since, asked.reach.through)
        };
        let metrics = asked.metrics.as_ref();
        let metrics: Option<Vec<&str>> =
            metrics.map(|ids| ids.iter().map(String::as_str).collect());
        let policy = Policy::load(crate::json::parse(policy, "", usize::MAX)?)?;
        policy.ledger_columns(&ledgers, metrics.as_deref(), &asked.request)
    };
    count()
        .map(|columns| given(&columns))
        .map_err(|faults| emit::faults(&faults))
}

fn given(columns: &[LedgerColumn]) -> Array {
    let answer = Array::new();
    for LedgerColumn { id, values } in columns {
        answer.push(&JsValue::from_str(id));
        answer.push(&match values {
            ColumnValues::Days(days) => Int32Array::from(days.as_slice()).into(),
            ColumnValues::Numbers(numbers) => Float64Array::from(numbers.as_slice()).into(),
        });
    }
    answer
}

/// Columns copied into this module's memory; those that are not given are empty.
struct Taken {
    account: Vec<u32>,
    moments: Vec<f64>,
    days: Vec<i32>,
    figures: [Vec<f64>; 5],
    rows: Vec<u32>,
    since: Option<Vec<i32>>,
    through: Option<Vec<i32>>,
}

impl Taken {
    fn of(columns: &Array) -> Self {
        let mut columns = columns.iter();
        let mut next = || columns.next().filter(|column| !column.is_undefined());
        let words = |column: Option<JsValue>| {
            column.map_or_else(Vec::new, |column| {
                column.unchecked_ref::<Uint32Array>().to_vec()
            })
        };
        let days = |column: Option<JsValue>| {
            column.map(|column| column.unchecked_ref::<Int32Array>().to_vec())
        };
        let numbers = |column: Option<JsValue>| {
            column.map_or_else(Vec::new, |column| {
                column.unchecked_ref::<Float64Array>().to_vec()
            })
        };
        Self {
            account: words(next()),
            moments: numbers(next()),
            days: days(next()).unwrap_or_default(),
            figures: [(); 5].map(|()| numbers(next())),
            rows: words(next()),
            since: days(next()),
            through: days(next()),
        }
    }

    fn ledgers(&self, since: Option<Day>, through: Option<Day>) -> Ledgers<'_> {
        let [minutes, gmv, refunded_gmv, viewers, average_viewers] = &self.figures;
        Ledgers {
            account: &self.account,
            started_at: if self.days.is_empty() {
                Starts::Moments(&self.moments)
            } else {
                Starts::Days(&self.days)
            },
            minutes,
            gmv,
            refunded_gmv,
            viewers,
            average_viewers,
            since: reached(since, self.since.as_deref()),
            through: reached(through, self.through.as_deref()),
            rows: &self.rows,
            ..Ledgers::default()
        }
    }
}

fn reached(all: Option<Day>, each: Option<&[i32]>) -> Reached<'_> {
    each.map_or(Reached::All(all), Reached::Each)
}
