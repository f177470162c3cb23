//! Whether a feature is above a threshold, for 64 rows at once: a word of bits for each question that the trees ask.

use std::ops::Range;

/// Rows asked at once.
pub(super) const LANES: usize = 64;

/// Columns brought together at once: rows are read by the cache line.
const TILE: usize = 8;

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

    /// What is no number, or not there, is above no threshold, as the trainer has it.
    fn value(&self, column: u16) -> f32 {
        let column = usize::from(column);
        let value = self.own.get(column).or_else(|| self.beside.get(column - self.own.len()));
        value.copied().unwrap_or(f32::NEG_INFINITY)
    }
}

/// Thresholds of features. Those of a feature stand side by side and ascend.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Questions {
    thresholds: Vec<f32>,
    /// For each threshold its feature.
    features: Vec<u16>,
    /// Features that have any, and the place of their thresholds.
    columns: Vec<(u16, Range<usize>)>,
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
        let of_feature = |run: &[u16]| {
            start += run.len();
            (run[0], start - run.len()..start)
        };
        let columns = features.chunk_by(|a, b| a == b).map(of_feature).collect();
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
        row.value(self.features[question]) > self.thresholds[question]
    }

    /// For each question the rows above the threshold; of no more than [`LANES`] rows, and one at least.
    pub(super) fn ask(&self, rows: &[Row], answers: &mut [u64]) {
        let mut tile = [[0.0; LANES]; TILE];
        for columns in self.columns.chunks(TILE) {
            for (lane, row) in rows.iter().enumerate() {
                for (values, (column, _)) in tile.iter_mut().zip(columns) {
                    values[lane % LANES] = row.value(*column);
                }
            }
            for (values, (_, place)) in tile.iter_mut().zip(columns) {
                let (thresholds, answers) = (&self.thresholds[place.clone()], &mut answers[place.clone()]);
                pad(values, rows.len());
                match rows.len() {
                    ..=16 => compare::<16>(values, thresholds, answers),
                    ..=32 => compare::<32>(values, thresholds, answers),
                    _ => compare::<LANES>(values, thresholds, answers),
                }
            }
        }
    }
}

/// The last value stands for those that a full number of rows would have, so that they widen no range.
fn pad(values: &mut [f32; LANES], used: usize) {
    let last = values[(used - 1) % LANES];
    values[used..].fill(last);
    for value in values {
        *value = if *value > f32::NEG_INFINITY { *value } else { f32::NEG_INFINITY };
    }
}

/// For each threshold, which of the first `N` rows have a value above it. Neighbours are alike: many thresholds lie under or
/// over all of their values.
fn compare<const N: usize>(values: &[f32; LANES], thresholds: &[f32], answers: &mut [u64]) {
    let values = &values[..N];
    let (least, most) = bounds(values);
    let under = thresholds.iter().filter(|&&threshold| threshold < least).count();
    let within = thresholds.iter().filter(|&&threshold| threshold < most).count();
    answers[..under].fill(!0);
    for (answer, &threshold) in answers[under..within].iter_mut().zip(&thresholds[under..within]) {
        *answer = above(values, threshold);
    }
    answers[within..].fill(0);
}

fn bounds(values: &[f32]) -> (f32, f32) {
    let (mut least, mut most) = ([f32::INFINITY; 8], [f32::NEG_INFINITY; 8]);
    for values in values.chunks_exact(8) {
        for ((least, most), &value) in least.iter_mut().zip(&mut most).zip(values) {
            *least = if value < *least { value } else { *least };
            *most = if value > *most { value } else { *most };
        }
    }
    (least.into_iter().fold(f32::INFINITY, f32::min), most.into_iter().fold(f32::NEG_INFINITY, f32::max))
}

/// The rows whose value is above the threshold. In halves: a bit fits where a value does.
#[inline]
fn above(values: &[f32], threshold: f32) -> u64 {
    let half = |values: &[f32]| {
        values.iter().zip(&BITS).fold(0, |set, (&value, bit)| set | if value > threshold { *bit } else { 0 })
    };
    match values.split_at_checked(LANES / 2) {
        Some((low, high)) => u64::from(half(low)) | u64::from(half(high)) << 32,
        None => u64::from(half(values)),
    }
}

/// Each bit of a word: shifting by a different number in each lane is slow.
static BITS: [u32; 32] = {
    let mut bits = [0; 32];
    let mut at = 0;
    while at < bits.len() {
        bits[at] = 1 << at;
        at += 1;
    }
    bits
};
