//! A candidate in numbers.

use super::candidates::{Candidate, Candidates};
use super::weights::COUNT;
use crate::metadata::url;

/// The features of each candidate, in the order of the weights.
pub(super) fn rows(candidates: &Candidates, address: Option<&str>) -> impl Iterator<Item = [f32; COUNT]> {
    let slug = address.map(url::slug).unwrap_or_default();
    let (heading, element) = (candidates.pool.get(candidates.heading), candidates.pool.get(candidates.element));
    let context = Context {
        candidates,
        heading,
        likeness: likeness(heading, element),
        heading_in_element: has(element, heading),
        element,
        slug,
    };
    candidates.list.iter().map(move |candidate| context.row(candidate))
}

struct Context<'a> {
    candidates: &'a Candidates,
    /// The first heading.
    heading: &'a str,
    /// How alike the first heading and the `<title>` are.
    likeness: f32,
    heading_in_element: bool,
    /// The `<title>`.
    element: &'a str,
    /// Words of the address.
    slug: url::Slug,
}

impl Context<'_> {
    fn row(&self, candidate: &Candidate) -> [f32; COUNT] {
        let heading = self.heading;
        let Candidate { folded, seen, .. } = candidate;
        let folded = self.candidates.pool.get(*folded);
        let is_first = seen.first_level == Some(0);
        let (in_slug, of_slug) = self.slug(folded);
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
            likeness(folded, self.element),
            flag(seen.heading_is_behind),
            flag(is_first && self.likeness >= 0.8),
            flag(is_first && self.heading_in_element),
            flag(seen.front && self.heading_in_element),
            flag(is_first && seen.back),
        ]
    }

    /// The share of the address's words that the text has, and of the text's words that the address has; -1 where the
    /// address has fewer than two.
    fn slug(&self, text: &str) -> (f32, f32) {
        let of_slug = || self.slug.words();
        let count = of_slug().count();
        if count < 2 {
            return (-1.0, -1.0);
        }
        let in_text = of_slug().filter(|&word| words(text).any(|other| other == word)).count();
        let in_slug = words(text).filter(|&word| of_slug().any(|other| other == word)).count();
        (in_text as f32 / count as f32, in_slug as f32 / words(text).count() as f32)
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

/// The share of the words of one text that the other has, whichever is longer.
fn likeness(one: &str, other: &str) -> f32 {
    let (count, other_count) = (words(one).count(), words(other).count());
    if count == 0 || other_count == 0 {
        return 0.0;
    }
    let shared = words(one).filter(|&word| words(other).any(|other| other == word)).count();
    shared as f32 / count.max(other_count) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_word_by_word() {
        assert!(contains("ice on the water", "on the") && contains("ice", "ice"));
        assert!(!contains("notice", "ice") && !contains("ice on", "ice o"));
        assert!((likeness("ice and snow", "snow and wind") - 2.0 / 3.0).abs() < 1e-6);
        assert_eq!((likeness("", "ice"), likeness("ice", "ice")), (0.0, 1.0));
    }
}
