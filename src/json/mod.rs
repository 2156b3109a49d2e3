//! JSON text: read strictly, and written in its canonical form.
//!
//! Values are `serde_json`'s. Its reader and writer, their numbers' tables and those of a canonical writer beside it made a
//! quarter of the WebAssembly core: see `docs/decisions/0022`.

mod number;
mod read;
mod write;

pub(crate) use number::write as number;
#[cfg(target_arch = "wasm32")]
pub(crate) use read::DEEPEST;
pub(crate) use read::parse;
pub(crate) use write::canonical;
