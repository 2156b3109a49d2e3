//! How far tasks are: what is achieved, which tiers are reached, what remains, the pace needed, and where it leads.

use super::answer::{
    BroadcastPair, LedgerSummary, Pace, Projection, ProjectionMethod, Reason, TableSource,
    TaskProgress, TaskWindow, TierProgress, Verdict, WindowKind,
};
use super::programme::Moment;
use crate::facts::Told;
use crate::ledger::{Ledger, Span};
use crate::policy::document::{Measure, ValueType, Window};
use crate::policy::program::{Program, Slot, TaskTable};
use crate::policy::table::{Ladder, Tier};
use crate::policy::{Ordinal, Range};
use crate::time::Day;

/// What was made of the broadcasts; none where none were given.
pub(super) fn summary(ledger: &Ledger) -> Option<LedgerSummary> {
    let pairs = |pairs: &[[usize; 2]]| {
        let pairs = pairs.iter();
        pairs
            .map(|[broadcast, other]| BroadcastPair {
                broadcast: *broadcast,
                other: *other,
            })
            .collect()
    };
    let some = !ledger.broadcasts.is_empty() || ledger.covered.is_some();
    some.then(|| LedgerSummary {
        broadcasts: ledger.broadcasts.len(),
        repeated: pairs(&ledger.repeated),
        overlapping: pairs(&ledger.overlapping),
    })
}

/// The progress of each task of a programme, by each of its metrics.
pub(super) fn tasks(moment: &Moment<'_>, program: &Program) -> Vec<TaskProgress> {
    let mut all = Vec::new();
    for task in &program.tasks {
        let known = &moment.known.tables;
        let told = known.iter().find(|table| table.id == task.table);
        let published = &moment.version.compiled.tables;
        let published = published.iter().find(|(id, _)| *id == task.table);
        let ladders = told.map(|table| &table.ladders);
        let ladders = ladders.or(published.map(|(_, ladders)| ladders));
        match ladders {
            Some(ladders) => all.extend(ladders.iter().filter_map(|ladder| {
                let told = told.map(|table| &table.told);
                Figures::of(moment, ladder.metric)?.progress(task, Some(ladder), told)
            })),
            None => all.extend(
                task.metrics
                    .iter()
                    .filter_map(|metric| Figures::of(moment, *metric)?.progress(task, None, None)),
            ),
        }
    }
    all
}

/// A metric at a moment.
struct Figures<'input> {
    moment: &'input Moment<'input>,
    slot: &'input Slot,
    measure: Measure,
    is_share: bool,
    range: Range,
    kind: WindowKind,
    span: Option<Span>,
}

impl<'input> Figures<'input> {
    fn of(moment: &'input Moment<'input>, place: usize) -> Option<Self> {
        let compiled = &moment.version.compiled;
        let metric = compiled.metrics.get(place)?;
        let slot = compiled.first_metric() + place;
        Some(Self {
            moment,
            slot: compiled.slots.get(slot)?,
            measure: metric.measure,
            is_share: metric.share_of.is_some(),
            range: moment.known.ranges.get(slot).copied()?,
            kind: match metric.window {
                Window::Rolling(_) => WindowKind::Rolling,
                Window::Calendar(_) => WindowKind::CalendarMonth,
                Window::SinceFirstBroadcast(_) => WindowKind::SinceFirstBroadcast,
                Window::Dates(_) => WindowKind::Dates,
                Window::OneBroadcast(_) => WindowKind::OneBroadcast,
            },
            span: moment.known.view(compiled).span(metric, moment.day),
        })
    }

    fn progress(
        &self,
        task: &TaskTable,
        ladder: Option<&Ladder>,
        told: Option<&Told>,
    ) -> Option<TaskProgress> {
        let exact = self.range.is_settled();
        let least = self.least();
        let next = ladder.and_then(|ladder| self.next(ladder));
        let target = next.map(|tier| tier.lo);
        let remaining = target.map(|target| self.left(target));
        Some(TaskProgress {
            id: task.id.clone(),
            clause: task.clause.clone(),
            metric: self.slot.id.clone(),
            unit: self.unit().to_owned(),
            window: self.window(),
            achieved: least.map(|least| self.decode(least)),
            exact,
            at_most: (!exact && self.range.hi < self.slot.domain.hi)
                .then(|| self.decode(self.range.hi)),
            target: target.map(|target| self.decode(target)),
            ratio: target
                .zip(least)
                .map(|(target, least)| self.decode(least) / self.decode(target))
                .filter(|ratio| ratio.is_finite()),
            tiers: ladder.map_or_else(Vec::new, |ladder| {
                ladder.tiers.iter().map(|tier| self.tier(tier)).collect()
            }),
            pace: remaining.and_then(|remaining| self.pace(remaining)),
            remaining,
            projected: self.projected(),
            reason: if ladder.is_none() {
                Some(Reason::ParameterUnpublished)
            } else {
                (!exact).then_some(Reason::LedgerIncomplete)
            },
            told: told.map(|told| TableSource {
                source: told.source.clone(),
                told_on: told.on,
            }),
        })
    }

