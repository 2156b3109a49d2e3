//! A policy document: whatever it is, it is read or refused in words, and what is read answers.

use crate::sound;
use kaibo::{Policy, Request};
use serde_json::{Value, json};

/// With more, what is entangled takes long to settle, though within its bounds.
const MOST_FACTS: usize = 8;

/// Reads a document.
pub fn policy(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let policy = match Policy::parse(text) {
        Ok(policy) => policy,
        Err(faults) => return sound(&faults),
    };
    reads_the_same_again(text, &policy);
    let newest = &policy.newest().document;
    if newest.facts.len() > MOST_FACTS {
        return;
    }
    let days = [newest.effective.from, newest.effective.until];
    for day in days.into_iter().flatten() {
        if let Ok(request) = Request::on(&day.to_string()) {
            answers(&policy, &request);
        }
    }
    if let Ok(request) = Request::on("2024-02-29") {
        answers(&policy, &request);
    }
}

/// By the reader of JSON that everyone has, and once more as it was kept.
fn reads_the_same_again(text: &str, policy: &Policy) {
    let digest = &policy.newest().digest;
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        let loaded = Policy::load(value).map(|other| other.newest().digest.clone());
        assert_eq!(loaded.as_ref(), Ok(digest));
    }
    let kept = Policy::load(policy.newest().json.clone());
    let kept = kept.map(|other| other.newest().digest.clone());
    assert_eq!(kept.as_ref(), Ok(digest));
}

/// Nothing known is no error, and nothing that is asked of it panics.
fn answers(policy: &Policy, request: &Request) {
    let nothing = json!({});
    let answer = policy.assess(&nothing, request);
    assert!(answer.is_ok(), "{answer:?}");
    for programme in answer.iter().flat_map(|answer| &answer.programmes) {
        let decision = policy.decide(&programme.id, &nothing, request);
        let outcome = decision.map(|decision| decision.outcome);
        assert_eq!(outcome, Ok(programme.outcome));
    }
}
