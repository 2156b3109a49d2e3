//! What a date or a date-time says, and its day in a zone of fixed offset.

use super::day::{Day, number};

const MINUTE: i64 = 60_000;
const DAY: i64 = 1_440 * MINUTE;

/// A civil date, or a moment.
///
/// A date-time is read by hand, and its date by chrono: chrono's text parsing costs 27 KB of brotli (`docs/decisions`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A whole day in the policy's zone.
    Day(Day),
    /// Milliseconds since 1970-01-01T00:00:00Z, within the years 1 to 9999.
    Moment(i64),
}

/// Why a text is neither a date nor a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenError {
    /// Another form, or a date or time of day that does not exist.
    NotADate,
    /// A date-time without its offset from UTC.
    MissingOffset,
}

impl When {
    /// Reads `YYYY-MM-DD`, or RFC 3339's `YYYY-MM-DDTHH:MM[:SS[.fraction]]` followed by `Z` or `±HH:MM`.
    ///
    /// # Errors
    ///
    /// Another form, a date that does not exist, or a date-time without an offset.
    pub fn parse(text: &str) -> Result<Self, WhenError> {
        if text.len() > 64 {
            return Err(WhenError::NotADate);
        }
        match text.split_once(['T', 't']) {
            None => Day::parse(text).map(Self::Day).ok_or(WhenError::NotADate),
            Some((date, rest)) => {
                let day = Day::parse(date).ok_or(WhenError::NotADate)?;
                let (time, rest) = time_of_day(rest.as_bytes()).ok_or(WhenError::NotADate)?;
                if rest.is_empty() {
                    return Err(WhenError::MissingOffset);
                }
                let offset = offset(rest).ok_or(WhenError::NotADate)?;
                let start = i64::from(day.epoch_days()) * DAY;
                Self::from_millis(start + time - offset * MINUTE).ok_or(WhenError::NotADate)
            }
        }
    }

    /// The moment so many milliseconds after 1970-01-01T00:00:00Z; `None` outside the years 2 to 9998, so that it has
    /// a day in every zone.
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        let margin = 366;
        let first = (i64::from(Day::MIN.epoch_days()) + margin) * DAY;
        let last = (i64::from(Day::MAX.epoch_days()) - margin) * DAY;
        (first..=last)
            .contains(&millis)
            .then_some(Self::Moment(millis))
    }

    /// The moment as RFC 3339 writes it in UTC; `None` for a day.
    #[must_use]
    pub fn to_rfc3339(self) -> Option<String> {
        let Self::Moment(millis) = self else {
            return None;
        };
        let day = Day::from_epoch_days(millis.div_euclid(DAY))?;
        let rest = millis.rem_euclid(DAY);
        let (minutes, millis) = (rest / MINUTE, rest % MINUTE);
        let (hours, minutes) = (minutes / 60, minutes % 60);
        let (seconds, millis) = (millis / 1_000, millis % 1_000);
        Some(format!(
            "{day}T{hours:02}:{minutes:02}:{seconds:02}.{millis:03}Z"
        ))
    }

    /// Its day in a zone so many minutes ahead of UTC.
    #[must_use]
    pub fn day(self, utc_offset: i32) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Moment(millis) => {
                let local = millis + i64::from(utc_offset) * MINUTE;
                Day::from_epoch_days(local.div_euclid(DAY)).unwrap_or(Day::MIN)
            }
        }
    }

    /// Whether it certainly lies after the other: two moments by the clock, else by the day in the zone.
    #[must_use]
    pub fn is_after(self, other: Self, utc_offset: i32) -> bool {
        match (self, other) {
            (Self::Moment(one), Self::Moment(two)) => one > two,
            _ => self.day(utc_offset) > other.day(utc_offset),
        }
    }
}

/// Reads `HH:MM[:SS[.fraction]]`: milliseconds since midnight, and what follows.
fn time_of_day(text: &[u8]) -> Option<(i64, &[u8])> {
    let (hour, rest) = two_digits(text, 23)?;
    let (minute, rest) = two_digits(rest.strip_prefix(b":")?, 59)?;
    let mut millis = (hour * 60 + minute) * MINUTE;
    let Some(rest) = rest.strip_prefix(b":") else {
        return Some((millis, rest));
    };
    // A leap second is taken as the last second of its minute.
    let (second, mut rest) = two_digits(rest, 60)?;
    millis += second.min(59) * 1_000;
    if let Some(fraction) = rest.strip_prefix(b".") {
        let digits = fraction
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (fraction, after) = fraction.split_at_checked(digits)?;
        if digits == 0 {
            return None;
        }
        for (digit, weight) in fraction.iter().zip([100, 10, 1]) {
            millis += i64::from(digit - b'0') * weight;
        }
        rest = after;
    }
    Some((millis, rest))
}

/// Reads `Z` or `±HH:MM`: minutes ahead of UTC.
fn offset(text: &[u8]) -> Option<i64> {
    let (sign, rest) = match text.split_first()? {
        (b'Z' | b'z', []) => return Some(0),
        (b'+', rest) => (1, rest),
        (b'-', rest) => (-1, rest),
        _ => return None,
    };
    let (hours, rest) = two_digits(rest, 23)?;
    let (minutes, rest) = two_digits(rest.strip_prefix(b":")?, 59)?;
    rest.is_empty().then_some(sign * (hours * 60 + minutes))
}

