//! Compiles a document that was read into the flat program the evaluator runs.

use super::condition::{Comparison, Condition, Literal, Operand, Operator, Span, Subject, Test};
use super::document::{
    CalendarUnit, CaveatWhen, Constraint, Criterion, CriterionItem, Decides, Document, Fact,
    FromLedger, Measure, Metric, Parameter, Programme, Published, Task, ValueType, Window,
};
use super::program::{
    Against, Asked, Bound, Cluster, Comparing, Compiled, Counted, Leaf, Named, Node, Op, Program,
    Role, Shown, Slot, TaskTable, Tie,
};
use super::table::{Ladder, TableScope};
use super::value::{Ordinal, Range};
use crate::fault::{Collector, ErrorCode};
use crate::order;
use crate::time::Day;

/// More evaluations than this in the clusters of a programme, and exact answers would take too long.
const MOST_WORK: usize = 4_000_000;

/// Something that cannot be compiled: the code, the key at fault, what was expected.
pub(super) type Refusal = (ErrorCode, &'static str, String);

/// The slots of a document's facts, parameters and metrics.
pub(crate) struct Scope {
    pub(super) slots: Vec<Slot>,
    pub(super) facts: usize,
    /// Where the metrics begin.
    pub(super) first_metric: usize,
}

impl Scope {
    /// What the document defines; parts that do not fit are left open here, and found by the check.
    pub(super) fn of(document: &Document) -> Self {
        let mut slots: Vec<Slot> = document.facts.iter().map(fact_slot).collect();
        let facts = slots.len();
        let scalars = document.parameters.iter();
        slots.extend(
            scalars
                .filter(|parameter| parameter.kind != ValueType::TierTable)
                .map(parameter_slot),
        );
        let first_metric = slots.len();
        slots.extend(document.metrics.iter().map(metric_slot));
        Self {
            slots,
            facts,
            first_metric,
        }
    }

    /// The place of a fact.
    pub(super) fn fact(&self, id: &str) -> Option<usize> {
        self.place(id).filter(|place| *place < self.facts)
    }

    /// The place of a parameter.
    pub(super) fn parameter(&self, id: &str) -> Option<usize> {
        self.place(id)
            .filter(|place| (self.facts..self.first_metric).contains(place))
    }

    /// The place of a metric.
    pub(super) fn metric(&self, id: &str) -> Option<usize> {
        self.place(id).filter(|place| *place >= self.first_metric)
    }

    fn place(&self, id: &str) -> Option<usize> {
        self.slots.iter().position(|slot| slot.id == id)
    }

    fn kind(&self, place: usize) -> Option<ValueType> {
        self.slots.get(place).map(|slot| slot.kind)
    }

    /// A test as a leaf.
    pub(super) fn leaf(&self, test: &Test) -> Result<Leaf, Refusal> {
        let (place, key) = match &test.subject {
            Subject::Fact(id) => (self.fact(id), "fact"),
            Subject::Metric(id) => (self.metric(id), "metric"),
            Subject::Parameter(id) => (self.parameter(id), "parameter"),
        };
        let unknown = || {
            (
                ErrorCode::UnknownReference,
                key,
                format!("the id of a {key}"),
            )
        };
        let slot = place.ok_or_else(unknown)?;
        let kind = self.kind(slot).ok_or_else(unknown)?;
        let mut leaf = self.compare(slot, kind, &test.comparison)?;
        if test.or_unrated {
            let domain = self.slots.get(slot).map(|slot| slot.domain);
            let unrated = kind.is_number() && domain.is_some_and(|domain| domain.none);
            if !unrated || matches!(leaf.asked, Asked::Is(_)) {
                let expected = "a rating compared to a number";
                return Err((ErrorCode::WrongOperator, "orUnrated", expected.to_owned()));
            }
            leaf.none_passes = true;
        }
        Ok(leaf)
    }

    fn compare(
        &self,
        slot: usize,
        kind: ValueType,
        comparison: &Comparison,
    ) -> Result<Leaf, Refusal> {
        let leaf = |lo, hi, none_passes, asked| Leaf {
            slot,
            lo,
            hi,
            none_passes,
            asked,
        };
        let event = |key, wanted: ValueType| {
            if kind == wanted {
                Ok(())
            } else {
                Err((
                    ErrorCode::WrongOperator,
                    key,
                    format!("a fact of type {}", wanted.name()),
                ))
            }
        };
        match comparison {
            Comparison::Is(literal) => self.is(slot, kind, literal),
            Comparison::AtLeast(operand) => {
                let (bound, asked) =
                    self.against(slot, kind, "atLeast", operand, Comparing::AtLeast, 0)?;
                Ok(leaf(bound, Bound::Open, false, asked))
            }
            Comparison::AtMost(operand) => {
                let (bound, asked) =
                    self.against(slot, kind, "atMost", operand, Comparing::AtMost, 0)?;
                Ok(leaf(Bound::Open, bound, false, asked))
            }
            Comparison::Above(operand) => {
                let (bound, asked) =
                    self.against(slot, kind, "above", operand, Comparing::Above, 1)?;
                Ok(leaf(bound, Bound::Open, false, asked))
            }
            Comparison::Below(operand) => {
                let (bound, asked) =
                    self.against(slot, kind, "below", operand, Comparing::Below, -1)?;
                Ok(leaf(Bound::Open, bound, false, asked))
            }
            Comparison::Within(span) => {
                event("within", ValueType::PastEvent)?;
                Ok(leaf(
                    before(*span, 0),
                    Bound::Open,
                    false,
                    Asked::Within(*span),
                ))
            }
            Comparison::NotWithin(span) => {
                event("notWithin", ValueType::PastEvent)?;
                Ok(leaf(
                    Bound::Open,
                    before(*span, -1),
                    true,
                    Asked::NotWithin(*span),
                ))
            }
            Comparison::Ahead(span) => {
                event("ahead", ValueType::PlannedEvent)?;
                let lo = match *span {
                    Span::Days(days) => Bound::Days(i64::from(days)),
                    Span::Months(months) => Bound::MonthsAfter(months),
                };
                Ok(leaf(lo, Bound::Open, false, Asked::Ahead(*span)))
            }
        }
    }

    fn is(&self, slot: usize, kind: ValueType, literal: &Literal) -> Result<Leaf, Refusal> {
        let none = match (kind, literal) {
            (ValueType::PastEvent, Literal::Id(id)) => id == "never",
            (ValueType::Rating, Literal::Id(id)) => id == "unrated",
            _ => false,
        };
        let range = if none {
            Range::NONE
        } else {
            let options = self.slots.get(slot).map_or(&[][..], |slot| &slot.options);
            Range::exactly(
                literal_ordinal(kind, options, literal)
                    .map_err(|(code, expected)| (code, "is", expected))?,
            )
        };
        Ok(Leaf {
            slot,
            lo: Bound::Value(range.lo),
            hi: Bound::Value(range.hi),
            none_passes: range.none,
            asked: Asked::Is(literal.clone()),
        })
    }

    fn against(
        &self,
        slot: usize,
        kind: ValueType,
        key: &'static str,
        operand: &Operand,
        comparing: Comparing,
        shift: i64,
    ) -> Result<(Bound, Asked), Refusal> {
        if !kind.is_number() {
            let expected = "a fact or parameter that is a number".to_owned();
            return Err((ErrorCode::WrongOperator, key, expected));
        }
        match operand {
            Operand::Number(number) => {
                let value = kind
                    .encode(*number)
                    .map_err(|code| (code, key, format!("a value of type {}", kind.name())))?;
                let asked = Asked::Compare(comparing, Against::Value(value));
                Ok((Bound::Value(value.saturating_add(shift)), asked))
            }
            Operand::Parameter(id) => {
                let expected = || format!("the id of a parameter of type {}", kind.name());
                let unknown = || (ErrorCode::UnknownReference, key, expected());
                let other = self.parameter(id).ok_or_else(unknown)?;
                // Viewers are ratings as far as there may be none; their bound is a plain number.
                let bound = if kind == ValueType::Rating && slot >= self.first_metric {
                    ValueType::Number
                } else {
                    kind
                };
                if self.kind(other) != Some(bound) || other == slot {
                    return Err((ErrorCode::WrongOperator, key, expected()));
                }
                let asked = Asked::Compare(comparing, Against::Slot(other));
                Ok((Bound::Slot(other, shift), asked))
            }
        }
    }
}

/// So long before the day of assessment, then so many days on.
fn before(span: Span, shift: i64) -> Bound {
    match span {
        Span::Days(days) => Bound::Days(shift - i64::from(days)),
        Span::Months(months) => Bound::MonthsBefore(months, shift),
    }
}

/// A literal of a type as an ordinal, or why it is none.
pub(super) fn literal_ordinal(
    kind: ValueType,
    options: &[String],
    literal: &Literal,
) -> Result<Ordinal, (ErrorCode, String)> {
    let wrong = |code| Err((code, format!("a value of type {}", kind.name())));
    match (kind, literal) {
        (ValueType::Boolean, Literal::Boolean(truth)) => Ok(Ordinal::from(*truth)),
        (ValueType::Choice, Literal::Id(id)) => options
            .iter()
            .position(|option| option == id)
            .and_then(|place| Ordinal::try_from(place).ok())
            .ok_or_else(|| {
                (
                    ErrorCode::OutOfRange,
                    format!("one of {}", options.join(", ")),
                )
            }),
        (_, Literal::Number(number)) if kind.is_number() => kind
            .encode(*number)
            .map_err(|code| (code, format!("a value of type {}", kind.name()))),
        _ => wrong(ErrorCode::WrongType),
    }
}

fn fact_slot(fact: &Fact) -> Slot {
    let domain = domain(fact.kind, fact.min, fact.max, fact.options.len());
    Slot {
        id: fact.id.clone(),
        kind: fact.kind,
        domain,
        options: fact
            .options
            .iter()
            .map(|choice| choice.id.clone())
            .collect(),
        unsaid: domain,
    }
}

fn parameter_slot(parameter: &Parameter) -> Slot {
    let published = match &parameter.published {
        Some(Published::Value(literal)) => literal_ordinal(parameter.kind, &[], literal).ok(),
        _ => None,
    };
    let unpublished = if parameter.kind == ValueType::Boolean {
        domain(ValueType::Boolean, None, None, 0)
    } else {
        Range::OPEN
    };
    Slot {
        id: parameter.id.clone(),
        kind: parameter.kind,
        domain: domain(parameter.kind, parameter.min, parameter.max, 0),
        options: Vec::new(),
        unsaid: published.map_or(unpublished, Range::exactly),
    }
}

fn metric_slot(metric: &Metric) -> Slot {
    let days = match &metric.window {
        Window::Rolling(window) => Some(i64::from(window.days)),
        Window::Calendar(CalendarUnit::Month) => Some(31),
        Window::SinceFirstBroadcast(window) => window.days.map(i64::from),
        Window::Dates(dates) => {
            Some(i64::from(dates.until.epoch_days()) - i64::from(dates.from.epoch_days()) + 1)
        }
        Window::OneBroadcast(_) => None,
    };
    let kind = metric.kind();
    let least = domain(kind, Some(0.0), None, 0);
    let domain = Range {
        lo: least.lo,
        hi: least.hi.min(metric.measure.greatest(days)),
        none: metric.can_be_none(),
    };
    Slot {
        id: metric.id.clone(),
        kind,
        domain,
        options: Vec::new(),
        unsaid: domain,
    }
}

impl Metric {
    /// The type of its figure.
    #[must_use]
    pub fn kind(&self) -> ValueType {
        match self.measure {
            _ if self.share_of.is_some() => ValueType::Number,
            Measure::Count | Measure::Days => ValueType::Integer,
            Measure::Minutes => ValueType::Minutes,
            Measure::Gmv | Measure::NetGmv => ValueType::Money,
            Measure::RefundRate => ValueType::Ratio,
            Measure::AverageViewers | Measure::PeakViewers => ValueType::Rating,
        }
    }

    /// Whether it has no figure where there is nothing to measure.
    fn can_be_none(&self) -> bool {
        let quotient = matches!(
            self.measure,
            Measure::RefundRate | Measure::AverageViewers | Measure::PeakViewers
        );
        quotient || self.share_of.is_some()
    }
}

fn domain(kind: ValueType, min: Option<f64>, max: Option<f64>, options: usize) -> Range {
    let (natural_min, natural_max) = kind.natural_bounds();
    let bound = |own: Option<f64>, natural: Option<f64>, open| {
        own.or(natural)
            .map_or(open, |number| kind.encode(number).unwrap_or(open))
    };
    let range = |lo, hi, none| Range { lo, hi, none };
    match kind {
        ValueType::Boolean => range(0, 1, false),
        ValueType::Choice => range(0, Ordinal::try_from(options).unwrap_or(1) - 1, false),
        ValueType::PastEvent => range(
            Day::MIN.epoch_days().into(),
            Day::MAX.epoch_days().into(),
            true,
        ),
        ValueType::PlannedEvent => range(
            Day::MIN.epoch_days().into(),
            Day::MAX.epoch_days().into(),
            false,
        ),
        _ => range(
            bound(min, natural_min, Range::LEAST),
            bound(max, natural_max, Range::GREATEST),
            kind == ValueType::Rating,
        ),
    }
}

/// Compiles a document that passed the check. `Err` names the programme whose conditions share too many facts.
pub(super) fn compile(document: &Document) -> Result<Compiled, (usize, Refusal)> {
    let scope = Scope::of(document);
    let ties = ties(document, &scope);
    let programmes = document
        .programmes
        .iter()
        .enumerate()
        .map(|(place, programme)| {
            compile_programme(document, programme, &scope, &ties)
                .map_err(|refusal| (place, refusal))
        })
        .collect::<Result<_, _>>()?;
    let metrics = document.metrics.iter();
    let metrics = metrics.map(|metric| counted(metric, &scope)).collect();
    let from_ledger = |wanted| {
        let mut facts = document.facts.iter();
        facts.position(|fact| fact.from_ledger == Some(wanted))
    };
    Ok(Compiled {
        metrics,
        broadcasts: [FromLedger::FirstBroadcast, FromLedger::LastBroadcast].map(from_ledger),
        tables: tables(document),
        slots: scope.slots,
        facts: scope.facts,
        ties,
        programmes,
    })
}

fn counted(metric: &Metric, scope: &Scope) -> Counted {
    let on = match &metric.window {
        Window::OneBroadcast(window) => window.on.as_deref(),
        _ => None,
    };
    Counted {
        measure: metric.measure,
        window: metric.window.clone(),
        at_least_millis: i64::from(metric.at_least_minutes.unwrap_or(0)) * 60_000,
        share_of: metric.share_of.as_deref().and_then(|id| scope.fact(id)),
        on: on.and_then(|id| scope.fact(id)),
    }
}

/// The ladders of the tables that are published; the check has found them sound.
fn tables(document: &Document) -> Vec<(String, Vec<Ladder>)> {
    let scope = TableScope::of(document);
    let mut faults = Collector::default();
    let parameters = document.parameters.iter();
    let tables = parameters.filter_map(|parameter| match &parameter.published {
        Some(Published::Table(rows)) => {
            Some((parameter.id.clone(), scope.ladders(rows, "", &mut faults)))
        }
        _ => None,
    });
    tables.collect()
}

fn ties(document: &Document, scope: &Scope) -> Vec<Tie> {
    let mut ties = Vec::new();
    let mut add = |tie| {
        if !ties.contains(&tie) {
            ties.push(tie);
        }
    };
    let mut together: Vec<(usize, usize)> = Vec::new();
    for (place, fact) in document.facts.iter().enumerate() {
        for constraint in &fact.constraints {
            match constraint {
                Constraint::NotAfter(other) => {
                    scope
                        .fact(other)
                        .into_iter()
                        .for_each(|other| add(Tie::NotAfter(place, other)));
                }
                Constraint::NeverWith(other) => {
                    together.extend(scope.fact(other).map(|other| (place, other)));
                }
            }
        }
    }
    // Never together is transitive: every pair is said.
    let mut joined = Joined {
        group: (0..scope.slots.len()).collect(),
    };
    together
        .iter()
        .for_each(|(one, two)| joined.join(*one, *two));
    for two in 0..scope.facts {
        for one in 0..two {
            if joined.of_slot(one) == joined.of_slot(two) {
                add(Tie::NeverWith(one, two));
            }
        }
    }
    ties
}

/// A condition on its way to nodes. A tag marks what gets a node of its own in the answer.
enum Tree {
    Leaf(Leaf),
    Not(Box<Self>),
    Group(Op, Vec<Self>),
    Tagged(usize, Box<Self>),
}

impl Tree {
    fn slots(&self, into: &mut Vec<usize>) {
        match self {
            Self::Leaf(leaf) => into.extend(leaf_slots(leaf)),
            Self::Not(inner) | Self::Tagged(_, inner) => inner.slots(into),
            Self::Group(_, children) => children.iter().for_each(|child| child.slots(into)),
        }
    }
}

/// The slots a leaf reads.
fn leaf_slots(leaf: &Leaf) -> impl Iterator<Item = usize> {
    let bound = |bound| match bound {
        Bound::Slot(slot, _) => Some(slot),
        _ => None,
    };
    [Some(leaf.slot), bound(leaf.lo), bound(leaf.hi)]
        .into_iter()
        .flatten()
}

/// Builds one programme: trees first, then nodes, then clusters.
struct Builder<'document> {
    document: &'document Document,
    scope: &'document Scope,
    tags: usize,
    nodes: Vec<Node>,
    leaves: Vec<Leaf>,
    tagged: Vec<(usize, usize)>,
}

