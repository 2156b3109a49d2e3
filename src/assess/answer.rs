//! The shape of an answer. TypeScript's types are generated from these (feature `generate`).

use serde::Serialize;
#[cfg(feature = "generate")]
use ts_rs::TS;

use crate::policy::table::TierReward;
use crate::time::Day;
use crate::truth::Truth;

/// What is known at one moment about each programme.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Assessment {
    /// The version that answered.
    pub policy: PolicyVersion,
    /// The day of assessment in the policy's zone.
    pub as_of: Day,
    /// The day as of which the facts hold, in the policy's zone.
    pub known_at: Day,
    /// What was made of the broadcasts; `null` where none were given.
    pub ledger: Option<LedgerSummary>,
    /// One entry a programme, in the document's order.
    pub programmes: Vec<ProgrammeAssessment>,
}

/// What was made of the broadcasts that were given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct LedgerSummary {
    /// How many count: each once.
    pub broadcasts: usize,
    /// Those that stand again, the same in everything, and so do not count again.
    pub repeated: Vec<BroadcastPair>,
    /// Those that overlap with an earlier one: both count, the time they share counts once.
    pub overlapping: Vec<BroadcastPair>,
}

/// Two broadcasts, by their places in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct BroadcastPair {
    /// The one this is about.
    pub broadcast: usize,
    /// The other one.
    pub other: usize,
}

/// A version of a policy, by its names and its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct PolicyVersion {
    /// The policy's id.
    pub id: String,
    /// The version's name.
    pub version: String,
    /// SHA-256 over the document's canonical form (RFC 8785), in lower-case hexadecimal.
    pub digest: String,
}

/// What follows for an applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum Outcome {
    /// Every completion of what is unknown is eligible.
    Eligible,
    /// None is.
    Ineligible,
    /// Some are, some are not.
    Undetermined,
}

/// The answer for one programme.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct ProgrammeAssessment {
    /// The programme's id.
    pub id: String,
    /// What follows from what is known.
    pub outcome: Outcome,
    /// Criteria, then bars, then risks, in the document's order.
    pub criteria: Vec<CriterionResult>,
    /// Unknown facts the outcome depends on: first those whose answer alone can settle it, then document order.
    pub missing: Vec<String>,
    /// Unpublished parameters the outcome depends on.
    pub parameters_needed: Vec<String>,
    /// Metrics the outcome depends on, and which the broadcasts that were given leave open.
    pub metrics_needed: Vec<String>,
    /// Codes of the caveats and notices that go with the outcome.
    pub caveats: Vec<String>,
    /// Dates behind a caveat, for those that have some.
    pub caveat_dates: Vec<CaveatDates>,
    /// What going live would do, for a caveat that warns of it.
    pub going_live: Vec<GoingLive>,
    /// How far its tasks are: an entry for each metric of each.
    pub tasks: Vec<TaskProgress>,
}

/// What a broadcast on the next day would do to an outcome that is eligible only through something it can end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct GoingLive {
    /// The caveat's code.
    pub caveat: String,
    /// The day of that broadcast: the one after the day of assessment.
    pub on: Day,
    /// The outcome from that day on.
    pub outcome: Outcome,
    /// The first day after it on which the outcome is proven eligible again if there is no further broadcast; `null` if
    /// it stays eligible, or there is no such day.
    pub eligible_again_on: Option<Day>,
}

/// How far a task is by one metric.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct TaskProgress {
    /// The task's id.
    pub id: String,
    /// The clause it comes from.
    pub clause: String,
    /// The metric's id.
    pub metric: String,
    /// The unit of all figures: the currency's code, `minutes`, `days`, `broadcasts`, `viewers`, or `share` (1 is all).
    pub unit: String,
    /// The days that count.
    pub window: TaskWindow,
    /// What the broadcasts come to: exactly, or at least, where there may be more; `null` where nothing can be said.
    pub achieved: Option<f64>,
    /// Whether that is exact.
    pub exact: bool,
    /// The most it can be; `null` where it is exact, or open.
    pub at_most: Option<f64>,
    /// What the next tier asks, or the last one where all are reached; `null` while the table is not known.
    pub target: Option<f64>,
    /// `achieved` as a share of `target`.
    pub ratio: Option<f64>,
    /// The tiers, ascending; empty while the table is not known.
    pub tiers: Vec<TierProgress>,
    /// What is left to the target; the most it can be, where `achieved` is not exact.
    pub remaining: Option<f64>,
    /// What that is a day; `null` where nothing is left, or the days that count have no end ahead.
    pub pace: Option<Pace>,
    /// Where it leads at the pace so far; `null` where that is not known.
    pub projected: Option<Projection>,
    /// Why there is no target, or why `achieved` is not exact; `null` otherwise.
    pub reason: Option<Reason>,
    /// On whose word the table rests; `null` where the policy publishes it, or it is not known.
    pub told: Option<TableSource>,
}

