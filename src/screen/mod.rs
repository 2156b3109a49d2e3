//! Many accounts at once: plans the screening of columns of facts for one programme.
//!
//! A plan is a flat program that the crate `kaibo-kernel` runs: see there. It is as exact as an assessment of every row.

mod column;
mod ledgers;
mod write;

use serde::Serialize;

pub use column::{ColumnArray, ScreeningColumn};
pub use ledgers::{ColumnValues, LedgerColumn, Ledgers, Reached, Starts};

use crate::assess::{PolicyVersion, Request};
use crate::facts::{self, Application, Horizon};
use crate::fault::{Collector, ErrorCode, Fault, Faults, join, listed};
use crate::policy::program::{Compiled, Named, Program, Tie};
use crate::policy::{Policy, Range, Version};
use crate::time::Day;
use crate::truth::planes::{Planes, planes};

/// How one programme is screened at one moment, over columns of the facts and metrics named.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ScreeningPlan {
    /// The version that answers.
    pub policy: PolicyVersion,
    /// The day of assessment.
    pub as_of: Day,
    /// The last day on which a past event can lie.
    pub known_at: Day,
    /// The columns it reads, in the order that the program numbers them.
    pub columns: Vec<ScreeningColumn>,
    /// The ids of criteria, bars and risks and of their named parts, each before its parts: bit by bit of a row.
    pub criteria: Vec<String>,
    /// Pairs of columns of which the first event is not after the second.
    pub not_after: Vec<[usize; 2]>,
    /// Pairs of columns of which the first event is not after the second because of others that lie between them.
    pub not_after_by_others: Vec<[usize; 2]>,
    /// Pairs of columns of which both events are `"never"`, or neither.
    pub never_with: Vec<[usize; 2]>,
    /// What the kernel runs.
    pub program: Vec<u32>,
}

impl Policy {
    /// Plans the screening of a programme. `columns` are the ids of the facts, and of metrics, that there are columns of;
    /// facts without one are unknown. `parameters` are those the platform told, as in an application.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the programme's id, the columns, the parameters or the moment; a metric that the
    /// programme reads and there is no column of; `too-entangled` where conditions share so much that rows can be
    /// assessed only one by one.
    ///
    /// ```
    /// use kaibo::{BUILT_IN, Policy, Request};
    ///
    /// let policy = Policy::parse(BUILT_IN)?;
    /// let request = Request::on("2023-09-14")?;
    /// let plan = policy.plan_screening("cold-start", &["hasBrandBadge"], None, &request)?;
    /// assert_eq!(plan.criteria[0], "sells-on-stream");
    /// # Ok::<(), kaibo::Faults>(())
    /// ```
    pub fn plan_screening(
        &self,
        programme: &str,
        columns: &[&str],
        parameters: Option<&serde_json::Value>,
        request: &Request,
    ) -> Result<ScreeningPlan, Faults> {
        let (version, _) = self.at(request);
        let mut faults = Collector::default();
        let program = version.program(programme);
        let program = program.map_err(|fault| faults.add(fault)).ok();
        let slots = column_slots(version, columns, &mut faults);
        for metric in program.iter().flat_map(|program| &program.metrics) {
            let slot = version.compiled.first_metric() + metric;
            if !slots.contains(&slot) {
                let id = version.compiled.slots.get(slot).map_or("", |slot| &slot.id);
                let expected = "a column of this metric, which the programme's conditions read";
                faults.report(ErrorCode::MissingKey, join("/columns", id), expected);
            }
        }
        let ranges = request
            .horizon(version)
            .and_then(|horizon| Ok((unsaid(version, parameters, &horizon)?, horizon)));
        match (program, ranges) {
            (Some(program), Ok((ranges, horizon))) if faults.is_empty() => {
                let screened = Screened {
                    version,
                    program,
                    slots: &slots,
                    horizon: &horizon,
                };
                Ok(screened.plan(&ranges)?)
            }
            (_, ranges) => {
                let more = ranges.err().into_iter().flat_map(|faults| faults.errors);
                more.for_each(|fault| faults.add(fault));
                faults.finish(None)
            }
        }
    }
}

/// The slots of the columns that there are.
fn column_slots(version: &Version, columns: &[&str], faults: &mut Collector) -> Vec<usize> {
    let compiled = &version.compiled;
    let known = || {
        let slots = compiled.slots.iter().enumerate();
        slots.filter(|(slot, _)| !compiled.is_parameter(*slot))
    };
    let mut found = Vec::new();
    for id in columns {
        let slot = known().find(|(_, slot)| slot.id == *id);
        match slot {
            Some((_, slot)) if slot.options.len() > column::MOST_OPTIONS => {
                let expected = format!("a choice of at most {} options", column::MOST_OPTIONS);
                faults.report(ErrorCode::TooLarge, join("/columns", id), expected);
            }
            Some((slot, _)) => found.push(slot),
            None => {
                let ids = known().map(|(_, slot)| slot.id.as_str());
                let expected = format!("one of {}", listed(ids.clone()));
                let fault = Fault::new(ErrorCode::UnknownFact, join("/columns", id), expected);
                faults.add(fault.suggesting(id, ids));
            }
        }
    }
    found
}

