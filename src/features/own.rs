//! The block's own text and place.

use super::{Column, Context, flag, ratio};
use crate::article::BlockKind;
use crate::tags::Tag;

pub(super) const COLUMNS: &[Column] = &[
    ("letters", "length in Latin letters that carry as much"),
    ("words", "words by UAX #29"),
    ("tokens", "alphanumeric runs"),
    ("density", "text density: letters for each line of 80 columns, the last line left out if there are more"),
    ("link_ratio", "share of the characters inside links"),
    ("links", "links"),
    ("sentences", "ends of sentences"),
    ("sentence_letters", "letters for each end of a sentence"),
    ("commas", "commas"),
    ("punctuation", "punctuation for each character"),
    ("digits", "digits for each character"),
    ("upper", "upper-case letters for each character"),
    ("lines", "lines, parted by line breaks"),
    ("ends_sentence", "1 if the last visible character ends a sentence"),
    ("bold", "share of the characters in bold"),
    ("images", "images"),
    ("controls", "buttons and form fields"),
    ("word_letters", "letters for each token"),
    ("heading", "level of the heading; 0 if it is none"),
    ("list_item", "1 in a list item"),
    ("cell", "1 in a table cell"),
    ("quote", "1 in a block quotation"),
    ("code", "1 if preformatted"),
    ("definition", "1 in a description list"),
    ("caption", "1 in a caption"),
    ("paragraph", "1 if the innermost block-level element is a p"),
    ("sole", "1 if the innermost block-level element holds no other block"),
    ("depth", "enclosing elements that hold different sets of blocks"),
    ("index", "blocks before it"),
    ("before", "share of the page's letters before it"),
    ("before_prose", "share of the page's letters in sentences outside links that stand before it"),
    ("blocks_after", "blocks after it"),
    ("capitalised", "share of the words that start in upper case"),
    ("short_words", "share of the tokens of three letters or fewer"),
    ("currency", "currency signs"),
    ("separators", "bars, bullets, slashes and arrows, as menus have them, for each character"),
    ("starts_lower", "1 if the first letter is lower case"),
    ("ends_colon", "1 if the last visible character is a colon"),
    ("hidden", "0 if visible; else what hides it: 1 display, 2 attribute, 3 visibility, 4 closed dialog"),
];

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let block = &context.page.blocks[at];
    let counts = &block.counts;
    let chars = counts.chars as f32;
    let holder = &context.page.elements[block.element as usize];
    let kind = |kind| flag(block.kind == kind);
    let total = &context.total;
    let before = context.sums.between(0, at);
    row.copy_from_slice(&[
        counts.letters,
        counts.words as f32,
        counts.tokens as f32,
        density(counts.letters),
        context.link_ratio[at],
        f32::from(block.inline.links),
        counts.sentences as f32,
        ratio(counts.letters, counts.sentences as f32),
        counts.commas as f32,
        ratio(counts.punctuation as f32, chars),
        ratio(counts.digits as f32, chars),
        ratio(counts.upper as f32, chars),
        counts.lines as f32,
        flag(counts.ends_sentence),
        ratio(block.inline.bold_chars as f32, chars),
        f32::from(block.inline.images),
        f32::from(block.inline.controls),
        ratio(counts.letters, counts.tokens as f32),
        if let BlockKind::Heading(level) = block.kind { f32::from(level) } else { 0.0 },
        kind(BlockKind::ListItem),
        kind(BlockKind::Cell),
        kind(BlockKind::Quote),
        kind(BlockKind::Code),
        kind(BlockKind::Definition),
        kind(BlockKind::Caption),
        flag(holder.tag == Tag::P),
        flag(holder.blocks.len() == 1),
        context.containers.first(at).map_or(0.0, |first| context.containers.depth[first] as f32),
        at as f32,
        ratio(before.letters, total.letters),
        ratio(before.prose, total.prose),
        (context.page.blocks.len() - 1 - at) as f32,
        ratio(counts.capitalised as f32, counts.tokens as f32),
        ratio(counts.short_words as f32, counts.tokens as f32),
        counts.currency as f32,
        ratio(counts.separators as f32, chars),
        flag(counts.starts_lower),
        flag(counts.ends_colon),
        block.hidden.map_or(0.0, |hidden| f32::from(hidden as u8)),
    ]);
}

/// Text density after Kohlschütter et al. 2010, with letters in place of tokens so that scripts compare.
fn density(letters: f32) -> f32 {
    const COLUMNS: f32 = 80.0;
    let lines = (letters / COLUMNS).floor();
    if lines < 1.0 { letters } else { (letters - letters % COLUMNS) / lines + (letters % COLUMNS) / (lines + 1.0) }
}
