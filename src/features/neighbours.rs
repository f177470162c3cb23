//! The blocks right before and after, and windows of them.

use super::{Column, Context, flag, ratio};
use crate::article::BlockKind;

pub(super) const COLUMNS: &[Column] = &[
    ("prev_letters", "letters of the block before"),
    ("prev_link_ratio", "link ratio of the block before"),
    ("prev_ends_sentence", "1 if the block before ends a sentence"),
    ("prev_heading", "1 if the block before is a heading"),
    ("prev_like", "1 if the block before stands in an element with the same path of tags and classes"),
    ("next_letters", "letters of the block after"),
    ("next_link_ratio", "link ratio of the block after"),
    ("next_ends_sentence", "1 if the block after ends a sentence"),
    ("next_heading", "1 if the block after is a heading"),
    ("next_like", "1 if the block after stands in an element with the same path of tags and classes"),
    ("prev2_letters", "letters of the block two before"),
    ("prev2_link_ratio", "link ratio of the block two before"),
    ("next2_letters", "letters of the block two after"),
    ("next2_link_ratio", "link ratio of the block two after"),
    ("around3_prose", "share of prose in the letters of three blocks on each side and the block"),
    ("around3_letters", "letters of three blocks on each side and the block"),
    ("before8_prose", "share of prose in the letters of the eight blocks before"),
    ("before8_letters", "letters of the eight blocks before"),
    ("before8_links", "share inside links of the letters of the eight blocks before"),
    ("after8_prose", "share of prose in the letters of the eight blocks after"),
    ("after8_letters", "letters of the eight blocks after"),
    ("after8_links", "share inside links of the letters of the eight blocks after"),
    ("prose_gap_before", "blocks back to the last block of 80 letters of prose or more"),
    ("prose_gap_after", "blocks on to the next block of 80 letters of prose or more"),
    ("run", "blocks in the run of neighbours with the same path of tags and classes"),
];

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let prev = Neighbour::new(context, at, -1);
    let next = Neighbour::new(context, at, 1);
    let prev2 = Neighbour::new(context, at, -2);
    let next2 = Neighbour::new(context, at, 2);
    let last = context.page.blocks.len();
    let around = context.sums.between(at.saturating_sub(3), (at + 4).min(last));
    let before = context.sums.between(at.saturating_sub(8), at);
    let after = context.sums.between(at + 1, (at + 9).min(last));
    let (gap_before, gap_after) = context.votes.prose_gaps(at);
    row.copy_from_slice(&[
        prev.letters,
        prev.link_ratio,
        prev.ends_sentence,
        prev.heading,
        prev.like,
        next.letters,
        next.link_ratio,
        next.ends_sentence,
        next.heading,
        next.like,
        prev2.letters,
        prev2.link_ratio,
        next2.letters,
        next2.link_ratio,
        ratio(around.prose, around.letters),
        around.letters,
        ratio(before.prose, before.letters),
        before.letters,
        ratio(before.link_letters, before.letters),
        ratio(after.prose, after.letters),
        after.letters,
        ratio(after.link_letters, after.letters),
        gap_before,
        gap_after,
        context.groups.run(at),
    ]);
}

/// Numbers of a neighbour; -1 beyond the page's edge.
struct Neighbour {
    letters: f32,
    link_ratio: f32,
    ends_sentence: f32,
    heading: f32,
    like: f32,
}

impl Neighbour {
    fn new(context: &Context, at: usize, offset: isize) -> Self {
        let there = at.checked_add_signed(offset);
        let Some((there, block)) = there.and_then(|there| Some((there, context.page.blocks.get(there)?))) else {
            return Self { letters: -1.0, link_ratio: -1.0, ends_sentence: -1.0, heading: -1.0, like: -1.0 };
        };
        Self {
            letters: block.counts.letters,
            link_ratio: context.link_ratio[there],
            ends_sentence: flag(block.counts.ends_sentence),
            heading: flag(matches!(block.kind, BlockKind::Heading(_))),
            like: flag(context.groups.same_path(at, there)),
        }
    }
}
