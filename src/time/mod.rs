//! Moments, civil dates and business days.

mod business;
mod china;
mod day;
mod when;

pub use business::BusinessDays;
pub use day::Day;
pub use when::{When, WhenError};

pub(crate) use when::zone_offset;
