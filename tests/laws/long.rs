//! Holds the laws of what follows in time against many random applications, and prints what was tried.
//!
//! `cargo run --release --example laws -- COUNT [SEED [FIRST]]`: each application follows from the seed and its number
//! alone, so one that disagrees is tried again by `1 SEED NUMBER`.
#![allow(clippy::panic, reason = "a test fails by panicking")]

#[cfg(not(target_arch = "wasm32"))]
mod applications;
#[cfg(not(target_arch = "wasm32"))]
mod document;
#[cfg(not(target_arch = "wasm32"))]
mod laws;
#[cfg(not(target_arch = "wasm32"))]
mod many;
#[cfg(not(target_arch = "wasm32"))]
mod oracle;
#[cfg(not(target_arch = "wasm32"))]
mod tally;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    many::run()
}

/// The laws are tried natively: what samples applications is not built for WebAssembly.
#[cfg(target_arch = "wasm32")]
fn main() {}