/// The days a metric counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct TaskWindow {
    /// Which kind of window.
    pub kind: WindowKind,
    /// The first day; `null` where it is open or not known.
    pub from: Option<Day>,
    /// The last day, though it may lie ahead; `null` where it is open or not known.
    pub to: Option<Day>,
}

/// Which broadcasts a metric counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum WindowKind {
    /// Those of the last days.
    Rolling,
    /// Those of the calendar month.
    CalendarMonth,
    /// Those since the first one.
    SinceFirstBroadcast,
    /// Those of fixed days.
    Dates,
    /// One broadcast.
    OneBroadcast,
}

/// Whether a tier is reached.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct TierProgress {
    /// The place of its row in the table.
    pub row: usize,
    /// The least figure that reaches it.
    pub at_least: f64,
    /// The greatest figure within it; `null` where there is no end.
    pub at_most: Option<f64>,
    /// Whether it is reached: `met`, `unmet`, or `unknown` where the broadcasts leave it open.
    pub result: Verdict,
    /// What is left to it; the most it can be, where `achieved` is not exact.
    pub remaining: Option<f64>,
    /// What it pays; `null` where that is not known.
    pub reward: Option<TierReward>,
}

/// What is needed a day to reach a target.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Pace {
    /// How much a day, in the task's unit.
    pub per_day: f64,
    /// On how many days that are left.
    pub days: i32,
    /// The last of them.
    pub through: Day,
    /// Whether so much can be had in a day: there is one day a day.
    pub possible: bool,
}

/// Where it leads at the pace so far.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Projection {
    /// The figure on the last day that counts.
    pub value: f64,
    /// How it was made.
    pub method: ProjectionMethod,
    /// The first of the days it was made from.
    pub from: Day,
    /// The last of them.
    pub through: Day,
    /// The day it is for.
    pub on: Day,
}

/// How a projection was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum ProjectionMethod {
    /// The average of the days so far, on every day that is left.
    AveragePerDay,
}

/// On whose word a table rests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct TableSource {
    /// Who or what told it.
    pub source: String,
    /// When it was told.
    pub told_on: Day,
}

/// Dates behind a caveat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct CaveatDates {
    /// The caveat's code.
    pub caveat: String,
    /// The last day on which the outcome is proven eligible.
    pub eligible_through: Day,
    /// The last day of a review of a submission on the day of assessment.
    pub review_to: Day,
    /// Whether the review's last day follows an official calendar, or is estimated.
    pub certainty: Certainty,
}

/// Whether a date follows an official calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum Certainty {
    /// All its years are covered by the official calendar.
    Official,
    /// Weekends and holidays of fixed date only.
    Estimated,
}

/// What a criterion is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum Kind {
    /// It must be met.
    Criterion,
    /// The thing must not be so; `met` when it is not.
    Bar,
    /// The platform may act; it never changes the outcome. `met` when the thing is not so.
    Risk,
}

/// What every completion says of a criterion; `met` is always good for the applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum Verdict {
    /// Every completion meets it.
    Met,
    /// None does.
    Unmet,
    /// Some do, some do not.
    Unknown,
}

/// The result of one criterion, bar or risk.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct CriterionResult {
    /// Its id.
    pub id: String,
    /// The clause it comes from.
    pub clause: String,
    /// What it is for.
    pub kind: Kind,
    /// What every completion says of it.
    pub result: Verdict,
    /// Why the result is unknown; `null` when it is known.
    pub reason: Option<Reason>,
    /// What is known of the value it looks at; `null` when nothing is, or it looks at several.
    pub observed: Option<Observed>,
    /// What it asks of that value; `null` when it looks at several.
    pub required: Option<Requirement>,
    /// How far the value lies inside (0 or more) or outside (below 0) what is required, in days or the value's unit; 0 on
    /// the bound itself, which does not pass where `above` or `below` is asked;
    /// `null` when it is not known exactly or has no distance.
    pub margin: Option<f64>,
    /// A dated condition that decides it is exactly on its day N.
    pub on_boundary: bool,
    /// The first day after the day of assessment on which the result differs, if nothing happens; `null` if none.
    pub changes_on: Option<Day>,
    /// The assumptions that decide it and the parameters a user supplied.
    pub rests: Vec<Rest>,
    /// Its parts that have a name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(
        feature = "generate",
        ts(optional, as = "Option<Vec<CriterionResult>>")
    )]
    pub children: Vec<CriterionResult>,
}

