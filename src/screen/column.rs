//! How a fact or a metric stands in a column: the typed array, what stands for unknown and for no value, and its bounds.

use serde::Serialize;

use crate::facts::described;
use crate::policy::document::ValueType;
use crate::policy::program::Slot;
use crate::policy::{Ordinal, Range};
use crate::truth::planes::{FIRST_REGION, NONE, Place, UNKNOWN};

/// A choice in a column is the place of its option, and 255 is unknown.
pub(super) const MOST_OPTIONS: usize = 255;

/// The typed array of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum ColumnArray {
    /// Days since 1970-01-01 in the policy's zone; −2³¹ is unknown, −2³¹+1 never.
    Int32Array,
    /// Truths as 0 and 1, choices as the place of the option; 255 is unknown.
    Uint8Array,
    /// Money in fen, durations in minutes, other numbers as they are; `NaN` is unknown, −∞ unrated.
    Float64Array,
}

/// A column of a plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScreeningColumn {
    /// The id of the fact or the metric.
    pub id: String,
    /// Its typed array.
    pub array: ColumnArray,
    /// The least value a row can have.
    pub min: f64,
    /// The greatest.
    pub max: f64,
    /// Whether a number is whole.
    pub whole: bool,
    /// Whether there can be no value: never, unrated.
    pub none: bool,
    /// Whether the greatest value is the moment as of which the facts hold.
    pub past: bool,
    /// What its values are, in words.
    pub expected: String,
    /// Where answers can change, ascending: rows whose values lie between the same of them are answered alike. Empty where
    /// the programme reads nothing of it.
    pub cuts: Vec<f64>,
}

impl ScreeningColumn {
    pub(super) fn of(slot: &Slot, place: &Place) -> Self {
        let kind = slot.kind;
        let domain = place.domain;
        Self {
            id: slot.id.clone(),
            array: array(kind),
            min: number(kind, domain.lo),
            max: match array(kind) {
                ColumnArray::Float64Array if !is_whole(kind) && domain.hi == Range::GREATEST => {
                    f64::MAX
                }
                ColumnArray::Float64Array if domain.hi == Range::GREATEST => MOST_WHOLE,
                _ => number(kind, domain.hi),
            },
            whole: array(kind) != ColumnArray::Float64Array || is_whole(kind),
            none: domain.none,
            past: kind == ValueType::PastEvent,
            expected: expected(slot),
            cuts: cuts(kind, place),
        }
    }
}

fn cuts(kind: ValueType, place: &Place) -> Vec<f64> {
    if place.cuts.len() < 2 && !place.domain.none {
        return Vec::new();
    }
    let starts = stretches(kind, place).into_iter().map(|(start, _)| start);
    starts.filter(|start| !start.is_nan()).collect()
}

fn expected(slot: &Slot) -> String {
    match slot.kind {
        ValueType::PastEvent => {
            "days since 1970-01-01, -2147483648 where it is unknown, -2147483647 where it never was"
                .to_owned()
        }
        ValueType::PlannedEvent => {
            "days since 1970-01-01, -2147483648 where it is unknown".to_owned()
        }
        ValueType::Boolean => "0 for false, 1 for true, 255 where it is unknown".to_owned(),
        ValueType::Choice => format!(
            "the place of an option, 0 to {}, 255 where it is unknown",
            slot.options.len().saturating_sub(1)
        ),
        ValueType::Money => {
            "a whole number of fen within the fact's bounds, NaN where it is unknown".to_owned()
        }
        ValueType::Rating => format!(
            "{}, -Infinity where it is unrated, NaN where it is unknown",
            described(slot)
        ),
        _ => format!("{}, NaN where it is unknown", described(slot)),
    }
}

pub(super) fn array(kind: ValueType) -> ColumnArray {
    match kind {
        ValueType::PastEvent | ValueType::PlannedEvent => ColumnArray::Int32Array,
        ValueType::Boolean | ValueType::Choice => ColumnArray::Uint8Array,
        _ => ColumnArray::Float64Array,
    }
}

/// Whether its numbers are whole.
pub(super) fn is_whole(kind: ValueType) -> bool {
    matches!(
        kind,
        ValueType::Integer | ValueType::Minutes | ValueType::Money
    )
}

const MOST_WHOLE: f64 = 9_007_199_254_740_991.0;
/// The first whole number beyond what a double holds exactly.
const BEYOND: Ordinal = 1 << 53;

/// An ordinal as a column has it.
#[allow(clippy::cast_precision_loss, reason = "whole numbers within 2^53")]
fn number(kind: ValueType, ordinal: Ordinal) -> f64 {
    if array(kind) != ColumnArray::Float64Array || is_whole(kind) {
        return ordinal.clamp(1 - BEYOND, BEYOND) as f64;
    }
    let greatest = ValueType::Number
        .encode(f64::MAX)
        .unwrap_or(Range::GREATEST);
    let least = ValueType::Number.encode(f64::MIN).unwrap_or(Range::LEAST);
    if ordinal > greatest {
        return f64::INFINITY;
    }
    ValueType::Number.decode(ordinal.max(least))
}

/// What is known of a number as a column has it: one exact value, none, or unknown.
pub(super) fn exactly(kind: ValueType, range: Range) -> f64 {
    match range.point() {
        Some(value) if is_whole(kind) && value.abs() >= BEYOND => f64::NAN,
        Some(value) => number(kind, value),
        None if range.is_settled() => f64::NEG_INFINITY,
        None => f64::NAN,
    }
}

/// What a stretch of a column's values says: a place in `Plane::Among`, or nothing a row can say.
pub(super) type Says = Option<usize>;

/// The stretches of a column's values in ascending order, each with where it begins. The first has all that is less.
pub(super) fn stretches(kind: ValueType, place: &Place) -> Vec<(f64, Says)> {
    let mut found = Vec::new();
    let none = place.domain.none.then_some(NONE);
    match array(kind) {
        ColumnArray::Int32Array => {
            let unknown = f64::from(i32::MIN);
            found.extend([
                (unknown, Some(UNKNOWN)),
                (unknown + 1.0, none),
                (unknown + 2.0, None),
            ]);
        }
        ColumnArray::Uint8Array => found.push((0.0, None)),
        // NaN reaches no value at all.
        ColumnArray::Float64Array => found.extend([
            (f64::NAN, Some(UNKNOWN)),
            (f64::NEG_INFINITY, none),
            (f64::MIN, None),
        ]),
    }
    let possible = place.possible();
    for (cut, (choice, can)) in place
        .cuts
        .iter()
        .zip(possible.iter().enumerate().skip(FIRST_REGION))
    {
        if *can {
            found.push((number(kind, (*cut).max(place.domain.lo)), Some(choice)));
        }
    }
    if place.domain.some() {
        found.push((number(kind, place.domain.hi.saturating_add(1)), None));
    }
    if array(kind) == ColumnArray::Uint8Array {
        found.push((255.0, Some(UNKNOWN)));
    }
    // Of those that begin alike the last is the one: the others have no values.
    let mut kept: Vec<(f64, Says)> = Vec::new();
    for (start, says) in found {
        if kept.last().is_some_and(|(before, _)| *before >= start) {
            kept.pop();
        }
        kept.push((start, says));
    }
    kept
}
