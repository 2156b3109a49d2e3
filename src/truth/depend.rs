//! Whether an outcome depends on an unknown slot, and whether an answer to it alone settles the outcome.

use super::settle::{Truth, evaluate, settle};
use super::tuples::{leaf_points, representatives, tuples};
use crate::facts::narrow;
use crate::policy::program::{Cluster, Node, Op, Program, Tie};
use crate::policy::{Ordinal, Range};
use crate::time::Day;

/// The pairs of truths a node can take for two values of a slot, all else alike: bit 0 false and false, bit 1 false and
/// true, bit 2 true and false, bit 3 true and true.
///
/// Where every other unknown occurs once, the pairs of a group are exactly the combinations of its parts' pairs.
type Pairs = u8;

const PAIRS: [(bool, bool); 4] = [(false, false), (false, true), (true, false), (true, true)];
const DIFFERENT: Pairs = 0b0110;

fn pair(first: bool, second: bool) -> Pairs {
    1 << (u8::from(first) * 2 + u8::from(second))
}

/// The pairs of a node that does not see the slot.
fn apart(truth: Truth) -> Pairs {
    match truth {
        Truth::False => pair(false, false),
        Truth::True => pair(true, true),
        Truth::Unknown => pair(false, false) | pair(true, true),
    }
}

/// The pairs of a node that two evaluations found, when the rest may be unknown in both.
fn both(first: Truth, second: Truth) -> Option<Pairs> {
    let known = |truth| match truth {
        Truth::False => Some(false),
        Truth::True => Some(true),
        Truth::Unknown => None,
    };
    Some(pair(known(first)?, known(second)?))
}

fn combine(op: Op, parts: impl Iterator<Item = Pairs>) -> Pairs {
    let step = |one: Pairs, two: Pairs| {
        let mut found = 0;
        for (i, (a, b)) in PAIRS.into_iter().enumerate() {
            for (j, (c, d)) in PAIRS.into_iter().enumerate() {
                if one & (1 << i) != 0 && two & (1 << j) != 0 {
                    found |= match op {
                        Op::Any => pair(a || c, b || d),
                        _ => pair(a && c, b && d),
                    };
                }
            }
        }
        found
    };
    let neutral = pair(op != Op::Any, op != Op::Any);
    parts.fold(neutral, step)
}

fn turned(pairs: Pairs) -> Pairs {
    let moved = PAIRS.into_iter().enumerate().filter(|(i, _)| pairs & (1 << i) != 0);
    moved.fold(0, |found, (_, (a, b))| found | pair(!a, !b))
}

/// Whether two consistent completions that differ in this slot alone make the root differ.
#[must_use]
pub(crate) fn depends_on(
    program: &Program,
    slot: usize,
    ranges: &[Range],
    ties: &[Tie],
    day: Day,
    truths: &[Truth],
) -> bool {
    if truths.get(program.root) != Some(&Truth::Unknown) {
        return false;
    }
    if ranges.get(slot).is_none_or(|range| range.is_settled()) {
        return false;
    }
    let within = |node: usize| program.nodes.get(program.root).is_some_and(|root| node >= root.first && node <= program.root);
    let cluster = program
        .clusters
        .iter()
        .find(|cluster| within(cluster.root) && cluster.slots.contains(&slot));
    match cluster {
        Some(cluster) => depends_in(program, cluster, slot, ranges, ties, day, truths),
        None => program.nodes.iter().enumerate().any(|(place, node)| {
            within(place)
                && reads(program, node, slot)
                && truths.get(place) == Some(&Truth::Unknown)
                && reaches_root(program, place, pair(false, true), truths)
        }),
    }
}

/// Whether a node is a leaf that reads the slot.
fn reads(program: &Program, node: &Node, slot: usize) -> bool {
    use crate::policy::program::Bound;
    let Op::Leaf(leaf) = node.op else { return false };
    program.leaves.get(leaf).is_some_and(|leaf| {
        let bound = |bound| matches!(bound, Bound::Slot(other, _) if other == slot);
        leaf.slot == slot || bound(leaf.lo) || bound(leaf.hi)
    })
}

