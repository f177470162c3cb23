//! The page as a whole; the same for all of its blocks.

use super::context::{PROSE, Sums};
use super::groups::Groups;
use super::semantics::{Inherited, Landmark};
use super::{Column, Context, ratio};
use crate::blocks::Page;
use crate::lexicon::Part;

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
    ("longest", "share of the page's prose in its longest block"),
    ("in_main", "share of the page's prose inside main"),
    ("in_article", "share of the page's prose inside article"),
    ("in_list", "share of the page's prose inside lists"),
    ("in_table", "share of the page's prose inside tables"),
    ("in_link", "share of the page's prose in blocks inside a link"),
    ("named_body", "share of the page's prose in parts named as the body of an article"),
    ("named_comment", "share of the page's prose in parts named for comments"),
    ("named_post", "share of the page's prose in parts named as posts of a forum"),
    ("named_product", "share of the page's prose in parts named for a product"),
    ("named_review", "share of the page's prose in parts named for reviews"),
    ("named_related", "share of the page's prose in parts named as lists of other pages"),
    ("prose_blocks", "blocks of 80 letters of prose or more"),
    ("alike", "share of the page's prose in its largest group of blocks with the same path of tags and classes"),
    ("alike_containers", "share of the page's prose in its largest group of third containers with the same path"),
];

pub(super) fn fill(context: &Context, _at: usize, row: &mut [f32]) {
    row.copy_from_slice(&context.whole.0);
}

/// The columns, the same for all blocks.
pub(super) struct Whole([f32; COLUMNS.len()]);

impl Whole {
    pub(super) fn new(page: &Page, sums: &Sums, parts: &Inherited, groups: &Groups) -> Self {
        let total = sums.between(0, page.blocks.len());
        let prose = || (0..page.blocks.len()).map(|at| sums.between(at, at + 1).prose);
        let longest = prose().fold(0.0, f32::max);
        let prose_blocks = prose().filter(|&prose| prose >= PROSE).count() as f32;
        let (most, most_containers) = groups.most_prose();
        Self([
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
            ratio(longest, total.prose),
            parts.within(Landmark::Main),
            parts.within(Landmark::Article),
            parts.within(Landmark::List),
            parts.within(Landmark::Table),
            parts.within(Landmark::Link),
            parts.named(Part::Body),
            parts.named(Part::Comment),
            parts.named(Part::Post),
            parts.named(Part::Product),
            parts.named(Part::Review),
            parts.named(Part::Related),
            prose_blocks,
            ratio(most, total.prose),
            ratio(most_containers, total.prose),
        ])
    }
}
