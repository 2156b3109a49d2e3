//! Planes of 1,024 bits, from columns and into bytes.

use core::cell::Cell;

use crate::step;

/// So many rows are looked at at once.
pub const ROWS: usize = 1_024;
const WORDS: usize = ROWS / 64;
/// So many values are compared to together.
pub(crate) const MOST_TOGETHER: usize = 8;

/// For each of 1,024 rows a bit.
#[derive(Debug, Clone, Default)]
#[repr(align(16))]
pub struct Plane([Cell<u64>; WORDS]);

impl Plane {
    /// How many of the first rows are set.
    pub(crate) fn count(&self, rows: usize) -> usize {
        let mut count = 0;
        for (place, word) in self.0.iter().enumerate() {
            let kept = match rows.saturating_sub(place * 64) {
                0 => 0,
                rows @ 1..64 => word.get() & ((1 << rows) - 1),
                _ => word.get(),
            };
            count += kept.count_ones();
        }
        usize::try_from(count).unwrap_or(usize::MAX)
    }
}

/// Values that one column is compared to (days: none of them the least there is), and for each the plane of the rows that
/// reach it.
pub(crate) struct Together<'planes, T> {
    /// As many as there are values.
    pub(crate) planes: &'planes [Plane],
    /// The values, from the first on.
    pub(crate) least: [T; MOST_TOGETHER],
}

impl<T: Copy> Together<'_, T> {
    /// Sets the planes, by a comparison that knows how many there are.
    #[inline(always)]
    fn set(&self, values: &[T; ROWS], compare: impl Compare<T>) {
        match self.planes.len() {
            1 => self.set_some::<1>(values, compare),
            2 => self.set_some::<2>(values, compare),
            3 => self.set_some::<3>(values, compare),
            4 => self.set_some::<4>(values, compare),
            5 => self.set_some::<5>(values, compare),
            6 => self.set_some::<6>(values, compare),
            7 => self.set_some::<7>(values, compare),
            _ => self.set_some::<8>(values, compare),
        }
    }

    #[inline(always)]
    fn set_some<const N: usize>(&self, values: &[T; ROWS], compare: impl Compare<T>) {
        if let (Some(planes), Some(least)) = (self.planes.first_chunk(), self.least.first_chunk()) {
            compare.set::<N>(values, least, planes);
        }
    }
}

/// Compares a column to some values.
trait Compare<T> {
    fn set<const N: usize>(&self, values: &[T; ROWS], least: &[T; N], planes: &[Plane; N]);
}

use lanes::Lanes;
pub(crate) use lanes::{combine, later, pack};

pub(crate) fn at_least_days(days: &[i32; ROWS], together: &Together<'_, i32>) {
    together.set(days, Lanes);
}

pub(crate) fn at_least_bytes(bytes: &[u8; ROWS], together: &Together<'_, u8>) {
    together.set(bytes, Lanes);
}

pub(crate) fn at_least_numbers(numbers: &[f64; ROWS], together: &Together<'_, f64>) {
    together.set(numbers, Lanes);
}

/// The days that stand for unknown and for never are no greater than this.
const NEVER: i32 = i32::MIN + 1;

/// The rows whose day is none from `lo` to `hi`, nor unknown, nor never. As good as always there is none: that is looked at
/// first, without planes.
pub(crate) fn outside_days(days: &[i32; ROWS], lo: i32, hi: i32, to: &Plane) {
    let clean = lanes::within(days, lo, hi);
    for (word, days) in to.0.iter().zip(days.as_chunks::<64>().0) {
        word.set(if clean {
            0
        } else {
            bits(days, |day| day > NEVER && !(lo..=hi).contains(&day))
        });
    }
}

/// The rows whose byte is greater than `hi`, and not unknown.
pub(crate) fn outside_bytes(bytes: &[u8; ROWS], hi: u8, to: &Plane) {
    let clean = lanes::within_bytes(bytes, hi);
    for (word, bytes) in to.0.iter().zip(bytes.as_chunks::<64>().0) {
        word.set(if clean {
            0
        } else {
            bits(bytes, |byte| byte > hi && byte < u8::MAX)
        });
    }
}

/// The rows whose number is not whole; an unknown one is.
pub(crate) fn fraction(numbers: &[f64; ROWS], to: &Plane) {
    for (word, numbers) in to.0.iter().zip(numbers.as_chunks::<64>().0) {
        word.set(bits(numbers, |number| {
            number.trunc() != number && !number.is_nan()
        }));
    }
}

