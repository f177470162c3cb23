//! Probabilities in, a set of lines out: the set of highest expected token F1, as for blocks.

use crate::options::Favor;

/// Bounds on the lowest probability that is kept: those of the selection of blocks.
fn bounds(favor: Favor) -> (f32, f32) {
    match favor {
        Favor::Precision => (0.45, 0.65),
        Favor::Balanced => (0.25, 0.45),
        Favor::Recall => (0.10, 0.25),
    }
}

/// The lowest probability to keep. `tokens` are the tokens of each line.
pub(super) fn threshold(probability: &[f32], tokens: impl Fn(usize) -> f32, favor: Favor) -> f32 {
    let (low, high) = bounds(favor);
    let expected: f32 = probability.iter().enumerate().map(|(at, p)| p * tokens(at)).sum();
    // Expected F1 rises with each line until its probability is half of what is reached, then falls: what lies under
    // the lower bound cannot change the answer, and is most of a page of husk.
    let mut order: Vec<usize> = (0..probability.len()).filter(|&at| probability[at] >= low).collect();
    order.sort_unstable_by(|&a, &b| probability[b].total_cmp(&probability[a]).then(a.cmp(&b)));
    let (mut kept, mut content) = (0.0, 0.0);
    let (mut best, mut threshold) = (0.0, 1.0);
    for at in order {
        kept += tokens(at);
        content += probability[at] * tokens(at);
        let f1 = 2.0 * content / (kept + expected);
        if f1 > best {
            (best, threshold) = (f1, probability[at]);
        }
    }
    threshold.clamp(low, high)
}
