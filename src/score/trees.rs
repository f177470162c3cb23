//! Gradient-boosted trees, evaluated tree by tree over many blocks at once, so that a tree stays in the cache.

use crate::features::Matrix;

/// Sums of trees.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ensemble {
    trees: Vec<Tree>,
}

/// Goes to `children[0]` where the feature is at most the threshold, else to `children[1]`.
/// A child of 0 or more is a node; `!child` is a leaf.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Node {
    pub(super) threshold: f32,
    pub(super) feature: u16,
    pub(super) children: [i16; 2],
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    leaves: Vec<f32>,
}

impl Tree {
    /// `None` unless every child exists and stands after its parent, so that evaluation ends.
    pub(super) fn new(nodes: Vec<Node>, leaves: Vec<f32>) -> Option<Self> {
        let fits = |at: usize, child: i16| match usize::try_from(child) {
            Ok(node) => node > at && node < nodes.len(),
            Err(_) => (!child as usize) < leaves.len(),
        };
        let whole = nodes.iter().enumerate().all(|(at, node)| node.children.iter().all(|&child| fits(at, child)));
        (whole && !leaves.is_empty()).then_some(Self { nodes, leaves })
    }

    fn value(&self, row: &[f32]) -> f32 {
        let mut at: i16 = if self.nodes.is_empty() { !0 } else { 0 };
        while let Ok(node) = usize::try_from(at) {
            let Node { threshold, feature, children } = self.nodes[node];
            at = children[usize::from(row[usize::from(feature)] > threshold)];
        }
        self.leaves[!at as usize]
    }
}

impl Ensemble {
    pub(super) fn new(trees: Vec<Tree>) -> Self {
        Self { trees }
    }

    /// The sum of the trees' values for each row.
    pub(super) fn sums(&self, features: &Matrix) -> Vec<f32> {
        /// Rows that fit into the second-level cache while all trees go over them.
        const ROWS: usize = 128;
        let rows: Vec<&[f32]> = features.rows().collect();
        let mut sums = vec![0.0; rows.len()];
        for (sums, rows) in sums.chunks_mut(ROWS).zip(rows.chunks(ROWS)) {
            for tree in &self.trees {
                for (sum, row) in sums.iter_mut().zip(rows) {
                    *sum += tree.value(row);
                }
            }
        }
        sums
    }
}
