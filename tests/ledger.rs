//! The laws of the ledger, on random lists of broadcasts: against a slow count of what lies in each window, against
//! itself in another order, and against what becomes known later.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::panic, reason = "a test fails by panicking")]

use std::sync::LazyLock;

use kaibo::time::Day;
use kaibo::{BUILT_IN, Outcome, OutlookRequest, Policy, Request, TaskProgress};
use proptest::prelude::*;
use serde_json::{Value, json};

static BUILT_IN_POLICY: LazyLock<Policy> =
    LazyLock::new(|| Policy::parse(BUILT_IN).unwrap_or_else(|faults| panic!("{faults}")));

static EXAMPLE: LazyLock<Policy> = LazyLock::new(|| {
    let text = include_str!("../policies/examples/twitch-affiliate.json");
    Policy::parse(text).unwrap_or_else(|faults| panic!("{faults}"))
});

const TODAY: &str = "2023-09-14";

fn day(ago: i64) -> Day {
    Day::parse(TODAY).unwrap_or(Day::MIN).plus(-ago)
}

/// A broadcast as a slow reader sees it: days ago, minutes, fen.
#[derive(Debug, Clone)]
struct Broadcast {
    ago: i64,
    hour: i64,
    minutes: i64,
    gmv: Option<i64>,
    refunded: Option<i64>,
    average: Option<i64>,
}

impl Broadcast {
    #[allow(clippy::cast_precision_loss, reason = "amounts are small")]
    fn json(&self) -> Value {
        let mut json = json!({
            "startedAt": format!("{}T{:02}:00:00+08:00", day(self.ago), self.hour),
            "minutes": self.minutes,
        });
        let yuan = |fen: i64| json!(fen as f64 / 100.0);
        if let Some(map) = json.as_object_mut() {
            map.extend(self.gmv.map(|gmv| ("gmv".to_owned(), yuan(gmv))));
            map.extend(self.refunded.map(|it| ("refundedGmv".to_owned(), yuan(it))));
            map.extend(
                self.average
                    .map(|it| ("averageViewers".to_owned(), json!(it))),
            );
        }
        json
    }
}

/// Broadcasts of the last 100 days, of which no two start at one moment, so that none is repeated or in conflict.
fn broadcasts() -> impl Strategy<Value = Vec<Broadcast>> {
    let one = (
        0_i64..100,
        0_i64..24,
        0_i64..180,
        proptest::option::weighted(0.9, 0_i64..100_000),
        proptest::option::weighted(0.8, 0_i64..=100),
        proptest::option::weighted(0.9, 0_i64..6),
    );
    proptest::collection::vec(one, 0..12).prop_map(|list| {
        let mut broadcasts: Vec<Broadcast> = Vec::new();
        for (ago, hour, minutes, gmv, refunded, average) in list {
            if broadcasts.iter().all(|it| (it.ago, it.hour) != (ago, hour)) {
                broadcasts.push(Broadcast {
                    ago,
                    hour,
                    minutes,
                    gmv,
                    refunded: gmv.and_then(|gmv| refunded.map(|share| gmv * share / 100)),
                    average,
                });
            }
        }
        broadcasts
    })
}

/// Since when and through when a list is complete, in days ago; since "beginning" where it is none.
fn reach() -> impl Strategy<Value = Option<(Option<i64>, i64)>> {
    let through = prop_oneof![3 => Just(0_i64), 1 => 0_i64..40];
    let since = prop_oneof![2 => Just(None), 1 => (40_i64..120).prop_map(Some)];
    proptest::option::weighted(0.8, (since, through))
}

fn application(facts: &Value, list: &[Broadcast], reach: Option<(Option<i64>, i64)>) -> Value {
    let mut application = json!({
        "facts": facts,
        "broadcasts": list.iter().map(Broadcast::json).collect::<Vec<_>>(),
    });
    if let (Some(map), Some((since, through))) = (application.as_object_mut(), reach) {
        let since = since.map_or_else(|| "beginning".to_owned(), |ago| day(ago).to_string());
        map.insert("broadcastsSince".to_owned(), json!(since));
        map.insert(
            "broadcastsThrough".to_owned(),
            json!(day(through).to_string()),
        );
    }
    application
}

