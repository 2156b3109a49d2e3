//! Columns counted from the broadcasts of many accounts say of each what an assessment of its broadcasts says, wherever
//! that is exact; a screening of them says nothing else, and nothing more.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[allow(
    dead_code,
    reason = "the other test that screens has facts of every type"
)]
#[path = "support/screened.rs"]
mod screened;

use std::sync::LazyLock;

use kaibo::time::Day;
use kaibo::{
    BUILT_IN, ColumnValues, CriterionResult, ErrorCode, LedgerColumn, Ledgers, Outcome, Policy,
    ProgrammeAssessment, Reached, Request, Starts, Value as Observable, Verdict,
};
use proptest::prelude::*;
use screened::{Fact, Row, screened};
use serde_json::{Value, json};

const TODAY: &str = "2023-09-14";
const UNKNOWN_DAY: i32 = i32::MIN;
const NEVER: i32 = i32::MIN + 1;

/// The built-in policy, whose first programme shows every metric.
static EVERY_METRIC: LazyLock<Policy> = LazyLock::new(|| {
    let mut document: Value = serde_json::from_str(BUILT_IN).unwrap_or_default();
    let metrics = document["metrics"].as_array().into_iter().flatten();
    let ids: Value = metrics.map(|metric| metric["id"].clone()).collect();
    document["programmes"][0]["tasks"][0]["metrics"] = ids;
    Policy::load(document).unwrap_or_else(|faults| panic!("{faults}"))
});

/// A policy whose conditions read metrics.
static EXAMPLE: LazyLock<Policy> = LazyLock::new(|| {
    let text = include_str!("../policies/examples/twitch-affiliate.json");
    Policy::parse(text).unwrap_or_else(|faults| panic!("{faults}"))
});

fn today() -> Day {
    Day::parse(TODAY).unwrap_or(Day::MIN)
}

fn on(ahead: i64) -> Request {
    let request = Request::on(&today().plus(ahead).to_string());
    let request = request.and_then(|request| request.known_at(TODAY));
    request.unwrap_or_else(|faults| panic!("{faults}"))
}

/// A broadcast of some account: days ago, and what is known of it.
#[derive(Debug, Clone)]
struct Broadcast {
    account: u32,
    ago: i64,
    hour: i64,
    minutes: f64,
    gmv: Option<f64>,
    refunded: Option<f64>,
    viewers: Option<f64>,
    average: Option<f64>,
}

impl Broadcast {
    fn day(&self) -> Day {
        today().plus(-self.ago)
    }

    #[allow(clippy::cast_precision_loss, reason = "moments are within 2^53")]
    fn millis(&self) -> f64 {
        let hours = i64::from(self.day().epoch_days()) * 24 + self.hour - 8;
        (hours * 3_600_000) as f64
    }

    fn json(&self, whole_days: bool) -> Value {
        let day = self.day();
        let started = if whole_days {
            day.to_string()
        } else {
            format!("{day}T{:02}:00:00+08:00", self.hour)
        };
        let mut json = json!({ "startedAt": started, "minutes": self.minutes });
        for (key, value) in [
            ("gmv", self.gmv.map(|fen| fen / 100.0)),
            ("refundedGmv", self.refunded.map(|fen| fen / 100.0)),
            ("viewers", self.viewers),
            ("averageViewers", self.average),
        ] {
            if let (Some(map), Some(value)) = (json.as_object_mut(), value) {
                map.insert(key.to_owned(), json!(value));
            }
        }
        json
    }
}

const ACCOUNTS: usize = 5;

/// Broadcasts of some accounts, none in conflict, some of them twice.
fn broadcasts() -> impl Strategy<Value = Vec<Broadcast>> {
    let viewers = (0..100_u32, 0..=100_u32, any::<[bool; 2]>());
    let one = (
        (0..4_u32, 0..70_i64, 0..22_i64),
        prop_oneof![
            (0..120_u32).prop_map(f64::from),
            (0..9_000_u32).prop_map(|it| f64::from(it) / 64.0)
        ],
        proptest::option::weighted(0.9, 0..100_000_u32),
        proptest::option::weighted(0.8, 0..=100_u32),
        viewers,
        proptest::bool::weighted(0.1),
    );
    prop::collection::vec(one, 0..40).prop_map(|list| {
        let mut found: Vec<Broadcast> = Vec::new();
        for ((account, ago, hour), minutes, gmv, refunded, (most, share, known), twice) in list {
            let place = (account, ago, hour);
            if found
                .iter()
                .any(|it| (it.account, it.ago, it.hour) == place)
            {
                continue;
            }
            let broadcast = Broadcast {
                account,
                ago,
                hour,
                minutes,
                gmv: gmv.map(f64::from),
                refunded: gmv.and_then(|gmv| refunded.map(|it| f64::from(gmv * it / 100))),
                viewers: known[0].then_some(f64::from(most)),
                average: known[1].then_some(f64::from(most) * f64::from(share) / 100.0),
            };
            found.extend(std::iter::repeat_n(broadcast, 1 + usize::from(twice)));
        }
        found
    })
}

