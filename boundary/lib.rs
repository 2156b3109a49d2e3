//! The boundary alone: cargo optimises across crates at link time only what is not linked into Rust programs too.

#[cfg(target_arch = "wasm32")]
pub use kaibo::wasm::*;
