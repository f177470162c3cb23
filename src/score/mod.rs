//! Features in, probabilities out. All tuned numbers of it are in the model files.

mod alone;
mod blocks;
mod context;
mod ends;
mod format;
mod questions;
mod reasons;
mod third;
mod threshold;
mod trees;
mod walks;

pub(crate) use alone::Alone;
pub(crate) use blocks::BlockModel;
#[cfg(feature = "eval")]
pub(crate) use blocks::{FirstStage, describe};
#[cfg(feature = "eval")]
pub(crate) use context::names as context_names;
pub(crate) use format::{Broken, part, parts};
pub(crate) use third::{Expert, ThirdStage};
pub(crate) use threshold::threshold;

use crate::features::Matrix;
use crate::scratch::Scratch;
use trees::Ensemble;

/// A trained scorer: boosted trees and a calibration.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Model {
    trees: Ensemble,
    calibration: Calibration,
}

/// Platt scaling: the probability is the logistic of `slope * score + offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Calibration {
    slope: f32,
    offset: f32,
}

impl Model {
    /// Reads a model, checking that it is whole and was trained on features of these names.
    pub(crate) fn for_features<'a>(
        bytes: &[u8],
        names: impl Iterator<Item = (String, &'a str)>,
    ) -> Result<Self, Broken> {
        let mut width = 0;
        let fingerprint = fingerprint(names.inspect(|_| width += 1));
        let mut reader = format::Reader::open(bytes, fingerprint)?;
        let calibration = Calibration { slope: reader.f32()?, offset: reader.f32()? };
        let trees = reader.ensemble(width)?;
        reader.end()?;
        Ok(Self { trees, calibration })
    }

    /// The probability of each row.
    pub(crate) fn score(&self, features: &Matrix) -> Scratch<f32> {
        self.calibration.probabilities(self.trees.sums(features))
    }
}

impl Calibration {
    /// The logarithm of the odds.
    fn log_odds(self, sum: f32) -> f32 {
        self.slope * sum + self.offset
    }

    fn probability(self, sum: f32) -> f32 {
        logistic(self.log_odds(sum))
    }

    /// The same of many, in the place of their sums.
    fn probabilities(self, mut sums: Scratch<f32>) -> Scratch<f32> {
        sums.iter_mut().for_each(|sum| *sum = self.probability(*sum));
        sums
    }
}

fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// A number for the list of features: a model trained on another list does not load.
pub(crate) fn fingerprint<'a>(names: impl Iterator<Item = (String, &'a str)>) -> u32 {
    let fnv = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    names.fold(0x811c_9dc5, |hash, (name, _)| name.bytes().chain([b'\n']).fold(hash, fnv))
}
