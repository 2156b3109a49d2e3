//! Deadlines, review windows, and the days of a procedure's steps.

use super::answer::{ReviewWindow, Schedule, ScheduledStep, StepActor};
use crate::assess::Certainty;
use crate::fault::Faults;
use crate::policy::document::{Actor, Programme, Step};
use crate::policy::{Policy, Version, unknown_programme};
use crate::time::Day;

/// What is planned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ScheduleRequest {
    /// The day of submission.
    pub submit_on: Option<Day>,
    /// The day of the planned start.
    pub start_on: Option<Day>,
}

impl Policy {
    /// By when to submit for a planned start, when the review of a submission ends, and the days of each step.
    ///
    /// The version in force on the day of submission answers, else on the day of the start, else the newest.
    ///
    /// # Errors
    ///
    /// `unknown-programme`, at `/programme`.
    ///
    /// ```
    /// use kaibo::{BUILT_IN, Policy, ScheduleRequest};
    /// use kaibo::time::Day;
    ///
    /// let policy = Policy::parse(BUILT_IN)?;
    /// let planned = ScheduleRequest { start_on: Day::parse("2023-10-15"), ..ScheduleRequest::default() };
    /// let schedule = policy.schedule("benchmark", planned)?;
    /// assert_eq!(schedule.submit_by, Day::parse("2023-10-01"));
    /// # Ok::<(), kaibo::Faults>(())
    /// ```
    pub fn schedule(&self, programme: &str, request: ScheduleRequest) -> Result<Schedule, Faults> {
        let day = request.submit_on.or(request.start_on);
        let version = day.map_or_else(|| self.newest(), |day| self.on(day).0);
        let found = version
            .document
            .programmes
            .iter()
            .find(|own| own.id == programme);
        let found = found.ok_or_else(|| unknown_programme(version, programme, "/programme"))?;
        Ok(schedule(version, found, request))
    }
}

fn schedule(version: &Version, programme: &Programme, request: ScheduleRequest) -> Schedule {
    let steps = &programme.procedure;
    let deadline = steps.iter().find_map(|step| step.deadline.as_ref());
    let submit_by = deadline
        .zip(request.start_on)
        .map(|(deadline, start)| start.plus(-i64::from(deadline.days)));
    let review = steps
        .iter()
        .find_map(|step| review(version, step, request.submit_on));
    let days = |place: usize, step: &Step| {
        let reviewed = place > 0
            && steps
                .get(place - 1)
                .is_some_and(|before| before.review.is_some());
        match review {
            _ if step.at_start => (request.start_on, request.start_on, Certainty::Official),
            _ if place == 0 && step.by == Actor::Applicant => (
                request.submit_on,
                request.submit_on.or(submit_by),
                Certainty::Official,
            ),
            Some(review) if reviewed => (Some(review.from), Some(review.to), review.certainty),
            _ => (None, None, Certainty::Official),
        }
    };
    let scheduled = steps.iter().enumerate().map(|(place, step)| {
        let (from, to, certainty) = days(place, step);
        ScheduledStep {
            id: step.id.clone(),
            clause: step.clause.clone(),
            by: match step.by {
                Actor::Applicant => StepActor::Applicant,
                Actor::Platform => StepActor::Platform,
            },
            from,
            to,
            certainty,
        }
    });
    Schedule {
        submit_by,
        in_time: submit_by
            .zip(request.submit_on)
            .map(|(by, submitted)| submitted <= by),
        review,
        steps: scheduled.collect(),
    }
}

fn review(version: &Version, step: &Step, submitted: Option<Day>) -> Option<ReviewWindow> {
    let (review, calendar) = (step.review?, version.calendar.as_ref()?);
    let (from, _) = calendar.after(submitted?, review.from_business_days);
    let (to, official) = calendar.after(submitted?, review.to_business_days);
    Some(ReviewWindow {
        from,
        to,
        certainty: Certainty::of(official),
    })
}
