//! Whether a feature is above a threshold, for 64 rows at once: a word of bits for each question that the trees ask.

use std::ops::Range;

/// Rows asked at once.
pub(super) const LANES: usize = 64;

/// Columns brought together at once: rows are read by the cache line.
const TILE: usize = 8;

/// Thresholds of a column are filled up to a multiple of so many.
const STEP: usize = 8;

/// A row of numbers, in two places: the features of a block, and what stands beside them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) own: &'a [f32],
    pub(super) beside: &'a [f32],
}

impl<'a> Row<'a> {
    pub(super) fn of(own: &'a [f32]) -> Self {
        Self { own, beside: &[] }
    }

    /// What is not there is above no threshold, and neither is what is no number, as the trainer has it.
    fn value(&self, column: usize) -> f32 {
        let value = self.own.get(column).or_else(|| self.beside.get(column - self.own.len()));
        value.copied().unwrap_or(f32::NAN)
    }
}

/// Thresholds of features. Those of a feature stand side by side and ascend.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Questions {
    thresholds: Vec<f32>,
    /// For each threshold its feature.
    features: Vec<u16>,
    columns: Vec<Column>,
}

/// A feature that has thresholds.
#[derive(Debug, Clone, PartialEq)]
struct Column {
    feature: usize,
    /// Where its thresholds stand.
    place: Range<usize>,
    /// The thresholds again, filled up with ones that nothing is above.
    thresholds: Vec<[f32; STEP]>,
}

impl Questions {
    /// Thresholds of each feature, ascending; `None` if there are more than can be numbered.
    pub(super) fn new(tables: &[Vec<f32>]) -> Option<Self> {
        let (mut thresholds, mut features) = (Vec::new(), Vec::new());
        for (feature, table) in tables.iter().enumerate() {
            thresholds.extend_from_slice(table);
            features.resize(thresholds.len(), u16::try_from(feature).ok()?);
        }
        u16::try_from(thresholds.len()).ok()?;
        Some(Self::numbered(thresholds, features))
    }

    fn numbered(thresholds: Vec<f32>, features: Vec<u16>) -> Self {
        let mut start = 0;
        let mut columns = Vec::new();
        for run in features.chunk_by(|a, b| a == b) {
            let place = start..start + run.len();
            start = place.end;
            let steps = thresholds[place.clone()].chunks(STEP).map(|step| {
                let mut whole = [f32::INFINITY; STEP];
                whole[..step.len()].copy_from_slice(step);
                whole
            });
            columns.push(Column { feature: usize::from(run[0]), thresholds: steps.collect(), place });
        }
        Self { thresholds, features, columns }
    }

    pub(super) fn len(&self) -> usize {
        self.thresholds.len()
    }

    /// Those that are asked, and for each of all questions its number among them.
    pub(super) fn only(&self, asked: impl Iterator<Item = u16>) -> (Self, Vec<u16>) {
        let mut is_asked = vec![false; self.len()];
        for question in asked {
            is_asked[usize::from(question)] = true;
        }
        let kept: Vec<usize> = (0..self.len()).filter(|&at| is_asked[at]).collect();
        let mut numbers = vec![0; self.len()];
        for (number, &at) in (0..).zip(&kept) {
            numbers[at] = number;
        }
        let thresholds = kept.iter().map(|&at| self.thresholds[at]).collect();
        (Self::numbered(thresholds, kept.iter().map(|&at| self.features[at]).collect()), numbers)
    }

    /// The feature that a question is about.
    pub(super) fn feature(&self, question: u16) -> usize {
        usize::from(self.features[usize::from(question)])
    }

    /// The answer for one row.
    pub(super) fn holds(&self, question: u16, row: &Row) -> bool {
        let question = usize::from(question);
        row.value(usize::from(self.features[question])) > self.thresholds[question]
    }

    /// The answers for one row, question by question.
    pub(super) fn answers(&self, row: &Row) -> impl ExactSizeIterator<Item = bool> {
        // There are no more than can be numbered.
        (0..self.len() as u16).map(|question| self.holds(question, row))
    }

    /// For each question the rows above the threshold; of no more than [`LANES`] rows, and one at least.
    pub(super) fn ask(&self, rows: &[Row], answers: &mut [u64]) {
        let width = rows.first().map_or(0, |row| row.own.len());
        let (own, beside) = self.columns.split_at(self.columns.partition_point(|column| column.feature < width));
        ask(own, rows, |row| row.own, 0, answers);
        ask(beside, rows, |row| row.beside, width, answers);
    }
}

/// The answers to what is asked of some columns, given rows that begin with the feature `first`.
fn ask(columns: &[Column], rows: &[Row], part: for<'a> fn(&Row<'a>) -> &'a [f32], first: usize, answers: &mut [u64]) {
    let tile_of = |column: &Column| (column.feature - first) / TILE * TILE;
    let mut tile = [[0.0; LANES]; TILE];
    for columns in columns.chunk_by(|a, b| tile_of(a) == tile_of(b)) {
        let start = tile_of(&columns[0]);
        let mut count = 0;
        for (rows, lane) in rows.chunks(4).zip((0..LANES).step_by(4)) {
            let four: [[f32; TILE]; 4] =
                std::array::from_fn(|at| rows.get(at).map_or([f32::NAN; TILE], |row| eight(part(row), start)));
            for (column, values) in tile.iter_mut().enumerate() {
                let values = &mut values[lane..lane + 4];
                values.copy_from_slice(&four.map(|row| row[column]));
            }
            count = lane + rows.len();
        }
        for column in columns {
            let values = &tile[(column.feature - first) % TILE][..count];
            column.answer(values, &mut answers[column.place.clone()]);
        }
    }
}

