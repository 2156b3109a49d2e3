//! Reads a policy document from JSON: strictly, and with all that is wrong at once.
//!
//! A reader over `serde_json::Value` instead of derived code: serde stops at the first error, and code with path
//! tracking was nearly twice as large (`docs/decisions`).

use serde_json::Value;

use super::condition::{
    Comparison, Condition, Literal, Name, Operand, Operator, Span, Subject, Test,
};
use super::document::{
    Actor, Assumption, CalendarUnit, Caveat, CaveatKind, CaveatWhen, Changeable, Choice, Clause,
    Confidence, Constraint, Criterion, CriterionItem, Deadline, Decides, Document, Effective,
    FORMAT, Fact, FixedDates, FromLedger, Measure, Metric, OneBroadcast, Parameter, Programme,
    Published, Review, Reward, RewardKind, RollingDays, SinceFirst, Source, Step, Task, Text,
    UseCriterion, ValueType, Window,
};
use crate::fault::{Collector, ErrorCode, item};
use crate::reading::{Object, Reader, record};

/// A document has at most so many locales.
const MOST_LOCALES: usize = 50;

/// Conditions nest at most so deep.
const DEEPEST_CONDITION: usize = 32;

/// Reads a document whose place in the input is `path`; what is wrong goes to `faults`.
pub(super) fn document(value: &Value, path: &str, faults: &mut Collector) -> Option<Document> {
    Reader {
        faults,
        locales: locales(value),
    }
    .document(value, path)
}

/// The locales a document lists, read ahead so that every text can be held against them.
fn locales(document: &Value) -> Vec<String> {
    let listed = document.get("locales").and_then(Value::as_array);
    listed
        .into_iter()
        .flatten()
        .take(MOST_LOCALES)
        .filter_map(|locale| locale.as_str().map(str::to_owned))
        .collect()
}

