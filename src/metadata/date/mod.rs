//! Dates as pages write them, in structured data, addresses and running text.

mod months;
mod tokens;

use crate::article::DateTime;
use std::ops::Range;
use tokens::{Piece, Token, Window, lowered};

/// What helps to read a date: the page's language tells `3/5/2024` in America from the same elsewhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// The page may be an American one.
    american: bool,
    /// The names of its language's months.
    months: Option<&'static str>,
}

/// A date in a text, and the bytes that it and its time take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) date: DateTime,
    pub(super) range: Range<usize>,
}

/// Digits of a date: a day and a short year.
const FEWEST_DIGITS: usize = 3;

/// Longest text that is looked at for dates, in bytes.
const LONGEST: usize = 2000;

impl Reading {
    /// For pages in a language, by its BCP 47 tag or nothing.
    pub(super) fn of(language: &str) -> Self {
        let american = matches!(language, "" | "en" | "es-US" | "en-US" | "en_US" | "en-us" | "en_us");
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        Self { american, months: months::of(primary) }
    }

    /// The date that a value of structured data is.
    pub(super) fn value(self, text: &str) -> Option<DateTime> {
        compact(text.trim()).or_else(|| self.first(text).map(|found| found.date))
    }

    /// The dates in a text, in order.
    pub(super) fn find(self, text: &str) -> Vec<Found> {
        let mut all = Vec::new();
        self.search(text, |found| {
            all.push(found);
            true
        });
        all
    }

    /// The first date in a text.
    pub(super) fn first(self, text: &str) -> Option<Found> {
        let mut first = None;
        self.search(text, |found| {
            first = Some(found);
            false
        });
        first
    }

    /// Gives `take` the dates in a text, in order, as long as it wants them.
    fn search(self, text: &str, mut take: impl FnMut(Found) -> bool) {
        let head = crate::text::head(text, LONGEST);
        if head.chars().filter(|char| char.is_numeric()).take(FEWEST_DIGITS).count() < FEWEST_DIGITS {
            return;
        }
        let mut buffer = [0; LONGEST];
        let mut window = Window::over(lowered(head, &mut buffer).unwrap_or_default());
        loop {
            let rest = window.pieces();
            if rest.is_empty() {
                return;
            }
            let mut passed = 1;
            if let Some((date, length)) = self.at_start(rest) {
                let (date, length) = with_time(date, rest, length);
                if range(rest, length).is_some_and(|range| !take(Found { date, range })) {
                    return;
                }
                passed = length;
            }
            window.pass(passed);
        }
    }