/// Eight numbers of a row. What is not there is above no threshold, and neither is what is no number, as the trainer has it.
fn eight(row: &[f32], start: usize) -> [f32; TILE] {
    row.as_chunks().0.get(start / TILE).copied().unwrap_or_else(|| {
        let mut whole = [f32::NAN; TILE];
        whole.iter_mut().zip(row.iter().skip(start)).for_each(|(whole, value)| *whole = *value);
        whole
    })
}

impl Column {
    /// For each threshold the rows whose value is above it. Neighbours are alike: either each run of equal values is placed among the
    /// thresholds, or all values are compared with each threshold, whichever is less work.
    fn answer(&self, values: &[f32], answers: &mut [u64]) {
        // In instructions, about.
        let by_threshold = self.place.len().div_ceil(TOGETHER) * (60 + 5 * values.len());
        let finding_runs = 35 + values.len();
        let begins = if by_threshold > finding_runs { begins(values) } else { 0 };
        let by_run = finding_runs + begins.count_ones() as usize * (50 + 10 * self.thresholds.len());
        if by_run > by_threshold || begins == 0 {
            let thresholds = self.thresholds.as_flattened().as_chunks().0;
            for (answers, thresholds) in answers.chunks_mut(TOGETHER).zip(thresholds) {
                let above = above(values, thresholds);
                answers.iter_mut().zip(above).for_each(|(answer, above)| *answer = above);
            }
        } else {
            self.place_runs(values, begins, answers);
        }
    }

    fn place_runs(&self, values: &[f32], begins: u64, answers: &mut [u64]) {
        answers.fill(0);
        let mut rest = begins;
        while rest != 0 {
            let start = rest.trailing_zeros();
            rest &= rest - 1;
            // The rows from this run on, less those from the next one on.
            let run = (!0 << start) & !(!0_u64).checked_shl(rest.trailing_zeros()).unwrap_or(0);
            if let Some(last) = self.under(values[start as usize]).checked_sub(1) {
                answers[last] |= run;
            }
        }
        let mut above = 0;
        for answer in answers.iter_mut().rev() {
            above |= *answer;
            *answer = above;
        }
    }

    /// How many thresholds are under a value.
    fn under(&self, value: f32) -> usize {
        let under = self.thresholds.as_flattened().iter().map(|&threshold| u32::from(threshold < value));
        under.sum::<u32>() as usize
    }
}

/// Thresholds that all values are compared with in one go: values are read that much less often.
const TOGETHER: usize = 4;

/// The rows whose value is above each threshold.
fn above(values: &[f32], thresholds: &[f32; TOGETHER]) -> [u64; TOGETHER] {
    let (low, high) = values.split_at(values.len().min(LANES / 2));
    let (low, high) = (half_above(low, thresholds), half_above(high, thresholds));
    std::array::from_fn(|at| u64::from(low[at]) | u64::from(high[at]) << 32)
}

/// The same of half the rows.
fn half_above(values: &[f32], thresholds: &[f32; TOGETHER]) -> [u32; TOGETHER] {
    let mut above = [0; TOGETHER];
    for (&value, &bit) in values.iter().zip(&BITS) {
        for (above, &threshold) in above.iter_mut().zip(thresholds) {
            *above |= bit & u32::from(value > threshold).wrapping_neg();
        }
    }
    above
}

/// A word of what holds, the first in the lowest bit. With a table of bits and no choice: so the compiler makes vectors of it.
#[inline]
fn bits(holds: impl Iterator<Item = bool>) -> u32 {
    let bits = holds.zip(&BITS).map(|(holds, bit)| bit & u32::from(holds).wrapping_neg());
    bits.fold(0, |set, bit| set | bit)
}

/// The rows whose value is not that of the row before. In halves: a bit fits where a value does.
fn begins(values: &[f32]) -> u64 {
    let differ = |values: &[f32], before: &[f32]| {
        bits(values.iter().zip(before).map(|(value, before)| value.to_bits() != before.to_bits()))
    };
    let (low, high) = values.split_at(values.len().min(LANES / 2));
    let first = u64::from(differ(low.get(1..).unwrap_or_default(), low)) << 1 | 1;
    first & u64::from(u32::MAX) | u64::from(differ(high, &values[low.len() - 1..])) << 32
}

/// Each bit of a word: shifting by a different number in each lane is slow.
static BITS: [u32; LANES / 2] = {
    let mut bits = [0; LANES / 2];
    let mut at = 0;
    while at < bits.len() {
        bits[at] = 1 << at;
        at += 1;
    }
    bits
};
