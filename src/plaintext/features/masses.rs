//! How much running text stands around a line, near lines counting more than far ones.

use super::{Context, ratio};
use crate::features::Column;
use crate::plaintext::lines::Lines;

pub(super) const COLUMNS: &[Column] = &[
    ("prose_before2", "running letters before it, less 15 % with each line"),
    ("prose_after2", "running letters after it, less 15 % with each line"),
    ("prose_before3", "running letters before it, less 4 % with each line"),
    ("prose_after3", "running letters after it, less 4 % with each line"),
    ("sentence_before", "lines back to one of running text; at most 99"),
    ("sentence_after", "lines on to one of running text; at most 99"),
];

pub(super) const AROUND_COLUMNS: &[Column] = &[
    ("prose_before1", "running letters before it, halved with each line"),
    ("prose_after1", "running letters after it, halved with each line"),
    ("lines_before", "letters of lines that are no running text before it, less 15 % with each line"),
    ("lines_after", "the same after it"),
    ("share1", "running letters around it by all letters around it, less 15 % with each line"),
    ("share2", "the same, less 4 % with each line"),
    ("dates_before", "years and clock times before it, less 15 % with each line"),
    ("dates_after", "the same after it"),
];

/// What is left of a line's weight one line further on.
const NEAR: f32 = 0.5;
const MIDDLE: f32 = 0.85;
const FAR: f32 = 0.96;
/// The distance that stands for "far away".
const LIMIT: f32 = 99.0;

/// The sums of one direction, up to the line and without it.
#[derive(Clone, Copy, Default)]
struct Side {
    prose: [f32; 3],
    other: [f32; 2],
    dates: f32,
    distance: f32,
}

pub(super) struct Masses {
    before: Vec<Side>,
    after: Vec<Side>,
}

impl Masses {
    pub(super) fn new(lines: &Lines, prose: &[f32]) -> Self {
        let value = |at: usize| {
            let counts = &lines.lines[at].counts;
            let other = if prose[at] > 0.0 { 0.0 } else { counts.letters };
            (prose[at], other, (counts.years + counts.clocks) as f32)
        };
        let count = prose.len();
        let before = sums((0..count).map(value));
        let mut after = sums((0..count).rev().map(value));
        after.reverse();
        Self { before, after }
    }
}

fn sums(values: impl Iterator<Item = (f32, f32, f32)>) -> Vec<Side> {
    let mut side = Side { distance: LIMIT, ..Side::default() };
    values
        .map(|(prose, other, dates)| {
            let here = side;
            for (sum, keep) in side.prose.iter_mut().zip([NEAR, MIDDLE, FAR]) {
                *sum = (*sum + prose) * keep;
            }
            for (sum, keep) in side.other.iter_mut().zip([MIDDLE, FAR]) {
                *sum = (*sum + other) * keep;
            }
            side.dates = (side.dates + dates) * MIDDLE;
            side.distance = if prose > 0.0 { 1.0 } else { (side.distance + 1.0).min(LIMIT) };
            here
        })
        .collect()
}

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let (before, after) = (&context.masses.before[at], &context.masses.after[at]);
    row.copy_from_slice(&[
        before.prose[1],
        after.prose[1],
        before.prose[2],
        after.prose[2],
        before.distance,
        after.distance,
    ]);
}

pub(super) fn fill_around(context: &Context, at: usize, row: &mut [f32]) {
    let (before, after) = (&context.masses.before[at], &context.masses.after[at]);
    let share = |prose: usize, other: usize| {
        let prose = before.prose[prose] + after.prose[prose];
        ratio(prose, prose + before.other[other] + after.other[other])
    };
    row.copy_from_slice(&[
        before.prose[0],
        after.prose[0],
        before.other[0],
        after.other[0],
        share(1, 0),
        share(2, 1),
        before.dates,
        after.dates,
    ]);
}
