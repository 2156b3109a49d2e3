//! Doubles and their decimals, exact both ways, by whole numbers of any length instead of tables.

use std::cmp::Ordering;

/// More significant digits never matter but for whether one of them is not zero.
const MOST_DIGITS: usize = 800;

/// The double nearest to a decimal as JSON writes it, of two equally near the even one; infinite past the largest.
///
/// # Source
///
/// IEEE 754: round to nearest, ties to even.
pub(super) fn read(text: &str) -> f64 {
    let (digits, exponent) = match text.split_once(['e', 'E']) {
        Some((digits, exponent)) => (digits, exponent_of(exponent)),
        None => (text, 0),
    };
    let size = nearest(digits, exponent);
    if digits.starts_with('-') { -size } else { size }
}

/// An exponent; past any that matters, one of its sign.
fn exponent_of(text: &str) -> i64 {
    let beyond = if text.starts_with('-') { -1 } else { 1 } * 1_000_000_000;
    text.parse::<i32>().map_or(beyond, i64::from)
}

fn nearest(digits: &str, exponent: i64) -> f64 {
    let mut whole = Whole::from(0);
    let (mut count, mut power, mut fraction) = (0, exponent, false);
    for digit in digits.bytes() {
        match digit {
            b'.' => fraction = true,
            b'0'..=b'9' => {
                let digit = u32::from(digit - b'0');
                if count < MOST_DIGITS {
                    count += usize::from(count > 0 || digit > 0);
                    whole.times_plus(10, digit);
                    power -= i64::from(fraction);
                } else {
                    // One digit more stands for all of the rest.
                    let rest = u32::from(digit > 0 && count == MOST_DIGITS);
                    if rest > 0 {
                        count += 1;
                        whole.times_plus(10, 1);
                        power -= 1;
                    }
                    power += i64::from(!fraction);
                }
            }
            _ => {}
        }
    }
    let magnitude = i64::try_from(count).unwrap_or(i64::MAX) + power;
    if whole.is_zero() || magnitude < -330 {
        return 0.0;
    }
    if magnitude > 310 {
        return f64::INFINITY;
    }
    if let (Some(whole), 0..=22) = (whole.exact(), power.unsigned_abs()) {
        // Both are doubles without a remainder, so that their product or quotient is rounded once.
        let scale = (0..power.unsigned_abs()).fold(1.0, |scale, _| scale * 10.0);
        return if power < 0 {
            whole / scale
        } else {
            whole * scale
        };
    }
    let mut parts = Whole::from(1);
    let side = if power < 0 { &mut parts } else { &mut whole };
    side.raise(power.unsigned_abs());
    // A quotient of 55 to 57 bits has two more than are kept; the least double is 2^-1074.
    let shift = (whole.bits() - parts.bits() - 56).max(-1_134);
    if shift < 0 { &mut whole } else { &mut parts }.shift(shift.unsigned_abs());
    let quotient = whole.divide(&parts);
    let bits = i64::from(u64::BITS - quotient.leading_zeros());
    let exponent = (shift + bits - 53).max(-1_074);
    let dropped = exponent - shift;
    let half = 1_u64 << (dropped - 1);
    let rest = quotient & (half * 2 - 1);
    let mut kept = quotient >> dropped;
    if rest > half || (rest == half && (!whole.is_zero() || kept & 1 == 1)) {
        kept += 1;
    }
    if exponent > 971 {
        return f64::INFINITY;
    }
    // The bit above the fraction adds one to the exponent.
    f64::from_bits(((exponent + 1_074).unsigned_abs() << 52) + kept)
}

/// A double as ECMAScript writes it: the fewest digits that read as it, of these the nearest.
///
/// # Source
///
/// ECMA-262, `Number::toString`; digits by Steele and White, "How to print floating-point numbers accurately" (1990).
pub(crate) fn write(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    let mut text = String::new();
    if number < 0.0 {
        text.push('-');
    }
    let (digits, point) = shortest(number.abs());
    let count = i64::try_from(digits.len()).unwrap_or(i64::MAX);
    let zeros = |count: i64| std::iter::repeat_n('0', usize::try_from(count).unwrap_or(0));
    let (before, after) = match point {
        1..=21 => (point, None),
        -5..=0 => (point, None),
        _ => (1, Some(point - 1)),
    };
    if before <= 0 {
        text.push_str("0.");
        text.extend(zeros(-before));
    }
    for (place, digit) in (0_i64..).zip(&digits) {
        if place == before && before > 0 {
            text.push('.');
        }
        text.push(char::from(b'0' + digit));
    }
    text.extend(zeros(before - count));
    if let Some(exponent) = after {
        text.push_str(if exponent < 0 { "e-" } else { "e+" });
        text.push_str(&exponent.unsigned_abs().to_string());
    }
    text
}

