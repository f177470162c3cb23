//! A line at some distance, as it looks from here. Beyond the ends of the text everything is -1.

use super::{Context, ratio};
use crate::features::Column;

pub(super) const COLUMNS: &[Column] = &[
    ("letters", "its length"),
    ("prose", "its running letters"),
    ("capitalised", "share of its tokens that start in upper case"),
    ("digits", "its digits for each character"),
    ("copies", "lines of the text with its words"),
];

pub(super) fn fill(context: &Context, at: usize, offset: isize, row: &mut [f32]) {
    let Some(other) = at.checked_add_signed(offset).filter(|&other| other < context.lines.lines.len()) else {
        return row.fill(-1.0);
    };
    let counts = &context.line(other).counts;
    row.copy_from_slice(&[
        counts.letters,
        context.prose[other],
        ratio(counts.capitalised as f32, counts.tokens as f32),
        ratio(counts.digits as f32, counts.chars as f32),
        context.copies.count(other),
    ]);
}
