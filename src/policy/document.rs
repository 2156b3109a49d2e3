//! The policy document: what a policy says, as data. Format 1.
//!
//! These types are the format's one definition: the reader ([`super::read`]) fills them, and the JSON Schema
//! `policies/schema.json` is generated from them behind the feature `generate`.

#[cfg(feature = "generate")]
use schemars::JsonSchema;

use super::condition::{Condition, Literal};
use super::table::TierRow;
use crate::time::Day;

/// The one format this crate reads.
pub const FORMAT: u64 = 1;

/// A text in each of the document's locales.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text(Vec<(String, String)>);

impl Text {
    /// The words in a locale, by its BCP 47 tag.
    #[must_use]
    pub fn get(&self, locale: &str) -> Option<&str> {
        self.iter()
            .find_map(|(tag, words)| (tag == locale).then_some(words))
    }

    /// Each locale's tag and the words in it, in the document's order of locales.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(tag, words)| (tag.as_str(), words.as_str()))
    }
}

impl FromIterator<(String, String)> for Text {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(words: I) -> Self {
        Self(words.into_iter().collect())
    }
}

/// One dated version of a policy.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
#[allow(clippy::struct_field_names, reason = "the names are the format's keys")]
pub struct Document {
    /// The policy's id, the same in all its versions.
    pub id: String,
    /// The version's name, unique among the policy's versions.
    pub version: String,
    /// What the policy is called.
    pub title: Text,
    /// The day it was published, if known.
    pub published: Option<Day>,
    /// The days on which it is in force.
    pub effective: Effective,
    /// IANA name of the zone whose calendar counts the days, for words.
    pub time_zone: String,
    /// That zone's fixed offset from UTC in minutes; written `"+08:00"`.
    #[cfg_attr(feature = "generate", schemars(with = "super::schema::UtcOffset"))]
    pub utc_offset: i32,
    /// ISO 4217 code of the money; amounts have two decimals at most.
    #[cfg_attr(feature = "generate", schemars(regex(pattern = "^[A-Z]{3}$")))]
    pub currency: String,
    /// The business-day calendar, `"CN"`; none: no business days are counted.
    #[cfg_attr(
        feature = "generate",
        schemars(with = "Option<super::schema::CalendarName>")
    )]
    pub calendar: Option<String>,
    /// The locales in which every text is given.
    #[cfg_attr(feature = "generate", schemars(length(min = 1)))]
    pub locales: Vec<String>,
    /// Where the policy's words come from.
    pub source: Source,
    /// What the source says, clause by clause, restated.
    pub clauses: Vec<Clause>,
    /// Conventions where the source is silent.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub assumptions: Vec<Assumption>,
    /// What can be known about an account.
    pub facts: Vec<Fact>,
    /// Figures computed from the broadcasts an account made.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub metrics: Vec<Metric>,
    /// Values the policy uses, published or not.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub parameters: Vec<Parameter>,
    /// Kinds of reward the programmes pay in.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub reward_kinds: Vec<RewardKind>,
    /// Criteria, bars and risks that several programmes use.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub shared: Vec<Criterion>,
    /// Caveats and notices, which programmes name by id.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub caveats: Vec<Caveat>,
    /// The kinds of support.
    pub programmes: Vec<Programme>,
}

/// The days on which a version is in force, both inclusive; `null` leaves a side open.
#[derive(Debug, Clone, Copy)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Effective {
    /// First day, in the policy's zone.
    pub from: Option<Day>,
    /// Last day, in the policy's zone.
    pub until: Option<Day>,
}

/// Where the policy's words come from.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Source {
    /// Title of the source.
    pub title: Text,
    /// Its address, if it has one.
    pub url: Option<String>,
    /// How far it can be trusted.
    pub confidence: Confidence,
    /// What a reader should know about it.
    pub note: Text,
}

/// How far a source can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "kebab-case")
)]
pub enum Confidence {
    /// The platform's own page.
    Official,
    /// A copy of the platform's words, published by others.
    Republished,
    /// Reported by others in their own words.
    Reported,
    /// Sources differ.
    Conflicting,
}