fn request(on: Day) -> Request {
    Request::on(&on.to_string())
        .and_then(|it| it.known_at(TODAY))
        .unwrap_or_else(|faults| panic!("{faults}"))
}

/// Minutes that a list covers, each minute once, of broadcasts in order of their start; a minute belongs to the broadcast
/// that started first.
fn minutes_within(list: &[Broadcast], within: impl Fn(&Broadcast) -> bool) -> i64 {
    let start = |it: &Broadcast| -it.ago * 1_440 + it.hour * 60;
    let mut ordered: Vec<&Broadcast> = list.iter().collect();
    ordered.sort_by_key(|it| start(it));
    let mut seen = std::collections::BTreeSet::new();
    let mut sum = 0;
    for broadcast in ordered {
        for minute in start(broadcast)..start(broadcast) + broadcast.minutes {
            if seen.insert(minute) && within(broadcast) {
                sum += 1;
            }
        }
    }
    sum
}

fn task<'a>(tasks: &'a [TaskProgress], metric: &str) -> &'a TaskProgress {
    let mut found = tasks.iter().filter(|task| task.metric == metric);
    found
        .next()
        .unwrap_or_else(|| panic!("no task counts {metric}"))
}

#[allow(clippy::cast_precision_loss, reason = "figures are small")]
fn exactly(value: i64) -> (Option<f64>, bool) {
    (Some(value as f64), true)
}

const SPOTLESS: &str = r#"{ "sellsOnStream": true, "hasBrandBadge": false, "coldStartGrantedBefore": false,
    "storeClosed": false, "counterfeitOrSeriousViolation": false, "tradesOrOverpromisesTraffic": false,
    "cheating": false }"#;

fn spotless() -> Value {
    serde_json::from_str(SPOTLESS).unwrap_or_default()
}

