//! Runs a screening over columns of facts: a flat program, written by `kaibo`, over planes of bits, 1,024 rows at a time.
//!
//! A program is a list of 32-bit words:
//!
//! | words | meaning |
//! |---|---|
//! | 1 | how many planes it uses |
//! | 1 | how many bytes of criteria a row has |
//! | 1 | the plane of rows that cannot be |
//! | 1 | how many steps it has |
//! | 5 for each step | what is done, the plane it writes, and what it reads: see [`step`] |
//! | 11 for each byte of a row | which output ([`OUTCOMES`], [`UNMET`], [`UNKNOWN`]), which byte of it, how many planes, the planes of its bits |
//!
//! Nothing a program says makes it panic: what does not exist reads as nothing, and is not written.

mod planes;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use planes::{Plane, ROWS};

use planes::{
    MOST_TOGETHER, Together, at_least_bytes, at_least_days, at_least_numbers, combine, fraction,
    later, outside_bytes, outside_days, pack,
};

/// What a step does, its first word; the second is the plane it writes.
pub mod step {
    /// The day in a column (word 3) is no less than word 4.
    pub const DAY: u32 = 0;
    /// The byte in a column (word 3) is no less than word 4.
    pub const BYTE: u32 = 1;
    /// The number in a column (word 3) is no less than the one whose bits are words 4 and 5, the low ones first.
    pub const NUMBER: u32 = 2;
    /// The day in a column (word 3) is greater than the one in another (word 4).
    pub const LATER: u32 = 3;
    /// The number in a column (word 3) is not whole.
    pub const FRACTION: u32 = 4;
    /// The day in a column (word 3) is neither unknown nor never, nor from word 4 to word 5.
    pub const DAY_OUTSIDE: u32 = 5;
    /// The byte in a column (word 3) is not unknown, and greater than word 4.
    pub const BYTE_OUTSIDE: u32 = 6;
    /// Every row (word 3 is 1), or none.
    pub const ALL: u32 = 7;
    /// Both planes (words 3 and 4).
    pub const AND: u32 = 8;
    /// One of the planes (words 3 and 4).
    pub const OR: u32 = 9;
    /// The first plane (word 3) and not the second (word 4).
    pub const AND_NOT: u32 = 10;
    /// One of the planes (words 3 and 4) and not the other.
    pub const XOR: u32 = 11;
    /// Not the plane (word 3).
    pub const NOT: u32 = 12;
    /// Both planes (words 3 and 4), or neither.
    pub const SAME: u32 = 13;
    /// How many words a step has.
    pub const WORDS: usize = 5;
}

/// The output of outcomes: bit 0 for undetermined, bit 1 for eligible.
pub const OUTCOMES: u32 = 0;
/// The output of criteria that are unmet.
pub const UNMET: u32 = 1;
/// The output of criteria that are unknown.
pub const UNKNOWN: u32 = 2;

/// How many words come before the steps.
pub const HEAD: usize = 4;
/// How many words say what a byte of a row is made of.
pub const PACK: usize = 11;