/// One clause of the source, restated.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Clause {
    /// Its number in the source, as `1.1(2)`.
    pub id: String,
    /// What it is about.
    pub title: Text,
    /// What it says, restated.
    pub says: Text,
}

/// A convention where the source is silent.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Assumption {
    /// Its id.
    pub id: String,
    /// The clause that leaves the question open.
    pub clause: String,
    /// When a criterion that names it rests on it.
    pub decides: Decides,
    /// What the source leaves open.
    pub question: Text,
    /// What is assumed.
    pub answer: Text,
}

/// When an assumption decides a criterion that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "kebab-case")
)]
pub enum Decides {
    /// Whatever is observed.
    Always,
    /// Only when a dated condition is exactly on its boundary.
    OnBoundary,
    /// Only when the result changes before the review is over.
    DuringReview,
    /// Never a criterion's result: it shapes the schedule, the ledger or the tasks.
    Elsewhere,
}

/// One typed thing that can be known about an account.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Fact {
    /// Its id, in camelCase.
    pub id: String,
    /// The clause that makes it matter.
    pub clause: String,
    /// Its type.
    #[cfg_attr(
        feature = "generate",
        schemars(rename = "type", with = "super::schema::FactType")
    )]
    pub kind: ValueType,
    /// The values of a `choice`, in order.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub options: Vec<Choice>,
    /// Least value, in the type's unit.
    pub min: Option<f64>,
    /// Greatest value, in the type's unit.
    pub max: Option<f64>,
    /// Who can change it.
    pub changeable: Changeable,
    /// What it is called.
    pub title: Text,
    /// The question that asks for it.
    pub question: Text,
    /// Why it is asked and how to answer.
    pub help: Option<Text>,
    /// What must not happen while one waits for it to be long enough ago.
    pub while_waiting: Option<Text>,
    /// What a ledger of broadcasts says about it; absent: nothing.
    pub from_ledger: Option<FromLedger>,
    /// Laws that tie it to other facts.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub constraints: Vec<Constraint>,
}

/// What a ledger of broadcasts says about a fact of type `pastEvent`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase")
)]
pub enum FromLedger {
    /// The day of the first broadcast.
    FirstBroadcast,
    /// The day of the last one so far.
    LastBroadcast,
}

/// A figure computed from the broadcasts an account made.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Metric {
    /// Its id, in camelCase.
    pub id: String,
    /// The clause that makes it matter.
    pub clause: String,
    /// What is measured, and with it the unit.
    pub measure: Measure,
    /// Over which broadcasts.
    pub window: Window,
    /// Only broadcasts of at least so many minutes count; absent: all do.
    #[cfg_attr(feature = "generate", schemars(range(max = 36_600)))]
    pub at_least_minutes: Option<u16>,
    /// A fact of type `money` it is divided by; for `gmv` and `netGmv` only. Then the figure is a share: 1 is all of it.
    pub share_of: Option<String>,
    /// What it is called.
    pub title: Text,
}

/// What a metric measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase")
)]
pub enum Measure {
    /// How many broadcasts.
    Count,
    /// How long they were, in whole minutes; time that two of them share counts once.
    Minutes,
    /// On how many different days they started.
    Days,
    /// GMV paid, before refunds.
    Gmv,
    /// GMV less what was refunded.
    NetGmv,
    /// The share of the GMV that was refunded; none without GMV.
    RefundRate,
    /// Average viewers, each broadcast weighted by its length; none without a broadcast.
    AverageViewers,
    /// The most viewers one broadcast had; none without a broadcast.
    PeakViewers,
}

/// The broadcasts a metric counts, by the day in the policy's zone on which they started.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase")
)]
pub enum Window {
    /// The last days, of which the day of assessment is one.
    Rolling(RollingDays),
    /// The calendar month of the day of assessment.
    Calendar(CalendarUnit),
    /// From the day of the first broadcast on, perhaps for so many days.
    SinceFirstBroadcast(SinceFirst),
    /// Fixed days, both inclusive.
    Dates(FixedDates),
    /// One broadcast: the one with the greatest figure, perhaps of the day of a planned event.
    OneBroadcast(OneBroadcast),
}

