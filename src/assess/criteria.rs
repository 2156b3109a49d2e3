//! The result of every criterion: what is observed, what is required, how far apart, until when, resting on what.

use super::answer::{
    Comparator, CriterionResult, Kind, Observed, Reason, Requirement, Rest, SpanUnit, Value,
    Verdict,
};
use super::caveats::changes_during_review;
use super::programme::Settled;
use crate::order;
use crate::policy::condition::{Literal, Span};
use crate::policy::document::{Decides, ValueType};
use crate::policy::program::{Against, Asked, Bound, Comparing, Leaf, Named, Op, Role, Slot};
use crate::policy::{Ordinal, Range};
use crate::time::Day;
use crate::truth::{Truth, flipped};

/// The results of named conditions.
pub(super) fn results(settled: &Settled<'_>, named: &[Named]) -> Vec<CriterionResult> {
    named.iter().map(|named| result(settled, named)).collect()
}

fn result(settled: &Settled<'_>, named: &Named) -> CriterionResult {
    let truth = settled.truth(named.node);
    let on_boundary = on_boundary(settled, named.node);
    let changes_on = settled.change(named.node);
    let leaf = named
        .leaf
        .and_then(|(place, turned)| Some((settled.program.leaves.get(place)?, turned)));
    CriterionResult {
        id: named.id.clone(),
        clause: named.clause.clone(),
        kind: match named.role {
            Role::Criterion => Kind::Criterion,
            Role::Bar => Kind::Bar,
            Role::Risk => Kind::Risk,
        },
        result: match truth {
            Truth::True => Verdict::Met,
            Truth::False => Verdict::Unmet,
            Truth::Unknown => Verdict::Unknown,
        },
        reason: (truth == Truth::Unknown).then(|| reason(settled, named.node)),
        observed: leaf.and_then(|(leaf, _)| observed(settled, leaf)),
        required: leaf.map(|(leaf, turned)| required(settled, leaf, turned)),
        margin: leaf.and_then(|(leaf, turned)| margin(settled, leaf, turned)),
        on_boundary,
        changes_on,
        rests: rests(settled, named, on_boundary, changes_on),
        children: results(settled, &named.children),
    }
}

/// The leaves under a node, with the places of their nodes.
fn leaves<'a>(settled: &'a Settled<'_>, node: usize) -> impl Iterator<Item = (usize, &'a Leaf)> {
    let first = settled
        .program
        .nodes
        .get(node)
        .map_or(node, |node| node.first);
    let nodes = settled.program.nodes.iter().enumerate();
    let slice = nodes.take(node + 1).skip(first);
    slice.filter_map(|(place, node)| match node.op {
        Op::Leaf(leaf) => Some((place, settled.program.leaves.get(leaf)?)),
        _ => None,
    })
}

/// The parameter a leaf compares to.
fn compared_parameter(leaf: &Leaf) -> Option<usize> {
    match leaf.asked {
        Asked::Compare(_, Against::Slot(slot)) => Some(slot),
        _ => None,
    }
}

/// The slots a leaf reads.
fn read_slots(leaf: &Leaf) -> impl Iterator<Item = usize> {
    std::iter::once(leaf.slot).chain(compared_parameter(leaf))
}

fn slot<'a>(settled: &'a Settled<'_>, place: usize) -> Option<&'a Slot> {
    settled.moment.version.compiled.slots.get(place)
}

fn range(settled: &Settled<'_>, slot: usize) -> Range {
    let ranges = &settled.moment.known.ranges;
    ranges.get(slot).copied().unwrap_or(Range::OPEN)
}

/// Why a node is unknown: an unpublished parameter under it that is still open, else a metric, else a fact.
fn reason(settled: &Settled<'_>, node: usize) -> Reason {
    let compiled = &settled.moment.version.compiled;
    let open = |wanted: &dyn Fn(usize) -> bool| {
        let mut slots = leaves(settled, node).flat_map(|(_, leaf)| read_slots(leaf));
        slots.any(|slot| wanted(slot) && !range(settled, slot).is_settled())
    };
    if open(&|slot| compiled.is_parameter(slot)) {
        Reason::ParameterUnpublished
    } else if open(&|slot| slot >= compiled.first_metric()) {
        Reason::LedgerIncomplete
    } else {
        Reason::FactUnknown
    }
}

/// Whether a dated leaf exactly on its day N decides the node.
fn on_boundary(settled: &Settled<'_>, node: usize) -> bool {
    let at = |leaf: &Leaf| {
        let boundary = boundary(leaf, settled.moment.day);
        boundary.is_some() && range(settled, leaf.slot).point() == boundary
    };
    leaves(settled, node)
        .filter(|(_, leaf)| at(leaf))
        .any(|(place, _)| place == node || flipped(settled.program, &settled.truths, place, node))
}