fn compile_programme(
    document: &Document,
    programme: &Programme,
    scope: &Scope,
    ties: &[Tie],
) -> Result<Program, Refusal> {
    let mut builder = Builder {
        document,
        scope,
        tags: 0,
        nodes: Vec::new(),
        leaves: Vec::new(),
        tagged: Vec::new(),
    };
    let lists = [
        (&programme.criteria, Role::Criterion),
        (&programme.bars, Role::Bar),
        (&programme.risks, Role::Risk),
    ];
    let mut outlines = Vec::new();
    let mut outcome = Vec::new();
    let mut risks = Vec::new();
    for (items, role) in lists {
        for item in items {
            let (outline, tree) = builder.item(item, role)?;
            outlines.push(outline);
            let trees = if role == Role::Risk {
                &mut risks
            } else {
                &mut outcome
            };
            trees.push(tree);
        }
    }
    let joined = Joined::of(scope.slots.len(), ties, outcome.iter().chain(&risks));
    let outcome = Tree::Group(Op::All, outcome);
    let outcome_slots = slots_of(&outcome);
    let mut risk_slots = Vec::new();
    let mut clusters = Vec::new();
    let root = builder.plant(outcome, &joined, &mut clusters)?;
    for tree in risks {
        risk_slots.extend(slots_of(&tree));
        builder.plant(tree, &joined, &mut clusters)?;
    }
    let read = outcome_slots.iter().chain(&risk_slots);
    let metrics = read.filter_map(|slot| slot.checked_sub(scope.first_metric));
    let mut metrics: Vec<usize> = metrics.collect();
    order::sort_unique(&mut metrics);
    let criteria: Vec<Named> = outlines
        .into_iter()
        .filter_map(|outline| outline.settle(&builder))
        .collect();
    Ok(Program {
        id: programme.id.clone(),
        caveats: caveats(document, programme, &criteria),
        nodes: builder.nodes,
        leaves: builder.leaves,
        root,
        criteria,
        clusters,
        outcome_slots,
        risk_slots,
        metrics,
        tasks: programme
            .tasks
            .iter()
            .map(|task| task_table(document, task))
            .collect(),
        review: programme.procedure.iter().find_map(|step| step.review),
    })
}

