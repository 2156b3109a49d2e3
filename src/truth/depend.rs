//! Whether an outcome depends on an unknown slot, and whether an answer to it alone settles the outcome.

use super::settle::{Truth, evaluate, resettle};
use super::tuples::{leaf_points, representatives, tuples};
use crate::facts::narrow;
use crate::order;
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
    let moved = PAIRS
        .into_iter()
        .enumerate()
        .filter(|(i, _)| pairs & (1 << i) != 0);
    moved.fold(0, |found, (_, (a, b))| found | pair(!a, !b))
}

/// What a dependence is looked for in.
struct Search<'input> {
    program: &'input Program,
    ranges: &'input [Range],
    ties: &'input [Tie],
    day: Day,
    truths: &'input [Truth],
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
    let open = truths.get(program.root) == Some(&Truth::Unknown);
    let unknown = ranges.get(slot).is_some_and(|range| !range.is_settled());
    let search = Search {
        program,
        ranges,
        ties,
        day,
        truths,
    };
    open && unknown && search.depends_on(slot)
}

impl Search<'_> {
    fn depends_on(&self, slot: usize) -> bool {
        let clusters = self.program.clusters.iter();
        let cluster = clusters
            .filter(|cluster| self.below_root(cluster.root))
            .find(|cluster| cluster.slots.contains(&slot));
        if let Some(cluster) = cluster {
            return self.reaches_root(cluster.root, DIFFERENT)
                && self.reaches_root(cluster.root, self.pairs_of_slot(cluster, slot));
        }
        let nodes = self.program.nodes.iter().enumerate();
        nodes
            .filter(|(place, _)| self.below_root(*place) && self.truth(*place) == Truth::Unknown)
            .filter(|(_, node)| reads(self.program, node, slot))
            .any(|(place, _)| self.reaches_root(place, pair(false, true)))
    }

    fn truth(&self, place: usize) -> Truth {
        self.truths.get(place).copied().unwrap_or(Truth::Unknown)
    }

    fn below_root(&self, place: usize) -> bool {
        let root = self.program.root;
        let first = self.program.nodes.get(root).map_or(root, |root| root.first);
        (first..=root).contains(&place)
    }

    /// Whether a node with these pairs can make the root differ, whatever stands beside the way up.
    fn reaches_root(&self, from: usize, pairs: Pairs) -> bool {
        let (mut place, mut pairs) = (from, pairs);
        while place != self.program.root && pairs & DIFFERENT != 0 {
            let Some((parent, node)) = self.parent(place) else {
                return false;
            };
            let through = self
                .program
                .clusters
                .iter()
                .find(|cluster| cluster.nodes.contains(&parent));
            (place, pairs) = match through {
                Some(cluster) => (cluster.root, self.pairs_through(cluster, place, pairs)),
                None => (
                    parent,
                    self.pairs_above(node, |child| (child == place).then_some(pairs)),
                ),
            };
        }
        pairs & DIFFERENT != 0
    }

    fn parent(&self, place: usize) -> Option<(usize, &Node)> {
        let nodes = self.program.nodes.iter().enumerate().skip(place + 1);
        nodes
            .into_iter()
            .find(|(_, node)| node.children.contains(&place))
    }

    /// The pairs of a node from its children's; those `own` does not know do not see the slot.
    fn pairs_above(&self, node: &Node, own: impl Fn(usize) -> Option<Pairs>) -> Pairs {
        let mut parts = node
            .children
            .iter()
            .map(|child| own(*child).unwrap_or_else(|| apart(self.truth(*child))));
        match node.op {
            Op::Not => turned(parts.next().unwrap_or_default()),
            op => combine(op, parts),
        }
    }

    /// The pairs of a cluster's root when a node beside its leaves has these pairs: tries its tuples.
    fn pairs_through(&self, cluster: &Cluster, beside: usize, pairs: Pairs) -> Pairs {
        let mut found = 0;
        let mut tried = self.truths.to_vec();
        tuples(
            self.program,
            cluster,
            self.ranges,
            self.ties,
            self.day,
            |tuple| {
                evaluate(self.program, cluster, tuple, self.day, &mut tried);
                found |= self.cluster_pairs(cluster, &tried, &tried, Some((beside, pairs)));
                true
            },
        );
        found
    }

    /// The pairs of a cluster's root for two values of one of its slots, all others alike: tries its tuples.
    fn pairs_of_slot(&self, cluster: &Cluster, slot: usize) -> Pairs {
        let Some(place) = cluster.slots.iter().position(|own| *own == slot) else {
            return 0;
        };
        let values = representatives(self.program, cluster, self.ranges, self.day);
        let values = values.get(place).map_or(&[][..], Vec::as_slice);
        let mut first = self.truths.to_vec();
        let mut second = self.truths.to_vec();
        let mut found = 0;
        tuples(
            self.program,
            cluster,
            self.ranges,
            self.ties,
            self.day,
            |tuple| {
                evaluate(self.program, cluster, tuple, self.day, &mut first);
                for value in values.iter().filter(|value| **value > tuple.value(place)) {
                    if let Some(other) = tuple.with(place, *value, self.ties) {
                        evaluate(self.program, cluster, &other, self.day, &mut second);
                        found |= self.cluster_pairs(cluster, &first, &second, None);
                    }
                }
                // Which of the two is true is all the same further up.
                found & DIFFERENT == 0
            },
        );
        found
    }

    /// The pairs of a cluster's root, given its leaves' truths for two tuples.
    fn cluster_pairs(
        &self,
        cluster: &Cluster,
        first: &[Truth],
        second: &[Truth],
        beside: Option<(usize, Pairs)>,
    ) -> Pairs {
        let mut known: Vec<(usize, Pairs)> = beside.into_iter().collect();
        for place in &cluster.nodes {
            let Some(node) = self.program.nodes.get(*place) else {
                continue;
            };
            let holds = |truths: &[Truth]| truths.get(*place) == Some(&Truth::True);
            let pairs = match node.op {
                Op::Leaf(_) => pair(holds(first), holds(second)),
                _ => self.pairs_above(node, |child| {
                    known
                        .iter()
                        .find(|(node, _)| *node == child)
                        .map(|(_, pairs)| *pairs)
                }),
            };
            known.push((*place, pairs));
        }
        known.last().map_or(0, |(_, pairs)| *pairs)
    }
}

