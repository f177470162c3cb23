//! Gradient-boosted trees, evaluated over 64 rows at once with a bit for each.
//!
//! Whether a feature is above a threshold, for 64 rows, is one word; it is found once, however many nodes ask for it. A
//! tree then parts the set of all rows from the root down to the leaves, with two operations a node, and has no branch
//! to mispredict. `QuickScorer` (Lucchese et al., SIGIR 2015) keeps a bit for each leaf of a row instead; blocks of one
//! page stand side by side here, and most of them answer alike.

use crate::features::Matrix;

/// Rows evaluated at once.
const LANES: usize = 64;

/// Columns brought together at once: rows are read by the cache line.
const TILE: usize = 8;

/// Most leaves of a tree.
pub(super) const MAX_LEAVES: usize = 128;

/// Sums of trees.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ensemble {
    /// For each feature its thresholds, ascending. Numbered through, they are the conditions.
    pub(super) thresholds: Vec<Vec<f32>>,
    pub(super) trees: Vec<Tree>,
}

/// Goes right where the condition holds, which is that its feature is above its threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Node {
    pub(super) condition: u16,
    /// Left and right: under [`MAX_LEAVES`] a node, from there on a leaf.
    pub(super) children: [u8; 2],
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// Filled up to 32 or [`MAX_LEAVES`].
    pub(super) leaves: Vec<f32>,
    used: usize,
}

impl Tree {
    /// Nodes are a condition and two children: 0 or more is a node, `!child` a leaf. `None` unless every node but the
    /// first and every leaf is the child of one node before it.
    pub(super) fn new(nodes: &[(u16, [i8; 2])], mut leaves: Vec<f32>) -> Option<Self> {
        let used = leaves.len();
        let mut known = [false; 2 * MAX_LEAVES];
        let mut slot = |parent: usize, child: i8| {
            let leaf = usize::from(!child as u8);
            let slot = match usize::try_from(child) {
                Ok(node) if node > parent && node < nodes.len() => node,
                Err(_) if leaf < used => MAX_LEAVES + leaf,
                _ => return None,
            };
            (!std::mem::replace(&mut known[slot], true)).then_some(slot as u8)
        };
        let parsed = nodes.iter().enumerate().map(|(at, &(condition, [left, right]))| {
            Some(Node { condition, children: [slot(at, left)?, slot(at, right)?] })
        });
        let nodes: Vec<Node> = parsed.collect::<Option<_>>()?;
        if used != nodes.len() + 1 {
            return None;
        }
        leaves.resize(if used <= 32 { 32 } else { MAX_LEAVES }, 0.0);
        Some(Self { nodes, leaves, used })
    }

    /// Adds each row's value to its sum. `sets` is room for the rows that reach each node and leaf.
    fn add(&self, conditions: &[u64], sets: &mut [u64; 2 * MAX_LEAVES], sums: &mut [f32; LANES]) {
        // Without nodes all rows are in the only leaf.
        sets[if self.nodes.is_empty() { MAX_LEAVES } else { 0 }] = !0;
        for (node, at) in self.nodes.iter().zip(0_u8..) {
            let here = sets[usize::from(at)];
            let above = here & conditions[usize::from(node.condition)];
            let [left, right] = node.children.map(usize::from);
            sets[left] = here ^ above;
            sets[right] = above;
        }
        let (_, sets) = sets.split_at(MAX_LEAVES);
        match self.leaves.first_chunk::<MAX_LEAVES>() {
            None => add_leaves::<5, 32>(&sets[..self.used], &self.leaves, sums),
            Some(_) => add_leaves::<7, MAX_LEAVES>(&sets[..self.used], &self.leaves, sums),
        }
    }
}

/// Adds the value of the leaf that each row is in. `N` is 2 to the power of `BITS`.
///
/// From the set of rows of each leaf to the leaf of each row: one bit of the leaf's number for all rows after the other,
/// the highest first, folding the leaves in half; then the bits of eight rows side by side into bytes.
fn add_leaves<const BITS: usize, const N: usize>(sets: &[u64], leaves: &[f32], sums: &mut [f32; LANES]) {
    let Some(leaves) = leaves.first_chunk::<N>() else { return };
    let mut folded = [0; N];
    folded[..sets.len()].copy_from_slice(sets);
    let mut bits = [[0; LANES / 8]; BITS];
    for (bit, rows) in bits.iter_mut().enumerate().rev() {
        let (low, high) = folded.split_at_mut(1 << bit);
        let mut set = 0;
        for (low, high) in low.iter_mut().zip(high) {
            set |= *high;
            *low |= *high;
        }
        *rows = u64::to_le_bytes(set);
    }
    for (at, sums) in sums.chunks_exact_mut(8).enumerate() {
        let eight = (0..BITS).fold(0, |eight, bit| eight | SPREAD[usize::from(bits[bit][at])] << bit);
        for (sum, leaf) in sums.iter_mut().zip(u64::to_le_bytes(eight)) {
            *sum += leaves[usize::from(leaf) % N];
        }
    }
}

