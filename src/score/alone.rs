//! Trees asked about one row, as the models of whole pages are.
//!
//! From the root down each step waits for the one before, and a processor guesses every second turn wrong. Here all nodes of a tree are
//! asked, wherever the row may go: each takes the leaves away that its answer rules out, and one is left (`QuickScorer`, Lucchese et al., SIGIR
//! 2015).

use super::Model;
use super::format::Broken;
use super::questions::{Questions, Row};
use super::trees::{Ensemble, MAX_LEAVES, Tree};
use crate::scratch::Scratch;

/// Most leaves of a tree: one for each bit of a byte.
const LEAVES: usize = 8;

/// A trained model for rows that stand alone.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alone {
    questions: Questions,
    trees: Vec<Small>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Small {
    nodes: [Node; LEAVES - 1],
    leaves: [f32; LEAVES],
}

/// A question, and the leaves that stay where its answer is no, and where it is yes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Node {
    question: u16,
    stay: [u8; 2],
}

impl Alone {
    /// Reads a model, checking that it is whole, was trained on features of these names, and has no larger trees.
    pub(crate) fn for_features<'a>(
        bytes: &[u8],
        names: impl Iterator<Item = (String, &'a str)>,
    ) -> Result<Self, Broken> {
        Self::of(Model::for_features(bytes, names)?.trees)
    }

    fn of(ensemble: Ensemble) -> Result<Self, Broken> {
        let small = |(at, tree)| Small::of(tree).ok_or(Broken::Tree(at));
        let trees = ensemble.trees().enumerate().map(small).collect::<Result<_, _>>()?;
        Ok(Self { questions: ensemble.questions, trees })
    }

    /// What the trees add up to.
    pub(crate) fn sum(&self, row: &[f32]) -> f32 {
        let row = Row::of(row);
        let answers: Scratch<u8> = self.questions.answers(&row).map(u8::from).collect();
        self.trees.iter().fold(0.0, |sum, tree| sum + tree.value(&answers))
    }
}

impl Small {
    fn of(tree: Tree) -> Option<Self> {
        let count = tree.nodes.len();
        // The leaves below each slot; children stand behind their parents.
        let mut below = [0_u8; 2 * MAX_LEAVES];
        for (bit, leaf) in below.iter_mut().skip(MAX_LEAVES).take(LEAVES).enumerate() {
            *leaf = 1 << bit;
        }
        let mut nodes = [Node { question: 0, stay: [!0; 2] }; LEAVES - 1];
        let places = nodes.get_mut(..count)?;
        for (at, (node, place)) in tree.nodes.iter().zip(places).enumerate().rev() {
            let [left, right] = node.children.map(|child| below[usize::from(child)]);
            below[at] = left | right;
            *place = Node { question: node.question, stay: [!right, !left] };
        }
        Some(Self { nodes, leaves: *tree.leaves.first_chunk()? })
    }

    fn value(&self, answers: &[u8]) -> f32 {
        // A bit and no comparison: the compiler makes no branch of it.
        let answer = |question: u16| answers.get(usize::from(question)).copied().unwrap_or_default() & 1;
        let stay = |node: &Node| node.stay[usize::from(answer(node.question))];
        let left = self.nodes.iter().fold(!0_u8, |left, node| left & stay(node));
        self.leaves.get(left.trailing_zeros() as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::trees::tests::{FEATURES, grown, questions, values};
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_row_reaches_the_leaves_that_it_walks_to(
            trees in prop::collection::vec(prop::collection::vec((any::<usize>(), any::<u16>()), 0..LEAVES), 0..20),
            row in prop::collection::vec(values(), FEATURES),
        ) {
            let mut ensemble = Ensemble::new(questions());
            for (at, choices) in trees.iter().enumerate() {
                let leaves: Vec<f32> = (0..=choices.len()).map(|leaf| (at * 100 + leaf) as f32).collect();
                ensemble.push(&grown(choices), &leaves).unwrap();
            }
            let walked = ensemble.sum(&Row::of(&row), 0.0);
            prop_assert_eq!(Alone::of(ensemble).unwrap().sum(&row).to_bits(), walked.to_bits());
        }
    }

    #[test]
    fn a_tree_of_more_leaves_is_refused() {
        let with = |leaves: usize| {
            let mut ensemble = Ensemble::new(questions());
            ensemble.push(&grown(&vec![(0, 0); leaves - 1]), &vec![1.0; leaves]).unwrap();
            Alone::of(ensemble)
        };
        assert!(with(LEAVES).is_ok());
        assert_eq!(with(LEAVES + 1), Err(Broken::Tree(0)));
    }
}
