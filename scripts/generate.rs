//! Writes what is generated from the Rust types: the JSON Schema of policies, and TypeScript's types of answers.

use std::fs;

fn main() -> std::io::Result<()> {
    fs::write("policies/schema.json", kaibo::policy::json_schema())?;
    fs::write("pkg/src/generated/index.ts", kaibo::typescript())
}
