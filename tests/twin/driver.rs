//! Answers the twin's requests: every point of a product of axes, one fixed-width row a point.
//!
//! The protocol is in `tests/twin/README.md`.

use std::io::{BufRead, BufWriter, Error, Write};

use kaibo::{
    BUILT_IN, CriterionResult, Decision, Kind, Outcome, Policy, ProgrammeAssessment, Request,
    Verdict,
};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Error> {
    let policy = Policy::parse(BUILT_IN).map_err(Error::other)?;
    let mut rows = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        answer(&policy, &request, &mut rows)?;
    }
    rows.flush()
}

/// An axis: an id, and the values it takes; `null` means absent.
type Axis<'request> = (&'request str, &'request [Value]);

fn axes<'request>(request: &'request Value, key: &str) -> Vec<Axis<'request>> {
    let listed = request
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    listed
        .filter_map(|axis| Some((axis.get(0)?.as_str()?, axis.get(1)?.as_array()?.as_slice())))
        .collect()
}

fn answer(policy: &Policy, request: &Value, rows: &mut impl Write) -> Result<(), Error> {
    let text = |key: &str| request.get(key).and_then(Value::as_str).unwrap_or_default();
    let as_of = text("asOf");
    let asked = Request::on(as_of)
        .and_then(|asked| asked.known_at(text("knownAt")))
        .map_err(Error::other)?
        .programmes([text("programme")]);
    let facts = axes(request, "facts");
    let parameters = axes(request, "parameters");
    let listed = request
        .get("criteria")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let criteria: Vec<&str> = listed.filter_map(Value::as_str).collect();
    let all: Vec<Axis<'_>> = facts.iter().chain(&parameters).copied().collect();
    let points: usize = all.iter().map(|(_, values)| values.len()).product();
    for point in 0..points {
        let mut rest = point;
        let mut chosen = vec![&Value::Null; all.len()];
        for ((_, values), own) in all.iter().zip(&mut chosen).rev() {
            if let Some(value) = values.get(rest % values.len()) {
                *own = value;
            }
            rest /= values.len();
        }
        let mut stated = Map::new();
        let mut told = Map::new();
        for (place, ((id, _), value)) in all.iter().zip(chosen).enumerate() {
            if value.is_null() {
                continue;
            }
            if place < facts.len() {
                stated.insert((*id).to_owned(), value.clone());
            } else {
                let word = json!({ "value": value, "source": "twin", "toldOn": as_of });
                told.insert((*id).to_owned(), word);
            }
        }
        let application = json!({ "facts": stated, "parameters": told });
        let answered = policy.assess(&application, &asked).ok();
        let programme = answered
            .as_ref()
            .and_then(|answer| answer.programmes.first());
        let decision = policy.decide(text("programme"), &application, &asked).ok();
        let row = match programme.filter(|programme| is_so_decided(programme, decision)) {
            Some(programme) => row(programme, &criteria, &facts, &parameters),
            None => "!".repeat(1 + criteria.len() + all.len()),
        };
        writeln!(rows, "{row}")?;
    }
    Ok(())
}

/// Whether a decision is what the assessment comes to.
fn is_so_decided(answer: &ProgrammeAssessment, decision: Option<Decision>) -> bool {
    let ids = |verdict| {
        let criteria = answer.criteria.iter();
        let found = criteria.filter(move |own| own.kind != Kind::Risk && own.result == verdict);
        found.map(|own| own.id.as_str())
    };
    decision.is_some_and(|decision| {
        decision.outcome == answer.outcome
            && ids(Verdict::Unmet).eq(decision.unmet.iter().map(String::as_str))
            && ids(Verdict::Unknown).eq(decision.unknown.iter().map(String::as_str))
    })
}

fn row(
    answer: &ProgrammeAssessment,
    criteria: &[&str],
    facts: &[Axis<'_>],
    parameters: &[Axis<'_>],
) -> String {
    let outcome = match answer.outcome {
        Outcome::Eligible => 'e',
        Outcome::Ineligible => 'i',
        Outcome::Undetermined => 'u',
    };
    let verdict = |id: &&str| match find(&answer.criteria, id) {
        Some(Verdict::Met) => 'm',
        Some(Verdict::Unmet) => 'x',
        Some(Verdict::Unknown) => '?',
        None => '-',
    };
    let listed = |list: &[String], id: &str| {
        if list.iter().any(|own| own == id) {
            '1'
        } else {
            '0'
        }
    };
    let mut row = String::from(outcome);
    row.extend(criteria.iter().map(verdict));
    row.extend(facts.iter().map(|(id, _)| listed(&answer.missing, id)));
    row.extend(
        parameters
            .iter()
            .map(|(id, _)| listed(&answer.parameters_needed, id)),
    );
    row
}

fn find(results: &[CriterionResult], id: &str) -> Option<Verdict> {
    results.iter().find_map(|result| {
        if result.id == id {
            Some(result.result)
        } else {
            find(&result.children, id)
        }
    })
}
