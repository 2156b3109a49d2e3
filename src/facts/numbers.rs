//! Facts that come as numbers, one for each in the document's order.

use super::application::Application;
use super::read::{Horizon, Known, Reader};
use crate::fault::Collector;
use crate::policy::document::ValueType;
use crate::policy::program::Slot;
use crate::policy::{Ordinal, Range, Version};

/// Stands for an event that never was, or a rating there is none of.
const NO_VALUE: f64 = f64::NEG_INFINITY;

/// What is known, as [`super::read`] finds it for an application of these facts alone.
///
/// A fact is NaN while it is unknown, 0 or 1 for a truth, the place of a choice, the days since 1970-01-01 of an event, and
/// else a number in its unit. `None` where a fact cannot be so: what is wrong is for [`super::read`] to say.
pub(crate) fn of_numbers(
    version: &Version,
    horizon: &Horizon,
    facts: impl Iterator<Item = f64>,
) -> Option<Known> {
    let today = Ordinal::from(horizon.known_day().epoch_days());
    let mut reader = Reader::of(version, horizon, Collector::default());
    let slots = version.compiled.slots.iter().take(version.compiled.facts);
    for ((place, slot), number) in slots.enumerate().zip(facts) {
        if !number.is_nan() {
            reader.state(place, stated(slot, number, today)?);
        }
    }
    reader.known(&Application::default()).ok()
}

fn stated(slot: &Slot, number: f64, today: Ordinal) -> Option<Range> {
    let kind = slot.kind;
    if number == NO_VALUE {
        return matches!(kind, ValueType::PastEvent | ValueType::Rating).then_some(Range::NONE);
    }
    if kind.is_number() {
        return slot.exactly(number).ok();
    }
    let ordinal = ValueType::Integer.encode(number).ok()?;
    (kind != ValueType::PastEvent || ordinal <= today).then_some(Range::exactly(ordinal))
}
