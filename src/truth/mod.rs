//! The one evaluator: program × facts × day → true, false or unknown, exactly.
//!
//! A result is true only when every completion of the unknown, consistent with the ties, makes it so; false only when none
//! does. Kleene's tables give that wherever every unknown occurs once and is tied to no other. For the rest, the clusters,
//! the representative values are tried.

mod days;
mod depend;
mod needs;
#[cfg(feature = "screening")]
pub(crate) mod planes;
mod settle;
mod tuples;

pub(crate) use days::turning_days;
pub(crate) use depend::{depends_on, settled_alone};
pub(crate) use needs::{Freedom, Need};
pub(crate) use settle::{Truth, flipped, settle, without};
