//! Runs every case of `tests/cases` natively.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test fails by panicking")]

mod support;

use kaibo::time::Day;
use kaibo::{
    BUILT_IN, Decision, Faults, Kind, OutlookRequest, Policy, ProgrammeAssessment, Request,
    ScheduleRequest, Verdict,
};
use serde_json::{Value, json};
use support::{Case, matches, matches_error, run_all};

#[test]
fn every_case_answers_as_it_says() {
    let built_in = Policy::parse(BUILT_IN).unwrap_or_else(|faults| panic!("{faults}"));
    run_all(
        |only| only != Some("javascript"),
        |case| run(case, &built_in),
    );
}

fn run(case: &Case, built_in: &Policy) -> Result<(), String> {
    match (ask(case, built_in), case.get("error")) {
        (Ok(answer), None) => matches(&answer, case.get("expect").unwrap_or(&Value::Null), ""),
        (Ok(answer), Some(error)) => Err(format!("expected {error}, got {answer}")),
        (Err(faults), None) => Err(format!("failed: {faults}")),
        (Err(faults), Some(error)) => {
            matches_error(
                &serde_json::to_value(&faults.errors).unwrap_or_default(),
                error,
            )?;
            still_answers(built_in)
        }
    }
}

fn ask(case: &Case, built_in: &Policy) -> Result<Value, Faults> {
    let loaded = match case.document() {
        None => None,
        Some(Value::String(text)) => Some(Policy::parse(&text)?),
        Some(document) => Some(Policy::load(document)?),
    };
    let policy = loaded.as_ref().unwrap_or(built_in);
    if case.call() == "loadPolicy" {
        let newest = policy.newest();
        return Ok(
            json!({ "id": newest.document.id, "version": newest.document.version, "digest": newest.digest }),
        );
    }
    if case.call() == "schedule" {
        let planned = ScheduleRequest {
            submit_on: day(case, "submitOn"),
            start_on: day(case, "startOn"),
        };
        let schedule = policy.schedule(case.text("programme").unwrap_or_default(), planned)?;
        return Ok(serde_json::to_value(schedule).unwrap_or_default());
    }
    let application = case
        .get("application")
        .cloned()
        .unwrap_or_else(|| json!({}));
    let request = request(case)?;
    let programme = case.text("programme").unwrap_or_default();
    let answer = match case.call() {
        "questions" => serde_json::to_value(policy.questions(&application, &request)?),
        "outlook" => {
            let planned = case
                .get("options")
                .and_then(|it| it.get("plannedBroadcasts"));
            let asked = OutlookRequest {
                until: day(case, "until"),
                planned_broadcasts: planned
                    .and_then(Value::as_array)
                    .cloned()
                    .unwrap_or_default(),
            };
            serde_json::to_value(policy.outlook(programme, &application, &request, &asked)?)
        }
        "remedies" => serde_json::to_value(policy.remedies(programme, &application, &request)?),
        "decide" => serde_json::to_value(policy.decide(programme, &application, &request)?),
        _ => {
            let assessment = policy.assess(&application, &request)?;
            for programme in &assessment.programmes {
                let decision = policy.decide(&programme.id, &application, &request)?;
                assert_eq!(decision, decided(programme), "{}", case.name);
            }
            serde_json::to_value(assessment)
        }
    };
    Ok(answer.unwrap_or_default())
}

/// The decision that an assessment comes to.
fn decided(programme: &ProgrammeAssessment) -> Decision {
    let ids = |verdict| {
        let criteria = programme.criteria.iter();
        let found = criteria.filter(|own| own.kind != Kind::Risk && own.result == verdict);
        found.map(|own| own.id.clone()).collect()
    };
    Decision {
        outcome: programme.outcome,
        unmet: ids(Verdict::Unmet),
        unknown: ids(Verdict::Unknown),
    }
}

/// An option that is a date.
fn day(case: &Case, key: &str) -> Option<Day> {
    Day::parse(case.get("options")?.get(key)?.as_str()?)
}

fn request(case: &Case) -> Result<Request, Faults> {
    let options = case.get("options").cloned().unwrap_or_default();
    let text = |key: &str| options.get(key).and_then(Value::as_str);
    let mut request = Request::on(text("asOf").unwrap_or_default())?;
    if let Some(known_at) = text("knownAt") {
        request = request.known_at(known_at)?;
    }
    if let Some(ids) = options.get("programmes").and_then(Value::as_array) {
        request = request.programmes(ids.iter().filter_map(Value::as_str));
    }
    if let (Some(id), "questions") = (case.text("programme"), case.call()) {
        request = request.programmes([id]);
    }
    Ok(request)
}

/// The control question: whatever went wrong before, the same policy answers rightly.
fn still_answers(policy: &Policy) -> Result<(), String> {
    let request = Request::on("2023-09-14").map_err(|faults| faults.to_string())?;
    let application = json!({ "facts": { "hasBrandBadge": true } });
    let answer = policy
        .assess(&application, &request)
        .map_err(|faults| faults.to_string())?;
    let answer = serde_json::to_value(answer).unwrap_or_default();
    let expected =
        json!({ "programmes": [{ "id": "cold-start", "outcome": "ineligible", "missing": [] }] });
    matches(&answer, &expected, "")
}
