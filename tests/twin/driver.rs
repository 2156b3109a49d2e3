//! Answers the twin's requests: every point of a product of axes, one fixed-width row a point; a list of broadcasts, or a day
//! of submission, one row.
//!
//! The protocol is in `tests/twin/README.md`.

use std::io::{BufRead, BufWriter, Error, Write};

use kaibo::time::Day;
use kaibo::{
    BUILT_IN, CriterionResult, Decision, Kind, Outcome, Policy, ProgrammeAssessment, Request,
    ScheduleRequest, Verdict,
};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Error> {
    let policy = Policy::parse(BUILT_IN).map_err(Error::other)?;
    let mut measured = None;
    let mut rows = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        match text(&request, "kind") {
            "ledger" => {
                if measured.is_none() {
                    measured = Some(measuring(&request)?);
                }
                let row = measured.as_ref().and_then(|policy| list(policy, &request));
                writeln!(rows, "{}", row.unwrap_or_else(|| "!".to_owned()))?;
            }
            "workdays" => {
                let row = reviewed(&policy, text(&request, "submitOn"));
                writeln!(rows, "{}", row.unwrap_or_else(|| "!".to_owned()))?;
            }
            _ => answer(&policy, &request, &mut rows)?,
        }
    }
    rows.flush()
}

fn text<'request>(request: &'request Value, key: &str) -> &'request str {
    request.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The built-in policy with a task that has every metric asked for.
fn measuring(request: &Value) -> Result<Policy, Error> {
    let mut document: Value = serde_json::from_str(BUILT_IN)?;
    if let Some(metrics) = document.pointer_mut("/programmes/1/tasks/0/metrics") {
        *metrics = request.get("metrics").cloned().unwrap_or_default();
    }
    Policy::parse(&document.to_string()).map_err(Error::other)
}

/// What a list of broadcasts comes to; nothing where it is refused.
fn list(policy: &Policy, request: &Value) -> Option<String> {
    let mut application = json!({ "facts": {}, "broadcasts": request.get("broadcasts")? });
    for (key, own) in [
        ("since", "broadcastsSince"),
        ("through", "broadcastsThrough"),
    ] {
        let stated = request.get(key).filter(|stated| stated.is_string());
        if let (Some(stated), Some(map)) = (stated, application.as_object_mut()) {
            map.insert(own.to_owned(), stated.clone());
        }
    }
    let asked = Request::on(text(request, "asOf"))
        .and_then(|asked| asked.known_at(text(request, "knownAt")))
        .ok()?
        .programmes(["cold-start", "growth"]);
    let answer = policy.assess(&application, &asked).ok()?;
    // An empty list of which nothing is said is none.
    let ledger = answer.ledger.map_or([0; 3], |own| {
        [own.broadcasts, own.repeated.len(), own.overlapping.len()]
    });
    let [cold_start, growth] = answer.programmes.as_slice() else {
        return None;
    };
    let criteria = request.get("criteria")?.as_array()?.iter();
    let leaves = criteria
        .filter_map(Value::as_str)
        .map(|id| sign(find(&cold_start.criteria, id)));
    let figures: Vec<Value> = growth
        .tasks
        .iter()
        .map(|task| {
            json!([
                task.achieved.map(rounded),
                task.exact,
                task.at_most.map(rounded)
            ])
        })
        .collect();
    let [broadcasts, repeated, overlapping] = ledger;
    let leaves: String = leaves.collect();
    Some(json!([broadcasts, repeated, overlapping, leaves, figures]).to_string())
}

fn rounded(figure: f64) -> f64 {
    (figure * 1e6).round() / 1e6
}

/// When a review ends that begins with a day, and by when to submit for a live on it.
fn reviewed(policy: &Policy, day: &str) -> Option<String> {
    let submit_on = Day::parse(day);
    let review = ScheduleRequest {
        submit_on,
        start_on: None,
    };
    let review = policy.schedule("cold-start", review).ok()?.review?;
    let planned = ScheduleRequest {
        submit_on: None,
        start_on: submit_on,
    };
    let submit_by = policy.schedule("benchmark", planned).ok()?.submit_by?;
    Some(json!([review.from, review.to, review.certainty, submit_by]).to_string())
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
    let text = |key: &str| text(request, key);
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
    let verdict = |id: &&str| sign(find(&answer.criteria, id));
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

fn sign(verdict: Option<Verdict>) -> char {
    match verdict {
        Some(Verdict::Met) => 'm',
        Some(Verdict::Unmet) => 'x',
        Some(Verdict::Unknown) => '?',
        None => '-',
    }
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
