//! Words shared with the line that has the title, and where that stands.

use super::{Context, flag, ratio};
use crate::features::Column;
use crate::plaintext::lines::{Line, Lines};

pub(super) const COLUMNS: &[Column] = &[
    ("is", "1 if it is the line of the title"),
    ("share", "share of its tokens that stand in the title; 0 for long lines"),
    ("cover", "the same by the tokens of the title"),
    ("offset", "lines from the title, negative before it; at most 99 either way; -100 without a title"),
    ("letters", "letters of the title"),
];

pub(super) struct Overlaps {
    title: Option<usize>,
    tokens: Vec<u32>,
    /// A bit for each remainder of the tokens' hashes by 64: most tokens are found missing at once.
    bits: u64,
    letters: f32,
}

impl Overlaps {
    pub(super) fn new(lines: &Lines, title: Option<usize>) -> Self {
        let line = title.and_then(|at| lines.lines.get(at));
        let mut tokens = line.map(|line| lines.tokens(line).to_vec()).unwrap_or_default();
        tokens.sort_unstable();
        tokens.dedup();
        let bits = tokens.iter().fold(0, |bits, token| bits | 1 << (token % 64));
        Self { title, tokens, bits, letters: line.map_or(0.0, |line| line.counts.letters) }
    }

    fn shared(&self, lines: &Lines, line: &Line) -> f32 {
        /// Longer lines are no titles.
        const LONGEST: u32 = 60;
        if line.counts.tokens > LONGEST {
            return 0.0;
        }
        let common = |token: &&u32| self.bits >> (*token % 64) & 1 == 1 && self.tokens.binary_search(token).is_ok();
        lines.tokens(line).iter().filter(common).count() as f32
    }
}

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let overlaps = &context.overlaps;
    let line = context.line(at);
    let shared = overlaps.shared(context.lines, line);
    let offset = overlaps.title.map_or(-100.0, |title| (at as f32 - title as f32).clamp(-99.0, 99.0));
    row.copy_from_slice(&[
        flag(overlaps.title == Some(at)),
        ratio(shared, line.counts.tokens as f32),
        ratio(shared, overlaps.tokens.len() as f32),
        offset,
        overlaps.letters,
    ]);
}
