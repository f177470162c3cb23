//! Lines that are told by their words: what boards print around each post, and what points away from an article.

use super::beside::{self, UNLIKELY};
use super::{phrases, pointers, posts};
use crate::blocks::Page;
use crate::scratch::{Scratch, Text};

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
    beside::take(page, probability, &pointers);
}

/// The text that phrases are looked up in, in `lower`: without what is not written everywhere, and what stands around it.
pub(super) fn comparable<'t>(text: &str, lower: &'t mut Text) -> &'t str {
    lower.clear();
    let letters = text.chars().flat_map(char::to_lowercase);
    lower.extend(letters.filter(|char| !phrases::MARKS.iter().any(|marks| marks.contains(char))));
    lower.trim_matches(|char: char| !char.is_alphanumeric())
}