/// The facts of 1,024 rows in one column.
#[derive(Debug, Clone, Copy)]
pub enum Block<'column> {
    /// Days since 1970-01-01.
    Days(&'column [i32; ROWS]),
    /// Truths and choices.
    Bytes(&'column [u8; ROWS]),
    /// Numbers.
    Numbers(&'column [f64; ROWS]),
}

/// Where answers go: for each row a byte of the outcome, and the bytes of its criteria.
#[derive(Debug)]
pub struct Outputs<'answers> {
    /// Outcomes.
    pub outcomes: &'answers mut [u8],
    /// Criteria that are unmet.
    pub unmet: &'answers mut [u8],
    /// Criteria that are unknown.
    pub unknown: &'answers mut [u8],
}

/// Screens rows, and counts those that cannot be.
///
/// `block` gives the facts of a column from a row on; they and the outputs go on to a multiple of 1,024 rows. `planes` are
/// as many as the program says.
pub fn run<'column>(
    program: &[u32],
    block: impl Fn(u32, usize) -> Option<Block<'column>>,
    rows: usize,
    planes: &[Plane],
    outputs: &mut Outputs<'_>,
) -> usize {
    let Some((&[_, stride, impossible, steps], rest)) = program.split_first_chunk::<HEAD>() else {
        return 0;
    };
    let steps = place(steps).saturating_mul(step::WORDS).min(rest.len());
    let (steps, packs) = rest.split_at(steps);
    let stride = place(stride);
    let mut count = 0;
    for first in (0..rows).step_by(ROWS) {
        let mut rest = steps.as_chunks::<{ step::WORDS }>().0;
        while let [own, ..] = rest {
            // Values that one column is compared to one after the other, into planes that follow each other, are compared
            // to together.
            let mut count = 1;
            if own[0] <= step::NUMBER {
                let alike = rest.iter().zip(own[1]..).take(MOST_TOGETHER);
                let alike = alike.take_while(|(other, to)| {
                    (other[0], other[1], other[2]) == (own[0], *to, own[2])
                });
                count = alike.count();
            }
            let (now, later) = rest.split_at(count.min(rest.len()));
            rest = later;
            take(now, |column| block(column, first), planes);
        }
        for own in packs.as_chunks::<PACK>().0 {
            let [output, byte, used, bits @ ..] = own;
            let (out, stride) = match *output {
                OUTCOMES => (&mut *outputs.outcomes, 1),
                UNMET => (&mut *outputs.unmet, stride),
                _ => (&mut *outputs.unknown, stride),
            };
            let out = out.get_mut(first * stride..(first + ROWS) * stride);
            let bits = bits.get(..place(*used)).unwrap_or_default();
            let Some(any) = planes.first() else { break };
            let mut used = [any; 8];
            for (own, id) in used.iter_mut().zip(bits) {
                *own = planes.get(place(*id)).unwrap_or(any);
            }
            let used = used.get(..bits.len()).unwrap_or_default();
            pack(used, out.unwrap_or_default(), place(*byte), stride);
        }
        count += planes
            .get(place(impossible))
            .map_or(0, |plane| plane.count(rows - first));
    }
    count
}

/// Takes one step, or some that compare one column to different values.
fn take<'column>(
    steps: &[[u32; step::WORDS]],
    block: impl Fn(u32) -> Option<Block<'column>>,
    planes: &[Plane],
) {
    let (Some(&[what, to, one, two, more]), Some(any)) = (steps.first(), planes.first()) else {
        return;
    };
    let plane = |id: u32| planes.get(place(id)).unwrap_or(any);
    if what >= step::ALL {
        combine(what, plane(one), plane(two), one == 1, plane(to));
        return;
    }
    let first = place(to);
    let together = planes.get(first..first.saturating_add(steps.len()));
    let together = together.unwrap_or_default();
    match block(one) {
        Some(Block::Days(days)) if what == step::DAY => {
            at_least_days(days, &compared(together, steps, |low, _| low.cast_signed()));
        }
        Some(Block::Days(days)) if what == step::LATER => {
            if let Some(Block::Days(others)) = block(two) {
                later(days, others, plane(to));
            }
        }
        Some(Block::Days(days)) if what == step::DAY_OUTSIDE => {
            outside_days(days, two.cast_signed(), more.cast_signed(), plane(to));
        }
        Some(Block::Bytes(bytes)) if what == step::BYTE_OUTSIDE => {
            outside_bytes(bytes, u8::try_from(two).unwrap_or(u8::MAX), plane(to));
        }
        Some(Block::Bytes(bytes)) if what == step::BYTE => {
            let byte = |low, _| u8::try_from(low).unwrap_or(u8::MAX);
            at_least_bytes(bytes, &compared(together, steps, byte));
        }
        Some(Block::Numbers(numbers)) if what == step::NUMBER => {
            let number = |low, high| f64::from_bits(u64::from(high) << 32 | u64::from(low));
            at_least_numbers(numbers, &compared(together, steps, number));
        }
        Some(Block::Numbers(numbers)) if what == step::FRACTION => fraction(numbers, plane(to)),
        _ => {}
    }
}

/// The values that steps compare to, and their planes.
fn compared<'planes, T: Copy + Default>(
    planes: &'planes [Plane],
    steps: &[[u32; step::WORDS]],
    value: impl Fn(u32, u32) -> T,
) -> Together<'planes, T> {
    let mut least = [T::default(); MOST_TOGETHER];
    for (own, [.., low, high]) in least.iter_mut().zip(steps) {
        *own = value(*low, *high);
    }
    Together { planes, least }
}

fn place(word: u32) -> usize {
    usize::try_from(word).unwrap_or(usize::MAX)
}
