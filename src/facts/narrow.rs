//! Narrows what is known by the laws that tie it.

use crate::policy::Range;
use crate::policy::program::Tie;

/// Two values that cannot both be: what is known leaves a slot nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Conflict(pub Tie);

/// Takes away every value that no consistent completion has. Slots that are not tied stay as they are.
///
/// # Errors
///
/// The tie that leaves a slot without any possibility.
pub(crate) fn narrow(ranges: &mut [Range], ties: &[Tie]) -> Result<(), Conflict> {
    // Each pass takes at least one end of one range to another's, so there are few.
    for _ in 0..=ties.len() * 2 {
        let mut changed = false;
        for tie in ties {
            changed |= apply(ranges, *tie, ties).ok_or(Conflict(*tie))?;
        }
        if !changed {
            break;
        }
    }
    Ok(())
}

/// Applies one tie: whether it changed something; `None` when nothing is left.
fn apply(ranges: &mut [Range], tie: Tie, ties: &[Tie]) -> Option<bool> {
    let [one, two] = tie.slots();
    let (before_one, before_two) = (*ranges.get(one)?, *ranges.get(two)?);
    let (mut first, mut second) = (before_one, before_two);
    match tie {
        Tie::NotAfter(..) => {
            let together = ties.contains(&Tie::NeverWith(one, two))
                || ties.contains(&Tie::NeverWith(two, one));
            if second.some() && (together || !second.none) {
                first.hi = first.hi.min(second.hi);
            }
            if first.some() && (together || !first.none) {
                second.lo = second.lo.max(first.lo);
            }
        }
        Tie::NeverWith(..) => {
            align(&mut first, &mut second);
            align(&mut second, &mut first);
        }
    }
    if first.is_empty() || second.is_empty() {
        return None;
    }
    let changed = (first, second) != (before_one, before_two);
    *ranges.get_mut(one)? = first;
    *ranges.get_mut(two)? = second;
    Some(changed)
}

/// What `one` cannot be, `two` cannot be either.
fn align(one: &mut Range, two: &mut Range) {
    if !one.some() {
        (two.lo, two.hi) = (1, 0);
    }
    if !one.none {
        two.none = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIES: [Tie; 2] = [Tie::NotAfter(0, 1), Tie::NeverWith(0, 1)];

    fn range(lo: i64, hi: i64, none: bool) -> Range {
        Range { lo, hi, none }
    }

    fn narrowed(first: Range, last: Range) -> Result<[Range; 2], Conflict> {
        let mut ranges = [first, last];
        narrow(&mut ranges, &TIES).map(|()| ranges)
    }

    #[test]
    fn the_last_lies_between_the_first_and_now() {
        let found = narrowed(Range::exactly(40), range(0, 100, true));
        assert_eq!(found, Ok([Range::exactly(40), range(40, 100, false)]));
    }

    #[test]
    fn never_goes_with_never() {
        assert_eq!(
            narrowed(Range::NONE, range(0, 100, true)),
            Ok([Range::NONE, Range::NONE])
        );
        assert!(narrowed(Range::NONE, Range::exactly(40)).is_err());
    }

    #[test]
    fn a_chain_is_narrowed_to_its_end_in_whatever_order_its_ties_stand() {
        let ties = [3, 2, 1, 0].map(|slot| Tie::NotAfter(slot, slot + 1));
        let mut ranges = [range(0, 100, false); 5];
        ranges[0] = Range::exactly(40);
        let mut backwards = ranges;
        backwards[0] = range(0, 100, false);
        backwards[4] = Range::exactly(40);
        assert_eq!(narrow(&mut ranges, &ties), Ok(()));
        assert_eq!(ranges[1..], [range(40, 100, false); 4]);
        let ties = [0, 1, 2, 3].map(|slot| Tie::NotAfter(slot, slot + 1));
        assert_eq!(narrow(&mut backwards, &ties), Ok(()));
        assert_eq!(backwards[..4], [range(0, 40, false); 4]);
    }

    #[test]
    fn where_each_tie_changes_something_there_may_be_more_to_change() {
        let ties = [Tie::NotAfter(1, 2), Tie::NotAfter(0, 1)];
        let mut ranges = [
            Range::exactly(40),
            range(0, 100, false),
            range(0, 60, false),
        ];
        assert_eq!(narrow(&mut ranges, &ties), Ok(()));
        assert_eq!(ranges[1..], [range(40, 60, false); 2]);
    }

    #[test]
    fn events_that_go_together_bound_each_other_though_both_may_never_have_been() {
        let found = narrowed(range(20, 100, true), range(0, 50, true));
        assert_eq!(found, Ok([range(20, 50, true); 2]));
    }

    #[test]
    fn the_first_is_not_after_the_last() {
        assert!(narrowed(Range::exactly(41), Range::exactly(40)).is_err());
        assert!(narrowed(Range::exactly(40), Range::exactly(40)).is_ok());
    }
}