/// Whether a node with these pairs can make the root differ, given the truths beside the way up.
fn reaches_root(program: &Program, from: usize, pairs: Pairs, truths: &[Truth]) -> bool {
    let (mut place, mut pairs) = (from, pairs);
    while place != program.root && pairs & DIFFERENT != 0 {
        let parent = program.nodes.iter().enumerate().skip(place + 1);
        let parent = parent.into_iter().find(|(_, node)| node.children.contains(&place));
        let Some((parent, node)) = parent else { return false };
        pairs = if node.op == Op::Not {
            turned(pairs)
        } else {
            let parts = node.children.iter().map(|child| {
                if *child == place {
                    pairs
                } else {
                    apart(truths.get(*child).copied().unwrap_or(Truth::Unknown))
                }
            });
            combine(node.op, parts)
        };
        place = parent;
    }
    pairs & DIFFERENT != 0
}

/// The same within a cluster: tries the tuples of the other slots with two values of this one.
fn depends_in(
    program: &Program,
    cluster: &Cluster,
    slot: usize,
    ranges: &[Range],
    ties: &[Tie],
    day: Day,
    truths: &[Truth],
) -> bool {
    let Some(place) = cluster.slots.iter().position(|own| *own == slot) else {
        return false;
    };
    if !reaches_root(program, cluster.root, DIFFERENT, truths) {
        return false;
    }
    let values = representatives(program, cluster, ranges, day);
    let values = values.get(place).map_or(&[][..], Vec::as_slice);
    let mut first = truths.to_vec();
    let mut second = truths.to_vec();
    let mut found = false;
    tuples(program, cluster, ranges, ties, day, |tuple| {
        evaluate(program, cluster, tuple, day, &mut first);
        for value in values.iter().filter(|value| **value > tuple.value(place)) {
            let Some(other) = tuple.with(place, *value, ties) else { continue };
            evaluate(program, cluster, &other, day, &mut second);
            let pairs = cluster_pairs(program, cluster, truths, &first, &second);
            if reaches_root(program, cluster.root, pairs, truths) {
                found = true;
                return false;
            }
        }
        true
    });
    found
}

/// The pairs of a cluster's root, given its leaves' truths for two tuples.
fn cluster_pairs(
    program: &Program,
    cluster: &Cluster,
    truths: &[Truth],
    first: &[Truth],
    second: &[Truth],
) -> Pairs {
    let truth = |truths: &[Truth], place: usize| truths.get(place).copied().unwrap_or(Truth::Unknown);
    let mut pairs: Vec<(usize, Pairs)> = Vec::with_capacity(cluster.nodes.len());
    for place in &cluster.nodes {
        let Some(node) = program.nodes.get(*place) else { continue };
        let of_child = |child: &usize| {
            let own = pairs.iter().find(|(node, _)| node == child);
            own.map_or_else(|| apart(truth(truths, *child)), |(_, pairs)| *pairs)
        };
        let found = match node.op {
            Op::Leaf(_) => both(truth(first, *place), truth(second, *place)).unwrap_or(DIFFERENT),
            Op::Not => turned(node.children.first().map_or(0, of_child)),
            op => combine(op, node.children.iter().map(of_child)),
        };
        pairs.push((*place, found));
    }
    pairs.last().map_or(0, |(_, pairs)| *pairs)
}

/// Whether some answer to this slot alone settles the root, whatever the other unknowns turn out to be.
#[must_use]
pub(crate) fn settled_alone(program: &Program, slot: usize, ranges: &[Range], ties: &[Tie], day: Day) -> bool {
    let Some(own) = ranges.get(slot).copied() else {
        return false;
    };
    let range_of = |slot: usize| ranges.get(slot).copied().unwrap_or(Range::OPEN);
    let mut points: Vec<Ordinal> = Vec::new();
    if own.some() {
        points.extend([own.lo, own.hi]);
    }
    for leaf in program.leaves.iter().filter(|leaf| leaf.slot == slot) {
        for point in leaf_points(leaf, day, &range_of) {
            points.extend([point - 1, point, point + 1]);
        }
    }
    points.retain(|point| (own.lo..=own.hi).contains(point));
    points.sort_unstable();
    points.dedup();
    let values = points.into_iter().map(Range::exactly);
    let mut values = values.chain(own.none.then_some(Range::NONE));
    values.any(|value| {
        let mut tried = ranges.to_vec();
        if let Some(own) = tried.get_mut(slot) {
            *own = value;
        }
        narrow(&mut tried, ties).is_ok()
            && settle(program, &tried, ties, day).get(program.root) != Some(&Truth::Unknown)
    })
}
