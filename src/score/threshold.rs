//! The threshold of the highest expected F1.

use crate::scratch::Scratch;

/// The lowest probability to keep for the highest expected F1, not under `low` nor over `high`. `tokens` are the tokens
/// of each unit of text.
pub(crate) fn threshold(probability: &[f32], tokens: impl Fn(usize) -> f32, low: f32, high: f32) -> f32 {
    let expected: f32 = probability.iter().enumerate().map(|(at, p)| p * tokens(at)).sum();
    // Expected F1 rises with each unit until its probability is half of what is reached, then falls: what lies under
    // the lower bound cannot change the answer, and is most of a page of husk.
    let mut order = Scratch::with_capacity(probability.len());
    order.extend((0..probability.len()).filter(|&at| probability[at] >= low));
    order.sort_unstable_by(|&a, &b| probability[b].total_cmp(&probability[a]).then(a.cmp(&b)));
    let (mut kept, mut content) = (0.0, 0.0);
    let (mut best, mut threshold) = (0.0, 1.0);
    for &at in &order {
        kept += tokens(at);
        content += probability[at] * tokens(at);
        let f1 = 2.0 * content / (kept + expected);
        if f1 > best {
            (best, threshold) = (f1, probability[at]);
        }
    }
    threshold.clamp(low, high)
}
