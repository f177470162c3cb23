//! Ways through the trees one by one: for a row that stands alone, and for explanations, which need what the evaluation of many
//! rows at once does not keep.

use super::questions::{Questions, Row};
use super::trees::{Ensemble, MAX_LEAVES, Tree};

/// Means of a tree's values over the rows that reach each node and leaf, by slot.
pub(super) type Means = [f32; 2 * MAX_LEAVES];

impl Ensemble {
    /// For each tree the means over rows; 0 where no row comes.
    pub(super) fn node_means(&self, rows: &[Row]) -> Vec<Means> {
        let means = |tree: Tree| {
            let (mut sums, mut counts) = ([0.0; 2 * MAX_LEAVES], [0_u32; 2 * MAX_LEAVES]);
            for row in rows {
                let value = tree.value(row, &self.questions);
                tree.walk(row, &self.questions, |_, slot| {
                    sums[slot] += value;
                    counts[slot] += 1;
                });
            }
            std::array::from_fn(|slot| if counts[slot] > 0 { sums[slot] / counts[slot] as f32 } else { 0.0 })
        };
        self.trees().map(means).collect()
    }

    /// Adds to each feature's effect what its questions add for a row, given the means of all trees.
    pub(super) fn add_effects(&self, row: &Row, means: &[Means], effects: &mut [f32]) {
        for (tree, means) in self.trees().zip(means) {
            let mut here = None;
            tree.walk(row, &self.questions, |asked, slot| {
                if let Some((feature, before)) = asked.zip(here) {
                    let before: f32 = before;
                    effects[feature] += means[slot] - before;
                }
                here = Some(means[slot]);
            });
        }
    }
}

impl Tree<'_> {
    /// The value of the leaf that a row comes to.
    pub(super) fn value(self, row: &Row, questions: &Questions) -> f32 {
        let mut last = 0;
        self.walk(row, questions, |_, slot| last = slot);
        last.checked_sub(MAX_LEAVES).and_then(|leaf| self.leaves.get(leaf)).copied().unwrap_or_default()
    }

    /// The slots on a row's way from the root to its leaf, each with the feature that led there.
    fn walk(self, row: &Row, questions: &Questions, mut at: impl FnMut(Option<usize>, usize)) {
        let mut slot = if self.nodes.is_empty() { MAX_LEAVES } else { 0 };
        let mut asked = None;
        at(asked, slot);
        while let Some(node) = self.nodes.get(slot).filter(|_| slot < MAX_LEAVES) {
            slot = usize::from(node.children[usize::from(questions.holds(node.question, row))]);
            asked = Some(questions.feature(node.question));
            at(asked, slot);
        }
    }
}