/// Whether a node is a leaf that reads the slot.
fn reads(program: &Program, node: &Node, slot: usize) -> bool {
    let Op::Leaf(leaf) = node.op else {
        return false;
    };
    let leaf = program.leaves.get(leaf);
    leaf.is_some_and(|leaf| leaf.reads(|own| own == slot))
}

/// Whether some answer to this slot alone settles the root, whatever the other unknowns turn out to be.
#[must_use]
pub(crate) fn settled_alone(
    program: &Program,
    slot: usize,
    ranges: &[Range],
    ties: &[Tie],
    day: Day,
    truths: &[Truth],
) -> bool {
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
            points.extend([point.saturating_sub(1), point, point.saturating_add(1)]);
        }
    }
    points.retain(|point| (own.lo..=own.hi).contains(point));
    order::sort_unique(&mut points);
    let values = points.into_iter().map(Range::exactly);
    let mut values = values.chain(own.none.then_some(Range::NONE));
    values.any(|value| {
        let mut tried = ranges.to_vec();
        if let Some(own) = tried.get_mut(slot) {
            *own = value;
        }
        narrow(&mut tried, ties).is_ok() && {
            let changed = |slot| tried.get(slot) != ranges.get(slot);
            let truths = resettle(program, &tried, ties, day, truths, changed);
            truths.get(program.root) != Some(&Truth::Unknown)
        }
    })
}