fn task_table(document: &Document, task: &Task) -> TaskTable {
    let place = |id: &String| document.metrics.iter().position(|metric| metric.id == *id);
    TaskTable {
        id: task.id.clone(),
        clause: task.clause.clone(),
        table: task.table.clone(),
        metrics: task.metrics.iter().filter_map(place).collect(),
    }
}

fn slots_of(tree: &Tree) -> Vec<usize> {
    let mut slots = Vec::new();
    tree.slots(&mut slots);
    order::sort_unique(&mut slots);
    slots
}

/// A named condition before its node is known.
struct Outline {
    tag: usize,
    named: Named,
    children: Vec<Self>,
}

impl Outline {
    fn settle(self, builder: &Builder<'_>) -> Option<Named> {
        let tagged = builder.tagged.iter().find(|(tag, _)| *tag == self.tag);
        let (_, node) = *tagged?;
        let children = self.children.into_iter();
        Some(Named {
            node,
            leaf: builder.single_leaf(node),
            children: children.filter_map(|child| child.settle(builder)).collect(),
            ..self.named
        })
    }
}

impl Builder<'_> {
    fn item(&mut self, item: &CriterionItem, role: Role) -> Result<(Outline, Tree), Refusal> {
        let none = Vec::new();
        let (criterion, more) = match item {
            CriterionItem::Own(criterion) => (Some(criterion.as_ref()), &none),
            CriterionItem::Use(item) => {
                let shared = self.document.shared.iter();
                (
                    shared.into_iter().find(|shared| shared.id == item.id),
                    &item.assumptions,
                )
            }
        };
        let criterion: &Criterion = criterion.ok_or_else(internal)?;
        let mut children = Vec::new();
        let inner = self.tree(&criterion.condition, &criterion.clause, role, &mut children)?;
        let tag = self.tag();
        let tree = match role {
            Role::Criterion => inner,
            Role::Bar | Role::Risk => Tree::Not(Box::new(inner)),
        };
        let assumptions = criterion.assumptions.iter().chain(more);
        let outline = Outline {
            tag,
            named: self.named(&criterion.id, &criterion.clause, role, assumptions),
            children,
        };
        Ok((outline, Tree::Tagged(tag, Box::new(tree))))
    }

    fn tree(
        &mut self,
        condition: &Condition,
        clause: &str,
        role: Role,
        outlines: &mut Vec<Outline>,
    ) -> Result<Tree, Refusal> {
        let mut inner = Vec::new();
        let named = condition.name.is_some();
        let into = if named { &mut inner } else { &mut *outlines };
        let tree = match &condition.operator {
            Operator::All(list) => Tree::Group(Op::All, self.trees(list, clause, role, into)?),
            Operator::Any(list) => Tree::Group(Op::Any, self.trees(list, clause, role, into)?),
            Operator::None(list) => {
                let any = Tree::Group(Op::Any, self.trees(list, clause, role, into)?);
                Tree::Not(Box::new(any))
            }
            Operator::Test(test) => Tree::Leaf(self.scope.leaf(test)?),
        };
        let Some(name) = &condition.name else {
            return Ok(tree);
        };
        let tag = self.tag();
        outlines.push(Outline {
            tag,
            named: self.named(&name.id, clause, role, name.assumptions.iter()),
            children: inner,
        });
        Ok(Tree::Tagged(tag, Box::new(tree)))
    }

    fn trees(
        &mut self,
        list: &[Condition],
        clause: &str,
        role: Role,
        outlines: &mut Vec<Outline>,
    ) -> Result<Vec<Tree>, Refusal> {
        list.iter()
            .map(|condition| self.tree(condition, clause, role, outlines))
            .collect()
    }

    fn tag(&mut self) -> usize {
        self.tags += 1;
        self.tags
    }

    fn named<'id>(
        &self,
        id: &str,
        clause: &str,
        role: Role,
        assumptions: impl Iterator<Item = &'id String>,
    ) -> Named {
        let decides = |id: &String| {
            let known = self.document.assumptions.iter();
            let found = known.into_iter().find(|assumption| assumption.id == *id);
            found.map_or(Decides::Always, |assumption| assumption.decides)
        };
        Named {
            id: id.to_owned(),
            clause: clause.to_owned(),
            role,
            node: 0,
            leaf: None,
            assumptions: assumptions.map(|id| (id.clone(), decides(id))).collect(),
            children: Vec::new(),
        }
    }

    /// Turns a tree into nodes and finds its clusters.
    fn plant(
        &mut self,
        tree: Tree,
        joined: &Joined,
        clusters: &mut Vec<Cluster>,
    ) -> Result<usize, Refusal> {
        let repeated = joined.repeated(&tree);
        let first = self.nodes.len();
        let root = self.flatten(regroup(tree, joined, &repeated));
        let found = find_clusters(&self.nodes, &self.leaves, first..=root, joined, &repeated);
        for cluster in found {
            clusters.push(cluster);
        }
        let slots = &self.scope.slots;
        let work = clusters
            .iter()
            .map(|cluster| work(cluster, &self.nodes, &self.leaves, slots));
        if work.fold(0, usize::saturating_add) > MOST_WORK {
            let expected = "conditions that share fewer facts".to_owned();
            return Err((ErrorCode::TooEntangled, "criteria", expected));
        }
        Ok(root)
    }

    fn flatten(&mut self, tree: Tree) -> usize {
        let first = self.nodes.len();
        let (op, children) = match tree {
            Tree::Tagged(tag, inner) => {
                let node = self.flatten(*inner);
                self.tagged.push((tag, node));
                return node;
            }
            Tree::Leaf(leaf) => {
                self.leaves.push(leaf);
                (Op::Leaf(self.leaves.len() - 1), Vec::new())
            }
            Tree::Not(inner) => (Op::Not, vec![self.flatten(*inner)]),
            Tree::Group(op, children) => {
                let children = children.into_iter().map(|child| self.flatten(child));
                (op, children.collect())
            }
        };
        self.nodes.push(Node {
            op,
            children,
            first,
        });
        self.nodes.len() - 1
    }

    fn single_leaf(&self, node: usize) -> Option<(usize, bool)> {
        let node = self.nodes.get(node)?;
        match node.op {
            Op::Leaf(leaf) => Some((leaf, false)),
            Op::Not => {
                let (leaf, turned) = self.single_leaf(*node.children.first()?)?;
                Some((leaf, !turned))
            }
            Op::All | Op::Any => match node.children.as_slice() {
                [only] => self.single_leaf(*only),
                _ => None,
            },
        }
    }
}