/// Between which days the list of each account is complete.
type Complete = Vec<Between>;

/// The first and the last of those days, where they are said.
type Between = (Option<Day>, Option<Day>);

fn complete() -> impl Strategy<Value = Complete> {
    let since = prop_oneof![
        1 => Just(None),
        4 => Just(Some(Day::MIN)),
        2 => (20..100_i64).prop_map(|ago| Some(today().plus(-ago))),
    ];
    let through = prop_oneof![
        1 => Just(None),
        4 => Just(Some(today())),
        1 => (0..20_i64).prop_map(|ago| Some(today().plus(-ago))),
    ];
    let one = (since, through);
    let same = one.clone().prop_map(|one| vec![one; ACCOUNTS]);
    prop_oneof![same, prop::collection::vec(one, ACCOUNTS)]
}

/// What columns are made of.
struct Input {
    account: Vec<u32>,
    moments: Vec<f64>,
    days: Vec<i32>,
    figures: [Vec<f64>; 5],
    reach: [Vec<i32>; 2],
}

impl Input {
    fn of(list: &[Broadcast], complete: &Complete) -> Self {
        let column = |of: fn(&Broadcast) -> Option<f64>| -> Vec<f64> {
            list.iter().map(|it| of(it).unwrap_or(f64::NAN)).collect()
        };
        let days = |of: fn(&Between) -> Option<Day>| -> Vec<i32> {
            let days = complete.iter().map(of);
            days.map(|day| day.map_or(UNKNOWN_DAY, Day::epoch_days))
                .collect()
        };
        Self {
            account: list.iter().map(|it| it.account).collect(),
            moments: list.iter().map(Broadcast::millis).collect(),
            days: list.iter().map(|it| it.day().epoch_days()).collect(),
            figures: [
                column(|it| Some(it.minutes)),
                column(|it| it.gmv),
                column(|it| it.refunded),
                column(|it| it.viewers),
                column(|it| it.average),
            ],
            reach: [days(|it| it.0), days(|it| it.1)],
        }
    }

    fn ledgers(&self, whole_days: bool) -> Ledgers<'_> {
        let [minutes, gmv, refunded_gmv, viewers, average_viewers] = &self.figures;
        let [since, through] = &self.reach;
        Ledgers {
            accounts: ACCOUNTS,
            account: &self.account,
            started_at: if whole_days {
                Starts::Days(&self.days)
            } else {
                Starts::Moments(&self.moments)
            },
            minutes,
            gmv,
            refunded_gmv,
            viewers,
            average_viewers,
            since: Reached::Each(since),
            through: Reached::Each(through),
            ..Ledgers::default()
        }
    }
}

fn application(
    account: u32,
    list: &[Broadcast],
    complete: &Complete,
    whole_days: bool,
    facts: &Value,
) -> Value {
    let own = list.iter().filter(|it| it.account == account);
    let own: Vec<Value> = own.map(|it| it.json(whole_days)).collect();
    let mut application = json!({ "broadcasts": own, "facts": facts });
    let (since, through) = usize::try_from(account)
        .ok()
        .and_then(|account| complete.get(account).copied())
        .unwrap_or_default();
    if let Some(map) = application.as_object_mut() {
        let since = since.map(|day| {
            if day == Day::MIN {
                "beginning".to_owned()
            } else {
                day.to_string()
            }
        });
        map.extend(since.map(|day| ("broadcastsSince".to_owned(), json!(day))));
        let through = through.map(|day| day.to_string());
        map.extend(through.map(|day| ("broadcastsThrough".to_owned(), json!(day))));
    }
    application
}