/// Reads the fixed offset of a zone, `±HH:MM`, in minutes ahead of UTC.
pub(crate) fn zone_offset(text: &str) -> Option<i32> {
    offset(text.as_bytes())
        .filter(|_| text.len() == 6)
        .and_then(|minutes| i32::try_from(minutes).ok())
}

fn two_digits(text: &[u8], most: u32) -> Option<(i64, &[u8])> {
    let (digits, rest) = text.split_at_checked(2)?;
    let value = number(digits).filter(|value| *value <= most)?;
    Some((i64::from(value), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHINA: i32 = 480;

    fn moment(text: &str) -> When {
        When::parse(text).unwrap_or(When::Day(Day::MIN))
    }

    fn day_in_china(text: &str) -> String {
        When::parse(text).map_or_else(
            |error| format!("{error:?}"),
            |when| when.day(CHINA).to_string(),
        )
    }

    #[test]
    fn an_evening_in_utc_is_the_next_day_in_china() {
        assert_eq!(day_in_china("2023-08-14T16:30:00Z"), "2023-08-15");
        assert_eq!(day_in_china("2023-08-14T15:59:59.999Z"), "2023-08-14");
        assert_eq!(day_in_china("2023-08-15T00:00+08:00"), "2023-08-15");
        assert_eq!(day_in_china("2023-08-14T23:30:00-02:00"), "2023-08-15");
    }

    #[test]
    fn a_date_is_its_own_day() {
        assert_eq!(day_in_china("2024-02-29"), "2024-02-29");
    }

    #[test]
    fn a_date_time_needs_its_offset() {
        for text in [
            "2023-08-14T16:30",
            "2023-08-14T16:30:00",
            "2023-08-14T16:30:00.5",
        ] {
            assert_eq!(When::parse(text), Err(WhenError::MissingOffset), "{text}");
        }
    }

    #[test]
    fn a_moment_is_exact_to_the_millisecond() {
        for (text, utc) in [
            ("2023-08-14T23:59:59.1Z", "2023-08-14T23:59:59.100Z"),
            ("2023-08-14t01:02:03.04567z", "2023-08-14T01:02:03.045Z"),
            ("2023-08-14T12:34:60+05:30", "2023-08-14T07:04:59.000Z"),
            ("1969-12-31T23:59:59.999-00:01", "1970-01-01T00:00:59.999Z"),
        ] {
            let read = When::parse(text).map(When::to_rfc3339);
            assert_eq!(read, Ok(Some(utc.to_owned())), "{text}");
        }
        assert_eq!(When::Day(Day::MIN).to_rfc3339(), None);
    }

    #[test]
    fn a_text_of_more_than_64_bytes_is_no_moment() {
        let digits = |count| format!("2023-08-14T10:00:00.{}Z", "0".repeat(count));
        assert_eq!(digits(43).len(), 64);
        assert_eq!(day_in_china(&digits(43)), "2023-08-14");
        assert_eq!(When::parse(&digits(44)), Err(WhenError::NotADate));
        assert_eq!(When::parse(&digits(45)), Err(WhenError::NotADate));
    }

    #[test]
    fn a_moment_has_a_day_in_every_zone() {
        let [first, last] =
            ["0002-01-02T00:00:00.000Z", "9998-12-30T00:00:00.000Z"].map(When::parse);
        for (edge, beyond) in [(first, -1), (last, 1)] {
            let millis = edge.map_or(0, |edge| match edge {
                When::Moment(millis) => millis,
                When::Day(_) => 0,
            });
            assert_eq!(When::from_millis(millis), edge.ok());
            assert_eq!(When::from_millis(millis + beyond), None);
        }
    }

    #[test]
    fn moments_are_after_each_other_by_the_clock_and_days_by_the_day() {
        let [early, late] = ["2023-08-14T10:00:00Z", "2023-08-14T10:00:00.001Z"].map(moment);
        assert!(late.is_after(early, CHINA) && !early.is_after(late, CHINA));
        assert!(!early.is_after(early, CHINA));
        let [before, same] = ["2023-08-13", "2023-08-14"].map(moment);
        assert!(early.is_after(before, CHINA) && !early.is_after(same, CHINA));
        assert!(same.is_after(before, CHINA) && !same.is_after(late, CHINA));
    }

    #[test]
    fn what_does_not_exist_is_refused() {
        for text in [
            "2023-08-14T24:00:00Z",
            "2023-08-14T23:60:00Z",
            "2023-08-14T23:00:61Z",
            "2023-02-30T10:00:00Z",
            "2023-08-14T10:00:00+24:00",
            "2023-08-14T10:00:00+0800",
            "2023-08-14T10:00:00.Z",
            "2023-08-14T",
            "2023-08-14 10:00:00Z",
            "2023-08-14T10:00:00Zz",
            "0001-01-01T00:00:00Z",
            "yesterday",
            "TTT",
        ] {
            assert_eq!(When::parse(text), Err(WhenError::NotADate), "{text}");
        }
    }
}
