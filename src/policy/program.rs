//! The compiled policy: slots of values, and for each programme a tree of conditions in post-order.

use super::condition::{Literal, Span};
use super::document::{Decides, Measure, Review, ValueType, Window};
use super::table::Ladder;
use super::value::{Ordinal, Range};
use crate::fault::ErrorCode;

/// What all programmes of a version share, compiled.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// The facts in document order, then the parameters that hold one value, then the metrics.
    pub slots: Vec<Slot>,
    /// How many of the slots are facts.
    pub facts: usize,
    /// How the metrics are computed, in document order.
    pub metrics: Vec<Counted>,
    /// The slots that say when the first and the last broadcast was.
    pub broadcasts: [Option<usize>; 2],
    /// The ladders of published tier tables, by the id of the parameter.
    pub tables: Vec<(String, Vec<Ladder>)>,
    /// Laws between slots.
    pub ties: Vec<Tie>,
    /// The programmes in document order.
    pub programmes: Vec<Program>,
}

impl Compiled {
    /// Where the metrics' slots begin.
    #[must_use]
    pub fn first_metric(&self) -> usize {
        self.slots.len() - self.metrics.len()
    }

    /// Whether a slot is a parameter's.
    #[must_use]
    pub fn is_parameter(&self, slot: usize) -> bool {
        (self.facts..self.first_metric()).contains(&slot)
    }
}

/// How a metric is computed.
#[derive(Debug, Clone)]
pub struct Counted {
    /// What is measured.
    pub measure: Measure,
    /// Over which broadcasts.
    pub window: Window,
    /// Only broadcasts of at least so many milliseconds count.
    pub at_least_millis: i64,
    /// The slot it is divided by.
    pub share_of: Option<usize>,
    /// The slot of the planned event on whose day the one broadcast started.
    pub on: Option<usize>,
}

/// A place for one value.
#[derive(Debug, Clone)]
pub struct Slot {
    /// The id of the fact, the parameter or the metric.
    pub id: String,
    /// The type of the value.
    pub kind: ValueType,
    /// The values a user may give.
    pub domain: Range,
    /// The ids of a choice.
    pub options: Vec<String>,
    /// What is known of it when nobody says anything: the domain of a fact, a published value, or anything at all for
    /// an unpublished parameter, so that nothing is concluded from bounds the source does not give.
    pub unsaid: Range,
}

impl Slot {
    /// A number in its type's unit as all that it can be.
    ///
    /// # Errors
    ///
    /// What is wrong with the number, or `out-of-range` where the slot does not take it.
    pub(crate) fn exactly(&self, number: f64) -> Result<Range, ErrorCode> {
        let ordinal = self.kind.encode(number)?;
        let within = (self.domain.lo..=self.domain.hi).contains(&ordinal);
        within
            .then_some(Range::exactly(ordinal))
            .ok_or(ErrorCode::OutOfRange)
    }
}

/// A law between two slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The first is not after the second, where both have a value.
    NotAfter(usize, usize),
    /// Both have a value, or neither has.
    NeverWith(usize, usize),
}

impl Tie {
    /// The slots it ties.
    #[must_use]
    pub const fn slots(self) -> [usize; 2] {
        match self {
            Self::NotAfter(one, two) | Self::NeverWith(one, two) => [one, two],
        }
    }
}

/// One programme, compiled.
#[derive(Debug, Clone)]
pub struct Program {
    /// The programme's id.
    pub id: String,
    /// All conditions, children before parents: a subtree is a slice.
    pub nodes: Vec<Node>,
    /// What the leaves ask.
    pub leaves: Vec<Leaf>,
    /// The node that holds when the programme's criteria are met and none of its bars is.
    pub root: usize,
    /// Criteria, bars and risks in document order.
    pub criteria: Vec<Named>,
    /// Nodes under which unknowns occur more than once or are tied; inner ones first.
    pub clusters: Vec<Cluster>,
    /// Slots the outcome can depend on.
    pub outcome_slots: Vec<usize>,
    /// Slots only the risks depend on.
    pub risk_slots: Vec<usize>,
    /// The places of the metrics its conditions read.
    pub metrics: Vec<usize>,
    /// The tasks in document order.
    pub tasks: Vec<TaskTable>,
    /// Codes of the caveats, and when they are shown.
    pub caveats: Vec<(String, Shown)>,
    /// How long the platform reviews an application.
    pub review: Option<Review>,
}

