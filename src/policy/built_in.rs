//! The policy that ships with the crate.

/// The built-in policy document, as JSON text.
pub const BUILT_IN: &str = include_str!("../../policies/wechat-channels-live/2023-09-14.json");
