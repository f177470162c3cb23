//! Lines that are told by their words: what boards print around each post, and what points away from an article.

use super::beside::{self, UNLIKELY};
use super::{Choice, phrases, pointers, posts};
use crate::article::Rule;
use crate::blocks::Page;
use crate::scratch::{Scratch, Text};

/// Rules out such lines.
pub(super) fn leave_out(page: &Page, choice: &mut Choice) {
    let mut lower = Text::with_capacity(0);
    let details = posts::details(page, |at| choice.chance()[at] >= UNLIKELY, &mut lower);
    (0..choice.len()).filter(|&at| details[at]).for_each(|at| choice.rule_out(at, Rule::PostDetail));
    let mut is_pointer =
        |&at: &usize| choice.chance()[at] >= UNLIKELY && pointers::is_pointer(page, &page.blocks[at], &mut lower);
    let pointers: Scratch<usize> = (0..choice.len()).filter(&mut is_pointer).collect();
    beside::rule_out(page, choice, &pointers, Rule::Pointer);
}

/// The text that phrases are looked up in, in `lower`: without what is not written everywhere, and what stands around it.
pub(super) fn comparable<'t>(text: &str, lower: &'t mut Text) -> &'t str {
    lower.clear();
    let letters = text.chars().flat_map(char::to_lowercase);
    lower.extend(letters.filter(|char| !phrases::MARKS.iter().any(|marks| marks.contains(char))));
    lower.trim_matches(|char: char| !char.is_alphanumeric())
}
