//! The smallest changes that lead to eligible, each proved on its day.

use std::borrow::Cow;

use super::answer::{Change, Fitting, Given, Remedies, Remedy, RemedyKind};
use crate::assess::{Request, no_value, value};
use crate::facts::{self, Application, Known, narrow};
use crate::fault::Faults;
use crate::order;
use crate::policy::document::Changeable;
use crate::policy::program::{Program, Role, Slot};
use crate::policy::{Policy, Range, Version};
use crate::time::Day;
use crate::truth::{Freedom, Need, Truth, settle, turning_days};

impl Policy {
    /// Every smallest set of changes that leads to eligible, with what unknown facts must turn out to be, on the earliest
    /// day; empty when eligible already. What nobody can change is never offered; where nothing helps, the criteria that
    /// block are named.
    ///
    /// A set is smaller than another if its facts, changed or given, are among the other's and it is no later.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the application or the request, and the programme's id (at `/programme`).
    ///
    /// ```
    /// use kaibo::{BUILT_IN, Policy, Request, RemedyKind};
    /// use serde_json::json;
    ///
    /// let policy = Policy::parse(BUILT_IN)?;
    /// let application = json!({ "facts": {
    ///     "sellsOnStream": true, "hasBrandBadge": false, "coldStartGrantedBefore": false, "storeClosed": true,
    ///     "counterfeitOrSeriousViolation": false, "tradesOrOverpromisesTraffic": false, "cheating": false,
    ///     "firstBroadcastOn": "2023-08-01", "lastBroadcastOn": "2023-09-01",
    /// } });
    /// let found = policy.remedies("cold-start", &application, &Request::on("2023-09-14")?)?;
    /// // Open the store, and wait until 1 November.
    /// assert_eq!(found.remedies.len(), 1);
    /// assert_eq!(found.remedies[0].on.to_string(), "2023-11-01");
    /// assert_eq!(found.remedies[0].kind, RemedyKind::Both);
    /// # Ok::<(), kaibo::Faults>(())
    /// ```
    pub fn remedies<'application>(
        &self,
        programme: &str,
        application: impl Into<Application<'application>>,
        request: &Request,
    ) -> Result<Remedies, Faults> {
        let (version, _) = self.on(request.as_of.day(self.newest().document.utc_offset));
        let program = version.program(programme)?;
        let horizon = request.horizon(version)?;
        let known = facts::read(version, &application.into(), &horizon)?;
        Ok(Search::new(version, program, &known, horizon.day()).remedies())
    }
}

/// What remedies are looked for in.
struct Search<'input> {
    version: &'input Version,
    program: &'input Program,
    known: &'input Known,
    day: Day,
}

/// A set of slots that leads to eligible, and the day on which it does.
struct Found {
    need: Need,
    on: Day,
}

impl<'input> Search<'input> {
    fn new(
        version: &'input Version,
        program: &'input Program,
        known: &'input Known,
        day: Day,
    ) -> Self {
        Self {
            version,
            program,
            known,
            day,
        }
    }

    /// What each slot could be made or turn out to be. A metric that is known is as it is: what remains of it is for its
    /// tasks to say.
    fn free(&self, ranges: &[Range]) -> Vec<Option<Range>> {
        let compiled = &self.version.compiled;
        let slots = compiled.slots.iter().zip(ranges).enumerate();
        let free = slots.map(|(place, (slot, range))| match range.is_settled() {
            _ if compiled.is_parameter(place) => None,
            true => {
                let fact = self.version.document.facts.get(place)?;
                (fact.changeable == Changeable::Act).then_some(slot.domain)
            }
            false => Some(*range),
        });
        free.collect()
    }

    fn settle(&self, ranges: &[Range], day: Day) -> Vec<Truth> {
        settle(self.program, ranges, &self.version.compiled.ties, day)
    }

