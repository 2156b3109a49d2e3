//! What some slots would have to be for a node to hold: as few slots as possible, in every way there is.

use super::settle::{Truth, bound, passes};
use crate::order;
use crate::policy::program::{Bound, Leaf, Op, Program, Tie};
use crate::policy::{Ordinal, Range};
use crate::time::Day;

/// A way to make a node hold: slots, ascending, and what each must be.
pub(crate) type Need = Vec<(usize, Range)>;

/// More ways than these are not kept; the smallest are found first.
const MOST_NEEDS: usize = 64;

/// What may be assumed of the slots on a day.
pub(crate) struct Freedom<'input> {
    /// The programme.
    pub(crate) program: &'input Program,
    /// What each slot can be as it is.
    pub(crate) ranges: &'input [Range],
    /// What each slot could be made or turn out to be; none: it stays as it is.
    pub(crate) free: &'input [Option<Range>],
    /// What ties slots.
    pub(crate) ties: &'input [Tie],
    /// The truth of every node as it is.
    pub(crate) truths: &'input [Truth],
    /// The day.
    pub(crate) day: Day,
}

impl Freedom<'_> {
    /// The ways in which the node can be made to hold, if `wanted`, or not to hold. Ties between slots are not looked at:
    /// the caller narrows and settles. What is needed of a slot may be so already.
    pub(crate) fn needs(&self, node: usize, wanted: bool) -> Vec<Need> {
        let mut needs = Vec::new();
        if self.truths.get(node) == Some(&Truth::from(wanted)) && !self.repeats(node) {
            return vec![Need::new()];
        }
        let Some(own) = self.program.nodes.get(node) else {
            return needs;
        };
        let below = own
            .children
            .iter()
            .map(|child| self.needs(*child, wanted != (own.op == Op::Not)));
        match (own.op, wanted) {
            (Op::Leaf(leaf), _) => needs.extend(self.leaf(leaf, wanted)),
            (Op::Not, _) => needs.extend(below.flatten()),
            (Op::All, true) | (Op::Any, false) => needs.extend(self.product(below)),
            (Op::Any, true) | (Op::All, false) => needs.extend(below.flatten()),
        }
        smallest(needs)
    }

    /// Whether a slot that could be otherwise is read below the node and elsewhere too: then what it must be here is
    /// said even where it is so already, for another need may change it.
    fn repeats(&self, node: usize) -> bool {
        let first = self.program.nodes.get(node).map_or(node, |node| node.first);
        let leaf_slots = |within: bool| {
            let nodes = self.program.nodes.iter().enumerate();
            nodes
                .filter(move |(place, _)| (first..=node).contains(place) == within)
                .filter_map(|(_, node)| match node.op {
                    Op::Leaf(leaf) => self.program.leaves.get(leaf).map(|leaf| leaf.slot),
                    _ => None,
                })
        };
        leaf_slots(true).any(|slot| {
            let free = self.free.get(slot).is_some_and(Option::is_some);
            free && leaf_slots(false).any(|other| other == slot)
        })
    }

    /// What a leaf's slot must be for the leaf to pass, or to fail.
    fn leaf(&self, place: usize, wanted: bool) -> Vec<Need> {
        let Some(leaf) = self.program.leaves.get(place) else {
            return Vec::new();
        };
        if self.free.get(leaf.slot).copied().flatten().is_none() {
            let as_it_is = passes(leaf, self.day, |slot| self.range(slot)) == Truth::from(wanted);
            return if as_it_is {
                vec![Need::new()]
            } else {
                Vec::new()
            };
        }
        // Nothing surely compares to a parameter that can be anything.
        let open = |bound| match bound {
            Bound::Slot(slot, _) => self
                .ranges
                .get(slot)
                .is_none_or(|range| !range.is_settled()),
            _ => false,
        };
        if open(leaf.lo) || open(leaf.hi) {
            return Vec::new();
        }
        let pieces = self.pieces(leaf, wanted);
        let own = pieces
            .iter()
            .filter_map(|piece| self.need(leaf.slot, *piece));
        let tied = pieces
            .iter()
            .flat_map(|piece| self.through_ties(leaf.slot, *piece));
        own.chain(tied).collect()
    }

    /// What a slot must be, as far as it can be so.
    fn need(&self, slot: usize, piece: Range) -> Option<Need> {
        let free = self.free.get(slot).copied().flatten()?;
        let range = Range {
            lo: piece.lo.max(free.lo),
            hi: piece.hi.min(free.hi),
            none: piece.none && free.none,
        };
        (!range.is_empty()).then(|| vec![(slot, range)])
    }

    /// What slots tied to this one could be for it to follow: where the first is no earlier, the last is not either.
    fn through_ties(&self, slot: usize, piece: Range) -> Vec<Need> {
        let known = self.range(slot);
        let mut needs = Vec::new();
        for tie in self.ties {
            let [one, two] = tie.slots();
            let together = |other| {
                let goes =
                    |tie: &Tie| matches!(tie, Tie::NeverWith(..)) && tie.slots().contains(&other);
                self.ties
                    .iter()
                    .any(|tie| goes(tie) && tie.slots().contains(&slot))
            };
            let follows = |other, lo, hi| {
                let none = piece.none && together(other);
                self.need(other, Range { lo, hi, none })
            };
            match tie {
                Tie::NotAfter(..) if two == slot && piece.hi >= known.hi => {
                    needs.extend(follows(one, piece.lo, Range::GREATEST));
                }
                Tie::NotAfter(..) if one == slot && piece.lo <= known.lo => {
                    needs.extend(follows(two, Range::LEAST, piece.hi));
                }
                Tie::NeverWith(..) if piece.none && one == slot => {
                    needs.extend(self.need(two, Range::NONE))
                }
                Tie::NeverWith(..) if piece.none && two == slot => {
                    needs.extend(self.need(one, Range::NONE))
                }
                _ => {}
            }
        }
        needs
    }

    /// The values for which a leaf surely passes, or surely fails. Having no value goes with the first piece.
    fn pieces(&self, leaf: &Leaf, wanted: bool) -> Vec<Range> {
        let range_of = |slot: usize| self.range(slot);
        let (least_lo, most_lo) = bound(leaf.lo, self.day, Range::LEAST, &range_of);
        let (least_hi, most_hi) = bound(leaf.hi, self.day, Range::GREATEST, &range_of);
        let none = leaf.none_passes == wanted;
        if wanted {
            return vec![Range {
                lo: most_lo,
                hi: least_hi,
                none,
            }];
        }
        let below = (Range::LEAST, least_lo.saturating_sub(1));
        let above = (most_hi.saturating_add(1), Range::GREATEST);
        let open = |(lo, hi): (Ordinal, Ordinal), none| Range { lo, hi, none };
        let below_is_possible = below.1 > Range::LEAST;
        let above_is_possible = above.0 < Range::GREATEST;
        match (below_is_possible, above_is_possible) {
            (true, true) => vec![open(below, none), open(above, false)],
            (true, false) => vec![open(below, none)],
            (false, true) => vec![open(above, none)],
            (false, false) if none => vec![Range::NONE],
            (false, false) => Vec::new(),
        }
    }

    /// Each way of the first together with each way of the second, and so on; ways that ask a slot for two things that
    /// do not go together drop out.
    fn product(&self, parts: impl Iterator<Item = Vec<Need>>) -> Vec<Need> {
        parts.fold(vec![Need::new()], |sofar, part| {
            let pairs = sofar
                .iter()
                .flat_map(|one| part.iter().filter_map(|two| both(one, two)));
            smallest(pairs.collect())
        })
    }

    fn range(&self, slot: usize) -> Range {
        self.ranges.get(slot).copied().unwrap_or(Range::OPEN)
    }
}

