//! Tier tables: which figure of a metric reaches which tier, and what a tier pays.
//!
//! A table is a list of rows. The rows of one metric make a ladder, each tier above the one before, without gap or
//! overlap; so a tier is never reached before one that stands earlier.

#[cfg(feature = "generate")]
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
#[cfg(feature = "generate")]
use ts_rs::TS;

use super::compile::Scope;
use super::document::{Document, Measure};
use super::value::{Ordinal, Range};
use crate::fault::{Collector, ErrorCode, Fault, item, join, under};
use crate::reading::Reader;

/// A table has at most so many rows.
const MOST_ROWS: usize = 200;

/// One row of a tier table.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct TierRow {
    /// The id of a metric.
    pub metric: String,
    /// The tier is reached from this figure on, in the metric's unit.
    pub at_least: f64,
    /// It ends before this figure; absent, and without `atMost`: where the next row begins.
    pub below: Option<f64>,
    /// It ends with this figure.
    pub at_most: Option<f64>,
    /// What it pays, where that is known.
    pub reward: Option<TierReward>,
}

/// What a tier pays.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema, TS),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct TierReward {
    /// The id of a reward kind.
    pub kind: String,
    /// How much, in the kind's own unit; `null` where it is not known.
    #[cfg_attr(feature = "generate", schemars(range(min = 0)))]
    pub amount: Option<f64>,
    /// What else is known of it; `null` where nothing is.
    pub note: Option<String>,
}

/// The tiers of one metric, ascending.
#[derive(Debug, Clone, PartialEq)]
pub struct Ladder {
    /// The place of the metric among the document's.
    pub metric: usize,
    /// Its tiers; never empty.
    pub tiers: Vec<Tier>,
}

/// One tier of a ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct Tier {
    /// The place of its row in the table.
    pub row: usize,
    /// The least figure that reaches it.
    pub lo: Ordinal,
    /// The greatest figure within it; none: there is no end.
    pub hi: Option<Ordinal>,
    /// What it pays, where that is known.
    pub reward: Option<TierReward>,
}

impl Reader<'_> {
    /// One row of a tier table.
    pub(crate) fn tier_row(&mut self, value: &Value, path: &str) -> Option<TierRow> {
        let keys = ["metric", "atLeast", "below", "atMost", "reward"];
        let object = self.object(value, path, &keys)?;
        let metric = self.required(&object, "metric", Self::string);
        let at_least = self.required(&object, "atLeast", Self::number);
        let below = self.optional(&object, "below", Self::number);
        let at_most = self.optional(&object, "atMost", Self::number);
        let reward = self.optional(&object, "reward", Self::tier_reward);
        Some(TierRow {
            metric: metric?,
            at_least: at_least?,
            below: below?,
            at_most: at_most?,
            reward: reward?,
        })
    }

    fn tier_reward(&mut self, value: &Value, path: &str) -> Option<TierReward> {
        let object = self.object(value, path, &["kind", "amount", "note"])?;
        let kind = self.required(&object, "kind", Self::string);
        let amount = self.optional(&object, "amount", |reader, value, path| {
            let amount = reader.number(value, path)?;
            if amount < 0.0 {
                return reader.wrong(ErrorCode::OutOfRange, path, "a number, at least 0");
            }
            Some(amount)
        });
        let note = self.optional(&object, "note", Self::string);
        Some(TierReward {
            kind: kind?,
            amount: amount?,
            note: note?,
        })
    }
}

/// What tables are held against: a document and the slots of its values.
pub(crate) struct TableScope<'document> {
    document: &'document Document,
    scope: Scope,
}

impl<'document> TableScope<'document> {
    /// The scope of a document.
    pub(crate) fn of(document: &'document Document) -> Self {
        Self {
            document,
            scope: Scope::of(document),
        }
    }

    /// Holds the rows against the metrics they name and against each other; what is wrong goes to `faults`.
    pub(crate) fn ladders(
        &self,
        rows: &[TierRow],
        path: &str,
        faults: &mut Collector,
    ) -> Vec<Ladder> {
        if rows.is_empty() {
            faults.report(ErrorCode::Empty, path, "at least one row");
        }
        if rows.len() > MOST_ROWS {
            let expected = format!("at most {MOST_ROWS} rows");
            faults.report(ErrorCode::TooLarge, path, expected);
            return Vec::new();
        }
        let mut ladders: Vec<Ladder> = Vec::new();
        for (place, row) in rows.iter().enumerate() {
            let path = item(path, place);
            self.reward(row, &path, faults);
            let Some((metric, tier)) = self.tier(row, place, &path, faults) else {
                continue;
            };
            match ladders.iter_mut().find(|ladder| ladder.metric == metric) {
                Some(ladder) => {
                    if let Some(before) = ladder.tiers.last() {
                        follows(before, &tier, &path, faults);
                    }
                    ladder.tiers.push(tier);
                }
                None => ladders.push(Ladder {
                    metric,
                    tiers: vec![tier],
                }),
            }
        }
        ladders
    }

