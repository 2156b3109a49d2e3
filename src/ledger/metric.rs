//! Metrics over a ledger: what each can be on a day, and the days on which that can change when nothing happens.

use super::book::{Dated, Ledger};
use crate::order;
use crate::policy::document::{CalendarUnit, Measure, ValueType, Window};
use crate::policy::program::{Compiled, Counted};
use crate::policy::{Ordinal, Range};
use crate::time::Day;

const MINUTE: i64 = 60_000;
/// No window that a document states in days is longer; one that is has no beginning.
const LONGEST: i64 = 36_600;
const MILLION: i128 = 1_000_000;

/// The broadcasts of a ledger, summed for each metric of a policy.
#[derive(Debug, Clone, Default)]
pub(crate) struct Metrics {
    series: Vec<Series>,
}

/// The days a metric counts on a day of assessment; both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// The first day.
    pub(crate) from: Day,
    /// The last day, though it may still lie ahead.
    pub(crate) to: Day,
    /// Whether these are surely the days; else there may be others.
    pub(crate) sure: bool,
}

/// As of when, and with what known, metrics are looked at.
#[derive(Clone, Copy)]
pub(crate) struct View<'input> {
    pub(crate) compiled: &'input Compiled,
    pub(crate) ledger: &'input Ledger,
    /// What the slots can be.
    pub(crate) ranges: &'input [Range],
    /// The last day of which something is known; later ones are as planned.
    pub(crate) known: Day,
}

impl Metrics {
    /// Sums a ledger for the metrics of a policy.
    pub(crate) fn of(compiled: &Compiled, ledger: &Ledger) -> Self {
        let metrics = compiled.metrics.iter();
        Self {
            series: metrics.map(|metric| Series::of(metric, ledger)).collect(),
        }
    }

    /// What the metric in a place can be on a day.
    pub(crate) fn range(&self, place: usize, view: &View<'_>, day: Day) -> Range {
        match (self.series.get(place), view.compiled.metrics.get(place)) {
            (Some(series), Some(metric)) => series.range(metric, view, day),
            _ => Range::OPEN,
        }
    }
}

/// The same for some metrics of a policy; those that add up the same broadcasts share what they come to. Within the core,
/// which looks at one ledger at a time, it would not be worth its size.
#[cfg(feature = "screening")]
pub(crate) struct Shared {
    series: Vec<Series>,
}

/// Which of the metrics are summed, and which series each of them reads.
#[cfg(feature = "screening")]
pub(crate) struct Sharing {
    /// The places of metrics, each with that of its series.
    pub(crate) metrics: Vec<(usize, usize)>,
    /// The places of the metrics that the series are made for.
    made: Vec<usize>,
}

#[cfg(feature = "screening")]
impl Sharing {
    /// Of the metrics in these places.
    pub(crate) fn of(compiled: &Compiled, places: &[usize]) -> Self {
        let metric = |place: usize| compiled.metrics.get(place);
        let mut made: Vec<usize> = Vec::new();
        let metrics = places.iter().map(|place| {
            let sums_like = |other: &usize| match (metric(*other), metric(*place)) {
                (Some(one), Some(two)) => one.sums_like(two),
                _ => false,
            };
            let series = made.iter().position(sums_like).unwrap_or_else(|| {
                made.push(*place);
                made.len() - 1
            });
            (*place, series)
        });
        Self {
            metrics: metrics.collect(),
            made,
        }
    }

    /// Sums a ledger.
    pub(crate) fn sum(&self, compiled: &Compiled, ledger: &Ledger) -> Shared {
        let metrics = self.made.iter();
        let metrics = metrics.filter_map(|place| compiled.metrics.get(*place));
        Shared {
            series: metrics.map(|metric| Series::of(metric, ledger)).collect(),
        }
    }
}

#[cfg(feature = "screening")]
impl Shared {
    /// What a metric can be on a day, by its place and its series.
    pub(crate) fn range(
        &self,
        (place, series): (usize, usize),
        view: &View<'_>,
        day: Day,
    ) -> Range {
        match (self.series.get(series), view.compiled.metrics.get(place)) {
            (Some(series), Some(metric)) => series.range(metric, view, day),
            _ => Range::OPEN,
        }
    }
}

