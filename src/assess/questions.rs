//! What to ask: every fact the chosen programmes use, and the next one.

use super::answer::{Bounds, Question, Questions, Relevant};
use super::missing::missing;
use super::programme::{Moment, settled};
use crate::facts::Known;
use crate::policy::document::ValueType;
use crate::policy::program::{Program, Slot};
use crate::policy::{Range, Version};
use crate::time::Day;

/// The questions for some programmes, in document order.
pub(super) fn questions(
    version: &Version,
    known: &Known,
    day: Day,
    programs: &[&Program],
) -> Questions {
    let moment = Moment {
        version,
        known,
        day,
        in_force: true,
    };
    let needed: Vec<String> = programs
        .iter()
        .flat_map(|program| missing(&settled(&moment, program)).facts)
        .collect();
    let compiled = &version.compiled;
    let facts = compiled.slots.iter().enumerate().take(compiled.facts);
    let rows = facts.filter_map(|(place, slot)| {
        let outcome = programs
            .iter()
            .any(|program| program.outcome_slots.contains(&place));
        let risk = programs
            .iter()
            .any(|program| program.risk_slots.contains(&place));
        let answered = known.stated.get(place).copied().unwrap_or(false);
        let relevant = if outcome && (answered || needed.contains(&slot.id)) {
            Relevant::Outcome
        } else if risk {
            Relevant::Risk
        } else {
            Relevant::No
        };
        (outcome || risk).then(|| row(version, slot, relevant, answered))
    });
    Questions {
        rows: rows.collect(),
        next: needed.first().cloned(),
    }
}

fn row(version: &Version, slot: &Slot, relevant: Relevant, answered: bool) -> Question {
    let bound = |ordinal, open| {
        (slot.kind.is_number() && ordinal != open).then(|| slot.kind.decode(ordinal))
    };
    Question {
        fact: slot.id.clone(),
        value_type: slot.kind.name().to_owned(),
        unit: match slot.kind {
            ValueType::Minutes => Some("minutes".to_owned()),
            ValueType::Money => Some(version.document.currency.clone()),
            _ => None,
        },
        bounds: Bounds {
            min: bound(slot.domain.lo, Range::LEAST),
            max: bound(slot.domain.hi, Range::GREATEST),
        },
        options: slot.options.clone(),
        relevant,
        answered,
    }
}