fn numbers<'a>(columns: &'a [LedgerColumn], id: &str) -> &'a [f64] {
    let found = columns.iter().find(|column| column.id == id);
    match found.map(|column| &column.values) {
        Some(ColumnValues::Numbers(numbers)) => numbers,
        other => panic!("{id}: {other:?}"),
    }
}

fn days<'a>(columns: &'a [LedgerColumn], id: &str) -> &'a [i32] {
    let found = columns.iter().find(|column| column.id == id);
    match found.map(|column| &column.values) {
        Some(ColumnValues::Days(days)) => days,
        other => panic!("{id}: {other:?}"),
    }
}

fn first(
    policy: &Policy,
    application: &Value,
    request: &Request,
    programme: &str,
) -> ProgrammeAssessment {
    let request = request.clone().programmes([programme]);
    let answer = policy.assess(application, &request);
    let answer = answer.unwrap_or_else(|faults| panic!("{faults}\n{application}"));
    let mut programmes = answer.programmes.into_iter();
    programmes.next().unwrap_or_else(|| panic!("{programme}"))
}

/// What an assessment says of every named condition, each before its parts.
fn flatten<'a>(criteria: &'a [CriterionResult], into: &mut Vec<&'a CriterionResult>) {
    for criterion in criteria {
        into.push(criterion);
        flatten(&criterion.children, into);
    }
}

/// The days of the first and the last broadcast, as criteria of an assessment observed them.
fn observed(programme: &ProgrammeAssessment, id: &str) -> i32 {
    let mut criteria = Vec::new();
    flatten(&programme.criteria, &mut criteria);
    let observed = criteria.iter().flat_map(|criterion| &criterion.observed);
    let mut values = observed.filter(|observed| observed.id == id);
    match values.next().and_then(|observed| observed.value.as_ref()) {
        Some(Observable::Text(text)) if text == "never" => NEVER,
        Some(Observable::Text(text)) => Day::parse(text).map_or(0, Day::epoch_days),
        None => UNKNOWN_DAY,
        other => panic!("{id}: {other:?}"),
    }
}

/// Holds the columns' answer of one row against its assessment: never more, and the same where all it reads is known.
fn check_outcome(
    found: &screened::Screened,
    row: usize,
    is_exact: bool,
    programme: &ProgrammeAssessment,
) {
    let outcome = match programme.outcome {
        Outcome::Ineligible => 0,
        Outcome::Undetermined => 1,
        Outcome::Eligible => 2,
    };
    assert!(found.outcomes[row] == outcome || (!is_exact && found.outcomes[row] == 1));
    let mut criteria = Vec::new();
    flatten(&programme.criteria, &mut criteria);
    for (bit, criterion) in criteria.into_iter().enumerate() {
        let own = match (found.unmet[row][bit], found.unknown[row][bit]) {
            (true, _) => Verdict::Unmet,
            (_, true) => Verdict::Unknown,
            _ => Verdict::Met,
        };
        let agrees = own == criterion.result || (!is_exact && own == Verdict::Unknown);
        assert!(agrees, "{}: {own:?}, {criterion:?}", found.criteria[bit]);
    }
}

