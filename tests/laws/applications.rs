//! Random applications to the built-in policy, around the days and amounts on which its answers turn.

use kaibo::time::Day;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// One programme, asked about one application as of one day.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    /// The programme's id.
    pub(crate) programme: &'static str,
    /// The day of assessment, and as of which the facts hold.
    pub(crate) as_of: Day,
    /// What is known.
    pub(crate) application: Value,
}

impl Question {
    /// The facts of the application.
    pub(crate) fn facts(&self) -> Map<String, Value> {
        let facts = self.application.get("facts").and_then(Value::as_object);
        facts.cloned().unwrap_or_default()
    }

    /// The application with other facts.
    pub(crate) fn with(&self, facts: Map<String, Value>) -> Value {
        let mut application = self.application.clone();
        if let Some(own) = application.get_mut("facts") {
            *own = Value::Object(facts);
        }
        application
    }
}

impl std::fmt::Display for Question {
    /// As a case of `tests/cases` puts it.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let case = json!({
            "programme": self.programme,
            "application": self.application,
            "options": { "asOf": self.as_of.to_string() },
        });
        write!(formatter, "{case}")
    }
}

/// A question of each kind; cold start, which days decide, most often.
pub(crate) fn question() -> impl Strategy<Value = Question> {
    let programme =
        prop_oneof![6 => Just("cold-start"), 3 => Just("benchmark"), 1 => Just("growth")];
    let as_of = prop::sample::select(vec!["2023-09-14", "2024-02-28", "2024-12-31", "2026-10-03"]);
    let as_of = as_of.prop_map(|day| Day::parse(day).unwrap_or(Day::MIN));
    (programme, as_of).prop_flat_map(|(programme, as_of)| {
        application(as_of).prop_map(move |application| Question {
            programme,
            as_of,
            application,
        })
    })
}

/// What may be known on a day.
pub(crate) fn application(as_of: Day) -> impl Strategy<Value = Value> {
    let facts = prop_oneof![
        4 => facts(as_of, Mood::new(1, 30, 1)),
        4 => facts(as_of, Mood::new(2, 8, 1)),
        3 => facts(as_of, Mood::new(6, 4, 1)),
        1 => facts(as_of, Mood::new(1, 1, 1)),
    ];
    (facts, parameters())
        .prop_map(|(facts, parameters)| json!({ "facts": facts, "parameters": parameters }))
}

/// How often a fact is unknown, as an applicant would like it, or not so.
#[derive(Clone, Copy)]
struct Mood {
    unknown: u32,
    good: u32,
    bad: u32,
}

impl Mood {
    const fn new(unknown: u32, good: u32, bad: u32) -> Self {
        Self { unknown, good, bad }
    }

    fn truth(self, good: bool) -> BoxedStrategy<Option<Value>> {
        prop_oneof![
            self.unknown => Just(None),
            self.good => Just(Some(json!(good))),
            self.bad => Just(Some(json!(!good))),
        ]
        .boxed()
    }

    fn one_of(self, values: Vec<Value>) -> BoxedStrategy<Option<Value>> {
        let known = prop::sample::select(values).prop_map(Some);
        prop_oneof![self.unknown => Just(None), self.good + self.bad => known].boxed()
    }
}

/// The booleans, and how an applicant would like them.
const BOOLEANS: [(&str, bool); 10] = [
    ("sellsOnStream", true),
    ("hasBrandBadge", false),
    ("coldStartGrantedBefore", false),
    ("storeClosed", false),
    ("counterfeitOrSeriousViolation", false),
    ("tradesOrOverpromisesTraffic", false),
    ("cheating", false),
    ("contentViolation", false),
    ("goodsExclusive", true),
    ("goodsAdvantaged", true),
];

/// What a mood knows. Boxed, as are its parts: a strategy of so many parts would fill a stack.
fn facts(as_of: Day, mood: Mood) -> BoxedStrategy<Map<String, Value>> {
    let amounts = [0.0, 49_999.99, 50_000.0, 50_000.01, 1_000_000.0];
    let numbers = (
        mood.one_of([0, 1, 299, 300, 301, 600].map(Value::from).to_vec()),
        mood.one_of(amounts.map(Value::from).to_vec()),
        mood.one_of([0.0, 0.1, 1.0].map(Value::from).to_vec()),
        mood.one_of([0, 5].map(Value::from).to_vec()),
    );
    let booleans = BOOLEANS.map(|(_, good)| mood.truth(good));
    (booleans, broadcasts(as_of), start(as_of), numbers)
        .prop_map(
            |(booleans, [first, last], start, (minutes, target, refunds, complaints))| {
                let ids = BOOLEANS.into_iter().map(|(id, _)| id);
                let others = [
                    ("firstBroadcastOn", first),
                    ("lastBroadcastOn", last),
                    ("plannedStartOn", start),
                    ("plannedMinutes", minutes),
                    ("gmvTarget", target),
                    ("refundRate", refunds),
                    ("complaintCount", complaints),
                ];
                let all = ids.zip(booleans).chain(others);
                all.filter_map(|(id, value)| Some((id.to_owned(), value?)))
                    .collect()
            },
        )
        .boxed()
}

