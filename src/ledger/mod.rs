//! The ledger: the broadcasts an account made, what they say of its first and last one, and metrics over them.
//!
//! - A broadcast belongs, whole, to the day in the policy's zone on which it starts, also where it crosses midnight.
//! - Its start must not lie after the moment as of which the facts hold, nor, where that is a moment, its end.
//! - One that stands twice, the same in everything, counts once. Two that start at one moment and differ are an error.
//! - Two that overlap count as two, but the time they share counts once.
//! - What is not said of a broadcast is unknown. Where the list is not said to be complete, there may be more broadcasts.

mod book;
mod broadcast;
mod metric;

pub(crate) use book::{Dated, Ledger};
#[cfg(any(target_arch = "wasm32", feature = "screening"))]
pub(crate) use broadcast::MOST_BROADCASTS;
#[cfg(target_arch = "wasm32")]
pub(crate) use broadcast::read_broadcast;
pub(crate) use broadcast::{Broadcast, read_broadcasts, read_reach};
#[cfg(feature = "screening")]
pub(crate) use broadcast::{
    Reach, Wrong, at_odds, average_of, length_of, not_negative, viewers_of,
};
#[cfg(feature = "screening")]
pub(crate) use metric::Sharing;
pub(crate) use metric::{Metrics, Span, View, later_than};
