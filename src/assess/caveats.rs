//! The caveats that go with an outcome, and the dates behind them.

use super::answer::{CaveatDates, Certainty};
use super::programme::Settled;
use crate::policy::program::Shown;
use crate::time::Day;
use crate::truth::{Truth, without};

/// The code of the caveat for a moment outside every version's range.
const NOT_IN_FORCE: &str = "not-in-force";

/// Codes of caveats, and dates for those that have some.
pub(super) struct Caveats {
    pub(super) codes: Vec<String>,
    pub(super) dates: Vec<CaveatDates>,
}

/// The caveats of a settled programme, in the document's order.
pub(super) fn caveats(settled: &Settled<'_>) -> Caveats {
    let mut found = Caveats {
        codes: Vec::new(),
        dates: Vec::new(),
    };
    if !settled.moment.in_force {
        found.codes.push(NOT_IN_FORCE.to_owned());
    }
    for (code, shown) in &settled.program.caveats {
        match shown {
            Shown::Always => found.codes.push(code.clone()),
            Shown::OnlyThrough(node) => {
                if eligible_only_through(settled, *node) {
                    found.codes.push(code.clone());
                }
            }
            Shown::ClosesDuringReview => {
                if let Some(dates) = closes_during_review(settled, code) {
                    found.codes.push(code.clone());
                    found.dates.push(dates);
                }
            }
        }
    }
    found
}

fn eligible_only_through(settled: &Settled<'_>, node: usize) -> bool {
    let root = settled.program.root;
    settled.truth(root) == Truth::True
        && settled.truth(node) == Truth::True
        && without(settled.program, &settled.truths, node, root) != Truth::True
}

fn closes_during_review(settled: &Settled<'_>, code: &str) -> Option<CaveatDates> {
    let root = settled.program.root;
    let (review_to, official) = settled.review_to?;
    let closes_on = settled.change(root)?;
    let closes = settled.truth(root) == Truth::True && closes_on <= review_to;
    closes.then(|| CaveatDates {
        caveat: code.to_owned(),
        eligible_through: closes_on.plus(-1),
        review_to,
        certainty: Certainty::of(official),
    })
}

/// Whether a node's result changes before the review of a submission on the day of assessment is over.
pub(super) fn changes_during_review(settled: &Settled<'_>, change: Option<Day>) -> bool {
    match (settled.review_to, change) {
        (Some((review_to, _)), Some(change)) => change <= review_to,
        _ => false,
    }
}
