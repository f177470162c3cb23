//! The containers around a block, level by level.

use super::{Column, Context, ratio};

pub(super) const COLUMNS: &[Column] = &[
    ("share", "share of the page's letters in the container"),
    ("prose_share", "share of the page's prose (letters outside links in blocks with punctuation) in the container"),
    ("blocks", "blocks in the container"),
    ("letters", "letters for each block of the container"),
    ("link_ratio", "share of the container's letters inside links"),
    ("prose", "share of the container's letters that is prose"),
    ("sentences", "ends of sentences for each block of the container"),
    ("commas", "commas for each 100 letters of the container"),
    ("headings", "share of the container's blocks that are headings"),
    ("list_items", "share of the container's blocks that are list items"),
    ("paragraphs", "share of the container's blocks that are paragraphs"),
    ("short", "share of the container's blocks under 40 letters"),
    ("images", "images for each block of the container"),
    ("controls", "buttons and form fields for each block of the container"),
    ("digits", "digits for each letter of the container"),
    ("place", "where in the container the block stands, from 0 to 1"),
    ("points", "paragraph score of the container over the page's best"),
    ("repeats", "siblings of the container with its tag and classes"),
    ("repeat_share", "share of the siblings with its tag and classes"),
    ("repeat_spread", "standard deviation over mean of the letters of those siblings"),
    ("repeat_index", "how many of those siblings stand before"),
    ("repeat_link_ratio", "share of the letters of those siblings inside links"),
];

/// The container on a level, counted from the block.
pub(super) fn fill(context: &Context, at: usize, level: usize, row: &mut [f32]) {
    let Some(element) = context.chain(at).nth(level) else {
        row.fill(-1.0);
        return;
    };
    let blocks = &context.page.elements[element as usize].blocks;
    let sums = context.sums.over(blocks);
    let total = context.totals();
    let repeated = context.groups.siblings(element);
    row.copy_from_slice(&[
        ratio(sums.letters, total.letters),
        ratio(sums.prose, total.prose),
        sums.blocks,
        ratio(sums.letters, sums.blocks),
        ratio(sums.link_letters, sums.letters),
        ratio(sums.prose, sums.letters),
        ratio(sums.sentences, sums.blocks),
        ratio(sums.commas * 100.0, sums.letters),
        ratio(sums.headings, sums.blocks),
        ratio(sums.list_items, sums.blocks),
        ratio(sums.paragraphs, sums.blocks),
        ratio(sums.short, sums.blocks),
        ratio(sums.images, sums.blocks),
        ratio(sums.controls, sums.blocks),
        ratio(sums.digits, sums.letters),
        ratio((at as u32 - blocks.start) as f32, blocks.len() as f32),
        context.votes.points_share(element),
        repeated.count,
        repeated.share,
        repeated.spread,
        repeated.index,
        repeated.link_ratio,
    ]);
}
