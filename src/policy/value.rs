//! Values as ordinals: whole numbers in the same order, so that one kind of range fits every type.

use super::document::ValueType;
use crate::fault::ErrorCode;

/// A value as a whole number, in the order of its type.
///
/// Booleans are 0 and 1, choices their index, whole numbers themselves, money fen, events days since 1970-01-01. Other
/// numbers are the bits of their IEEE 754 double, turned so that they sort as the numbers do: exact, and one ordinal on
/// is the next double.
pub type Ordinal = i64;

/// A set of possible values: those from `lo` to `hi`, none at all ("never", "unrated") if `none`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// The least value.
    pub lo: Ordinal,
    /// The greatest value; below `lo` when there can be no value.
    pub hi: Ordinal,
    /// Whether it can be that there is no value.
    pub none: bool,
}

impl Range {
    /// Below every value of any type.
    pub const LEAST: Ordinal = i64::MIN + 1_000;
    /// Above every value of any type.
    pub const GREATEST: Ordinal = i64::MAX - 1_000;
    /// Every value.
    pub const OPEN: Self = Self {
        lo: Self::LEAST,
        hi: Self::GREATEST,
        none: false,
    };
    /// Known to have no value.
    pub const NONE: Self = Self {
        lo: 1,
        hi: 0,
        none: true,
    };

    /// Known to be this value.
    #[must_use]
    pub const fn exactly(value: Ordinal) -> Self {
        Self {
            lo: value,
            hi: value,
            none: false,
        }
    }

    /// Whether there can be a value.
    #[must_use]
    pub const fn some(self) -> bool {
        self.lo <= self.hi
    }

    /// What both allow.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            lo: self.lo.max(other.lo),
            hi: self.hi.min(other.hi),
            none: self.none && other.none,
        }
    }

    /// Nothing is possible.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        !self.some() && !self.none
    }

    /// Exactly one thing is possible.
    #[must_use]
    pub const fn is_settled(self) -> bool {
        if self.none {
            !self.some()
        } else {
            self.lo == self.hi
        }
    }

    /// The one value it can be.
    #[must_use]
    pub const fn point(self) -> Option<Ordinal> {
        if self.lo == self.hi && !self.none {
            Some(self.lo)
        } else {
            None
        }
    }
}

/// An amount of money above this cannot be told from its neighbours by a double.
const MOST_FEN: f64 = 9_007_199_254_740_991.0;

impl ValueType {
    /// A number in the type's unit as an ordinal.
    ///
    /// # Errors
    ///
    /// Not finite, not whole where it must be, more than two decimals of money, or past what a double holds exactly.
    pub(crate) fn encode(self, number: f64) -> Result<Ordinal, ErrorCode> {
        if !number.is_finite() {
            return Err(ErrorCode::NotFinite);
        }
        match self {
            Self::Money => {
                let near = (number * 100.0).round();
                // Of billions a hundredfold is a double that may be one off.
                let mut fen = [near, near - 1.0, near + 1.0].into_iter();
                let is = |fen: &f64| (fen / 100.0 + 0.0).to_bits() == (number + 0.0).to_bits();
                match fen.find(is) {
                    Some(fen) if fen.abs() <= MOST_FEN => Ok(whole(fen)),
                    None if near.abs() <= MOST_FEN => Err(ErrorCode::TooPrecise),
                    _ => Err(ErrorCode::OutOfRange),
                }
            }
            Self::Integer | Self::Minutes => {
                if number.fract() != 0.0 {
                    Err(ErrorCode::NotWhole)
                } else if number.abs() > MOST_FEN {
                    Err(ErrorCode::OutOfRange)
                } else {
                    Ok(whole(number))
                }
            }
            _ => Ok(ordered(number)),
        }
    }

    /// The number, in the type's unit, that an ordinal stands for.
    #[allow(
        clippy::cast_precision_loss,
        reason = "encoded from doubles: whole numbers within 2^53"
    )]
    pub(crate) fn decode(self, ordinal: Ordinal) -> f64 {
        match self {
            Self::Money => ordinal as f64 / 100.0,
            Self::Number | Self::Ratio | Self::Rating => {
                f64::from_bits((ordinal ^ ((ordinal >> 63) & i64::MAX)).cast_unsigned())
            }
            _ => ordinal as f64,
        }
    }

    /// Whether it is a number with an order that means something.
    pub(crate) fn is_number(self) -> bool {
        matches!(
            self,
            Self::Integer | Self::Number | Self::Ratio | Self::Rating | Self::Minutes | Self::Money
        )
    }

    /// The bounds that hold where the document gives none.
    pub(crate) fn natural_bounds(self) -> (Option<f64>, Option<f64>) {
        match self {
            Self::Ratio => (Some(0.0), Some(1.0)),
            Self::Minutes | Self::Money => (Some(0.0), None),
            _ => (None, None),
        }
    }
}

/// A whole number within 2^53.
#[allow(
    clippy::cast_possible_truncation,
    reason = "the callers checked that it is whole and within 2^53"
)]
fn whole(number: f64) -> Ordinal {
    number as i64
}

/// The bits of a double in the order of the doubles.
fn ordered(number: f64) -> Ordinal {
    // Adding zero turns -0 into 0, which compares equal to it.
    let bits = (number + 0.0).to_bits().cast_signed();
    bits ^ ((bits >> 63) & i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_keep_their_order_and_their_value() {
        let numbers = [
            f64::MIN,
            -1.5,
            -0.1,
            -f64::MIN_POSITIVE,
            0.0,
            0.1,
            0.3,
            1.0,
            4.6,
            f64::MAX,
        ];
        let ordinals: Vec<Ordinal> = numbers.iter().map(|number| ordered(*number)).collect();
        assert!(ordinals.is_sorted());
        for number in numbers {
            let back = ValueType::Number.decode(ordered(number));
            assert!((back - number).abs() < f64::MIN_POSITIVE);
            assert!((Range::LEAST..=Range::GREATEST).contains(&ordered(number)));
        }
        assert_eq!(ordered(-0.0), ordered(0.0));
    }

    #[test]
    fn money_has_two_decimals_at_most() {
        let fen = |yuan| ValueType::Money.encode(yuan);
        assert_eq!(fen(0.1), Ok(10));
        assert_eq!(fen(50_000.01), Ok(5_000_001));
        assert_eq!(fen(-0.0), Ok(0));
        assert_eq!(fen(1.005), Err(ErrorCode::TooPrecise));
        assert_eq!(fen(0.1 + 0.2), Err(ErrorCode::TooPrecise));
        assert_eq!(fen(1e15), Err(ErrorCode::OutOfRange));
        assert_eq!(fen(f64::NAN), Err(ErrorCode::NotFinite));
    }

    /// Found by fuzz/src/screen.rs: 4,503,599,627,370,495 fen were said to have more than two decimals.
    #[test]
    fn an_amount_of_whole_fen_is_one_however_large() {
        let amounts = (0..53).flat_map(|power| [-1, 0, 1].map(|off| (1_i64 << power) + off));
        for fen in amounts.chain([4_503_599_627_370_495, 9_007_199_254_740_991]) {
            let yuan = ValueType::Money.decode(fen);
            let read = ValueType::Money
                .encode(yuan)
                .map(|read| ValueType::Money.decode(read));
            assert_eq!(read.map(f64::to_bits), Ok(yuan.to_bits()), "{fen}");
        }
        assert_eq!(
            ValueType::Money.encode(45_035_996_273_704.95),
            Ok(4_503_599_627_370_495)
        );
    }
}
