//! The laws of what follows in time, each held against one question.

use std::sync::LazyLock;

use kaibo::time::Day;
use kaibo::{
    BUILT_IN, Faults, Fitting, Outcome, OutlookRequest, Policy, Remedies, Remedy, RemedyKind,
    Request,
};
use serde_json::{Map, Value, json};

use crate::applications::Question;
use crate::oracle::{Oracle, Smallest};
use crate::tally::{Law, Tally};

/// The built-in policy.
pub(crate) static POLICY: LazyLock<Policy> =
    LazyLock::new(|| Policy::parse(BUILT_IN).unwrap_or_else(|faults| panic!("{faults}")));

/// The built-in policy, as brute force reads it.
static ORACLE: LazyLock<Oracle> = LazyLock::new(|| {
    let document = serde_json::from_str(BUILT_IN).unwrap_or_else(|error| panic!("{error}"));
    Oracle::read(&document)
});

/// How many days an outlook is compared on.
const OUTLOOK_DAYS: i64 = 400;

/// The outcome on a day, of the facts known on the day of assessment.
pub(crate) fn outcome_on(
    question: &Question,
    application: &Value,
    day: Day,
) -> Result<Outcome, Faults> {
    let request = Request::on(&day.to_string())?
        .known_at(&question.as_of.to_string())?
        .programmes([question.programme]);
    let answer = POLICY.assess(application, &request)?;
    let programme = answer.programmes.first();
    Ok(programme.map_or(Outcome::Undetermined, |programme| programme.outcome))
}

