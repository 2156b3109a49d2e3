//! What a policy says: the document, its reading and its errors, the compiled program.

mod built_in;
mod check;
mod compile;
pub mod condition;
pub mod document;
mod load;
pub mod program;
mod read;
#[cfg(feature = "generate")]
mod schema;
pub mod table;
mod value;

pub use built_in::BUILT_IN;
pub use load::{LARGEST, Policy, Version};

#[cfg(feature = "generate")]
pub use schema::json_schema;
pub use value::{Ordinal, Range};

pub(crate) use load::unknown_programme;
