//! Which features moved a score, and how far.
//!
//! A tree's value for a block is the mean of its values for the page's blocks, and what each step down from the root adds to
//! that: the mean over the blocks that reach the next node, less the mean over those that reach this one. What a step adds is put
//! down to the feature that it asks (Saabas, "Interpreting random forests", 2014, with the page in place of the training set), so a
//! reason says what sets the block apart from its page.

use super::trees::Ensemble;
use crate::features::Matrix;

/// For each row the features that moved its sum most, as column and effect, the strongest first.
pub(super) fn strongest(parts: &[(&Ensemble, &Matrix)], most: usize) -> Vec<Vec<(usize, f32)>> {
    let means: Vec<Vec<Vec<f32>>> = parts.iter().map(|(trees, rows)| trees.node_means(rows)).collect();
    let count = parts.first().map_or(0, |(_, rows)| rows.rows().len());
    let width = parts.iter().map(|(_, rows)| rows.rows().next().map_or(0, <[f32]>::len)).max().unwrap_or_default();
    let mut effects = vec![0.0; width];
    let rows: Vec<Vec<&[f32]>> = parts.iter().map(|(_, rows)| rows.rows().collect()).collect();
    let of_row = |at: usize| {
        effects.fill(0.0);
        for (((trees, _), means), rows) in parts.iter().zip(&means).zip(&rows) {
            trees.add_effects(rows[at], means, &mut effects);
        }
        let mut order: Vec<usize> = (0..width).filter(|&column| effects[column] != 0.0).collect();
        order.sort_by(|&a, &b| effects[b].abs().total_cmp(&effects[a].abs()).then(a.cmp(&b)));
        order.into_iter().take(most).map(|column| (column, effects[column])).collect()
    };
    (0..count).map(of_row).collect()
}
