//! Probabilities in, a set of lines out: the set of highest expected token F1, as for blocks.

use crate::options::Favor;
use crate::select;

/// Bounds on the lowest probability that is kept: those that the figures of `clean_text` were measured with. They are
/// not those of blocks, whose upper bound was raised once link-only blocks had a rule of their own.
fn bounds(favor: Favor) -> (f32, f32) {
    match favor {
        Favor::Precision => (0.45, 0.65),
        Favor::Balanced => (0.25, 0.45),
        Favor::Recall => (0.10, 0.25),
    }
}

/// Whether a text is nothing but husk: no line of it is likely enough to be content. Where content is expected but no line
/// stands out, the highest expected F1 would still keep some. On held-out pages a bound of .5 cost half a point of word F1.
pub(super) fn is_husk(probability: &[f32]) -> bool {
    const SURE: f32 = 0.35;
    probability.iter().all(|&p| p < SURE)
}

/// The lowest probability to keep. `tokens` are the tokens of each line.
pub(super) fn threshold(probability: &[f32], tokens: impl Fn(usize) -> f32, favor: Favor) -> f32 {
    let (low, high) = bounds(favor);
    select::threshold(probability, tokens, low, high)
}
