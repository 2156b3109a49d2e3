//! The answer for one programme: settles it today and on the days it can change, and words the result in codes.

use super::answer::{Outcome, ProgrammeAssessment};
use super::{caveats, criteria, missing, tasks};
use crate::facts::Known;
use crate::policy::Version;
use crate::policy::program::Program;
use crate::time::Day;
use crate::truth::{Truth, settle, turning_days};

/// A question's moment: the version that answers, what is known, and the day.
pub(super) struct Moment<'input> {
    pub(super) version: &'input Version,
    pub(super) known: &'input Known,
    pub(super) day: Day,
    pub(super) in_force: bool,
}

/// A programme settled at a moment.
pub(super) struct Settled<'input> {
    pub(super) moment: &'input Moment<'input>,
    pub(super) program: &'input Program,
    /// The truth of every node on the day of assessment.
    pub(super) truths: Vec<Truth>,
    /// For every node, the first later day on which its truth differs if nothing happens.
    pub(super) changes: Vec<Option<Day>>,
    /// The last day of the review of a submission on the day of assessment, and whether it is official.
    pub(super) review_to: Option<(Day, bool)>,
}

impl Settled<'_> {
    pub(super) fn truth(&self, node: usize) -> Truth {
        self.truths.get(node).copied().unwrap_or(Truth::Unknown)
    }

    pub(super) fn change(&self, node: usize) -> Option<Day> {
        self.changes.get(node).copied().flatten()
    }
}

/// Settles one programme at a moment.
pub(super) fn settled<'input>(
    moment: &'input Moment<'input>,
    program: &'input Program,
) -> Settled<'input> {
    let ranges = &moment.known.ranges;
    let truths = settle(program, ranges, &moment.version.compiled.ties, moment.day);
    Settled {
        changes: changes(moment, program, &truths),
        review_to: review_to(moment, program),
        moment,
        program,
        truths,
    }
}

/// Assesses one programme.
pub(super) fn assess(moment: &Moment<'_>, program: &Program) -> ProgrammeAssessment {
    let settled = settled(moment, program);
    let missing = missing::missing(&settled);
    let caveats = caveats::caveats(&settled);
    ProgrammeAssessment {
        id: program.id.clone(),
        outcome: Outcome::of(settled.truth(program.root)),
        criteria: criteria::results(&settled, &program.criteria),
        missing: missing.facts,
        parameters_needed: missing.parameters,
        metrics_needed: missing.metrics,
        caveats: caveats.codes,
        caveat_dates: caveats.dates,
        going_live: caveats.going_live,
        tasks: tasks::tasks(moment, program),
    }
}

/// For every node the first day after the day of assessment on which its truth differs, if nothing happens.
fn changes(moment: &Moment<'_>, program: &Program, truths: &[Truth]) -> Vec<Option<Day>> {
    let compiled = &moment.version.compiled;
    let mut changes = vec![None; truths.len()];
    for day in turning_days(program, compiled, moment.known, moment.day) {
        let ranges = moment.known.on(compiled, program, day);
        let later = settle(program, &ranges, &compiled.ties, day);
        for (change, (before, after)) in changes.iter_mut().zip(truths.iter().zip(&later)) {
            if change.is_none() && before != after {
                *change = Some(day);
            }
        }
    }
    changes
}

fn review_to(moment: &Moment<'_>, program: &Program) -> Option<(Day, bool)> {
    let calendar = moment.version.calendar.as_ref()?;
    let review = program.review?;
    Some(calendar.after(moment.day, review.to_business_days))
}
