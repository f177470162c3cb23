//! The scorer of blocks: two models, the second of which sees what the first says of the rest of the page.
//!
//! The file: bytes of the first model u32, the first model, the second.

use super::context::Scores;
use super::{Broken, Model, context, reasons};
use crate::features::{self, Features, Matrix};
use std::sync::OnceLock;

/// A trained scorer of blocks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct BlockModel {
    first: Model,
    second: Model,
}

impl BlockModel {
    /// The model that the crate carries.
    pub(crate) fn embedded() -> &'static Self {
        static MODEL: OnceLock<BlockModel> = OnceLock::new();
        MODEL.get_or_init(|| {
            // A test loads it, so that a broken file cannot be released.
            Self::from_bytes(include_bytes!("model.bin")).expect("the embedded model is whole")
        })
    }

    /// Reads a model, checking that it is whole and was trained on this crate's features.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let (length, rest) = bytes.split_first_chunk().ok_or(Broken::Truncated)?;
        let (first, second) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(Broken::Truncated)?;
        let second = Model::for_features(second, features::names().chain(context::names()))?;
        Ok(Self { first: Self::first_stage(first)?, second })
    }

    /// Reads a model of the first stage.
    pub(crate) fn first_stage(bytes: &[u8]) -> Result<Model, Broken> {
        Model::for_features(bytes, features::names())
    }

    /// The probability that a block is content, for each block of a page. `tokens` are the tokens of each.
    pub(crate) fn score(&self, features: &Features, tokens: impl Fn(usize) -> f32) -> Vec<f32> {
        let sums: Vec<f32> = features.batches().flat_map(|(_, rows)| self.first.sums(&rows)).collect();
        let first = self.first.probabilities(&sums);
        let context = Scores::new(&first, tokens, features.relations());
        let mut scores = Vec::with_capacity(sums.len());
        for (start, rows) in features.batches() {
            let end = start + rows.rows().len();
            let second = self.second.sums(&rows.beside(&context.rows(start..end)));
            // Both have a say: their errors differ, and the mean of the two is better than the second alone.
            let both = sums[start..end].iter().zip(second).map(|(first, second)| (first + second) * 0.5);
            scores.extend(both.map(|sum| self.second.probability(sum)));
        }
        scores
    }

    #[cfg(test)]
    pub(super) fn first_trees(&self) -> &super::trees::Ensemble {
        &self.first.trees
    }

    /// The features that moved each block's score most: name, and effect on the logarithm of the odds.
    pub(crate) fn reasons(&self, features: &Features, tokens: impl Fn(usize) -> f32) -> Vec<Vec<(String, f32)>> {
        /// Reasons for each block.
        const MOST: usize = 5;
        let rows = features.all();
        let beside = rows.beside(&describe(&self.first, features, tokens));
        let parts = [(&self.first.trees, &rows), (&self.second.trees, &beside)];
        let names: Vec<String> = features::names().chain(context::names()).map(|(name, _)| name).collect();
        let scale = self.second.calibration.slope / parts.len() as f32;
        let told = |(column, effect): (usize, f32)| Some((names.get(column)?.clone(), effect * scale));
        let strongest = reasons::strongest(&parts, MOST);
        strongest.into_iter().map(|reasons| reasons.into_iter().filter_map(told).collect()).collect()
    }
}

/// What the second stage sees of a page beside the features, given a model of the first stage.
pub(crate) fn describe(model: &Model, features: &Features, tokens: impl Fn(usize) -> f32) -> Matrix {
    let sums: Vec<f32> = features.batches().flat_map(|(_, rows)| model.sums(&rows)).collect();
    let first = model.probabilities(&sums);
    Scores::new(&first, tokens, features.relations()).rows(0..first.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of features, with and without what the second stage adds, and the sums that `LightGBM` gives both, as the
    /// trainer left them.
    fn samples() -> [(Matrix, Vec<f64>); 2] {
        let mut rest = include_bytes!("sample.bin").as_slice();
        [(); 2].map(|()| {
            let (head, after) = rest.split_at(8);
            let number = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().unwrap()) as usize;
            let (rows, width) = (number(&head[..4]), number(&head[4..]));
            let (features, after) = after.split_at(rows * width * 4);
            let (sums, after) = after.split_at(rows * 8);
            rest = after;
            let features = features.chunks_exact(4).map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap()));
            let sums = sums.chunks_exact(8).map(|bytes| f64::from_le_bytes(bytes.try_into().unwrap()));
            (Matrix::new(width, features.collect()), sums.collect())
        })
    }

    #[test]
    fn the_trees_say_what_lightgbm_says() {
        let BlockModel { first, second } = BlockModel::embedded();
        for (model, (features, expected)) in [first, second].into_iter().zip(samples()) {
            let sums = model.sums(&features);
            assert_eq!(sums.len(), expected.len());
            for (sum, expected) in sums.iter().zip(expected) {
                assert!((f64::from(*sum) - expected).abs() < 1e-4, "{sum} is not {expected}");
            }
        }
    }

    #[test]
    fn a_broken_model_is_refused_with_the_reason() {
        let whole = include_bytes!("model.bin").as_slice();
        let with = |at: usize, byte: u8| {
            let mut bytes = whole.to_vec();
            bytes[at] = byte;
            BlockModel::from_bytes(&bytes)
        };
        assert!(BlockModel::from_bytes(whole).is_ok());
        assert_eq!(with(4, b'X'), Err(Broken::Magic));
        assert!(matches!(with(8, 99), Err(Broken::Version(_))));
        assert!(matches!(with(10, !whole[10]), Err(Broken::Features { .. })));
        assert_eq!(BlockModel::from_bytes(&whole[..whole.len() - 1]), Err(Broken::Truncated));
        assert_eq!(BlockModel::from_bytes(&[whole, b"!"].concat()), Err(Broken::Trailing));
        assert_eq!(BlockModel::from_bytes(b""), Err(Broken::Truncated));
    }

    #[test]
    fn the_model_is_small() {
        assert!(include_bytes!("model.bin").len() < 500_000);
    }
}
