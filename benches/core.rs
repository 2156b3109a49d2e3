//! How long the core takes, natively: `cargo bench`. It judges nothing, and no test runs it.
#![allow(clippy::panic, reason = "a benchmark without its input cannot go on")]

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use kaibo::{BUILT_IN, OutlookRequest, Policy, Request};
use serde_json::{Value, json};

static POLICY: LazyLock<Policy> = LazyLock::new(built_in);
static TODAY: LazyLock<Request> =
    LazyLock::new(|| Request::on("2023-09-14").unwrap_or_else(|faults| panic!("{faults}")));
static COLD_START: LazyLock<Request> = LazyLock::new(|| TODAY.clone().programmes(["cold-start"]));

fn main() {
    divan::main();
}

fn built_in() -> Policy {
    Policy::parse(BUILT_IN).unwrap_or_else(|faults| panic!("{faults}"))
}

/// What is known of an account, from nothing to all that its outcome depends on.
const KNOWN: [&str; 3] = ["nothing", "its first broadcast", "all"];

fn application(known: &str) -> Value {
    match known {
        "nothing" => json!({}),
        "its first broadcast" => json!({ "facts": { "firstBroadcastOn": "2023-07-06" } }),
        _ => json!({ "facts": {
            "sellsOnStream": true, "hasBrandBadge": false, "coldStartGrantedBefore": false, "storeClosed": false,
            "counterfeitOrSeriousViolation": false, "tradesOrOverpromisesTraffic": false, "cheating": false,
            "firstBroadcastOn": "2023-09-01", "lastBroadcastOn": "2023-09-10",
        } }),
    }
}

/// An account that went live every other day, so often.
fn broadcasts(count: usize) -> Value {
    let first = kaibo::time::Day::parse("2018-01-01").unwrap_or(kaibo::time::Day::MIN);
    let days = (0..).step_by(2).take(count);
    let listed: Vec<Value> = days
        .map(|day| json!({ "startedAt": format!("{}T20:00:00+08:00", first.plus(day)), "minutes": 90, "gmv": 1234.5 }))
        .collect();
    json!({ "broadcasts": listed, "broadcastsSince": "beginning", "broadcastsThrough": "2023-09-14" })
}

#[divan::bench]
fn load() -> Policy {
    Policy::parse(black_box(BUILT_IN)).unwrap_or_else(|faults| panic!("{faults}"))
}

#[divan::bench(args = KNOWN)]
fn assess(bencher: Bencher<'_, '_>, known: &str) {
    let application = application(known);
    bencher.bench_local(|| POLICY.assess(black_box(&application), &COLD_START));
}

#[divan::bench(args = KNOWN)]
fn decide(bencher: Bencher<'_, '_>, known: &str) {
    let application = application(known);
    bencher.bench_local(|| POLICY.decide("cold-start", black_box(&application), &TODAY));
}

#[divan::bench(args = KNOWN)]
fn questions(bencher: Bencher<'_, '_>, known: &str) {
    let application = application(known);
    bencher.bench_local(|| POLICY.questions(black_box(&application), &COLD_START));
}

#[divan::bench(args = KNOWN)]
fn outlook(bencher: Bencher<'_, '_>, known: &str) {
    let application = application(known);
    let asked = OutlookRequest::default();
    bencher.bench_local(|| POLICY.outlook("cold-start", black_box(&application), &TODAY, &asked));
}

#[divan::bench(args = KNOWN)]
fn remedies(bencher: Bencher<'_, '_>, known: &str) {
    let application = application(known);
    bencher.bench_local(|| POLICY.remedies("cold-start", black_box(&application), &TODAY));
}

#[divan::bench(args = [10, 1_000])]
fn assess_broadcasts(bencher: Bencher<'_, '_>, count: usize) {
    let application = broadcasts(count);
    bencher.bench_local(|| POLICY.assess(black_box(&application), &TODAY));
}
