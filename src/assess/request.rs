//! What is asked: at which moment, as of when the facts hold, for which programmes.

use crate::facts::Horizon;
use crate::fault::{ErrorCode, Fault, Faults};
use crate::policy::program::Program;
use crate::policy::{Version, unknown_programme};
use crate::time::When;

/// The moment a question is asked about, and the programmes it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The moment of assessment; a whole day means that the day's events have happened.
    pub as_of: When,
    /// As of when the facts hold, no later than `as_of`; absent: `as_of`.
    pub known_at: Option<When>,
    /// Ids of the programmes; absent: all.
    pub programmes: Option<Vec<String>>,
}

impl Request {
    /// A request for all programmes at a moment: `YYYY-MM-DD` or a date-time with offset.
    ///
    /// # Errors
    ///
    /// `not-a-date` or `missing-offset`, at `/asOf`.
    pub fn on(as_of: &str) -> Result<Self, Faults> {
        Ok(Self::at(moment(as_of, "/asOf")?))
    }

    /// A request for all programmes at a moment.
    #[must_use]
    pub const fn at(as_of: When) -> Self {
        Self {
            as_of,
            known_at: None,
            programmes: None,
        }
    }

    /// The same, with facts that hold as of an earlier moment.
    ///
    /// # Errors
    ///
    /// `not-a-date` or `missing-offset`, at `/knownAt`.
    pub fn known_at(mut self, known_at: &str) -> Result<Self, Faults> {
        self.known_at = Some(moment(known_at, "/knownAt")?);
        Ok(self)
    }

    /// The same, for these programmes only.
    #[must_use]
    pub fn programmes<'id>(mut self, ids: impl IntoIterator<Item = &'id str>) -> Self {
        self.programmes = Some(ids.into_iter().map(str::to_owned).collect());
        self
    }

    /// The moments, in the version's zone.
    pub(crate) fn horizon(&self, version: &Version) -> Result<Horizon, Faults> {
        let utc_offset = version.document.utc_offset;
        let known_at = self.known_at.unwrap_or(self.as_of);
        if known_at.is_after(self.as_of, utc_offset) {
            let expected = "a moment no later than asOf";
            return Err(Fault::new(ErrorCode::KnownAfterAsOf, "/knownAt", expected).into());
        }
        Ok(Horizon {
            as_of: self.as_of,
            known_at,
            utc_offset,
        })
    }

    /// The programmes asked for, in document order.
    pub(super) fn chosen<'version>(
        &self,
        version: &'version Version,
    ) -> Result<Vec<&'version Program>, Faults> {
        let programs = &version.compiled.programmes;
        let Some(ids) = &self.programmes else {
            return Ok(programs.iter().collect());
        };
        let unknown = ids.iter().enumerate();
        let unknown = unknown.filter(|(_, id)| programs.iter().all(|program| program.id != **id));
        let errors: Vec<Fault> = unknown
            .map(|(place, id)| unknown_programme(version, id, &format!("/programmes/{place}")))
            .collect();
        if !errors.is_empty() {
            return Err(Faults { errors });
        }
        Ok(programs
            .iter()
            .filter(|program| ids.contains(&program.id))
            .collect())
    }
}

/// A date or a date-time with offset, or what is wrong with it.
pub(crate) fn moment(text: &str, path: &str) -> Result<When, Fault> {
    When::parse(text).map_err(|error| {
        let code = match error {
            crate::time::WhenError::NotADate => ErrorCode::NotADate,
            crate::time::WhenError::MissingOffset => ErrorCode::MissingOffset,
        };
        Fault::new(
            code,
            path,
            "a date as YYYY-MM-DD, or a date-time with offset",
        )
    })
}
