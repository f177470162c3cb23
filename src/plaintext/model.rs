//! Features of lines in, probabilities out, in two steps: a few trees over cheap features tell most of the husk, and
//! what they leave is scored by all trees over all features.
//!
//! The file: such a pair for content, then one for the title. A pair: bound f32, bytes of the gate u32, the gate, bytes
//! of the scorer u32, the scorer; both in the format of the scorer of blocks.

use super::features::{self, Context, Set};
use crate::score::{Broken, Model, part};
use std::sync::OnceLock;

/// Lines whose features are computed and scored at a time, so that both stay in the cache.
const BATCH: usize = 128;

/// What the crate knows about lines.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct LineModel {
    content: Cascade,
    title: Cascade,
}

/// A scorer with one in front of it that is quick.
#[derive(Debug, Clone, PartialEq)]
struct Cascade {
    gate: Model,
    /// Lines that the gate gives less keep what it gave.
    bound: f32,
    scorer: Model,
    /// What the scorer sees.
    set: Set,
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
        let (content, rest) = Cascade::read(bytes, Set::Content)?;
        let (title, rest) = Cascade::read(rest, Set::Title)?;
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
        let (score, line) = scores.into_iter().zip(lines.iter().copied()).reduce(first_best)?;
        (score >= LIKELY).then(|| whole_inside(context, &lines, line))
    }
}

/// The title that a breadcrumb has run into: where another line that may be it stands in this one as a whole, is most of it, and
/// hangs on another word without a space, that is the title.
fn whole_inside(context: &Context, lines: &[usize], title: usize) -> usize {
    let outer = context.text(title);
    let hangs = |(at, _): (usize, &str)| outer[..at].ends_with(char::is_alphanumeric);
    let is_most = |text: &str| 2 * text.len() > outer.len() && text.len() < outer.len();
    let is_inside = |text: &str| is_most(text) && outer.match_indices(text).any(hangs);
    lines.iter().copied().find(|&line| is_inside(context.text(line))).unwrap_or(title)
}

impl Cascade {
    fn read(bytes: &[u8], set: Set) -> Result<(Self, &[u8]), Broken> {
        let (bound, rest) = bytes.split_first_chunk().ok_or(Broken::Truncated)?;
        let (gate, rest) = part(rest)?;
        let (scorer, rest) = part(rest)?;
        let cascade = Self {
            bound: f32::from_le_bytes(*bound),
            gate: Model::for_features(gate, features::names(Set::Gate))?,
            scorer: Model::for_features(scorer, features::names(set))?,
            set,
        };
        Ok((cascade, rest))
    }

    /// A probability for each of the lines.
    fn score(&self, context: &Context, lines: &[usize]) -> Vec<f32> {
        let mut scores = Vec::with_capacity(lines.len());
        for batch in lines.chunks(BATCH) {
            let rows = features::compute(context, Set::Gate, batch.iter().copied());
            scores.extend_from_slice(&self.gate.score(&rows));
        }
        let left: Vec<usize> = (0..lines.len()).filter(|&at| scores[at] >= self.bound).collect();
        for batch in left.chunks(BATCH) {
            let rows = features::compute(context, self.set, batch.iter().map(|&at| lines[at]));
            for (&at, &score) in batch.iter().zip(self.scorer.score(&rows).iter()) {
                scores[at] = score;
            }
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