fn outcome(policy: &Policy, application: &Value, on: Day) -> Option<Outcome> {
    let answer = policy.assess(application, &request(on));
    let answer = answer.unwrap_or_else(|faults| panic!("{faults}"));
    answer.programmes.first().map(|it| it.outcome)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_complete_list_gives_what_a_slow_count_gives(list in broadcasts(), ahead in 0_i64..40) {
        let application = application(&json!({}), &list, Some((None, 0)));
        let on = day(-ahead);
        let answer = BUILT_IN_POLICY.assess(&application, &request(on));
        let answer = answer.unwrap_or_else(|faults| panic!("{faults}"));
        let tasks: Vec<TaskProgress> = answer.programmes.into_iter().flat_map(|it| it.tasks).collect();
        let figure = |metric: &str| {
            let task = task(&tasks, metric);
            (task.achieved, task.exact)
        };
        let month = on.to_string();
        let in_month = |it: &Broadcast| day(it.ago).to_string().get(..7) == month.get(..7);
        let mut days: Vec<i64> = list.iter().filter(|it| in_month(it)).map(|it| it.ago).collect();
        days.sort_unstable();
        days.dedup();
        prop_assert_eq!(figure("monthDays"), exactly(i64::try_from(days.len()).unwrap_or(0)));
        prop_assert_eq!(figure("monthMinutes"), exactly(minutes_within(&list, in_month)));
        let gmv: Option<i64> = list.iter().filter(|it| in_month(it)).map(|it| it.gmv).sum();
        let (achieved, exact) = figure("monthGmv");
        prop_assert_eq!(exact, gmv.is_some());
        if let (Some(gmv), Some(achieved)) = (gmv, achieved) {
            #[allow(clippy::cast_precision_loss, reason = "amounts are small")]
            let yuan = gmv as f64 / 100.0;
            prop_assert_eq!(achieved.to_bits(), yuan.to_bits());
        }
        let all = |_: &Broadcast| true;
        if !list.is_empty() {
            prop_assert_eq!(figure("sinceFirstMinutes"), exactly(minutes_within(&list, all)));
        }
    }

    #[test]
    fn the_order_of_broadcasts_does_not_matter(list in broadcasts(), reach in reach()) {
        let backwards: Vec<Broadcast> = list.iter().rev().cloned().collect();
        let answer = |list: &[Broadcast]| {
            let answer = BUILT_IN_POLICY.assess(&application(&spotless(), list, reach), &request(day(0)));
            answer.map(|it| it.programmes)
        };
        prop_assert_eq!(answer(&list), answer(&backwards));
    }

    #[test]
    fn a_repeated_list_is_the_list(list in broadcasts(), reach in reach()) {
        let twice: Vec<Broadcast> = list.iter().chain(&list).cloned().collect();
        let answer = |list: &[Broadcast]| {
            let answer = BUILT_IN_POLICY.assess(&application(&spotless(), list, reach), &request(day(0)));
            answer.map(|it| it.programmes)
        };
        prop_assert_eq!(answer(&list), answer(&twice));
    }

    #[test]
    fn what_a_part_of_the_list_settles_the_whole_does_not_flip(
        list in broadcasts(), followers in 24_i64..27, shown in 0_usize..12, since in 40_i64..120, through in 0_i64..40,
    ) {
        // What a list shows in part, complete between two days or not at all, is consistent with the whole of it.
        for policy in [&*BUILT_IN_POLICY, &*EXAMPLE] {
            let facts = if std::ptr::eq(policy, &*EXAMPLE) { json!({ "followers": followers }) } else { spotless() };
            let Ok(_) = policy.assess(&application(&facts, &list, Some((None, 0))), &request(day(0))) else { continue };
            let whole = outcome(policy, &application(&facts, &list, Some((None, 0))), day(0));
            let part: Vec<Broadcast> = list.iter().take(shown).cloned().collect();
            // The hours are China's; of which days a list is complete is said in the policy's zone.
            let behind = i64::from(8 * 60 - policy.newest().document.utc_offset) / 60;
            let ago = |it: &Broadcast| it.ago + i64::from(it.hour < behind);
            let between: Vec<Broadcast> = list.iter().filter(|it| (through..=since).contains(&ago(it))).cloned().collect();
            for known in [
                application(&facts, &part, None),
                application(&facts, &between, Some((Some(since), through))),
            ] {
                let before = outcome(policy, &known, day(0));
                prop_assert!(before == Some(Outcome::Undetermined) || before == whole, "{:?} then {:?}", before, whole);
            }
        }
    }
}