const FACTS: [&str; 2] = ["firstBroadcastOn", "lastBroadcastOn"];
const METRICS: [&str; 3] = ["streamedMinutes", "streamedDays", "averageViewers"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 700, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_metric_and_event_is_what_an_assessment_says_where_it_is_exact(
        list in broadcasts(),
        complete in complete(),
        whole_days in any::<bool>(),
        ahead in prop_oneof![2 => Just(0_i64), 1 => 0..40_i64],
    ) {
        let policy = &*EVERY_METRIC;
        let input = Input::of(&list, &complete);
        let columns = policy.ledger_columns(&input.ledgers(whole_days), None, &on(ahead));
        let columns = columns.unwrap_or_else(|faults| panic!("{faults}"));
        let metrics = &policy.newest().document.metrics;
        prop_assert_eq!(columns.len(), metrics.len() + FACTS.len());
        let mut rows = Vec::new();
        for account in 0..ACCOUNTS {
            let day = |id| days(&columns, id)[account];
            let facts = FACTS.into_iter().filter(|id| day(id) != UNKNOWN_DAY);
            let fact = |id| if day(id) == NEVER { Fact::None } else { Fact::Day(day(id)) };
            rows.push(facts.map(|id| (id, fact(id))).collect::<Row>());
        }
        let found = screened(policy, "cold-start", &rows, None, &on(ahead));
        let found = found.unwrap_or_else(|faults| panic!("{faults}"));
        prop_assert_eq!(found.impossible, 0);
        for (account, row) in rows.iter().enumerate() {
            let number = u32::try_from(account).unwrap_or_default();
            let application = application(number, &list, &complete, whole_days, &json!({}));
            let programme = first(policy, &application, &on(ahead), "cold-start");
            for task in &programme.tasks {
                let metric = metrics.iter().find(|metric| metric.id == task.metric);
                let unit = if metric.is_some_and(|it| it.kind().name() == "money") { 100.0 } else { 1.0 };
                let said = match task.achieved {
                    _ if !task.exact => f64::NAN,
                    None => f64::NEG_INFINITY,
                    Some(achieved) => (achieved * unit * 64.0).round() / 64.0,
                };
                let own = numbers(&columns, &task.metric)[account];
                let rounded = if own.is_finite() { (own * 64.0).round() / 64.0 } else { own };
                prop_assert!(
                    rounded.total_cmp(&said).is_eq() || (rounded.is_nan() && said.is_nan()),
                    "account {account}: {} is {own}, {task:?}", task.metric
                );
            }
            let exact = FACTS.into_iter().all(|id| row.contains_key(id));
            for id in FACTS {
                prop_assert_eq!(days(&columns, id)[account], observed(&programme, id), "{}", id);
            }
            check_outcome(&found, account, exact, &programme);
        }
    }

    #[test]
    fn a_screening_of_columns_says_no_more_than_an_assessment_of_broadcasts(
        list in broadcasts(),
        complete in complete(),
        followers in prop::collection::vec(45..55_u32, ACCOUNTS),
    ) {
        let input = Input::of(&list, &complete);
        let columns = EXAMPLE.ledger_columns(&input.ledgers(false), Some(&METRICS), &on(0));
        let columns = columns.unwrap_or_else(|faults| panic!("{faults}"));
        let row = |account: usize| -> Row {
            let metrics = METRICS.map(|id| (id, Fact::Number(numbers(&columns, id)[account])));
            let facts = [("followers", Fact::Number(f64::from(followers[account])))];
            metrics.into_iter().chain(facts).collect()
        };
        let rows: Vec<Row> = (0..ACCOUNTS).map(row).collect();
        let found = screened(&EXAMPLE, "affiliate", &rows, None, &on(0));
        let found = found.unwrap_or_else(|faults| panic!("{faults}"));
        prop_assert_eq!(found.impossible, 0);
        for (account, followers) in followers.iter().enumerate() {
            let number = u32::try_from(account).unwrap_or_default();
            let facts = json!({ "followers": followers });
            let application = application(number, &list, &complete, false, &facts);
            let programme = first(&EXAMPLE, &application, &on(0), "affiliate");
            let exact = METRICS.iter().all(|id| !numbers(&columns, id)[account].is_nan());
            check_outcome(&found, account, exact, &programme);
        }
    }
}

/// What is wrong, as pairs of a code and a path.
fn faults_of(ledgers: &Ledgers<'_>, metrics: Option<&[&str]>) -> Vec<(ErrorCode, String)> {
    let found = EVERY_METRIC.ledger_columns(ledgers, metrics, &on(0));
    let faults = found.err().map(|faults| faults.errors).unwrap_or_default();
    faults
        .into_iter()
        .map(|fault| (fault.code, fault.path))
        .collect()
}