/// Days on which there may have been broadcasts that are not listed.
#[derive(Default)]
struct Uncovered {
    count: i64,
    /// The first and the last day between which none is missing.
    but: Option<[i32; 2]>,
}

impl Uncovered {
    /// Whether no broadcast is missing on a day.
    fn leaves_out(&self, day: i32) -> bool {
        self.count == 0
            || self
                .but
                .is_some_and(|[since, through]| since <= day && day <= through)
    }
}

impl View<'_> {
    fn range(&self, slot: usize) -> Range {
        self.ranges.get(slot).copied().unwrap_or(Range::OPEN)
    }

    /// When the first and the last broadcast can have been.
    fn ends(&self) -> [Range; 2] {
        let [first, last] = self.compiled.broadcasts;
        [
            first.map_or_else(|| self.ledger.first(self.known), |slot| self.range(slot)),
            last.map_or_else(|| self.ledger.last(self.known), |slot| self.range(slot)),
        ]
    }

    /// The days a metric counts on a day; none where there can be no broadcast in them.
    pub(crate) fn span(&self, metric: &Counted, day: Day) -> Option<Span> {
        let sure = |from, to| {
            Some(Span {
                from,
                to,
                sure: true,
            })
        };
        match &metric.window {
            Window::Rolling(window) => sure(day.plus(1 - i64::from(window.days)), day),
            Window::Calendar(CalendarUnit::Month) => {
                let (_, of_month) = day.month_and_day();
                let from = day.plus(1 - i64::from(of_month));
                sure(from, from.plus_months(1).plus(-1))
            }
            Window::Dates(dates) => sure(dates.from, dates.until),
            Window::SinceFirstBroadcast(window) => {
                let [first, _] = self.ends();
                if !first.some() {
                    return None;
                }
                let from = match window.days {
                    // Not known, and of no matter: all broadcasts lie in it.
                    None if first.point().is_none() => Day::MIN,
                    _ => Day::from_epoch_days(first.lo).unwrap_or(Day::MIN),
                };
                let to = window
                    .days
                    .map_or(Day::MAX, |days| from.plus(i64::from(days) - 1));
                Some(Span {
                    from,
                    to,
                    // However late the first was, without an end all broadcasts lie in it.
                    sure: window.days.is_none() || first.point().is_some(),
                })
            }
            Window::OneBroadcast(_) => match metric.on.map(|slot| self.range(slot)) {
                None => sure(Day::MIN, Day::MAX),
                Some(on) => match on.point().and_then(Day::from_epoch_days) {
                    Some(on) => sure(on, on),
                    None => Some(Span {
                        from: Day::MAX,
                        to: Day::MIN,
                        sure: false,
                    }),
                },
            },
        }
    }

    /// The days of a span on which there may have been broadcasts that are not listed.
    fn uncovered(&self, span: Span, day: Day) -> Uncovered {
        let [first, last] = self.ends();
        if !first.some() || !last.some() {
            return Uncovered::default();
        }
        let from = Ordinal::from(span.from.epoch_days()).max(first.lo);
        let to = Ordinal::from(span.to.min(self.known).min(day).epoch_days()).min(last.hi);
        let length = |from: Ordinal, to: Ordinal| (to - from + 1).max(0);
        let covered = self.ledger.covered.map_or(0, |(since, through)| {
            length(
                from.max(since.epoch_days().into()),
                to.min(through.epoch_days().into()),
            )
        });
        Uncovered {
            count: length(from, to) - covered,
            but: self
                .ledger
                .covered
                .map(|(since, through)| [since.epoch_days(), through.epoch_days()]),
        }
    }

    /// Days after `day` on which a metric can differ from the day before when nothing happens but what is planned.
    pub(crate) fn edges(&self, metric: &Counted, day: Day) -> Vec<Day> {
        let known = self.known.max(day);
        match &metric.window {
            Window::Rolling(window) => {
                let [first, last] = self.ends();
                let mut ends: Vec<Day> = self.ledger.broadcasts.iter().map(|it| it.day).collect();
                ends.extend([self.known, known]);
                if let Some((since, through)) = self.ledger.covered {
                    ends.extend([since.plus(-1), through]);
                }
                for end in [first.lo - 1, last.hi] {
                    ends.extend(Day::from_epoch_days(end));
                }
                let length = i64::from(window.days);
                let mut edges: Vec<Day> = ends.into_iter().map(|end| end.plus(length)).collect();
                let span = Span {
                    from: day.plus(1 - length),
                    to: day,
                    sure: true,
                };
                if metric.measure == Measure::Days && self.uncovered(span, day).count > 0 {
                    // Each day that is not covered may have counted, and leaves on a day of its own.
                    let until = i64::from(known.epoch_days()) - i64::from(day.epoch_days());
                    edges.extend((1..=until + length).map(|step| day.plus(step)));
                }
                edges
            }
            Window::Calendar(CalendarUnit::Month) => {
                let last = self
                    .ledger
                    .ends()
                    .map_or(known, |(_, last)| last.max(known));
                let month = |day: Day| day.plus(1 - i64::from(day.month_and_day().1));
                let mut starts = vec![month(day).plus_months(1)];
                while let Some(start) = starts.last().copied()
                    && start <= last
                {
                    starts.push(start.plus_months(1));
                }
                starts
            }
            Window::Dates(dates) => vec![dates.from, dates.until.plus(1)],
            Window::SinceFirstBroadcast(_) | Window::OneBroadcast(_) => Vec::new(),
        }
    }
}