/// So many days, of which the day of assessment is the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct RollingDays {
    /// How many.
    #[cfg_attr(feature = "generate", schemars(range(min = 1, max = 36_600)))]
    pub days: u16,
}

/// A unit of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase")
)]
pub enum CalendarUnit {
    /// From the 1st to the last of a month.
    Month,
}

/// The days from the first broadcast on, which is the first of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct SinceFirst {
    /// How many; absent: all.
    #[cfg_attr(feature = "generate", schemars(range(min = 1, max = 36_600)))]
    pub days: Option<u16>,
}

/// Fixed days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct FixedDates {
    /// The first, inclusive.
    pub from: Day,
    /// The last, inclusive.
    pub until: Day,
}

/// One broadcast.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct OneBroadcast {
    /// A fact of type `plannedEvent`, on whose day the broadcast started; absent: on any day.
    pub on: Option<String>,
}

/// One value of a `choice`.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
}

/// The type of a fact or a parameter, and with it the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// `true` or `false`.
    Boolean,
    /// One of `options`, by id.
    Choice,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A share, from 0 to 1 unless bounds say otherwise.
    Ratio,
    /// A number, or `"unrated"`.
    Rating,
    /// Whole minutes, from 0 unless bounds say otherwise.
    Minutes,
    /// Money in the document's currency, two decimals at most, from 0 unless bounds say otherwise.
    Money,
    /// Something that has happened: `YYYY-MM-DD`, a date-time with offset, or `"never"`.
    PastEvent,
    /// Something planned: `YYYY-MM-DD` or a date-time with offset.
    PlannedEvent,
    /// Tiers, row by row; a parameter's type only.
    TierTable,
}

/// Who can change a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase")
)]
pub enum Changeable {
    /// The applicant, by acting.
    Act,
    /// Time alone.
    Wait,
    /// Nobody.
    Never,
}

/// A law that ties a fact to another one.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase")
)]
pub enum Constraint {
    /// This event is not after that one, where both have happened.
    NotAfter(String),
    /// Either both have happened, or neither.
    NeverWith(String),
}

/// A value the policy uses.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Parameter {
    /// Its id, in camelCase.
    pub id: String,
    /// The clause that uses it.
    pub clause: String,
    /// Its type.
    #[cfg_attr(
        feature = "generate",
        schemars(rename = "type", with = "super::schema::ParameterType")
    )]
    pub kind: ValueType,
    /// The published value; `null` where the source gives none.
    pub published: Option<Published>,
    /// Least value, in the type's unit.
    pub min: Option<f64>,
    /// Greatest value, in the type's unit.
    pub max: Option<f64>,
    /// What it is called.
    pub title: Text,
    /// What is known about it, and how to learn it.
    pub help: Option<Text>,
}

/// What the source publishes for a parameter.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "generate", derive(JsonSchema), schemars(untagged))]
pub enum Published {
    /// A value.
    Value(Literal),
    /// A tier table, row by row.
    Table(Vec<TierRow>),
}

/// A kind of reward, as vouchers or points.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct RewardKind {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: Text,
}

/// Something that must be so (criterion), must not be so (bar), or lets the platform act (risk).
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Criterion {
    /// Its id, in kebab-case.
    pub id: String,
    /// The clause it comes from.
    pub clause: String,
    /// What must, or must not, be so.
    pub title: Text,
    /// What to do when it is not met.
    pub help: Option<Text>,
    /// Ids of the assumptions it can rest on.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub assumptions: Vec<String>,
    /// The condition; for a bar or a risk, what must not be so.
    pub condition: Condition,
}

/// A criterion written in place, or one of `shared` by id.
#[derive(Debug, Clone)]
#[cfg_attr(feature = "generate", derive(JsonSchema), schemars(untagged))]
pub enum CriterionItem {
    /// One of `shared`.
    Use(UseCriterion),
    /// Written in place.
    Own(Box<Criterion>),
}