/// A task and the table that sets it.
#[derive(Debug, Clone)]
pub struct TaskTable {
    /// The task's id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// The id of the tier-table parameter.
    pub table: String,
    /// The places of the metrics that are shown while the table is not known.
    pub metrics: Vec<usize>,
}

/// One condition.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it asks.
    pub op: Op,
    /// Its children.
    pub children: Vec<usize>,
    /// The first node of its subtree; it is itself the last.
    pub first: usize,
}

/// What a node asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// A leaf, by its place among the leaves.
    Leaf(usize),
    /// Each child holds.
    All,
    /// One child holds.
    Any,
    /// Its one child does not hold.
    Not,
}

/// A slot's value lies between two bounds.
#[derive(Debug, Clone)]
pub struct Leaf {
    /// Whose value.
    pub slot: usize,
    /// The least value that passes.
    pub lo: Bound,
    /// The greatest value that passes.
    pub hi: Bound,
    /// Whether having no value passes.
    pub none_passes: bool,
    /// How a reader would put it.
    pub asked: Asked,
}

impl Leaf {
    /// Whether it reads such a slot: the one whose value it bounds, or one that is a bound.
    pub(crate) fn reads(&self, wanted: impl Fn(usize) -> bool) -> bool {
        let bound = |bound| matches!(bound, Bound::Slot(slot, _) if wanted(slot));
        wanted(self.slot) || bound(self.lo) || bound(self.hi)
    }
}

/// A bound of a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// No bound.
    Open,
    /// A value.
    Value(Ordinal),
    /// So many days after the day of assessment.
    Days(i64),
    /// So many months before the day of assessment, then so many days on.
    MonthsBefore(u16, i64),
    /// So many months after the day of assessment.
    MonthsAfter(u16),
    /// A parameter's value, shifted by so many ordinals.
    Slot(usize, i64),
}

/// How a reader would put what a leaf asks.
#[derive(Debug, Clone)]
pub enum Asked {
    /// To be this.
    Is(Literal),
    /// To compare so to a number or a parameter's slot.
    Compare(Comparing, Against),
    /// To have happened within this span.
    Within(Span),
    /// Not to have happened within this span.
    NotWithin(Span),
    /// To lie so long ahead.
    Ahead(Span),
}

/// How numbers compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparing {
    /// Equal or more.
    AtLeast,
    /// Equal or less.
    AtMost,
    /// More.
    Above,
    /// Less.
    Below,
}

/// What a number is compared to.
#[derive(Debug, Clone, Copy)]
pub enum Against {
    /// An ordinal of the subject's type.
    Value(Ordinal),
    /// A parameter's slot.
    Slot(usize),
}

/// A criterion, bar or risk, or a named part of one.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its clause.
    pub clause: String,
    /// What it is for.
    pub role: Role,
    /// The node whose truth is its result.
    pub node: usize,
    /// The single leaf it consists of, if it does, and whether its result is the leaf's truth turned round.
    pub leaf: Option<(usize, bool)>,
    /// The assumptions it can rest on.
    pub assumptions: Vec<(String, Decides)>,
    /// Its named parts.
    pub children: Vec<Self>,
}

/// What a named condition is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It must hold.
    Criterion,
    /// Its condition must not hold.
    Bar,
    /// Its condition lets the platform act.
    Risk,
}

/// When a caveat is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Always.
    Always,
    /// When the outcome is eligible, and would not be if this node did not hold.
    OnlyThrough(usize),
    /// When the outcome is eligible, and is not any more on the last day of the review.
    ClosesDuringReview,
}

/// A node whose leaves share or tie slots, so that tables of three values would not be exact below it.
#[derive(Debug, Clone)]
pub struct Cluster {
    /// The node at which the slots are independent of all else.
    pub root: usize,
    /// The slots whose values are tried.
    pub slots: Vec<usize>,
    /// For each slot its group: slots of one group are tied to each other or compared.
    pub groups: Vec<usize>,
    /// The nodes between its leaves and the root, both included, children before parents.
    pub nodes: Vec<usize>,
}
