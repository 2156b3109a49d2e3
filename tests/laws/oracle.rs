//! The same questions by brute force: every value that can matter tried on every day.
//!
//! A value matters beside a bound of a condition or a known value: it and its neighbours are tried, with "never" and the
//! ends of what is allowed. A set of facts leads to eligible if some values of theirs do, whatever the rest turns out to be.
//! Criteria that share no fact are looked at apart, for a set is enough if each part of it is.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::applications::Question;
use crate::document::{Criterion, Document, Point, Thing, Tie};

/// Beyond every number the tests use.
const FAR: i64 = 1_000_000_000_000_000;

/// Criteria and bars that share or tie facts, and all their facts and parameters.
#[derive(Debug)]
struct Part {
    criteria: Vec<Criterion>,
    things: Vec<usize>,
}

#[derive(Debug)]
struct Programme {
    id: String,
    parts: Vec<Part>,
    /// Each criterion and bar by itself.
    criteria: Vec<(String, Part)>,
}

/// Answers for one document.
#[derive(Debug)]
pub(crate) struct Oracle {
    document: Document,
    programmes: Vec<Programme>,
}

/// A smallest set of facts, as bits in document order, and in how many days it leads to eligible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Smallest {
    pub(crate) ahead: i64,
    pub(crate) facts: u64,
}

/// What brute force finds.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    /// Eligible as it is.
    pub(crate) eligible: bool,
    /// The smallest sets, by day; empty when eligible already.
    pub(crate) smallest: BTreeSet<Smallest>,
    /// The criteria and bars that stand in the way, if nothing helps.
    pub(crate) blocked_by: Vec<String>,
}

impl Oracle {
    /// Reads a document that the core has accepted.
    pub(crate) fn read(document: &Value) -> Self {
        let document = Document::read(document);
        let programmes = document.programmes.iter();
        let programmes = programmes.map(|own| Programme::of(&document, &own.id, &own.criteria));
        Self {
            programmes: programmes.collect(),
            document,
        }
    }

    /// The bit of a fact.
    pub(crate) fn bit(&self, id: &str) -> u64 {
        self.document
            .things
            .iter()
            .position(|thing| thing.id == id)
            .map_or(0, |place| 1 << place)
    }

    /// Every smallest set of facts that leads to eligible within the days tried.
    pub(crate) fn answer(&self, question: &Question, days: &[i64]) -> Answer {
        let known = self.known(question);
        let found = self
            .programmes
            .iter()
            .find(|programme| programme.id == question.programme);
        let Some(programme) = found else {
            panic!("no programme {}", question.programme);
        };
        let mut answer = Answer::default();
        let mut still: Vec<Option<Vec<u64>>> = vec![None; programme.parts.len()];
        for ahead in days {
            let mut sets = vec![0_u64];
            for (part, still) in programme.parts.iter().zip(&mut still) {
                let own = match still {
                    Some(own) => own.clone(),
                    None => known.smallest(part, *ahead),
                };
                if !part.is_dated() {
                    *still = Some(own.clone());
                }
                sets = sets
                    .iter()
                    .flat_map(|set| own.iter().map(move |more| set | more))
                    .collect();
                if sets.is_empty() {
                    break;
                }
            }
            for facts in sets {
                let smaller = |other: &Smallest| other.facts & facts == other.facts;
                if !answer.smallest.iter().any(smaller) {
                    answer.smallest.insert(Smallest {
                        ahead: *ahead,
                        facts,
                    });
                }
            }
        }
        answer.eligible = answer.smallest.contains(&Smallest { ahead: 0, facts: 0 });
        if answer.eligible {
            answer.smallest.clear();
        } else if answer.smallest.is_empty() {
            answer.blocked_by = known.blocked(programme, days);
        }
        answer
    }

