//! Gradient-boosted trees, evaluated over 64 rows at once with a bit for each.
//!
//! Whether a feature is above a threshold, for 64 rows, is one word; it is found once, however many nodes ask for it. A
//! tree then parts the set of all rows from the root down to the leaves, with two operations a node, and has no branch
//! to mispredict. `QuickScorer` (Lucchese et al., SIGIR 2015) keeps a bit for each leaf of a row instead; blocks of one
//! page stand side by side here, and most of them answer alike.

use super::questions::{LANES, Questions, Row};
use crate::features::Matrix;
use crate::scratch::Scratch;

/// Most leaves of a tree.
pub(super) const MAX_LEAVES: usize = 128;

/// Sums of trees.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ensemble {
    pub(super) questions: Questions,
    pub(super) trees: Vec<Tree>,
}

/// Goes right where the answer to the question is yes: its feature is above its threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Node {
    pub(super) question: u16,
    /// Left and right: under [`MAX_LEAVES`] a node, from there on a leaf.
    pub(super) children: [u8; 2],
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// Filled up to [`SMALL`] or [`MAX_LEAVES`].
    pub(super) leaves: Vec<f32>,
    used: usize,
}

impl Tree {
    /// Nodes are a question and two children: 0 or more is a node, `!child` a leaf. `None` unless every node but the
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
        let parsed = nodes.iter().enumerate().map(|(at, &(question, [left, right]))| {
            Some(Node { question, children: [slot(at, left)?, slot(at, right)?] })
        });
        let nodes: Vec<Node> = parsed.collect::<Option<_>>()?;
        if used != nodes.len() + 1 {
            return None;
        }
        leaves.resize(if used <= SMALL { SMALL } else { MAX_LEAVES }, 0.0);
        Some(Self { nodes, leaves, used })
    }

    /// Parts the rows: `sets` become the rows that reach each node and leaf. `answers` are the rows above each threshold.
    fn part(&self, answers: &[u64], sets: &mut [u64; 2 * MAX_LEAVES]) {
        // Without nodes all rows are in the only leaf.
        sets[if self.nodes.is_empty() { MAX_LEAVES } else { 0 }] = !0;
        for (at, node) in self.nodes.iter().take(MAX_LEAVES).enumerate() {
            let here = sets[at];
            let above = here & answers[usize::from(node.question)];
            let [left, right] = node.children.map(usize::from);
            sets[left] = here ^ above;
            sets[right] = above;
        }
        sets[MAX_LEAVES + self.used..MAX_LEAVES + self.leaves.len()].fill(0);
    }
}

/// Leaves of a small tree.
const SMALL: usize = 32;

/// Trees whose values are added in one go: sums are read and written that much less often.
const AT_ONCE: usize = 8;

/// Where some trees put rows.
struct Placed {
    sets: [u64; 2 * MAX_LEAVES],
    /// The leaf of each row, for each tree.
    places: [[u8; LANES]; AT_ONCE],
    /// The values of each tree's leaves. There is one for whatever a byte may say.
    values: [[f32; 256]; AT_ONCE],
}

impl Placed {
    fn new() -> Self {
        Self { sets: [0; 2 * MAX_LEAVES], places: [[0; LANES]; AT_ONCE], values: [[0.0; 256]; AT_ONCE] }
    }

    /// Places so many rows by one of the trees.
    fn place(&mut self, at: usize, tree: &Tree, answers: &[u64], rows: usize) {
        tree.part(answers, &mut self.sets);
        let sets = &self.sets[MAX_LEAVES..];
        let (places, values) = (&mut self.places[at].as_chunks_mut().0[..rows.div_ceil(8)], &mut self.values[at]);
        if let (Some(sets), Some(leaves)) = (sets.first_chunk::<MAX_LEAVES>(), tree.leaves.first_chunk()) {
            number::<7, MAX_LEAVES>(*sets, places);
            values[..MAX_LEAVES].copy_from_slice(leaves as &[f32; MAX_LEAVES]);
        } else if let (Some(sets), Some(leaves)) = (sets.first_chunk::<SMALL>(), tree.leaves.first_chunk()) {
            number::<5, SMALL>(*sets, places);
            values[..SMALL].copy_from_slice(leaves as &[f32; SMALL]);
        }
    }

    /// Adds the values of the first trees to the sums, tree by tree.
    fn add<const TREES: usize>(&self, sums: &mut [f32]) {
        for (row, sum) in sums.iter_mut().take(LANES).enumerate() {
            for (places, values) in self.places.iter().zip(&self.values).take(TREES) {
                *sum += values[usize::from(places[row])];
            }
        }
    }
}

