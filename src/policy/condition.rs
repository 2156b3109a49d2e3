//! Conditions as data: what must hold of facts, metrics and parameters.

#[cfg(feature = "generate")]
use schemars::JsonSchema;

use super::document::Text;

/// A value written in a document: a boolean, a number in the subject's unit, or an id.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "generate", derive(JsonSchema), schemars(untagged))]
pub enum Literal {
    /// `true` or `false`.
    Boolean(bool),
    /// A number in the subject's unit (money in yuan, minutes whole).
    Number(f64),
    /// The id of a choice, or `"never"` or `"unrated"`.
    Id(String),
}

/// One condition: exactly one operator, perhaps with a name of its own.
#[derive(Debug, Clone)]
pub struct Condition {
    /// The operator.
    pub operator: Operator,
    /// Makes it a child of the criterion it stands in, with a result of its own.
    pub name: Option<Name>,
}

/// What makes a condition a child of its criterion.
#[derive(Debug, Clone)]
pub struct Name {
    /// Its id, in kebab-case.
    pub id: String,
    /// What must be so.
    pub title: Text,
    /// Ids of the assumptions it can rest on.
    pub assumptions: Vec<String>,
}

/// What a condition asks.
#[derive(Debug, Clone)]
pub enum Operator {
    /// Each of them holds.
    All(Vec<Condition>),
    /// One of them holds.
    Any(Vec<Condition>),
    /// None of them holds.
    None(Vec<Condition>),
    /// The subject compares to something.
    Test(Test),
}

/// A subject and what it is compared to.
#[derive(Debug, Clone)]
pub struct Test {
    /// What is looked at.
    pub subject: Subject,
    /// How it is compared.
    pub comparison: Comparison,
    /// A missing rating passes.
    pub or_unrated: bool,
}

/// What a test looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A fact, by id.
    Fact(String),
    /// A metric, by id.
    Metric(String),
    /// A parameter, by id.
    Parameter(String),
}

/// How a subject is compared.
#[derive(Debug, Clone)]
pub enum Comparison {
    /// It is this value.
    Is(Literal),
    /// It is this or more.
    AtLeast(Operand),
    /// It is this or less.
    AtMost(Operand),
    /// It is more than this.
    Above(Operand),
    /// It is less than this.
    Below(Operand),
    /// The event lies at most so long before the day of assessment.
    Within(Span),
    /// It does not: it lies further back, or has never happened.
    NotWithin(Span),
    /// The event lies at least so long after the day of assessment.
    Ahead(Span),
}

/// What a number is compared to.
#[derive(Debug, Clone)]
pub enum Operand {
    /// A number in the subject's unit.
    Number(f64),
    /// A parameter, by id.
    Parameter(String),
}

/// A length of time in calendar days or months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Calendar days in the policy's zone.
    Days(u16),
    /// Calendar months; the last day of a shorter month stands for the days it lacks.
    Months(u16),
}