fn internal() -> Refusal {
    (
        ErrorCode::Internal,
        "",
        "a document that passed the check".to_owned(),
    )
}

/// Slots that share a tie or a leaf, as one group each.
struct Joined {
    group: Vec<usize>,
}

impl Joined {
    fn of<'tree>(slots: usize, ties: &[Tie], trees: impl Iterator<Item = &'tree Tree>) -> Self {
        let mut joined = Self {
            group: (0..slots).collect(),
        };
        for tie in ties {
            let [one, two] = tie.slots();
            joined.join(one, two);
        }
        for tree in trees {
            joined.join_leaves(tree);
        }
        joined
    }

    fn of_slot(&self, slot: usize) -> usize {
        self.group.get(slot).copied().unwrap_or(slot)
    }

    fn join(&mut self, one: usize, two: usize) {
        let (from, to) = (self.of_slot(one), self.of_slot(two));
        for group in &mut self.group {
            if *group == from {
                *group = to;
            }
        }
    }

    fn join_leaves(&mut self, tree: &Tree) {
        match tree {
            Tree::Leaf(leaf) => {
                for other in leaf_slots(leaf) {
                    self.join(leaf.slot, other);
                }
            }
            Tree::Not(inner) | Tree::Tagged(_, inner) => self.join_leaves(inner),
            Tree::Group(_, children) => children.iter().for_each(|child| self.join_leaves(child)),
        }
    }

    /// The groups that two leaves or more of the tree read.
    fn repeated(&self, tree: &Tree) -> Vec<usize> {
        let mut leaves = Vec::new();
        self.leaf_groups(tree, &mut leaves);
        order::sort_by(&mut leaves, |one, two| one < two);
        let pairs = leaves.iter().zip(leaves.iter().skip(1));
        let mut repeated: Vec<usize> = pairs
            .filter(|(one, two)| one == two)
            .map(|(one, _)| *one)
            .collect();
        repeated.dedup();
        repeated
    }

    fn leaf_groups(&self, tree: &Tree, into: &mut Vec<usize>) {
        match tree {
            Tree::Leaf(leaf) => into.push(self.of_slot(leaf.slot)),
            Tree::Not(inner) | Tree::Tagged(_, inner) => self.leaf_groups(inner, into),
            Tree::Group(_, children) => children
                .iter()
                .for_each(|child| self.leaf_groups(child, into)),
        }
    }
}

