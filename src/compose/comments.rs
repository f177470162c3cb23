//! What readers wrote below an article.

use crate::blocks::{Holder, Page, TextBlock};
use crate::dom::{Document, NodeId};
use crate::lexicon::{self, Part};
use crate::scratch::Scratch;
use crate::tags::Tag;
use html5ever::local_name;
use std::ops::Range;

/// The elements of a page that hold comments, and their blocks.
type Sections = Vec<(NodeId, Range<u32>)>;

/// The comment sections of a page: the elements whose author called them comments, of those inside each other the
/// outermost. Where they hold most of what was kept they are no comments, whatever their names, but the article: a thread.
fn sections(document: &Document, page: &Page, kept: &[bool]) -> Sections {
    let mut sections = Sections::new();
    for holder in &page.elements {
        let inside = sections.last().is_some_and(|(_, blocks)| holder.blocks.start < blocks.end);
        if !inside && names_comments(document, holder) {
            sections.push((holder.node, holder.blocks.clone()));
        }
    }
    let all = kept_chars(page, kept, 0..page.blocks.len() as u32);
    if 2 * of_sections(page, kept, &sections) > all { Sections::new() } else { sections }
}

/// Of each comment section its element.
pub(crate) fn comment_sections(document: &Document, page: &Page, kept: &[bool]) -> Vec<NodeId> {
    sections(document, page, kept).into_iter().map(|(node, _)| node).collect()
}

/// Takes the blocks of comment sections from `kept`. Unless comments are wanted apart, the model's verdict on them stands
/// where it kept most of them; remnants of what it dropped are none of the article.
pub(super) fn leave_out(document: &Document, page: &Page, kept: &mut [bool], wanted_apart: bool) {
    if !has_kept_comments(document, page, kept) {
        return;
    }
    let sections = sections(document, page, kept);
    let every = Scratch::filled(true, kept.len());
    let is_kept = 2 * of_sections(page, kept, &sections) >= of_sections(page, &every, &sections);
    if is_kept && !wanted_apart {
        return;
    }
    for (_, blocks) in sections {
        kept.get_mut(blocks.start as usize..blocks.end as usize).unwrap_or_default().fill(false);
    }
}

/// Whether an element around something kept was called comments; of most pages most elements need not be asked.
fn has_kept_comments(document: &Document, page: &Page, kept: &[bool]) -> bool {
    let mut count = 0_u32;
    let counted = kept.iter().map(|&kept| {
        count += u32::from(kept);
        count
    });
    let before: Scratch<u32> = std::iter::once(0).chain(counted).collect();
    let kept_before = |block: u32| before.get(block as usize).copied().unwrap_or_default();
    let has_kept = |holder: &&Holder| kept_before(holder.blocks.start) < kept_before(holder.blocks.end);
    page.elements.iter().filter(has_kept).any(|holder| names_comments(document, holder))
}

fn of_sections(page: &Page, kept: &[bool], sections: &[(NodeId, Range<u32>)]) -> u64 {
    sections.iter().map(|(_, blocks)| kept_chars(page, kept, blocks.clone())).sum()
}

fn kept_chars(page: &Page, kept: &[bool], blocks: Range<u32>) -> u64 {
    let blocks = blocks.start as usize..blocks.end as usize;
    let kept = kept.get(blocks.clone()).unwrap_or_default();
    let blocks: &[TextBlock] = page.blocks.get(blocks).unwrap_or_default();
    blocks.iter().zip(kept).filter(|(_, kept)| **kept).map(|(block, _)| u64::from(block.counts.chars)).sum()
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
