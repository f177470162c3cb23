//! A candidate in numbers.

use super::candidates::{Candidate, Candidates};
use super::weights::COUNT;
use crate::metadata::url;

/// The features of each candidate, in the order of the weights.
pub(super) fn rows(candidates: &Candidates, address: Option<&str>) -> impl Iterator<Item = [f32; COUNT]> {
    let slug = address.map(url::slug).unwrap_or_default();
    let (heading, element) = (candidates.pool.get(candidates.heading), candidates.pool.get(candidates.element));
    let mut words = Words::of(element);
    words.beside(heading);
    let context = Context {
        candidates,
        heading,
        likeness: likeness(words.split()),
        heading_in_element: has(element, heading),
        slug,
    };
    candidates.list.iter().map(move |candidate| {
        words.beside(candidates.pool.get(candidate.folded));
        context.row(candidate, words.split())
    })
}

/// The words of a text, and those of another behind them.
struct Words<'w> {
    list: Vec<&'w str>,
    first: usize,
}

impl<'w> Words<'w> {
    fn of(text: &'w str) -> Self {
        let mut list = Vec::with_capacity(64);
        list.extend(words(text));
        Self { first: list.len(), list }
    }

    fn beside(&mut self, other: &'w str) {
        self.list.truncate(self.first);
        self.list.extend(words(other));
    }

    /// Those of the text, and those of the other.
    fn split(&self) -> (&[&'w str], &[&'w str]) {
        self.list.split_at(self.first)
    }
}

struct Context<'a> {
    candidates: &'a Candidates,
    /// The first heading.
    heading: &'a str,
    /// How alike the first heading and the `<title>` are.
    likeness: f32,
    heading_in_element: bool,
    /// Words of the address.
    slug: url::Slug,
}

impl Context<'_> {
    /// The features of a candidate. Of the words, the second are its own, and the first the `<title>`'s.
    fn row(&self, candidate: &Candidate, words: (&[&str], &[&str])) -> [f32; COUNT] {
        let heading = self.heading;
        let Candidate { folded, seen, .. } = candidate;
        let folded = self.candidates.pool.get(*folded);
        let is_first = seen.first_level == Some(0);
        let (in_slug, of_slug) = self.slug(words.1);
        let flag = |flag: bool| f32::from(u8::from(flag));
        [
            flag(is_first),
            flag(is_first && self.candidates.headings == 1),
            seen.first_level.filter(|&place| place > 0).map_or(0.0, |place| 1.0 / (1.0 + place as f32)),
            flag(seen.aside),
            flag(seen.second),
            flag(seen.lower),
            flag(seen.whole),
            flag(seen.front),
            flag(seen.front_of_site),
            flag(seen.back),
            flag(seen.whole && self.candidates.element_names_site),
            flag(seen.strong),
            seen.cuts as f32,
            flag(seen.open_graph),
            flag(seen.headline),
            flag(seen.name),
            flag(seen.stated_front),
            f32::from(seen.places()),
            f32::from(seen.kinds()),
            (1.0 + folded.chars().count() as f32).ln(),
            in_slug,
            of_slug,
            flag(folded != heading && has(heading, folded)),
            flag(folded != heading && has(folded, heading)),
            likeness(words),
            flag(seen.heading_is_behind),
            flag(is_first && self.likeness >= 0.8),
            flag(is_first && self.heading_in_element),
            flag(seen.front && self.heading_in_element),
            flag(is_first && seen.back),
        ]
    }

    /// The share of the address's words that the text has, and of the text's words that the address has; -1 where the
    /// address has fewer than two.
    fn slug(&self, words: &[&str]) -> (f32, f32) {
        let of_slug = || self.slug.words();
        let count = of_slug().count();
        if count < 2 {
            return (-1.0, -1.0);
        }
        let in_text = of_slug().filter(|word| words.contains(word)).count();
        let in_slug = words.iter().filter(|&&word| of_slug().any(|other| other == word)).count();
        (in_text as f32 / count as f32, in_slug as f32 / words.len() as f32)
    }
}

/// Whether the words of `part` stand in `whole`, one after the other.
pub(super) fn contains(whole: &str, part: &str) -> bool {
    let Some(most) = whole.len().checked_sub(part.len()) else { return false };
    let spaces = (1..=most).zip(whole.bytes()).filter(|&(_, before)| before == b' ');
    std::iter::once(0).chain(spaces.map(|(at, _)| at)).any(|at| {
        let rest = whole.get(at..).and_then(|rest| rest.strip_prefix(part));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// Whether a text that is not empty stands in the other.
pub(super) fn has(whole: &str, part: &str) -> bool {
    !part.is_empty() && contains(whole, part)
}

/// The words of a comparable text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}

/// The share of the words of the second text that the first has, or of the first's, if it is longer.
fn likeness((other, one): (&[&str], &[&str])) -> f32 {
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let shared = one.iter().filter(|word| other.contains(word)).count();
    shared as f32 / one.len().max(other.len()) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_word_by_word() {
        let likeness = |one, other| {
            let mut words = Words::of(one);
            words.beside(other);
            likeness(words.split())
        };
        assert!(contains("ice on the water", "on the") && contains("ice", "ice"));
        assert!(!contains("notice", "ice") && !contains("ice on", "ice o"));
        assert!((likeness("ice and snow", "snow and wind") - 2.0 / 3.0).abs() < 1e-6);
        assert_eq!((likeness("", "ice"), likeness("ice", "ice")), (0.0, 1.0));
    }
}
