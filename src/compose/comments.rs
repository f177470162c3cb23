//! What readers wrote below an article, for callers who want none of it.

use crate::blocks::{Holder, Page};
use crate::dom::Document;
use crate::lexicon::{self, Part};
use crate::tags::Tag;
use html5ever::local_name;

/// Takes the blocks of comment sections from `kept`. A section is known by the names that its author gave it; one that
/// holds most of what was kept is the article, whatever its name.
pub(super) fn leave_out(document: &Document, page: &Page, kept: &mut [bool]) {
    let all = kept.iter().filter(|kept| **kept).count();
    let kept_in = |holder: &Holder| {
        let blocks = holder.blocks.start as usize..holder.blocks.end as usize;
        kept.get(blocks).unwrap_or_default().iter().filter(|kept| **kept).count()
    };
    let mut in_comments: Vec<bool> = Vec::with_capacity(page.elements.len());
    for holder in &page.elements {
        let outside = in_comments.get(holder.parent as usize).copied().unwrap_or_default();
        // Sections are few, so that counting what each holds costs less than a table for all elements would.
        in_comments.push(outside || (names_comments(document, holder) && 2 * kept_in(holder) < all));
    }
    for (block, kept) in page.blocks.iter().zip(kept) {
        *kept &= !in_comments.get(block.element as usize).copied().unwrap_or_default();
    }
}

fn names_comments(document: &Document, holder: &Holder) -> bool {
    let Some(element) = document.element(holder.node) else { return false };
    let names = [local_name!("class"), local_name!("id")];
    !matches!(holder.tag, Tag::Html | Tag::Body | Tag::Main)
        && names
            .iter()
            .filter_map(|name| document.attr(element, name))
            .any(|value| lexicon::parts(value) & Part::Comment.bit() != 0)
}
