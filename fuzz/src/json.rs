//! Changes JSON so that it stays JSON: most inputs that bytes alone are changed in are refused by the first reader.

use kaibo::time::Day;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// Numbers out of a seed, always the same.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below that many, 0 for none.
    fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(1).max(1);
        usize::try_from(self.next() % count).unwrap_or(0)
    }

    fn one_of<'item, T>(&mut self, items: &'item [T]) -> Option<&'item T> {
        items.get(self.below(items.len()))
    }
}

/// Words of the policies and of the format: keys, ids, values.
static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words = Vec::new();
    for (_, policy) in crate::POLICIES.iter() {
        collect(&policy.newest().json, &mut words);
    }
    let more = [
        "facts",
        "broadcasts",
        "broadcastsSince",
        "broadcastsThrough",
        "parameters",
        "startedAt",
        "endedAt",
        "minutes",
        "gmv",
        "refundedGmv",
        "viewers",
        "averageViewers",
        "value",
        "source",
        "toldOn",
        "never",
        "unrated",
        "beginning",
        "metric",
        "atLeast",
        "atMost",
        "below",
        "above",
        "reward",
        "kind",
        "amount",
        "is",
        "within",
        "ahead",
        "days",
        "months",
        "all",
        "any",
        "none",
        "options",
        "asOf",
        "knownAt",
        "until",
        "plannedBroadcasts",
        "programme",
    ];
    words.extend(more.map(str::to_owned));
    words.sort_unstable();
    words.dedup();
    words
});

/// Ids and keys are short; sentences are no use.
fn collect(value: &Value, words: &mut Vec<String>) {
    match value {
        Value::String(text) if text.len() < 40 && text.is_ascii() => words.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
        Value::Object(members) => {
            for (key, value) in members {
                words.push(key.clone());
                collect(value, words);
            }
        }
        _ => {}
    }
}

/// Changes the first `size` bytes of `data` and returns how many there are now; every fourth time by `bytes`, as the fuzzer
/// would on its own.
pub fn mutate(
    data: &mut [u8],
    size: usize,
    max_size: usize,
    seed: u32,
    bytes: impl Fn(&mut [u8], usize, usize) -> usize,
) -> usize {
    let mut dice = Dice(u64::from(seed).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let value = data
        .get(..size)
        .and_then(|text| serde_json::from_slice::<Value>(text).ok());
    let Some(mut value) = value.filter(|_| dice.below(4) > 0) else {
        return bytes(data, size, max_size);
    };
    for _ in 0..=dice.below(4) {
        change(&mut value, &mut dice);
    }
    let text = serde_json::to_vec(&value).unwrap_or_default();
    match data.get_mut(..text.len()) {
        Some(place) if text.len() <= max_size => {
            place.copy_from_slice(&text);
            text.len()
        }
        _ => bytes(data, size, max_size),
    }
}

fn change(value: &mut Value, dice: &mut Dice) {
    let mut place = dice.below(count(value));
    let other = dice.below(count(value));
    let copied = nth(value, &mut { other }).map(|own| own.clone());
    let Some(node) = nth(value, &mut place) else {
        return;
    };
    match (node, dice.below(8)) {
        (node, 0) => *node = copied.unwrap_or(Value::Null),
        (node, 1) => *node = scalar(dice),
        (Value::Object(members), _) => change_object(members, dice),
        (Value::Array(items), _) => change_array(items, dice),
        (Value::String(text), _) => *text = other_text(text, dice),
        (Value::Bool(truth), _) => *truth = !*truth,
        (node @ Value::Number(_), _) => *node = other_number(node.as_f64().unwrap_or(0.0), dice),
        (node, _) => *node = scalar(dice),
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// The value at that place, itself counted.
fn nth<'value>(value: &'value mut Value, place: &mut usize) -> Option<&'value mut Value> {
    if *place == 0 {
        return Some(value);
    }
    *place -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, place)),
        Value::Object(members) => members.values_mut().find_map(|member| nth(member, place)),
        _ => None,
    }
}

fn change_object(members: &mut Map<String, Value>, dice: &mut Dice) {
    let keys: Vec<String> = members.keys().cloned().collect();
    let key = dice.one_of(&keys).cloned();
    let word = dice.one_of(&WORDS).cloned().unwrap_or_default();
    match (dice.below(3), key) {
        (0, Some(key)) => {
            members.remove(&key);
        }
        (1, Some(key)) => {
            let value = members.remove(&key).unwrap_or(Value::Null);
            members.insert(word, value);
        }
        _ => {
            members.insert(word, scalar(dice));
        }
    }
}

fn change_array(items: &mut Vec<Value>, dice: &mut Dice) {
    let (one, other) = (dice.below(items.len()), dice.below(items.len()));
    match (dice.below(4), items.get(one).cloned()) {
        (0, Some(_)) => {
            items.remove(one);
        }
        (1, Some(item)) => items.insert(other, item),
        (2, Some(_)) => items.swap(one, other),
        _ => items.push(scalar(dice)),
    }
}

fn other_text(text: &str, dice: &mut Dice) -> String {
    let steps = [
        -366, -62, -61, -60, -32, -31, -30, -29, -1, 1, 7, 29, 30, 31, 60, 61, 366,
    ];
    let (date, rest) = text.split_at_checked(10).unwrap_or((text, ""));
    let step = dice.one_of(&steps).copied().unwrap_or(1);
    match (Day::parse(date), dice.below(4)) {
        (Some(day), 1..) => format!("{}{rest}", day.plus(step)),
        _ => dice.one_of(&WORDS).cloned().unwrap_or_default(),
    }
}

fn other_number(number: f64, dice: &mut Dice) -> Value {
    let others = [
        number + 1.0,
        number - 1.0,
        number + 0.01,
        number * 10.0,
        number / 2.0,
        -number,
        0.0,
        1e15,
    ];
    match dice.below(3) {
        0 => scalar(dice),
        _ => json!(dice.one_of(&others)),
    }
}

fn scalar(dice: &mut Dice) -> Value {
    let word = dice.one_of(&WORDS).cloned().unwrap_or_default();
    let day = Day::from_epoch_days(19_614 - 500 + i64::try_from(dice.below(600)).unwrap_or(0));
    let scalars = [
        json!(true),
        json!(false),
        json!(null),
        json!(0),
        json!(1),
        json!(30),
        json!(0.3),
        json!(5000),
        json!(-1),
        json!(0.001),
        json!(9_007_199_254_740_993_u64),
        json!(1e300),
        json!(word),
        json!(day.map(|day| day.to_string())),
        json!(day.map(|day| format!("{day}T20:00:00+08:00"))),
        json!("never"),
        json!({}),
        json!([]),
    ];
    dice.one_of(&scalars).cloned().unwrap_or(Value::Null)
}
