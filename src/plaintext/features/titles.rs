//! Words shared with the first guess at the title and with the running text, and where the title stands.

use super::{Context, flag, ratio};
use crate::features::Column;
use crate::plaintext::lines::{Line, Lines};
use crate::plaintext::title::Words;

pub(super) const COLUMNS: &[Column] = &[
    ("offset", "lines from the title, negative before it; at most 99 either way; -100 without a title"),
    ("letters", "letters of the title"),
];

pub(super) const WORDS_COLUMNS: &[Column] = &[
    ("is", "1 if it is the line of the title"),
    ("title", "share of its tokens that stand in the title; 0 for long lines"),
    ("cover", "the same by the tokens of the title"),
    ("body", "share of its tokens that stand in the first paragraphs; 0 for long lines"),
];

pub(super) struct Overlaps {
    title: Option<usize>,
    /// Of the title's line.
    words: Words,
    letters: f32,
    body: Words,
}

impl Overlaps {
    pub(super) fn new(lines: &Lines, title: Option<usize>, body: Words) -> Self {
        let line = title.and_then(|at| lines.lines.get(at));
        let words = Words::new(line.into_iter().flat_map(|line| lines.tokens(line)));
        Self { title, words, letters: line.map_or(0.0, |line| line.counts.letters), body }
    }

    /// How many of a line's tokens stand in the title, and how many in the first paragraphs.
    fn shared(&self, lines: &Lines, line: &Line) -> (f32, f32) {
        /// Longer lines are no titles.
        const LONGEST: u32 = 60;
        if line.counts.tokens > LONGEST {
            return (0.0, 0.0);
        }
        let (title, body) = lines.tokens(line).fold((0_u32, 0_u32), |(title, body), token| {
            (title + u32::from(self.words.has(token)), body + u32::from(self.body.has(token)))
        });
        (title as f32, body as f32)
    }
}

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let overlaps = &context.overlaps;
    let offset = overlaps.title.map_or(-100.0, |title| (at as f32 - title as f32).clamp(-99.0, 99.0));
    row.copy_from_slice(&[offset, overlaps.letters]);
}

pub(super) fn fill_words(context: &Context, at: usize, row: &mut [f32]) {
    let overlaps = &context.overlaps;
    let line = context.line(at);
    let (shared, body) = overlaps.shared(context.lines, line);
    row.copy_from_slice(&[
        flag(overlaps.title == Some(at)),
        ratio(shared, line.counts.tokens as f32),
        ratio(shared, overlaps.words.len() as f32),
        ratio(body, line.counts.tokens as f32),
    ]);
}
