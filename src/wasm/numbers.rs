//! Facts that JavaScript writes into memory as numbers, and the truths it reads there: nothing else crosses the boundary.

use std::cell::Cell;

use js_sys::{Float64Array, WebAssembly::Memory};
use wasm_bindgen::JsCast;

use super::read;
use crate::assess::{Outcome, Request, deciding};
use crate::policy::Policy;
use crate::time::{Day, When};

/// The facts of the newest version in the document's order, then truths.
#[derive(Debug)]
pub(super) struct Numbers(Vec<Cell<f64>>);

/// The answer that there is none.
const ASK_ANOTHER_WAY: u8 = 3;

impl Numbers {
    pub(super) fn of(policy: &Policy) -> Self {
        let compiled = &policy.newest().compiled;
        let programmes = compiled.programmes.iter();
        let most = programmes.map(|program| deciding(program).count()).max();
        Self(vec![
            Cell::new(f64::NAN);
            compiled.facts + most.unwrap_or_default()
        ])
    }

    /// The memory itself; empty where it cannot be had.
    pub(super) fn view(&self) -> Float64Array {
        let memory = wasm_bindgen::memory().unchecked_into::<Memory>();
        let place = u32::try_from(self.0.as_ptr().addr()).unwrap_or_default();
        let length = u32::try_from(self.0.len()).unwrap_or_default();
        Float64Array::new_with_byte_offset_and_length(&memory.buffer(), place, length)
    }

    pub(super) fn decide(&self, policy: &Policy, programme: usize, as_of: f64, is_day: bool) -> u8 {
        let facts = policy.newest().compiled.facts;
        let (facts, truths) = self.0.split_at(facts.min(self.0.len()));
        let mut truths = truths.iter();
        let mut decide = || {
            let number = read::safe_integer(as_of)?;
            let as_of = if is_day {
                When::Day(Day::from_epoch_days(number)?)
            } else {
                When::from_millis(number)?
            };
            let facts = facts.iter().map(Cell::get);
            policy.decide_numbers(programme, facts, &Request::at(as_of), |truth| {
                if let Some(place) = truths.next() {
                    place.set(f64::from(truth as u8));
                }
            })
        };
        match decide() {
            Some(Outcome::Ineligible) => 0,
            Some(Outcome::Undetermined) => 1,
            Some(Outcome::Eligible) => 2,
            None => ASK_ANOTHER_WAY,
        }
    }
}
