//! The truth of a programme for any row of facts at once, as expressions over planes: for each row a bit.
//!
//! What a slot can be falls into finitely many regions, within which every leaf has one truth: the bounds that leaves
//! compare to cut them. A row says of each slot the region its value lies in, or that it is unknown. Where slots are read
//! more than once, or tied, all their regions are gone through: a node can be true in a row if it is in some consistent
//! choice of regions that the row allows, and it is surely false if it cannot be. Values of one region can always be chosen
//! in the order that ties ask for, unless known ones contradict each other: such rows are impossible, and marked.

use std::collections::BTreeMap;

use super::settle::{Truth, bound, passes};
use crate::order;
use crate::policy::program::{Bound, Cluster, Leaf, Op, Program, Tie};
use crate::policy::{Ordinal, Range};
use crate::time::Day;

/// An expression, by its place among all.
pub(crate) type Id = usize;

/// For each row a bit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Plane {
    /// Whether it is true of every row, or of none.
    Always(bool),
    /// What the row says of a slot is one of these: unknown, no value, then the slot's regions.
    Among(usize, Vec<bool>),
    /// What the row says of a slot is nothing it can be.
    Outside(usize),
    /// The value of one slot is greater than that of the other, whatever stands for unknown and for no value.
    Greater(usize, usize),
    /// Both.
    And(Id, Id),
    /// One of them.
    Or(Id, Id),
    /// Not so.
    Not(Id),
}

/// The places in [`Plane::Among`].
pub(crate) const UNKNOWN: usize = 0;
pub(crate) const NONE: usize = 1;
pub(crate) const FIRST_REGION: usize = 2;

/// What is known of a slot before any row is looked at.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Whether rows say something of it.
    pub(crate) given: bool,
    /// What it can be.
    pub(crate) domain: Range,
    /// Where its regions begin, ascending; each ends where the next begins, the last with the domain.
    pub(crate) cuts: Vec<Ordinal>,
}

impl Place {
    /// A region, as far as the slot can be in it.
    fn region(&self, place: usize) -> Range {
        let Some(lo) = self.cuts.get(place) else {
            return Range::NONE;
        };
        let hi = self.cuts.get(place + 1);
        let hi = hi.map_or(Range::GREATEST, |next| next.saturating_sub(1));
        Range {
            lo: (*lo).max(self.domain.lo),
            hi: hi.min(self.domain.hi),
            none: false,
        }
    }

    /// What a row can say of it.
    pub(crate) fn possible(&self) -> Vec<bool> {
        let regions = (0..self.cuts.len()).map(|place| self.region(place).some());
        [true, self.domain.none]
            .into_iter()
            .chain(regions)
            .collect()
    }

    /// What it is where it is unknown no more.
    fn choice(&self, place: usize) -> Range {
        match place {
            NONE => Range::NONE,
            _ => self.region(place - FIRST_REGION),
        }
    }
}

/// A programme's truths as planes.
#[derive(Debug)]
pub(crate) struct Planes {
    /// The expressions; each names earlier ones only.
    pub(crate) planes: Vec<Plane>,
    /// The slots.
    pub(crate) places: Vec<Place>,
    /// Where the outcome is open.
    pub(crate) undetermined: Id,
    /// Where the root surely holds.
    pub(crate) eligible: Id,
    /// For each node asked for where it surely does not hold, and where it is unknown.
    pub(crate) asked: Vec<[Id; 2]>,
    /// Rows that say what cannot be.
    pub(crate) impossible: Id,
}

/// Facts or parameters are shared by so many conditions that their regions are too many to be gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooEntangled;

/// So many choices of regions are gone through for one programme.
const MOST_CHOICES: usize = 50_000;
/// So many expressions.
const MOST_PLANES: usize = 50_000;

