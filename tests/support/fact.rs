//! A fact of a made-up document.

use serde_json::{Value, json};

/// One that can be acted on, with whatever else it has.
pub(crate) fn fact(id: &str, kind: &str, more: &Value) -> Value {
    let mut fact = json!({
        "id": id, "clause": "1", "type": kind, "changeable": "act", "title": { "en": id }, "question": { "en": id },
    });
    if let (Some(fact), Some(more)) = (fact.as_object_mut(), more.as_object()) {
        fact.extend(more.clone());
    }
    fact
}
