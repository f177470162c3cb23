//! A point in time as precisely as a page tells it.

use std::fmt;
use std::time::{Duration, SystemTime};

/// A day, with the time and its offset from UTC where the page tells them.
///
/// `Display` writes ISO 8601: `2024-05-03`, `2024-05-03T14:30:00` or `2024-05-03T14:30:00+02:00`. Times that are ordered
/// by `Ord` are ordered as they are written, offsets aside.
///
/// ```
/// let article = dehusk::extract(r#"<meta property="article:published_time" content="2024-05-03T14:30:00+02:00">"#);
/// let published = article.published().unwrap();
/// assert_eq!((published.year(), published.month(), published.day()), (2024, 5, 3));
/// assert_eq!(published.to_string(), "2024-05-03T14:30:00+02:00");
/// assert_eq!(published.offset_minutes(), Some(120));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime {
    year: u16,
    month: u8,
    day: u8,
    time: Option<(u8, u8, u8)>,
    offset: Option<i16>,
}

impl DateTime {
    /// A day of the Gregorian calendar; `None` if there is no such day.
    pub(crate) fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year) && day >= 1 && day <= days_in(year, month);
        exists.then_some(Self { year, month, day, time: None, offset: None })
    }

    /// The day with a time; the day alone if there is no such time. An offset without a time is dropped.
    pub(crate) fn at(self, (hour, minute, second): (u8, u8, u8), offset: Option<i16>) -> Self {
        let exists = hour < 24 && minute < 60 && second < 61;
        let offset = offset.filter(|minutes| exists && minutes.abs() < 24 * 60);
        Self { time: exists.then_some((hour, minute, second)), offset, ..self }
    }

    /// The year of the Gregorian calendar.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// Hour, minute and second, where the page tells them.
    #[must_use]
    pub fn time(self) -> Option<(u8, u8, u8)> {
        self.time
    }

    /// Minutes east of UTC, where the page tells.
    #[must_use]
    pub fn offset_minutes(self) -> Option<i16> {
        self.offset
    }

    /// The day alone.
    #[must_use]
    pub fn date(self) -> Self {
        Self { time: None, offset: None, ..self }
    }

    /// The same for code that reckons in [`SystemTime`]: midnight where the page tells no time, UTC where it tells no
    /// offset. `None` before 1970.
    #[must_use]
    pub fn system_time(self) -> Option<SystemTime> {
        let (hour, minute, second) = self.time.unwrap_or_default();
        let seconds = self.day_number() * 86_400 + i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
        let seconds = seconds - i64::from(self.offset.unwrap_or(0)) * 60;
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(u64::try_from(seconds).ok()?))
    }

    /// Days since 1970-01-01.
    pub(crate) fn day_number(self) -> i64 {
        let before = |year: i64| year * 365 + year / 4 - year / 100 + year / 400;
        let year = i64::from(self.year);
        let months: i64 = (1..self.month).map(|month| i64::from(days_in(self.year, month))).sum();
        before(year - 1) + months + i64::from(self.day) - 1 - before(1969)
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        let Some((hour, minute, second)) = self.time else { return Ok(()) };
        write!(f, "T{hour:02}:{minute:02}:{second:02}")?;
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let days = |year, month, day| DateTime::new(year, month, day).map(DateTime::day_number);
        assert_eq!(days(1970, 1, 1), Some(0));
        assert_eq!(days(2000, 3, 1), Some(11_017));
        assert_eq!(days(2024, 2, 29), Some(19_782));
        assert_eq!([days(2023, 2, 29), days(2024, 13, 1), days(2024, 4, 31), days(0, 1, 1)], [None; 4]);
    }

    #[test]
    fn a_time_that_does_not_exist_leaves_the_day() {
        let day = DateTime::new(2024, 5, 3).unwrap();
        assert_eq!(day.at((25, 0, 0), Some(60)).to_string(), "2024-05-03");
        assert_eq!(day.at((9, 5, 0), Some(-330)).to_string(), "2024-05-03T09:05:00-05:30");
        assert_eq!(day.at((9, 5, 0), Some(0)).to_string(), "2024-05-03T09:05:00Z");
    }

    #[test]
    fn offsets_count_in_system_time() {
        let noon = DateTime::new(1970, 1, 2).unwrap().at((2, 0, 0), Some(120));
        assert_eq!(noon.system_time(), Some(SystemTime::UNIX_EPOCH + Duration::from_secs(86_400)));
        assert_eq!(DateTime::new(1969, 12, 31).unwrap().system_time(), None);
    }
}