/// The digits of a positive double, and how many of them stand before the point.
fn shortest(number: f64) -> (Vec<u8>, i64) {
    let bits = number.to_bits();
    let field = i64::try_from(bits >> 52).unwrap_or(0);
    let fraction = bits & ((1 << 52) - 1);
    let mantissa = if field == 0 {
        fraction
    } else {
        fraction | 1 << 52
    };
    let exponent = field.max(1) - 1_075;
    // number = rest / unit; below it what rounds to it reaches half a step, above it so too: twice so far above a power of two.
    let narrow = u64::from(fraction == 0 && field > 1);
    let up = exponent.max(0).unsigned_abs();
    let mut rest = Whole::from(mantissa);
    rest.shift(up + 1 + narrow);
    let mut unit = Whole::from(1);
    unit.shift((-exponent).max(0).unsigned_abs() + 1 + narrow);
    let mut below = Whole::from(1);
    below.shift(up);
    let mut above = Whole::from(1);
    above.shift(up + narrow);
    let even = mantissa & 1 == 0;
    let reaches = |rest: &Whole, above: &Whole, unit: &Whole| {
        let order = rest.plus(above).cmp(unit);
        order == Ordering::Greater || (even && order == Ordering::Equal)
    };

    let mut point = 0;
    while reaches(&rest, &above, &unit) {
        unit.times_plus(10, 0);
        point += 1;
    }
    let tenfold = |rest: &mut Whole, below: &mut Whole, above: &mut Whole| {
        for part in [rest, below, above] {
            part.times_plus(10, 0);
        }
    };
    let mut digits = Vec::new();
    loop {
        tenfold(&mut rest, &mut below, &mut above);
        if digits.is_empty() && !reaches(&rest, &above, &unit) {
            point -= 1;
            continue;
        }
        let mut digit = 0;
        while rest.cmp(&unit) != Ordering::Less {
            rest.minus(&unit);
            digit += 1;
        }
        let order = rest.cmp(&below);
        let low = order == Ordering::Less || (even && order == Ordering::Equal);
        let high = reaches(&rest, &above, &unit);
        if low || high {
            let half = rest.plus(&rest).cmp(&unit);
            let next = half == Ordering::Greater || (half == Ordering::Equal && digit & 1 == 1);
            digits.push(digit + u8::from(high && (!low || next)));
            return (digits, point);
        }
        digits.push(digit);
    }
}

/// A whole number of any length: its 32-bit parts, the least first, none at the end that is zero.
struct Whole(Vec<u32>);

impl From<u64> for Whole {
    fn from(number: u64) -> Self {
        let mut whole = Self(vec![low(number), low(number >> 32)]);
        whole.trim();
        whole
    }
}

/// The low 32 bits.
#[allow(clippy::cast_possible_truncation, reason = "the rest is carried on")]
const fn low(number: u64) -> u32 {
    number as u32
}