/// A programme's truths as planes: `given` says of which slots rows say something, `ranges` what each can be, with nothing
/// said by any row. `wanted` are the nodes whose truths are asked for, the root aside.
///
/// # Errors
///
/// Exact planes would be too many, or too large.
pub(crate) fn planes(
    program: &Program,
    ranges: &[Range],
    given: &[bool],
    ties: &[Tie],
    day: Day,
    wanted: &[usize],
) -> Result<Planes, TooEntangled> {
    let places = places(program, ranges, given, ties, day);
    let mut builder = Builder {
        program,
        ranges,
        ties,
        day,
        pool: Pool::of(&places),
        places,
        truths: vec![None; program.nodes.len()],
        choices: 0,
    };
    builder.parameters_are_apart()?;
    builder.nodes(wanted)?;
    let [eligible, ineligible] = builder.truth(program.root);
    let undetermined = builder.pool.neither(eligible, ineligible);
    let asked = wanted.iter().map(|node| {
        let [met, unmet] = builder.truth(*node);
        [unmet, builder.pool.neither(met, unmet)]
    });
    let asked = asked.collect();
    let impossible = builder.impossible()?;
    Ok(Planes {
        planes: builder.pool.planes,
        places: builder.places,
        undetermined,
        eligible,
        asked,
        impossible,
    })
}

/// The slots, cut where leaves and domains end; slots that are tied are cut alike.
fn places(
    program: &Program,
    ranges: &[Range],
    given: &[bool],
    ties: &[Tie],
    day: Day,
) -> Vec<Place> {
    let range_of = |slot: usize| ranges.get(slot).copied().unwrap_or(Range::OPEN);
    let mut cuts: Vec<Vec<Ordinal>> = ranges
        .iter()
        .map(|range| vec![range.lo, range.hi.saturating_add(1)])
        .collect();
    for leaf in &program.leaves {
        let Some(own) = cuts.get_mut(leaf.slot) else {
            continue;
        };
        if leaf.lo != Bound::Open {
            let (least, most) = bound(leaf.lo, day, Range::LEAST, &range_of);
            own.extend([least, most]);
        }
        if leaf.hi != Bound::Open {
            let (least, most) = bound(leaf.hi, day, Range::GREATEST, &range_of);
            own.extend([least.saturating_add(1), most.saturating_add(1)]);
        }
    }
    // Each pass takes the cuts one tie further.
    for _ in 0..ties.len() {
        for tie in ties {
            let [one, two] = tie.slots();
            let mut both = cuts.get(one).cloned().unwrap_or_default();
            both.extend(cuts.get(two).into_iter().flatten());
            order::sort_unique(&mut both);
            for slot in [one, two] {
                if let Some(own) = cuts.get_mut(slot) {
                    own.clone_from(&both);
                }
            }
        }
    }
    let tied = |slot: usize| ties.iter().any(|tie| tie.slots().contains(&slot));
    let slots = cuts.into_iter().enumerate().zip(ranges);
    slots
        .map(|((slot, mut cuts), domain)| {
            order::sort_unique(&mut cuts);
            if !tied(slot) {
                cuts.retain(|cut| (domain.lo..=domain.hi).contains(cut));
            }
            Place {
                given: given.get(slot).copied().unwrap_or(false),
                domain: *domain,
                cuts,
            }
        })
        .collect()
}

struct Builder<'input> {
    program: &'input Program,
    ranges: &'input [Range],
    ties: &'input [Tie],
    day: Day,
    pool: Pool,
    places: Vec<Place>,
    truths: Vec<Option<[Id; 2]>>,
    choices: usize,
}

/// What is chosen for a slot: a place in [`Plane::Among`].
type Chosen = (usize, usize);

/// What a choice, or all choices from one on, make of a node: where it can be true, and where it can be false.
type Can = [Id; 2];