/// The day exactly N days or months from the day of assessment, for a dated leaf.
fn boundary(leaf: &Leaf, day: Day) -> Option<Ordinal> {
    let boundary = match leaf.asked {
        Asked::Within(Span::Days(days)) | Asked::NotWithin(Span::Days(days)) => {
            day.plus(-i64::from(days))
        }
        Asked::Within(Span::Months(months)) | Asked::NotWithin(Span::Months(months)) => {
            day.minus_months(months)
        }
        Asked::Ahead(Span::Days(days)) => day.plus(i64::from(days)),
        Asked::Ahead(Span::Months(months)) => day.plus_months(months),
        Asked::Is(_) | Asked::Compare(..) => return None,
    };
    Some(Ordinal::from(boundary.epoch_days()))
}

fn observed(settled: &Settled<'_>, leaf: &Leaf) -> Option<Observed> {
    let slot = slot(settled, leaf.slot)?;
    let known = range(settled, leaf.slot);
    let empty = Observed {
        id: slot.id.clone(),
        value: None,
        from: None,
        to: None,
        days: None,
    };
    if !known.some() {
        return Some(Observed {
            value: Some(no_value(slot)),
            ..empty
        });
    }
    if let Some(point) = known.point() {
        let event = matches!(slot.kind, ValueType::PastEvent | ValueType::PlannedEvent);
        let days = Ordinal::from(settled.moment.day.epoch_days()) - point;
        return Some(Observed {
            value: Some(value(slot, point)),
            days: event.then(|| i32::try_from(days).ok()).flatten(),
            ..empty
        });
    }
    if leaf.slot >= settled.moment.version.compiled.first_metric() {
        // What is listed is a bound where there may be more.
        let from = (known.lo > slot.domain.lo).then(|| value(slot, known.lo));
        let to = (known.hi < slot.domain.hi).then(|| value(slot, known.hi));
        let bounded = from.is_some() || to.is_some();
        return bounded.then_some(Observed { from, to, ..empty });
    }
    // Bounds say something only where ties have narrowed what is possible: from one side, and surely not "never".
    let narrowed = slot.kind == ValueType::PastEvent && !known.none;
    narrowed.then(|| Observed {
        from: (known.lo > slot.unsaid.lo).then(|| value(slot, known.lo)),
        to: Some(value(slot, known.hi)),
        ..empty
    })
}

/// How a reader knows that a slot has no value.
pub(crate) fn no_value(slot: &Slot) -> Value {
    let word = if slot.kind == ValueType::PastEvent {
        "never"
    } else {
        "unrated"
    };
    Value::Text(word.to_owned())
}

/// An ordinal of a slot as a reader knows it.
pub(crate) fn value(slot: &Slot, ordinal: Ordinal) -> Value {
    match slot.kind {
        ValueType::Boolean => Value::Boolean(ordinal == 1),
        ValueType::Choice => {
            let option = usize::try_from(ordinal)
                .ok()
                .and_then(|place| slot.options.get(place));
            Value::Text(option.cloned().unwrap_or_default())
        }
        ValueType::PastEvent | ValueType::PlannedEvent => Value::Text(
            Day::from_epoch_days(ordinal)
                .unwrap_or(Day::MIN)
                .to_string(),
        ),
        kind => Value::Number(kind.decode(ordinal)),
    }
}

fn required(settled: &Settled<'_>, leaf: &Leaf, turned: bool) -> Requirement {
    let either = |straight, opposite| if turned { opposite } else { straight };
    let dated = |operator, span: &Span| {
        let (count, unit) = match *span {
            Span::Days(days) => (days, SpanUnit::Days),
            Span::Months(months) => (months, SpanUnit::Months),
        };
        Requirement {
            operator,
            value: Some(Value::Number(f64::from(count))),
            unit: Some(unit),
            parameter: None,
        }
    };
    match &leaf.asked {
        Asked::Is(literal) => is_required(literal, turned),
        Asked::Compare(comparing, against) => {
            let operator = match comparing {
                Comparing::AtLeast => either(Comparator::AtLeast, Comparator::Below),
                Comparing::AtMost => either(Comparator::AtMost, Comparator::Above),
                Comparing::Above => either(Comparator::Above, Comparator::AtMost),
                Comparing::Below => either(Comparator::Below, Comparator::AtLeast),
            };
            let (bound, parameter) = match *against {
                Against::Value(bound) => (Some(bound), None),
                Against::Slot(other) => {
                    let id = slot(settled, other).map(|slot| slot.id.clone());
                    (range(settled, other).point(), id)
                }
            };
            let own = slot(settled, leaf.slot);
            Requirement {
                operator,
                value: bound.and_then(|bound| Some(value(own?, bound))),
                unit: None,
                parameter,
            }
        }
        Asked::Within(span) => dated(either(Comparator::Within, Comparator::NotWithin), span),
        Asked::NotWithin(span) => dated(either(Comparator::NotWithin, Comparator::Within), span),
        Asked::Ahead(span) => dated(either(Comparator::Ahead, Comparator::NotAhead), span),
    }
}

