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

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of features with the sums that `LightGBM` gives them, as the trainer left them.
    fn sample() -> (Matrix, Vec<f64>) {
        let (head, rest) = include_bytes!("sample.bin").split_at(8);
        let number = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().unwrap()) as usize;
        let (rows, width) = (number(&head[..4]), number(&head[4..]));
        let (features, sums) = rest.split_at(rows * width * 4);
        let features = features.chunks_exact(4).map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap()));
        let sums = sums.chunks_exact(8).map(|bytes| f64::from_le_bytes(bytes.try_into().unwrap()));
        (Matrix::new(width, features.collect()), sums.collect())
    }

    #[test]
    fn the_trees_say_what_lightgbm_says() {
        let (features, expected) = sample();
        let sums = Model::embedded().block.sums(&features);
        assert_eq!(sums.len(), expected.len());
        for (sum, expected) in sums.iter().zip(expected) {
            assert!((f64::from(*sum) - expected).abs() < 1e-4, "{sum} is not {expected}");
        }
    }

    #[test]
    fn a_broken_model_is_refused_with_the_reason() {
        let whole = include_bytes!("model.bin").as_slice();
        let with = |at: usize, byte: u8| {
            let mut bytes = whole.to_vec();
            bytes[at] = byte;
            Model::from_bytes(&bytes)
        };
        assert!(Model::from_bytes(whole).is_ok());
        assert_eq!(with(0, b'X'), Err(Broken::Magic));
        assert!(matches!(with(4, 99), Err(Broken::Version(_))));
        assert!(matches!(with(6, !whole[6]), Err(Broken::Features { .. })));
        assert_eq!(Model::from_bytes(&whole[..whole.len() - 1]), Err(Broken::Truncated));
        assert_eq!(Model::from_bytes(&[whole, b"!"].concat()), Err(Broken::Trailing));
        assert_eq!(Model::from_bytes(b""), Err(Broken::Magic));
    }

    #[test]
    fn the_model_is_small() {
        assert!(include_bytes!("model.bin").len() < 500_000);
    }
}
