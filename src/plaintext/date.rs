//! The date that a line states in figures.
//!
//! Read are year-month-day in the orders and separators of ISO 8601, China, Japan and Korea, and day.month.year as most
//! of Europe writes it; slashes where the numbers leave no doubt which is the month. A time of day may follow.

use crate::article::DateTime;

/// A number of a line, how many digits it has, and the characters between it and the number before.
#[derive(Debug, Clone, Copy)]
struct Number<'a> {
    value: u32,
    digits: usize,
    before: &'a str,
}

/// The first date of a line.
pub(super) fn find(line: &str) -> Option<DateTime> {
    let numbers = numbers(line);
    (0..numbers.len()).find_map(|at| {
        let rest = numbers.get(at..)?;
        let (year, month, day) = day(rest)?;
        let date = DateTime::new(year, month, day)?;
        Some(rest.get(3..).and_then(time).map_or(date, |time| date.at(time, None)))
    })
}

/// The first numbers of a line.
fn numbers(line: &str) -> Vec<Number<'_>> {
    /// A date line has no more: year, month, day, three of the time, and some of a count beside it.
    const MOST: usize = 16;
    let mut numbers = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find(|char: char| char.is_ascii_digit()).filter(|_| numbers.len() < MOST) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|char: char| !char.is_ascii_digit()).unwrap_or(from.len());
        let (figures, after) = from.split_at(end);
        // A number that does not fit is none of a date's.
        numbers.push(Number { value: figures.parse().unwrap_or(u32::MAX), digits: end, before });
        rest = after;
    }
    numbers
}

fn day(numbers: &[Number]) -> Option<(u16, u8, u8)> {
    let [a, b, c, ..] = numbers else { return None };
    let (year, month, day) = match (b.before.trim(), c.before.trim()) {
        ("-", "-") | ("/", "/") | ("." | "년", "." | "월") | ("年", "月") if a.digits == 4 => (a, b, c),
        (".", ".") | ("-", "-") if c.digits == 4 => (c, b, a),
        ("/", "/") if c.digits == 4 && a.value > 12 => (c, b, a),
        ("/", "/") if c.digits == 4 && b.value > 12 => (c, a, b),
        _ => return None,
    };
    let fits = (1900..2100).contains(&year.value) && month.value <= 12 && day.value <= 31;
    fits.then_some((year.value as u16, month.value as u8, day.value as u8))
}

fn time(numbers: &[Number]) -> Option<(u8, u8, u8)> {
    let [hour, minute, rest @ ..] = numbers else { return None };
    let near = hour.before.chars().count() <= 4 && minute.before == ":" && minute.digits == 2;
    let second =
        rest.first().filter(|second| second.before == ":" && second.digits == 2).map_or(0, |second| second.value);
    (near && hour.value < 24 && minute.value < 60 && second < 61).then_some((
        hour.value as u8,
        minute.value as u8,
        second as u8,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_figures_are_read_and_others_left_alone() {
        for (line, date) in [
            ("Date:2024-02-06 08:15:00", Some("2024-02-06T08:15:00")),
            ("2024-02-06T08:15:30Z", Some("2024-02-06T08:15:30")),
            ("Stand: 6.2.2024, 08:15 Uhr", Some("2024-02-06T08:15:00")),
            ("06. 02. 2024", Some("2024-02-06")),
            ("时间：2024年2月6日 8:15", Some("2024-02-06T08:15:00")),
            ("2024년 2월 6일", Some("2024-02-06")),
            ("Posted 29/02/2024", Some("2024-02-29")),
            ("Views: 12 02/29/2024", Some("2024-02-29")),
            ("Posted 02/06/2024", None),
            ("30.02.2024", None),
            ("2023-02-29", None),
            ("10.0.2024.1", None),
            ("99999999999-01-01", None),
            ("the ice of 1984", None),
        ] {
            assert_eq!(find(line).map(|date| date.to_string()).as_deref(), date, "{line}");
        }
    }
}
