//! The broadcasts in order, each counted once, and what they say of the first and the last one.

use super::broadcast::{Broadcast, Reach, check_past};
use crate::fault::{Collector, ErrorCode, join};
use crate::order;
use crate::policy::{Ordinal, Range};
use crate::time::{Day, When};

/// The broadcasts of an account as of a moment.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ledger {
    /// Ascending by day, then by time; each counted once.
    pub(crate) broadcasts: Vec<Dated>,
    /// The days between which the list is complete.
    pub(crate) covered: Option<(Day, Day)>,
    /// Pairs of places: a broadcast that stands again, and the first time it stands.
    pub(crate) repeated: Vec<[usize; 2]>,
    /// Pairs of places: a broadcast that overlaps, and the one it overlaps with.
    pub(crate) overlapping: Vec<[usize; 2]>,
}

/// A broadcast with its day in the policy's zone.
#[derive(Debug, Clone)]
pub(crate) struct Dated {
    /// The day on which it starts.
    pub(crate) day: Day,
    /// The broadcast.
    pub(crate) broadcast: Broadcast,
}

impl Dated {
    /// When it starts and ends, in milliseconds since 1970, where the time of day is known.
    pub(crate) fn span(&self) -> Option<(i64, i64)> {
        match self.broadcast.start {
            When::Moment(start) => Some((start, start + self.broadcast.millis)),
            When::Day(_) => None,
        }
    }

    /// In what order broadcasts stand: those without a time first in their day.
    fn order(&self) -> (Day, Option<(i64, i64)>, i64, Option<i64>) {
        let broadcast = &self.broadcast;
        (self.day, self.span(), broadcast.millis, broadcast.gmv)
    }

    fn is_same(&self, other: &Self) -> bool {
        let place = other.broadcast.place;
        Broadcast {
            place,
            ..self.broadcast.clone()
        } == other.broadcast
    }
}

impl Ledger {
    /// Puts broadcasts in order and holds them against each other and against the moment as of which they are known.
    pub(crate) fn of(
        broadcasts: &[Broadcast],
        reach: Reach,
        known_at: When,
        utc_offset: i32,
        faults: &mut Collector,
    ) -> Self {
        let known = known_at.day(utc_offset);
        for broadcast in broadcasts {
            check_past(broadcast, known_at, utc_offset, faults);
        }
        if reach.through.is_some_and(|through| through > known) {
            let expected = format!("a day no later than the moment of assessment ({known})");
            faults.report(ErrorCode::EventAfterMoment, "/broadcastsThrough", expected);
        }
        let mut ledger = Self {
            covered: reach.since.zip(reach.through),
            ..Self::default()
        };
        ledger.add(broadcasts, utc_offset, "/broadcasts", faults);
        ledger
    }

    /// Adds broadcasts, whose list is at `path`, each counted once.
    pub(crate) fn add(
        &mut self,
        broadcasts: &[Broadcast],
        utc_offset: i32,
        path: &str,
        faults: &mut Collector,
    ) {
        let added = broadcasts.iter().map(|broadcast| Dated {
            day: broadcast.start.day(utc_offset),
            broadcast: broadcast.clone(),
        });
        let mut all = std::mem::take(&mut self.broadcasts);
        all.extend(added);
        // Equal elements keep their order, so that the first of two is the one that counts.
        order::sort_many(&mut all, |one, two| one.order() < two.order());
        let mut reached: Option<(i64, usize)> = None;
        for known in all {
            let place = known.broadcast.place;
            if let Some(first) = self.same_as(&known) {
                self.repeated.push([place, first]);
                continue;
            }
            if let Some((start, end)) = known.span() {
                if let Some(other) = self.starts_with(start) {
                    let path = join(path, &place.to_string());
                    let expected =
                        format!("no second broadcast that starts when number {other} does");
                    faults.report(ErrorCode::BroadcastConflict, path, expected);
                }
                if let Some((until, other)) = reached
                    && start < until
                {
                    self.overlapping.push([place, other]);
                }
                if reached.is_none_or(|(until, _)| end > until) {
                    reached = Some((end, place));
                }
            }
            self.broadcasts.push(known);
        }
    }

    /// The place of the broadcast that is the same in everything, among those just before.
    fn same_as(&self, known: &Dated) -> Option<usize> {
        let alike = self.broadcasts.iter().rev();
        let alike = alike.take_while(|before| before.order() == known.order());
        let mut same = alike.filter(|before| before.is_same(known));
        same.next().map(|before| before.broadcast.place)
    }

    /// The place of the broadcast that starts at that moment, if the last one does.
    fn starts_with(&self, start: i64) -> Option<usize> {
        let last = self.broadcasts.last()?;
        let (own, _) = last.span()?;
        (own == start).then_some(last.broadcast.place)
    }

    /// The days of the first and the last broadcast that are listed.
    pub(crate) fn ends(&self) -> Option<(Day, Day)> {
        Some((self.broadcasts.first()?.day, self.broadcasts.last()?.day))
    }

    /// Whether the list is complete on a day, and shows no broadcast on it.
    pub(crate) fn rules_out(&self, day: Ordinal) -> bool {
        let own = |day: Day| Ordinal::from(day.epoch_days());
        let covered = self.covered;
        covered.is_some_and(|(since, through)| own(since) <= day && day <= own(through))
            && self.broadcasts.iter().all(|known| own(known.day) != day)
    }

    /// When the first broadcast can have been, known on a day.
    pub(crate) fn first(&self, known: Day) -> Range {
        let Some((first, _)) = self.ends() else {
            return self.unlisted(known);
        };
        let lo = match self.covered {
            Some((since, through)) if since == Day::MIN => first.min(through.plus(1)),
            _ => Day::MIN,
        };
        between(lo, first, false)
    }

    /// When the last broadcast can have been, known on a day.
    pub(crate) fn last(&self, known: Day) -> Range {
        let Some((_, last)) = self.ends() else {
            return self.unlisted(known);
        };
        let hi = match self.covered {
            Some((since, through)) if through == known => last.max(since.plus(-1)),
            _ => known,
        };
        between(last, hi, false)
    }

    /// When a broadcast can have been that no list shows.
    fn unlisted(&self, known: Day) -> Range {
        let hi = match self.covered {
            Some((since, _)) if since == Day::MIN => None,
            Some((since, through)) if through == known => Some(since.plus(-1)),
            _ => Some(known),
        };
        let lo = match self.covered {
            Some((since, through)) if since == Day::MIN => through.plus(1),
            _ => Day::MIN,
        };
        match hi {
            Some(hi) => between(lo, hi, true),
            None if lo <= known => between(lo, known, true),
            None => Range::NONE,
        }
    }
}

fn between(lo: Day, hi: Day, none: bool) -> Range {
    Range {
        lo: Ordinal::from(lo.epoch_days()),
        hi: Ordinal::from(hi.epoch_days()),
        none,
    }
}
