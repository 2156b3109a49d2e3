//! The tuples of representative values of a cluster's slots.
//!
//! Between two neighbouring bounds every value of a slot makes the same leaves true, and what ties slots only compares
//! them. So it is enough to try the ends of what is known and each bound with the value beyond it; for slots that are
//! tied or compared to each other, those of all of them with their neighbours.

use super::settle::bound;
use crate::order;
use crate::policy::program::{Bound, Cluster, Leaf, Op, Program, Tie};
use crate::policy::{Ordinal, Range};
use crate::time::Day;

/// One value, or none, for each slot of a cluster.
pub(super) struct Tuple<'a> {
    slots: &'a [usize],
    values: Vec<Option<Ordinal>>,
}

impl Tuple<'_> {
    /// What a slot is in this tuple.
    pub(super) fn range(&self, slot: usize) -> Range {
        let place = self.slots.iter().position(|own| *own == slot);
        match place.and_then(|place| self.values.get(place)) {
            Some(Some(value)) => Range::exactly(*value),
            Some(None) => Range::NONE,
            None => Range::OPEN,
        }
    }

    /// The same tuple with another value in one place, if the ties allow it.
    pub(super) fn with(&self, place: usize, value: Option<Ordinal>, ties: &[Tie]) -> Option<Self> {
        let mut values = self.values.clone();
        *values.get_mut(place)? = value;
        let tuple = Self {
            slots: self.slots,
            values,
        };
        tuple.consistent(ties).then_some(tuple)
    }

    /// The value in a place.
    pub(super) fn value(&self, place: usize) -> Option<Ordinal> {
        self.values.get(place).copied().flatten()
    }

    fn consistent(&self, ties: &[Tie]) -> bool {
        ties.iter().all(|tie| {
            let [one, two] = tie
                .slots()
                .map(|slot| self.slots.iter().position(|own| *own == slot));
            let (Some(one), Some(two)) = (one, two) else {
                return true;
            };
            match (tie, self.value(one), self.value(two)) {
                (Tie::NotAfter(..), Some(one), Some(two)) => one <= two,
                (Tie::NotAfter(..), _, _) => true,
                (Tie::NeverWith(..), one, two) => one.is_some() == two.is_some(),
            }
        })
    }
}

/// Calls `each` with every consistent tuple, until it answers false.
pub(super) fn tuples(
    program: &Program,
    cluster: &Cluster,
    ranges: &[Range],
    ties: &[Tie],
    day: Day,
    mut each: impl FnMut(&Tuple<'_>) -> bool,
) {
    let choices: Vec<Vec<Option<Ordinal>>> = representatives(program, cluster, ranges, day);
    let mut tuple = Tuple {
        slots: &cluster.slots,
        values: vec![None; cluster.slots.len()],
    };
    walk(&choices, 0, &mut tuple, ties, &mut each);
}

fn walk(
    choices: &[Vec<Option<Ordinal>>],
    place: usize,
    tuple: &mut Tuple<'_>,
    ties: &[Tie],
    each: &mut impl FnMut(&Tuple<'_>) -> bool,
) -> bool {
    let Some(values) = choices.get(place) else {
        return !tuple.consistent(ties) || each(tuple);
    };
    for value in values {
        if let Some(own) = tuple.values.get_mut(place) {
            *own = *value;
        }
        if !walk(choices, place + 1, tuple, ties, each) {
            return false;
        }
    }
    true
}

/// The values to try for each slot of a cluster.
pub(super) fn representatives(
    program: &Program,
    cluster: &Cluster,
    ranges: &[Range],
    day: Day,
) -> Vec<Vec<Option<Ordinal>>> {
    let range_of = |slot: usize| ranges.get(slot).copied().unwrap_or(Range::OPEN);
    let leaves = cluster
        .nodes
        .iter()
        .filter_map(|node| match program.nodes.get(*node)?.op {
            Op::Leaf(leaf) => program.leaves.get(leaf),
            _ => None,
        });
    let leaves: Vec<&Leaf> = leaves.collect();
    let members = || cluster.slots.iter().copied().zip(&cluster.groups);
    let choices = members().map(|(slot, group)| {
        let own = range_of(slot);
        let together: Vec<usize> = members()
            .filter(|(_, other)| *other == group)
            .map(|(slot, _)| slot)
            .collect();
        let mut points: Vec<Ordinal> = Vec::new();
        for slot in &together {
            let range = range_of(*slot);
            if range.some() {
                points.extend([range.lo, range.hi]);
            }
        }
        // A strict order of the slots of a group needs as many neighbours of a point as there are slots.
        let steps = if together.len() == 1 {
            0
        } else {
            Ordinal::try_from(together.len()).unwrap_or(1)
        };
        for leaf in leaves.iter().filter(|leaf| together.contains(&leaf.slot)) {
            let (lo, hi) = leaf_ends(leaf, day, &range_of);
            points.extend(lo.into_iter().flat_map(|lo| [lo.saturating_sub(1), lo]));
            points.extend(hi.into_iter().flat_map(|hi| [hi, hi.saturating_add(1)]));
        }
        let near = points.iter();
        let near =
            near.flat_map(|point| (-steps..=steps).map(move |step| point.saturating_add(step)));
        let mut near: Vec<Ordinal> = near
            .filter(|point| (own.lo..=own.hi).contains(point))
            .collect();
        order::sort_unique(&mut near);
        let none = own.none.then_some(None);
        none.into_iter().chain(near.into_iter().map(Some)).collect()
    });
    choices.collect()
}

/// The fixed bounds of a leaf, where it has them.
fn leaf_ends(
    leaf: &Leaf,
    day: Day,
    range_of: &impl Fn(usize) -> Range,
) -> (Option<Ordinal>, Option<Ordinal>) {
    let fixed = |own| {
        (!matches!(own, Bound::Open | Bound::Slot(..)))
            .then(|| bound(own, day, Range::LEAST, range_of).0)
    };
    (fixed(leaf.lo), fixed(leaf.hi))
}

/// The bounds of a leaf: where one is another slot's value, the ends of what that can be.
pub(super) fn leaf_points(
    leaf: &Leaf,
    day: Day,
    range_of: &impl Fn(usize) -> Range,
) -> Vec<Ordinal> {
    [leaf.lo, leaf.hi]
        .into_iter()
        .filter(|bound| !matches!(bound, Bound::Open))
        .map(|own| bound(own, day, Range::LEAST, range_of))
        .flat_map(|(least, most)| [least, most])
        .collect()
}
