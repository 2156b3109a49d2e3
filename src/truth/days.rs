//! The days on which an answer can change when nothing happens.

use super::settle::bound;
use crate::facts::Known;
use crate::ledger::later_than;
use crate::policy::program::{Bound, Cluster, Compiled, Program};
use crate::policy::{Ordinal, Range};
use crate::time::Day;

/// Days after `day` on which the truth of a node can differ from the day before, ascending.
///
/// A dated leaf compares a value to the day of assessment. As that day moves on, its truth for what is known turns only
/// where its bound passes an end of a known range: its own slot's, or one that is tied to it.
#[must_use]
pub(crate) fn turning_days(
    program: &Program,
    compiled: &Compiled,
    known: &Known,
    day: Day,
) -> Vec<Day> {
    let ranges = &known.ranges;
    let mut days = Vec::new();
    for metric in &program.metrics {
        let metric = compiled.metrics.get(*metric);
        days.extend(metric.map_or_else(Vec::new, |metric| known.view(compiled).edges(metric, day)));
    }
    for leaf in &program.leaves {
        let mut slots = vec![leaf.slot];
        let clusters = program.clusters.iter();
        for cluster in clusters.filter(|cluster| cluster.slots.contains(&leaf.slot)) {
            slots.extend(&cluster.slots);
        }
        for slot in slots {
            let Some(range) = ranges.get(slot).filter(|range| range.some()) else {
                continue;
            };
            let ends = [range.lo, range.hi].into_iter();
            for end in ends.filter(|end| !is_end_of_calendar(*end)) {
                days.extend(
                    passing(leaf.lo, end)
                        .into_iter()
                        .chain(passing(leaf.hi, end)),
                );
            }
        }
    }
    if counts_both_ways(program) {
        // A month is no fixed number of days: the bounds pass each other on days of their own.
        days.extend((1..=DAY_BY_DAY).map(|step| day.plus(step)));
    }
    later_than(day, days)
}

/// Where one event is counted in months and in days, so many days are looked at one by one: four years, after which the
/// lengths of months repeat.
const DAY_BY_DAY: i64 = 1_461;

/// Whether slots that are read or tied together are counted both in months and in days.
fn counts_both_ways(program: &Program) -> bool {
    let counted = |cluster: &Cluster, months: bool| {
        program.leaves.iter().any(|leaf| {
            let bound = |bound| match bound {
                Bound::Days(_) => !months,
                Bound::MonthsBefore(..) | Bound::MonthsAfter(_) => months,
                _ => false,
            };
            cluster.slots.contains(&leaf.slot) && (bound(leaf.lo) || bound(leaf.hi))
        })
    };
    let clusters = program.clusters.iter();
    clusters
        .into_iter()
        .any(|cluster| counted(cluster, true) && counted(cluster, false))
}

/// Nobody knows of an event on the first or the last day of the calendar: it only bounds what is unknown.
fn is_end_of_calendar(value: Ordinal) -> bool {
    [Day::MIN, Day::MAX]
        .into_iter()
        .any(|day| value == Ordinal::from(day.epoch_days()))
}

/// The days around which a dated bound passes a value.
fn passing(own: Bound, value: Ordinal) -> Vec<Day> {
    let Some(value) = Day::from_epoch_days(value) else {
        return Vec::new();
    };
    let near = match own {
        Bound::Open | Bound::Value(_) | Bound::Slot(..) => return Vec::new(),
        Bound::Days(days) => return vec![value.plus(-days), value.plus(1 - days)],
        Bound::MonthsBefore(months, days) => value.plus(-days).plus_months(months),
        Bound::MonthsAfter(months) => value.minus_months(months),
    };
    // A shorter month moves the day by three at most.
    let at = |day: Day| bound(own, day, Range::LEAST, &|_| Range::OPEN).0;
    let around = (-4..=5).map(|step| near.plus(step));
    around
        .filter(|day| at(*day) >= Ordinal::from(value.epoch_days()))
        .filter(|day| at(day.plus(-1)) <= Ordinal::from(value.epoch_days()))
        .collect()
}