/// The first and the last broadcast, never at odds.
fn broadcasts(as_of: Day) -> impl Strategy<Value = [Option<Value>; 2]> {
    let days_ago = || {
        let near = vec![0, 1, 29, 30, 31, 32, 59, 60, 61, 62];
        let far = vec![101, 365, 3_650, 700_000];
        prop_oneof![4 => prop::sample::select(near), 4 => 0_i64..100, 1 => prop::sample::select(far)]
    };
    /// Which of the two is known, and whether the account ever was live.
    #[derive(Debug, Clone, Copy)]
    enum Known {
        Neither,
        First,
        Last,
        Both,
        NeverFirst,
        NeverLast,
        NeverBoth,
    }
    let known = prop_oneof![
        2 => Just(Known::Neither),
        3 => Just(Known::First),
        3 => Just(Known::Last),
        9 => Just(Known::Both),
        1 => Just(Known::NeverFirst),
        1 => Just(Known::NeverLast),
        1 => Just(Known::NeverBoth),
    ];
    (known, days_ago(), days_ago(), clock()).prop_map(move |(known, one, two, clock)| {
        let first = || Some(clock.at(as_of.plus(-one.max(two))));
        let last = || Some(clock.at(as_of.plus(-one.min(two))));
        let never = || Some(json!("never"));
        match known {
            Known::Neither => [None, None],
            Known::First => [first(), None],
            Known::Last => [None, last()],
            Known::Both => [first(), last()],
            Known::NeverFirst => [never(), None],
            Known::NeverLast => [None, never()],
            Known::NeverBoth => [never(), never()],
        }
    })
}

/// The planned start: soon, late enough or passed.
fn start(as_of: Day) -> impl Strategy<Value = Option<Value>> {
    let days_ahead = prop_oneof![
        2 => prop::sample::select(vec![13_i64, 14, 15]),
        3 => 0_i64..40,
        1 => prop::sample::select(vec![-5_i64, 100, 399]),
    ];
    let start = (days_ahead, clock()).prop_map(move |(days, clock)| clock.at(as_of.plus(days)));
    proptest::option::weighted(0.8, start)
}

/// How an event's day is written.
#[derive(Debug, Clone, Copy)]
enum Clock {
    Day,
    Evening,
    AbroadTheDayBefore,
}

impl Clock {
    /// An event on a day in China.
    fn at(self, day: Day) -> Value {
        match self {
            Self::Day => json!(day.to_string()),
            Self::Evening => json!(format!("{day}T20:00:00+08:00")),
            Self::AbroadTheDayBefore => json!(format!("{}T16:30:00Z", day.plus(-1))),
        }
    }
}

fn clock() -> impl Strategy<Value = Clock> {
    prop_oneof![
        4 => Just(Clock::Day),
        1 => Just(Clock::Evening),
        1 => Just(Clock::AbroadTheDayBefore),
    ]
}

fn parameters() -> impl Strategy<Value = Value> {
    let told = |values: Vec<Value>| {
        let told = prop::sample::select(values);
        let told = told.prop_map(
            |value| json!({ "value": value, "source": "a test", "toldOn": "2023-09-10" }),
        );
        proptest::option::weighted(0.75, told)
    };
    let each = (
        told(vec![json!(true), json!(true), json!(false)]),
        told(
            [50_000.0, 50_000.0, 49_999.99, 0.0]
                .map(Value::from)
                .to_vec(),
        ),
        told(vec![json!(0.1)]),
        told(vec![json!(3)]),
    );
    each.prop_map(|(growth, target, refunds, complaints)| {
        let all = [
            ("growthRequirements", growth),
            ("benchmarkGmvTarget", target),
            ("refundRateLimit", refunds),
            ("complaintLimit", complaints),
        ];
        let known = all
            .into_iter()
            .filter_map(|(id, value)| Some((id.to_owned(), value?)));
        Value::Object(known.collect())
    })
}