fn request(question: &Question) -> Request {
    Request::on(&question.as_of.to_string()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// An outlook is what assess answers day by day.
pub(crate) fn outlook(question: &Question, tally: &mut Tally) {
    let look = |until| {
        let (programme, application) = (question.programme, &question.application);
        let asked = OutlookRequest {
            until,
            ..OutlookRequest::default()
        };
        let outlook = POLICY.outlook(programme, application, &request(question), &asked);
        outlook.unwrap_or_else(|faults| panic!("{faults}\n{question}"))
    };
    let whole = look(None);
    let windows = &whole.windows;
    let mut place = 0;
    for ahead in (0..OUTLOOK_DAYS).chain([500, 1_000, 3_650]) {
        let day = question.as_of.plus(ahead);
        while windows
            .get(place)
            .is_some_and(|window| window.to.is_some_and(|to| to < day))
        {
            place += 1;
        }
        let window = windows.get(place).filter(|window| window.from <= day);
        let assessed = outcome_on(question, &question.application, day);
        let assessed = assessed.unwrap_or_else(|faults| panic!("{faults}\n{question}"));
        let same = window.map(|window| window.outcome) == Some(assessed);
        tally.check(Law::OutlookIsEachDay, same, question, || {
            format!("{day}: {assessed:?}, {window:?}")
        });
    }
    let pairs = windows.iter().zip(windows.iter().skip(1));
    let mut joined = pairs.map(|(one, two)| {
        one.outcome != two.outcome && one.to.map(|to| to.plus(1)) == Some(two.from)
    });
    let ends = windows.first().map(|window| window.from) == Some(question.as_of)
        && windows.last().is_some_and(|window| window.to.is_none());
    let second = windows.get(1).map(|window| (window.from, window.outcome));
    let next = whole
        .next_change
        .as_ref()
        .map(|change| (change.on, change.outcome));
    let named = whole
        .next_change
        .as_ref()
        .is_none_or(|change| !change.criteria.is_empty());
    let contiguous = joined.all(|joined| joined) && ends && second == next && named;
    tally.check(Law::WindowsAreContiguous, contiguous, question, || {
        format!("{whole:?}")
    });
    // Where a window ends, on the day before, and in between.
    let ends = windows.iter().filter_map(|window| window.to);
    let untils = ends
        .flat_map(|to| [to.plus(-1), to, to.plus(1)])
        .chain([question.as_of.plus(17)]);
    for until in untils.filter(|until| *until >= question.as_of) {
        let mut expected = windows.clone();
        expected.retain(|window| window.from <= until);
        if let Some(window) = expected.last_mut() {
            window.to = Some(until);
        }
        let cut = look(Some(until));
        let change = cut.next_change.as_ref().map(|change| change.on);
        let same = cut.windows == expected && change == expected.get(1).map(|window| window.from);
        tally.check(Law::OutlookIsCutAtUntil, same, question, || {
            format!("until {until}: {cut:?}")
        });
    }
}

/// Each remedy is proved, smallest and earliest; all there are are listed.
pub(crate) fn remedies(question: &Question, tally: &mut Tally) {
    let found = POLICY.remedies(
        question.programme,
        &question.application,
        &request(question),
    );
    let found = found.unwrap_or_else(|faults| panic!("{faults}\n{question}"));
    for remedy in &found.remedies {
        let applied = Applied {
            question,
            remedy,
            facts: question.facts(),
        };
        applied.is_right_in_kind(tally);
        applied.is_proved_on_its_day(tally);
        applied.is_smallest(tally);
        applied.holds_on_the_side_of_its_bounds(tally);
    }
    listed_once(question, &found, tally);
    all_there_are(question, &found, tally);
}

/// A remedy, and the facts it is applied to.
struct Applied<'question> {
    question: &'question Question,
    remedy: &'question Remedy,
    facts: Map<String, Value>,
}

/// One fact a remedy changes or takes as given.
#[derive(Debug, Clone)]
struct Element {
    fact: String,
    value: Value,
    bound: Fitting,
    or_never: bool,
    changed: bool,
}

/// More elements than these, and not every part of a set is tried, but those without one or two of them.
const MOST_ELEMENTS: usize = 7;

impl Applied<'_> {
    fn elements(&self) -> Vec<Element> {
        let json = |value| serde_json::to_value(value).unwrap_or_default();
        let changes = self.remedy.changes.iter().map(|change| Element {
            fact: change.fact.clone(),
            value: json(&change.to),
            bound: change.bound,
            or_never: false,
            changed: true,
        });
        let given = self.remedy.given.iter().map(|given| Element {
            fact: given.fact.clone(),
            value: json(&given.is),
            bound: given.bound,
            or_never: given.or_never,
            changed: false,
        });
        changes.chain(given).collect()
    }

    /// The application with these elements applied.
    fn with<'element>(&self, elements: impl IntoIterator<Item = &'element Element>) -> Value {
        let mut facts = self.facts.clone();
        for element in elements {
            facts.insert(element.fact.clone(), element.value.clone());
        }
        self.question.with(facts)
    }

    fn outcome(&self, application: &Value, day: Day) -> Result<Outcome, Faults> {
        outcome_on(self.question, application, day)
    }

    fn is_proved_on_its_day(&self, tally: &mut Tally) {
        let whole = self.with(&self.elements());
        let on = self.remedy.on;
        let outcome = self.outcome(&whole, on).ok();
        let eligible = outcome == Some(Outcome::Eligible);
        tally.check(Law::EligibleOnItsDay, eligible, self.question, || {
            format!("{outcome:?}: {:?}", self.remedy)
        });
        if on > self.question.as_of {
            let before = self.outcome(&whole, on.plus(-1)).ok();
            let too_early = before.is_some() && before != Some(Outcome::Eligible);
            tally.check(Law::NotOnTheDayBefore, too_early, self.question, || {
                format!("{before:?}: {:?}", self.remedy)
            });
        }
    }

    /// Every part of its set, or of a large one those that lack one or two.
    fn is_smallest(&self, tally: &mut Tally) {
        let elements = self.elements();
        let all = (1_u32 << elements.len()) - 1;
        let every = elements.len() <= MOST_ELEMENTS;
        for chosen in (0..all).filter(|chosen| every || (all ^ chosen).count_ones() <= 2) {
            let part = elements.iter().enumerate();
            let part = part
                .filter(|(place, _)| chosen >> place & 1 == 1)
                .map(|(_, element)| element);
            // "never" goes with "never": without the other it is at odds with nothing, so no part can be refused.
            let outcome = self.outcome(&self.with(part), self.remedy.on).ok();
            let too_small = outcome.is_some() && outcome != Some(Outcome::Eligible);
            tally.check(Law::NoPartOfItIsEnough, too_small, self.question, || {
                format!("{outcome:?} with {chosen:b} of {:?}", self.remedy)
            });
        }
    }

    /// A change is of a stated fact that one can act on, a given of an unknown one; the kind says what it takes.
    fn is_right_in_kind(&self, tally: &mut Tally) {
        let fixed = [
            "hasBrandBadge",
            "coldStartGrantedBefore",
            "counterfeitOrSeriousViolation",
        ];
        let more = [
            "tradesOrOverpromisesTraffic",
            "cheating",
            "firstBroadcastOn",
            "lastBroadcastOn",
        ];
        let can_act = |fact: &str| !fixed.contains(&fact) && !more.contains(&fact);
        let right = self.elements().iter().all(|element| {
            let stated = self.facts.contains_key(&element.fact);
            stated == element.changed && (can_act(&element.fact) || !element.changed)
        });
        let waits = self.remedy.on > self.question.as_of;
        let kind = match (self.remedy.changes.is_empty(), waits) {
            (true, true) => RemedyKind::Wait,
            (true, false) => RemedyKind::Confirm,
            (false, true) => RemedyKind::Both,
            (false, false) => RemedyKind::Act,
        };
        let right = right && kind == self.remedy.kind && self.remedy.on >= self.question.as_of;
        tally.check(Law::OnlyWhatCanBeChanged, right, self.question, || {
            format!("{:?}", self.remedy)
        });
    }

    /// Values on the promised side do: a step away, which there must be, and at the far end, one by one and all at
    /// once. The next value on the other side does not.
    fn holds_on_the_side_of_its_bounds(&self, tally: &mut Tally) {
        let elements = self.elements();
        for side in [Side::Step, Side::Far, Side::Never] {
            let mut all = elements.clone();
            for place in 0..elements.len() {
                if let Some(one) = self.with_moved(&elements, place, side) {
                    let possible = self.hold(&one, true, Law::OthersOnThatSideDo, tally);
                    let promised = possible || side == Side::Far;
                    tally.check(Law::SidesHaveValues, promised, self.question, || {
                        format!("{side:?} of {place} in {:?}", self.remedy)
                    });
                    all = self.with_moved(&all, place, side).unwrap_or(all);
                }
            }
            self.hold(&all, true, Law::OthersOnThatSideDo, tally);
        }
        for side in [Side::Beyond, Side::BeyondAbove, Side::NeverBeyond] {
            for place in 0..elements.len() {
                if let Some(one) = self.with_moved(&elements, place, side) {
                    self.hold(&one, false, Law::NoneBeyondTheBoundDoes, tally);
                }
            }
        }
    }

    /// The elements with one of them moved, if it can be.
    fn with_moved(&self, elements: &[Element], place: usize, side: Side) -> Option<Vec<Element>> {
        let mut moved = elements.to_vec();
        let own = moved.get_mut(place)?;
        own.value = self.moved(own, side)?;
        Some(moved)
    }

    /// Whether the elements make it eligible, or do not; what cannot be so proves nothing, and is false.
    fn hold(&self, tried: &[Element], wanted: bool, law: Law, tally: &mut Tally) -> bool {
        let application = self.with(tried);
        let moved = Question {
            application,
            ..self.question.clone()
        };
        if !ORACLE.is_possible(&moved) {
            return false;
        }
        let outcome = self.outcome(&moved.application, self.remedy.on);
        let eligible = outcome.as_ref().map(|it| *it == Outcome::Eligible);
        tally.check(law, eligible.ok() == Some(wanted), self.question, || {
            let values = tried.iter().map(|element| (&element.fact, &element.value));
            let (values, remedy) = (values.collect::<Vec<_>>(), self.remedy);
            format!(
                "{outcome:?} on {} with {values:?} for {remedy:?}",
                remedy.on
            )
        });
        true
    }

    /// An element's value moved, if there is such a one.
    fn moved(&self, element: &Element, side: Side) -> Option<Value> {
        let up = match (side, element.bound) {
            (Side::Never, _) => return element.or_never.then(|| json!("never")),
            (Side::NeverBeyond, _) => {
                let promised = element.or_never || element.value == "never";
                return (!promised && is_broadcast(&element.fact)).then(|| json!("never"));
            }
            (Side::Step | Side::Far, Fitting::Exactly) => return None,
            (Side::Step | Side::Far, bound) => bound == Fitting::AtLeast,
            (Side::Beyond, bound) => bound == Fitting::AtMost,
            (Side::BeyondAbove, Fitting::Exactly) => true,
            (Side::BeyondAbove, _) => return None,
        };
        let far = side == Side::Far;
        match &element.value {
            Value::Bool(truth) => Some(json!(!truth)),
            Value::Number(number) => {
                let number = number.as_f64()?;
                let step = if element.fact == "gmvTarget" {
                    0.01
                } else {
                    1.0
                };
                let moved = match (up, far) {
                    (true, true) => 1_000_000_000.0,
                    (false, true) => 0.0,
                    (true, false) => number + step,
                    (false, false) => number - step,
                };
                // Money has two decimals.
                Some(json!((moved * 100.0).round() / 100.0))
            }
            Value::String(text) => {
                let day = Day::parse(text)?;
                let moved = match (up, far) {
                    // The last broadcast lies today at the latest; a planned start may lie anywhere.
                    (true, true) if is_broadcast(&element.fact) => self.question.as_of,
                    (true, true) => Day::parse("9000-01-01")?,
                    (false, true) if element.fact == "lastBroadcastOn" => self.first_day(),
                    (false, true) => Day::parse("0002-01-01")?,
                    (true, false) => day.plus(1),
                    (false, false) => day.plus(-1),
                };
                Some(json!(moved.to_string()))
            }
            _ => None,
        }
    }

    /// The earliest day of a last broadcast: the first one's, if it is known.
    fn first_day(&self) -> Day {
        let first = self.facts.get("firstBroadcastOn").and_then(Value::as_str);
        let first = first.and_then(|text| kaibo::time::When::parse(text).ok());
        // China is 480 minutes ahead of UTC.
        first.map_or(Day::MIN, |first| first.day(480))
    }
}