impl Builder<'_> {
    /// A parameter that is not known is compared once in a tree, so that it is apart from all else.
    fn parameters_are_apart(&self) -> Result<(), TooEntangled> {
        let program = self.program;
        let roots = program.criteria.iter().map(|named| named.node);
        let mut roots: Vec<usize> = roots.filter(|node| *node > program.root).collect();
        roots.push(program.root);
        for root in roots {
            let first = program.nodes.get(root).map_or(root, |node| node.first);
            let nodes = program.nodes.iter().take(root + 1).skip(first);
            let leaves = nodes.filter_map(|node| match node.op {
                Op::Leaf(leaf) => program.leaves.get(leaf),
                _ => None,
            });
            let leaves: Vec<&Leaf> = leaves.collect();
            let compared = |leaf: &&Leaf| {
                [leaf.lo, leaf.hi]
                    .into_iter()
                    .find_map(|bound| match bound {
                        Bound::Slot(slot, _) => Some(slot),
                        _ => None,
                    })
            };
            let mut open: Vec<usize> = leaves.iter().filter_map(compared).collect();
            open.retain(|slot| {
                !self
                    .ranges
                    .get(*slot)
                    .is_some_and(|range| range.is_settled())
            });
            let count = open.len();
            let read = leaves.iter().any(|leaf| open.contains(&leaf.slot));
            order::sort_unique(&mut open);
            if read || open.len() < count {
                return Err(TooEntangled);
            }
        }
        Ok(())
    }

    /// Goes through the nodes, children before parents.
    fn nodes(&mut self, wanted: &[usize]) -> Result<(), TooEntangled> {
        let program = self.program;
        for (place, node) in program.nodes.iter().enumerate() {
            let clustered = |cluster: &&Cluster| cluster.nodes.contains(&place);
            let within = program.clusters.iter().find(clustered);
            if within.is_none() {
                let truth = match node.op {
                    Op::Leaf(_) => self.settled(&[place], &[place])?.first().copied(),
                    _ => self.combine(place, &[]),
                };
                self.set(place, truth);
            }
            for cluster in program
                .clusters
                .iter()
                .filter(|cluster| cluster.root == place)
            {
                let asked = |node: &&usize| **node == cluster.root || wanted.contains(*node);
                let asked: Vec<usize> = cluster.nodes.iter().filter(asked).copied().collect();
                for (node, truth) in asked.iter().zip(self.settled(&cluster.nodes, &asked)?) {
                    self.set(*node, Some(truth));
                }
            }
            if self.pool.planes.len() > MOST_PLANES {
                return Err(TooEntangled);
            }
        }
        Ok(())
    }

    /// Where a node surely holds, and where it surely does not; neither where it was not asked for.
    fn truth(&mut self, node: usize) -> [Id; 2] {
        let never = self.pool.always(false);
        self.truths
            .get(node)
            .copied()
            .flatten()
            .unwrap_or([never; 2])
    }

    fn set(&mut self, node: usize, truth: Option<[Id; 2]>) {
        if let Some(own) = self.truths.get_mut(node) {
            *own = truth;
        }
    }

    /// The truth of a node from its children's, those in `tried` first.
    fn combine(&mut self, place: usize, tried: &[(usize, [Id; 2])]) -> Option<[Id; 2]> {
        let node = self.program.nodes.get(place)?;
        let start = self.pool.always(node.op != Op::Any);
        let mut found = [start, self.pool.not(start)];
        for child in &node.children {
            let known = tried.iter().rev().find(|(node, _)| node == child);
            let own = known.map(|(_, truth)| *truth);
            let [is, is_not] = own.or_else(|| self.truths.get(*child).copied().flatten())?;
            found = match node.op {
                Op::Any => [self.pool.or(found[0], is), self.pool.and(found[1], is_not)],
                Op::Not => [is_not, is],
                _ => [self.pool.and(found[0], is), self.pool.or(found[1], is_not)],
            };
        }
        Some(found)
    }

    /// The truths of the nodes asked for, by going through all that the slots their leaves read can be.
    fn settled(&mut self, nodes: &[usize], asked: &[usize]) -> Result<Vec<[Id; 2]>, TooEntangled> {
        let mut slots = Vec::new();
        for node in nodes {
            if let Some(Op::Leaf(leaf)) = self.program.nodes.get(*node).map(|node| node.op) {
                slots.extend(self.program.leaves.get(leaf).map(|leaf| leaf.slot));
            }
        }
        // What is tied to one of them says something of it.
        for _ in 0..self.ties.len() {
            for tie in self.ties {
                if tie.slots().iter().any(|slot| slots.contains(slot)) {
                    slots.extend(tie.slots());
                }
            }
            order::sort_unique(&mut slots);
        }
        order::sort_unique(&mut slots);
        let mut chosen = Vec::new();
        let can = self.expand(&slots, nodes, asked, &mut chosen)?;
        Ok(can
            .into_iter()
            .map(|[is, is_not]| [self.pool.not(is_not), self.pool.not(is)])
            .collect())
    }

    /// Where the nodes asked for can be true and can be false, after what is chosen for the first slots.
    fn expand(
        &mut self,
        slots: &[usize],
        nodes: &[usize],
        asked: &[usize],
        chosen: &mut Vec<Chosen>,
    ) -> Result<Vec<Can>, TooEntangled> {
        let Some((slot, rest)) = slots.split_first() else {
            return self.tried(nodes, asked, chosen);
        };
        let possible = self
            .places
            .get(*slot)
            .map_or_else(Vec::new, Place::possible);
        // For each node asked for, and for true and false: the choices after which the rest comes to the same.
        let mut parts: Vec<[BTreeMap<Id, Vec<bool>>; 2]> = Vec::new();
        parts.resize_with(asked.len(), Default::default);
        for (place, _) in possible
            .iter()
            .enumerate()
            .skip(NONE)
            .filter(|(_, can)| **can)
        {
            chosen.push((*slot, place));
            if self.is_consistent(chosen) {
                let after = self.expand(rest, nodes, asked, chosen)?;
                for (part, after) in parts.iter_mut().zip(after) {
                    for (part, after) in part.iter_mut().zip(after) {
                        let same = part.entry(after);
                        let same = same.or_insert_with(|| vec![false; possible.len()]);
                        same.get_mut(place).into_iter().for_each(|it| *it = true);
                    }
                }
            }
            chosen.pop();
        }
        let join = |builder: &mut Self, part: BTreeMap<Id, Vec<bool>>| {
            let none = builder.pool.always(false);
            part.into_iter().fold(none, |found, (after, choices)| {
                let may = builder.may_be(*slot, choices);
                let both = builder.pool.and(may, after);
                builder.pool.or(found, both)
            })
        };
        Ok(parts
            .into_iter()
            .map(|[is, is_not]| [join(self, is), join(self, is_not)])
            .collect())
    }

    /// Where the nodes asked for can be true and can be false, with everything chosen.
    fn tried(
        &mut self,
        nodes: &[usize],
        asked: &[usize],
        chosen: &[Chosen],
    ) -> Result<Vec<Can>, TooEntangled> {
        self.choices += 1;
        if self.choices > MOST_CHOICES {
            return Err(TooEntangled);
        }
        let mut tried: Vec<(usize, [Id; 2])> = Vec::new();
        for node in nodes {
            let op = self.program.nodes.get(*node).map(|node| node.op);
            let truth = match op {
                Some(Op::Leaf(leaf)) => self.program.leaves.get(leaf).map(|leaf| {
                    let truth = self.leaf(leaf, chosen);
                    [Truth::True, Truth::False].map(|own| self.pool.always(truth == own))
                }),
                _ => self.combine(*node, &tried),
            };
            tried.extend(truth.map(|truth| (*node, truth)));
        }
        let never = self.pool.always(false);
        let can = asked.iter().map(|node| {
            let own = tried.iter().find(|(place, _)| place == node);
            let [is, is_not] = own.map_or([never; 2], |(_, truth)| *truth);
            [self.pool.not(is_not), self.pool.not(is)]
        });
        Ok(can.collect())
    }

    fn leaf(&self, leaf: &Leaf, chosen: &[Chosen]) -> Truth {
        passes(leaf, self.day, |slot| {
            let own = chosen
                .iter()
                .find(|(own, _)| *own == slot && slot == leaf.slot);
            let place = own.and_then(|(_, choice)| Some((self.places.get(slot)?, *choice)));
            place.map_or_else(
                || self.ranges.get(slot).copied().unwrap_or(Range::OPEN),
                |(place, choice)| place.choice(choice),
            )
        })
    }

    /// Whether the last choice goes with the earlier ones.
    fn is_consistent(&self, chosen: &[Chosen]) -> bool {
        let of = |slot: usize| {
            let own = chosen.iter().find(|(own, _)| *own == slot);
            own.map(|(_, choice)| *choice)
        };
        self.ties.iter().all(|tie| {
            let [one, two] = tie.slots().map(of);
            let (Some(one), Some(two)) = (one, two) else {
                return true;
            };
            match tie {
                Tie::NotAfter(..) => one == NONE || two == NONE || one <= two,
                Tie::NeverWith(..) => (one == NONE) == (two == NONE),
            }
        })
    }

    /// Where a row allows one of these choices for a slot.
    fn may_be(&mut self, slot: usize, mut choices: Vec<bool>) -> Id {
        let Some(place) = self.places.get(slot) else {
            return self.pool.always(true);
        };
        if !place.given {
            return self.pool.always(choices.contains(&true));
        }
        if let Some(unknown) = choices.get_mut(UNKNOWN) {
            *unknown = true;
        }
        self.pool.among(slot, choices)
    }

    /// Where a row knows a slot to have a value.
    fn has_value(&mut self, slot: usize) -> Id {
        self.says(slot, |place| place >= FIRST_REGION)
    }

    /// Where what a row says of a slot is so.
    fn says(&mut self, slot: usize, is: impl Fn(usize) -> bool) -> Id {
        let Some(place) = self.places.get(slot).filter(|place| place.given) else {
            return self.pool.always(false);
        };
        let choices = (0..FIRST_REGION + place.cuts.len()).map(is).collect();
        self.pool.among(slot, choices)
    }

    /// Rows that say of a slot what it cannot be, or of two what cannot be together.
    fn impossible(&mut self) -> Result<Id, TooEntangled> {
        let mut found = self.pool.always(false);
        let given = self.places.iter().enumerate();
        let given: Vec<usize> = given
            .filter(|(_, it)| it.given)
            .map(|(slot, _)| slot)
            .collect();
        for slot in &given {
            let outside = self.pool.add(Plane::Outside(*slot));
            found = self.pool.or(found, outside);
        }
        for tie in self.ties {
            if let Tie::NeverWith(one, two) = *tie {
                for (one, two) in [(one, two), (two, one)] {
                    let has = self.has_value(one);
                    let has_not = self.says(two, |place| place == NONE);
                    let both = self.pool.and(has, has_not);
                    found = self.pool.or(found, both);
                }
            }
        }
        for slot in given {
            let mut paths = Vec::new();
            self.later(slot, &mut vec![slot], &mut paths)?;
            for path in paths {
                let conflict = self.out_of_order(&path);
                found = self.pool.or(found, conflict);
            }
        }
        Ok(found)
    }

    /// All ways from the last slot of a path to slots that it is not after.
    fn later(
        &self,
        slot: usize,
        path: &mut Vec<usize>,
        paths: &mut Vec<Vec<usize>>,
    ) -> Result<(), TooEntangled> {
        if paths.len() > MOST_PATHS {
            return Err(TooEntangled);
        }
        for tie in self.ties {
            match *tie {
                Tie::NotAfter(one, two) if one == slot && !path.contains(&two) => {
                    path.push(two);
                    paths.push(path.clone());
                    self.later(two, path, paths)?;
                    path.pop();
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Where the ends of a path are known to be in the wrong order, and all between them surely have a value.
    fn out_of_order(&mut self, path: &[usize]) -> Id {
        let ([one, between @ .., two], false) = (path, path.len() < 2) else {
            return self.pool.always(false);
        };
        let mut found = self.pool.add(Plane::Greater(*one, *two));
        for slot in [*one, *two] {
            let has = self.has_value(slot);
            found = self.pool.and(has, found);
        }
        for slot in between {
            let mut has = self.has_value(*slot);
            for tie in self.ties {
                let other = match *tie {
                    Tie::NeverWith(one, two) if one == *slot => two,
                    Tie::NeverWith(one, two) if two == *slot => one,
                    _ => continue,
                };
                let with = self.has_value(other);
                has = self.pool.or(has, with);
            }
            found = self.pool.and(has, found);
        }
        found
    }
}

/// So many chains of events that must follow each other are looked at from one of them.
const MOST_PATHS: usize = 1_000;

/// Expressions, each once.
struct Pool {
    planes: Vec<Plane>,
    places: BTreeMap<Plane, Id>,
    /// For every slot what a row can say of it.
    possible: Vec<Vec<bool>>,
}

impl Pool {
    fn of(places: &[Place]) -> Self {
        Self {
            planes: Vec::new(),
            places: BTreeMap::new(),
            possible: places.iter().map(Place::possible).collect(),
        }
    }

    fn add(&mut self, plane: Plane) -> Id {
        if let Some(place) = self.places.get(&plane) {
            return *place;
        }
        self.planes.push(plane.clone());
        self.places.insert(plane, self.planes.len() - 1);
        self.planes.len() - 1
    }

    fn always(&mut self, holds: bool) -> Id {
        self.add(Plane::Always(holds))
    }

    fn among(&mut self, slot: usize, mut choices: Vec<bool>) -> Id {
        let possible = self.possible.get(slot).map_or(&[][..], Vec::as_slice);
        for (own, can) in choices.iter_mut().zip(possible) {
            *own &= *can;
        }
        if !choices.contains(&true) {
            return self.always(false);
        }
        if choices == possible {
            return self.always(true);
        }
        self.add(Plane::Among(slot, choices))
    }

    fn not(&mut self, id: Id) -> Id {
        match self.planes.get(id).cloned() {
            Some(Plane::Always(holds)) => self.always(!holds),
            Some(Plane::Not(inner)) => inner,
            Some(Plane::Among(slot, mut choices)) => {
                choices.iter_mut().for_each(|own| *own = !*own);
                self.among(slot, choices)
            }
            _ => self.add(Plane::Not(id)),
        }
    }

    fn and(&mut self, one: Id, two: Id) -> Id {
        self.both(one, two, true)
    }

    fn or(&mut self, one: Id, two: Id) -> Id {
        self.both(one, two, false)
    }

    /// Where neither is.
    fn neither(&mut self, one: Id, two: Id) -> Id {
        let one_of_them = self.or(one, two);
        self.not(one_of_them)
    }

    /// Both of two, or one of them.
    fn both(&mut self, one: Id, two: Id, all: bool) -> Id {
        let (one, two) = (one.min(two), one.max(two));
        if one == two {
            return one;
        }
        match (self.planes.get(one), self.planes.get(two)) {
            (Some(Plane::Always(holds)), _) => return if *holds == all { two } else { one },
            (_, Some(Plane::Always(holds))) => return if *holds == all { one } else { two },
            (_, Some(Plane::Not(inner))) if *inner == one => return self.always(!all),
            (Some(Plane::Not(first)), Some(Plane::Not(second))) => {
                let (first, second) = (*first, *second);
                let turned = self.both(first, second, !all);
                return self.not(turned);
            }
            (Some(Plane::Among(slot, own)), Some(Plane::Among(other, others))) if slot == other => {
                let pairs = own.iter().zip(others);
                let choices =
                    pairs.map(|(own, other)| if all { *own && *other } else { *own || *other });
                let (slot, choices) = (*slot, choices.collect());
                return self.among(slot, choices);
            }
            _ => {}
        }
        self.add(if all {
            Plane::And(one, two)
        } else {
            Plane::Or(one, two)
        })
    }
}