fn is_required(literal: &Literal, turned: bool) -> Requirement {
    let (operator, value) = match literal {
        Literal::Boolean(truth) => (Comparator::Is, Value::Boolean(*truth != turned)),
        Literal::Number(number) => (is_or_not(turned), Value::Number(*number)),
        Literal::Id(id) => (is_or_not(turned), Value::Text(id.clone())),
    };
    Requirement {
        operator,
        value: Some(value),
        unit: None,
        parameter: None,
    }
}

fn is_or_not(turned: bool) -> Comparator {
    if turned {
        Comparator::IsNot
    } else {
        Comparator::Is
    }
}

/// How far inside (0 or more) or outside (below 0) the value lies: days for events, else the value's unit.
fn margin(settled: &Settled<'_>, leaf: &Leaf, turned: bool) -> Option<f64> {
    let own = slot(settled, leaf.slot)?;
    let point = range(settled, leaf.slot).point()?;
    let day = settled.moment.day;
    let epoch = |day: Day| Ordinal::from(day.epoch_days());
    let (bound, is_least) = match (leaf.lo, leaf.hi, &leaf.asked) {
        (Bound::Open, _, Asked::NotWithin(_)) => (boundary(leaf, day)? - 1, false),
        (_, Bound::Open, Asked::Within(_) | Asked::Ahead(_)) => (boundary(leaf, day)?, true),
        (Bound::Open, Bound::Value(_) | Bound::Slot(..), Asked::Compare(_, against)) => {
            (against_point(settled, *against)?, false)
        }
        (_, _, Asked::Compare(_, against)) => (against_point(settled, *against)?, true),
        _ => return None,
    };
    let days = matches!(own.kind, ValueType::PastEvent | ValueType::PlannedEvent);
    if days && !(epoch(Day::MIN)..=epoch(Day::MAX)).contains(&bound) {
        return None;
    }
    let above = match own.kind {
        ValueType::Number | ValueType::Ratio | ValueType::Rating => {
            own.kind.decode(point) - own.kind.decode(bound)
        }
        // Whole ordinals, of money its fen: no rounding comes in between.
        kind => kind.decode(point.saturating_sub(bound)),
    };
    let inside = if is_least { above } else { -above };
    // Turned round, the first day inside lies one beyond the bound.
    let margin = match (turned, days) {
        (false, _) => inside,
        (true, false) => -inside,
        (true, true) => -inside - 1.0,
    };
    Some(margin + 0.0)
}

fn against_point(settled: &Settled<'_>, against: Against) -> Option<Ordinal> {
    match against {
        Against::Value(bound) => Some(bound),
        Against::Slot(slot) => range(settled, slot).point(),
    }
}

/// The assumptions that decide a result, and the parameters a user supplied.
fn rests(
    settled: &Settled<'_>,
    named: &Named,
    on_boundary: bool,
    changes_on: Option<Day>,
) -> Vec<Rest> {
    let decides = |decides: Decides| match decides {
        Decides::Always => true,
        Decides::OnBoundary => on_boundary,
        Decides::DuringReview => changes_during_review(settled, changes_on),
        Decides::Elsewhere => false,
    };
    let assumptions = named.assumptions.iter().filter(|(_, own)| decides(*own));
    let mut rests: Vec<Rest> = assumptions
        .map(|(id, _)| Rest::Assumption { id: id.clone() })
        .collect();
    let mut supplied: Vec<usize> = leaves(settled, named.node)
        .flat_map(|(_, leaf)| read_slots(leaf))
        .collect();
    order::sort_unique(&mut supplied);
    for place in supplied {
        let told = settled
            .moment
            .known
            .told
            .get(place)
            .and_then(Option::as_ref);
        if let (Some(told), Some(slot), Some(point)) =
            (told, slot(settled, place), range(settled, place).point())
        {
            rests.push(Rest::Parameter {
                id: slot.id.clone(),
                value: value(slot, point),
                source: told.source.clone(),
                told_on: told.on,
            });
        }
    }
    rests
}
