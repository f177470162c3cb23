//! Lines that are told by their words: what boards print around each post, and what points away from an article.

use super::phrases;
use super::surroundings::{LIKELY, TEXT};
use super::{pointers, posts};
use crate::blocks::Page;
use crate::scratch::{Scratch, Text};

/// A block that is less likely is not selected, whatever it is.
const UNLIKELY: f32 = 0.1;
/// The most that pointers may have, of the tokens of the text between them. Where they have more, the page is about other pages.
const POINTERS: f32 = 0.25;

/// Takes the probability of such lines.
pub(super) fn leave_out(page: &Page, probability: &mut [f32]) {
    let mut lower = Text::with_capacity(0);
    let details = posts::details(page, |at| probability[at] >= UNLIKELY, &mut lower);
    for (probability, is_detail) in probability.iter_mut().zip(details.iter()) {
        *probability = if *is_detail { 0.0 } else { *probability };
    }
    let mut is_pointer =
        |&at: &usize| probability[at] >= UNLIKELY && pointers::is_pointer(page, &page.blocks[at], &mut lower);
    let pointers: Scratch<usize> = (0..probability.len()).filter(&mut is_pointer).collect();
    let likely = |at: &usize| probability[*at] >= LIKELY;
    let weight: f32 = pointers.iter().filter(|at| likely(at)).map(|&at| page.tokens(at)).sum();
    let rest = (0..probability.len()).filter(likely).map(|at| page.tokens(at)).sum::<f32>() - weight;
    if rest >= TEXT && weight <= POINTERS * rest {
        pointers.iter().for_each(|&at| probability[at] = 0.0);
    }
}

/// The text that phrases are looked up in, in `lower`: without what is not written everywhere, and what stands around it.
pub(super) fn comparable<'t>(text: &str, lower: &'t mut Text) -> &'t str {
    lower.clear();
    let letters = text.chars().flat_map(char::to_lowercase);
    lower.extend(letters.filter(|char| !phrases::MARKS.iter().any(|marks| marks.contains(char))));
    lower.trim_matches(|char: char| !char.is_alphanumeric())
}