/// Puts children that share repeated slots under a node of their own, so that clusters stay small.
fn regroup(tree: Tree, joined: &Joined, repeated: &[usize]) -> Tree {
    let (op, children) = match tree {
        Tree::Leaf(_) => return tree,
        Tree::Not(inner) => return Tree::Not(Box::new(regroup(*inner, joined, repeated))),
        Tree::Tagged(tag, inner) => {
            return Tree::Tagged(tag, Box::new(regroup(*inner, joined, repeated)));
        }
        Tree::Group(op, children) => (op, children),
    };
    let mut parts: Vec<(Vec<usize>, Vec<Tree>)> = Vec::new();
    for child in children {
        let child = regroup(child, joined, repeated);
        let mut groups = Vec::new();
        joined.leaf_groups(&child, &mut groups);
        let mut groups: Vec<usize> = groups
            .into_iter()
            .filter(|group| repeated.contains(group))
            .collect();
        let mut members = Vec::new();
        let mut apart = Vec::new();
        for (other, trees) in parts {
            if other.iter().all(|group| !groups.contains(group)) {
                apart.push((other, trees));
            } else {
                groups.extend(other);
                members.extend(trees);
            }
        }
        members.push(child);
        apart.push((groups, members));
        parts = apart;
    }
    let alone = parts.len() == 1;
    let children = parts.into_iter().flat_map(|(_, mut trees)| {
        if alone || trees.len() == 1 {
            trees
        } else {
            trees = vec![Tree::Group(op, trees)];
            trees
        }
    });
    Tree::Group(op, children.collect())
}

