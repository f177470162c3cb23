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
    pub(super) children: [i8; 2],
}

/// A node as it is walked: children are places in one table that holds inner nodes and, behind them, leaves. A leaf is
/// its own child, so that every row may take as many steps as the deepest one needs: no branch depends on the data.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    threshold: f32,
    feature: u16,
    children: [u8; 2],
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tree {
    steps: Vec<Step>,
    /// The longest way from the root to a leaf.
    depth: usize,
    /// Inner nodes: they stand before the leaves.
    inner: usize,
    leaves: Vec<f32>,
}

/// Rows that go down a tree side by side: their steps do not wait for each other.
const LANES: usize = 8;

impl Tree {
    /// `None` unless every child exists and stands after its parent, so that evaluation ends.
    pub(super) fn new(nodes: &[Node], leaves: Vec<f32>) -> Option<Self> {
        let place = |at: usize, child: i8| match usize::try_from(child) {
            Ok(node) => u8::try_from(node).ok().filter(|_| node > at && node < nodes.len()),
            Err(_) => u8::try_from(nodes.len() + !child as usize).ok().filter(|_| (!child as usize) < leaves.len()),
        };
        let mut steps = Vec::with_capacity(nodes.len() + leaves.len());
        for (at, &Node { threshold, feature, children: [left, right] }) in nodes.iter().enumerate() {
            steps.push(Step { threshold, feature, children: [place(at, left)?, place(at, right)?] });
        }
        for at in 0..leaves.len() {
            let own = u8::try_from(nodes.len() + at).ok()?;
            steps.push(Step { threshold: f32::INFINITY, feature: 0, children: [own; 2] });
        }
        let depth = depth(&steps, nodes.len());
        (!leaves.is_empty()).then_some(Self { steps, depth, inner: nodes.len(), leaves })
    }

    /// Adds the tree's value for each row to the row's sum. There are [`LANES`] rows, or a multiple.
    fn add(&self, rows: &[&[f32]], sums: &mut [f32]) {
        let (sums, _) = sums.as_chunks_mut();
        for (sums, rows) in sums.iter_mut().zip(rows.as_chunks().0) {
            self.add_lanes(rows, sums);
        }
    }

    #[inline]
    fn add_lanes(&self, rows: &[&[f32]; LANES], sums: &mut [f32; LANES]) {
        let mut at = [0_u8; LANES];
        for _ in 0..self.depth {
            for (at, row) in at.iter_mut().zip(rows) {
                let Step { threshold, feature, children } = self.steps[usize::from(*at)];
                *at = children[usize::from(row[usize::from(feature)] > threshold)];
            }
        }
        for (sum, at) in sums.iter_mut().zip(at) {
            *sum += self.leaves[usize::from(at) - self.inner];
        }
    }
}

/// The longest way to a leaf. Children stand behind their parents.
fn depth(steps: &[Step], inner: usize) -> usize {
    let mut below = vec![0; steps.len()];
    for (at, step) in steps.iter().enumerate().take(inner).rev() {
        below[at] = 1 + step.children.iter().map(|&child| below[usize::from(child)]).max().unwrap_or_default();
    }
    below.first().copied().unwrap_or_default()
}

impl Ensemble {
    pub(super) fn new(trees: Vec<Tree>) -> Self {
        Self { trees }
    }

    /// The sum of the trees' values for each row.
    pub(super) fn sums(&self, features: &Matrix) -> Vec<f32> {
        /// Rows that fit into the second-level cache while all trees go over them.
        const ROWS: usize = 128;
        let mut rows: Vec<&[f32]> = features.rows().collect();
        let count = rows.len();
        // The last lanes go down with copies of the last row.
        rows.extend(rows.last().copied().into_iter().cycle().take(count.next_multiple_of(LANES) - count));
        let mut sums = vec![0.0; rows.len()];
        for (sums, rows) in sums.chunks_mut(ROWS).zip(rows.chunks(ROWS)) {
            for tree in &self.trees {
                tree.add(rows, sums);
            }
        }
        sums.truncate(count);
        sums
    }
}