impl Reader<'_> {
    fn text(&mut self, value: &Value, path: &str) -> Option<Text> {
        let locales = self.locales.clone();
        if locales.is_empty() || self.faults.is_full() {
            // Said once, where the locales should stand.
            return None;
        }
        let keys: Vec<&str> = locales.iter().map(String::as_str).collect();
        let object = self.object(value, path, &keys)?;
        let mut text = Vec::new();
        for locale in keys {
            match object.get(locale) {
                Some(words) => {
                    text.push((locale.to_owned(), self.string(words, &object.at(locale))?));
                }
                None => {
                    let expected = format!("the text in {locale}");
                    self.wrong::<()>(ErrorCode::MissingText, &object.at(locale), &expected);
                }
            }
        }
        Some(text.into_iter().collect())
    }

    fn document(&mut self, value: &Value, path: &str) -> Option<Document> {
        let object = self.object(
            value,
            path,
            &[
                "$schema",
                "format",
                "id",
                "version",
                "title",
                "published",
                "effective",
                "timeZone",
                "utcOffset",
                "currency",
                "calendar",
                "locales",
                "source",
                "clauses",
                "assumptions",
                "facts",
                "metrics",
                "parameters",
                "rewardKinds",
                "shared",
                "caveats",
                "programmes",
            ],
        )?;
        self.optional(&object, "$schema", Self::string);
        self.required(&object, "format", Self::format)?;
        // Every part is read before any is found wanting, so that all that is wrong is said at once.
        let id = self.required(&object, "id", Self::string);
        let version = self.required(&object, "version", Self::string);
        let title = self.required(&object, "title", Self::text);
        let published = self.nullable(&object, "published", Self::day);
        let effective = self.required(&object, "effective", Self::effective);
        let time_zone = self.required(&object, "timeZone", Self::string);
        let utc_offset = self.required(&object, "utcOffset", Self::utc_offset);
        let currency = self.required(&object, "currency", Self::currency);
        let calendar = self.nullable(&object, "calendar", Self::calendar);
        let locales = self.required_list(&object, "locales", Self::string);
        if object
            .get("locales")
            .is_some_and(|list| list.as_array().is_some_and(Vec::is_empty))
        {
            self.wrong::<()>(
                ErrorCode::Empty,
                &object.at("locales"),
                "at least one locale",
            );
        }
        let source = self.required(&object, "source", Self::source);
        let clauses = self.required_list(&object, "clauses", Self::clause);
        let assumptions = self.optional_list(&object, "assumptions", Self::assumption);
        let facts = self.required_list(&object, "facts", Self::fact);
        let metrics = self.optional_list(&object, "metrics", Self::metric);
        let parameters = self.optional_list(&object, "parameters", Self::parameter);
        let reward_kinds = self.optional_list(&object, "rewardKinds", Self::reward_kind);
        let shared = self.optional_list(&object, "shared", Self::criterion);
        let caveats = self.optional_list(&object, "caveats", Self::caveat);
        let programmes = self.required_list(&object, "programmes", Self::programme);
        record!(Document {
            id,
            version,
            title,
            published,
            effective,
            time_zone,
            utc_offset,
            currency,
            calendar,
            locales,
            source,
            clauses,
            assumptions,
            facts,
            metrics,
            parameters,
            reward_kinds,
            shared,
            caveats,
            programmes
        })
    }

    fn format(&mut self, value: &Value, path: &str) -> Option<()> {
        match value.as_u64() {
            Some(FORMAT) => Some(()),
            _ => self.wrong(ErrorCode::UnsupportedFormat, path, "the number 1"),
        }
    }

    fn effective(&mut self, value: &Value, path: &str) -> Option<Effective> {
        let object = self.object(value, path, &["from", "until"])?;
        let from = self.nullable(&object, "from", Self::day);
        let until = self.nullable(&object, "until", Self::day);
        let effective = Effective {
            from: from?,
            until: until?,
        };
        if let (Some(from), Some(until)) = (effective.from, effective.until)
            && from > until
        {
            return self.wrong(
                ErrorCode::NeverSatisfiable,
                path,
                "from no later than until",
            );
        }
        Some(effective)
    }

    fn utc_offset(&mut self, value: &Value, path: &str) -> Option<i32> {
        let offset = value.as_str().and_then(crate::time::zone_offset);
        offset.or_else(|| self.wrong(ErrorCode::UnsupportedZone, path, "an offset as +08:00"))
    }

    fn currency(&mut self, value: &Value, path: &str) -> Option<String> {
        let code = self.string(value, path)?;
        if code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Some(code);
        }
        self.wrong(ErrorCode::OutOfRange, path, "an ISO 4217 code as CNY")
    }

    fn calendar(&mut self, value: &Value, path: &str) -> Option<String> {
        let name = self.string(value, path)?;
        if crate::time::BusinessDays::NAMES.contains(&name.as_str()) {
            return Some(name);
        }
        self.wrong(ErrorCode::UnsupportedCalendar, path, "CN or null")
    }

    fn source(&mut self, value: &Value, path: &str) -> Option<Source> {
        let object = self.object(value, path, &["title", "url", "confidence", "note"])?;
        let title = self.required(&object, "title", Self::text);
        let url = self.nullable(&object, "url", Self::string);
        let confidence = self.required(&object, "confidence", |reader, value, path| {
            reader.one_of(
                value,
                path,
                &[
                    ("official", Confidence::Official),
                    ("republished", Confidence::Republished),
                    ("reported", Confidence::Reported),
                    ("conflicting", Confidence::Conflicting),
                ],
            )
        });
        let note = self.required(&object, "note", Self::text);
        record!(Source {
            title,
            url,
            confidence,
            note
        })
    }

    fn clause(&mut self, value: &Value, path: &str) -> Option<Clause> {
        let object = self.object(value, path, &["id", "title", "says"])?;
        let id = self.required(&object, "id", Self::string);
        let title = self.required(&object, "title", Self::text);
        let says = self.required(&object, "says", Self::text);
        record!(Clause { id, title, says })
    }

    fn assumption(&mut self, value: &Value, path: &str) -> Option<Assumption> {
        let keys = ["id", "clause", "decides", "question", "answer"];
        let object = self.object(value, path, &keys)?;
        let id = self.required(&object, "id", Self::string);
        let clause = self.required(&object, "clause", Self::string);
        let decides = self.required(&object, "decides", |reader, value, path| {
            reader.one_of(
                value,
                path,
                &[
                    ("always", Decides::Always),
                    ("on-boundary", Decides::OnBoundary),
                    ("during-review", Decides::DuringReview),
                    ("elsewhere", Decides::Elsewhere),
                ],
            )
        });
        let question = self.required(&object, "question", Self::text);
        let answer = self.required(&object, "answer", Self::text);
        record!(Assumption {
            id,
            clause,
            decides,
            question,
            answer
        })
    }

    fn fact(&mut self, value: &Value, path: &str) -> Option<Fact> {
        let object = self.object(
            value,
            path,
            &[
                "id",
                "clause",
                "type",
                "options",
                "min",
                "max",
                "changeable",
                "title",
                "question",
                "help",
                "whileWaiting",
                "fromLedger",
                "constraints",
            ],
        )?;
        let id = self.required(&object, "id", Self::string);
        let clause = self.required(&object, "clause", Self::string);
        let kind = self.required(&object, "type", Self::fact_type);
        let options = self.optional_list(&object, "options", Self::choice);
        let min = self.optional(&object, "min", Self::number);
        let max = self.optional(&object, "max", Self::number);
        let changeable = self.required(&object, "changeable", |reader, value, path| {
            reader.one_of(
                value,
                path,
                &[
                    ("act", Changeable::Act),
                    ("wait", Changeable::Wait),
                    ("never", Changeable::Never),
                ],
            )
        });
        let title = self.required(&object, "title", Self::text);
        let question = self.required(&object, "question", Self::text);
        let help = self.optional(&object, "help", Self::text);
        let while_waiting = self.optional(&object, "whileWaiting", Self::text);
        let from_ledger = self.optional(&object, "fromLedger", |reader, value, path| {
            let words = [
                ("firstBroadcast", FromLedger::FirstBroadcast),
                ("lastBroadcast", FromLedger::LastBroadcast),
            ];
            reader.one_of(value, path, &words)
        });
        let constraints = self.optional_list(&object, "constraints", Self::constraint);
        record!(Fact {
            id,
            clause,
            kind,
            options,
            min,
            max,
            changeable,
            title,
            question,
            help,
            while_waiting,
            from_ledger,
            constraints
        })
    }

    fn fact_type(&mut self, value: &Value, path: &str) -> Option<ValueType> {
        self.one_of(value, path, &ValueType::of_facts())
    }

    fn parameter_type(&mut self, value: &Value, path: &str) -> Option<ValueType> {
        self.one_of(value, path, &ValueType::of_parameters())
    }

    fn metric(&mut self, value: &Value, path: &str) -> Option<Metric> {
        let keys = [
            "id",
            "clause",
            "measure",
            "window",
            "atLeastMinutes",
            "shareOf",
            "title",
        ];
        let object = self.object(value, path, &keys)?;
        let id = self.required(&object, "id", Self::string);
        let clause = self.required(&object, "clause", Self::string);
        let measure = self.required(&object, "measure", |reader, value, path| {
            reader.one_of(value, path, &Measure::NAMES)
        });
        let window = self.required(&object, "window", Self::window);
        let at_least_minutes = self.optional(&object, "atLeastMinutes", Self::count);
        let share_of = self.optional(&object, "shareOf", Self::string);
        let title = self.required(&object, "title", Self::text);
        record!(Metric {
            id,
            clause,
            measure,
            window,
            at_least_minutes,
            share_of,
            title
        })
    }

    fn window(&mut self, value: &Value, path: &str) -> Option<Window> {
        let keys = [
            "rolling",
            "calendar",
            "sinceFirstBroadcast",
            "dates",
            "oneBroadcast",
        ];
        let object = self.object(value, path, &keys)?;
        let given: Vec<&str> = object.map.keys().map(String::as_str).collect();
        let [key] = given.as_slice() else {
            let expected = format!("exactly one of {}", keys.join(", "));
            return self.wrong(ErrorCode::NotOneOperator, path, &expected);
        };
        match *key {
            "rolling" => self.required(&object, key, |reader, value, path| {
                let object = reader.object(value, path, &["days"])?;
                let days = reader.required(&object, "days", Self::some_days)?;
                Some(Window::Rolling(RollingDays { days }))
            }),
            "calendar" => self.required(&object, key, |reader, value, path| {
                let unit = reader.one_of(value, path, &[("month", CalendarUnit::Month)])?;
                Some(Window::Calendar(unit))
            }),
            "sinceFirstBroadcast" => self.required(&object, key, |reader, value, path| {
                let object = reader.object(value, path, &["days"])?;
                let days = reader.optional(&object, "days", Self::some_days)?;
                Some(Window::SinceFirstBroadcast(SinceFirst { days }))
            }),
            "dates" => self.required(&object, key, Self::dates),
            "oneBroadcast" => self.required(&object, key, |reader, value, path| {
                let object = reader.object(value, path, &["on"])?;
                let on = reader.optional(&object, "on", Self::string)?;
                Some(Window::OneBroadcast(OneBroadcast { on }))
            }),
            // What is not known was reported with the object.
            _ => None,
        }
    }

    fn dates(&mut self, value: &Value, path: &str) -> Option<Window> {
        let object = self.object(value, path, &["from", "until"])?;
        let from = self.required(&object, "from", Self::day);
        let until = self.required(&object, "until", Self::day);
        let dates = FixedDates {
            from: from?,
            until: until?,
        };
        if dates.from > dates.until {
            let expected = "from no later than until";
            return self.wrong(ErrorCode::NeverSatisfiable, path, expected);
        }
        Some(Window::Dates(dates))
    }

    /// A whole number of days, one at least.
    fn some_days(&mut self, value: &Value, path: &str) -> Option<u16> {
        match self.count(value, path)? {
            0 => self.wrong(
                ErrorCode::OutOfRange,
                path,
                "a whole number from 1 to 36600",
            ),
            days => Some(days),
        }
    }

    fn published(&mut self, value: &Value, path: &str) -> Option<Published> {
        if value.is_array() {
            return self.list(value, path, Self::tier_row).map(Published::Table);
        }
        self.literal(value, path).map(Published::Value)
    }

    fn choice(&mut self, value: &Value, path: &str) -> Option<Choice> {
        let object = self.object(value, path, &["id", "title"])?;
        let id = self.required(&object, "id", Self::string);
        let title = self.required(&object, "title", Self::text);
        record!(Choice { id, title })
    }

    fn constraint(&mut self, value: &Value, path: &str) -> Option<Constraint> {
        let object = self.object(value, path, &["notAfter", "neverWith"])?;
        if object.map.len() != 1 {
            return self.wrong(
                ErrorCode::NotOneOperator,
                path,
                "exactly one of notAfter, neverWith",
            );
        }
        let not_after = self.optional(&object, "notAfter", Self::string)?;
        let never_with = self.optional(&object, "neverWith", Self::string)?;
        not_after
            .map(Constraint::NotAfter)
            .or(never_with.map(Constraint::NeverWith))
    }

    fn parameter(&mut self, value: &Value, path: &str) -> Option<Parameter> {
        let keys = [
            "id",
            "clause",
            "type",
            "published",
            "min",
            "max",
            "title",
            "help",
        ];
        let object = self.object(value, path, &keys)?;
        let id = self.required(&object, "id", Self::string);
        let clause = self.required(&object, "clause", Self::string);
        let kind = self.required(&object, "type", Self::parameter_type);
        let published = self.nullable(&object, "published", Self::published);
        let min = self.optional(&object, "min", Self::number);
        let max = self.optional(&object, "max", Self::number);
        let title = self.required(&object, "title", Self::text);
        let help = self.optional(&object, "help", Self::text);
        record!(Parameter {
            id,
            clause,
            kind,
            published,
            min,
            max,
            title,
            help
        })
    }

    fn literal(&mut self, value: &Value, path: &str) -> Option<Literal> {
        match value {
            Value::Bool(truth) => Some(Literal::Boolean(*truth)),
            Value::Number(number) => number.as_f64().map(Literal::Number),
            Value::String(_) => self.string(value, path).map(Literal::Id),
            _ => self.wrong(ErrorCode::WrongType, path, "a boolean, a number or a text"),
        }
    }

    fn reward_kind(&mut self, value: &Value, path: &str) -> Option<RewardKind> {
        let object = self.object(value, path, &["id", "title"])?;
        let id = self.required(&object, "id", Self::string);
        let title = self.required(&object, "title", Self::text);
        record!(RewardKind { id, title })
    }

    fn criterion(&mut self, value: &Value, path: &str) -> Option<Criterion> {
        let keys = ["id", "clause", "title", "help", "assumptions", "condition"];
        let object = self.object(value, path, &keys)?;
        let id = self.required(&object, "id", Self::string);
        let clause = self.required(&object, "clause", Self::string);
        let title = self.required(&object, "title", Self::text);
        let help = self.optional(&object, "help", Self::text);
        let assumptions = self.optional_list(&object, "assumptions", Self::string);
        let condition = self.required(&object, "condition", |reader, value, path| {
            reader.condition(value, path, 0)
        });
        record!(Criterion {
            id,
            clause,
            title,
            help,
            assumptions,
            condition
        })
    }

    fn criterion_item(&mut self, value: &Value, path: &str) -> Option<CriterionItem> {
        if value.get("use").is_none() {
            return self
                .criterion(value, path)
                .map(|criterion| CriterionItem::Own(Box::new(criterion)));
        }
        let object = self.object(value, path, &["use", "assumptions"])?;
        let id = self.required(&object, "use", Self::string);
        let assumptions = self.optional_list(&object, "assumptions", Self::string);
        Some(CriterionItem::Use(UseCriterion {
            id: id?,
            assumptions: assumptions?,
        }))
    }

    fn caveat(&mut self, value: &Value, path: &str) -> Option<Caveat> {
        let object = self.object(value, path, &["id", "clause", "kind", "title", "when"])?;
        let id = self.required(&object, "id", Self::string);
        let clause = self.required(&object, "clause", Self::string);
        let kind = self.required(&object, "kind", |reader, value, path| {
            let words = [
                ("caveat", CaveatKind::Caveat),
                ("notice", CaveatKind::Notice),
            ];
            reader.one_of(value, path, &words)
        });
        let title = self.required(&object, "title", Self::text);
        let when = self.optional(&object, "when", Self::caveat_when);
        record!(Caveat {
            id,
            clause,
            kind,
            title,
            when
        })
    }

    fn caveat_when(&mut self, value: &Value, path: &str) -> Option<CaveatWhen> {
        let object = self.object(value, path, &["onlyThrough", "closesDuringReview"])?;
        if object.map.len() != 1 {
            let expected = "exactly one of onlyThrough, closesDuringReview";
            return self.wrong(ErrorCode::NotOneOperator, path, expected);
        }
        let through = self.optional(&object, "onlyThrough", Self::string)?;
        let closes = self.optional(&object, "closesDuringReview", Self::boolean)?;
        through
            .map(CaveatWhen::OnlyThrough)
            .or(closes.map(CaveatWhen::ClosesDuringReview))
    }

    fn programme(&mut self, value: &Value, path: &str) -> Option<Programme> {
        let object = self.object(
            value,
            path,
            &[
                "id",
                "clause",
                "title",
                "summary",
                "criteria",
                "bars",
                "risks",
                "caveats",
                "tasks",
                "rewards",
                "procedure",
            ],
        )?;
        let id = self.required(&object, "id", Self::string);
        let clause = self.required(&object, "clause", Self::string);
        let title = self.required(&object, "title", Self::text);
        let summary = self.required(&object, "summary", Self::text);
        let criteria = self.required_list(&object, "criteria", Self::criterion_item);
        if criteria.as_ref().is_some_and(Vec::is_empty) {
            self.wrong::<()>(
                ErrorCode::Empty,
                &object.at("criteria"),
                "at least one criterion",
            );
        }
        let bars = self.optional_list(&object, "bars", Self::criterion_item);
        let risks = self.optional_list(&object, "risks", Self::criterion_item);
        let caveats = self.optional_list(&object, "caveats", Self::string);
        let tasks = self.optional_list(&object, "tasks", Self::task);
        let rewards = self.optional_list(&object, "rewards", Self::reward);
        let procedure = self.optional_list(&object, "procedure", Self::step);
        record!(Programme {
            id,
            clause,
            title,
            summary,
            criteria,
            bars,
            risks,
            caveats,
            tasks,
            rewards,
            procedure
        })
    }

    fn task(&mut self, value: &Value, path: &str) -> Option<Task> {
        let keys = ["id", "clause", "title", "table", "metrics"];
        let object = self.object(value, path, &keys)?;
        let id = self.required(&object, "id", Self::string);
        let clause = self.required(&object, "clause", Self::string);
        let title = self.required(&object, "title", Self::text);
        let table = self.required(&object, "table", Self::string);
        let metrics = self.optional_list(&object, "metrics", Self::string);
        record!(Task {
            id,
            clause,
            title,
            table,
            metrics
        })
    }

    fn reward(&mut self, value: &Value, path: &str) -> Option<Reward> {
        let object = self.object(value, path, &["id", "clause", "kind", "title", "table"])?;
        let id = self.required(&object, "id", Self::string);
        let clause = self.required(&object, "clause", Self::string);
        let kind = self.required(&object, "kind", Self::string);
        let title = self.required(&object, "title", Self::text);
        let table = self.optional(&object, "table", Self::string);
        record!(Reward {
            id,
            clause,
            kind,
            title,
            table
        })
    }

    fn step(&mut self, value: &Value, path: &str) -> Option<Step> {
        let keys = [
            "id", "clause", "by", "title", "note", "review", "atStart", "deadline",
        ];
        let object = self.object(value, path, &keys)?;
        let id = self.required(&object, "id", Self::string);
        let clause = self.required(&object, "clause", Self::string);
        let by = self.required(&object, "by", |reader, value, path| {
            let words = [
                ("applicant", Actor::Applicant),
                ("platform", Actor::Platform),
            ];
            reader.one_of(value, path, &words)
        });
        let title = self.required(&object, "title", Self::text);
        let note = self.optional(&object, "note", Self::text);
        let review = self.optional(&object, "review", Self::review);
        let at_start = self.optional(&object, "atStart", Self::boolean);
        let deadline = self.optional(&object, "deadline", Self::deadline);
        Some(Step {
            id: id?,
            clause: clause?,
            by: by?,
            title: title?,
            note: note?,
            review: review?,
            at_start: at_start?.unwrap_or(false),
            deadline: deadline?,
        })
    }

    fn review(&mut self, value: &Value, path: &str) -> Option<Review> {
        let object = self.object(value, path, &["fromBusinessDays", "toBusinessDays"])?;
        let from = self.required(&object, "fromBusinessDays", Self::count);
        let to = self.required(&object, "toBusinessDays", Self::count);
        let review = Review {
            from_business_days: from?,
            to_business_days: to?,
        };
        if review.from_business_days > review.to_business_days {
            let expected = "fromBusinessDays no greater than toBusinessDays";
            return self.wrong(ErrorCode::NeverSatisfiable, path, expected);
        }
        Some(review)
    }

    fn deadline(&mut self, value: &Value, path: &str) -> Option<Deadline> {
        let object = self.object(value, path, &["before", "days"])?;
        let before = self.required(&object, "before", Self::string);
        let days = self.required(&object, "days", Self::count);
        record!(Deadline { before, days })
    }

    fn condition(&mut self, value: &Value, path: &str, depth: usize) -> Option<Condition> {
        if depth > DEEPEST_CONDITION {
            return self.wrong(ErrorCode::TooDeep, path, "conditions at most 32 deep");
        }
        let keys = [
            "id",
            "title",
            "assumptions",
            "all",
            "any",
            "none",
            "fact",
            "metric",
            "parameter",
            "is",
            "atLeast",
            "atMost",
            "above",
            "below",
            "within",
            "notWithin",
            "ahead",
            "orUnrated",
        ];
        let object = self.object(value, path, &keys)?;
        let operators: Vec<&str> = OPERATORS
            .iter()
            .copied()
            .filter(|key| object.get(key).is_some())
            .collect();
        let [operator] = operators.as_slice() else {
            let expected = format!("exactly one of {}", OPERATORS.join(", "));
            return self.wrong(ErrorCode::NotOneOperator, path, &expected);
        };
        let name = self.name(&object);
        let operator = match *operator {
            "all" => self.group(&object, "all", depth).map(Operator::All),
            "any" => self.group(&object, "any", depth).map(Operator::Any),
            "none" => self.group(&object, "none", depth).map(Operator::None),
            comparison => self.test(&object, comparison).map(Operator::Test),
        };
        record!(Condition { operator, name })
    }

    fn name(&mut self, object: &Object<'_>) -> Option<Option<Name>> {
        if object.get("id").is_none() {
            for key in ["title", "assumptions"] {
                if object.get(key).is_some() {
                    let expected = "an id beside it: only a named condition has one";
                    self.wrong::<()>(ErrorCode::WrongPlace, &object.at(key), expected);
                }
            }
            return Some(None);
        }
        let id = self.required(object, "id", Self::string);
        let title = self.required(object, "title", Self::text);
        let assumptions = self.optional_list(object, "assumptions", Self::string);
        Some(record!(Name {
            id,
            title,
            assumptions
        }))
    }

    fn group(&mut self, object: &Object<'_>, key: &str, depth: usize) -> Option<Vec<Condition>> {
        for other in SUBJECTS.into_iter().chain(["orUnrated"]) {
            if object.get(other).is_some() {
                let expected = format!("no {other} beside {key}");
                self.wrong::<()>(ErrorCode::WrongPlace, &object.at(other), &expected);
            }
        }
        let path = object.at(key);
        let Some(items) = object.get(key).and_then(Value::as_array) else {
            return self.wrong(ErrorCode::WrongType, &path, "an array of conditions");
        };
        if items.is_empty() {
            return self.wrong(ErrorCode::Empty, &path, "at least one condition");
        }
        let mut conditions = Vec::new();
        let mut whole = true;
        for (index, value) in items.iter().enumerate() {
            match self.condition(value, &item(&path, index), depth + 1) {
                Some(condition) => conditions.push(condition),
                None => whole = false,
            }
        }
        whole.then_some(conditions)
    }

    fn test(&mut self, object: &Object<'_>, key: &str) -> Option<Test> {
        let given = SUBJECTS.into_iter().filter(|key| object.get(key).is_some());
        let given: Vec<&str> = given.collect();
        let subject = if let [subject] = given.as_slice() {
            let id = self.required(object, subject, Self::string);
            id.map(|id| match *subject {
                "fact" => Subject::Fact(id),
                "metric" => Subject::Metric(id),
                _ => Subject::Parameter(id),
            })
        } else {
            let expected = format!("exactly one of {}", SUBJECTS.join(", "));
            self.wrong(ErrorCode::NotOneOperator, &object.path, &expected)
        };
        let comparison = match key {
            "is" => self
                .required(object, key, Self::literal)
                .map(Comparison::Is),
            "atLeast" => self
                .required(object, key, Self::operand)
                .map(Comparison::AtLeast),
            "atMost" => self
                .required(object, key, Self::operand)
                .map(Comparison::AtMost),
            "above" => self
                .required(object, key, Self::operand)
                .map(Comparison::Above),
            "below" => self
                .required(object, key, Self::operand)
                .map(Comparison::Below),
            "within" => self
                .required(object, key, Self::span)
                .map(Comparison::Within),
            "notWithin" => self
                .required(object, key, Self::span)
                .map(Comparison::NotWithin),
            _ => self
                .required(object, key, Self::span)
                .map(Comparison::Ahead),
        };
        let or_unrated = self.optional(object, "orUnrated", Self::boolean);
        Some(Test {
            subject: subject?,
            comparison: comparison?,
            or_unrated: or_unrated?.unwrap_or(false),
        })
    }

    fn operand(&mut self, value: &Value, path: &str) -> Option<Operand> {
        if value.is_number() {
            return self.number(value, path).map(Operand::Number);
        }
        if !value.is_object() {
            return self.wrong(
                ErrorCode::WrongType,
                path,
                "a number or {\"parameter\": id}",
            );
        }
        let object = self.object(value, path, &["parameter"])?;
        self.required(&object, "parameter", Self::string)
            .map(Operand::Parameter)
    }

    fn span(&mut self, value: &Value, path: &str) -> Option<Span> {
        let object = self.object(value, path, &["days", "months"])?;
        if object.map.len() != 1 {
            return self.wrong(
                ErrorCode::NotOneOperator,
                path,
                "exactly one of days, months",
            );
        }
        let days = self.optional(&object, "days", Self::count)?;
        let months = self.optional(&object, "months", Self::count)?;
        days.map(Span::Days).or(months.map(Span::Months))
    }
}

