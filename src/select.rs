//! Probabilities in, a set of blocks out.
//!
//! The set is the one with the highest expected token F1 given the probabilities (after Lewis 1995, "Evaluating and
//! optimizing autonomous text classification systems"): blocks are taken in order of probability as long as
//! `2 * expected kept content / (kept + expected content)` rises. The threshold that this implies is held within bounds.

use crate::blocks::Page;
use crate::options::Favor;

/// Bounds on the lowest probability that is kept.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    low: f32,
    high: f32,
}

fn bounds(favor: Favor) -> Bounds {
    match favor {
        Favor::Precision => Bounds { low: 0.45, high: 0.65 },
        Favor::Balanced => Bounds { low: 0.25, high: 0.45 },
        Favor::Recall => Bounds { low: 0.10, high: 0.25 },
    }
}

/// Which blocks to keep; none if no block is likely enough to be content.
pub(crate) fn select(page: &Page, probability: &[f32], favor: Favor) -> Vec<bool> {
    let Bounds { low, high } = bounds(favor);
    let threshold = best_threshold(page, probability).clamp(low, high);
    probability.iter().map(|&p| p >= threshold).collect()
}

/// The lowest probability in the set of highest expected F1.
fn best_threshold(page: &Page, probability: &[f32]) -> f32 {
    let weight = |at: usize| page.blocks[at].counts.tokens as f32;
    let mut order: Vec<usize> = (0..probability.len()).collect();
    order.sort_by(|&a, &b| probability[b].total_cmp(&probability[a]).then(a.cmp(&b)));
    let expected: f32 = order.iter().map(|&at| probability[at] * weight(at)).sum();
    let (mut kept, mut content) = (0.0, 0.0);
    let (mut best, mut threshold) = (0.0, 1.0);
    for at in order {
        kept += weight(at);
        content += probability[at] * weight(at);
        let f1 = 2.0 * content / (kept + expected);
        if f1 > best {
            (best, threshold) = (f1, probability[at]);
        }
    }
    threshold
}