    fn decode(&self, ordinal: Ordinal) -> f64 {
        self.slot.kind.decode(ordinal)
    }

    /// What is surely achieved; none where the broadcasts say nothing of it.
    fn least(&self) -> Option<Ordinal> {
        let sure = self.span.is_none_or(|span| span.sure);
        let said = self.range.is_settled() || (self.adds_up() && sure);
        (said && self.range.some()).then_some(self.range.lo)
    }

    /// Whether more broadcasts only add to it.
    fn adds_up(&self) -> bool {
        !matches!(self.measure, Measure::RefundRate | Measure::AverageViewers)
    }

    /// The first tier that is not surely reached, else the last one.
    fn next<'ladder>(&self, ladder: &'ladder Ladder) -> Option<&'ladder Tier> {
        let mut open = ladder.tiers.iter();
        open.find(|tier| self.reached(tier.lo) != Verdict::Met)
            .or(ladder.tiers.last())
    }

    fn reached(&self, threshold: Ordinal) -> Verdict {
        let Range { lo, hi, none } = self.range;
        if self.range.some() && lo >= threshold && !none {
            Verdict::Met
        } else if !self.range.some() || hi < threshold {
            Verdict::Unmet
        } else {
            Verdict::Unknown
        }
    }

    /// What is left to a threshold, in the metric's unit.
    fn left(&self, threshold: Ordinal) -> f64 {
        match (self.slot.kind, self.least()) {
            // Whole ordinals, of money its fen: no rounding comes in between.
            (ValueType::Money | ValueType::Integer | ValueType::Minutes, Some(least)) => {
                self.decode((threshold - least).max(0))
            }
            // Of shares and viewers nine decimals are more than is known.
            (_, Some(least)) => {
                let left = (self.decode(threshold) - self.decode(least)).max(0.0);
                (left * 1e9).round() / 1e9
            }
            (_, None) => self.decode(threshold),
        }
    }

    fn tier(&self, tier: &Tier) -> TierProgress {
        TierProgress {
            row: tier.row,
            at_least: self.decode(tier.lo),
            at_most: tier.hi.map(|hi| self.decode(hi)),
            result: self.reached(tier.lo),
            remaining: Some(self.left(tier.lo)),
            reward: tier.reward.clone(),
        }
    }

    fn unit(&self) -> &str {
        match self.measure {
            _ if self.is_share => "share",
            Measure::RefundRate => "share",
            Measure::Count => "broadcasts",
            Measure::Minutes => "minutes",
            Measure::Days => "days",
            Measure::Gmv | Measure::NetGmv => &self.moment.version.document.currency,
            Measure::AverageViewers | Measure::PeakViewers => "viewers",
        }
    }

    fn window(&self) -> TaskWindow {
        let span = self.span.filter(|span| span.sure);
        TaskWindow {
            kind: self.kind,
            from: span.map(|span| span.from).filter(|from| *from > Day::MIN),
            to: span.map(|span| span.to).filter(|to| *to < Day::MAX),
        }
    }

    /// The days that count and have both ends, for a figure to which each day adds.
    fn days(&self) -> Option<Span> {
        let adds = self.adds_up() && self.measure != Measure::PeakViewers;
        let span = self.span.filter(|span| span.sure && span.to < Day::MAX)?;
        (adds && self.kind != WindowKind::OneBroadcast && self.kind != WindowKind::Rolling)
            .then_some(span)
    }

    fn pace(&self, remaining: f64) -> Option<Pace> {
        let span = self.days()?;
        let known = self.moment.known;
        let next = known.known_day.plus(i64::from(known.day_is_over));
        let days = days_between(next.max(span.from), span.to);
        if days <= 0 || remaining <= 0.0 {
            return None;
        }
        let per_day = remaining / f64::from(days);
        let per_day = if self.slot.kind == ValueType::Money {
            // Rounded up to a fen, so that it suffices.
            (per_day * 100.0 - 1e-6).ceil() / 100.0
        } else {
            per_day
        };
        Some(Pace {
            per_day,
            days,
            through: span.to,
            possible: self.measure != Measure::Days || per_day <= 1.0,
        })
    }

    fn projected(&self) -> Option<Projection> {
        let span = self.days()?;
        let through = self.moment.known.known_day.min(span.to);
        let so_far = days_between(span.from, through);
        if so_far <= 0 || !self.range.is_settled() {
            return None;
        }
        let whole = f64::from(days_between(span.from, span.to));
        let value = self.decode(self.range.lo) / f64::from(so_far) * whole;
        // What is counted is rounded down to what can be: fen, minutes, days, broadcasts.
        let value = match self.slot.kind {
            ValueType::Money => (value * 100.0 + 1e-6).floor() / 100.0,
            ValueType::Integer | ValueType::Minutes => (value + 1e-9).floor(),
            _ => value,
        };
        Some(Projection {
            value,
            method: ProjectionMethod::AveragePerDay,
            from: span.from,
            through,
            on: span.to,
        })
    }
}

/// How many days there are from one to another, both included.
fn days_between(from: Day, to: Day) -> i32 {
    to.epoch_days() - from.epoch_days() + 1
}