    fn known(&self, question: &Question) -> Known<'_> {
        let stated = |thing: &Thing| {
            let key = if thing.act.is_some() {
                "facts"
            } else {
                "parameters"
            };
            let stated = question.application.get(key)?.get(&thing.id)?;
            let value = if thing.act.is_some() {
                stated
            } else {
                stated.get("value")?
            };
            Some(thing.point(value, self.document.utc_offset))
        };
        Known {
            document: &self.document,
            values: self.document.things.iter().map(stated).collect(),
            today: i64::from(question.as_of.epoch_days()),
        }
    }
    /// Whether these facts, with others yet unknown, can all be so.
    pub(crate) fn is_possible(&self, question: &Question) -> bool {
        let known = self.known(question);
        let mut things = Vec::new();
        for tie in &self.document.ties {
            let (Tie::NotAfter(one, two) | Tie::NeverWith(one, two)) = *tie;
            things.extend([one, two]);
        }
        things.sort_unstable();
        things.dedup();
        let in_domain = self
            .document
            .things
            .iter()
            .zip(&known.values)
            .all(|(thing, value)| {
                value.is_none_or(|value| thing.act.is_none() || thing.allows(value, known.today))
            });
        let part = Part {
            criteria: Vec::new(),
            things,
        };
        in_domain && known.works(&part, 0, 0)
    }
}

impl Programme {
    fn of(document: &Document, id: &str, criteria: &[Criterion]) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        for criterion in criteria {
            let mut part = Part::of(document, criterion);
            let shares = |other: &Part| other.things.iter().any(|own| part.things.contains(own));
            let (joined, apart): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(shares);
            parts = apart;
            for other in joined {
                part.criteria.extend(other.criteria);
                part.things.extend(other.things);
            }
            part.things.sort_unstable();
            part.things.dedup();
            parts.push(part);
        }
        let alone = criteria
            .iter()
            .map(|own| (own.id.clone(), Part::of(document, own)));
        Self {
            id: id.to_owned(),
            parts,
            criteria: alone.collect(),
        }
    }
}

impl Part {
    /// One criterion with all it reads and what that is tied to.
    fn of(document: &Document, criterion: &Criterion) -> Self {
        let mut things = Vec::new();
        criterion.condition.things(&mut things);
        for _ in &document.ties {
            for tie in &document.ties {
                let (Tie::NotAfter(one, two) | Tie::NeverWith(one, two)) = *tie;
                if things.contains(&one) || things.contains(&two) {
                    things.extend([one, two]);
                }
            }
        }
        things.sort_unstable();
        things.dedup();
        Self {
            criteria: vec![criterion.clone()],
            things,
        }
    }

    fn is_dated(&self) -> bool {
        self.criteria.iter().any(|own| own.condition.is_dated())
    }
}

/// What is known today: for each thing its value, or nothing.
struct Known<'document> {
    document: &'document Document,
    values: Vec<Option<Point>>,
    today: i64,
}

