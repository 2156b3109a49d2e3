//! The policies that are in use: those of equal digests share one.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use crate::policy::Policy;

thread_local! {
    static IN_USE: RefCell<Vec<Weak<Policy>>> = const { RefCell::new(Vec::new()) };
}

/// The policy in use with the digests of this one, else this one, in use from now on until its last user drops it.
pub(super) fn share(policy: Policy) -> Rc<Policy> {
    IN_USE.with_borrow_mut(|in_use| {
        in_use.retain(|other| other.strong_count() > 0);
        let same = in_use
            .iter()
            .filter_map(Weak::upgrade)
            .find(|other| is_same(other, &policy));
        same.unwrap_or_else(|| {
            let policy = Rc::new(policy);
            in_use.push(Rc::downgrade(&policy));
            policy
        })
    })
}

fn is_same(one: &Policy, other: &Policy) -> bool {
    one.versions()
        .iter()
        .map(|version| &version.digest)
        .eq(other.versions().iter().map(|version| &version.digest))
}