/// Days since 1970-01-01, both inclusive.
#[derive(Clone, Copy)]
struct Days {
    from: i32,
    to: i32,
}

/// The broadcasts a metric counts, day by day.
#[derive(Debug, Clone, Default)]
struct Series {
    days: Vec<i32>,
    /// The sums of all days before the one in the same place, and of all days.
    sums: Vec<Sums>,
    /// The greatest figure of one broadcast of each day; of metrics that do not ask for it, that of any of them.
    best: Vec<Range>,
}

#[cfg(feature = "screening")]
impl Counted {
    /// The figure of which it is the greatest of one broadcast; none where it adds up.
    fn greatest(&self) -> Option<Measure> {
        let one = matches!(self.window, Window::OneBroadcast(_));
        (one || self.measure == Measure::PeakViewers).then_some(self.measure)
    }

    /// Whether its broadcasts, and what they come to, are those of another one.
    fn sums_like(&self, other: &Self) -> bool {
        self.at_least_millis == other.at_least_millis && self.greatest() == other.greatest()
    }
}

/// What broadcasts add up to. What is not known of one is counted apart.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    count: i64,
    millis: i64,
    gmv: i64,
    gmv_unknown: i64,
    /// Of broadcasts whose GMV is known.
    refunded: i64,
    /// The GMV of broadcasts whose refunds are not known.
    refund_unknown: i64,
    /// Milliseconds of broadcasts whose average viewers are known.
    weight: i64,
    weight_unknown: i64,
    /// Millionths of viewers, times milliseconds.
    weighted: i128,
}

impl Sums {
    /// With others added, or taken away.
    fn with(self, other: &Self, added: bool) -> Self {
        let sum = |one: i64, two: i64| {
            if added {
                one.saturating_add(two)
            } else {
                one.saturating_sub(two)
            }
        };
        Self {
            count: sum(self.count, other.count),
            millis: sum(self.millis, other.millis),
            gmv: sum(self.gmv, other.gmv),
            gmv_unknown: sum(self.gmv_unknown, other.gmv_unknown),
            refunded: sum(self.refunded, other.refunded),
            refund_unknown: sum(self.refund_unknown, other.refund_unknown),
            weight: sum(self.weight, other.weight),
            weight_unknown: sum(self.weight_unknown, other.weight_unknown),
            weighted: if added {
                self.weighted + other.weighted
            } else {
                self.weighted - other.weighted
            },
        }
    }

    /// One broadcast, of which so many milliseconds count.
    fn of(known: &Dated, millis: i64) -> Self {
        let broadcast = &known.broadcast;
        let weight = broadcast.millis;
        let known_gmv = broadcast.gmv.is_some();
        Self {
            count: 1,
            millis,
            gmv: broadcast.gmv.unwrap_or(0),
            gmv_unknown: i64::from(!known_gmv),
            refunded: broadcast.refunded.filter(|_| known_gmv).unwrap_or(0),
            refund_unknown: if broadcast.refunded.is_none() {
                broadcast.gmv.unwrap_or(0)
            } else {
                0
            },
            weight: broadcast.average.map_or(0, |_| weight),
            weight_unknown: broadcast.average.map_or(weight, |_| 0),
            weighted: broadcast
                .average
                .map_or(0, |average| i128::from(average) * i128::from(weight)),
        }
    }
}