/// Clusters of one tree, inner ones first.
fn find_clusters(
    nodes: &[Node],
    leaves: &[Leaf],
    tree: std::ops::RangeInclusive<usize>,
    joined: &Joined,
    repeated: &[usize],
) -> Vec<Cluster> {
    let group_of = |node: usize| match nodes.get(node)?.op {
        Op::Leaf(leaf) => Some(joined.of_slot(leaves.get(leaf)?.slot)),
        _ => None,
    };
    let first_of = |node: usize| nodes.get(node).map_or(node, |node| node.first);
    let root_over = |places: &[usize]| -> usize {
        let low = places.first().copied().unwrap_or_default();
        let high = places.last().copied().unwrap_or_default();
        let mut above = (high..=*tree.end()).filter(|node| first_of(*node) <= low);
        above.next().unwrap_or(*tree.end())
    };
    // Each: its groups, its leaves' nodes in order.
    let mut parts: Vec<(Vec<usize>, Vec<usize>)> = repeated
        .iter()
        .map(|group| {
            let places = tree.clone().filter(|node| group_of(*node) == Some(*group));
            (vec![*group], places.collect())
        })
        .collect();
    // Two that reach into each other are one.
    while let Some((one, two)) = overlapping(&parts, |places| {
        let root = root_over(places);
        first_of(root)..=root
    }) {
        let (groups, places) = parts.remove(two);
        if let Some(part) = parts.get_mut(one) {
            part.0.extend(groups);
            part.1.extend(places);
            order::sort_unique(&mut part.1);
        }
    }
    let mut clusters: Vec<Cluster> = parts
        .into_iter()
        .map(|(groups, places)| {
            let root = root_over(&places);
            let over = |node: &usize| {
                places
                    .iter()
                    .any(|place| (first_of(*node)..=*node).contains(place))
            };
            let slots: Vec<usize> = (0..joined.group.len())
                .filter(|slot| groups.contains(&joined.of_slot(*slot)))
                .collect();
            Cluster {
                root,
                groups: slots.iter().map(|slot| joined.of_slot(*slot)).collect(),
                slots,
                nodes: (first_of(root)..=root).filter(over).collect(),
            }
        })
        .collect();
    order::sort_by(&mut clusters, |one, two| one.root < two.root);
    clusters
}

