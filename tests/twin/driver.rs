//! Answers the twin's requests: every point of a product of axes, one fixed-width row a point; anything else, one row.
//!
//! The protocol is in `tests/twin/README.md`.

use std::io::{BufRead, BufWriter, Error, Write};

use kaibo::time::Day;
use kaibo::{
    BUILT_IN, CriterionResult, Decision, Kind, Outcome, OutlookRequest, Policy,
    ProgrammeAssessment, Request, ScheduleRequest, TaskProgress, Verdict,
};
use serde_json::{Map, Value, json};

fn main() -> Result<(), Error> {
    let policy = Policy::parse(BUILT_IN).map_err(Error::other)?;
    let mut measured = None;
    let mut rows = BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let request: Value = serde_json::from_str(&line?)?;
        let row = match text(&request, "kind") {
            "" => {
                answer(&policy, &request, &mut rows)?;
                continue;
            }
            "ledger" => {
                if measured.is_none() {
                    measured = Some(measuring(&request)?);
                }
                let measured = measured.as_ref();
                measured.and_then(|policy| list(policy, &request))
            }
            "account" => account(&policy, &request),
            "tasks" => tasks(&policy, &request),
            "outlook" => outlook(&policy, &request),
            "workdays" => reviewed(&policy, &request),
            _ => None,
        };
        let row = row.map_or_else(|| "!".to_owned(), |row| row.to_string());
        writeln!(rows, "{row}")?;
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

/// The application a request states: these facts, and its list of broadcasts.
fn application(request: &Value, facts: &str) -> Option<Value> {
    let facts = request.get(facts).cloned().unwrap_or_else(|| json!({}));
    let mut application = json!({ "facts": facts, "broadcasts": request.get("broadcasts")? });
    for (key, own) in [
        ("since", "broadcastsSince"),
        ("through", "broadcastsThrough"),
    ] {
        let stated = request.get(key).filter(|stated| stated.is_string());
        if let (Some(stated), Some(map)) = (stated, application.as_object_mut()) {
            map.insert(own.to_owned(), stated.clone());
        }
    }
    Some(application)
}

fn moments(request: &Value) -> Option<Request> {
    Request::on(text(request, "asOf"))
        .and_then(|asked| asked.known_at(text(request, "knownAt")))
        .ok()
}

/// The results of the criteria a request asks for.
fn verdicts(answer: &ProgrammeAssessment, request: &Value) -> Option<String> {
    let criteria = request.get("criteria")?.as_array()?.iter();
    let criteria = criteria.filter_map(Value::as_str);
    Some(
        criteria
            .map(|id| sign(find(&answer.criteria, id)))
            .collect(),
    )
}

/// What a list of broadcasts comes to; nothing where it is refused.
fn list(policy: &Policy, request: &Value) -> Option<Value> {
    let application = application(request, "")?;
    let asked = moments(request)?.programmes(["cold-start", "growth"]);
    let answer = policy.assess(&application, &asked).ok()?;
    // An empty list of which nothing is said is none.
    let [broadcasts, repeated, overlapping] = answer.ledger.map_or([0; 3], |own| {
        [own.broadcasts, own.repeated.len(), own.overlapping.len()]
    });
    let [cold_start, growth] = answer.programmes.as_slice() else {
        return None;
    };
    let leaves = verdicts(cold_start, request)?;
    let figure = |task: &TaskProgress| {
        json!([
            task.achieved.map(rounded),
            task.exact,
            task.at_most.map(rounded)
        ])
    };
    let figures: Vec<Value> = growth.tasks.iter().map(figure).collect();
    Some(json!([broadcasts, repeated, overlapping, leaves, figures]))
}

/// What cold start makes of a list and of some facts.
fn account(policy: &Policy, request: &Value) -> Option<Value> {
    let asked = moments(request)?.programmes(["cold-start"]);
    let answer = policy
        .assess(&application(request, "facts")?, &asked)
        .ok()?;
    let cold_start = answer.programmes.first()?;
    let mut missing = cold_start.missing.clone();
    missing.sort_unstable();
    let outcome = outcome(cold_start.outcome).to_string();
    Some(json!([outcome, verdicts(cold_start, request)?, missing]))
}

/// How far the tasks of all programmes are.
fn tasks(policy: &Policy, request: &Value) -> Option<Value> {
    let mut application = application(request, "plan")?;
    let tables = request.get("tables")?.as_object()?.iter();
    let told_on = text(request, "asOf");
    let told = tables.map(|(id, rows)| {
        let told = json!({ "value": rows, "source": "twin", "toldOn": told_on });
        (id.clone(), told)
    });
    application
        .as_object_mut()?
        .insert("parameters".to_owned(), Value::Object(told.collect()));
    let answer = policy.assess(&application, &moments(request)?).ok()?;
    let programmes = answer.programmes.iter();
    let of_one = |own: &ProgrammeAssessment| own.tasks.iter().map(task).collect::<Vec<Value>>();
    Some(json!(programmes.map(of_one).collect::<Vec<Vec<Value>>>()))
}

fn task(own: &TaskProgress) -> Value {
    let tiers = own.tiers.iter();
    let tiers = tiers.map(|tier| json!([tier.row, tier.result, tier.remaining.map(rounded)]));
    let pace = own.pace.as_ref();
    let pace = pace.map(|own| json!([rounded(own.per_day), own.days, own.through, own.possible]));
    let projected = own.projected.as_ref();
    let projected = projected.map(|own| json!([rounded(own.value), own.from, own.through, own.on]));
    json!([
        own.metric,
        own.window.from,
        own.window.to,
        own.achieved.map(rounded),
        own.exact,
        own.at_most.map(rounded),
        own.target.map(rounded),
        own.ratio.map(rounded),
        own.remaining.map(rounded),
        tiers.collect::<Vec<Value>>(),
        pace,
        projected,
        own.reason
    ])
}

/// The windows of a programme, and what one that is open is warned of.
fn outlook(policy: &Policy, request: &Value) -> Option<Value> {
    let stated = |key: &str| {
        let axes = axes(request, key).into_iter();
        let first = axes.filter_map(|(id, values)| Some((id.to_owned(), values.first()?)));
        first.filter(|(_, value)| !value.is_null())
    };
    let told_on = text(request, "toldOn");
    let told = stated("parameters").map(|(id, value)| {
        let told = json!({ "value": value, "source": "twin", "toldOn": told_on });
        (id, told)
    });
    let facts: Map<String, Value> = stated("facts")
        .map(|(id, value)| (id, value.clone()))
        .collect();
    let application = json!({ "facts": facts, "parameters": told.collect::<Map<String, Value>>() });
    let programme = text(request, "programme");
    let asked = OutlookRequest {
        until: Day::parse(text(request, "until")),
        planned_broadcasts: Vec::new(),
    };
    let moment = moments(request)?;
    let windows = policy.outlook(programme, &application, &moment, &asked);
    let windows = windows.ok()?.windows;
    let windows = windows
        .iter()
        .map(|window| json!([window.from, window.to, window.outcome]))
        .collect::<Vec<Value>>();
    let answer = policy.assess(&application, &moment.programmes([programme]));
    let answer = answer.ok()?;
    let answer = answer.programmes.first()?;
    let closing = answer.caveat_dates.first();
    let closing = closing.map(|own| json!([own.eligible_through, own.review_to, own.certainty]));
    Some(json!([windows, closing, going_live(answer, &facts)]))
}

fn going_live(answer: &ProgrammeAssessment, facts: &Map<String, Value>) -> Option<Value> {
    let own = answer.going_live.first()?;
    let ends = ["firstBroadcastOn", "lastBroadcastOn"];
    Some(if ends.iter().all(|id| facts.contains_key(*id)) {
        json!([own.on, own.outcome, own.eligible_again_on])
    } else {
        json!("warned")
    })
}

fn rounded(figure: f64) -> f64 {
    (figure * 1e6).round() / 1e6
}

/// When a review ends that begins with a day, by when to submit for a live on it, and whether that day is in time for others.
fn reviewed(policy: &Policy, request: &Value) -> Option<Value> {
    let day = Day::parse(text(request, "submitOn"));
    let ask = |programme, submit_on, start_on| {
        let asked = ScheduleRequest {
            submit_on,
            start_on,
        };
        policy.schedule(programme, asked).ok()
    };
    let review = ask("cold-start", day, None)?.review?;
    let submit_by = ask("benchmark", None, day)?.submit_by?;
    let starts = request.get("startOn")?.as_array()?.iter();
    let starts = starts.filter_map(Value::as_str).map(Day::parse);
    let in_time: Vec<Option<bool>> = starts
        .map(|start| ask("benchmark", day, start)?.in_time)
        .collect();
    Some(json!([
        review.from,
        review.to,
        review.certainty,
        submit_by,
        in_time
    ]))
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
    let told_on = text("toldOn");
    let asked = Request::on(text("asOf"))
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
                let word = json!({ "value": value, "source": "twin", "toldOn": told_on });
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
    let verdict = |id: &&str| sign(find(&answer.criteria, id));
    let listed = |list: &[String], id: &str| {
        if list.iter().any(|own| own == id) {
            '1'
        } else {
            '0'
        }
    };
    let mut row = String::from(outcome(answer.outcome));
    row.extend(criteria.iter().map(verdict));
    row.extend(facts.iter().map(|(id, _)| listed(&answer.missing, id)));
    row.extend(
        parameters
            .iter()
            .map(|(id, _)| listed(&answer.parameters_needed, id)),
    );
    row
}

const fn outcome(outcome: Outcome) -> char {
    match outcome {
        Outcome::Eligible => 'e',
        Outcome::Ineligible => 'i',
        Outcome::Undetermined => 'u',
    }
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