impl Series {
    fn of(metric: &Counted, ledger: &Ledger) -> Self {
        let mut series = Self::default();
        let counts = |known: &&Dated| known.broadcast.millis >= metric.at_least_millis;
        let mut reached = i64::MIN;
        for known in ledger.broadcasts.iter().filter(counts) {
            // Time that two broadcasts share counts once, for the one that started first.
            let millis = known.span().map_or(known.broadcast.millis, |(start, end)| {
                let fresh = (end - start.max(reached)).max(0);
                reached = reached.max(end);
                fresh
            });
            let own = Sums::of(known, millis);
            let best = one_figure(metric.measure, known);
            let day = known.day.epoch_days();
            let total = series
                .sums
                .last()
                .copied()
                .unwrap_or_default()
                .with(&own, true);
            if series.days.last() == Some(&day) {
                if let (Some(sums), Some(before)) = (series.sums.last_mut(), series.best.last_mut())
                {
                    *sums = total;
                    *before = greater(*before, best);
                }
            } else {
                if series.sums.is_empty() {
                    series.sums.push(Sums::default());
                }
                series.days.push(day);
                series.sums.push(total);
                series.best.push(best);
            }
        }
        series
    }

    /// What the metric can be on a day.
    fn range(&self, metric: &Counted, view: &View<'_>, day: Day) -> Range {
        let figure = view.span(metric, day).map_or_else(
            || self.figure(metric, Days { from: 1, to: 0 }, &Uncovered::default(), true),
            |span| {
                let days = Days {
                    from: span.from.epoch_days(),
                    to: span.to.min(day).epoch_days(),
                };
                self.figure(metric, days, &view.uncovered(span, day), span.sure)
            },
        );
        match metric.share_of.map(|slot| view.range(slot)) {
            Some(whole) => share(figure, whole),
            None => figure,
        }
    }

    /// What the metric can be over some days, on some of which there may be broadcasts that are not listed.
    fn figure(&self, metric: &Counted, days: Days, uncovered: &Uncovered, sure: bool) -> Range {
        let start = self.days.partition_point(|day| *day < days.from);
        let end = self.days.partition_point(|day| *day <= days.to).max(start);
        let upto = |place: usize| self.sums.get(place).copied().unwrap_or_default();
        let sums = upto(end).with(&upto(start), false);
        let listed = |exact: bool, value: Ordinal| Range {
            lo: value,
            hi: if exact { value } else { Range::GREATEST },
            none: false,
        };
        let complete = sure && uncovered.count == 0;
        let one = matches!(metric.window, Window::OneBroadcast(_));
        match metric.measure {
            measure if one || measure == Measure::PeakViewers => {
                let best = self.best.get(start..end).unwrap_or_default();
                let best = best.iter().copied().reduce(greater);
                let viewers = matches!(measure, Measure::AverageViewers | Measure::PeakViewers);
                let nothing = if viewers {
                    Range::NONE
                } else {
                    Range::exactly(0)
                };
                let found = best.unwrap_or(nothing);
                if complete {
                    return found;
                }
                Range {
                    lo: if found.some() { found.lo } else { 0 },
                    hi: Range::GREATEST,
                    none: found.none,
                }
            }
            Measure::Count => listed(complete, sums.count),
            Measure::Days => {
                let listed = self.days.get(start..end).unwrap_or_default();
                let covered = listed.iter().filter(|day| uncovered.leaves_out(**day));
                Range {
                    lo: Ordinal::try_from(listed.len()).unwrap_or(0),
                    // A day on which one is listed counts once, whatever else may have been on it.
                    hi: if sure && uncovered.count <= LONGEST {
                        Ordinal::try_from(covered.count()).unwrap_or(0) + uncovered.count
                    } else {
                        Range::GREATEST
                    },
                    none: false,
                }
            }
            Measure::Minutes => listed(complete, sums.millis / MINUTE),
            Measure::Gmv => listed(complete && sums.gmv_unknown == 0, sums.gmv),
            Measure::NetGmv => {
                let most = sums.gmv - sums.refunded;
                Range {
                    lo: most - sums.refund_unknown,
                    hi: if complete && sums.gmv_unknown == 0 {
                        most
                    } else {
                        Range::GREATEST
                    },
                    none: false,
                }
            }
            Measure::RefundRate => refund_rate(&sums, complete),
            Measure::AverageViewers => average_viewers(&sums, complete),
            Measure::PeakViewers => Range::NONE,
        }
    }
}

