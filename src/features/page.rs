//! The page as a whole; the same for all of its blocks.

use super::{Column, Context, ratio};

pub(super) const COLUMNS: &[Column] = &[
    ("blocks", "blocks of the page"),
    ("letters", "letters of the page"),
    ("link_ratio", "share of the page's letters inside links"),
    ("prose", "share of the page's letters that is prose"),
    ("mean", "letters for each block"),
    ("headings", "headings of the page"),
    ("list_items", "share of the blocks that are list items"),
    ("paragraphs", "share of the blocks that are paragraphs"),
    ("short", "share of the blocks under 40 letters"),
    ("images", "images for each block"),
    ("controls", "buttons and form fields for each block"),
    ("digits", "digits for each letter"),
    ("sentences", "ends of sentences of the page"),
];

pub(super) fn fill(context: &Context, _at: usize, row: &mut [f32]) {
    let total = context.totals();
    row.copy_from_slice(&[
        total.blocks,
        total.letters,
        ratio(total.link_letters, total.letters),
        ratio(total.prose, total.letters),
        ratio(total.letters, total.blocks),
        total.headings,
        ratio(total.list_items, total.blocks),
        ratio(total.paragraphs, total.blocks),
        ratio(total.short, total.blocks),
        ratio(total.images, total.blocks),
        ratio(total.controls, total.blocks),
        ratio(total.digits, total.letters),
        total.sentences,
    ]);
}
