//! The line's own text and place: what tells most, and the rest.

use super::{Context, flag, ratio};
use crate::features::Column;

pub(super) const COLUMNS: &[Column] = &[
    ("letters", "length in Latin letters that carry as much"),
    ("tokens", "alphanumeric runs"),
    ("sentences", "ends of sentences"),
    ("sentence_letters", "letters for each end of a sentence"),
    ("ends_sentence", "1 if the last visible character ends a sentence"),
    ("functional", "share of the tokens short enough to be function words, or function characters"),
    ("punctuation", "punctuation for each character"),
    ("digits", "digits for each character"),
    ("upper", "upper-case letters for each character"),
    ("capitalised", "share of the tokens that start in upper case"),
    ("before", "share of the text's letters before it"),
];

pub(super) const PLACE_COLUMNS: &[Column] = &[
    ("index", "lines before it"),
    ("after", "lines after it"),
    ("before_prose", "share of the text's running letters before it"),
    ("ends_colon", "1 if the last visible character is a colon"),
    ("starts_lower", "1 if the first letter is lower case"),
    ("commas", "commas for each token"),
    ("separators", "bars, bullets, slashes and arrows for each character"),
];

pub(super) const FORM_COLUMNS: &[Column] = &[
    ("word_letters", "letters for each token"),
    ("ends_ellipsis", "1 if the text breaks off"),
    ("years", "numbers that read as years"),
    ("clocks", "colons between digits"),
    ("starts_digit", "1 if the first character is a digit"),
    ("quotes", "quotation marks"),
    ("currency", "currency signs"),
    ("glued", "places where two words look glued"),
    ("address", "1 if an e-mail or web address is in it"),
    ("copyright", "1 if the copyright sign is in it"),
    ("marked", "1 if it begins with a bullet or a dash"),
];

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let counts = &context.line(at).counts;
    let (chars, tokens) = (counts.chars as f32, counts.tokens as f32);
    let (letters_before, _) = context.totals.before(at);
    row.copy_from_slice(&[
        counts.letters,
        tokens,
        counts.sentences as f32,
        ratio(counts.letters, counts.sentences as f32),
        flag(counts.ends_sentence),
        ratio(counts.functional as f32, tokens),
        ratio(counts.punctuation as f32, chars),
        ratio(counts.digits as f32, chars),
        ratio(counts.upper as f32, chars),
        ratio(counts.capitalised as f32, tokens),
        letters_before,
    ]);
}

pub(super) fn fill_place(context: &Context, at: usize, row: &mut [f32]) {
    let counts = &context.line(at).counts;
    let (_, prose_before) = context.totals.before(at);
    row.copy_from_slice(&[
        at as f32,
        (context.lines.lines.len() - 1 - at) as f32,
        prose_before,
        flag(counts.ends_colon),
        flag(counts.starts_lower),
        ratio(counts.commas as f32, counts.tokens as f32),
        ratio(counts.separators as f32, counts.chars as f32),
    ]);
}

pub(super) fn fill_form(context: &Context, at: usize, row: &mut [f32]) {
    let line = context.line(at);
    let counts = &line.counts;
    row.copy_from_slice(&[
        ratio(counts.letters, counts.tokens as f32),
        flag(counts.ends_ellipsis),
        counts.years as f32,
        counts.clocks as f32,
        flag(counts.starts_digit),
        counts.quotes as f32,
        counts.currency as f32,
        counts.glued as f32,
        flag(counts.address),
        flag(counts.copyright),
        flag(line.marked),
    ]);
}
