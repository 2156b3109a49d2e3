//! The shapes of an outlook and of a schedule. TypeScript's types are generated from these (feature `generate`).

use serde::Serialize;
#[cfg(feature = "generate")]
use ts_rs::TS;

use crate::assess::{Certainty, Outcome, Value};
use crate::time::Day;

/// The outcomes of a programme over time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Outlook {
    /// Contiguous windows from the day of assessment on; neighbours differ in their outcome.
    pub windows: Vec<OutlookWindow>,
    /// The first day on which the outcome differs; `null` if it never does.
    pub next_change: Option<NextChange>,
    /// What is assumed to happen meanwhile.
    pub assuming: Assuming,
}

/// Days, both inclusive, with one outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct OutlookWindow {
    /// The first day.
    pub from: Day,
    /// The last day; `null`: from then on, for good.
    pub to: Option<Day>,
    /// The outcome on each of them.
    pub outcome: Outcome,
}

/// A day on which an outcome changes, and what changes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct NextChange {
    /// The first day of the new outcome.
    pub on: Day,
    /// The new outcome.
    pub outcome: Outcome,
    /// Ids of the criteria, bars and named parts whose result changes on that day.
    pub criteria: Vec<String>,
}

/// What an outlook assumes to happen after the moment as of which the facts hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum Assuming {
    /// No further event, and no other fact changes.
    NothingHappens,
    /// The planned broadcasts, no others, and no other fact changes.
    PlannedBroadcasts,
}

/// The ways that lead to eligible.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Remedies {
    /// Every smallest set of changes, the earliest first; empty when eligible already, or when nothing helps.
    pub remedies: Vec<Remedy>,
    /// Where nothing helps: the ids of the criteria and bars that stand in the way.
    pub blocked_by: Vec<String>,
}

/// One smallest set of changes that leads to eligible.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Remedy {
    /// Known facts to change by acting.
    pub changes: Vec<Change>,
    /// Unknown facts that must turn out so.
    pub given: Vec<Given>,
    /// The first day on which the outcome is eligible.
    pub on: Day,
    /// Whether it takes acting, waiting, both, or neither.
    pub kind: RemedyKind,
}

/// A known fact to change.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Change {
    /// The fact's id.
    pub fact: String,
    /// The value to change it to.
    pub to: Value,
    /// On which side of it other values do as well.
    pub bound: Fitting,
}

/// An unknown fact that must turn out so.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Given {
    /// The fact's id.
    pub fact: String,
    /// What it must turn out to be.
    pub is: Value,
    /// On which side of it other values do as well.
    pub bound: Fitting,
    /// Whether `"never"` (or `"unrated"`) does as well.
    pub or_never: bool,
}

/// On which side of a value other values do as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum Fitting {
    /// Only this one.
    Exactly,
    /// This one and greater or later ones.
    AtLeast,
    /// This one and smaller or earlier ones.
    AtMost,
}

/// What a remedy takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum RemedyKind {
    /// Acting.
    Act,
    /// Waiting.
    Wait,
    /// Acting and waiting.
    Both,
    /// Neither, only that unknown facts turn out so.
    Confirm,
}

/// By when to act, for one programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Schedule {
    /// The last day to submit for the planned start; `null` without a start, or where the policy has no such deadline.
    pub submit_by: Option<Day>,
    /// Whether the day of submission is no later than that; `null` without both.
    pub in_time: Option<bool>,
    /// Between which days the review of a submission on that day ends; `null` without a day, or where the policy states
    /// no review.
    pub review: Option<ReviewWindow>,
    /// The steps of the procedure, in order.
    pub steps: Vec<ScheduledStep>,
}

/// The days on which a review can end, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct ReviewWindow {
    /// The earliest.
    pub from: Day,
    /// The latest.
    pub to: Day,
    /// Whether both follow the official calendar.
    pub certainty: Certainty,
}

/// A step of a procedure, with the days the policy gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct ScheduledStep {
    /// The step's id.
    pub id: String,
    /// The clause it comes from.
    pub clause: String,
    /// Who acts.
    pub by: StepActor,
    /// The first day; `null` where the policy, or what is planned, gives none.
    pub from: Option<Day>,
    /// The last day; `null` where the policy, or what is planned, gives none.
    pub to: Option<Day>,
    /// Whether the days follow the official calendar.
    pub certainty: Certainty,
}

/// Who acts in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum StepActor {
    /// The one who applies.
    Applicant,
    /// The platform.
    Platform,
}
