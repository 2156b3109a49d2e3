//! Typed facts: what an application states, as ranges of what each value can be.

mod application;
mod narrow;
mod read;

pub use application::Application;
pub(crate) use narrow::narrow;
pub(crate) use read::{Horizon, Known, Told, read};