fn overlapping(
    parts: &[(Vec<usize>, Vec<usize>)],
    slice: impl Fn(&[usize]) -> std::ops::RangeInclusive<usize>,
) -> Option<(usize, usize)> {
    let reaches = |one: &[usize], two: &[usize]| {
        let slice = slice(one);
        two.iter().any(|place| slice.contains(place))
    };
    parts.iter().enumerate().find_map(|(two, (_, right))| {
        let earlier = parts.iter().take(two).enumerate();
        earlier
            .into_iter()
            .find(|(_, (_, left))| reaches(left, right) && reaches(right, left))
            .map(|(one, _)| (one, two))
    })
}

/// How many evaluations of a node a cluster takes at the most, for all days and all pairs of values.
fn work(cluster: &Cluster, nodes: &[Node], leaves: &[Leaf], slots: &[Slot]) -> usize {
    let leaf_of = |node: &usize| match nodes.get(*node)?.op {
        Op::Leaf(leaf) => leaves.get(leaf),
        _ => None,
    };
    let own: Vec<&Leaf> = cluster.nodes.iter().filter_map(leaf_of).collect();
    let members = cluster.slots.iter().zip(&cluster.groups);
    let values = members.map(|(slot, group)| {
        let together: Vec<usize> = cluster
            .slots
            .iter()
            .zip(&cluster.groups)
            .filter(|(_, other)| *other == group)
            .map(|(slot, _)| *slot)
            .collect();
        let read = own.iter().filter(|leaf| together.contains(&leaf.slot));
        let fixed: usize = read.map(|leaf| fixed_bounds(leaf)).sum();
        let points = if together.len() == 1 {
            fixed * 2 + 2
        } else {
            (fixed * 2 + together.len() * 2) * (together.len() * 2 + 1)
        };
        let domain = slots.get(*slot).map_or(points, |slot| match slot.kind {
            ValueType::Boolean => 2,
            ValueType::Choice => slot.options.len(),
            _ => points,
        });
        points.min(domain) + 1
    });
    let values: Vec<usize> = values.collect();
    let tuples = values
        .iter()
        .fold(1, |tuples: usize, values| tuples.saturating_mul(*values));
    let dated = own.iter().filter(|leaf| is_dated(leaf)).count();
    let days = 1 + dated * cluster.slots.len() * 4;
    let pairs: usize = values.iter().sum();
    tuples
        .saturating_mul(cluster.nodes.len())
        .saturating_mul(days.max(pairs))
}

