//! Checks what a document says against itself: ids, references, types, bounds. All that is wrong is said at once.

use super::compile::{Scope, literal_ordinal};
use super::condition::{Condition, Operator, Subject};
use super::document::{
    CaveatWhen, Constraint, Criterion, CriterionItem, Document, Fact, Measure, Programme,
    Published, Step, ValueType, Window,
};
use super::table::TableScope;
use crate::fault::{Collector, ErrorCode, Fault, item, nth, under};

/// Reports what is wrong with a document whose place in the input is `path`.
pub(super) fn check(document: &Document, path: &str, faults: &mut Collector) {
    let mut check = Check {
        document,
        scope: Scope::of(document),
        faults,
    };
    check.sizes(path);
    check.constraints_are_few(path);
    check.ids(path);
    check.clauses(path);
    check.values(path);
    check.metrics(path);
    for (place, criterion) in document.shared.iter().enumerate() {
        check.criterion(criterion, None, &nth(path, "shared", place));
    }
    for (place, caveat) in document.caveats.iter().enumerate() {
        if let Some(CaveatWhen::ClosesDuringReview(false)) = caveat.when {
            let path = under(&nth(path, "caveats", place), "when/closesDuringReview");
            check.faults.report(ErrorCode::OutOfRange, path, "true");
        }
    }
    for (place, programme) in document.programmes.iter().enumerate() {
        check.programme(programme, &nth(path, "programmes", place));
    }
}

/// At most so many facts, and as many parameters.
const MOST_FACTS: usize = 200;
/// At most so many constraints.
const MOST_CONSTRAINTS: usize = 20;
/// At most so many programmes.
const MOST_PROGRAMMES: usize = 50;
/// At most so many ids in any other list.
const MOST_IDS: usize = 1_000;
/// At most so many conditions in a programme, and criteria that programmes share.
const MOST_CONDITIONS: usize = 500;

struct Check<'document, 'faults> {
    document: &'document Document,
    scope: Scope,
    faults: &'faults mut Collector,
}

impl Check<'_, '_> {
    /// A document is of a size that people write, so that no answer takes long.
    fn sizes(&mut self, path: &str) {
        let document = self.document;
        let lists = [
            ("facts", document.facts.len(), MOST_FACTS),
            ("parameters", document.parameters.len(), MOST_FACTS),
            ("metrics", document.metrics.len(), MOST_FACTS),
            ("programmes", document.programmes.len(), MOST_PROGRAMMES),
            ("shared", document.shared.len(), MOST_CONDITIONS),
            ("locales", document.locales.len(), MOST_PROGRAMMES),
        ];
        for (key, size, most) in lists {
            if size > most {
                let expected = format!("at most {most} of them");
                self.faults
                    .report(ErrorCode::TooLarge, under(path, key), expected);
            }
        }
    }

    /// Ids are unique in their list.
    fn ids(&mut self, path: &str) {
        let document = self.document;
        let fact_ids = document.facts.iter().map(|fact| &fact.id);
        let parameter_ids = document.parameters.iter().map(|parameter| &parameter.id);
        let metric_ids = document.metrics.iter().map(|metric| &metric.id);
        let all: Vec<&String> = fact_ids.chain(parameter_ids).chain(metric_ids).collect();
        self.unique(all, &|place| {
            let (facts, parameters) = (document.facts.len(), document.parameters.len());
            if place < facts {
                under(&nth(path, "facts", place), "id")
            } else if place < facts + parameters {
                under(&nth(path, "parameters", place - facts), "id")
            } else {
                under(&nth(path, "metrics", place - facts - parameters), "id")
            }
        });
        self.unique_list(document.locales.iter(), &under(path, "locales"), "");
        self.unique_list(
            document.clauses.iter().map(|it| &it.id),
            &under(path, "clauses"),
            "/id",
        );
        self.unique_list(
            document.assumptions.iter().map(|it| &it.id),
            &under(path, "assumptions"),
            "/id",
        );
        self.unique_list(
            document.reward_kinds.iter().map(|it| &it.id),
            &under(path, "rewardKinds"),
            "/id",
        );
        self.unique_list(
            document.shared.iter().map(|it| &it.id),
            &under(path, "shared"),
            "/id",
        );
        self.unique_list(
            document.caveats.iter().map(|it| &it.id),
            &under(path, "caveats"),
            "/id",
        );
        self.unique_list(
            document.programmes.iter().map(|it| &it.id),
            &under(path, "programmes"),
            "/id",
        );
        if document.programmes.is_empty() {
            self.faults.report(
                ErrorCode::Empty,
                under(path, "programmes"),
                "at least one programme",
            );
        }
    }