/// For each byte its bits as bytes of 0 or 1, the lowest first.
const SPREAD: [u64; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut bit = 0;
        while bit < 8 {
            table[byte] |= (byte as u64 >> bit & 1) << (8 * bit);
            bit += 1;
        }
        byte += 1;
    }
    table
};

impl Ensemble {
    /// Thresholds of each feature, ascending, and trees whose conditions count through them.
    pub(super) fn new(thresholds: Vec<Vec<f32>>, trees: Vec<Tree>) -> Self {
        Self { thresholds, trees }
    }

    /// The sum of the trees' values for each row.
    pub(crate) fn sums(&self, features: &Matrix) -> Vec<f32> {
        let rows: Vec<&[f32]> = features.rows().collect();
        let mut all = Vec::with_capacity(rows.len());
        let mut conditions = Vec::with_capacity(self.thresholds.iter().map(Vec::len).sum());
        let mut sets = [0; 2 * MAX_LEAVES];
        for rows in rows.chunks(LANES) {
            conditions.clear();
            self.ask(rows, &mut conditions);
            let mut sums = [0.0; LANES];
            for tree in &self.trees {
                tree.add(&conditions, &mut sets, &mut sums);
            }
            all.extend_from_slice(&sums[..rows.len()]);
        }
        all
    }

    /// For each condition the rows where it holds.
    fn ask(&self, rows: &[&[f32]], conditions: &mut Vec<u64>) {
        let mut tile = [[0.0; LANES]; TILE];
        for (first, thresholds) in self.thresholds.chunks(TILE).enumerate() {
            for (lane, row) in rows.iter().enumerate() {
                gather(&row[first * TILE..], lane, &mut tile);
            }
            for (values, thresholds) in tile.iter_mut().zip(thresholds) {
                // The last row stands for those that a full number would have, so that they widen no range.
                let last = values[rows.len() - 1];
                values[rows.len()..].fill(last);
                compare(values, thresholds, conditions);
            }
        }
    }
}

/// Copies the first columns of a row. What is no number is above no threshold, as the trainer has it.
fn gather(row: &[f32], lane: usize, tile: &mut [[f32; LANES]; TILE]) {
    let number = |value: f32| if value > f32::NEG_INFINITY { value } else { f32::NEG_INFINITY };
    let mut whole = [0.0; TILE];
    let row = row.first_chunk().unwrap_or_else(|| {
        whole[..row.len()].copy_from_slice(row);
        &whole
    });
    for (column, &value) in tile.iter_mut().zip(row) {
        column[lane % LANES] = number(value);
    }
}

/// For each threshold, ascending, the rows whose value is above it. Neighbours are alike: most thresholds lie under or
/// over all of their values.
fn compare(values: &[f32; LANES], thresholds: &[f32], conditions: &mut Vec<u64>) {
    let (least, most) = bounds(values);
    let under = thresholds.partition_point(|&threshold| threshold < least);
    let within = under + thresholds[under..].partition_point(|&threshold| threshold < most);
    conditions.resize(conditions.len() + under, !0);
    conditions.extend(thresholds[under..within].iter().map(|&threshold| above(values, threshold)));
    conditions.resize(conditions.len() + thresholds.len() - within, 0);
}

fn bounds(values: &[f32; LANES]) -> (f32, f32) {
    let (mut least, mut most) = ([f32::INFINITY; 8], [f32::NEG_INFINITY; 8]);
    for values in values.chunks_exact(8) {
        for ((least, most), &value) in least.iter_mut().zip(&mut most).zip(values) {
            *least = if value < *least { value } else { *least };
            *most = if value > *most { value } else { *most };
        }
    }
    (least.into_iter().fold(f32::INFINITY, f32::min), most.into_iter().fold(f32::NEG_INFINITY, f32::max))
}