/// How many bounds of a leaf are not other slots' values.
fn fixed_bounds(leaf: &Leaf) -> usize {
    let fixed = |bound| usize::from(!matches!(bound, Bound::Open | Bound::Slot(..)));
    fixed(leaf.lo) + fixed(leaf.hi)
}

/// Whether a leaf compares to the day of assessment.
fn is_dated(leaf: &Leaf) -> bool {
    matches!(
        leaf.asked,
        Asked::Within(_) | Asked::NotWithin(_) | Asked::Ahead(_)
    )
}

fn caveats(document: &Document, programme: &Programme, criteria: &[Named]) -> Vec<(String, Shown)> {
    let mut shown = Vec::new();
    for id in &programme.caveats {
        let caveat = document.caveats.iter().find(|caveat| caveat.id == *id);
        let when = match caveat.and_then(|caveat| caveat.when.as_ref()) {
            None => Shown::Always,
            Some(CaveatWhen::ClosesDuringReview(_)) => Shown::ClosesDuringReview,
            Some(CaveatWhen::OnlyThrough(criterion)) => {
                let Some(node) = find_named(criteria, criterion) else {
                    continue;
                };
                Shown::OnlyThrough(node)
            }
        };
        shown.push((id.clone(), when));
    }
    shown
}

fn find_named(criteria: &[Named], id: &str) -> Option<usize> {
    criteria.iter().find_map(|named| {
        if named.id == id {
            Some(named.node)
        } else {
            find_named(&named.children, id)
        }
    })
}