    fn unique_list<'id>(
        &mut self,
        ids: impl Iterator<Item = &'id String>,
        path: &str,
        suffix: &str,
    ) {
        self.unique(ids.collect(), &|place| format!("{path}/{place}{suffix}"));
    }

    fn unique(&mut self, ids: Vec<&String>, path: &dyn Fn(usize) -> String) {
        if ids.len() > MOST_IDS {
            let expected = format!("at most {MOST_IDS} of them");
            self.faults
                .report(ErrorCode::TooLarge, path(MOST_IDS), expected);
            return;
        }
        for (place, id) in ids.iter().enumerate() {
            if ids.iter().take(place).any(|other| other == id) {
                self.faults
                    .report(ErrorCode::DuplicateId, path(place), "an id used once");
            }
        }
    }

    fn refer<'id>(
        &mut self,
        id: &str,
        path: String,
        what: &str,
        known: impl IntoIterator<Item = &'id String>,
    ) {
        let known: Vec<&str> = known.into_iter().map(String::as_str).collect();
        if !known.contains(&id) {
            let fault = Fault::new(
                ErrorCode::UnknownReference,
                path,
                format!("the id of {what}"),
            );
            self.faults.add(fault.suggesting(id, known));
        }
    }

    fn clause(&mut self, id: &str, path: &str) {
        let known = self.document.clauses.iter().map(|clause| &clause.id);
        self.refer(id, under(path, "clause"), "a clause", known);
    }

    /// Every clause that is named exists.
    fn clauses(&mut self, path: &str) {
        let document = self.document;
        for (place, item) in document.assumptions.iter().enumerate() {
            self.clause(&item.clause, &nth(path, "assumptions", place));
        }
        for (place, item) in document.facts.iter().enumerate() {
            self.clause(&item.clause, &nth(path, "facts", place));
        }
        for (place, item) in document.parameters.iter().enumerate() {
            self.clause(&item.clause, &nth(path, "parameters", place));
        }
        for (place, item) in document.metrics.iter().enumerate() {
            self.clause(&item.clause, &nth(path, "metrics", place));
        }
        for (place, item) in document.caveats.iter().enumerate() {
            self.clause(&item.clause, &nth(path, "caveats", place));
        }
    }

    /// Constraints are few, so that narrowing by them is quick.
    fn constraints_are_few(&mut self, path: &str) {
        let constraints: usize = self
            .document
            .facts
            .iter()
            .map(|fact| fact.constraints.len())
            .sum();
        if constraints > MOST_CONSTRAINTS {
            let expected = format!("at most {MOST_CONSTRAINTS} constraints in all");
            self.faults
                .report(ErrorCode::TooLarge, under(path, "facts"), expected);
        }
    }

    /// Bounds, options, constraints and published values fit their types.
    fn values(&mut self, path: &str) {
        for (place, fact) in self.document.facts.iter().enumerate() {
            let path = nth(path, "facts", place);
            self.bounds(fact.kind, fact.min, fact.max, &path);
            self.options(fact, &path);
            self.ledger(place, fact, &path);
            for (index, constraint) in fact.constraints.iter().enumerate() {
                self.constraint(fact, constraint, &nth(&path, "constraints", index));
            }
        }
        for (place, parameter) in self.document.parameters.iter().enumerate() {
            let path = nth(path, "parameters", place);
            self.bounds(parameter.kind, parameter.min, parameter.max, &path);
            let Some(published) = &parameter.published else {
                continue;
            };
            let path = under(&path, "published");
            let literal = match (published, parameter.kind) {
                (Published::Value(literal), _) => literal,
                (Published::Table(rows), ValueType::TierTable) => {
                    TableScope::of(self.document).ladders(rows, &path, self.faults);
                    continue;
                }
                (Published::Table(_), kind) => {
                    let expected = format!("a value of type {}", kind.name());
                    self.faults.report(ErrorCode::WrongType, path, expected);
                    continue;
                }
            };
            match literal_ordinal(parameter.kind, &[], literal) {
                Err((code, expected)) => self.faults.report(code, path, expected),
                Ok(value) => {
                    let slot = self.scope.parameter(&parameter.id);
                    let domain = slot.and_then(|slot| self.scope.slots.get(slot));
                    if domain.is_some_and(|slot| value < slot.domain.lo || value > slot.domain.hi) {
                        self.faults.report(
                            ErrorCode::OutOfRange,
                            path,
                            "a value within the bounds",
                        );
                    }
                }
            }
        }
    }

    /// What a ledger says is said of one past event each.
    fn ledger(&mut self, place: usize, fact: &Fact, path: &str) {
        let Some(own) = fact.from_ledger else { return };
        let path = under(path, "fromLedger");
        let mut earlier = self.document.facts.iter().take(place);
        if fact.kind != ValueType::PastEvent {
            let expected = "fromLedger on a pastEvent only";
            self.faults.report(ErrorCode::WrongPlace, path, expected);
        } else if earlier.any(|fact| fact.from_ledger == Some(own)) {
            let expected = "one fact for each thing a ledger says";
            self.faults.report(ErrorCode::DuplicateId, path, expected);
        }
    }

    /// Measures, windows and what they refer to fit each other.
    fn metrics(&mut self, path: &str) {
        let document = self.document;
        for (place, metric) in document.metrics.iter().enumerate() {
            let path = nth(path, "metrics", place);
            let fact_ids = |kind: ValueType| {
                let facts = document.facts.iter();
                facts
                    .filter(move |fact| fact.kind == kind)
                    .map(|fact| &fact.id)
            };
            if let Some(id) = &metric.share_of {
                let path = under(&path, "shareOf");
                if !matches!(metric.measure, Measure::Gmv | Measure::NetGmv) {
                    let expected = "shareOf with gmv or netGmv only";
                    self.faults.report(ErrorCode::WrongPlace, path, expected);
                } else {
                    self.refer(id, path, "a fact of type money", fact_ids(ValueType::Money));
                }
            }
            let Window::OneBroadcast(window) = &metric.window else {
                continue;
            };
            if let Some(id) = &window.on {
                let path = under(&path, "window/oneBroadcast/on");
                let planned = fact_ids(ValueType::PlannedEvent);
                self.refer(id, path, "a fact of type plannedEvent", planned);
            }
            if matches!(
                metric.measure,
                Measure::Count | Measure::Days | Measure::RefundRate
            ) {
                let path = under(&path, "measure");
                let expected = "a measure of which one broadcast can have the most";
                self.faults.report(ErrorCode::WrongPlace, path, expected);
            }
        }
    }

    fn bounds(&mut self, kind: ValueType, min: Option<f64>, max: Option<f64>, path: &str) {
        for (bound, key) in [(min, "min"), (max, "max")] {
            let Some(number) = bound else { continue };
            let path = under(path, key);
            if !kind.is_number() {
                let expected = format!("no {key} for type {}", kind.name());
                self.faults.report(ErrorCode::WrongPlace, path, expected);
            } else if let Err(code) = kind.encode(number) {
                self.faults
                    .report(code, path, format!("a value of type {}", kind.name()));
            }
        }
        let (natural_min, natural_max) = kind.natural_bounds();
        if let (Some(min), Some(max)) = (min.or(natural_min), max.or(natural_max))
            && min > max
        {
            self.faults
                .report(ErrorCode::NeverSatisfiable, path, "min no greater than max");
        }
    }

    fn options(&mut self, fact: &Fact, path: &str) {
        let path = under(path, "options");
        match (fact.kind, fact.options.is_empty()) {
            (ValueType::Choice, true) => {
                self.faults
                    .report(ErrorCode::Empty, path, "at least one option")
            }
            (ValueType::Choice, false) => {
                self.unique_list(fact.options.iter().map(|choice| &choice.id), &path, "/id");
            }
            (_, false) => {
                let expected = format!("no options for type {}", fact.kind.name());
                self.faults.report(ErrorCode::WrongPlace, path, expected);
            }
            (_, true) => {}
        }
    }

    fn constraint(&mut self, fact: &Fact, constraint: &Constraint, path: &str) {
        let (other, key) = match constraint {
            Constraint::NotAfter(other) => (other, "notAfter"),
            Constraint::NeverWith(other) => (other, "neverWith"),
        };
        let events = self
            .document
            .facts
            .iter()
            .filter(|other| other.kind == ValueType::PastEvent);
        let events = events
            .filter(|event| event.id != fact.id)
            .map(|event| &event.id);
        self.refer(
            other,
            under(path, key),
            "another fact of type pastEvent",
            events,
        );
        if fact.kind != ValueType::PastEvent {
            self.faults.report(
                ErrorCode::WrongPlace,
                path,
                "constraints on a pastEvent only",
            );
        }
    }

    /// `role` is none where a programme gives it later.
    fn criterion(&mut self, criterion: &Criterion, negative: Option<bool>, path: &str) {
        self.clause(&criterion.clause, path);
        self.assumptions(&criterion.assumptions, path);
        let path = under(path, "condition");
        self.condition(&criterion.condition, negative.unwrap_or(false), &path);
    }

    fn assumptions(&mut self, ids: &[String], path: &str) {
        let document = self.document;
        for (place, id) in ids.iter().enumerate() {
            let path = nth(path, "assumptions", place);
            let known = document.assumptions.iter().map(|assumption| &assumption.id);
            self.refer(id, path, "an assumption", known);
        }
    }

    fn condition(&mut self, condition: &Condition, negative: bool, path: &str) {
        if let Some(name) = &condition.name {
            if negative {
                let expected = "no named condition in a bar, a risk or under none: its result would be turned round";
                self.faults
                    .report(ErrorCode::WrongPlace, under(path, "id"), expected);
            }
            self.assumptions(&name.assumptions, path);
        }
        match &condition.operator {
            Operator::All(list) => self.conditions(list, negative, &under(path, "all")),
            Operator::Any(list) => self.conditions(list, negative, &under(path, "any")),
            Operator::None(list) => self.conditions(list, true, &under(path, "none")),
            Operator::Test(test) => {
                let Err((code, key, expected)) = self.scope.leaf(test) else {
                    return;
                };
                let fault = Fault::new(code, under(path, key), expected);
                let fault = match (&test.subject, key) {
                    (Subject::Fact(id), "fact") => fault
                        .suggesting(id, self.document.facts.iter().map(|fact| fact.id.as_str())),
                    (Subject::Parameter(id), "parameter") => {
                        let known = self.document.parameters.iter();
                        fault.suggesting(id, known.map(|parameter| parameter.id.as_str()))
                    }
                    (Subject::Metric(id), "metric") => {
                        let known = self.document.metrics.iter();
                        fault.suggesting(id, known.map(|metric| metric.id.as_str()))
                    }
                    _ => fault,
                };
                self.faults.add(fault);
            }
        }
    }

    fn conditions(&mut self, list: &[Condition], negative: bool, path: &str) {
        for (place, condition) in list.iter().enumerate() {
            self.condition(condition, negative, &item(path, place));
        }
    }

    fn programme(&mut self, programme: &Programme, path: &str) {
        let document = self.document;
        self.clause(&programme.clause, path);
        let mut ids = Vec::new();
        let lists = [
            (&programme.criteria, "criteria", false),
            (&programme.bars, "bars", true),
            (&programme.risks, "risks", true),
        ];
        for (items, key, negative) in lists {
            for (place, item) in items.iter().enumerate() {
                let path = nth(path, key, place);
                self.item(item, negative, &path, &mut ids);
            }
        }
        let conditions: usize = lists
            .into_iter()
            .map(|(items, _, _)| self.conditions_in(items))
            .sum();
        if conditions > MOST_CONDITIONS {
            let expected = format!("at most {MOST_CONDITIONS} conditions");
            self.faults.report(ErrorCode::TooLarge, path, expected);
        }
        for (place, (id, path)) in ids.iter().enumerate() {
            if ids.iter().take(place).any(|(other, _)| other == id) {
                let expected = "an id used once in the programme";
                self.faults
                    .report(ErrorCode::DuplicateId, path.clone(), expected);
            }
        }
        self.caveats(programme, &ids, path);
        for (place, task) in programme.tasks.iter().enumerate() {
            let path = nth(path, "tasks", place);
            self.clause(&task.clause, &path);
            self.table(&task.table, &path);
            for (index, id) in task.metrics.iter().enumerate() {
                let known = document.metrics.iter().map(|metric| &metric.id);
                self.refer(id, nth(&path, "metrics", index), "a metric", known);
            }
        }
        self.unique_list(
            programme.tasks.iter().map(|task| &task.id),
            &under(path, "tasks"),
            "/id",
        );
        for (place, reward) in programme.rewards.iter().enumerate() {
            let path = nth(path, "rewards", place);
            self.clause(&reward.clause, &path);
            let kinds = document.reward_kinds.iter().map(|kind| &kind.id);
            self.refer(&reward.kind, under(&path, "kind"), "a reward kind", kinds);
            if let Some(table) = &reward.table {
                self.table(table, &path);
            }
        }
        self.unique_list(
            programme.rewards.iter().map(|reward| &reward.id),
            &under(path, "rewards"),
            "/id",
        );
        for (place, step) in programme.procedure.iter().enumerate() {
            self.step(step, &nth(path, "procedure", place));
        }
        self.unique_list(
            programme.procedure.iter().map(|step| &step.id),
            &under(path, "procedure"),
            "/id",
        );
    }

    /// How many conditions a list of criteria has, those of shared ones included.
    fn conditions_in(&self, items: &[CriterionItem]) -> usize {
        let sizes = items.iter().map(|item| match item {
            CriterionItem::Own(criterion) => size(&criterion.condition),
            CriterionItem::Use(item) => {
                let shared = self
                    .document
                    .shared
                    .iter()
                    .find(|shared| shared.id == item.id);
                shared.map_or(0, |shared| size(&shared.condition))
            }
        });
        sizes.sum()
    }

    fn item<'id>(
        &mut self,
        item: &'id CriterionItem,
        negative: bool,
        path: &str,
        ids: &mut Vec<(&'id String, String)>,
    ) where
        Self: 'id,
    {
        match item {
            CriterionItem::Own(criterion) => {
                self.criterion(criterion, Some(negative), path);
                ids.push((&criterion.id, under(path, "id")));
                names(&criterion.condition, &under(path, "condition"), ids);
            }
            CriterionItem::Use(item) => {
                let known = self.document.shared.iter().map(|shared| &shared.id);
                self.refer(&item.id, under(path, "use"), "a shared criterion", known);
                self.assumptions(&item.assumptions, path);
                ids.push((&item.id, under(path, "use")));
                let document = self.document;
                let shared = document.shared.iter().find(|shared| shared.id == item.id);
                if let Some(shared) = shared
                    && negative
                    && has_names(&shared.condition)
                {
                    let expected = "a criterion without named parts, as a bar or a risk";
                    self.faults
                        .report(ErrorCode::WrongPlace, under(path, "use"), expected);
                }
            }
        }
    }

    fn caveats(&mut self, programme: &Programme, named: &[(&String, String)], path: &str) {
        let document = self.document;
        self.unique_list(programme.caveats.iter(), &under(path, "caveats"), "");
        for (place, id) in programme.caveats.iter().enumerate() {
            let path = nth(path, "caveats", place);
            let known = document.caveats.iter().map(|caveat| &caveat.id);
            self.refer(id, path.clone(), "a caveat", known);
            let caveat = document.caveats.iter().find(|caveat| caveat.id == *id);
            match caveat.and_then(|caveat| caveat.when.as_ref()) {
                Some(CaveatWhen::OnlyThrough(criterion))
                    if named.iter().all(|(id, _)| *id != criterion) =>
                {
                    let expected =
                        format!("a caveat whose criterion {criterion} the programme has");
                    self.faults
                        .report(ErrorCode::UnknownReference, path, expected);
                }
                Some(CaveatWhen::ClosesDuringReview(_))
                    if programme.procedure.iter().all(|step| step.review.is_none()) =>
                {
                    let expected = "a programme whose procedure has a review";
                    self.faults.report(ErrorCode::WrongPlace, path, expected);
                }
                _ => {}
            }
        }
    }

    fn table(&mut self, id: &str, path: &str) {
        let parameters = self.document.parameters.iter();
        let tables = parameters.filter(|parameter| parameter.kind == ValueType::TierTable);
        let tables = tables.map(|parameter| &parameter.id);
        self.refer(
            id,
            under(path, "table"),
            "a parameter of type tierTable",
            tables,
        );
    }

    fn step(&mut self, step: &Step, path: &str) {
        self.clause(&step.clause, path);
        if step.review.is_some() && self.document.calendar.is_none() {
            let expected = "a document with a calendar, to count business days";
            self.faults
                .report(ErrorCode::WrongPlace, under(path, "review"), expected);
        }
        if let Some(deadline) = &step.deadline {
            let facts = self.document.facts.iter();
            let planned = facts
                .filter(|fact| fact.kind == ValueType::PlannedEvent)
                .map(|fact| &fact.id);
            let path = under(path, "deadline/before");
            self.refer(
                &deadline.before,
                path,
                "a fact of type plannedEvent",
                planned,
            );
        }
    }
}

/// The ids of a condition's named parts, and where they stand.
fn names<'id>(condition: &'id Condition, path: &str, into: &mut Vec<(&'id String, String)>) {
    if let Some(name) = &condition.name {
        into.push((&name.id, under(path, "id")));
    }
    let (list, key) = match &condition.operator {
        Operator::All(list) => (list, "all"),
        Operator::Any(list) => (list, "any"),
        Operator::None(list) => (list, "none"),
        Operator::Test(_) => return,
    };
    for (place, part) in list.iter().enumerate() {
        names(part, &nth(path, key, place), into);
    }
}

/// How many conditions a condition is made of.
fn size(condition: &Condition) -> usize {
    match &condition.operator {
        Operator::All(list) | Operator::Any(list) | Operator::None(list) => {
            1 + list.iter().map(size).sum::<usize>()
        }
        Operator::Test(_) => 1,
    }
}

fn has_names(condition: &Condition) -> bool {
    let mut found = Vec::new();
    names(condition, "", &mut found);
    !found.is_empty()
}
