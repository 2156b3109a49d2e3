//! What inputs that nobody thought of are held against: each function takes bytes, and panics where a promise is broken.
//!
//! An input is JSON, as the cases of `tests/cases` are: what is found can be read, and kept as a case.

mod application;
mod json;
mod policy;
mod screen;
#[allow(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "shared with the tests, which fail by panicking"
)]
#[path = "../../tests/support/screened.rs"]
mod screened;

pub use application::application;
pub use json::mutate;
pub use policy::policy;
pub use screen::screen;

use kaibo::{BUILT_IN, Faults, Policy};
use serde_json::Value;
use std::sync::LazyLock;

/// What every input is asked of, by the names that cases give them. One that is made to be entangled, `everything`, is left out:
/// a remedy takes it as long as ten thousand others.
static POLICIES: LazyLock<Vec<(&str, Policy)>> = LazyLock::new(|| {
    let texts = [
        ("", BUILT_IN),
        (
            "tests/cases/policies/newcomers.json",
            include_str!("../../tests/cases/policies/newcomers.json"),
        ),
        (
            "policies/examples/twitch-affiliate.json",
            include_str!("../../policies/examples/twitch-affiliate.json"),
        ),
    ];
    let policies = texts.map(|(name, text)| (name, Policy::parse(text)));
    let loaded = policies.map(|(name, policy)| policy.ok().map(|policy| (name, policy)));
    assert!(loaded.iter().all(Option::is_some), "each of them loads");
    loaded.into_iter().flatten().collect()
});

/// The policy that an input names, and the programme, or one by its number.
fn asked(input: &Value) -> Option<(&'static Policy, &'static str)> {
    let name = text(input, "policy").unwrap_or_default();
    let (_, policy) = POLICIES.iter().find(|(own, _)| *own == name)?;
    let programmes = &policy.newest().document.programmes;
    let named = text(input, "programme");
    let found = programmes.iter().find(|own| Some(own.id.as_str()) == named);
    found
        .or(programmes.first())
        .map(|own| (policy, own.id.as_str()))
}

fn text<'value>(value: &'value Value, key: &str) -> Option<&'value str> {
    value.get(key)?.as_str()
}

/// What every refusal is: at least one fault, each with its place and words.
fn sound(faults: &Faults) {
    assert!(!faults.errors.is_empty(), "a refusal says why");
    for fault in &faults.errors {
        let path = &fault.path;
        assert!(path.is_empty() || path.starts_with('/'), "{fault:?}");
        assert!(!fault.expected.is_empty(), "{fault:?}");
        assert!(!fault.help.is_empty(), "{fault:?}");
    }
}