/// Whether the fact is an event that may never have been.
fn is_broadcast(fact: &str) -> bool {
    fact.ends_with("BroadcastOn")
}

/// Where a value is moved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// The next on the promised side.
    Step,
    /// The last on the promised side.
    Far,
    /// To "never", where that is promised.
    Never,
    /// The next on the other side; of an exact value the one below.
    Beyond,
    /// Of an exact value the one above.
    BeyondAbove,
    /// To "never", where that is not promised.
    NeverBeyond,
}

fn facts_of(remedy: &Remedy) -> u64 {
    let changed = remedy.changes.iter().map(|change| &change.fact);
    let given = remedy.given.iter().map(|given| &given.fact);
    changed
        .chain(given)
        .fold(0, |set, fact| set | ORACLE.bit(fact))
}

/// No remedy holds another that is no later, and they are in order.
fn listed_once(question: &Question, found: &Remedies, tally: &mut Tally) {
    for (place, remedy) in found.remedies.iter().enumerate() {
        let own = facts_of(remedy);
        let others = found
            .remedies
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place);
        let smaller =
            |other: &Remedy| facts_of(other) & own == facts_of(other) && other.on <= remedy.on;
        let mut smaller = others.filter(|(_, other)| smaller(other));
        let rank = |remedy: &Remedy| (remedy.on, facts_of(remedy).count_ones());
        let next = found.remedies.get(place + 1);
        let ordered = next.is_none_or(|next| rank(remedy) <= rank(next));
        tally.check(
            Law::ListedOnce,
            smaller.next().is_none() && ordered,
            question,
            || format!("{found:?}"),
        );
    }
}

