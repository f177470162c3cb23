//! Which share of each block belongs to the labelled text.

use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::HashMap;

/// For each block the share of its tokens that stand, in order, in the labelled text, from 0 to 1.
///
/// The alignment is a longest common subsequence over the page. Text that the label has in another order is found by
/// its runs of three tokens. Of blocks with the same text the first counts.
pub(super) fn block_labels<'a>(blocks: impl Iterator<Item = &'a str>, label: &str) -> Vec<f32> {
    let mut vocabulary = Vocabulary::default();
    let label = vocabulary.tokens(label);
    let blocks: Vec<Vec<u32>> = blocks.map(|block| vocabulary.tokens(block)).collect();
    let mut matched = aligned(&blocks, &label);
    cover_moved(&blocks, &label, &mut matched);
    let mut shares: Vec<f32> = blocks
        .iter()
        .zip(&matched)
        .map(|(block, &matched)| if block.is_empty() { 0.0 } else { matched as f32 / block.len() as f32 })
        .collect();
    first_copy_wins(&blocks, &mut shares);
    shares
}

#[derive(Default)]
struct Vocabulary(HashMap<String, u32>);

impl Vocabulary {
    fn tokens(&mut self, text: &str) -> Vec<u32> {
        super::metrics::tokens(text, Some("zh"))
            .into_iter()
            .map(|token| {
                let next = self.0.len() as u32;
                *self.0.entry(token).or_insert(next)
            })
            .collect()
    }
}

/// How many tokens of each block the alignment matches.
fn aligned(blocks: &[Vec<u32>], label: &[u32]) -> Vec<usize> {
    let owner: Vec<usize> =
        blocks.iter().enumerate().flat_map(|(at, block)| std::iter::repeat_n(at, block.len())).collect();
    let page: Vec<u32> = blocks.concat();
    let mut matched = vec![0; blocks.len()];
    for op in capture_diff_slices(Algorithm::Myers, &page, label) {
        if op.tag() == DiffTag::Equal {
            for at in op.old_range() {
                matched[owner[at]] += 1;
            }
        }
    }
    matched
}

/// Blocks that the alignment missed because the label has them elsewhere: at least half of their runs of three tokens
/// stand in the label and belong to no block that was aligned.
fn cover_moved(blocks: &[Vec<u32>], label: &[u32], matched: &mut [usize]) {
    let mut free: HashMap<&[u32], i32> = HashMap::new();
    for run in label.windows(3) {
        *free.entry(run).or_default() += 1;
    }
    let is_aligned = |block: &[u32], matched: usize| matched * 2 >= block.len();
    for (block, _) in blocks.iter().zip(&*matched).filter(|(block, matched)| is_aligned(block, **matched)) {
        for run in block.windows(3) {
            free.entry(run).and_modify(|left| *left -= 1);
        }
    }
    for (block, matched) in blocks.iter().zip(matched).filter(|(block, _)| block.len() >= 5) {
        let runs = block.len() - 2;
        let found = block.windows(3).filter(|run| free.get(run).is_some_and(|left| *left > 0)).count();
        if !is_aligned(block, *matched) && found * 2 > runs {
            *matched = block.len() * found / runs;
            for run in block.windows(3) {
                free.entry(run).and_modify(|left| *left -= 1);
            }
        }
    }
}

fn first_copy_wins(blocks: &[Vec<u32>], shares: &mut [f32]) {
    let mut copies: HashMap<&[u32], Vec<usize>> = HashMap::new();
    for (at, block) in blocks.iter().enumerate() {
        copies.entry(block).or_default().push(at);
    }
    for places in copies.into_values().filter(|places| places.len() > 1) {
        let mut own: Vec<f32> = places.iter().map(|&at| shares[at]).collect();
        own.sort_by(|a, b| b.total_cmp(a));
        for (at, share) in places.into_iter().zip(own) {
            shares[at] = share;
        }
    }
}