/// What one broadcast can have of a measure.
fn one_figure(measure: Measure, known: &Dated) -> Range {
    let broadcast = &known.broadcast;
    let some = |value: Option<Ordinal>| {
        value.map_or(
            Range {
                lo: 0,
                hi: Range::GREATEST,
                none: false,
            },
            Range::exactly,
        )
    };
    match measure {
        Measure::Minutes => Range::exactly(broadcast.millis / MINUTE),
        Measure::Gmv => some(broadcast.gmv),
        Measure::NetGmv => match (broadcast.gmv, broadcast.refunded) {
            (Some(gmv), Some(refunded)) => Range::exactly(gmv - refunded),
            (Some(gmv), None) => Range {
                lo: 0,
                hi: gmv,
                none: false,
            },
            (None, _) => some(None),
        },
        Measure::AverageViewers => some(
            broadcast
                .average
                .map(|average| quotient(average.into(), MILLION)),
        ),
        _ => some(broadcast.viewers.map(|viewers| quotient(viewers.into(), 1))),
    }
}

/// The greater of two figures.
fn greater(one: Range, two: Range) -> Range {
    Range {
        lo: one.lo.max(two.lo),
        hi: one.hi.max(two.hi),
        none: false,
    }
}

fn refund_rate(sums: &Sums, complete: bool) -> Range {
    if !complete || sums.gmv_unknown > 0 {
        return Range {
            lo: quotient(0, 1),
            hi: quotient(1, 1),
            none: sums.gmv == 0,
        };
    }
    if sums.gmv == 0 {
        return Range::NONE;
    }
    let share = |refunded: i64| quotient(refunded.into(), sums.gmv.into());
    Range {
        lo: share(sums.refunded),
        hi: share(sums.refunded + sums.refund_unknown),
        none: false,
    }
}

fn average_viewers(sums: &Sums, complete: bool) -> Range {
    let weight = i128::from(sums.weight) + i128::from(sums.weight_unknown);
    if complete && weight == 0 {
        return Range::NONE;
    }
    let exact = complete && sums.weight_unknown == 0;
    let lo = if complete {
        quotient(sums.weighted, weight * MILLION)
    } else {
        quotient(0, 1)
    };
    Range {
        lo,
        hi: if exact { lo } else { Range::GREATEST },
        none: weight == 0,
    }
}

/// An amount of money as a share of another one; none of nothing.
fn share(part: Range, whole: Range) -> Range {
    if whole.hi <= 0 {
        return Range::NONE;
    }
    let of = |part: Ordinal, whole: Ordinal| quotient(part.into(), whole.into());
    Range {
        lo: if whole.hi >= Range::GREATEST {
            quotient(0, 1)
        } else {
            of(part.lo, whole.hi)
        },
        hi: if part.hi >= Range::GREATEST || whole.lo <= 0 {
            Range::GREATEST
        } else {
            of(part.hi, whole.lo)
        },
        none: whole.lo <= 0,
    }
}

/// A quotient as an ordinal of a number. Whole quotients and those of few decimals are exact.
#[allow(
    clippy::cast_precision_loss,
    reason = "the whole part is taken apart first, so that what is rounded is below one part in 2^52"
)]
fn quotient(part: i128, whole: i128) -> Ordinal {
    let (one, two) = if part.abs() < (1 << 53) && whole < (1 << 53) {
        (part as f64, whole as f64)
    } else {
        let (ones, rest) = (part / whole, part % whole);
        (ones as f64 + rest as f64 / whole as f64, 1.0)
    };
    ValueType::Number
        .encode(one / two)
        .unwrap_or(Range::GREATEST)
}

/// Days in order, each once, of which none is `day` or earlier.
pub(crate) fn later_than(day: Day, mut days: Vec<Day>) -> Vec<Day> {
    days.retain(|own| *own > day);
    // A ledger can have thousands of days: too many for insertion.
    order::sort_many(&mut days, |one, two| one < two);
    days.dedup();
    days
}
