//! The caveats that go with an outcome, and the dates behind them.

use super::answer::{CaveatDates, Certainty, GoingLive, Outcome};
use super::programme::{Moment, Settled};
use crate::fault::Collector;
use crate::ledger::Broadcast;
use crate::policy::program::Shown;
use crate::time::Day;
use crate::truth::{Truth, settle, turning_days, without};

/// The code of the caveat for a moment outside every version's range.
const NOT_IN_FORCE: &str = "not-in-force";

/// Codes of caveats, and dates for those that have some.
pub(super) struct Caveats {
    pub(super) codes: Vec<String>,
    pub(super) dates: Vec<CaveatDates>,
    pub(super) going_live: Vec<GoingLive>,
}

/// The caveats of a settled programme, in the document's order.
pub(super) fn caveats(settled: &Settled<'_>) -> Caveats {
    let mut found = Caveats {
        codes: Vec::new(),
        dates: Vec::new(),
        going_live: Vec::new(),
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
                    found.going_live.extend(going_live(settled, code));
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

/// What a broadcast on the day after would do; none where the policy asks nothing of broadcasts.
fn going_live(settled: &Settled<'_>, code: &str) -> Option<GoingLive> {
    let Moment {
        version,
        known,
        day,
        ..
    } = *settled.moment;
    let compiled = &version.compiled;
    compiled.broadcasts.iter().find(|slot| slot.is_some())?;
    let on = day.plus(1);
    let broadcast = Broadcast::on(on);
    let after = known.going_live(version, &[broadcast], &mut Collector::default());
    let root = |day: Day| {
        let ranges = after.on(compiled, settled.program, day);
        let truths = settle(settled.program, &ranges, &compiled.ties, day);
        truths.get(settled.program.root).copied()
    };
    let then = root(on)?;
    let later = turning_days(settled.program, compiled, &after, on);
    let again = later
        .into_iter()
        .find(|day| root(*day) == Some(Truth::True));
    Some(GoingLive {
        caveat: code.to_owned(),
        on,
        outcome: Outcome::of(then),
        eligible_again_on: again.filter(|_| then != Truth::True),
    })
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
