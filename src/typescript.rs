//! TypeScript types of the answers, from the Rust types; for development only.

use ts_rs::{Config, TS};

use crate::assess::{
    Assessment, Bounds, BroadcastPair, CaveatDates, Certainty, Comparator, CriterionResult,
    Decision, GoingLive, Kind, LedgerSummary, Observed, Outcome, Pace, PolicyVersion,
    ProgrammeAssessment, Projection, ProjectionMethod, Question, Questions, Reason, Relevant,
    Requirement, Rest, SpanUnit, TableSource, TaskProgress, TaskWindow, TierProgress, Value,
    Verdict, WindowKind,
};
use crate::fault::{ErrorCode, Fault};
use crate::plan::{
    Assuming, Change, Fitting, Given, NextChange, Outlook, OutlookWindow, Remedies, Remedy,
    RemedyKind, ReviewWindow, Schedule, ScheduledStep, StepActor,
};
use crate::policy::table::TierReward;
use crate::time::Day;

/// The text of `pkg/src/generated/index.ts`.
#[must_use]
pub fn typescript() -> String {
    let mut text = String::from(
        "// The shapes of answers and faults, generated from the Rust types: npm run generate.\n",
    );
    declare::<Assessment>(&mut text);
    declare::<PolicyVersion>(&mut text);
    declare::<Day>(&mut text);
    declare::<ProgrammeAssessment>(&mut text);
    declare::<Outcome>(&mut text);
    declare::<CriterionResult>(&mut text);
    declare::<Kind>(&mut text);
    declare::<Verdict>(&mut text);
    declare::<Reason>(&mut text);
    declare::<Observed>(&mut text);
    declare::<Requirement>(&mut text);
    declare::<Comparator>(&mut text);
    declare::<SpanUnit>(&mut text);
    declare::<Value>(&mut text);
    declare::<Rest>(&mut text);
    declare::<CaveatDates>(&mut text);
    declare::<Certainty>(&mut text);
    declare::<LedgerSummary>(&mut text);
    declare::<BroadcastPair>(&mut text);
    declare::<GoingLive>(&mut text);
    declare::<TaskProgress>(&mut text);
    declare::<TaskWindow>(&mut text);
    declare::<WindowKind>(&mut text);
    declare::<TierProgress>(&mut text);
    declare::<TierReward>(&mut text);
    declare::<Pace>(&mut text);
    declare::<Projection>(&mut text);
    declare::<ProjectionMethod>(&mut text);
    declare::<TableSource>(&mut text);
    declare::<Decision>(&mut text);
    declare::<Questions>(&mut text);
    declare::<Question>(&mut text);
    declare::<Bounds>(&mut text);
    declare::<Relevant>(&mut text);
    declare::<Outlook>(&mut text);
    declare::<OutlookWindow>(&mut text);
    declare::<NextChange>(&mut text);
    declare::<Assuming>(&mut text);
    declare::<Remedies>(&mut text);
    declare::<Remedy>(&mut text);
    declare::<Change>(&mut text);
    declare::<Given>(&mut text);
    declare::<Fitting>(&mut text);
    declare::<RemedyKind>(&mut text);
    declare::<Schedule>(&mut text);
    declare::<ReviewWindow>(&mut text);
    declare::<ScheduledStep>(&mut text);
    declare::<StepActor>(&mut text);
    declare::<Fault>(&mut text);
    declare::<ErrorCode>(&mut text);
    text
}

fn declare<T: TS>(text: &mut String) {
    let config = Config::default();
    text.push('\n');
    text.push_str(&T::docs().unwrap_or_default());
    text.push_str("export ");
    text.push_str(&T::decl(&config));
    text.push('\n');
}
