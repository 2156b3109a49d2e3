//! Typed facts: what an application states, as ranges of what each value can be.

mod application;
mod narrow;
#[cfg(any(test, all(target_arch = "wasm32", not(feature = "screening"))))]
mod numbers;
mod read;

pub use application::Application;
pub(crate) use narrow::narrow;
#[cfg(any(test, all(target_arch = "wasm32", not(feature = "screening"))))]
pub(crate) use numbers::of_numbers;
#[cfg(feature = "screening")]
pub(crate) use read::described;
pub(crate) use read::{Horizon, Known, Told, read};