/// What a condition can look at.
const SUBJECTS: [&str; 3] = ["fact", "metric", "parameter"];

const OPERATORS: &[&str] = &[
    "all",
    "any",
    "none",
    "is",
    "atLeast",
    "atMost",
    "above",
    "below",
    "within",
    "notWithin",
    "ahead",
];

impl Measure {
    const NAMES: [(&'static str, Self); 8] = [
        ("count", Self::Count),
        ("minutes", Self::Minutes),
        ("days", Self::Days),
        ("gmv", Self::Gmv),
        ("netGmv", Self::NetGmv),
        ("refundRate", Self::RefundRate),
        ("averageViewers", Self::AverageViewers),
        ("peakViewers", Self::PeakViewers),
    ];
}

impl ValueType {
    const NAMES: [(&'static str, Self); 11] = [
        ("boolean", Self::Boolean),
        ("choice", Self::Choice),
        ("integer", Self::Integer),
        ("number", Self::Number),
        ("ratio", Self::Ratio),
        ("rating", Self::Rating),
        ("minutes", Self::Minutes),
        ("money", Self::Money),
        ("pastEvent", Self::PastEvent),
        ("plannedEvent", Self::PlannedEvent),
        ("tierTable", Self::TierTable),
    ];

    /// Its name in a document.
    #[must_use]
    pub fn name(self) -> &'static str {
        let own = Self::NAMES.iter().find(|(_, own)| *own == self);
        own.map_or("", |(name, _)| name)
    }

    /// The types a fact can have, by their names.
    pub(super) fn of_facts() -> Vec<(&'static str, Self)> {
        let names = Self::NAMES.into_iter();
        names.filter(|(_, kind)| *kind != Self::TierTable).collect()
    }

    /// The types a parameter can have, by their names.
    pub(super) fn of_parameters() -> Vec<(&'static str, Self)> {
        let names = Self::NAMES.into_iter();
        names
            .filter(|(_, kind)| {
                matches!(kind, Self::Boolean | Self::TierTable)
                    || (kind.is_number() && *kind != Self::Rating)
            })
            .collect()
    }
}
