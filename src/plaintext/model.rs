//! Features of lines in, probabilities out, in two steps: a few trees over cheap features tell most of the husk, and
//! what they leave is scored by all trees over all features.
//!
//! The file: bound f32, bytes of the gate u32, the gate, the scorer; both in the format of the scorer of blocks.

use super::features::{self, Context, Set};
use crate::score::{Broken, Model};
use std::sync::OnceLock;

/// Lines whose features are computed and scored at a time, so that both stay in the cache.
const BATCH: usize = 256;

/// A trained scorer of lines.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LineModel {
    gate: Model,
    /// Lines that the gate gives less are husk.
    bound: f32,
    scorer: Model,
}

impl LineModel {
    /// The model that the crate carries.
    pub(crate) fn embedded() -> &'static Self {
        static MODEL: OnceLock<LineModel> = OnceLock::new();
        MODEL.get_or_init(|| {
            // A test loads it, so that a broken file cannot be released.
            Self::from_bytes(include_bytes!("lines.bin")).expect("the embedded model is whole")
        })
    }

    /// Reads a model, checking that it is whole and was trained on this crate's features of lines.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let (bound, rest) = bytes.split_first_chunk().ok_or(Broken::Truncated)?;
        let (length, rest) = rest.split_first_chunk().ok_or(Broken::Truncated)?;
        let (gate, scorer) = rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(Broken::Truncated)?;
        Ok(Self {
            bound: f32::from_le_bytes(*bound),
            gate: Model::for_features(gate, features::names(Set::Gate))?,
            scorer: Model::for_features(scorer, features::names(Set::All))?,
        })
    }

    /// The probability that a line is content, for each line.
    pub(super) fn score(&self, context: &Context, count: usize) -> Vec<f32> {
        let mut scores = Vec::with_capacity(count);
        for start in (0..count).step_by(BATCH) {
            let batch = start..(start + BATCH).min(count);
            scores.extend(self.gate.score(&features::compute(context, Set::Gate, batch.clone())));
            let left: Vec<usize> = batch.filter(|&at| scores[at] >= self.bound).collect();
            let better = self.scorer.score(&features::compute(context, Set::All, left.iter().copied()));
            left.into_iter().zip(better).for_each(|(at, score)| scores[at] = score);
        }
        scores
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_is_whole_and_a_cut_one_is_refused() {
        let bytes = include_bytes!("lines.bin");
        assert!(LineModel::from_bytes(bytes).is_ok());
        assert!(bytes.len() < 250_000, "the crate carries it");
        for end in [0, 3, 7, 20, bytes.len() / 2, bytes.len() - 1] {
            assert!(LineModel::from_bytes(&bytes[..end]).is_err(), "{end}");
        }
    }
}
