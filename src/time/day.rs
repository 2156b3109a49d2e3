//! Civil dates, as a count of days.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Serialize, Serializer};

/// Days from 0001-01-01 to 1970-01-01, as chrono counts them from the common era.
const EPOCH: i32 = 719_163;

/// A civil date of the proleptic Gregorian calendar from 0001-01-01 to 9999-12-31, written `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "generate", derive(ts_rs::TS), ts(type = "string"))]
pub struct Day(i32);

impl Day {
    /// 0001-01-01.
    pub const MIN: Self = Self(1 - EPOCH);
    /// 9999-12-31.
    pub const MAX: Self = Self(2_932_896);

    /// The date so many days after 1970-01-01; `None` outside the years 1 to 9999.
    #[must_use]
    pub fn from_epoch_days(days: i64) -> Option<Self> {
        let day = Self(i32::try_from(days).ok()?);
        (Self::MIN..=Self::MAX).contains(&day).then_some(day)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn epoch_days(self) -> i32 {
        self.0
    }

    /// Reads `YYYY-MM-DD`; `None` for any other form and for dates that do not exist.
    ///
    /// ```
    /// use kaibo::time::Day;
    /// assert!(Day::parse("2024-02-29").is_some());
    /// assert!(Day::parse("2023-02-29").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text.as_bytes() else {
            return None;
        };
        let year = number(&[y1, y2, y3, y4])?;
        let date = NaiveDate::from_ymd_opt(
            i32::try_from(year).ok()?,
            number(&[m1, m2])?,
            number(&[d1, d2])?,
        )?;
        Self::from_date(date)
    }

    /// The date so many days later (earlier below 0), held within the years 1 to 9999.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let sum = i64::from(self.0).saturating_add(days);
        Self::from_epoch_days(sum).unwrap_or(if days < 0 { Self::MIN } else { Self::MAX })
    }

    /// The date so many months later; in a shorter month its last day. Held within the years 1 to 9999.
    #[must_use]
    pub fn plus_months(self, months: u16) -> Self {
        self.date()
            .and_then(|date| date.checked_add_months(Months::new(u32::from(months))))
            .and_then(Self::from_date)
            .unwrap_or(Self::MAX)
    }

    /// The date so many months earlier; in a shorter month its last day. Held within the years 1 to 9999.
    #[must_use]
    pub fn minus_months(self, months: u16) -> Self {
        self.date()
            .and_then(|date| date.checked_sub_months(Months::new(u32::from(months))))
            .and_then(Self::from_date)
            .unwrap_or(Self::MIN)
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub fn year(self) -> i32 {
        self.date().map_or(1, |date| date.year())
    }

    /// The month, 1 to 12, and the day of the month, 1 to 31.
    #[must_use]
    pub fn month_and_day(self) -> (u32, u32) {
        self.date()
            .map_or((1, 1), |date| (date.month(), date.day()))
    }

    /// Saturday or Sunday.
    #[must_use]
    pub const fn is_weekend(self) -> bool {
        // 1970-01-01 was a Thursday.
        matches!(self.0.rem_euclid(7), 2 | 3)
    }

    fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_num_days_from_ce_opt(self.0.checked_add(EPOCH)?)
    }

    fn from_date(date: NaiveDate) -> Option<Self> {
        Self::from_epoch_days(i64::from(date.num_days_from_ce()) - i64::from(EPOCH))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (month, day) = self.month_and_day();
        write!(formatter, "{:04}-{month:02}-{day:02}", self.year())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The number these ASCII digits write.
pub(super) fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |sum, digit| {
        let value = digit.checked_sub(b'0').filter(|value| *value < 10)?;
        sum.checked_mul(10)?.checked_add(u32::from(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap_or(Day::MIN)
    }

    #[test]
    fn a_date_is_written_as_it_was_read() {
        for text in [
            "0001-01-01",
            "1970-01-01",
            "2023-08-15",
            "2024-02-29",
            "9999-12-31",
        ] {
            assert_eq!(day(text).to_string(), text);
        }
        assert_eq!(day("9999-12-31"), Day::MAX);
        assert_eq!(day("1970-01-01").epoch_days(), 0);
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for text in [
            "",
            "2023-02-30",
            "2023-13-01",
            "2023-00-10",
            "2023-1-1",
            "0000-01-01",
            "2023/01/01",
            "2023-01-01T00:00:00Z",
            "+023-01-01",
            "2023-01-011",
            "2023-0१-01",
            "2023-0:-01",
            "2023-01-0/",
        ] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_end_on_the_last_day_of_a_shorter_month() {
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
        assert_eq!(day("2023-03-31").minus_months(1), day("2023-02-28"));
    }

    #[test]
    fn days_stay_within_the_calendar() {
        assert_eq!(Day::MAX.plus(1), Day::MAX);
        assert_eq!(Day::MIN.plus(-1), Day::MIN);
        assert_eq!(Day::MAX.plus_months(1), Day::MAX);
        assert_eq!(Day::MIN.minus_months(1), Day::MIN);
    }

    #[test]
    fn saturdays_and_sundays_are_the_weekend() {
        assert!(day("2023-09-16").is_weekend() && day("2023-09-17").is_weekend());
        assert!(!day("2023-09-15").is_weekend() && !day("2023-09-18").is_weekend());
    }
}