/// Both needs at once.
fn both(one: &Need, two: &Need) -> Option<Need> {
    let mut joint = one.clone();
    for (slot, range) in two {
        match joint.iter_mut().find(|(own, _)| own == slot) {
            Some((_, own)) => {
                own.lo = own.lo.max(range.lo);
                own.hi = own.hi.min(range.hi);
                own.none &= range.none;
                if own.is_empty() {
                    return None;
                }
            }
            None => joint.push((*slot, *range)),
        }
    }
    order::sort_by(&mut joint, |one, two| one.0 < two.0);
    Some(joint)
}

/// The needs of which no other is a part: one that asks no more of the same slots, and nothing of others.
fn smallest(mut needs: Vec<Need>) -> Vec<Need> {
    order::sort_by(&mut needs, |one, two| one.len() < two.len());
    let mut kept: Vec<Need> = Vec::new();
    for need in needs {
        if kept.len() < MOST_NEEDS && !kept.iter().any(|other| asks_no_more(other, &need)) {
            kept.push(need);
        }
    }
    kept
}

/// Whether `one` asks nothing that `two` does not ask.
fn asks_no_more(one: &Need, two: &Need) -> bool {
    one.iter().all(|(slot, range)| {
        two.iter().any(|(own, asked)| {
            own == slot
                && (!asked.some() || (range.lo <= asked.lo && asked.hi <= range.hi))
                && (!asked.none || range.none)
        })
    })
}