#[test]
fn everything_that_is_wrong_is_named_by_its_column_and_row_account_by_account() {
    let hour = 3_600_000.0;
    let now = f64::from(today().epoch_days()) * 24.0 * hour;
    let ledgers = Ledgers {
        accounts: 3,
        account: &[1, 0, 0, 3, 0, 1, u32::MAX, 0],
        started_at: Starts::Moments(&[
            now - 48.0 * hour,
            now + 48.0 * hour,
            f64::NAN,
            now,
            0.5,
            now - 48.0 * hour,
            now,
            f64::MAX,
        ]),
        minutes: &[1.0, 1.0, f64::INFINITY, 1.0, -1.0, 2.0, 1.0, 527_041.0],
        gmv: &[1.0, -1.0, 0.5, 1.0, f64::INFINITY, 1.0, 1.0, 1e300],
        refunded_gmv: &[2.0, f64::NAN, f64::NAN, 9.0, 9.0, 1.0, 9.0, 9.0],
        viewers: &[1.0, 0.5, -1.0, 1.0, f64::NAN, 1.0, 1.0, 1.0],
        average_viewers: &[1.0, 1e10, 2.0, 1.0, f64::NEG_INFINITY, 1.5, 1.0, 1.0],
        since: Reached::Each(&[UNKNOWN_DAY, NEVER, 19_000]),
        through: Reached::Each(&[i32::MAX, UNKNOWN_DAY, 18_999]),
        ..Ledgers::default()
    };
    let found = faults_of(&ledgers, None);
    let found: Vec<(ErrorCode, &str)> = found
        .iter()
        .map(|(code, path)| (*code, path.as_str()))
        .collect();
    use ErrorCode::{NotFinite, NotWhole, OutOfRange};
    assert_eq!(
        found,
        [
            (OutOfRange, "/broadcasts/account/3"),
            (OutOfRange, "/broadcasts/account/6"),
            (OutOfRange, "/broadcasts/gmv/1"),
            (NotWhole, "/broadcasts/viewers/1"),
            (OutOfRange, "/broadcasts/averageViewers/1"),
            (NotFinite, "/broadcasts/startedAt/2"),
            (NotFinite, "/broadcasts/minutes/2"),
            (NotWhole, "/broadcasts/gmv/2"),
            (OutOfRange, "/broadcasts/viewers/2"),
            (NotWhole, "/broadcasts/startedAt/4"),
            (OutOfRange, "/broadcasts/minutes/4"),
            (NotFinite, "/broadcasts/gmv/4"),
            (NotFinite, "/broadcasts/averageViewers/4"),
            (OutOfRange, "/broadcasts/startedAt/7"),
            (OutOfRange, "/broadcasts/minutes/7"),
            (OutOfRange, "/broadcasts/gmv/7"),
            (OutOfRange, "/broadcastsThrough/0"),
            (OutOfRange, "/broadcasts/refundedGmv/0"),
            (OutOfRange, "/broadcasts/averageViewers/5"),
            (OutOfRange, "/broadcastsSince/1"),
            (ErrorCode::BroadcastConflict, "/broadcasts/startedAt/5"),
            (OutOfRange, "/broadcastsThrough/2"),
        ]
    );
}

#[test]
fn what_an_account_says_of_its_future_is_named_too() {
    let tomorrow = today().epoch_days() + 1;
    let noon = f64::from(today().epoch_days()) * 86_400_000.0;
    let ledgers = Ledgers {
        accounts: 2,
        account: &[1, 1],
        started_at: Starts::Days(&[tomorrow, tomorrow - 1]),
        minutes: &[1.0, 1.0],
        through: Reached::Each(&[tomorrow, tomorrow - 1]),
        ..Ledgers::default()
    };
    assert_eq!(
        faults_of(&ledgers, Some(&["monthGmv", "monthGvm"])),
        [(ErrorCode::UnknownReference, "/metrics/1".to_owned())]
    );
    assert_eq!(
        faults_of(&ledgers, None),
        [
            (
                ErrorCode::EventAfterMoment,
                "/broadcastsThrough/0".to_owned()
            ),
            (
                ErrorCode::EventAfterMoment,
                "/broadcasts/startedAt/0".to_owned()
            ),
        ]
    );
    let so_far = Ledgers {
        accounts: 1,
        account: &[0],
        started_at: Starts::Moments(&[noon]),
        minutes: &[61.0],
        rows: &[700],
        ..Ledgers::default()
    };
    let request = Request::on("2023-09-14T09:00:00+08:00");
    let request = request.unwrap_or_else(|faults| panic!("{faults}"));
    let found = EVERY_METRIC.ledger_columns(&so_far, None, &request);
    let found = found.err().map(|faults| faults.errors).unwrap_or_default();
    assert_eq!(found[0].path, "/broadcasts/minutes/700");
}

