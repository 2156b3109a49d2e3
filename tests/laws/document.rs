//! A policy document, as brute force reads it: conditions on complete values, and nothing more.

use kaibo::time::{Day, When};
use serde_json::Value;

/// A complete value: a truth as 0 or 1, a number in the smallest unit, a day as days since 1970, or none: never, unrated.
pub(crate) type Point = Option<i64>;

/// A fact or a parameter.
#[derive(Debug)]
pub(crate) struct Thing {
    pub(crate) id: String,
    pub(crate) kind: String,
    /// Whether one can act on it; `None` for a parameter.
    pub(crate) act: Option<bool>,
    pub(crate) least: Option<i64>,
    pub(crate) greatest: Option<i64>,
    pub(crate) options: Vec<String>,
}

/// A bound a value is held against.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Bound {
    Value(Point),
    Parameter(usize),
    DaysBefore(i64),
    MonthsBefore(u16),
    DaysAfter(i64),
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Operator {
    Is,
    AtLeast,
    AtMost,
    Above,
    Below,
    Within,
    NotWithin,
    Ahead,
}

#[derive(Debug, Clone)]
pub(crate) enum Condition {
    All(Vec<Self>),
    Any(Vec<Self>),
    None(Vec<Self>),
    Leaf {
        thing: usize,
        operator: Operator,
        bound: Bound,
        or_unrated: bool,
    },
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Tie {
    NotAfter(usize, usize),
    NeverWith(usize, usize),
}

/// A criterion, or a bar, whose condition must not hold.
#[derive(Debug, Clone)]
pub(crate) struct Criterion {
    pub(crate) id: String,
    pub(crate) condition: Condition,
    pub(crate) wanted: bool,
}

#[derive(Debug)]
pub(crate) struct Programme {
    pub(crate) id: String,
    pub(crate) criteria: Vec<Criterion>,
}

/// A policy document.
#[derive(Debug)]
pub(crate) struct Document {
    /// The facts, then the parameters.
    pub(crate) things: Vec<Thing>,
    pub(crate) ties: Vec<Tie>,
    pub(crate) programmes: Vec<Programme>,
    /// The policy's zone, in minutes ahead of UTC.
    pub(crate) utc_offset: i32,
}

impl Document {
    /// Reads a document that the core has accepted.
    pub(crate) fn read(document: &Value) -> Self {
        let facts = list(document, "facts");
        let parameters = list(document, "parameters");
        let mut things: Vec<Thing> = facts.iter().map(|fact| Thing::read(fact, true)).collect();
        things.extend(parameters.iter().map(|own| Thing::read(own, false)));
        let place = |id: &Value| things.iter().position(|thing| *id == thing.id);
        let mut ties = Vec::new();
        for (one, fact) in facts.iter().enumerate() {
            for constraint in list(fact, "constraints") {
                let to = |key: &str| constraint.get(key).and_then(place);
                ties.extend(to("notAfter").map(|two| Tie::NotAfter(one, two)));
                ties.extend(to("neverWith").map(|two| Tie::NeverWith(one, two)));
            }
        }
        let midnight = When::parse(&format!("2000-01-01T00:00{}", text(document, "utcOffset")));
        let Ok(When::Moment(millis)) = midnight else {
            panic!("a document without an offset");
        };
        let mut read = Self {
            things,
            ties,
            programmes: Vec::new(),
            utc_offset: i32::try_from((946_684_800_000 - millis) / 60_000).unwrap_or(0),
        };
        let programmes = list(document, "programmes").iter();
        let programmes = programmes.map(|own| read.programme(own, list(document, "shared")));
        read.programmes = programmes.collect();
        read
    }

    fn programme(&self, programme: &Value, shared: &[Value]) -> Programme {
        let mut criteria = Vec::new();
        for (key, wanted) in [("criteria", true), ("bars", false)] {
            for own in list(programme, key) {
                let id = own.get("use");
                let used = shared.iter().find(|it| id.is_some() && it.get("id") == id);
                let named = used.unwrap_or(own);
                criteria.push(Criterion {
                    id: text(named, "id").to_owned(),
                    condition: self.condition(named.get("condition").unwrap_or(&Value::Null)),
                    wanted,
                });
            }
        }
        Programme {
            id: text(programme, "id").to_owned(),
            criteria,
        }
    }

