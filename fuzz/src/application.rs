//! What is known of an account: each answer agrees with the others, and less knowledge never settles more.

use crate::{asked, sound, text};
use kaibo::time::Day;
use kaibo::{
    Decision, Faults, Kind, Outcome, Outlook, OutlookRequest, Policy, ProgrammeAssessment, Request,
    Verdict,
};
use serde_json::{Map, Value, json};

/// Asks everything about one account.
pub fn application(data: &[u8]) {
    let Ok(input) = serde_json::from_slice::<Value>(data) else {
        return;
    };
    let Some((policy, programme)) = asked(&input) else {
        return;
    };
    let options = input.get("options").unwrap_or(&Value::Null);
    let nothing = json!({});
    let application = input.get("application").unwrap_or(&nothing);
    let request = match request(options, programme) {
        Ok(request) => request,
        Err(faults) => return sound(&faults),
    };
    let assessed = match one(policy, application, &request) {
        Ok(assessed) => assessed,
        Err(faults) => {
            sound(&faults);
            let decided = policy.decide(programme, application, &request);
            assert!(decided.is_err(), "assess refuses what decide answers");
            return;
        }
    };
    assert_eq!(
        policy.decide(programme, application, &request).as_ref(),
        Ok(&decided(&assessed))
    );
    knows_less(policy, application, &request, &assessed, data.len());
    advises(policy, application, &request, &assessed);
    looks_ahead(policy, application, &request, options, programme);
    let questions = policy.questions(application, &request);
    assert!(questions.is_ok(), "{questions:?}");
}

fn request(options: &Value, programme: &str) -> Result<Request, Faults> {
    let mut request = Request::on(text(options, "asOf").unwrap_or("2023-09-14"))?;
    if let Some(known_at) = text(options, "knownAt") {
        request = request.known_at(known_at)?;
    }
    Ok(request.programmes([programme]))
}

/// The assessment of the one programme that is asked about.
fn one(
    policy: &Policy,
    application: &Value,
    request: &Request,
) -> Result<ProgrammeAssessment, Faults> {
    let answer = policy.assess(application, request)?;
    let mut programmes = answer.programmes;
    assert_eq!(programmes.len(), 1, "one was asked for");
    Ok(programmes.swap_remove(0))
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

/// Without one of the facts, what was settled is as it was, or open.
fn knows_less(
    policy: &Policy,
    application: &Value,
    request: &Request,
    assessed: &ProgrammeAssessment,
    which: usize,
) {
    let facts = application.get("facts").and_then(Value::as_object);
    let ids: Vec<&String> = facts.into_iter().flat_map(Map::keys).collect();
    let Some(id) = which
        .checked_rem(ids.len())
        .and_then(|place| ids.get(place))
    else {
        return;
    };
    let mut fewer = application.clone();
    if let Some(facts) = fewer.get_mut("facts").and_then(Value::as_object_mut) {
        facts.remove(id.as_str());
    }
    let fewer = one(policy, &fewer, request);
    assert!(fewer.is_ok(), "refused without {id} alone: {fewer:?}");
    let Ok(fewer) = fewer else { return };
    let is_open = fewer.outcome == Outcome::Undetermined;
    assert!(is_open || fewer.outcome == assessed.outcome, "without {id}");
    for (less, more) in fewer.criteria.iter().zip(&assessed.criteria) {
        let is_open = less.result == Verdict::Unknown;
        assert!(
            is_open || less.result == more.result,
            "{} without {id}",
            less.id
        );
    }
}

/// Who is eligible needs no advice; whatever is advised lies ahead.
fn advises(
    policy: &Policy,
    application: &Value,
    request: &Request,
    assessed: &ProgrammeAssessment,
) {
    let remedies = policy.remedies(&assessed.id, application, request);
    assert!(remedies.is_ok(), "{remedies:?}");
    let Ok(remedies) = remedies else { return };
    if assessed.outcome == Outcome::Eligible {
        assert!(remedies.remedies.is_empty(), "{remedies:?}");
    }
    let today = request.as_of.day(policy.newest().document.utc_offset);
    assert!(remedies.remedies.iter().all(|remedy| remedy.on >= today));
}

/// Windows are whole, merged, and each as an assessment on its days says.
fn looks_ahead(
    policy: &Policy,
    application: &Value,
    request: &Request,
    options: &Value,
    programme: &str,
) {
    let planned = options.get("plannedBroadcasts").and_then(Value::as_array);
    let asked = OutlookRequest {
        until: text(options, "until").and_then(Day::parse),
        planned_broadcasts: planned.cloned().unwrap_or_default(),
    };
    let outlook = match policy.outlook(programme, application, request, &asked) {
        Ok(outlook) => outlook,
        Err(faults) => return sound(&faults),
    };
    is_whole(&outlook);
    if !asked.planned_broadcasts.is_empty() {
        return;
    }
    let known_at = request.known_at.unwrap_or(request.as_of);
    let start = request.as_of.day(policy.newest().document.utc_offset);
    for window in outlook.windows.iter().take(3) {
        let Ok(mut then) = Request::on(&window.from.to_string()) else {
            continue;
        };
        // On its first day the moment itself is what the facts hold as of.
        if window.from == start {
            continue;
        }
        then.known_at = Some(known_at);
        let then = one(policy, application, &then.programmes([programme]));
        let outcome = then.map(|assessed| assessed.outcome);
        assert_eq!(outcome, Ok(window.outcome), "on {}", window.from);
    }
}

fn is_whole(outlook: &Outlook) {
    for pair in outlook.windows.windows(2) {
        let [one, next] = pair else { continue };
        assert_eq!(
            one.to.map(|day| day.plus(1)),
            Some(next.from),
            "no day is left out"
        );
        assert_ne!(one.outcome, next.outcome, "windows are merged");
    }
    let change = outlook.next_change.as_ref().map(|change| change.on);
    let second = outlook.windows.get(1).map(|window| window.from);
    assert!(change.is_none() || change == second, "{outlook:?}");
}
