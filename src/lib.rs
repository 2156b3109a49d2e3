//! Kaibo (开播) answers one question before anything is submitted: do I qualify, for what, until when, and what is
//! missing?
//!
//! A [`Policy`] is a document, read and compiled once. [`Policy::assess`] holds what is known of an account against it at
//! one moment and answers clause by clause: only what every completion of the unknown agrees on is called eligible or
//! ineligible.
//!
//! ```
//! use kaibo::{Policy, Request, BUILT_IN};
//! use serde_json::json;
//!
//! let policy = Policy::parse(BUILT_IN)?;
//! let application = json!({ "facts": { "hasBrandBadge": true } });
//! let assessment = policy.assess(&application, &Request::on("2023-09-14")?)?;
//! assert_eq!(assessment.programmes[0].outcome, kaibo::Outcome::Ineligible);
//! # Ok::<(), kaibo::Faults>(())
//! ```
//!
//! Imports go one way: `wasm` → `screen`, `plan` → `assess` → `truth` → `facts` → `ledger` → `policy` → `time`; `fault`, `order`,
//! `json` and `reading` are known to all.

mod assess;
mod facts;
mod fault;
mod json;
mod ledger;
mod order;
mod plan;
pub mod policy;
mod reading;
#[cfg(feature = "screening")]
mod screen;
pub mod time;
mod truth;
#[cfg(feature = "generate")]
mod typescript;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use assess::{
    Assessment, Bounds, BroadcastPair, CaveatDates, Certainty, Comparator, CriterionResult,
    Decision, GoingLive, Kind, LedgerSummary, Observed, Outcome, Pace, PolicyVersion,
    ProgrammeAssessment, Projection, ProjectionMethod, Question, Questions, Reason, Relevant,
    Request, Requirement, Rest, SpanUnit, TableSource, TaskProgress, TaskWindow, TierProgress,
    Value, Verdict, WindowKind,
};
pub use facts::Application;
pub use fault::{ErrorCode, Fault, Faults};
pub use plan::{
    Assuming, Change, Fitting, Given, NextChange, Outlook, OutlookRequest, OutlookWindow, Remedies,
    Remedy, RemedyKind, ReviewWindow, Schedule, ScheduleRequest, ScheduledStep, StepActor,
};
pub use policy::table::TierReward;
pub use policy::{BUILT_IN, Policy};
#[cfg(feature = "screening")]
pub use screen::{
    ColumnArray, ColumnValues, LedgerColumn, Ledgers, Reached, ScreeningColumn, ScreeningPlan,
    Starts,
};
#[cfg(feature = "generate")]
pub use typescript::typescript;

/// The README's Rust snippet, run as a doc example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
