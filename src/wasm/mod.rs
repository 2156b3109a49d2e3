//! The boundary to JavaScript, and nothing else: reads JavaScript values, asks the core, emits plain objects.
//!
//! What goes wrong is thrown as a plain object `{ errors: [{ code, path, expected, help }] }`; the npm package makes a
//! `KaiboError` of it. Only free functions and `&self` methods: nothing a call does can poison the next.
//!
//! It is built twice: the core answers questions, and with the feature `screening` a module of its own plans screenings and counts
//! ledgers for them.

mod emit;
#[cfg(not(feature = "screening"))]
mod numbers;
mod options;
mod pack;
#[cfg(not(feature = "screening"))]
mod policy;
mod read;
#[cfg(feature = "screening")]
mod screening;

#[cfg(not(feature = "screening"))]
pub use policy::{WasmPolicy, load_policy};
#[cfg(feature = "screening")]
pub use screening::{ledger_columns, plan_screening};