    /// What each slot can be on a day, if nothing happens.
    fn on(&self, day: Day) -> Cow<'_, [Range]> {
        self.known.on(&self.version.compiled, self.program, day)
    }

    fn remedies(&self) -> Remedies {
        let truths = self.settle(&self.known.ranges, self.day);
        if truths.get(self.program.root) == Some(&Truth::True) {
            return Remedies {
                remedies: Vec::new(),
                blocked_by: Vec::new(),
            };
        }
        let mut found: Vec<Found> = Vec::new();
        let mut possible = vec![false; self.program.criteria.len()];
        let compiled = &self.version.compiled;
        let later = turning_days(self.program, compiled, self.known, self.day);
        for day in std::iter::once(self.day).chain(later) {
            self.on_day(day, &mut found, &mut possible);
        }
        let blocked_by = if found.is_empty() {
            self.blocked(&possible, &truths)
        } else {
            Vec::new()
        };
        Remedies {
            remedies: found.iter().map(|found| self.remedy(found)).collect(),
            blocked_by,
        }
    }

    /// Adds what leads to eligible on a day and is not already found, as small and as early.
    fn on_day(&self, day: Day, found: &mut Vec<Found>, possible: &mut [bool]) {
        let ranges = self.on(day);
        let truths = self.settle(&ranges, day);
        let free = self.free(&ranges);
        let freedom = Freedom {
            program: self.program,
            ranges: &ranges,
            free: &free,
            ties: &self.version.compiled.ties,
            truths: &truths,
            day,
        };
        for (named, possible) in self.program.criteria.iter().zip(possible) {
            let mut needs = freedom.needs(named.node, true).into_iter();
            *possible |= needs.any(|need| self.makes(named.node, &need, day));
        }
        let mut proved: Vec<Need> = Vec::new();
        for need in freedom.needs(self.program.root, true) {
            if self.holds(&need, day) {
                proved.push(self.without_idle(need, day));
            }
        }
        order::sort_by(&mut proved, |one, two| one.len() < two.len());
        for need in proved {
            if !found.iter().any(|found| is_part(&found.need, &need)) {
                found.push(Found { need, on: day });
            }
        }
    }

    /// Whether the root holds on a day whatever the slots are within what is needed.
    fn holds(&self, need: &Need, day: Day) -> bool {
        self.makes(self.program.root, need, day)
    }

    /// Whether a node holds on a day whatever the slots are within what is needed.
    fn makes(&self, node: usize, need: &Need, day: Day) -> bool {
        let mut ranges = self.on(day).into_owned();
        for (slot, needed) in need {
            if let Some(range) = ranges.get_mut(*slot) {
                *range = *needed;
            }
        }
        narrow(&mut ranges, &self.version.compiled.ties).is_ok()
            && self.settle(&ranges, day).get(node) == Some(&Truth::True)
    }

    /// Whether having no value does as well for a slot that could have none: what it is tied to may settle it.
    fn never_does(&self, found: &Found, place: usize) -> bool {
        let mut need = found.need.clone();
        for (slot, needed) in &mut need {
            if *slot == place {
                *needed = Range::NONE;
            }
        }
        let can_be = self.known.ranges.get(place).is_some_and(|own| own.none);
        can_be && self.holds(&need, found.on)
    }

    /// The need without slots it does not need after all: they are so already, or another one's ties settle them.
    fn without_idle(&self, mut need: Need, day: Day) -> Need {
        let mut place = 0;
        while place < need.len() {
            let mut fewer = need.clone();
            fewer.remove(place);
            if self.holds(&fewer, day) {
                need = fewer;
            } else {
                place += 1;
            }
        }
        need
    }

    /// The criteria and bars nothing can make hold; where each could hold alone, those that do not as it is.
    fn blocked(&self, possible: &[bool], truths: &[Truth]) -> Vec<String> {
        let binding = self.program.criteria.iter().zip(possible);
        let binding = binding.filter(|(named, _)| named.role != Role::Risk);
        let id = |named: &crate::policy::program::Named| named.id.clone();
        let impossible: Vec<String> = binding
            .clone()
            .filter(|(_, possible)| !**possible)
            .map(|(named, _)| id(named))
            .collect();
        if !impossible.is_empty() {
            return impossible;
        }
        binding
            .filter(|(named, _)| truths.get(named.node) != Some(&Truth::True))
            .map(|(named, _)| id(named))
            .collect()
    }

    fn remedy(&self, found: &Found) -> Remedy {
        let mut changes = Vec::new();
        let mut given = Vec::new();
        let ranges = self.on(found.on);
        for (place, needed) in &found.need {
            let Some(slot) = self.version.compiled.slots.get(*place) else {
                continue;
            };
            let known = ranges.get(*place).copied().unwrap_or(Range::OPEN);
            let (to, bound) = fitting(slot, self.free(&ranges).get(*place), *needed);
            let fact = slot.id.clone();
            if known.is_settled() {
                changes.push(Change { fact, to, bound });
            } else {
                given.push(Given {
                    fact,
                    is: to,
                    bound,
                    or_never: needed.some() && (needed.none || self.never_does(found, *place)),
                });
            }
        }
        let kind = match (changes.is_empty(), found.on > self.day) {
            (false, true) => RemedyKind::Both,
            (false, false) => RemedyKind::Act,
            (true, true) => RemedyKind::Wait,
            (true, false) => RemedyKind::Confirm,
        };
        Remedy {
            changes,
            given,
            on: found.on,
            kind,
        }
    }
}

/// The value nearest to what is allowed now, and on which side of it all others lie.
fn fitting(
    slot: &Slot,
    free: Option<&Option<Range>>,
    needed: Range,
) -> (crate::assess::Value, Fitting) {
    let free = free.copied().flatten().unwrap_or(slot.domain);
    if !needed.some() {
        return (no_value(slot), Fitting::Exactly);
    }
    if needed.lo == needed.hi {
        return (value(slot, needed.lo), Fitting::Exactly);
    }
    if needed.lo > free.lo {
        (value(slot, needed.lo), Fitting::AtLeast)
    } else {
        (value(slot, needed.hi), Fitting::AtMost)
    }
}

/// Whether all slots of one need are among the other's.
fn is_part(one: &Need, two: &Need) -> bool {
    one.iter()
        .all(|(slot, _)| two.iter().any(|(own, _)| own == slot))
}