/// From the set of rows of each leaf to the number of each row's leaf. `N` is 2 to the power of `BITS`.
///
/// One bit of the numbers for all rows after the other, the highest first, folding the leaves in half; then the bits of eight
/// rows side by side into bytes.
fn number<const BITS: usize, const N: usize>(mut sets: [u64; N], numbers: &mut [[u8; 8]]) {
    let mut bits = [[0; LANES / 8]; BITS];
    for (bit, rows) in bits.iter_mut().enumerate().rev() {
        let (low, high) = sets.split_at_mut(1 << bit);
        let mut set = 0;
        for (low, high) in low.iter_mut().zip(high) {
            set |= *high;
            *low |= *high;
        }
        *rows = u64::to_le_bytes(set);
    }
    for (at, eight) in numbers.iter_mut().enumerate() {
        let spread = (0..BITS).rev().fold(0, |spread, bit| spread << 1 | SPREAD[usize::from(bits[bit][at])]);
        *eight = u64::to_le_bytes(spread);
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
    /// The sum of the trees' values for each row.
    pub(super) fn sums(&self, features: &Matrix) -> Scratch<f32> {
        let mut sums = Scratch::filled(0.0, features.rows().len());
        self.add(|at| Row::of(features.row(at)), &mut sums);
        sums
    }

    /// A sum and the trees' values for a row.
    pub(super) fn sum(&self, row: &Row, sum: f32) -> f32 {
        self.trees.iter().fold(sum, |sum, tree| sum + tree.value(row, &self.questions))
    }

    /// Adds the trees' values for each row to its sum.
    pub(super) fn add<'a>(&self, row: impl Fn(usize) -> Row<'a>, sums: &mut [f32]) {
        let mut answers = Scratch::new();
        let mut rows = [Row::of(&[]); LANES];
        for (start, sums) in (0..).step_by(LANES).zip(sums.chunks_mut(LANES)) {
            for (at, place) in rows.iter_mut().take(sums.len()).enumerate() {
                *place = row(start + at);
            }
            self.add_at_once(&rows[..sums.len()], &mut answers, sums);
        }
    }

    /// The same of no more than [`LANES`] rows. `answers` is room.
    fn add_at_once(&self, rows: &[Row], answers: &mut Vec<u64>, sums: &mut [f32]) {
        if let ([row], [sum]) = (rows, &mut *sums) {
            *sum = self.sum(row, *sum);
            return;
        }
        answers.resize(self.questions.len(), 0);
        self.questions.ask(rows, answers);
        let mut placed = Placed::new();
        let (whole, rest) = self.trees.as_chunks::<AT_ONCE>();
        for trees in whole {
            trees.iter().enumerate().for_each(|(at, tree)| placed.place(at, tree, answers, sums.len()));
            placed.add::<AT_ONCE>(sums);
        }
        for tree in rest {
            placed.place(0, tree, answers, sums.len());
            placed.add::<1>(sums);
        }
    }

    /// The first trees and the rest, each with no more questions than they ask.
    pub(super) fn split_at(&self, trees: usize) -> Option<(Self, Self)> {
        let (first, rest) = self.trees.split_at_checked(trees)?;
        Some((self.of(first), self.of(rest)))
    }

    fn of(&self, trees: &[Tree]) -> Self {
        let (questions, numbers) =
            self.questions.only(trees.iter().flat_map(|tree| &tree.nodes).map(|node| node.question));
        let mut trees = trees.to_vec();
        for node in trees.iter_mut().flat_map(|tree| &mut tree.nodes) {
            node.question = numbers[usize::from(node.question)];
        }
        Self { questions, trees }
    }
}

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
        for (at, &(place, question)) in choices.iter().enumerate() {
            if at > 0 {
                let (parent, side): (usize, usize) = leaves.swap_remove(place % leaves.len());
                nodes[parent].1[side] = at as i8;
            }
            nodes.push((question % (FEATURES * THRESHOLDS.len()) as u16, [0; 2]));
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
            let (question, children) = nodes[at as usize];
            let (feature, threshold) =
                (usize::from(question) / THRESHOLDS.len(), usize::from(question) % THRESHOLDS.len());
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
            let questions = Questions::new(&vec![THRESHOLDS.to_vec(); FEATURES]).unwrap();
            let ensemble = Ensemble { questions, trees: built.collect() };
            let alone = |row: &[f32]| trees.iter().enumerate().map(|(at, nodes)| value(at, leaf(nodes, row))).sum::<f32>();
            let expected: Vec<f32> = rows.chunks(FEATURES).map(alone).collect();
            let rows = Matrix::new(FEATURES, rows.into_iter().collect());
            prop_assert_eq!(ensemble.sums(&rows).to_vec(), expected.clone());
            let (first, rest) = ensemble.split_at(trees.len() / 2).unwrap();
            let parts: Vec<f32> = first.sums(&rows).iter().zip(rest.sums(&rows).iter()).map(|(a, b)| a + b).collect();
            prop_assert_eq!(parts, expected);
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