impl Known<'_> {
    /// The facts of a part that could be otherwise: unknown ones, and those one can act on.
    fn free(&self, part: &Part) -> Vec<usize> {
        let free = part.things.iter().copied();
        free.filter(|place| {
            let act = self.document.things.get(*place).and_then(|thing| thing.act);
            act.is_some_and(|act| act || self.values.get(*place).copied().flatten().is_none())
        })
        .collect()
    }

    /// The smallest sets of facts that make a part hold in so many days.
    fn smallest(&self, part: &Part, ahead: i64) -> Vec<u64> {
        let free = self.free(part);
        let mut sets: Vec<u64> = (0..1_u64 << free.len())
            .map(|chosen| {
                let bits = free
                    .iter()
                    .enumerate()
                    .filter(|(bit, _)| chosen >> bit & 1 == 1);
                bits.fold(0, |set, (_, place)| set | 1 << place)
            })
            .collect();
        sets.sort_unstable_by_key(|set| set.count_ones());
        let mut smallest: Vec<u64> = Vec::new();
        for set in sets {
            if !smallest.iter().any(|smaller| smaller & set == *smaller)
                && self.works(part, set, ahead)
            {
                smallest.push(set);
            }
        }
        smallest
    }

    /// Whether some values of these facts make a part hold, whatever else is unknown of it.
    fn works(&self, part: &Part, set: u64, ahead: i64) -> bool {
        let day = self.today + ahead;
        let mut values = self.values.clone();
        let chosen = part
            .things
            .iter()
            .copied()
            .filter(|place| set >> place & 1 == 1);
        let chosen: Vec<usize> = chosen.collect();
        for place in &chosen {
            if let Some(value) = values.get_mut(*place) {
                *value = None;
            }
        }
        let open = part.things.iter().copied();
        let open: Vec<usize> = open
            .filter(|place| {
                !chosen.contains(place) && values.get(*place).copied().flatten().is_none()
            })
            .collect();
        let points = self.points(part, day);
        let tried = |places: &[usize]| -> Vec<(usize, Vec<Point>)> {
            places
                .iter()
                .map(|place| (*place, self.candidates(*place, &points)))
                .collect()
        };
        let trial = Trial {
            document: self.document,
            part,
            day,
            open: tried(&open),
        };
        trial.some(&tried(&chosen), &mut values)
    }

    /// The values about which something can turn.
    fn points(&self, part: &Part, day: i64) -> Vec<i64> {
        let mut points = vec![self.today, day];
        for criterion in &part.criteria {
            criterion.condition.bounds(day, &mut points);
        }
        points.extend(
            part.things
                .iter()
                .filter_map(|place| self.values.get(*place).copied().flatten().flatten()),
        );
        let ends = part
            .things
            .iter()
            .filter_map(|place| self.document.things.get(*place));
        points.extend(
            ends.flat_map(|thing| [thing.least, thing.greatest])
                .flatten(),
        );
        let near = points
            .iter()
            .flat_map(|point| [point - 1, *point, point + 1]);
        near.collect::<BTreeSet<i64>>().into_iter().collect()
    }

    fn candidates(&self, place: usize, points: &[i64]) -> Vec<Point> {
        let Some(thing) = self.document.things.get(place) else {
            return Vec::new();
        };
        let all = points.iter().copied().map(Some).chain([None]);
        match thing.kind.as_str() {
            "boolean" => vec![Some(0), Some(1)],
            "choice" => (0..thing.options.len())
                .map(|place| i64::try_from(place).ok())
                .collect(),
            // An unpublished parameter can be anything, more than any value one can choose.
            _ if thing.act.is_none() => [-FAR, FAR]
                .into_iter()
                .chain(points.iter().copied())
                .map(Some)
                .collect(),
            _ => all
                .filter(|point| thing.allows(*point, self.today))
                .collect(),
        }
    }

    /// What nothing can make hold; where each could hold alone, what does not as it is.
    fn blocked(&self, programme: &Programme, days: &[i64]) -> Vec<String> {
        let never = |part: &Part| {
            let all = self
                .free(part)
                .into_iter()
                .fold(0, |set, place| set | 1 << place);
            !days.iter().any(|ahead| self.works(part, all, *ahead))
        };
        let ids = |keep: &dyn Fn(&Part) -> bool| -> Vec<String> {
            let kept = programme.criteria.iter().filter(|(_, part)| keep(part));
            kept.map(|(id, _)| id.clone()).collect()
        };
        let impossible = ids(&never);
        if impossible.is_empty() {
            return ids(&|part| !self.works(part, 0, 0));
        }
        impossible
    }
}

/// One part on one day, with the unknown facts and parameters that may turn out to be anything.
struct Trial<'document> {
    document: &'document Document,
    part: &'document Part,
    day: i64,
    open: Vec<(usize, Vec<Point>)>,
}

impl Trial<'_> {
    /// Whether some values of what is chosen do.
    fn some(&self, chosen: &[(usize, Vec<Point>)], values: &mut Vec<Option<Point>>) -> bool {
        let Some(((place, candidates), rest)) = chosen.split_first() else {
            return self.every(&self.open, values) == Some(true);
        };
        let found = candidates.iter().any(|point| {
            set(values, *place, Some(*point));
            self.some(rest, values)
        });
        set(values, *place, None);
        found
    }

    /// Whether every consistent completion holds; `None` if there is none.
    fn every(&self, open: &[(usize, Vec<Point>)], values: &mut Vec<Option<Point>>) -> Option<bool> {
        let Some(((place, candidates), rest)) = open.split_first() else {
            let mut criteria = self.part.criteria.iter();
            return self
                .document
                .is_consistent(values)
                .then(|| criteria.all(|own| own.condition.holds(values, self.day) == own.wanted));
        };
        let mut all = None;
        for point in candidates {
            set(values, *place, Some(*point));
            match self.every(rest, values) {
                Some(true) => all = Some(true),
                Some(false) => {
                    all = Some(false);
                    break;
                }
                None => {}
            }
        }
        set(values, *place, None);
        all
    }
}

fn set(values: &mut [Option<Point>], place: usize, point: Option<Point>) {
    if let Some(value) = values.get_mut(place) {
        *value = point;
    }
}