/// The rows whose value is above the threshold. In halves: a bit fits where a value does.
fn above(values: &[f32; LANES], threshold: f32) -> u64 {
    let half = |values: &[f32]| {
        values.iter().zip(&BITS).fold(0, |set, (&value, bit)| set | if value > threshold { *bit } else { 0 })
    };
    let (low, high) = values.split_at(LANES / 2);
    u64::from(half(low)) | u64::from(half(high)) << 32
}

/// Each bit of a word: shifting by a different number in each lane is slow.
static BITS: [u32; 32] = {
    let mut bits = [0; 32];
    let mut at = 0;
    while at < bits.len() {
        bits[at] = 1 << at;
        at += 1;
    }
    bits
};

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const THRESHOLDS: [f32; 3] = [0.0, 1.0, 2.0];
    const FEATURES: usize = 11;

    type Nodes = Vec<(u16, [i8; 2])>;

    /// Each new node takes the place of a leaf, the first that of the only one.
    fn grown(choices: &[(usize, u16)]) -> Nodes {
        let mut nodes = Nodes::new();
        let mut leaves = Vec::new();
        for (at, &(place, condition)) in choices.iter().enumerate() {
            if at > 0 {
                let (parent, side): (usize, usize) = leaves.swap_remove(place % leaves.len());
                nodes[parent].1[side] = at as i8;
            }
            nodes.push((condition % (FEATURES * THRESHOLDS.len()) as u16, [0; 2]));
            leaves.extend([(at, 0), (at, 1)]);
        }
        for (leaf, (parent, side)) in leaves.into_iter().enumerate() {
            nodes[parent].1[side] = !(leaf as i8);
        }
        nodes
    }

    fn leaf(nodes: &Nodes, row: &[f32]) -> usize {
        let mut at = if nodes.is_empty() { !0 } else { 0 };
        while at >= 0 {
            let (condition, children) = nodes[at as usize];
            let (feature, threshold) =
                (usize::from(condition) / THRESHOLDS.len(), usize::from(condition) % THRESHOLDS.len());
            at = children[usize::from(row[feature] > THRESHOLDS[threshold])];
        }
        !at as usize
    }

    fn rows() -> impl Strategy<Value = Vec<f32>> {
        let value =
            prop::sample::select(vec![-1.0, 0.0, 0.5, 1.0, 2.0, 9.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY]);
        (0..150_usize).prop_flat_map(move |rows| prop::collection::vec(value.clone(), rows * FEATURES))
    }

    proptest! {
        #[test]
        fn many_rows_at_once_reach_the_leaves_that_each_reaches_alone(
            trees in prop::collection::vec(prop::collection::vec((any::<usize>(), any::<u16>()), 0..MAX_LEAVES), 0..4),
            rows in rows(),
        ) {
            let trees: Vec<Nodes> = trees.iter().map(|choices| grown(choices)).collect();
            let value = |tree: usize, leaf: usize| (tree * 1000 + leaf) as f32;
            let built = trees.iter().enumerate().map(|(at, nodes)| {
                Tree::new(nodes, (0..=nodes.len()).map(|leaf| value(at, leaf)).collect()).unwrap()
            });
            let ensemble = Ensemble::new(vec![THRESHOLDS.to_vec(); FEATURES], built.collect());
            let alone = |row: &[f32]| trees.iter().enumerate().map(|(at, nodes)| value(at, leaf(nodes, row))).sum::<f32>();
            let expected: Vec<f32> = rows.chunks(FEATURES).map(alone).collect();
            prop_assert_eq!(ensemble.sums(&Matrix::new(FEATURES, rows)), expected);
        }
    }

    #[test]
    fn what_is_no_tree_is_refused() {
        let leaves = || vec![0.0; 3];
        assert!(Tree::new(&[(0, [1, !0]), (0, [!1, !2])], leaves()).is_some());
        for nodes in [[(0, [1, 1]), (0, [!1, !2])], [(0, [0, !0]), (0, [!1, !2])], [(0, [1, !0]), (0, [!1, !1])]] {
            assert!(Tree::new(&nodes, leaves()).is_none(), "{nodes:?}");
        }
        assert!(Tree::new(&[(0, [1, !0]), (0, [!1, !3])], leaves()).is_none());
        assert!(Tree::new(&[(0, [!0, !1])], leaves()).is_none());
    }
}
