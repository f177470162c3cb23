//! Features in, probabilities out. The model file is the only home of tuned numbers.

mod format;
mod trees;

pub(crate) use format::Broken;

use crate::features::{self, Matrix};
use std::sync::OnceLock;
use trees::Ensemble;

/// A trained scorer.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Model {
    block: Ensemble,
    calibration: Calibration,
}

/// Platt scaling: the probability is the logistic of `slope * score + offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Calibration {
    slope: f32,
    offset: f32,
}

impl Model {
    /// The model that the crate carries.
    pub(crate) fn embedded() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| {
            // A test loads it, so that a broken file cannot be released.
            Self::from_bytes(include_bytes!("model.bin")).expect("the embedded model is whole")
        })
    }

    /// Reads a model, checking that it is whole and was trained on this crate's features.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        Self::for_features(bytes, features::names())
    }

    /// Reads a model, checking that it is whole and was trained on features of these names.
    pub(crate) fn for_features<'a>(
        bytes: &[u8],
        names: impl Iterator<Item = (String, &'a str)>,
    ) -> Result<Self, Broken> {
        let mut width = 0;
        let fingerprint = fingerprint(names.inspect(|_| width += 1));
        let mut reader = format::Reader::open(bytes, fingerprint)?;
        let calibration = Calibration { slope: reader.f32()?, offset: reader.f32()? };
        let block = reader.ensemble(width)?;
        reader.end()?;
        Ok(Self { block, calibration })
    }

    /// The probability that a block is content, for each row.
    pub(crate) fn score(&self, features: &Matrix) -> Vec<f32> {
        let mut scores = self.block.sums(features);
        for score in &mut scores {
            *score = logistic(self.calibration.slope * *score + self.calibration.offset);
        }
        scores
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
