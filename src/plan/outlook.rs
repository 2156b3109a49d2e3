//! The exact windows of days and their outcomes, from the days on which a dated condition can turn.

use serde_json::{Map, Value};

use super::answer::{Assuming, NextChange, Outlook, OutlookWindow};
use crate::assess::{Outcome, Request};
use crate::facts::{self, Application, Known};
use crate::fault::{Collector, ErrorCode, Faults};
use crate::ledger::{Broadcast, read_broadcasts};
use crate::order;
use crate::policy::program::{Named, Program, Role};
use crate::policy::{Policy, Version};
use crate::time::Day;
use crate::truth::{Truth, settle, turning_days};

/// How far an outlook looks, and what it counts on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OutlookRequest {
    /// The last day looked at, inclusive; without it the last window is open.
    pub until: Option<Day>,
    /// Broadcasts still to come, each as in an application, or just its day or moment; after the moment as of which
    /// the facts hold.
    pub planned_broadcasts: Vec<Value>,
}

impl OutlookRequest {
    /// The planned broadcasts in order.
    fn planned(
        &self,
        request: &Request,
        utc_offset: i32,
        faults: &mut Collector,
    ) -> Vec<Broadcast> {
        let path = "/plannedBroadcasts";
        let items = self.planned_broadcasts.iter().map(|item| match item {
            Value::String(_) => {
                // Collected, it would bring the standard library's sort along.
                let mut broadcast = Map::new();
                broadcast.insert("startedAt".to_owned(), item.clone());
                broadcast.insert("minutes".to_owned(), Value::from(0));
                Value::Object(broadcast)
            }
            item => item.clone(),
        });
        let mut planned = read_broadcasts(&items.collect(), path, faults);
        let known_at = request.known_at.unwrap_or(request.as_of);
        for broadcast in &planned {
            if !broadcast.start.is_after(known_at, utc_offset) {
                let known = known_at.day(utc_offset);
                let path = format!("{path}/{}/startedAt", broadcast.place);
                let expected =
                    format!("a broadcast after the moment as of which the facts hold ({known})");
                faults.report(ErrorCode::OutOfRange, path, expected);
            }
        }
        order::sort_many(&mut planned, |one, two| {
            one.start.day(utc_offset) < two.start.day(utc_offset)
        });
        planned
    }
}

impl Policy {
    /// The outcomes of one programme from the day of assessment on, if nothing happens: on each day `d` what
    /// [`Policy::assess`] answers for `d` with the facts known as of the day of assessment.
    ///
    /// With planned broadcasts, what it answers once those up to that day have been, and no others.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the application, the programme's id (at `/programme`), `until` or the planned
    /// broadcasts.
    ///
    /// ```
    /// use kaibo::{BUILT_IN, OutlookRequest, Policy, Request};
    /// use serde_json::json;
    ///
    /// let policy = Policy::parse(BUILT_IN)?;
    /// let application = json!({ "facts": {
    ///     "sellsOnStream": true, "hasBrandBadge": false, "coldStartGrantedBefore": false, "storeClosed": false,
    ///     "counterfeitOrSeriousViolation": false, "tradesOrOverpromisesTraffic": false, "cheating": false,
    ///     "firstBroadcastOn": "2023-09-01", "lastBroadcastOn": "2023-09-01",
    /// } });
    /// let request = Request::on("2023-09-14")?;
    /// let outlook = policy.outlook("cold-start", &application, &request, &OutlookRequest::default())?;
    /// let change = outlook.next_change.map(|change| change.on.to_string());
    /// assert_eq!(change.as_deref(), Some("2023-10-02"));
    /// # Ok::<(), kaibo::Faults>(())
    /// ```
    pub fn outlook<'application>(
        &self,
        programme: &str,
        application: impl Into<Application<'application>>,
        request: &Request,
        asked: &OutlookRequest,
    ) -> Result<Outlook, Faults> {
        let utc_offset = self.newest().document.utc_offset;
        let start = request.as_of.day(utc_offset);
        let application = application.into();
        let mut faults = Collector::default();
        if asked.until.is_some_and(|until| until < start) {
            let expected = format!("a day no earlier than the day of assessment, {start}");
            faults.report(ErrorCode::OutOfRange, "/until", expected);
        }
        let planned = asked.planned(request, utc_offset, &mut faults);
        faults.finish(Some(()))?;
        let day_of = |broadcast: &Broadcast| broadcast.start.day(utc_offset);
        let last = asked.until.unwrap_or(Day::MAX);
        let mut course = Course::default();
        for (from, to) in self.reigns(start, last, planned.iter().map(day_of)) {
            let (version, _) = self.on(from);
            let mut stretch = Stretch::of(version, programme, &application, request)?;
            let happened = planned.partition_point(|broadcast| day_of(broadcast) <= from);
            if let Some(happened @ [_, ..]) = planned.get(..happened) {
                let mut faults = Collector::default();
                stretch.known = stretch.known.going_live(version, happened, &mut faults);
                faults.finish(Some(()))?;
            }
            stretch.follow(from, to, &mut course);
        }
        Ok(course.outlook(asked.until, !planned.is_empty()))
    }

    /// The days from `start` to `last`, cut where another version answers and where a broadcast is planned.
    fn reigns(&self, start: Day, last: Day, planned: impl Iterator<Item = Day>) -> Vec<(Day, Day)> {
        let mut cuts: Vec<Day> = planned.collect();
        cuts.push(start);
        let versions = self.versions();
        for version in versions {
            let effective = version.document.effective;
            cuts.extend(effective.from);
            cuts.extend(effective.until.map(|until| until.plus(1)));
            // Between two versions the nearer one answers: it changes half-way.
            for other in versions {
                if let (Some(until), Some(from)) = (effective.until, other.document.effective.from)
                {
                    let gap = i64::from(from.epoch_days()) - i64::from(until.epoch_days());
                    cuts.extend([until.plus(gap / 2), until.plus(gap / 2 + 1)]);
                }
            }
        }
        cuts.retain(|cut| (start..=last).contains(cut));
        order::sort_unique(&mut cuts);
        let ends = cuts.iter().skip(1).map(|next| next.plus(-1));
        let ends: Vec<Day> = ends.chain([last]).collect();
        cuts.into_iter().zip(ends).collect()
    }
}