#[test]
fn columns_of_other_lengths_and_days_for_all_are_looked_at_once() {
    let ledgers = Ledgers {
        accounts: 2,
        account: &[0, 1, 1],
        started_at: Starts::Days(&[19_000, 19_001]),
        minutes: &[1.0; 3],
        gmv: &[1.0; 4],
        since: Reached::Each(&[19_000]),
        through: Reached::All(Some(today().plus(1))),
        ..Ledgers::default()
    };
    assert_eq!(
        faults_of(&ledgers, None),
        [
            (ErrorCode::OutOfRange, "/broadcasts/startedAt".to_owned()),
            (ErrorCode::OutOfRange, "/broadcasts/gmv".to_owned()),
            (ErrorCode::OutOfRange, "/broadcastsSince".to_owned()),
            (ErrorCode::EventAfterMoment, "/broadcastsThrough".to_owned()),
        ]
    );
}

#[test]
fn a_list_may_be_complete_for_one_day_and_until_today() {
    let day = Some(today());
    let day_of_each = [today().epoch_days(); 2];
    for (since, through) in [
        (Reached::All(day), Reached::All(day)),
        (Reached::Each(&day_of_each), Reached::All(day)),
        (Reached::Each(&day_of_each), Reached::Each(&day_of_each)),
    ] {
        let ledgers = Ledgers {
            accounts: 2,
            since,
            through,
            ..Ledgers::default()
        };
        assert_eq!(faults_of(&ledgers, None), []);
    }
    let ledgers = Ledgers {
        accounts: 2,
        since: Reached::Each(&[day_of_each[0], day_of_each[0] - 1]),
        through: Reached::All(Some(today().plus(-1))),
        ..Ledgers::default()
    };
    assert_eq!(
        faults_of(&ledgers, None),
        [(ErrorCode::OutOfRange, "/broadcastsSince/0".to_owned())]
    );
}

#[test]
fn a_metric_that_is_asked_for_twice_has_one_column() {
    let ledgers = Ledgers {
        accounts: 1,
        ..Ledgers::default()
    };
    let columns = |asked: &[&str]| {
        let found = EVERY_METRIC.ledger_columns(&ledgers, Some(asked), &on(0));
        found
            .unwrap_or_else(|faults| panic!("{faults}"))
            .into_iter()
            .map(|column| column.id)
            .collect::<Vec<_>>()
    };
    let once = columns(&["monthGmv", "monthDays"]);
    assert_eq!(columns(&["monthGmv", "monthDays", "monthGmv"]), once);
}

#[test]
fn a_sum_that_a_double_does_not_tell_apart_is_not_known() {
    let gmv = |most: f64| {
        let ledgers = Ledgers {
            accounts: 1,
            account: &[0, 0],
            started_at: Starts::Days(&[today().epoch_days() - 1, today().epoch_days()]),
            minutes: &[1.0, 1.0],
            gmv: &[9e15, most],
            since: Reached::All(Some(Day::MIN)),
            through: Reached::All(Some(today())),
            ..Ledgers::default()
        };
        let found = EVERY_METRIC.ledger_columns(&ledgers, Some(&["monthGmv"]), &on(0));
        let columns = found.unwrap_or_else(|faults| panic!("{faults}"));
        numbers(&columns, "monthGmv")[0]
    };
    assert_eq!(gmv(7_199_254_740_991.0), 9_007_199_254_740_991.0);
    assert!(gmv(7_199_254_740_992.0).is_nan());
}

#[test]
fn an_account_has_at_most_a_million_broadcasts() {
    let faults = |rows: usize| {
        let ledgers = Ledgers {
            accounts: 2,
            first_account: 7,
            account: &vec![1; rows],
            started_at: Starts::Days(&vec![19_000; rows]),
            // Refused one by one where they are looked at.
            minutes: &vec![-1.0; rows],
            ..Ledgers::default()
        };
        let found = EVERY_METRIC.ledger_columns(&ledgers, None, &on(0));
        found.err().map(|faults| faults.errors).unwrap_or_default()
    };
    assert_eq!(faults(1_000_000)[0].code, ErrorCode::OutOfRange);
    let faults = faults(1_000_001);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].code, ErrorCode::TooLarge);
    assert_eq!(
        faults[0].expected,
        "at most 1000000 broadcasts of account 8"
    );
}

#[test]
fn no_more_faults_are_named_than_anyone_reads() {
    let rows = 3_000;
    let ledgers = Ledgers {
        accounts: 3,
        account: &vec![2; rows],
        started_at: Starts::Days(&vec![19_000; rows]),
        minutes: &vec![-1.0; rows],
        ..Ledgers::default()
    };
    assert_eq!(faults_of(&ledgers, None).len(), 1_000);
}
