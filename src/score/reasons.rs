//! Which features moved a score, and how far.
//!
//! A tree's value for a block is the mean of its values for the page's blocks, and what each step down from the root adds to
//! that: the mean over the blocks that reach the next node, less the mean over those that reach this one. What a step adds is put
//! down to the feature that it asks (Saabas, "Interpreting random forests", 2014, with the page in place of the training set), so a
//! reason says what sets the block apart from its page.

use super::questions::Row;
use super::trees::Ensemble;

/// For each row the features that moved its sum most, as column and effect, the strongest first. `times` says what the sums of the trees
/// are multiplied by for a row; `width` is how many features there are.
pub(super) fn strongest<const N: usize>(
    trees: [&Ensemble; N],
    rows: &[Row],
    times: impl Fn(usize) -> [f32; N],
    width: usize,
    most: usize,
) -> Vec<Vec<(usize, f32)>> {
    let known = trees.map(|trees| (trees, trees.node_means(rows)));
    let mut effects = vec![0.0; width];
    let mut of_trees = vec![0.0; width];
    let of_row = |(at, row): (usize, &Row)| {
        effects.fill(0.0);
        for ((trees, means), times) in known.iter().zip(times(at)) {
            of_trees.fill(0.0);
            trees.add_effects(row, means, &mut of_trees);
            for (effect, of_trees) in effects.iter_mut().zip(&of_trees) {
                *effect += times * of_trees;
            }
        }
        let mut order: Vec<usize> = (0..width).filter(|&column| effects[column] != 0.0).collect();
        order.sort_by(|&a, &b| effects[b].abs().total_cmp(&effects[a].abs()).then(a.cmp(&b)));
        order.into_iter().take(most).map(|column| (column, effects[column])).collect()
    };
    rows.iter().enumerate().map(of_row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{self, Features, Said};
    use crate::score::BlockModel;
    use crate::{blocks, dom, metadata, options::Extractor};

    #[test]
    fn the_effects_add_up_to_what_sets_a_block_apart_from_its_page() {
        let html = include_str!("../../corpus/html/news-copier-en.html");
        let limits = &Extractor::new().limits;
        let (document, page, _) = blocks::read(dom::parse(html, limits).0, limits);
        let metadata = metadata::collect(&document, &page, None);
        let rows = Features::new(&document, &page, Said::by(&metadata)).all();
        let model = BlockModel::from_bytes(include_bytes!("model.bin")).unwrap();
        let trees = model.first.trees();
        let rows: Vec<Row> = rows.rows().map(Row::of).collect();
        let mut sums = vec![0.0; rows.len()];
        for trees in trees {
            trees.add(|at| rows[at], &mut sums);
        }
        let mean = sums.iter().sum::<f32>() / sums.len() as f32;
        let effects = strongest(trees, &rows, |_| [1.0; 2], features::width(), usize::MAX);
        for (sum, effects) in sums.iter().zip(effects) {
            let told: f32 = effects.iter().map(|(_, effect)| effect).sum();
            assert!((sum - mean - told).abs() < 1e-2, "{sum} less {mean} is not {told}");
        }
    }
}
