//! What follows in time: when outcomes change, and by when to act.

mod answer;
mod outlook;
mod remedies;
mod schedule;

pub use answer::{
    Assuming, Change, Fitting, Given, NextChange, Outlook, OutlookWindow, Remedies, Remedy,
    RemedyKind, ReviewWindow, Schedule, ScheduledStep, StepActor,
};
pub use outlook::OutlookRequest;
pub use schedule::ScheduleRequest;