    fn condition(&self, condition: &Value) -> Condition {
        let parts = |key: &str| {
            let parts = condition.get(key)?.as_array()?.iter();
            Some(parts.map(|part| self.condition(part)).collect())
        };
        if let Some(parts) = parts("all") {
            return Condition::All(parts);
        }
        if let Some(parts) = parts("any") {
            return Condition::Any(parts);
        }
        if let Some(parts) = parts("none") {
            return Condition::None(parts);
        }
        let place = |id: &str| self.things.iter().position(|thing| thing.id == id);
        let subject = ["fact", "parameter"]
            .into_iter()
            .find_map(|key| place(text(condition, key)));
        let (Some(thing), Some(own)) = (subject, subject.and_then(|place| self.things.get(place)))
        else {
            panic!("a condition on nothing: {condition}");
        };
        let operators = [
            ("is", Operator::Is),
            ("atLeast", Operator::AtLeast),
            ("atMost", Operator::AtMost),
            ("above", Operator::Above),
            ("below", Operator::Below),
            ("within", Operator::Within),
            ("notWithin", Operator::NotWithin),
            ("ahead", Operator::Ahead),
        ];
        let found = operators
            .into_iter()
            .find_map(|(key, operator)| Some((operator, condition.get(key)?)));
        let Some((operator, operand)) = found else {
            panic!("an operator brute force does not know: {condition}");
        };
        let days = operand.get("days").and_then(Value::as_i64);
        let months = operand
            .get("months")
            .and_then(Value::as_u64)
            .and_then(|it| u16::try_from(it).ok());
        let parameter = operand
            .get("parameter")
            .and_then(Value::as_str)
            .and_then(place);
        let bound = match (operator, days, months, parameter) {
            (Operator::Ahead, Some(days), _, _) => Bound::DaysAfter(days),
            (Operator::Within | Operator::NotWithin, Some(days), _, _) => Bound::DaysBefore(days),
            (Operator::Within | Operator::NotWithin, _, Some(months), _) => {
                Bound::MonthsBefore(months)
            }
            (_, _, _, Some(parameter)) => Bound::Parameter(parameter),
            _ => Bound::Value(own.point(operand, self.utc_offset)),
        };
        let or_unrated = condition.get("orUnrated") == Some(&Value::Bool(true));
        Condition::Leaf {
            thing,
            operator,
            bound,
            or_unrated,
        }
    }

    /// Whether values that are known, and others to come, can all be so.
    pub(crate) fn is_consistent(&self, values: &[Option<Point>]) -> bool {
        let value = |place: usize| values.get(place).copied().flatten();
        self.ties.iter().all(|tie| match *tie {
            Tie::NotAfter(one, two) => match (value(one), value(two)) {
                (Some(Some(one)), Some(Some(two))) => one <= two,
                _ => true,
            },
            Tie::NeverWith(one, two) => match (value(one), value(two)) {
                (Some(one), Some(two)) => one.is_none() == two.is_none(),
                _ => true,
            },
        })
    }
}

impl Thing {
    fn read(own: &Value, fact: bool) -> Self {
        let id = text(own, "id").to_owned();
        let kind = text(own, "type").to_owned();
        let options = own
            .get("options")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        let options = options
            .map(|option| text(option, "id").to_owned())
            .collect();
        let (least, greatest) = match kind.as_str() {
            "boolean" => (Some(0), Some(1)),
            "ratio" => (Some(0), Some(1_000_000)),
            "money" | "minutes" => (Some(0), None),
            _ => (None, None),
        };
        let thing = Self {
            id,
            kind,
            act: fact.then(|| text(own, "changeable") == "act"),
            least: None,
            greatest: None,
            options,
        };
        let end = |key: &str| own.get(key).and_then(|end| thing.point(end, 0));
        let (min, max) = (end("min"), end("max"));
        Self {
            least: min.or(least),
            greatest: max.or(greatest),
            ..thing
        }
    }

