//! Runs of lines that look alike: menus, lists of headlines, tables, and paragraphs too.

use super::{Context, flag, ratio};
use crate::features::Column;
use crate::plaintext::lines::{Line, Lines};

pub(super) const COLUMNS: &[Column] = &[
    ("length", "lines of its run of like lines"),
    ("letters", "mean length of the run's lines"),
    ("spread", "standard deviation of their lengths by the mean"),
    ("after", "length of the line after the run; -1 if there is none"),
    ("share", "share of the text's lines that look like it"),
];

pub(super) const PERIOD_COLUMNS: &[Column] = &[
    ("index", "lines of its run of like lines before it"),
    ("before", "length of the line before the run; -1 if there is none"),
    ("period2", "1 if the lines two away on both sides look like it"),
    ("period3", "1 if the lines three away on both sides look like it"),
    ("period4", "1 if the lines four away on both sides look like it"),
    ("period5", "1 if the lines five away on both sides look like it"),
];

/// The looks of a line in one number: how long it is, and how it begins and ends.
fn look(line: &Line) -> u16 {
    let counts = &line.counts;
    // Lengths of one look differ by less than a factor of four.
    let length =
        u16::from(counts.letters > 12.0) + u16::from(counts.letters > 40.0) + u16::from(counts.letters > 160.0);
    let digits = u16::from(counts.digits * 3 > counts.chars);
    let flags = [line.marked, counts.ends_sentence, counts.starts_digit, counts.starts_lower, counts.ends_colon];
    flags.iter().fold(length * 2 + digits, |all, &flag| all * 2 + u16::from(flag))
}

const LOOKS: usize = (4 * 2) << 5;

#[derive(Debug, Clone, Copy)]
struct Run {
    start: u32,
    end: u32,
    mean: f32,
    spread: f32,
}

pub(super) struct Runs {
    looks: Vec<u16>,
    of: Vec<u32>,
    all: Vec<Run>,
    counts: [u32; LOOKS],
}

impl Runs {
    pub(super) fn new(lines: &Lines) -> Self {
        let looks: Vec<u16> = lines.lines.iter().map(look).collect();
        let mut counts = [0; LOOKS];
        for &look in &looks {
            counts[usize::from(look)] += 1;
        }
        let mut of = Vec::with_capacity(looks.len());
        let mut runs = Vec::new();
        let mut start = 0;
        for group in looks.chunk_by(|a, b| a == b) {
            let end = start + group.len();
            of.resize(end, runs.len() as u32);
            let (mean, spread) = moments(lines.lines[start..end].iter().map(|line| line.counts.letters));
            runs.push(Run { start: start as u32, end: end as u32, mean, spread });
            start = end;
        }
        Self { looks, of, all: runs, counts }
    }

    /// Whether two lines look alike.
    pub(super) fn alike(&self, a: usize, b: usize) -> bool {
        self.looks.get(a) == self.looks.get(b)
    }

    fn run(&self, at: usize) -> &Run {
        &self.all[self.of[at] as usize]
    }

    fn period(&self, at: usize, period: usize) -> bool {
        at >= period && self.alike(at, at - period) && self.alike(at, at + period)
    }
}

/// Mean, and standard deviation by the mean.
fn moments(values: impl Iterator<Item = f32>) -> (f32, f32) {
    let (mut count, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for value in values {
        count += 1.0;
        sum += value;
        squares += value * value;
    }
    let mean = ratio(sum, count);
    (mean, ratio((ratio(squares, count) - mean * mean).max(0.0).sqrt(), mean))
}

/// The length of a line; -1 if there is none.
fn letters(line: Option<&Line>) -> f32 {
    line.map_or(-1.0, |line| line.counts.letters)
}

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let (runs, lines) = (&context.runs, &context.lines.lines);
    let run = runs.run(at);
    row.copy_from_slice(&[
        (run.end - run.start) as f32,
        run.mean,
        run.spread,
        letters(lines.get(run.end as usize)),
        ratio(runs.counts[usize::from(runs.looks[at])] as f32, lines.len() as f32),
    ]);
}

pub(super) fn fill_periods(context: &Context, at: usize, row: &mut [f32]) {
    let (runs, lines) = (&context.runs, &context.lines.lines);
    let start = runs.run(at).start;
    let period = |length| flag(runs.period(at, length));
    row.copy_from_slice(&[
        at as f32 - start as f32,
        letters((start as usize).checked_sub(1).and_then(|before| lines.get(before))),
        period(2),
        period(3),
        period(4),
        period(5),
    ]);
}
