//! A decision: the outcome of one programme and what decides it, and nothing else.

use serde::Serialize;
#[cfg(feature = "generate")]
use ts_rs::TS;

use super::Request;
use super::answer::Outcome;
use crate::facts::{self, Application, Known};
use crate::fault::Faults;
use crate::policy::program::{Named, Program, Role};
use crate::policy::{Policy, Version};
use crate::time::Day;
use crate::truth::{Truth, settle};

/// The outcome of one programme and the criteria and bars behind it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "generate", derive(TS))]
pub struct Decision {
    /// What follows from what is known.
    pub outcome: Outcome,
    /// The ids of the criteria and bars that are unmet, in the document's order; risks and named parts are not among them.
    pub unmet: Vec<String>,
    /// The ids of those that are unknown.
    pub unknown: Vec<String>,
}

/// What can decide: criteria, then bars.
pub(crate) fn deciding(program: &Program) -> impl Iterator<Item = &Named> {
    let named = program.criteria.iter();
    named.filter(|named| named.role != Role::Risk)
}

impl Policy {
    /// The outcome of one programme at one moment, as [`Policy::assess`] gives it, without the reasons: as cheaply as it can
    /// be had.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the application, the request or the programme's id (at `/programme`).
    ///
    /// ```
    /// use kaibo::{BUILT_IN, Outcome, Policy, Request};
    /// use serde_json::json;
    ///
    /// let policy = Policy::parse(BUILT_IN)?;
    /// let application = json!({ "facts": { "hasBrandBadge": true } });
    /// let decision = policy.decide("cold-start", &application, &Request::on("2023-09-14")?)?;
    /// assert_eq!(decision.outcome, Outcome::Ineligible);
    /// assert_eq!(decision.unmet, ["no-brand-badge"]);
    /// # Ok::<(), kaibo::Faults>(())
    /// ```
    pub fn decide<'application>(
        &self,
        programme: &str,
        application: impl Into<Application<'application>>,
        request: &Request,
    ) -> Result<Decision, Faults> {
        let (version, _) = self.at(request);
        let program = version.program(programme)?;
        let horizon = request.horizon(version)?;
        let known = facts::read(version, &application.into(), &horizon)?;
        Ok(decision(version, program, &known, horizon.day()))
    }

    /// The same for facts as numbers: see [`facts::of_numbers`]. Tells the truth of each node of `deciding`. `None` where
    /// another version than the newest answers, or something is wrong.
    #[cfg(any(test, all(target_arch = "wasm32", not(feature = "screening"))))]
    pub(crate) fn decide_numbers(
        &self,
        programme: usize,
        facts: impl Iterator<Item = f64>,
        request: &Request,
        tell: impl FnMut(Truth),
    ) -> Option<Outcome> {
        let (version, _) = self.at(request);
        if !std::ptr::eq(version, self.newest()) {
            return None;
        }
        let program = version.compiled.programmes.get(programme)?;
        let horizon = request.horizon(version).ok()?;
        let known = facts::of_numbers(version, &horizon, facts)?;
        let ties = &version.compiled.ties;
        let truths = settle(program, &known.ranges, ties, horizon.day());
        let truth = |named: &Named| truths.get(named.node).copied();
        deciding(program).filter_map(truth).for_each(tell);
        Some(outcome(program, &truths))
    }
}

fn decision(version: &Version, program: &Program, known: &Known, day: Day) -> Decision {
    let truths = settle(program, &known.ranges, &version.compiled.ties, day);
    let ids = |wanted| {
        let found = deciding(program).filter(|named| truths.get(named.node) == Some(&wanted));
        found.map(|named| named.id.clone()).collect()
    };
    Decision {
        outcome: outcome(program, &truths),
        unmet: ids(Truth::False),
        unknown: ids(Truth::Unknown),
    }
}

fn outcome(program: &Program, truths: &[Truth]) -> Outcome {
    let root = truths.get(program.root).copied();
    Outcome::of(root.unwrap_or(Truth::Unknown))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::panic, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::policy::BUILT_IN;
    use crate::policy::document::ValueType;
    use crate::time::Day;
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};
    use std::sync::LazyLock;

    static POLICY: LazyLock<Policy> =
        LazyLock::new(|| Policy::parse(BUILT_IN).unwrap_or_else(|faults| panic!("{faults}")));

    const TODAY: i32 = 19_614;

    /// A fact as a number and as an application says it; around every bound, and past it.
    fn fact(kind: ValueType, turn: u32, day: i32) -> (f64, Value) {
        let text = |day: i32| {
            Value::from(
                Day::from_epoch_days(day.into())
                    .unwrap_or(Day::MIN)
                    .to_string(),
            )
        };
        let number = |number: f64| (number, json!(number));
        match (kind, turn % 4) {
            (ValueType::Boolean, odd) => (f64::from(odd % 2), json!(odd % 2 == 1)),
            (ValueType::PastEvent, 0) => (f64::NEG_INFINITY, json!("never")),
            (ValueType::PastEvent, _) => (f64::from(TODAY - day), text(TODAY - day)),
            (ValueType::PlannedEvent, _) => (f64::from(TODAY + day), text(TODAY + day)),
            (ValueType::Ratio, _) => number(f64::from(day) / 50.0),
            (ValueType::Money, 0) => number(f64::from(day) + 0.001),
            (ValueType::Money, _) => number(f64::from(day) * 2_500.25),
            (ValueType::Integer, 0) => number(f64::from(day) + 0.5),
            _ => number(f64::from(day) * 10.0),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn facts_as_numbers_are_decided_as_an_application_of_them(
            known in prop::collection::vec((0_u32..3, any::<u32>(), -2_i32..70), 24),
        ) {
            let compiled = &POLICY.newest().compiled;
            let mut numbers = Vec::new();
            let mut facts = Map::new();
            for (slot, (unknown, turn, day)) in compiled.slots.iter().take(compiled.facts).zip(known) {
                let (number, value) = fact(slot.kind, turn, day);
                let said = unknown > 0;
                numbers.push(if said { number } else { f64::NAN });
                if said {
                    facts.insert(slot.id.clone(), value);
                }
            }
            let application = json!({ "facts": facts });
            let request = Request::at(crate::time::When::Day(Day::from_epoch_days(TODAY.into()).unwrap_or(Day::MIN)));
            for (place, program) in compiled.programmes.iter().enumerate() {
                let mut truths = Vec::new();
                let outcome = POLICY.decide_numbers(place, numbers.iter().copied(), &request, |truth| truths.push(truth));
                let Ok(decision) = POLICY.decide(&program.id, &application, &request) else {
                    prop_assert_eq!(outcome, None);
                    continue;
                };
                let ids = |wanted| deciding(program).zip(&truths).filter(move |(_, own)| **own == wanted).map(|(own, _)| &own.id);
                prop_assert_eq!(outcome, Some(decision.outcome));
                prop_assert!(ids(Truth::False).eq(&decision.unmet));
                prop_assert!(ids(Truth::Unknown).eq(&decision.unknown));
            }
        }
    }
}
