//! The stretch of the text with the most running text for its other lines: the run of consecutive lines of greatest
//! sum, if running letters count for it and each other line costs something (Bentley 1984, "Algorithm design
//! techniques", gives the one-pass solution, which is Kadane's). A low price gives wide stretches, a high one narrow.

use super::{Context, flag, ratio};
use crate::features::Column;
use std::ops::Range;

pub(super) const COLUMNS: &[Column] = &[
    ("inside", "1 inside the core"),
    ("distance", "lines to the core, negative before it; 0 inside; at most 99 either way"),
    ("place", "share of the core's lines before it; 0 outside"),
    ("share", "share of the text's running letters that the core has"),
    ("lines", "share of the text's lines that the core has"),
];

/// What a line without running text costs, in letters.
const PRICES: [f32; 3] = [15.0, 60.0, 240.0];

#[derive(Debug, Clone, Default)]
struct Core {
    lines: Range<usize>,
    share: f32,
}

pub(super) struct Cores([Core; 3]);

impl Cores {
    pub(super) fn new(prose: &[f32]) -> Self {
        let total: f32 = prose.iter().sum();
        Self(PRICES.map(|price| {
            let lines = best_run(prose.iter().map(|&letters| if letters > 0.0 { letters } else { -price }));
            let inside: f32 = prose[lines.clone()].iter().sum();
            Core { lines, share: ratio(inside, total) }
        }))
    }

    /// Where the running text starts, as far as can be told before any line is scored.
    pub(super) fn start(&self) -> usize {
        let [_, middle, _] = &self.0;
        middle.lines.start
    }

    /// Where the first third of the running text ends; 0 if there is none.
    pub(super) fn first_third(&self) -> usize {
        let [_, middle, _] = &self.0;
        middle.lines.start + middle.lines.len().div_ceil(3)
    }
}

/// The run of greatest sum; the first of several; empty if no value is positive.
fn best_run(values: impl Iterator<Item = f32>) -> Range<usize> {
    let (mut best, mut range) = (0.0, 0..0);
    let (mut sum, mut start) = (0.0_f32, 0);
    for (at, value) in values.enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, at);
        }
        sum += value;
        if sum > best {
            (best, range) = (sum, start..at + 1);
        }
    }
    range
}

pub(super) fn fill(context: &Context, at: usize, which: usize, row: &mut [f32]) {
    let Core { lines, share } = &context.cores.0[which];
    let inside = lines.contains(&at);
    let distance =
        if at < lines.start { at as f32 - lines.start as f32 } else { (at as f32 + 1.0 - lines.end as f32).max(0.0) };
    row.copy_from_slice(&[
        flag(inside),
        distance.clamp(-99.0, 99.0),
        if inside { ratio((at - lines.start) as f32, lines.len() as f32) } else { 0.0 },
        *share,
        ratio(lines.len() as f32, context.lines.lines.len() as f32),
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_run_bridges_what_costs_less_than_it_gains() {
        let run = |values: &[f32]| best_run(values.iter().copied());
        assert_eq!(run(&[-1.0, 3.0, -1.0, 4.0, -5.0, 2.0]), 1..4);
        assert_eq!(run(&[3.0, -4.0, 4.0]), 2..3);
        assert_eq!(run(&[-1.0, -2.0]), 0..0);
        assert_eq!(run(&[]), 0..0);
    }
}
