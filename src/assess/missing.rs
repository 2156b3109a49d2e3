//! What is missing: the unknown facts and parameters the outcome depends on, no more and no less.

use super::programme::Settled;
use crate::truth::{Truth, depends_on, settled_alone};

/// What an outcome still depends on.
pub(super) struct Missing {
    /// Facts: first those whose answer alone can settle it, then document order.
    pub(super) facts: Vec<String>,
    /// Parameters, in document order.
    pub(super) parameters: Vec<String>,
    /// Metrics, in document order.
    pub(super) metrics: Vec<String>,
}

/// The slots a settled programme's outcome depends on.
pub(super) fn missing(settled: &Settled<'_>) -> Missing {
    let compiled = &settled.moment.version.compiled;
    let id = |slot: &usize| compiled.slots.get(*slot).map(|slot| slot.id.clone());
    let (facts, others): (Vec<usize>, Vec<usize>) = dependences(settled)
        .into_iter()
        .partition(|slot| *slot < compiled.facts);
    let (parameters, metrics): (Vec<usize>, Vec<usize>) = others
        .into_iter()
        .partition(|slot| compiled.is_parameter(*slot));
    let ranges = &settled.moment.known.ranges;
    let alone = |slot: &usize| {
        settled_alone(
            settled.program,
            *slot,
            ranges,
            &compiled.ties,
            settled.moment.day,
            &settled.truths,
        )
    };
    let (first, then): (Vec<usize>, Vec<usize>) = facts.into_iter().partition(alone);
    Missing {
        facts: first.iter().chain(&then).filter_map(id).collect(),
        parameters: parameters.iter().filter_map(id).collect(),
        metrics: metrics.iter().filter_map(id).collect(),
    }
}

fn dependences(settled: &Settled<'_>) -> Vec<usize> {
    if settled.truth(settled.program.root) != Truth::Unknown {
        return Vec::new();
    }
    let ties = &settled.moment.version.compiled.ties;
    let ranges = &settled.moment.known.ranges;
    let day = settled.moment.day;
    let slots = || settled.program.outcome_slots.iter().copied();
    let found: Vec<usize> = slots()
        .filter(|slot| {
            depends_on(
                settled.program,
                *slot,
                ranges,
                ties,
                settled.moment.day,
                &settled.truths,
            )
        })
        .collect();
    if !found.is_empty() {
        return found;
    }
    // Only answers that settle several facts at once change the outcome, such as "never" for events that go together.
    let settles =
        |slot: &usize| settled_alone(settled.program, *slot, ranges, ties, day, &settled.truths);
    let open = |slot: &usize| ranges.get(*slot).is_some_and(|range| !range.is_settled());
    slots().filter(open).filter(settles).collect()
}
