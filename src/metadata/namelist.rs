//! The names in a list such as "Jane Doe, MD, and John Roe".

use super::names::{is_job, without_lead_in};
use super::pool::{Pool, Span};
use crate::text;
use std::borrow::Cow;
use std::ops::Range;

/// Names, those of one list behind those of another.
#[derive(Debug, Default)]
pub(super) struct Names {
    text: Pool,
    list: Vec<Span>,
}

impl Names {
    /// The names in a list.
    pub(super) fn of(list: &str) -> Self {
        let mut names = Self::default();
        names.add(list);
        names
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|&name| self.text.get(name))
    }

    /// Those at some places.
    pub(super) fn range(&self, places: Range<usize>) -> impl Iterator<Item = &str> {
        self.list.get(places).unwrap_or_default().iter().map(|&name| self.text.get(name))
    }

    pub(super) fn push(&mut self, name: &str) {
        if self.list.is_empty() {
            self.text = Pool::with_capacity(64);
        }
        let name = self.text.push(name);
        self.list.push(name);
    }

    /// Adds the names in a list.
    pub(super) fn add(&mut self, list: &str) {
        let first = self.len();
        let list = joined_by_marks(list);
        for part in list.split([';', ',', '，', '、']).map(|part| part.trim_start_matches("and ")) {
            let part = without_addresses(part);
            let part = tidy(&part);
            let is_next = self.len() > first;
            if is_next && is_degree(part) {
                self.add_degree(part);
            } else if is_next && is_job(part) {
                break;
            } else if !part.is_empty() {
                self.push(part);
            }
        }
    }

    /// Puts a degree behind the last name.
    fn add_degree(&mut self, degree: &str) {
        if let Some(last) = self.list.last_mut() {
            *last = self.text.extend(*last, &[", ", degree]);
        }
    }
}

/// A list with marks in place of the words that join names.
fn joined_by_marks(list: &str) -> Cow<'_, str> {
    const JOINTS: &[&str] = &[" and ", " & ", " und ", " et ", " och ", " og ", " with ", " mit ", " и ", " 和 "];
    // These are initials and particles too, so names have to stand on both sides: "Jane Doe y John Roe".
    const SHORT: &[&str] = &[" y ", " e "];
    let mut list = text::fold(list);
    for joint in JOINTS {
        if list.contains(joint) {
            list = Cow::Owned(list.replace(joint, ";"));
        }
    }
    for joint in SHORT {
        if list.contains(joint) && list.split(joint).all(|side| side.split_whitespace().count() >= 2) {
            list = Cow::Owned(list.replace(joint, ";"));
        }
    }
    list
}

/// A part of a folded list without words that are e-mail addresses, handles or links.
fn without_addresses(part: &str) -> Cow<'_, str> {
    if !part.contains('@') && !part.contains("http") {
        return Cow::Borrowed(part.trim());
    }
    let words = part.split_whitespace().filter(|word| !word.contains('@') && !word.starts_with("http"));
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// A name without the marks around it.
fn tidy(name: &str) -> &str {
    let (name, _) = without_lead_in(name);
    let keeps_stop =
        name.ends_with('.') && name.rsplit([' ', '.']).nth(1).is_some_and(|last| last.chars().count() <= 3);
    let is_edge =
        |char: char| !(char.is_alphanumeric() || matches!(char, ')' | '!' | '?' | '_') || keeps_stop && char == '.');
    name.trim_matches(is_edge)
}

/// Letters after a name: mostly capitals, as `MD`, `Ph.D.`, `E-RYT 200`.
fn is_degree(text: &str) -> bool {
    const SUFFIXES: &[&str] = &["jr", "sr", "phd", "psyd", "pharmd", "edd", "esq"];
    let bare = || text.chars().filter(|char| char.is_alphanumeric());
    let capitals = bare().filter(|char| char.is_uppercase()).count();
    let count = bare().count();
    let words = text.split_whitespace().count();
    (count >= 2 && count <= 6 * words && words <= 4 && capitals * 3 >= count * 2)
        || SUFFIXES.iter().any(|suffix| bare().flat_map(char::to_lowercase).eq(suffix.chars()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::names::before_ending;

    #[test]
    fn bylines_are_peeled_to_the_names() {
        let cases: &[(&str, &[&str])] = &[
            ("By Jane Doe | 3 May 2024", &["Jane Doe"]),
            ("By Jane Doe and John Roe", &["Jane Doe", "John Roe"]),
            ("Written by: Jane Doe, Senior Editor", &["Jane Doe"]),
            ("by Jane Doe, MD, FACP & John Roe", &["Jane Doe, MD, FACP", "John Roe"]),
            ("Von Jane Doe am Samstag", &["Jane Doe"]),
            ("Autorin: Jane Doe", &["Jane Doe"]),
            ("Por Jane Doe y John Roe", &["Jane Doe", "John Roe"]),
            ("作者：王小明", &["王小明"]),
            ("Posted by jdoe on Friday", &["jdoe"]),
            ("Byron Doe", &["Byron Doe"]),
            ("Jane Doe jane@example.org", &["Jane Doe"]),
            ("Jane Doe Jr.", &["Jane Doe Jr."]),
            ("Vanessa Doe", &["Vanessa Doe"]),
        ];
        for (byline, expected) in cases {
            let (rest, _) = without_lead_in(byline);
            let names = Names::of(before_ending(rest));
            assert_eq!(names.iter().collect::<Vec<_>>(), *expected, "{byline}");
        }
    }
}
