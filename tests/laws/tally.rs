//! What was tried of each law, and what disagreed.

use crate::applications::Question;

/// A law of what follows in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Law {
    OutlookIsEachDay,
    OutlookIsCutAtUntil,
    WindowsAreContiguous,
    EligibleOnItsDay,
    NotOnTheDayBefore,
    NoPartOfItIsEnough,
    OthersOnThatSideDo,
    SidesHaveValues,
    NoneBeyondTheBoundDoes,
    OnlyWhatCanBeChanged,
    ListedOnce,
    EverySmallestSet,
    NoneMeansNone,
    WhatBlocks,
}

impl Law {
    /// Each law, and what it says.
    pub(crate) const ALL: [(Self, &'static str); 14] = [
        (
            Self::OutlookIsEachDay,
            "outlook: a day's outcome is what assess answers on it",
        ),
        (Self::OutlookIsCutAtUntil, "outlook: `until` only cuts it"),
        (
            Self::WindowsAreContiguous,
            "outlook: windows are contiguous and merged, the next change is the second",
        ),
        (
            Self::EligibleOnItsDay,
            "remedy: applied, it is eligible on its day",
        ),
        (
            Self::NotOnTheDayBefore,
            "remedy: that waits, not on the day before",
        ),
        (
            Self::NoPartOfItIsEnough,
            "remedy: no part of its set is enough",
        ),
        (
            Self::OthersOnThatSideDo,
            "remedy: other values on the side of its bound do as well",
        ),
        (
            Self::SidesHaveValues,
            "remedy: there are other values on that side",
        ),
        (
            Self::NoneBeyondTheBoundDoes,
            "remedy: the next value beyond its bound does not",
        ),
        (
            Self::OnlyWhatCanBeChanged,
            "remedy: changes what is known and can be changed, and is of the right kind",
        ),
        (
            Self::ListedOnce,
            "remedies: none holds another that is no later; the earliest and smallest first",
        ),
        (
            Self::EverySmallestSet,
            "remedies: the sets and days brute force finds, no more and no less",
        ),
        (
            Self::NoneMeansNone,
            "remedies: none, and brute force finds none",
        ),
        (
            Self::WhatBlocks,
            "remedies: none, and what blocks is what brute force finds to block",
        ),
    ];
}

/// How often each law was tried, and where it did not hold.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) tried: [u64; Law::ALL.len()],
    pub(crate) disagreed: [u64; Law::ALL.len()],
    /// What disagreed, of the first question that did.
    pub(crate) messages: Vec<String>,
}

impl Tally {
    /// Counts one trial.
    pub(crate) fn check(
        &mut self,
        law: Law,
        holds: bool,
        question: &Question,
        what: impl FnOnce() -> String,
    ) {
        let place = law as usize;
        let add = |counts: &mut [u64], more: bool| {
            if let Some(count) = counts.get_mut(place) {
                *count += u64::from(more);
            }
        };
        add(&mut self.tried, true);
        add(&mut self.disagreed, !holds);
        if !holds && self.messages.len() < 20 {
            self.messages
                .push(format!("{law:?}: {}\n  {question}", what()));
        }
    }

    /// How often any law did not hold.
    pub(crate) fn disagreements(&self) -> u64 {
        self.disagreed.iter().sum()
    }
}
