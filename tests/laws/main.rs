//! The laws of truth and of what follows in time, on random applications to the built-in policy.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test fails by panicking")]

mod applications;
mod document;
mod laws;
mod oracle;
mod tally;

use applications::{Question, question};
use kaibo::time::Day;
use kaibo::{Assessment, CriterionResult, Kind, Outcome, Request, Verdict};
use laws::POLICY;
use proptest::prelude::*;
use serde_json::Value;
use tally::Tally;

/// What assess answers for all programmes on a day, of an application known on the question's day.
fn assess_on(
    question: &Question,
    application: &Value,
    day: Day,
) -> Result<Assessment, TestCaseError> {
    let request =
        Request::on(&day.to_string()).and_then(|it| it.known_at(&question.as_of.to_string()));
    let answer = request.and_then(|request| POLICY.assess(application, &request));
    answer.map_err(|faults| TestCaseError::fail(faults.to_string()))
}

fn assess(question: &Question) -> Result<Assessment, TestCaseError> {
    assess_on(question, &question.application, question.as_of)
}

/// The result of every criterion, leaves included.
fn verdicts(criteria: &[CriterionResult], into: &mut Vec<(String, Verdict)>) {
    for criterion in criteria {
        into.push((criterion.id.clone(), criterion.result));
        verdicts(&criterion.children, into);
    }
}

fn all_verdicts(assessment: &Assessment) -> Vec<(String, Verdict)> {
    let mut found = Vec::new();
    for programme in &assessment.programmes {
        verdicts(&programme.criteria, &mut found);
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_decision_is_what_an_assessment_comes_to(question in question()) {
        let assessment = assess(&question)?;
        let request = Request::on(&question.as_of.to_string());
        for programme in &assessment.programmes {
            let decision = request.clone().and_then(|request| POLICY.decide(&programme.id, &question.application, &request));
            let decision = decision.map_err(|faults| TestCaseError::fail(faults.to_string()))?;
            let own = |wanted| programme.criteria.iter().filter(move |own| own.kind != Kind::Risk && own.result == wanted).map(|own| own.id.as_str());
            prop_assert_eq!(decision.outcome, programme.outcome);
            prop_assert!(own(Verdict::Unmet).eq(&decision.unmet));
            prop_assert!(own(Verdict::Unknown).eq(&decision.unknown));
        }
    }

    #[test]
    fn adding_a_fact_never_flips_what_is_settled(question in question(), dropped in any::<prop::sample::Index>()) {
        let mut fewer = question.facts();
        prop_assume!(!fewer.is_empty());
        let after = assess(&question)?;
        if let Some(id) = fewer.keys().nth(dropped.index(fewer.len())).cloned() {
            fewer.remove(&id);
        }
        let before = assess_on(&question, &question.with(fewer), question.as_of)?;
        for (before, after) in before.programmes.iter().zip(&after.programmes) {
            prop_assert!(before.outcome == Outcome::Undetermined || before.outcome == after.outcome);
        }
        for ((id, before), (_, after)) in all_verdicts(&before).into_iter().zip(all_verdicts(&after)) {
            prop_assert!(before == Verdict::Unknown || before == after, "{}", id);
        }
    }

    #[test]
    fn the_order_of_facts_does_not_matter(question in question()) {
        let answer = assess(&question)?;
        let facts = question.facts();
        let members: Vec<String> = facts.iter().rev().map(|(id, value)| format!("\"{id}\":{value}")).collect();
        let backwards = serde_json::from_str(&format!("{{{}}}", members.join(","))).unwrap_or_default();
        prop_assert_eq!(assess_on(&question, &question.with(backwards), question.as_of)?, answer);
    }

    #[test]
    fn what_is_undetermined_has_something_missing_and_what_is_settled_has_nothing(question in question()) {
        let answer = assess(&question)?;
        let facts = question.facts();
        for programme in &answer.programmes {
            let open = !programme.missing.is_empty() || !programme.parameters_needed.is_empty();
            prop_assert_eq!(programme.outcome == Outcome::Undetermined, open);
            let stated = programme.missing.iter().any(|id| facts.contains_key(id));
            prop_assert!(!stated, "a stated fact is missing");
        }
    }

    #[test]
    fn eligible_means_every_criterion_and_bar_is_met(question in question()) {
        let answer = assess(&question)?;
        for programme in &answer.programmes {
            let mut binding = programme.criteria.iter().filter(|criterion| criterion.kind != kaibo::Kind::Risk);
            prop_assert_eq!(programme.outcome == Outcome::Eligible, binding.clone().all(|criterion| criterion.result == Verdict::Met));
            if binding.any(|criterion| criterion.result == Verdict::Unmet) {
                prop_assert_eq!(programme.outcome, Outcome::Ineligible);
            }
        }
    }

    #[test]
    fn a_result_stays_until_the_day_it_changes_on(question in question()) {
        let answer = assess(&question)?;
        for programme in &answer.programmes {
            for criterion in &programme.criteria {
                let result_on = |day| {
                    let answer = assess_on(&question, &question.application, day).ok()?;
                    let programme = answer.programmes.iter().find(|it| it.id == programme.id)?.clone();
                    programme.criteria.iter().find(|it| it.id == criterion.id).map(|it| it.result)
                };
                match criterion.changes_on {
                    Some(day) => {
                        prop_assert_eq!(result_on(day.plus(-1)), Some(criterion.result));
                        prop_assert_ne!(result_on(day), Some(criterion.result));
                    }
                    None => prop_assert_eq!(result_on(answer.as_of.plus(400)), Some(criterion.result)),
                }
            }
        }
    }
}

/// What disagrees about a question.
fn disagreements(hold: impl FnOnce(&mut Tally)) -> Result<(), TestCaseError> {
    let mut tally = Tally::default();
    hold(&mut tally);
    prop_assert!(tally.disagreements() == 0, "{}", tally.messages.join("\n"));
    Ok(())
}

// `npm test -- --lane laws` tries many more.
proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_outlook_is_what_assess_answers_on_each_day(question in question()) {
        disagreements(|tally| laws::outlook(&question, tally))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_remedy_is_proved_smallest_and_earliest_and_none_means_none(question in question()) {
        disagreements(|tally| laws::remedies(&question, tally))?;
    }
}