/// The sets, days and blocking criteria are those brute force finds.
fn all_there_are(question: &Question, found: &Remedies, tally: &mut Tally) {
    let days: Vec<i64> = (0..=70).chain([71, 75, 100, 365, 400, 1_000]).collect();
    let expected = ORACLE.answer(question, &days);
    let remedies = found.remedies.iter().map(|remedy| Smallest {
        ahead: i64::from(remedy.on.epoch_days() - question.as_of.epoch_days()),
        facts: facts_of(remedy),
    });
    let same = expected.smallest == remedies.collect();
    tally.check(Law::EverySmallestSet, same, question, || {
        format!("{:?}, but {found:?}", expected.smallest)
    });
    if found.remedies.is_empty() && found.blocked_by.is_empty() {
        tally.check(Law::NoneMeansNone, expected.eligible, question, || {
            "nothing, and not eligible".to_owned()
        });
    } else if found.remedies.is_empty() {
        let none = !expected.eligible && expected.smallest.is_empty();
        tally.check(Law::NoneMeansNone, none, question, || {
            format!("{:?} helps", expected.smallest)
        });
        let blocks = expected.blocked_by == found.blocked_by;
        tally.check(Law::WhatBlocks, blocks, question, || {
            format!("{:?}, but {found:?}", expected.blocked_by)
        });
    }
}