/// One version's programme with what is known, over some days.
struct Stretch<'version> {
    version: &'version Version,
    program: &'version Program,
    known: Known,
}

impl<'version> Stretch<'version> {
    fn of(
        version: &'version Version,
        programme: &str,
        application: &Application<'_>,
        request: &Request,
    ) -> Result<Self, Faults> {
        let program = version.program(programme)?;
        let known = facts::read(version, application, &request.horizon(version)?)?;
        Ok(Self {
            version,
            program,
            known,
        })
    }

    /// Settles the programme on each day from `from` to `to` on which it can differ from the day before.
    fn follow(&self, from: Day, to: Day, course: &mut Course<'version>) {
        let ties = &self.version.compiled.ties;
        let turning = turning_days(self.program, &self.version.compiled, &self.known, from);
        let days = turning.into_iter().take_while(|day| *day <= to);
        for day in std::iter::once(from).chain(days) {
            let ranges = self.known.on(&self.version.compiled, self.program, day);
            let truths = settle(self.program, &ranges, ties, day);
            course.reach(day, self.program, truths);
        }
    }
}

/// The windows so far, and the last day that was settled.
#[derive(Default)]
struct Course<'version> {
    windows: Vec<OutlookWindow>,
    next_change: Option<NextChange>,
    before: Option<(&'version Program, Vec<Truth>)>,
}

impl<'version> Course<'version> {
    fn reach(&mut self, day: Day, program: &'version Program, truths: Vec<Truth>) {
        let outcome = Outcome::of(truths.get(program.root).copied().unwrap_or(Truth::Unknown));
        let changed = self
            .windows
            .last()
            .is_none_or(|window| window.outcome != outcome);
        if changed {
            if let Some(window) = self.windows.last_mut() {
                window.to = Some(day.plus(-1));
            }
            if let (Some((before, earlier)), None) = (&self.before, &self.next_change) {
                let mut criteria = Vec::new();
                changed_criteria(
                    &before.criteria,
                    earlier,
                    &program.criteria,
                    &truths,
                    &mut criteria,
                );
                self.next_change = Some(NextChange {
                    on: day,
                    outcome,
                    criteria,
                });
            }
            self.windows.push(OutlookWindow {
                from: day,
                to: None,
                outcome,
            });
        }
        self.before = Some((program, truths));
    }

    fn outlook(mut self, until: Option<Day>, planned: bool) -> Outlook {
        if let Some(window) = self.windows.last_mut() {
            window.to = until;
        }
        Outlook {
            windows: self.windows,
            next_change: self.next_change,
            assuming: if planned {
                Assuming::PlannedBroadcasts
            } else {
                Assuming::NothingHappens
            },
        }
    }
}

/// The ids of named conditions whose truth differs, those that came or went included.
fn changed_criteria(
    before: &[Named],
    earlier: &[Truth],
    after: &[Named],
    later: &[Truth],
    into: &mut Vec<String>,
) {
    for named in after.iter().filter(|named| named.role != Role::Risk) {
        let same = before.iter().find(|other| other.id == named.id);
        let truth = same.and_then(|other| earlier.get(other.node));
        if truth != later.get(named.node) {
            into.push(named.id.clone());
        }
        let children = same.map_or(&[][..], |other| &other.children);
        changed_criteria(children, earlier, &named.children, later, into);
    }
}