    fn at_start(self, pieces: &[Piece<'_>]) -> Option<(DateTime, usize)> {
        match pieces.first()?.token {
            Token::Number(..) => {
                self.numeric(pieces).or_else(|| self.day_first(pieces)).or_else(|| self.year_first(pieces))
            }
            Token::Word(_) => self.month_first(pieces),
            Token::Mark(_) => None,
        }
    }

    /// `2024-05-03`, `2024年5月3日`, `03.05.2024`, `5/3/24`.
    fn numeric(self, pieces: &[Piece<'_>]) -> Option<(DateTime, usize)> {
        let (first, digits) = number(pieces, 0)?;
        let mark = separator(pieces, 1)?;
        let (second, _) = number(pieces, 2).filter(|&(_, digits)| digits <= 2)?;
        let other = separator(pieces, 3)?;
        let (third, last_digits) = number(pieces, 4)?;
        if digits == 4 && last_digits <= 2 {
            return Some((ymd(first, second, third)?, 5 + usize::from(is_day_sign(pieces, 5))));
        }
        let year = match last_digits {
            4 => third,
            2 if mark != '-' && !is_spaced(pieces, 4) => 2000 + third,
            _ => return None,
        };
        if digits > 2 || mark != other || matches!(mark, '年' | '년') {
            return None;
        }
        let (day, month) = if self.is_month_first(mark, first, second) { (second, first) } else { (first, second) };
        Some((ymd(year, month, day)?, 5))
    }

    fn is_month_first(self, mark: char, first: u32, second: u32) -> bool {
        second > 12 || (first <= 12 && self.american && mark == '/')
    }

    /// `3 May 2024`, `3. Mai 2024`, `3 de mayo de 2024`, `3rd of May, 2024`, `ngày 3 tháng 5 năm 2024`.
    fn day_first(self, pieces: &[Piece<'_>]) -> Option<(DateTime, usize)> {
        let (day, _) = number(pieces, 0).filter(|&(_, digits)| digits <= 2)?;
        let at = skip(pieces, 1, &["st", "nd", "rd", "th", "er", "º", "ª", "ª", "de", "of", "d", "de’", "го"]);
        let (month, at) = self.month(pieces, at)?;
        let at = skip(pieces, at, &["de", "del", "of", "năm", "г", "พ.ศ", "al"]);
        let (year, digits) = number(pieces, at)?;
        let year = match digits {
            4 => year,
            2 if is_mark(pieces, at.checked_sub(1)?, '\'') || is_mark(pieces, at.checked_sub(1)?, '’') => 2000 + year,
            2 if (15..=40).contains(&year) && !is_mark(pieces, at + 1, ':') && !is_mark(pieces, at + 1, '.') => {
                2000 + year
            }
            _ => return None,
        };
        Some((ymd(year, month, day)?, at + 1))
    }

    /// `May 3, 2024`, `May 3rd 2024`.
    fn month_first(self, pieces: &[Piece<'_>]) -> Option<(DateTime, usize)> {
        let beside = [1, 2, 3].into_iter().any(|at| number(pieces, at).is_some());
        if !beside {
            return None;
        }
        let (month, at) = self.month(pieces, 0)?;
        let at = skip(pieces, at, &[]);
        let (day, _) = number(pieces, at).filter(|&(_, digits)| digits <= 2)?;
        let at = skip(pieces, at + 1, &["st", "nd", "rd", "th", "de"]);
        let (year, _) = number(pieces, at).filter(|&(_, digits)| digits == 4)?;
        Some((ymd(year, month, day)?, at + 1))
    }

    /// `2024. május 3.`, `2024 m. gegužės 3 d.`, `2024 May 3`, `2024. gada 3. maijs`.
    fn year_first(self, pieces: &[Piece<'_>]) -> Option<(DateTime, usize)> {
        let (year, _) = number(pieces, 0).filter(|&(_, digits)| digits == 4)?;
        let at = skip(pieces, 1, &["m", "gada"]);
        if [1, 2].into_iter().any(|at| word(pieces, at) == Some("gada")) {
            let (day, _) = number(pieces, at).filter(|&(_, digits)| digits <= 2)?;
            let (month, at) = self.month(pieces, skip(pieces, at + 1, &[]))?;
            return Some((ymd(year, month, day)?, at));
        }
        let (month, at) = self.month(pieces, at)?;
        let at = skip(pieces, at, &[]);
        let (day, _) = number(pieces, at).filter(|&(_, digits)| digits <= 2)?;
        let free = !is_mark(pieces, at + 1, ':');
        Some((ymd(year, month, day).filter(|_| free)?, at + 1))
    }

    fn month(self, pieces: &[Piece<'_>], at: usize) -> Option<(u32, usize)> {
        let word = word(pieces, at)?;
        if word == "tháng" {
            let (month, _) = number(pieces, at + 1)?;
            return Some((month, at + 2));
        }
        months::month(word, self.months).map(|month| (u32::from(month), at + 1))
    }
}

/// Passes over one of the words, and full stops and commas around it.
fn skip(pieces: &[Piece<'_>], at: usize, words: &[&str]) -> usize {
    let marks = |at: usize| {
        let is =
            |at: &usize| ['.', ',', '-', '/', '،', '\'', '’', 'º', '°'].iter().any(|&mark| is_mark(pieces, *at, mark));
        (at..).take(2).take_while(is).count() + at
    };
    let at = marks(at);
    match word(pieces, at) {
        Some(found) if words.contains(&found) => marks(at + 1),
        _ => at,
    }
}

fn number(pieces: &[Piece<'_>], at: usize) -> Option<(u32, u8)> {
    match pieces.get(at)?.token {
        Token::Number(value, digits) => Some((value, digits)),
        _ => None,
    }
}

fn word<'a>(pieces: &[Piece<'a>], at: usize) -> Option<&'a str> {
    match pieces.get(at)?.token {
        Token::Word(word) => Some(word),
        _ => None,
    }
}

fn is_mark(pieces: &[Piece<'_>], at: usize, mark: char) -> bool {
    pieces.get(at).is_some_and(|piece| piece.token == Token::Mark(mark))
}

fn is_spaced(pieces: &[Piece<'_>], at: usize) -> bool {
    pieces.get(at).is_some_and(|piece| piece.spaced)
}

fn separator(pieces: &[Piece<'_>], at: usize) -> Option<char> {
    match pieces.get(at)?.token {
        Token::Mark(mark) if matches!(mark, '-' | '/' | '.' | '|' | '年' | '月' | '년' | '월' | '‑' | '–') => {
            Some(mark)
        }
        _ => None,
    }
}

fn is_day_sign(pieces: &[Piece<'_>], at: usize) -> bool {
    ['日', '号', '號', '일'].iter().any(|&sign| is_mark(pieces, at, sign))
}

fn range(pieces: &[Piece<'_>], length: usize) -> Option<Range<usize>> {
    Some(pieces.first()?.start..pieces.get(length.checked_sub(1)?)?.end)
}

/// A day, Thai years counted from the birth of the Buddha.
fn ymd(year: u32, month: u32, day: u32) -> Option<DateTime> {
    let year = if (2443..=2643).contains(&year) { year - 543 } else { year };
    if !(1900..=2100).contains(&year) {
        return None;
    }
    DateTime::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// `20240503`, `20240503T1430`, or a UNIX time in seconds or milliseconds.
fn compact(text: &str) -> Option<DateTime> {
    let (digits, rest) = text.split_at_checked(text.bytes().take_while(u8::is_ascii_digit).count())?;
    let value: u64 = digits.parse().ok()?;
    match digits.len() {
        8 if rest.is_empty() || rest.starts_with(['T', ' ']) => {
            ymd((value / 10_000) as u32, (value / 100 % 100) as u32, (value % 100) as u32)
        }
        14 if rest.is_empty() => {
            let (date, time) = (value / 1_000_000, value % 1_000_000);
            let day = ymd((date / 10_000) as u32, (date / 100 % 100) as u32, (date % 100) as u32)?;
            Some(day.at(((time / 10_000) as u8, (time / 100 % 100) as u8, (time % 100) as u8), None))
        }
        10 if rest.is_empty() => from_unix(value),
        13 if rest.is_empty() => from_unix(value / 1000),
        _ => None,
    }
}

/// Days and seconds since 1970, by the algorithm of Howard Hinnant's "chrono-compatible low-level date algorithms".
fn from_unix(seconds: u64) -> Option<DateTime> {
    let days = seconds / 86_400 + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let date = ymd((year + era * 400 + u64::from(month <= 2)) as u32, month as u32, day as u32)?;
    let second = seconds % 86_400;
    Some(date.at(((second / 3600) as u8, (second / 60 % 60) as u8, (second % 60) as u8), Some(0)))
}

/// The time that follows a date of `length` tokens, at most three tokens later.
fn with_time(date: DateTime, pieces: &[Piece<'_>], length: usize) -> (DateTime, usize) {
    let is_filler = |at: usize| match pieces.get(at).map(|piece| &piece.token) {
        Some(Token::Mark(mark)) => matches!(mark, ',' | '-' | '–' | '|' | '@' | '•' | '·' | '.' | '/'),
        Some(Token::Word(word)) => {
            matches!(*word, "t" | "at" | "um" | "a" | "à" | "às" | "alle" | "ore" | "kl" | "om" | "в" | "o" | "klo")
        }
        _ => false,
    };
    let start = (length..length + 3).find(|&at| !is_filler(at)).unwrap_or(length + 3);
    let parts = |at: usize| -> Option<(u8, u8, usize)> {
        let (hour, digits) = number(pieces, at).filter(|&(hour, _)| hour < 24)?;
        let joins = is_mark(pieces, at + 1, ':')
            || is_mark(pieces, at + 1, '：')
            || matches!(word(pieces, at + 1), Some("h"))
            || (is_mark(pieces, at + 1, '.')
                && digits == 2
                && (start > length || matches!(word(pieces, at + 3), Some("am" | "pm" | "a" | "p" | "uhr"))));
        let (minute, digits) = number(pieces, at + 2)?;
        let close = pieces.get(at + 2).is_some_and(|piece| !piece.spaced);
        (joins && digits == 2 && close).then(|| (hour as u8, minute.min(99) as u8, at + 3))
    };
    let Some((hour, minute, mut end)) = parts(start) else { return (date, length) };
    let mut second = 0;
    if let Some((value, 2)) = number(pieces, end + 1).filter(|_| is_mark(pieces, end, ':')) {
        second = value.min(99) as u8;
        end += 2;
        // Fractions of a second.
        if is_mark(pieces, end, '.') && number(pieces, end + 1).is_some() {
            end += 2;
        }
    }
    let (hour, end) = half_day(pieces, hour, end);
    let (offset, end) = offset(pieces, end);
    (date.at((hour, minute, second), offset), end)
}

/// `am` and `pm`.
fn half_day(pieces: &[Piece<'_>], hour: u8, end: usize) -> (u8, usize) {
    let dotted = is_mark(pieces, end + 1, '.') && word(pieces, end + 2) == Some("m");
    let after = if dotted { end + 3 } else { end + 1 };
    match word(pieces, end) {
        Some("pm") => (if hour < 12 { hour + 12 } else { hour }, end + 1),
        Some("am") => (if hour == 12 { 0 } else { hour }, end + 1),
        Some("p") if dotted => (if hour < 12 { hour + 12 } else { hour }, after),
        Some("a") if dotted => (if hour == 12 { 0 } else { hour }, after),
        Some("uhr") => (hour, end + 1),
        _ => (hour, end),
    }
}

/// `Z`, `+02:00`, `+0200`, `GMT`.
fn offset(pieces: &[Piece<'_>], end: usize) -> (Option<i16>, usize) {
    match pieces.get(end).map(|piece| &piece.token) {
        Some(Token::Word(word)) if matches!(*word, "z" | "utc" | "gmt") => (Some(0), end + 1),
        Some(Token::Mark(mark @ ('+' | '-' | '−'))) => {
            let sign = if *mark == '+' { 1 } else { -1 };
            match (number(pieces, end + 1), number(pieces, end + 3).filter(|_| is_mark(pieces, end + 2, ':'))) {
                (Some((hours, 2)), Some((minutes, 2))) => (Some(sign * (hours * 60 + minutes) as i16), end + 4),
                (Some((both, 4)), _) => (Some(sign * (both / 100 * 60 + both % 100) as i16), end + 2),
                (Some((hours, 2)), None) => (Some(sign * (hours * 60) as i16), end + 2),
                _ => (None, end),
            }
        }
        _ => (None, end),
    }
}

#[cfg(test)]
mod tests;
