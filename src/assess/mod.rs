//! Outcome, criteria, what is missing, what to ask.

mod answer;
mod caveats;
mod criteria;
mod decide;
mod missing;
mod programme;
mod questions;
mod request;
mod tasks;

pub use answer::{
    Assessment, Bounds, BroadcastPair, CaveatDates, Certainty, Comparator, CriterionResult,
    GoingLive, Kind, LedgerSummary, Observed, Outcome, Pace, PolicyVersion, ProgrammeAssessment,
    Projection, ProjectionMethod, Question, Questions, Reason, Relevant, Requirement, Rest,
    SpanUnit, TableSource, TaskProgress, TaskWindow, TierProgress, Value, Verdict, WindowKind,
};
pub use decide::Decision;
pub use request::Request;

#[cfg(all(target_arch = "wasm32", not(feature = "screening")))]
pub(crate) use decide::deciding;

pub(crate) use criteria::{no_value, value};

#[cfg(target_arch = "wasm32")]
pub(crate) use request::moment;

use crate::facts::{self, Application};
use crate::fault::Faults;
use crate::policy::{Policy, Version};
use programme::Moment;

impl Policy {
    /// Holds what is known of an account against the version in force, at one moment.
    ///
    /// `application` is `{ facts?, parameters?, broadcasts?, broadcastsSince?, broadcastsThrough? }`: facts by id, absent
    /// means unknown; parameters the platform told, each `{ value, source, toldOn }`; the broadcasts the account made, each
    /// `{ startedAt, endedAt | minutes, gmv?, refundedGmv?, viewers?, averageViewers? }`, and the days between which their
    /// list is complete: `"beginning"` or a day, and a day.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the application or the request, each with its path.
    ///
    /// ```
    /// use kaibo::{BUILT_IN, Outcome, Policy, Request};
    /// use serde_json::json;
    ///
    /// let policy = Policy::parse(BUILT_IN)?;
    /// let application = json!({ "facts": { "firstBroadcastOn": "2023-08-05" } });
    /// let request = Request::on("2023-09-14")?.programmes(["cold-start"]);
    /// let cold_start = policy.assess(&application, &request)?.programmes.remove(0);
    /// // The last broadcast lies between the first, 40 days ago, and today: neither new nor dormant.
    /// assert_eq!(cold_start.outcome, Outcome::Ineligible);
    /// assert!(cold_start.missing.is_empty());
    /// # Ok::<(), kaibo::Faults>(())
    /// ```
    pub fn assess<'application>(
        &self,
        application: impl Into<Application<'application>>,
        request: &Request,
    ) -> Result<Assessment, Faults> {
        let (version, in_force) = self.at(request);
        let chosen = request.chosen(version)?;
        let horizon = request.horizon(version)?;
        let known = facts::read(version, &application.into(), &horizon)?;
        let moment = Moment {
            version,
            known: &known,
            day: horizon.day(),
            in_force,
        };
        Ok(Assessment {
            policy: PolicyVersion {
                id: version.document.id.clone(),
                version: version.document.version.clone(),
                digest: version.digest.clone(),
            },
            as_of: horizon.day(),
            known_at: horizon.known_day(),
            ledger: tasks::summary(&known.ledger),
            programmes: chosen
                .into_iter()
                .map(|program| programme::assess(&moment, program))
                .collect(),
        })
    }

    /// What to ask for one programme, or for all: every fact it uses, in document order, and the next one.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the application or the request, each with its path.
    ///
    /// ```
    /// use kaibo::{BUILT_IN, Policy, Request};
    /// use serde_json::json;
    ///
    /// let policy = Policy::parse(BUILT_IN)?;
    /// let request = Request::on("2023-09-14")?.programmes(["cold-start"]);
    /// let questions = policy.questions(&json!({ "facts": { "sellsOnStream": true } }), &request)?;
    /// assert_eq!(questions.next.as_deref(), Some("hasBrandBadge"));
    /// # Ok::<(), kaibo::Faults>(())
    /// ```
    pub fn questions<'application>(
        &self,
        application: impl Into<Application<'application>>,
        request: &Request,
    ) -> Result<Questions, Faults> {
        let (version, _) = self.at(request);
        let chosen = request.chosen(version)?;
        let horizon = request.horizon(version)?;
        let known = facts::read(version, &application.into(), &horizon)?;
        Ok(questions::questions(
            version,
            &known,
            horizon.day(),
            &chosen,
        ))
    }

    /// The version in force at the moment of the request. The versions of a policy share one zone in practice; the
    /// newest one's counts the day.
    pub(crate) fn at(&self, request: &Request) -> (&Version, bool) {
        self.on(request.as_of.day(self.newest().document.utc_offset))
    }
}
