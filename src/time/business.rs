//! Business days by the official calendar, and by an estimate outside the years it covers.

use super::china;
use super::day::Day;

/// A calendar of business days.
///
/// Within its years it follows the official notices: statutory holidays and make-up workdays. Outside them a day is
/// estimated: weekends and holidays of fixed date are off, all else is worked.
#[derive(Debug, Clone)]
pub struct BusinessDays {
    years: [i32; 2],
    /// Weekdays off and weekend days worked, in order.
    exceptions: Vec<Day>,
    fixed: &'static [(u32, u32)],
}

impl BusinessDays {
    /// Names of the calendars this crate has.
    pub const NAMES: [&'static str; 1] = ["CN"];

    /// The calendar of this name; `None` if there is none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        (name == "CN").then(Self::china)
    }

    fn china() -> Self {
        let [from, _] = china::YEARS;
        let first = Day::parse(&format!("{from}-01-01")).unwrap_or(Day::MIN);
        let exceptions = china::GAPS.iter().scan(first, |day, gap| {
            *day = day.plus(i64::from(*gap));
            Some(*day)
        });
        Self {
            years: china::YEARS,
            exceptions: exceptions.collect(),
            fixed: &china::FIXED,
        }
    }

    /// Whether the official calendar covers the day's year.
    #[must_use]
    pub fn covers(&self, day: Day) -> bool {
        let [from, through] = self.years;
        (from..=through).contains(&day.year())
    }

    /// Whether the day is worked: officially where the calendar covers it, else by estimate.
    #[must_use]
    pub fn is_business_day(&self, day: Day) -> bool {
        if self.covers(day) {
            day.is_weekend() == self.exceptions.binary_search(&day).is_ok()
        } else {
            !day.is_weekend() && !self.fixed.contains(&day.month_and_day())
        }
    }

    /// The day so many business days after `day`, which is not counted, and whether every day on the way is covered.
    #[must_use]
    pub fn after(&self, day: Day, count: u16) -> (Day, bool) {
        let mut reached = day;
        let mut official = true;
        let mut left = count;
        while left > 0 && reached < Day::MAX {
            reached = reached.plus(1);
            official &= self.covers(reached);
            left -= u16::from(self.is_business_day(reached));
        }
        (reached, official)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reviewed(submitted: &str) -> (String, String, bool) {
        let calendar = BusinessDays::china();
        let day = Day::parse(submitted).unwrap_or(Day::MIN);
        let (from, _) = calendar.after(day, 2);
        let (to, official) = calendar.after(day, 5);
        (from.to_string(), to.to_string(), official)
    }

    fn answer(from: &str, to: &str, official: bool) -> (String, String, bool) {
        (from.to_owned(), to.to_owned(), official)
    }

    #[test]
    fn a_review_takes_two_to_five_business_days_after_the_day_of_submission() {
        assert_eq!(
            reviewed("2023-09-14"),
            answer("2023-09-18", "2023-09-21", true)
        );
    }

    #[test]
    fn make_up_workdays_count_and_holidays_do_not() {
        assert_eq!(
            reviewed("2023-09-28"),
            answer("2023-10-08", "2023-10-11", true)
        );
    }

    #[test]
    fn outside_the_covered_years_a_date_is_estimated() {
        let (_, to, official) = reviewed("2098-12-30");
        assert_eq!((to.as_str(), official), ("2099-01-07", false));
    }

    #[test]
    fn make_up_workdays_of_weekends_are_worked() {
        let calendar = BusinessDays::china();
        for worked in ["2023-10-07", "2023-10-08", "2024-02-04", "2024-02-09"] {
            let day = Day::parse(worked).unwrap_or(Day::MIN);
            assert!(calendar.is_business_day(day), "{worked}");
        }
    }

    #[test]
    fn it_is_what_the_calendar_document_says() {
        let text = include_str!("../../policies/business-days/CN.json");
        let document: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
        let listed = |key: &str, day: Day| {
            let days = document.get(key).and_then(serde_json::Value::as_array);
            let day = serde_json::Value::String(day.to_string());
            days.is_some_and(|days| days.contains(&day))
        };
        let calendar = BusinessDays::china();
        assert_eq!(
            document.pointer("/years/from"),
            Some(&calendar.years[0].into())
        );
        assert_eq!(
            document.pointer("/years/through"),
            Some(&calendar.years[1].into())
        );
        let fixed: Vec<String> = china::FIXED
            .iter()
            .map(|(month, day)| format!("{month:02}-{day:02}"))
            .collect();
        assert_eq!(document.get("fixedHolidays"), Some(&fixed.into()));
        let mut day = Day::parse("2004-01-01").unwrap_or(Day::MIN);
        while calendar.covers(day) {
            let worked = if day.is_weekend() {
                listed("workdays", day)
            } else {
                !listed("holidays", day)
            };
            assert_eq!(calendar.is_business_day(day), worked, "{day}");
            day = day.plus(1);
        }
    }
}