impl Whole {
    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }

    fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    fn bits(&self) -> i64 {
        let parts = i64::try_from(self.0.len()).unwrap_or(i64::MAX);
        let last = self.0.last().map_or(0, |last| last.leading_zeros());
        parts * 32 - i64::from(last)
    }

    fn times_plus(&mut self, factor: u32, more: u32) {
        let mut carry = u64::from(more);
        for part in &mut self.0 {
            let product = u64::from(*part) * u64::from(factor) + carry;
            *part = low(product);
            carry = product >> 32;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
    }

    fn shift(&mut self, bits: u64) {
        self.times_plus(1 << (bits % 32), 0);
        if !self.is_zero() {
            let parts = usize::try_from(bits / 32).unwrap_or(0);
            self.0.splice(0..0, std::iter::repeat_n(0, parts));
        }
    }

    /// Multiplies by ten so many times.
    fn raise(&mut self, power: u64) {
        for _ in 0..power / 9 {
            self.times_plus(1_000_000_000, 0);
        }
        for _ in 0..power % 9 {
            self.times_plus(10, 0);
        }
    }

    /// The same as a double, where none of it is lost.
    #[allow(clippy::cast_precision_loss, reason = "at most 2^53")]
    fn exact(&self) -> Option<f64> {
        (self.bits() <= 53).then(|| self.top(64) as f64)
    }

    /// The number its first bits make, of which there are at most 64.
    fn top(&self, bits: i64) -> u64 {
        let dropped = (self.bits() - bits).max(0).unsigned_abs();
        let first = usize::try_from(dropped / 32).unwrap_or(usize::MAX);
        let parts = (0..3)
            .rev()
            .map(|place| u128::from(self.part(first + place)));
        let joined = parts.fold(0_u128, |joined, part| joined << 32 | part);
        u64::try_from(joined >> (dropped % 32)).unwrap_or(u64::MAX)
    }

    fn plus(&self, other: &Self) -> Self {
        let mut carry = 0;
        let length = self.0.len().max(other.0.len()) + 1;
        let parts = (0..length).map(|place| {
            let sum = self.part(place) + other.part(place) + carry;
            carry = sum >> 32;
            low(sum)
        });
        let mut sum = Self(parts.collect());
        sum.trim();
        sum
    }

    fn part(&self, place: usize) -> u64 {
        self.0.get(place).copied().map_or(0, u64::from)
    }

    /// Takes away what is not more.
    fn minus(&mut self, other: &Self) {
        let mut borrowed = 0;
        for (place, part) in self.0.iter_mut().enumerate() {
            let taken = other.part(place) + borrowed;
            borrowed = u64::from(u64::from(*part) < taken);
            *part = low(u64::from(*part).wrapping_sub(taken));
        }
        self.trim();
    }

    fn cmp(&self, other: &Self) -> Ordering {
        let lengths = self.0.len().cmp(&other.0.len());
        lengths.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// The quotient, of less than 64 bits; what is left is the rest.
    fn divide(&mut self, other: &Self) -> u64 {
        let mut quotient = 0;
        while self.cmp(other) != Ordering::Less {
            // By their first bits, and never too much: some 30 bits of the quotient at a time.
            let digit = self.top(63) / (other.top(32) + 1);
            let shift = (self.bits() - 63).max(0) - (other.bits() - 32).max(0);
            let bits = i64::from(u64::BITS - digit.leading_zeros());
            let excess = (bits - 32).max(-shift).max(0);
            let digit = (digit >> excess).max(1);
            let shift = (shift + excess).unsigned_abs();
            let mut part = Self(other.0.clone());
            part.times_plus(low(digit), 0);
            part.shift(shift);
            self.minus(&part);
            quotient += digit << shift;
        }
        quotient
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::{read, write};

    /// RFC 8785, Appendix B, and the edges of doubles.
    #[test]
    fn doubles_are_written_as_ecmascript_writes_them() {
        let doubles = [
            (0x0000_0000_0000_0000, "0"),
            (0x8000_0000_0000_0000, "0"),
            (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"),
            (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
            (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
            (0x4340_0000_0000_0000, "9007199254740992"),
            (0xc340_0000_0000_0000, "-9007199254740992"),
            (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
            (0x44b5_2d02_c7e1_4af6, "1e+23"),
            (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
            (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
            (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
            (0x444b_1ae4_d6e2_ef50, "1e+21"),
            (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
            (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
            (0x41b3_de43_5555_5553, "333333333.3333332"),
            (0x41b3_de43_5555_5554, "333333333.33333325"),
            (0x41b3_de43_5555_5555, "333333333.3333333"),
            (0x41b3_de43_5555_5556, "333333333.3333334"),
            (0x41b3_de43_5555_5557, "333333333.33333343"),
            (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
            (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
            (0x0010_0000_0000_0000, "2.2250738585072014e-308"),
            (0x000f_ffff_ffff_ffff, "2.225073858507201e-308"),
        ];
        for (bits, text) in doubles {
            let double = f64::from_bits(bits);
            assert_eq!(write(double), text);
            assert_eq!(
                read(&write(double)).to_bits(),
                (double + 0.0).to_bits(),
                "{text}"
            );
        }
    }

    /// Halfway between two doubles, and a digit beyond.
    #[test]
    fn ties_are_read_as_the_even_double() {
        for text in [
            "9007199254740993",
            "9007199254740995",
            "9007199254740993.0000000000000000000000000000000000000000000001",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "0.000000000000000000000000000001e30",
            "100000000000000000000000000000e-29",
            "1e-400",
            "1e400",
            "0e999999999999",
            "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
        ] {
            assert_eq!(
                Some(read(text).to_bits()),
                text.parse().ok().map(f64::to_bits),
                "{text}"
            );
        }
        let long = format!("0.{}1{}e400", "0".repeat(400), "3".repeat(2_000));
        assert_eq!(Some(read(&long)), long.parse().ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn a_double_is_written_in_the_fewest_digits(bits: u64) {
            let double = f64::from_bits(bits);
            prop_assume!(double.is_finite());
            let text = write(double);
            prop_assert_eq!(text.parse().map(f64::to_bits), Ok((double + 0.0).to_bits()));
            prop_assert_eq!(read(&text).to_bits(), (double + 0.0).to_bits());
            let count = |text: &str| {
                let digits = text.split('e').next().unwrap_or_default();
                let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
                digits.trim_matches('0').len()
            };
            prop_assert_eq!(count(&text), count(&format!("{double:e}")));
        }

        #[test]
        fn any_decimal_is_read_as_the_standard_library_reads_it(text in r"-?[0-9]{1,30}(\.[0-9]{1,30})?(e-?[0-9]{1,3})?") {
            prop_assert_eq!(Ok(read(&text).to_bits()), text.parse().map(f64::to_bits));
        }
    }
}