/// Why a result is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum Reason {
    /// A fact is missing.
    FactUnknown,
    /// The policy's source does not give a value it depends on.
    ParameterUnpublished,
    /// The broadcasts that were given leave a metric open: their list is not complete, or a figure is missing.
    LedgerIncomplete,
}

/// What is known of a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Observed {
    /// The fact or the parameter it was read from.
    pub id: String,
    /// The exact value; absent when only bounds are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "generate", ts(optional))]
    pub value: Option<Value>,
    /// The least it can be; absent when exact or open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "generate", ts(optional))]
    pub from: Option<Value>,
    /// The most it can be; absent when exact or open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "generate", ts(optional))]
    pub to: Option<Value>,
    /// Calendar days from the event to the day of assessment (below 0: it lies ahead); for an exactly known event.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "generate", ts(optional))]
    pub days: Option<i32>,
}

/// What is asked of a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Requirement {
    /// How it is compared.
    pub operator: Comparator,
    /// What it is compared to: a value, or a number of `unit`; `null` while the parameter is unpublished.
    pub value: Option<Value>,
    /// What a dated comparison counts; absent otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "generate", ts(optional))]
    pub unit: Option<SpanUnit>,
    /// The parameter that gives the value; absent when the document does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "generate", ts(optional))]
    pub parameter: Option<String>,
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum Comparator {
    /// Equal.
    Is,
    /// Not equal.
    IsNot,
    /// Equal or more.
    AtLeast,
    /// Equal or less.
    AtMost,
    /// More.
    Above,
    /// Less.
    Below,
    /// At most so long ago.
    Within,
    /// Longer ago, or never.
    NotWithin,
    /// At least so long ahead.
    Ahead,
    /// Sooner than so long ahead.
    NotAhead,
}

/// What a span counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum SpanUnit {
    /// Calendar days in the policy's zone.
    Days,
    /// Calendar months.
    Months,
}

/// A value in words a reader knows: a boolean, a number in the value's unit (money in yuan), or a text (a date, an
/// id, `never`, `unrated`).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum Value {
    /// `true` or `false`.
    Boolean(bool),
    /// A number in the value's unit.
    Number(f64),
    /// A date, an id, `never` or `unrated`.
    Text(String),
}

/// What a result rests on besides the facts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum Rest {
    /// A convention where the source is silent.
    Assumption {
        /// The assumption's id.
        id: String,
    },
    /// A value a user was told by the platform.
    Parameter {
        /// The parameter's id.
        id: String,
        /// The value.
        value: Value,
        /// Who or what told it.
        source: String,
        /// When it was told.
        told_on: Day,
    },
}

/// What to ask, in the document's order; answering never removes a row.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Questions {
    /// One row a fact.
    pub rows: Vec<Question>,
    /// The fact to ask next: the first on which an outcome depends; `null` when none does.
    pub next: Option<String>,
}

/// One fact to ask for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Question {
    /// The fact's id.
    pub fact: String,
    /// Its type.
    #[serde(rename = "type")]
    pub value_type: String,
    /// The unit of a number: `minutes`, or the currency's code; `null` where there is none.
    pub unit: Option<String>,
    /// The least and the greatest value; `null` where a side is open.
    pub bounds: Bounds,
    /// The ids of a choice; empty for other types.
    pub options: Vec<String>,
    /// What an answer, or the one given, bears on.
    pub relevant: Relevant,
    /// Whether it is known.
    pub answered: bool,
}

/// The least and the greatest value a fact can have.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Bounds {
    /// The least; `null` where open.
    pub min: Option<f64>,
    /// The greatest; `null` where open.
    pub max: Option<f64>,
}

/// What an answer bears on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "generate", derive(TS))]
pub enum Relevant {
    /// An outcome depends on it.
    Outcome,
    /// A risk depends on it.
    Risk,
    /// Nothing does, given the other answers.
    No,
}

impl Outcome {
    /// What follows from the truth of a programme's root.
    pub(crate) const fn of(truth: Truth) -> Self {
        match truth {
            Truth::True => Self::Eligible,
            Truth::False => Self::Ineligible,
            Truth::Unknown => Self::Undetermined,
        }
    }
}

impl Certainty {
    /// Official where an official calendar covers every day.
    pub(crate) const fn of(official: bool) -> Self {
        if official {
            Self::Official
        } else {
            Self::Estimated
        }
    }
}
