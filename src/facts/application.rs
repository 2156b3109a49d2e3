//! An application as it comes in: its facts and parameters as JSON, its broadcasts read row by row.

use std::borrow::Cow;

use serde_json::Value;

use crate::fault::Collector;
use crate::ledger::{Broadcast, read_broadcasts};

/// What is known of an applicant, to be held against a policy.
///
/// It comes from a JSON value: `{ facts?, parameters?, broadcasts?, broadcastsSince?, broadcastsThrough? }`. What is wrong
/// with it is said when it is held against a policy.
#[derive(Debug, Clone, Default)]
pub struct Application<'value> {
    /// All of it but the broadcasts.
    pub(super) value: Cow<'value, Value>,
    /// The broadcasts that could be read.
    pub(super) broadcasts: Vec<Broadcast>,
    /// What is wrong with the others.
    pub(super) faults: Collector,
}

#[cfg(all(target_arch = "wasm32", not(feature = "screening")))]
impl Application<'static> {
    /// An application whose broadcasts were read apart.
    pub(crate) fn apart(value: Value, broadcasts: Vec<Broadcast>, mut faults: Collector) -> Self {
        // An array was emptied as its items were taken over; anything else is still there, and wrong.
        if let Some(left) = value.get("broadcasts") {
            read_broadcasts(left, "/broadcasts", &mut faults);
        }
        Self {
            value: Cow::Owned(value),
            broadcasts,
            faults,
        }
    }
}

impl<'value> From<&'value Value> for Application<'value> {
    fn from(value: &'value Value) -> Self {
        let mut faults = Collector::default();
        let broadcasts = value.get("broadcasts").map_or_else(Vec::new, |value| {
            read_broadcasts(value, "/broadcasts", &mut faults)
        });
        Self {
            value: Cow::Borrowed(value),
            broadcasts,
            faults,
        }
    }
}
