//! Loads a policy: one document or several versions of it, read, checked and compiled.

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::document::Document;
use super::program::{Compiled, Program};
use super::{check, compile, read};
use crate::fault::{Collector, ErrorCode, Fault, Faults, listed};
use crate::json;
use crate::order;
use crate::time::{BusinessDays, Day};

/// A document's text has at most so many bytes.
pub const LARGEST: usize = 1 << 20;

/// A policy in one or more versions.
#[derive(Debug, Clone)]
pub struct Policy {
    versions: Vec<Version>,
}

/// One version of a policy, compiled.
#[derive(Debug, Clone)]
pub struct Version {
    /// What it says.
    pub document: Document,
    /// The same as JSON, as it was given.
    pub json: Value,
    /// SHA-256 over the document's canonical form (RFC 8785), in lower-case hexadecimal.
    pub digest: String,
    /// What the evaluator runs.
    pub compiled: Compiled,
    /// The business days it counts.
    pub calendar: Option<BusinessDays>,
}

impl Policy {
    /// Loads a policy from JSON text: a document, or an array of versions of one policy.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, each with its path.
    ///
    /// ```
    /// let policy = kaibo::Policy::parse(kaibo::BUILT_IN)?;
    /// assert_eq!(policy.newest().document.id, "wechat-channels-live");
    /// # Ok::<(), kaibo::Faults>(())
    /// ```
    pub fn parse(text: &str) -> Result<Self, Faults> {
        Self::load(json::parse(text, "", LARGEST)?)
    }

    /// Loads a policy from a JSON value: a document, or an array of versions of one policy.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, each with its path.
    pub fn load(value: Value) -> Result<Self, Faults> {
        let listed = value.is_array();
        let documents = match value {
            Value::Array(documents) => documents,
            document => vec![document],
        };
        let mut faults = Collector::default();
        if documents.is_empty() {
            faults.report(ErrorCode::Empty, "", "at least one version");
        }
        let mut versions = Vec::new();
        for (place, document) in documents.into_iter().enumerate() {
            let path = if listed {
                format!("/{place}")
            } else {
                String::new()
            };
            let document = match document {
                Value::String(text) => match json::parse(&text, &path, LARGEST) {
                    Ok(document) => document,
                    Err(found) => {
                        found.errors.into_iter().for_each(|fault| faults.add(fault));
                        continue;
                    }
                },
                document => document,
            };
            versions.extend(version(document, &path, &mut faults));
        }
        if faults.is_empty() {
            check_versions(&versions, &mut faults);
        }
        order::sort_by(&mut versions, |one: &Version, two| {
            one.document.effective.from < two.document.effective.from
        });
        let complete = !versions.is_empty();
        faults.finish(complete.then_some(Self { versions }))
    }

    /// Its versions, by the day from which each is in force.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The version that comes into force last.
    #[must_use]
    #[allow(
        clippy::missing_panics_doc,
        clippy::expect_used,
        reason = "load() refuses a policy without a version"
    )]
    pub fn newest(&self) -> &Version {
        self.versions.last().expect("a policy has a version")
    }

    /// The version in force on a day, and true; or the nearest one, and false.
    #[must_use]
    pub fn on(&self, day: Day) -> (&Version, bool) {
        let distance = |version: &Version| {
            let effective = version.document.effective;
            let early = effective
                .from
                .map_or(0, |from| from.epoch_days() - day.epoch_days());
            let late = effective
                .until
                .map_or(0, |until| day.epoch_days() - until.epoch_days());
            early.max(late).max(0)
        };
        let nearest = self
            .versions
            .iter()
            .rev()
            .min_by_key(|version| distance(version));
        let version = nearest.unwrap_or_else(|| self.newest());
        (version, distance(version) == 0)
    }
}

fn version(value: Value, path: &str, faults: &mut Collector) -> Option<Version> {
    let mut own = Collector::default();
    let document = read::document(&value, path, &mut own);
    if let Some(document) = &document {
        check::check(document, path, &mut own);
    }
    if let Err(found) = own.finish(document.as_ref()) {
        found.errors.into_iter().for_each(|fault| faults.add(fault));
        return None;
    }
    let document = document?;
    let compiled = match compile::compile(&document) {
        Ok(compiled) => compiled,
        Err((programme, (code, key, expected))) => {
            faults.report(
                code,
                format!("{path}/programmes/{programme}/{key}"),
                expected,
            );
            return None;
        }
    };
    Some(Version {
        digest: digest(&value),
        calendar: document.calendar.as_deref().and_then(BusinessDays::named),
        document,
        json: value,
        compiled,
    })
}

/// SHA-256 over the canonical form (RFC 8785).
fn digest(value: &Value) -> String {
    let hash = Sha256::digest(json::canonical(value));
    let halves = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves
        .filter_map(|half| char::from_digit(u32::from(half), 16))
        .collect()
}

fn check_versions(versions: &[Version], faults: &mut Collector) {
    let Some(first) = versions.first() else {
        return;
    };
    for (place, version) in versions.iter().enumerate().skip(1) {
        let document = &version.document;
        if document.id != first.document.id {
            let expected = format!("the policy {}", first.document.id);
            faults.report(ErrorCode::IdMismatch, format!("/{place}/id"), expected);
        }
        for earlier in versions.iter().take(place) {
            let other = &earlier.document;
            if other.version == document.version {
                let expected = "a version name used once";
                faults.report(
                    ErrorCode::VersionsOverlap,
                    format!("/{place}/version"),
                    expected,
                );
            } else if overlap(other, document) {
                let expected = format!("days on which version {} is not in force", other.version);
                faults.report(
                    ErrorCode::VersionsOverlap,
                    format!("/{place}/effective"),
                    expected,
                );
            }
        }
    }
}

fn overlap(one: &Document, two: &Document) -> bool {
    let starts_by = |from: Option<Day>, until: Option<Day>| match (from, until) {
        (Some(from), Some(until)) => from <= until,
        _ => true,
    };
    starts_by(one.effective.from, two.effective.until)
        && starts_by(two.effective.from, one.effective.until)
}

impl Version {
    /// The programme asked for, compiled.
    pub(crate) fn program(&self, id: &str) -> Result<&Program, Fault> {
        let mut programs = self.compiled.programmes.iter();
        let found = programs.find(|program| program.id == id);
        found.ok_or_else(|| unknown_programme(self, id, "/programme"))
    }
}

/// A fault about a programme id the version does not have.
pub(crate) fn unknown_programme(version: &Version, id: &str, path: &str) -> Fault {
    let known = version
        .document
        .programmes
        .iter()
        .map(|programme| programme.id.as_str());
    let expected = format!("one of {}", listed(known.clone()));
    Fault::new(ErrorCode::UnknownProgramme, path, expected).suggesting(id, known)
}
