//! Ways through the trees one by one, for explanations: what the evaluation of many rows at once does not keep.

use super::trees::{Ensemble, MAX_LEAVES, Tree};
use crate::features::Matrix;

/// Means of a tree's values over the rows that reach each node and leaf, by slot.
pub(super) type Means = [f32; 2 * MAX_LEAVES];

impl Ensemble {
    /// For each condition its feature and threshold.
    pub(super) fn conditions(&self) -> Vec<(usize, f32)> {
        let of = |(feature, thresholds): (usize, &Vec<f32>)| -> Vec<(usize, f32)> {
            thresholds.iter().map(|&threshold| (feature, threshold)).collect()
        };
        self.thresholds.iter().enumerate().flat_map(of).collect()
    }

    /// For each tree the means over rows; 0 where no row comes.
    pub(super) fn node_means(&self, features: &Matrix) -> Vec<Means> {
        let conditions = self.conditions();
        let means = |tree: &Tree| {
            let (mut sums, mut counts) = ([0.0; 2 * MAX_LEAVES], [0_u32; 2 * MAX_LEAVES]);
            for row in features.rows() {
                let value = tree.value(row, &conditions);
                tree.walk(row, &conditions, |_, slot| {
                    sums[slot] += value;
                    counts[slot] += 1;
                });
            }
            std::array::from_fn(|slot| if counts[slot] > 0 { sums[slot] / counts[slot] as f32 } else { 0.0 })
        };
        self.trees.iter().map(means).collect()
    }

    /// Adds to each feature's effect what its questions add for a row, given the means of all trees.
    pub(super) fn add_effects(&self, row: &[f32], conditions: &[(usize, f32)], means: &[Means], effects: &mut [f32]) {
        for (tree, means) in self.trees.iter().zip(means) {
            let mut here = None;
            tree.walk(row, conditions, |asked, slot| {
                if let Some((feature, before)) = asked.zip(here) {
                    let before: f32 = before;
                    effects[feature] += means[slot] - before;
                }
                here = Some(means[slot]);
            });
        }
    }
}

impl Tree {
    fn value(&self, row: &[f32], conditions: &[(usize, f32)]) -> f32 {
        let mut last = 0;
        self.walk(row, conditions, |_, slot| last = slot);
        last.checked_sub(MAX_LEAVES).and_then(|leaf| self.leaves.get(leaf)).copied().unwrap_or_default()
    }

    /// The slots on a row's way from the root to its leaf, each with the feature that led there.
    fn walk(&self, row: &[f32], conditions: &[(usize, f32)], mut at: impl FnMut(Option<usize>, usize)) {
        let mut slot = if self.nodes.is_empty() { MAX_LEAVES } else { 0 };
        let mut asked = None;
        at(asked, slot);
        while let Some(node) = self.nodes.get(slot).filter(|_| slot < MAX_LEAVES) {
            let (feature, threshold) = conditions[usize::from(node.condition)];
            slot = usize::from(node.children[usize::from(row[feature] > threshold)]);
            asked = Some(feature);
            at(asked, slot);
        }
    }
}
