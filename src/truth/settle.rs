//! Settles the truth of every node of a programme.

use super::tuples::{Tuple, tuples};
use crate::policy::program::{Bound, Cluster, Leaf, Node, Op, Program, Tie};
use crate::policy::{Ordinal, Range};
use crate::time::Day;

/// What every consistent completion of the unknown makes of a condition. In this order, all is the least of its
/// parts, any the greatest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Truth {
    /// None makes it hold.
    False,
    /// Some do, some do not.
    Unknown,
    /// Each makes it hold.
    True,
}

impl Truth {
    const fn turned(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(truth: bool) -> Self {
        if truth { Self::True } else { Self::False }
    }
}

/// The truth of every node, given what each slot can be on a day. The ranges are narrowed by the ties.
#[must_use]
pub(crate) fn settle(program: &Program, ranges: &[Range], ties: &[Tie], day: Day) -> Vec<Truth> {
    settle_where(program, ranges, ties, day, &|_| None)
}

/// The same where only these slots can be something else than when `before` was settled: what they do not reach stays.
#[must_use]
pub(crate) fn resettle(
    program: &Program,
    ranges: &[Range],
    ties: &[Tie],
    day: Day,
    before: &[Truth],
    changed: impl Fn(usize) -> bool,
) -> Vec<Truth> {
    let mut reached: Vec<bool> = Vec::with_capacity(program.nodes.len());
    for node in &program.nodes {
        let leaf = match node.op {
            Op::Leaf(place) => program.leaves.get(place),
            _ => None,
        };
        let own = leaf.is_some_and(|leaf| leaf.reads(&changed));
        let below = || {
            node.children
                .iter()
                .any(|child| reached.get(*child) == Some(&true))
        };
        reached.push(own || below());
    }
    for cluster in &program.clusters {
        if cluster
            .nodes
            .iter()
            .any(|node| reached.get(*node) == Some(&true))
        {
            for node in &cluster.nodes {
                if let Some(reached) = reached.get_mut(*node) {
                    *reached = true;
                }
            }
        }
    }
    let truths = settle_where(program, ranges, ties, day, &|place| {
        let stays = reached.get(place) == Some(&false);
        before.get(place).copied().filter(|_| stays)
    });
    // Every native test holds one against the other.
    debug_assert_eq!(truths, settle(program, ranges, ties, day));
    truths
}

/// Settles the nodes whose truth is not known.
fn settle_where(
    program: &Program,
    ranges: &[Range],
    ties: &[Tie],
    day: Day,
    known: &dyn Fn(usize) -> Option<Truth>,
) -> Vec<Truth> {
    let mut truths = Vec::with_capacity(program.nodes.len());
    let mut clusters = program.clusters.iter().peekable();
    for (place, node) in program.nodes.iter().enumerate() {
        let truth = known(place).unwrap_or_else(|| {
            of_node(node, &truths, |leaf| leaf_truth(program, leaf, ranges, day))
        });
        truths.push(truth);
        while let Some(cluster) = clusters.next_if(|cluster| cluster.root + 1 == truths.len()) {
            if known(cluster.root).is_none() && open(cluster, &truths) {
                try_cluster(program, cluster, ranges, ties, day, &mut truths);
            }
        }
    }
    truths
}

/// Whether something in the cluster is still unknown.
fn open(cluster: &Cluster, truths: &[Truth]) -> bool {
    cluster
        .nodes
        .iter()
        .any(|node| truths.get(*node) == Some(&Truth::Unknown))
}

/// Settles a cluster's nodes: what all tuples of its slots' representative values agree on.
fn try_cluster(
    program: &Program,
    cluster: &Cluster,
    ranges: &[Range],
    ties: &[Tie],
    day: Day,
    truths: &mut [Truth],
) {
    let mut seen: Vec<Option<Truth>> = vec![None; cluster.nodes.len()];
    let mut tried = truths.to_vec();
    tuples(program, cluster, ranges, ties, day, |tuple| {
        evaluate(program, cluster, tuple, day, &mut tried);
        let mut all_open = true;
        for (node, seen) in cluster.nodes.iter().zip(&mut seen) {
            let truth = tried.get(*node).copied();
            *seen = match (*seen, truth) {
                (None, truth) => truth,
                (Some(before), Some(truth)) if before == truth => Some(truth),
                _ => Some(Truth::Unknown),
            };
            all_open &= *seen == Some(Truth::Unknown);
        }
        !all_open
    });
    for (node, seen) in cluster.nodes.iter().zip(seen) {
        if let (Some(truth), Some(seen)) = (truths.get_mut(*node), seen) {
            *truth = seen;
        }
    }
}

/// The truth of a cluster's nodes for one tuple; all other nodes keep theirs.
pub(super) fn evaluate(
    program: &Program,
    cluster: &Cluster,
    tuple: &Tuple<'_>,
    day: Day,
    truths: &mut [Truth],
) {
    for place in &cluster.nodes {
        let Some(node) = program.nodes.get(*place) else {
            continue;
        };
        let truth = of_node(node, truths, |leaf| {
            leaf_truth_in(program, leaf, day, |slot| tuple.range(slot))
        });
        if let Some(own) = truths.get_mut(*place) {
            *own = truth;
        }
    }
}

/// The truth of a node from its children's.
fn of_node(node: &Node, truths: &[Truth], leaf: impl FnOnce(usize) -> Truth) -> Truth {
    let mut children = node
        .children
        .iter()
        .filter_map(|child| truths.get(*child).copied());
    match node.op {
        Op::Leaf(place) => leaf(place),
        Op::All => children.min().unwrap_or(Truth::True),
        Op::Any => children.max().unwrap_or(Truth::False),
        Op::Not => children.next().unwrap_or(Truth::Unknown).turned(),
    }
}

fn leaf_truth(program: &Program, place: usize, ranges: &[Range], day: Day) -> Truth {
    leaf_truth_in(program, place, day, |slot| {
        ranges.get(slot).copied().unwrap_or(Range::OPEN)
    })
}

fn leaf_truth_in(
    program: &Program,
    place: usize,
    day: Day,
    range_of: impl Fn(usize) -> Range,
) -> Truth {
    program
        .leaves
        .get(place)
        .map_or(Truth::Unknown, |leaf| passes(leaf, day, range_of))
}

/// Whether a leaf's value lies between its bounds on a day.
pub(crate) fn passes(leaf: &Leaf, day: Day, range_of: impl Fn(usize) -> Range) -> Truth {
    let value = range_of(leaf.slot);
    // The least and the greatest each bound can be.
    let lo = bound(leaf.lo, day, Range::LEAST, &range_of);
    let hi = bound(leaf.hi, day, Range::GREATEST, &range_of);
    let never_none = !value.none;
    let surely = value.lo >= lo.1 && value.hi <= hi.0;
    let surely_not = value.hi < lo.0 || value.lo > hi.1 || lo.0 > hi.1;
    match (value.some(), never_none) {
        (true, true) if surely => Truth::True,
        (true, true) if surely_not => Truth::False,
        (true, true) => Truth::Unknown,
        (false, _) => Truth::from(leaf.none_passes),
        (true, false) if leaf.none_passes && surely => Truth::True,
        (true, false) if !leaf.none_passes && surely_not => Truth::False,
        (true, false) => Truth::Unknown,
    }
}

/// The least and the greatest value a bound can have on a day.
pub(super) fn bound(
    bound: Bound,
    day: Day,
    open: Ordinal,
    range_of: &impl Fn(usize) -> Range,
) -> (Ordinal, Ordinal) {
    let fixed = |value: Ordinal| (value, value);
    match bound {
        Bound::Open => fixed(open),
        Bound::Value(value) => fixed(value),
        Bound::Days(days) => fixed(Ordinal::from(day.epoch_days()) + days),
        Bound::MonthsBefore(months, days) => {
            fixed(Ordinal::from(day.minus_months(months).epoch_days()) + days)
        }
        Bound::MonthsAfter(months) => fixed(Ordinal::from(day.plus_months(months).epoch_days())),
        Bound::Slot(slot, shift) => {
            let range = range_of(slot);
            (
                range.lo.saturating_add(shift),
                range.hi.saturating_add(shift),
            )
        }
    }
}

/// The truth of the node `of` if the node `changed` had another one: all others between them follow, the rest stays.
fn with(program: &Program, truths: &[Truth], changed: usize, truth: Truth, of: usize) -> Truth {
    let mut tried = truths.to_vec();
    if let Some(own) = tried.get_mut(changed) {
        *own = truth;
    }
    let above = program
        .nodes
        .iter()
        .enumerate()
        .take(of + 1)
        .skip(changed + 1);
    for (place, node) in above.filter(|(_, node)| node.first <= changed) {
        let truth = of_node(node, &tried, |_| Truth::Unknown);
        if let Some(own) = tried.get_mut(place) {
            *own = truth;
        }
    }
    tried.get(of).copied().unwrap_or(Truth::Unknown)
}

/// The truth of the node `of` if the node `dropped` did not hold.
#[must_use]
pub(crate) fn without(program: &Program, truths: &[Truth], dropped: usize, of: usize) -> Truth {
    with(program, truths, dropped, Truth::False, of)
}

/// Whether the node `of` would come out otherwise if the node `leaf` below it were turned round.
#[must_use]
pub(crate) fn flipped(program: &Program, truths: &[Truth], leaf: usize, of: usize) -> bool {
    let before = truths.get(leaf).copied().unwrap_or(Truth::Unknown);
    let after = with(program, truths, leaf, before.turned(), of);
    Some(&after) != truths.get(of)
}