    pub(crate) fn point(&self, value: &Value, utc_offset: i32) -> Point {
        match (self.kind.as_str(), value) {
            (_, Value::Bool(truth)) => Some(i64::from(*truth)),
            (_, Value::String(word)) if word == "never" || word == "unrated" => None,
            ("choice", Value::String(id)) => {
                let place = self.options.iter().position(|option| option == id);
                place.and_then(|place| i64::try_from(place).ok())
            }
            ("pastEvent" | "plannedEvent", Value::String(text)) => match When::parse(text) {
                Ok(when) => Some(i64::from(when.day(utc_offset).epoch_days())),
                Err(error) => panic!("{text}: {error:?}"),
            },
            (kind, Value::Number(number)) => {
                let number = number.as_f64().unwrap_or(f64::NAN) * Self::units(kind);
                #[allow(
                    clippy::cast_possible_truncation,
                    reason = "the tests' numbers are small"
                )]
                Some(number.round() as i64)
            }
            _ => panic!("{}: {value}", self.id),
        }
    }

    /// How many of the smallest unit make one.
    fn units(kind: &str) -> f64 {
        match kind {
            "money" => 100.0,
            "number" | "ratio" | "rating" => 1_000_000.0,
            _ => 1.0,
        }
    }

    /// Whether one may say so.
    pub(crate) fn allows(&self, value: Point, today: i64) -> bool {
        match value {
            None => self.can_be_none(),
            Some(value) => {
                let in_time = self.kind != "pastEvent" || value <= today;
                in_time
                    && self.least.is_none_or(|least| least <= value)
                    && self.greatest.is_none_or(|most| value <= most)
            }
        }
    }

    fn can_be_none(&self) -> bool {
        matches!(self.kind.as_str(), "pastEvent" | "rating")
    }
}

impl Condition {
    pub(crate) fn things(&self, into: &mut Vec<usize>) {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::None(parts) => {
                parts.iter().for_each(|part| part.things(into));
            }
            Self::Leaf { thing, bound, .. } => {
                into.push(*thing);
                if let Bound::Parameter(parameter) = bound {
                    into.push(*parameter);
                }
            }
        }
    }

    /// The bounds of its leaves on a day, where they are fixed.
    pub(crate) fn bounds(&self, day: i64, into: &mut Vec<i64>) {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::None(parts) => {
                parts.iter().for_each(|part| part.bounds(day, into));
            }
            Self::Leaf { bound, .. } => into.extend(bound.on(day, &[])),
        }
    }

    pub(crate) fn is_dated(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) | Self::None(parts) => {
                parts.iter().any(Self::is_dated)
            }
            Self::Leaf { operator, .. } => {
                matches!(
                    operator,
                    Operator::Within | Operator::NotWithin | Operator::Ahead
                )
            }
        }
    }

    /// Whether it holds on a day, everything it reads being known.
    pub(crate) fn holds(&self, values: &[Option<Point>], day: i64) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(values, day)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(values, day)),
            Self::None(parts) => !parts.iter().any(|part| part.holds(values, day)),
            Self::Leaf {
                thing,
                operator,
                bound,
                or_unrated,
            } => {
                let value = values.get(*thing).copied().flatten().unwrap_or_default();
                let bound = bound.on(day, values);
                match (operator, value, bound) {
                    (Operator::Is, value, bound) => value == bound,
                    (Operator::NotWithin, None, _) => true,
                    (_, None, _) => *or_unrated,
                    (_, _, None) => false,
                    (Operator::AtLeast | Operator::Ahead, Some(value), Some(bound)) => {
                        value >= bound
                    }
                    (Operator::AtMost, Some(value), Some(bound)) => value <= bound,
                    (Operator::Above, Some(value), Some(bound)) => value > bound,
                    (Operator::Below, Some(value), Some(bound)) => value < bound,
                    (Operator::Within, Some(value), Some(bound)) => bound <= value && value <= day,
                    (Operator::NotWithin, Some(value), Some(bound)) => {
                        !(bound <= value && value <= day)
                    }
                }
            }
        }
    }
}

impl Bound {
    /// The bound on a day.
    fn on(self, day: i64, values: &[Option<Point>]) -> Point {
        match self {
            Self::Value(value) => value,
            Self::Parameter(place) => values.get(place).copied().flatten().flatten(),
            Self::DaysBefore(days) => Some(day - days),
            Self::DaysAfter(days) => Some(day + days),
            Self::MonthsBefore(months) => {
                let day = Day::from_epoch_days(day)?.minus_months(months);
                Some(i64::from(day.epoch_days()))
            }
        }
    }
}

fn list<'value>(value: &'value Value, key: &str) -> &'value [Value] {
    let items = value.get(key).and_then(Value::as_array);
    items.map_or(&[], Vec::as_slice)
}

fn text<'value>(value: &'value Value, key: &str) -> &'value str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
