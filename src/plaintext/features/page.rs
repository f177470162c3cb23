//! The text as a whole: the same numbers in every row.

use super::{Context, ratio};
use crate::features::Column;
use crate::plaintext::lines::Lines;

pub(super) const COLUMNS: &[Column] = &[
    ("lines", "lines of the text"),
    ("letters", "letters of the text"),
    ("prose", "share of the letters in running text"),
    ("prose_lines", "share of the lines that are running text"),
    ("line_letters", "letters for each line"),
    ("prose_letters", "letters for each line of running text"),
    ("width", "letters for each character: above 1 in Chinese, Japanese and Korean"),
];

/// Sums over the lines before each line; the last entry is the whole text.
pub(super) struct Totals {
    before: Vec<(f64, f64)>,
    columns: [f32; 7],
}

impl Totals {
    pub(super) fn new(lines: &Lines, prose: &[f32]) -> Self {
        let mut before = Vec::with_capacity(prose.len() + 1);
        let (mut letters, mut running, mut chars) = (0.0, 0.0, 0.0);
        for (line, &prose) in lines.lines.iter().zip(prose) {
            before.push((letters, running));
            letters += f64::from(line.counts.letters);
            running += f64::from(prose);
            chars += f64::from(line.counts.chars);
        }
        before.push((letters, running));
        let count = prose.len() as f32;
        let prose_count = prose.iter().filter(|letters| **letters > 0.0).count() as f32;
        let (letters, running, chars) = (letters as f32, running as f32, chars as f32);
        let columns = [
            count,
            letters,
            ratio(running, letters),
            ratio(prose_count, count),
            ratio(letters, count),
            ratio(running, prose_count),
            ratio(letters, chars),
        ];
        Self { before, columns }
    }

    /// Shares of all letters and of the running ones that stand before a line.
    pub(super) fn before(&self, at: usize) -> (f32, f32) {
        let (letters, running) = self.before[at];
        let (all, all_running) = self.before.last().copied().unwrap_or_default();
        (ratio(letters as f32, all as f32), ratio(running as f32, all_running as f32))
    }
}

pub(super) fn fill(context: &Context, _: usize, row: &mut [f32]) {
    row.copy_from_slice(&context.totals.columns);
}