/// Found by `what_a_part_of_the_list_settles_the_whole_does_not_flip`, which took China's day for the policy's.
#[test]
fn a_broadcast_past_midnight_in_china_is_of_the_day_before_where_the_policy_is_at_home() {
    let at = |ago, hour, minutes| Broadcast {
        ago,
        hour,
        minutes,
        gmv: None,
        refunded: None,
        average: None,
    };
    let list = [at(3, 0, 0), at(2, 0, 32), at(0, 0, 111), at(0, 8, 97)];
    let facts = json!({ "followers": 25 });
    let whole = application(&facts, &list, Some((None, 0)));
    assert_eq!(
        outcome(&EXAMPLE, &whole, day(0)),
        Some(Outcome::Undetermined)
    );
    // That of midnight is of the 13th, of which the list is said to be complete.
    let without = application(&facts, &list[..2], Some((Some(40), 1)));
    assert_eq!(
        outcome(&EXAMPLE, &without, day(0)),
        Some(Outcome::Ineligible)
    );
    let with = application(&facts, &list[..3], Some((Some(40), 1)));
    assert_eq!(
        outcome(&EXAMPLE, &with, day(0)),
        Some(Outcome::Undetermined)
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_outlook_over_a_ledger_is_what_assess_answers_on_each_day(list in broadcasts(), reach in reach(), followers in 24_i64..27) {
        for (policy, programme) in [(&*BUILT_IN_POLICY, "cold-start"), (&*EXAMPLE, "affiliate")] {
            let facts = if programme == "affiliate" { json!({ "followers": followers }) } else { spotless() };
            let application = application(&facts, &list, reach);
            let outlook = policy.outlook(programme, &application, &request(day(0)), &OutlookRequest::default());
            let outlook = outlook.unwrap_or_else(|faults| panic!("{faults}"));
            for ahead in 0..400 {
                let today = day(-ahead);
                let mut windows = outlook.windows.iter();
                let window = windows.find(|it| it.from <= today && it.to.is_none_or(|to| today <= to));
                prop_assert_eq!(window.map(|it| it.outcome), outcome(policy, &application, today), "on {}", today);
            }
        }
    }

    #[test]
    fn an_outlook_with_planned_broadcasts_is_what_assess_answers_once_they_have_been(
        list in broadcasts(), planned in proptest::collection::vec(1_i64..60, 1..4), followers in 24_i64..27,
    ) {
        let planned: Vec<Broadcast> = {
            let mut days = planned;
            days.sort_unstable();
            days.dedup();
            let ahead = |ago: i64| Broadcast { ago: -ago, hour: 20, minutes: 90, gmv: None, refunded: None, average: Some(4) };
            days.into_iter().map(ahead).collect()
        };
        for (policy, programme) in [(&*BUILT_IN_POLICY, "cold-start"), (&*EXAMPLE, "affiliate")] {
            let facts = if programme == "affiliate" { json!({ "followers": followers }) } else { spotless() };
            let before = application(&facts, &list, Some((None, 0)));
            let asked = OutlookRequest { planned_broadcasts: planned.iter().map(Broadcast::json).collect(), ..OutlookRequest::default() };
            let outlook = policy.outlook(programme, &before, &request(day(0)), &asked);
            let outlook = outlook.unwrap_or_else(|faults| panic!("{faults}"));
            for ahead in 0..150 {
                let today = day(-ahead);
                let happened: Vec<Broadcast> = list.iter().chain(planned.iter().filter(|it| -it.ago <= ahead)).cloned().collect();
                let mut then = application(&facts, &happened, Some((None, 0)));
                if let Some(map) = then.as_object_mut() {
                    map.insert("broadcastsThrough".to_owned(), json!(today.to_string()));
                }
                let asked = Request::on(&today.to_string()).unwrap_or_else(|faults| panic!("{faults}"));
                let answer = policy.assess(&then, &asked).unwrap_or_else(|faults| panic!("{faults}"));
                let window = outlook.windows.iter().find(|it| it.from <= today && it.to.is_none_or(|to| today <= to));
                prop_assert_eq!(window.map(|it| it.outcome), answer.programmes.first().map(|it| it.outcome), "on {}", today);
            }
        }
    }
}

#[test]
fn a_million_broadcasts_of_a_fen_are_ten_thousand_yuan() {
    let start = |second: i64| {
        let (hours, minutes) = (second / 3_600, second / 60 % 60);
        format!(
            "{}T{:02}:{minutes:02}:{:02}+08:00",
            day(13 - hours / 24),
            hours % 24,
            second % 60
        )
    };
    let broadcasts: Vec<Value> = (0..1_000_000)
        .map(|second| json!({ "startedAt": start(second), "minutes": 0, "gmv": 0.01 }))
        .collect();
    let application = json!({
        "broadcasts": broadcasts, "broadcastsSince": "beginning", "broadcastsThrough": TODAY,
    });
    let answer = BUILT_IN_POLICY.assess(&application, &request(day(0)));
    let answer = answer.unwrap_or_else(|faults| panic!("{faults}"));
    let tasks: Vec<TaskProgress> = answer
        .programmes
        .into_iter()
        .flat_map(|it| it.tasks)
        .collect();
    let gmv = task(&tasks, "monthGmv");
    assert_eq!((gmv.achieved, gmv.exact), exactly(10_000));
}