/// What every slot can be when no row says anything.
fn unsaid(
    version: &Version,
    parameters: Option<&serde_json::Value>,
    horizon: &Horizon,
) -> Result<Vec<Range>, Faults> {
    let mut said = serde_json::Map::new();
    if let Some(parameters) = parameters {
        said.insert("parameters".to_owned(), parameters.clone());
    }
    let said = serde_json::Value::Object(said);
    let mut ranges = facts::read(version, &Application::from(&said), horizon)?.ranges;
    let compiled = &version.compiled;
    let metrics = ranges.iter_mut().zip(&compiled.slots);
    // A metric is what its column says; what a list of broadcasts would say of it, nobody has given.
    for (range, slot) in metrics.skip(compiled.first_metric()) {
        *range = slot.domain;
    }
    Ok(ranges)
}

/// A programme and the columns it is screened by.
struct Screened<'input> {
    version: &'input Version,
    program: &'input Program,
    slots: &'input [usize],
    horizon: &'input Horizon,
}

impl Screened<'_> {
    fn plan(&self, ranges: &[Range]) -> Result<ScreeningPlan, Fault> {
        let compiled = &self.version.compiled;
        let mut criteria = Vec::new();
        let mut nodes = Vec::new();
        flatten(&self.program.criteria, &mut criteria, &mut nodes);
        let given: Vec<bool> = (0..ranges.len())
            .map(|slot| self.slots.contains(&slot))
            .collect();
        let day = self.horizon.day();
        let found = planes(self.program, ranges, &given, &compiled.ties, day, &nodes);
        let planes = found.map_err(|_| {
            let expected =
                "conditions that share fewer facts and parameters, or the parameters they share";
            Fault::new(ErrorCode::TooEntangled, "/programme", expected)
        })?;
        let document = &self.version.document;
        Ok(ScreeningPlan {
            policy: PolicyVersion {
                id: document.id.clone(),
                version: document.version.clone(),
                digest: self.version.digest.clone(),
            },
            as_of: day,
            known_at: self.horizon.known_day(),
            columns: self.columns(&planes),
            criteria,
            not_after: self.tied(compiled, |tie| match tie {
                Tie::NotAfter(one, two) => Some([one, two]),
                Tie::NeverWith(..) => None,
            }),
            not_after_by_others: self.chained(compiled),
            never_with: self.tied(compiled, |tie| match tie {
                Tie::NeverWith(one, two) => Some([one, two]),
                Tie::NotAfter(..) => None,
            }),
            program: write::program(&planes, &compiled.slots, self.slots),
        })
    }

    fn columns(&self, planes: &Planes) -> Vec<ScreeningColumn> {
        let compiled = &self.version.compiled;
        let slots = self.slots.iter();
        let known =
            slots.filter_map(|slot| Some((compiled.slots.get(*slot)?, planes.places.get(*slot)?)));
        known
            .map(|(slot, place)| ScreeningColumn::of(slot, place))
            .collect()
    }

    /// The pairs of columns that are not after each other because of others.
    fn chained(&self, compiled: &Compiled) -> Vec<[usize; 2]> {
        let later = |slot: usize| {
            let ties = compiled.ties.iter();
            ties.filter_map(move |tie| match *tie {
                Tie::NotAfter(one, two) if one == slot => Some(two),
                _ => None,
            })
        };
        let mut pairs = Vec::new();
        for (column, slot) in self.slots.iter().enumerate() {
            let mut reached: Vec<usize> = later(*slot).collect();
            let direct = reached.len();
            let mut next = 0;
            while let Some(from) = reached.get(next).copied() {
                for slot in later(from) {
                    if !reached.contains(&slot) {
                        reached.push(slot);
                    }
                }
                next += 1;
            }
            let others = reached.iter().skip(direct).filter(|other| *other != slot);
            let columns = others.filter_map(|slot| self.slots.iter().position(|own| own == slot));
            pairs.extend(columns.map(|other| [column, other]));
        }
        pairs
    }

    /// The pairs of columns that are tied so.
    fn tied(&self, compiled: &Compiled, is: impl Fn(Tie) -> Option<[usize; 2]>) -> Vec<[usize; 2]> {
        let column = |slot: usize| self.slots.iter().position(|own| *own == slot);
        let pairs = compiled.ties.iter().filter_map(|tie| is(*tie));
        pairs
            .filter_map(|[one, two]| Some([column(one)?, column(two)?]))
            .collect()
    }
}

/// The named conditions and their nodes, each before its parts.
fn flatten(named: &[Named], ids: &mut Vec<String>, nodes: &mut Vec<usize>) {
    for named in named {
        ids.push(named.id.clone());
        nodes.push(named.node);
        flatten(&named.children, ids, nodes);
    }
}
