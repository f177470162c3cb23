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

/// Sums of trees. Nodes and leaves of all trees stand one after the other: a page has pushed them out of the cache by the time that the
/// next one asks, and what is read in order comes back sooner.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ensemble {
    pub(super) questions: Questions,
    /// The inner nodes of each tree.
    sizes: Vec<u8>,
    nodes: Vec<Node>,
    /// Those of a tree are filled up to its [`room`].
    leaves: Vec<f32>,
}

/// Goes right where the answer to the question is yes: its feature is above its threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Node {
    pub(super) question: u16,
    /// Left and right: under [`MAX_LEAVES`] a node, from there on a leaf.
    pub(super) children: [u8; 2],
}

/// One of the trees.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tree<'a> {
    pub(super) nodes: &'a [Node],
    pub(super) leaves: &'a [f32],
}

/// Places for the leaves of trees: the fewer there are, the less there is to do.
const ROOMS: [usize; 4] = [8, 16, 32, MAX_LEAVES];

/// Places for the leaves of a tree of so many inner nodes.
fn room(inner: usize) -> usize {
    ROOMS.into_iter().find(|&room| inner < room).unwrap_or(MAX_LEAVES)
}

impl Tree<'_> {
    /// Parts the rows: `sets` become the rows that reach each node and leaf. `answers` are the rows above each threshold.
    fn part(self, answers: &[u64], sets: &mut [u64; 2 * MAX_LEAVES]) {
        // Without nodes all rows are in the only leaf.
        sets[if self.nodes.is_empty() { MAX_LEAVES } else { 0 }] = !0;
        for (at, node) in self.nodes.iter().take(MAX_LEAVES).enumerate() {
            let here = sets[at];
            let above = here & answers[usize::from(node.question)];
            let [left, right] = node.children.map(usize::from);
            sets[left] = here ^ above;
            sets[right] = above;
        }
        sets[MAX_LEAVES + self.nodes.len() + 1..MAX_LEAVES + self.leaves.len()].fill(0);
    }
}

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
    fn place(&mut self, at: usize, tree: Tree, answers: &[u64], rows: usize) {
        tree.part(answers, &mut self.sets);
        let room = tree.leaves.len();
        if room == ROOMS[0] {
            self.number::<3, { ROOMS[0] }>(at, tree.leaves, rows);
        } else if room == ROOMS[1] {
            self.number::<4, { ROOMS[1] }>(at, tree.leaves, rows);
        } else if room == ROOMS[2] {
            self.number::<5, { ROOMS[2] }>(at, tree.leaves, rows);
        } else {
            self.number::<7, { ROOMS[3] }>(at, tree.leaves, rows);
        }
    }

    /// Keeps the leaves' values and the leaf of each row.
    fn number<const BITS: usize, const N: usize>(&mut self, at: usize, leaves: &[f32], rows: usize) {
        if let (Some(sets), Some(leaves)) = (self.sets[MAX_LEAVES..].first_chunk::<N>(), leaves.first_chunk::<N>()) {
            number::<BITS, N>(*sets, &mut self.places[at].as_chunks_mut().0[..rows.div_ceil(8)]);
            self.values[at][..N].copy_from_slice(leaves);
        }
    }

    /// Adds the values of the trees to the sums, tree by tree.
    fn add(&self, sums: &mut [f32]) {
        for (row, sum) in sums.iter_mut().take(LANES).enumerate() {
            for (places, values) in self.places.iter().zip(&self.values) {
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
    /// No trees yet.
    pub(super) fn new(questions: Questions) -> Self {
        Self { questions, sizes: Vec::new(), nodes: Vec::new(), leaves: Vec::new() }
    }

    /// Takes a tree in. Nodes are a question and two children: 0 or more is a node, `!child` a leaf. `None` unless every node but the
    /// first and every leaf is the child of one node before it.
    pub(super) fn push(&mut self, nodes: &[(u16, [i8; 2])], leaves: &[f32]) -> Option<()> {
        let mut known = [false; 2 * MAX_LEAVES];
        let mut slot = |parent: usize, child: i8| {
            let leaf = usize::from(!child as u8);
            let slot = match usize::try_from(child) {
                Ok(node) if node > parent && node < nodes.len() => node,
                Err(_) if leaf < leaves.len() => MAX_LEAVES + leaf,
                _ => return None,
            };
            (!std::mem::replace(&mut known[slot], true)).then_some(slot as u8)
        };
        let parsed = nodes.iter().enumerate().map(|(at, &(question, [left, right]))| {
            Some(Node { question, children: [slot(at, left)?, slot(at, right)?] })
        });
        let nodes: Vec<Node> = parsed.collect::<Option<_>>()?;
        (leaves.len() == nodes.len() + 1).then(|| self.extend(Tree { nodes: &nodes, leaves }))
    }

    fn extend(&mut self, tree: Tree) {
        let inner = tree.nodes.len();
        self.sizes.push(inner as u8);
        self.nodes.extend_from_slice(tree.nodes);
        self.leaves.extend_from_slice(&tree.leaves[..=inner]);
        self.leaves.extend(std::iter::repeat_n(0.0, room(inner) - inner - 1));
    }

    pub(super) fn trees(&self) -> impl Iterator<Item = Tree<'_>> {
        let (mut nodes, mut leaves) = (self.nodes.as_slice(), self.leaves.as_slice());
        self.sizes.iter().map_while(move |&inner| {
            let inner = usize::from(inner);
            Some(Tree { nodes: nodes.split_off(..inner)?, leaves: leaves.split_off(..room(inner))? })
        })
    }

    /// The sum of the trees' values for each row.
    pub(super) fn sums(&self, features: &Matrix) -> Scratch<f32> {
        let mut sums = Scratch::filled(0.0, features.rows().len());
        self.add(|at| Row::of(features.row(at)), &mut sums);
        sums
    }

    /// A sum and the trees' values for a row.
    pub(super) fn sum(&self, row: &Row, sum: f32) -> f32 {
        self.trees().fold(sum, |sum, tree| sum + tree.value(row, &self.questions))
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
        let mut count = 0;
        for tree in self.trees() {
            placed.place(count, tree, answers, sums.len());
            count += 1;
            if count == AT_ONCE {
                placed.add(sums);
                count = 0;
            }
        }
        if count > 0 {
            placed.values[count..].fill([0.0; 256]);
            placed.add(sums);
        }
    }

    /// The first trees and the rest, each with no more questions than they ask.
    pub(super) fn split_at(&self, trees: usize) -> Option<(Self, Self)> {
        let parts = || (self.of(|| self.trees().take(trees)), self.of(|| self.trees().skip(trees)));
        (trees <= self.sizes.len()).then(parts)
    }

    fn of<'a, I: Iterator<Item = Tree<'a>>>(&self, trees: impl Fn() -> I) -> Self {
        let (questions, numbers) = self.questions.only(trees().flat_map(|tree| tree.nodes).map(|node| node.question));
        let mut some = Self::new(questions);
        trees().for_each(|tree| some.extend(tree));
        for node in &mut some.nodes {
            node.question = numbers[usize::from(node.question)];
        }
        some
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    const THRESHOLDS: [f32; 3] = [0.0, 1.0, 2.0];
    pub(in crate::score) const FEATURES: usize = 11;

    pub(in crate::score) type Nodes = Vec<(u16, [i8; 2])>;

    pub(in crate::score) fn questions() -> Questions {
        Questions::new(&vec![THRESHOLDS.to_vec(); FEATURES]).unwrap()
    }

    /// Each new node takes the place of a leaf, the first that of the only one.
    pub(in crate::score) fn grown(choices: &[(usize, u16)]) -> Nodes {
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

    pub(in crate::score) fn values() -> impl Strategy<Value = f32> + Clone {
        prop::sample::select(vec![-1.0, 0.0, 0.5, 1.0, 2.0, 9.0, f32::NAN, f32::INFINITY, f32::NEG_INFINITY])
    }

    fn rows() -> impl Strategy<Value = Vec<f32>> {
        (0..150_usize).prop_flat_map(move |rows| prop::collection::vec(values(), rows * FEATURES))
    }

    proptest! {
        #[test]
        fn many_rows_at_once_reach_the_leaves_that_each_reaches_alone(
            trees in prop::collection::vec(prop::collection::vec((any::<usize>(), any::<u16>()), 0..MAX_LEAVES), 0..20),
            rows in rows(),
        ) {
            let trees: Vec<Nodes> = trees.iter().map(|choices| grown(choices)).collect();
            let value = |tree: usize, leaf: usize| (tree * 1000 + leaf) as f32;
            let mut ensemble = Ensemble::new(questions());
            for (at, nodes) in trees.iter().enumerate() {
                let leaves: Vec<f32> = (0..=nodes.len()).map(|leaf| value(at, leaf)).collect();
                ensemble.push(nodes, &leaves).unwrap();
            }
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
        let pushed = |nodes: &[(u16, [i8; 2])]| Ensemble::new(questions()).push(nodes, &[0.0; 3]).is_some();
        assert!(pushed(&[(0, [1, !0]), (0, [!1, !2])]));
        for nodes in [[(0, [1, 1]), (0, [!1, !2])], [(0, [0, !0]), (0, [!1, !2])], [(0, [1, !0]), (0, [!1, !1])]] {
            assert!(!pushed(&nodes), "{nodes:?}");
        }
        assert!(!pushed(&[(0, [1, !0]), (0, [!1, !3])]));
        assert!(!pushed(&[(0, [!0, !1])]));
    }
}