    fn reward(&self, row: &TierRow, path: &str, faults: &mut Collector) {
        let Some(reward) = &row.reward else { return };
        let kinds = self.document.reward_kinds.iter();
        let kinds = kinds.map(|kind| kind.id.as_str());
        if !kinds.clone().any(|kind| kind == reward.kind) {
            let path = under(path, "reward/kind");
            let fault = Fault::new(ErrorCode::UnknownReference, path, "the id of a reward kind");
            faults.add(fault.suggesting(&reward.kind, kinds));
        }
    }

    fn tier(
        &self,
        row: &TierRow,
        place: usize,
        path: &str,
        faults: &mut Collector,
    ) -> Option<(usize, Tier)> {
        let metrics = &self.document.metrics;
        let Some(found) = metrics.iter().position(|metric| metric.id == row.metric) else {
            let known = metrics.iter().map(|metric| metric.id.as_str());
            let path = join(path, "metric");
            let fault = Fault::new(ErrorCode::UnknownReference, path, "the id of a metric");
            faults.add(fault.suggesting(&row.metric, known));
            return None;
        };
        let metric = metrics.get(found)?;
        if metric.measure == Measure::RefundRate {
            let expected = "a metric of which more is better";
            faults.report(ErrorCode::WrongOperator, join(path, "metric"), expected);
            return None;
        }
        let slot = self.scope.slots.get(self.scope.metric(&metric.id)?)?;
        let mut encode = |number: f64, key: &str| match slot.kind.encode(number) {
            Ok(ordinal) if ordinal >= slot.domain.lo => Some(ordinal),
            wrong => {
                let code = wrong.err().unwrap_or(ErrorCode::OutOfRange);
                let expected = format!("a value of type {}, at least 0", slot.kind.name());
                faults.report(code, join(path, key), expected);
                None
            }
        };
        let lo = encode(row.at_least, "atLeast");
        let below = row.below.map(|below| encode(below, "below"));
        let at_most = row.at_most.map(|most| encode(most, "atMost"));
        let hi = match (below, at_most) {
            (Some(_), Some(_)) => {
                let expected = "one of below, atMost";
                faults.report(ErrorCode::WrongPlace, join(path, "atMost"), expected);
                return None;
            }
            (Some(below), None) => Some(below? - 1),
            (None, Some(most)) => Some(most?),
            (None, None) => None,
        };
        let lo = lo?;
        if hi.is_some_and(|hi| hi < lo) || lo > slot.domain.hi {
            let expected = "figures that the metric can have, atLeast below the end";
            faults.report(ErrorCode::NeverSatisfiable, path, expected);
            return None;
        }
        let reward = row.reward.clone();
        let tier = Tier {
            row: place,
            lo,
            hi,
            reward,
        };
        Some((found, tier))
    }
}

/// Whether a tier goes on where the one before it ends. Rows are named as people count them, from 1.
fn follows(before: &Tier, tier: &Tier, path: &str, faults: &mut Collector) {
    let (one, two) = (before.row + 1, tier.row + 1);
    let path = join(path, "atLeast");
    if tier.lo < before.lo {
        let expected = format!(
            "more than row {one} asks: as it is, row {one} can never be reached before row {two}"
        );
        faults.report(ErrorCode::TierUnreachable, path, expected);
    } else if tier.lo == before.lo || before.hi.is_some_and(|hi| hi >= tier.lo) {
        let expected = format!("a figure past the end of row {one}: rows {one} and {two} overlap");
        faults.report(ErrorCode::TierOverlap, path, expected);
    } else if before.hi.is_some_and(|hi| hi.saturating_add(1) < tier.lo) {
        let expected =
            format!("the figure at which row {one} ends: between rows {one} and {two} is a gap");
        faults.report(ErrorCode::TierGap, path, expected);
    }
}

impl Measure {
    /// The greatest figure there can be in so many days, if a window is so long.
    pub(super) fn greatest(self, days: Option<i64>) -> Ordinal {
        match (self, days) {
            (Self::Days, Some(days)) => days,
            _ => Range::GREATEST,
        }
    }
}