#[inline(always)]
fn bits<T: Copy>(values: &[T; 64], is: impl Fn(T) -> bool) -> u64 {
    let mut word = 0;
    for value in values.iter().rev() {
        word = word << 1 | u64::from(is(*value));
    }
    word
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod lanes {
    //! One row at a time; bits into bytes eight rows at a time.

    use super::{Compare, NEVER, Plane, ROWS, bits, step};

    /// Whether every day is unknown, never, or from `lo` to `hi`.
    pub(crate) fn within(days: &[i32; ROWS], lo: i32, hi: i32) -> bool {
        let length = hi.wrapping_sub(lo).cast_unsigned();
        let outside = days.iter().fold(false, |outside, day| {
            outside | (day.wrapping_sub(lo).cast_unsigned() > length) & (*day > NEVER)
        });
        !outside
    }

    /// Whether every byte is unknown, or at most `hi`.
    pub(crate) fn within_bytes(bytes: &[u8; ROWS], hi: u8) -> bool {
        let outside = bytes.iter().fold(false, |outside, byte| {
            // Unknown, which is the greatest, comes to the least.
            outside | (byte.wrapping_add(1) > hi.saturating_add(1))
        });
        !outside
    }

    pub(crate) fn combine(what: u32, one: &Plane, two: &Plane, every: bool, to: &Plane) {
        let with = |make: fn(u64, u64) -> u64| {
            for ((to, one), two) in to.0.iter().zip(&one.0).zip(&two.0) {
                to.set(make(one.get(), two.get()));
            }
        };
        match what {
            step::AND => with(|one, two| one & two),
            step::OR => with(|one, two| one | two),
            step::AND_NOT => with(|one, two| one & !two),
            step::XOR => with(|one, two| one ^ two),
            step::NOT => with(|one, _| !one),
            step::SAME => with(|one, two| !(one ^ two)),
            _ if every => with(|_, _| u64::MAX),
            _ => with(|_, _| 0),
        }
    }

    pub(super) struct Lanes;

    /// Sets planes from 64 rows at a time.
    #[inline(always)]
    fn set<T: Copy, const N: usize>(
        values: &[T; ROWS],
        least: &[T; N],
        planes: &[Plane; N],
        bits: impl Fn(&[T; 64], T) -> u64,
    ) {
        for (place, values) in values.as_chunks::<64>().0.iter().enumerate() {
            for (plane, least) in planes.iter().zip(least) {
                let word = plane.0.get(place);
                word.into_iter()
                    .for_each(|word| word.set(bits(values, *least)));
            }
        }
    }

    impl Compare<i32> for Lanes {
        #[inline(always)]
        fn set<const N: usize>(&self, days: &[i32; ROWS], least: &[i32; N], planes: &[Plane; N]) {
            set(days, least, planes, |days, least| {
                bits(days, |day| day >= least)
            });
        }
    }

    impl Compare<f64> for Lanes {
        #[inline(always)]
        fn set<const N: usize>(
            &self,
            numbers: &[f64; ROWS],
            least: &[f64; N],
            planes: &[Plane; N],
        ) {
            set(numbers, least, planes, |numbers, least| {
                bits(numbers, |number| number >= least)
            });
        }
    }

    /// The highest bit of each of eight bytes.
    const HIGHEST: u64 = 0x8080_8080_8080_8080;
    /// Takes the lowest bit of each of eight bytes into the highest byte, the first to its lowest bit.
    const GATHER: u64 = 0x0102_0408_1020_4080;

    impl Compare<u8> for Lanes {
        #[inline(always)]
        fn set<const N: usize>(&self, bytes: &[u8; ROWS], least: &[u8; N], planes: &[Plane; N]) {
            set(bytes, least, planes, |bytes, least| {
                let each = u64::from_le_bytes([least; 8]);
                let mut word = 0;
                for eight in bytes.as_chunks::<8>().0.iter().rev() {
                    let eight = u64::from_le_bytes(*eight);
                    // By their lower seven bits first: no byte borrows from the next.
                    let lower = (eight | HIGHEST) - (each & !HIGHEST);
                    let reached = if least < 128 {
                        eight | lower
                    } else {
                        eight & lower
                    };
                    word = word << 8 | ((reached & HIGHEST) >> 7).wrapping_mul(GATHER) >> 56;
                }
                word
            });
        }
    }

    pub(crate) fn later(days: &[i32; ROWS], others: &[i32; ROWS], to: &Plane) {
        let pairs = days.as_chunks::<64>().0.iter();
        let pairs = pairs.zip(others.as_chunks::<64>().0);
        for (to, (days, others)) in to.0.iter().zip(pairs) {
            let mut word = 0;
            for (day, other) in days.iter().rev().zip(others.iter().rev()) {
                word = word << 1 | u64::from(day > other);
            }
            to.set(word);
        }
    }

    /// Makes one byte of every row from planes: the first is bit 0.
    pub(crate) fn pack(planes: &[&Plane], out: &mut [u8], byte: usize, stride: usize) {
        if stride == 0 {
            return;
        }
        let mut rest = out;
        for place in 0..super::WORDS {
            let mut words = [0; 8];
            for (word, plane) in words.iter_mut().zip(planes) {
                *word = plane.0.get(place).map_or(0, super::Cell::get);
            }
            for _ in 0..8 {
                let mut eight = 0;
                for word in words.iter_mut().rev() {
                    eight = eight << 8 | *word & 0xff;
                    *word >>= 8;
                }
                let Some((own, after)) = rest.split_at_mut_checked(8 * stride) else {
                    return;
                };
                rest = after;
                let made = turned(eight).to_le_bytes();
                match own.first_chunk_mut::<8>() {
                    Some(eight) if stride == 1 => *eight = made,
                    _ => {
                        let own = own.iter_mut().skip(byte).step_by(stride);
                        own.zip(made).for_each(|(out, made)| *out = made);
                    }
                }
            }
        }
    }

    /// Eight rows of eight bits with rows and columns exchanged.
    fn turned(rows: u64) -> u64 {
        let mut x = rows;
        for (shift, mask) in [
            (7, 0x00aa_00aa_00aa_00aa),
            (14, 0x0000_cccc_0000_cccc),
            (28, 0x0000_0000_f0f0_f0f0),
        ] {
            let moved = (x ^ (x >> shift)) & mask;
            x ^= moved ^ (moved << shift);
        }
        x
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod lanes {
    //! Sixteen rows at a time, or 128 bits of a plane.
    #![allow(
        unsafe_code,
        reason = "vectors are read and written as whole arrays of sixteen bytes"
    )]

    use core::arch::wasm32::{
        f64x2_ge, f64x2_splat, i8x16_add, i8x16_bitmask, i8x16_eq, i8x16_narrow_i16x8,
        i8x16_shuffle, i8x16_splat, i8x16_sub, i16x8_narrow_i32x4, i32x4_gt, i32x4_max,
        i32x4_shuffle, i32x4_splat, i32x4_sub, u8x16_ge, u8x16_gt, u8x16_max, u8x16_splat,
        u32x4_gt, u32x4_min, u64x2_splat, v128, v128_and, v128_andnot, v128_any_true, v128_load,
        v128_load16_splat, v128_not, v128_or, v128_store, v128_xor,
    };

    use super::{Cell, Compare, NEVER, Plane, ROWS, step};

    /// Whether every day is unknown, never, or from `lo` to `hi`.
    pub(crate) fn within(days: &[i32; ROWS], lo: i32, hi: i32) -> bool {
        // Counted from the first day after never, unknown and never are the greatest there are.
        let first = i32x4_splat(NEVER + 1);
        let (mut least, mut greatest) = (i32x4_splat(-1), i32x4_splat(i32::MIN));
        for four in days.as_chunks::<4>().0 {
            let four = load(four);
            greatest = i32x4_max(greatest, four);
            least = u32x4_min(least, i32x4_sub(four, first));
        }
        let early = u32x4_gt(i32x4_splat(lo.wrapping_sub(NEVER + 1)), least);
        let late = i32x4_gt(greatest, i32x4_splat(hi));
        !v128_any_true(v128_or(early, late))
    }

    /// Whether every byte is unknown, or at most `hi`.
    pub(crate) fn within_bytes(bytes: &[u8; ROWS], hi: u8) -> bool {
        let mut greatest = u8x16_splat(0);
        for sixteen in bytes.as_chunks::<16>().0 {
            // Unknown, which is the greatest, comes to the least.
            greatest = u8x16_max(greatest, i8x16_add(load(sixteen), u8x16_splat(1)));
        }
        !v128_any_true(u8x16_gt(greatest, u8x16_splat(hi.saturating_add(1))))
    }

    #[inline(always)]
    fn load<T, const N: usize>(values: &[T; N]) -> v128 {
        const { assert!(size_of::<[T; N]>() == 16, "sixteen bytes are one vector") };
        // SAFETY: the array has sixteen bytes, and a vector needs no alignment.
        unsafe { v128_load(values.as_ptr().cast()) }
    }

    #[inline(always)]
    fn store(out: &mut [u8; 16], vector: v128) {
        // SAFETY: the array has sixteen bytes, and a vector needs no alignment.
        unsafe { v128_store(out.as_mut_ptr().cast(), vector) }
    }

    #[inline(always)]
    fn set(pair: &[Cell<u64>; 2], vector: v128) {
        // SAFETY: two cells have sixteen bytes, which may be written through a shared reference.
        unsafe { v128_store(pair.as_ptr().cast_mut().cast(), vector) }
    }

    pub(crate) fn combine(what: u32, one: &Plane, two: &Plane, every: bool, to: &Plane) {
        match what {
            step::AND => with(one, two, to, |one, two| v128_and(one, two)),
            step::OR => with(one, two, to, |one, two| v128_or(one, two)),
            step::AND_NOT => with(one, two, to, |one, two| v128_andnot(one, two)),
            step::XOR => with(one, two, to, |one, two| v128_xor(one, two)),
            step::NOT => with(one, one, to, |one, _| v128_not(one)),
            step::SAME => with(one, two, to, |one, two| v128_not(v128_xor(one, two))),
            _ => {
                let word = u64x2_splat(if every { u64::MAX } else { 0 });
                with(one, one, to, |_, _| word);
            }
        }
    }

    #[inline(always)]
    fn with(one: &Plane, two: &Plane, to: &Plane, make: impl Fn(v128, v128) -> v128) {
        let pairs = one
            .0
            .as_chunks::<2>()
            .0
            .iter()
            .zip(two.0.as_chunks::<2>().0);
        for (to, (one, two)) in to.0.as_chunks::<2>().0.iter().zip(pairs) {
            set(to, make(load(one), load(two)));
        }
    }

    /// A bit for each of sixteen lanes, from four vectors of four.
    #[inline(always)]
    fn sixteen([one, two, three, four]: [v128; 4]) -> u16 {
        let low = i16x8_narrow_i32x4(one, two);
        let high = i16x8_narrow_i32x4(three, four);
        i8x16_bitmask(i8x16_narrow_i16x8(low, high))
    }

    /// Sets planes from sixteen rows at a time: each value gives bits of what is looked at once.
    #[inline(always)]
    fn set_sixteens<T: Copy, L, const N: usize>(
        values: &[T; ROWS],
        least: &[T; N],
        planes: &[Plane; N],
        look: impl Fn(&[T; 16]) -> L,
        bits: impl Fn(&L, T) -> u16,
    ) {
        for (place, values) in values.as_chunks::<16>().0.iter().enumerate() {
            let looked = look(values);
            for (plane, least) in planes.iter().zip(least) {
                // SAFETY: a plane has two bytes for each sixteen rows, in cells that may be written.
                unsafe {
                    let halves = plane.0.as_ptr().cast_mut().cast::<u16>();
                    halves.add(place).write(bits(&looked, *least));
                }
            }
        }
    }

    #[inline(always)]
    fn fours<T, const N: usize, const M: usize>(values: &[T; 16]) -> [v128; M] {
        let mut found = [i32x4_splat(0); M];
        for (found, values) in found.iter_mut().zip(values.as_chunks::<N>().0) {
            *found = load(values);
        }
        found
    }

    pub(super) struct Lanes;

    impl Compare<i32> for Lanes {
        #[inline(always)]
        fn set<const N: usize>(&self, days: &[i32; ROWS], least: &[i32; N], planes: &[Plane; N]) {
            set_sixteens(days, least, planes, fours::<i32, 4, 4>, |days, least| {
                let below = i32x4_splat(least.wrapping_sub(1));
                sixteen(days.map(|four| i32x4_gt(four, below)))
            });
        }
    }

    impl Compare<u8> for Lanes {
        #[inline(always)]
        fn set<const N: usize>(&self, bytes: &[u8; ROWS], least: &[u8; N], planes: &[Plane; N]) {
            set_sixteens(bytes, least, planes, load::<u8, 16>, |bytes, least| {
                i8x16_bitmask(u8x16_ge(*bytes, u8x16_splat(least)))
            });
        }
    }

    impl Compare<f64> for Lanes {
        #[inline(always)]
        fn set<const N: usize>(
            &self,
            numbers: &[f64; ROWS],
            least: &[f64; N],
            planes: &[Plane; N],
        ) {
            set_sixteens(
                numbers,
                least,
                planes,
                fours::<f64, 2, 8>,
                |numbers, least| {
                    let least = f64x2_splat(least);
                    let [a, b, c, d, e, f, g, h] = numbers.map(|two| f64x2_ge(two, least));
                    let pairs = [[a, b], [c, d], [e, f], [g, h]];
                    sixteen(pairs.map(|[one, two]| i32x4_shuffle::<0, 2, 4, 6>(one, two)))
                },
            );
        }
    }

    pub(crate) fn later(days: &[i32; ROWS], others: &[i32; ROWS], to: &Plane) {
        let pairs = days.as_chunks::<64>().0.iter();
        let pairs = pairs.zip(others.as_chunks::<64>().0);
        for (to, (days, others)) in to.0.iter().zip(pairs) {
            let mut word = 0;
            let sixteens = days.as_chunks::<16>().0.iter();
            for (days, others) in sixteens.zip(others.as_chunks::<16>().0).rev() {
                let [a, b, c, d] = fours::<i32, 4, 4>(days);
                let [e, f, g, h] = fours::<i32, 4, 4>(others);
                let found = [[a, e], [b, f], [c, g], [d, h]].map(|[one, two]| i32x4_gt(one, two));
                word = word << 16 | u64::from(sixteen(found));
            }
            to.set(word);
        }
    }

    /// Makes one byte of every row from planes: the first is bit 0.
    pub(crate) fn pack(planes: &[&Plane], out: &mut [u8], byte: usize, stride: usize) {
        match *planes {
            [a, b] => pack_some([a, b], out, byte, stride),
            [a, b, c] => pack_some([a, b, c], out, byte, stride),
            [a, b, c, d] => pack_some([a, b, c, d], out, byte, stride),
            [a, b, c, d, e] => pack_some([a, b, c, d, e], out, byte, stride),
            [a, b, c, d, e, f] => pack_some([a, b, c, d, e, f], out, byte, stride),
            [a, b, c, d, e, f, g] => pack_some([a, b, c, d, e, f, g], out, byte, stride),
            [a, b, c, d, e, f, g, h, ..] => pack_some([a, b, c, d, e, f, g, h], out, byte, stride),
            [a] => pack_some([a], out, byte, stride),
            [] => {}
        }
    }

    #[inline(always)]
    fn pack_some<const N: usize>(planes: [&Plane; N], out: &mut [u8], byte: usize, stride: usize) {
        let each = load(&[1_u8, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128]);
        for (place, own) in out
            .chunks_exact_mut((16 * stride).max(1))
            .take(ROWS / 16)
            .enumerate()
        {
            let mut made = i8x16_splat(0);
            for plane in planes.iter().rev() {
                // SAFETY: a plane has as many bytes as two for each sixteen rows.
                let both = unsafe { v128_load16_splat(plane.0.as_ptr().cast::<u16>().add(place)) };
                let rows =
                    i8x16_shuffle::<0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1>(both, both);
                // All bits where the row is set, which is minus one.
                let set = i8x16_eq(v128_and(rows, each), each);
                made = i8x16_sub(i8x16_add(made, made), set);
            }
            match own.first_chunk_mut::<16>() {
                Some(sixteen) if stride == 1 => store(sixteen, made),
                _ => {
                    let mut bytes = [0; 16];
                    store(&mut bytes, made);
                    let own = own.iter_mut().skip(byte).step_by(stride);
                    own.zip(bytes).for_each(|(out, made)| *out = made);
                }
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn bit(plane: &Plane, row: usize) -> bool {
        plane
            .0
            .get(row / 64)
            .is_some_and(|word| word.get() >> (row % 64) & 1 == 1)
    }

    fn reached<T: Copy + Default, const N: usize>(
        values: [T; N],
        compare: impl Fn(&Together<'_, T>),
    ) -> [Plane; N] {
        let planes = [const { Plane([const { Cell::new(0) }; WORDS]) }; N];
        let mut least = [T::default(); MOST_TOGETHER];
        least
            .iter_mut()
            .zip(values)
            .for_each(|(own, value)| *own = value);
        compare(&Together {
            planes: &planes,
            least,
        });
        planes
    }

    #[test]
    fn a_bit_is_set_where_the_column_reaches_a_value() {
        let days = std::array::from_fn(|row| match i32::try_from(row) {
            Ok(row) if row % 3 > 0 => row,
            _ => i32::MIN,
        });
        let planes = reached([500, i32::MIN + 1, 900], |together| {
            at_least_days(&days, together)
        });
        for row in 0..ROWS {
            let known = row % 3 > 0;
            let found = planes.each_ref().map(|plane| bit(plane, row));
            assert_eq!(found, [row >= 500 && known, known, row >= 900 && known]);
        }
        let bytes: [u8; ROWS] = std::array::from_fn(|row| u8::try_from(row % 256).unwrap_or(0));
        let planes = reached([1, 2, 127, 128, 129, 255], |together| {
            at_least_bytes(&bytes, together);
        });
        for row in 0..ROWS {
            let found = planes.each_ref().map(|plane| bit(plane, row));
            let byte = row % 256;
            assert_eq!(found, [1, 2, 127, 128, 129, 255].map(|least| byte >= least));
        }
        let numbers = std::array::from_fn(|row| if row % 2 == 0 { f64::NAN } else { 0.5 });
        let [half] = reached([0.5], |together| at_least_numbers(&numbers, together));
        let parts = Plane::default();
        fraction(&numbers, &parts);
        assert!((0..ROWS).all(|row| bit(&half, row) == (row % 2 == 1)));
        assert!((0..ROWS).all(|row| bit(&parts, row) == (row % 2 == 1)));
    }

    #[test]
    fn what_is_outside_is_neither_unknown_nor_within() {
        let values = [
            i32::MIN,
            i32::MIN + 1,
            i32::MIN + 2,
            9,
            10,
            20,
            21,
            i32::MAX,
        ];
        let outside = [false, false, true, true, false, false, true, true];
        let plane = Plane::default();
        for (value, outside) in values.into_iter().zip(outside) {
            let mut days = [15; ROWS];
            days[700] = value;
            outside_days(&days, 10, 20, &plane);
            assert!(
                (0..ROWS).all(|row| bit(&plane, row) == (outside && row == 700)),
                "{value}"
            );
        }
        for (value, outside) in [(0, false), (1, false), (2, true), (254, true), (255, false)] {
            let mut bytes = [1; ROWS];
            bytes[700] = value;
            outside_bytes(&bytes, 1, &plane);
            assert!(
                (0..ROWS).all(|row| bit(&plane, row) == (outside && row == 700)),
                "{value}"
            );
        }
    }

    #[test]
    fn planes_become_the_bits_of_bytes() {
        let bytes: [u8; ROWS] = std::array::from_fn(|row| u8::try_from(row % 251).unwrap_or(0));
        let planes: Vec<Plane> = (0..8)
            .map(|place| {
                let plane = Plane::default();
                for (word, bytes) in plane.0.iter().zip(bytes.as_chunks::<64>().0) {
                    word.set(bits(bytes, |byte| byte >> place & 1 == 1));
                }
                plane
            })
            .collect();
        let planes: Vec<&Plane> = planes.iter().collect();
        let mut out = [0; ROWS];
        pack(&planes, &mut out, 0, 1);
        assert_eq!(out, bytes);
        let mut two = [9; ROWS * 2];
        pack(&planes, &mut two, 1, 2);
        let pairs = two.as_chunks::<2>().0.iter();
        assert!(pairs.zip(bytes).all(|(two, byte)| *two == [9, byte]));
    }

    #[test]
    fn only_the_rows_that_are_there_count() {
        let all = Plane::default();
        combine(step::ALL, &all, &all, true, &all);
        assert_eq!(all.count(100), 100);
        assert_eq!(all.count(5_000), ROWS);
        assert_eq!(Plane::default().count(5_000), 0);
    }
}