/// One of `shared`, perhaps resting on more in this programme.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct UseCriterion {
    /// The id of a shared criterion.
    #[cfg_attr(feature = "generate", schemars(rename = "use"))]
    pub id: String,
    /// Ids of further assumptions it rests on here.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub assumptions: Vec<String>,
}

/// Words that go with an outcome.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Caveat {
    /// Its code, in kebab-case.
    pub id: String,
    /// The clause it comes from.
    pub clause: String,
    /// Whether it limits the answer or just goes with it.
    pub kind: CaveatKind,
    /// What to know.
    pub title: Text,
    /// When it is shown; absent: always.
    pub when: Option<CaveatWhen>,
}

/// Whether words limit the answer or just go with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase")
)]
pub enum CaveatKind {
    /// It limits what the outcome promises.
    Caveat,
    /// It is good to know.
    Notice,
}

/// When a caveat is shown.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase")
)]
pub enum CaveatWhen {
    /// The outcome is `eligible`, and would not be without this criterion (a child's id too).
    OnlyThrough(String),
    /// The outcome is `eligible`, and is not any more on the last day of the review.
    ClosesDuringReview(bool),
}

/// One kind of support.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Programme {
    /// Its id, in kebab-case.
    pub id: String,
    /// The clause that defines it.
    pub clause: String,
    /// What it is called.
    pub title: Text,
    /// Whom it is for, in a sentence.
    pub summary: Text,
    /// What must be met.
    #[cfg_attr(feature = "generate", schemars(length(min = 1)))]
    pub criteria: Vec<CriterionItem>,
    /// What must not be so.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub bars: Vec<CriterionItem>,
    /// What lets the platform act.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub risks: Vec<CriterionItem>,
    /// Ids of the caveats that go with its outcomes.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub caveats: Vec<String>,
    /// Tasks and their tier tables.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub tasks: Vec<Task>,
    /// What it pays.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub rewards: Vec<Reward>,
    /// How it is applied for, step by step.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub procedure: Vec<Step>,
}

/// A task: something to reach, by a tier table.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Task {
    /// Its id, in kebab-case.
    pub id: String,
    /// The clause it comes from.
    pub clause: String,
    /// What it is called.
    pub title: Text,
    /// The id of the tier-table parameter that sets it.
    pub table: String,
    /// Ids of the metrics that are shown while the table is not known.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub metrics: Vec<String>,
}

/// What a programme pays.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Reward {
    /// Its id, in kebab-case.
    pub id: String,
    /// The clause it comes from.
    pub clause: String,
    /// The id of a reward kind.
    pub kind: String,
    /// What is paid, and when.
    pub title: Text,
    /// The id of the tier-table parameter that sets it, if one does.
    pub table: Option<String>,
}

/// One step of a procedure.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Step {
    /// Its id, in kebab-case.
    pub id: String,
    /// The clause it comes from.
    pub clause: String,
    /// Who acts.
    pub by: Actor,
    /// What happens.
    pub title: Text,
    /// What to mind.
    pub note: Option<Text>,
    /// How long the platform takes to review, from the day after the step.
    pub review: Option<Review>,
    /// It takes place on the day of the planned start.
    #[cfg_attr(feature = "generate", schemars(default))]
    pub at_start: bool,
    /// The fact whose day this step must precede, and by how long.
    pub deadline: Option<Deadline>,
}

/// Who acts in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase")
)]
pub enum Actor {
    /// The one who applies.
    Applicant,
    /// The platform.
    Platform,
}

/// How long a review takes, in business days; the day of submission is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Review {
    /// At least so many.
    #[cfg_attr(feature = "generate", schemars(range(max = 36_600)))]
    pub from_business_days: u16,
    /// At most so many.
    #[cfg_attr(feature = "generate", schemars(range(max = 36_600)))]
    pub to_business_days: u16,
}

/// A step that must come so many days before a planned event.
#[derive(Debug, Clone)]
#[cfg_attr(
    feature = "generate",
    derive(JsonSchema),
    schemars(rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Deadline {
    /// The planned event.
    pub before: String,
    /// Calendar days at least.
    #[cfg_attr(feature = "generate", schemars(range(max = 36_600)))]
    pub days: u16,
}
