//! Features of lines in, probabilities out, in three steps: a few trees over cheap features tell most of the husk, a few
//! over more features some of the rest, and what they leave is scored by all trees over all features.
//!
//! The file: such a cascade for content, then one for the title. A cascade: for each of two gates its bound f32, its
//! bytes u32 and the gate; then the bytes of the scorer u32 and the scorer. All in the format of the scorer of blocks.

use super::features::{self, Context, Set};
use crate::features::Matrix;
use crate::score::{Broken, Model};
use std::sync::OnceLock;

/// Lines whose features are computed and scored at a time, so that both stay in the cache.
const BATCH: usize = 128;

/// What the crate knows about lines.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LineModel {
    content: Cascade,
    title: Cascade,
}

/// A scorer with quicker ones in front of it.
#[derive(Debug, Clone, PartialEq)]
struct Cascade {
    gates: [Gate; 2],
    scorer: Model,
}

/// Lines that are given less than the bound keep what they are given; the others go on.
#[derive(Debug, Clone, PartialEq)]
struct Gate {
    bound: f32,
    set: Set,
    model: Model,
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
        let (content, rest) = Cascade::read(bytes)?;
        let (title, rest) = Cascade::read(rest)?;
        if rest.is_empty() { Ok(Self { content, title }) } else { Err(Broken::Trailing) }
    }

    /// The probability that a line is content, for each line.
    pub(super) fn score(&self, context: &Context) -> Vec<f32> {
        let lines: Vec<usize> = (0..context.len()).collect();
        self.content.score(context, &lines)
    }

    /// The line that has the title, if one is likely enough: half of those over the bound are, on pages that the model
    /// has not seen.
    pub(super) fn title(&self, context: &Context) -> Option<usize> {
        const LIKELY: f32 = 0.05;
        let lines = context.title_candidates();
        let scores = self.title.score(context, &lines);
        let first_best = |best: (f32, usize), next: (f32, usize)| if next.0 > best.0 { next } else { best };
        let (score, line) = scores.into_iter().zip(lines).reduce(first_best)?;
        (score >= LIKELY).then_some(line)
    }
}

impl Cascade {
    fn read(bytes: &[u8]) -> Result<(Self, &[u8]), Broken> {
        let (first, rest) = Gate::read(bytes, Set::First)?;
        let (second, rest) = Gate::read(rest, Set::Second)?;
        let (scorer, rest) = part(rest)?;
        let scorer = Model::for_features(scorer, features::names(Set::All))?;
        Ok((Self { gates: [first, second], scorer }, rest))
    }

    /// A probability for each of the lines.
    fn score(&self, context: &Context, lines: &[usize]) -> Vec<f32> {
        let mut scores = vec![0.0; lines.len()];
        let mut left: Vec<usize> = (0..lines.len()).collect();
        let mut memory = Matrix::default();
        let steps = self.gates.iter().map(|gate| (&gate.model, gate.set, gate.bound));
        for (model, set, bound) in steps.chain([(&self.scorer, Set::All, 0.0)]) {
            for batch in left.chunks(BATCH) {
                memory = features::compute(context, set, batch.iter().map(|&at| lines[at]), memory);
                for (&at, score) in batch.iter().zip(model.score(&memory)) {
                    scores[at] = score;
                }
            }
            left.retain(|&at| scores[at] >= bound);
        }
        scores
    }
}

impl Gate {
    fn read(bytes: &[u8], set: Set) -> Result<(Self, &[u8]), Broken> {
        let (bound, rest) = bytes.split_first_chunk().ok_or(Broken::Truncated)?;
        let (model, rest) = part(rest)?;
        let model = Model::for_features(model, features::names(set))?;
        Ok((Self { bound: f32::from_le_bytes(*bound), set, model }, rest))
    }
}

/// The bytes that a length counts, and those behind them.
fn part(bytes: &[u8]) -> Result<(&[u8], &[u8]), Broken> {
    let (length, rest) = bytes.split_first_chunk().ok_or(Broken::Truncated)?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(Broken::Truncated)
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
