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

/// Takes the comments of readers from `kept`, and gives the elements that hold them.
///
/// Of what calls itself an article, as `is_article` tells, they are no part, ever so many as there may be. Elsewhere they are the article, whatever
/// their names, where they hold most of what was kept: a thread. Where they do not, the model's verdict stands if it kept most of
/// them, unless they are wanted apart; remnants of what it dropped are none of the article.
pub(crate) fn leave_out_comments(
    document: &Document,
    page: &Page,
    kept: &mut [bool],
    is_article: impl FnOnce() -> bool,
    wanted_apart: bool,
) -> Vec<NodeId> {
    if !wanted_apart && !has_kept_comments(document, page, kept) {
        return Vec::new();
    }
    let sections = sections(document, page);
    if !(is_under_article(page, kept, &sections) && is_article()) {
        let chars = |block: &TextBlock| block.counts.chars as f32;
        let inside = within(&sections, |at| if kept[at] { chars(&page.blocks[at]) } else { 0.0 });
        let all: f32 = page.blocks.iter().zip(&*kept).filter(|(_, kept)| **kept).map(|(block, _)| chars(block)).sum();
        let is_thread = 2.0 * inside > all;
        let is_kept = || 2.0 * inside >= within(&sections, |at| chars(&page.blocks[at]));
        if is_thread || (!wanted_apart && is_kept()) {
            return Vec::new();
        }
    }
    for (_, blocks) in &sections {
        kept.get_mut(blocks.start as usize..blocks.end as usize).unwrap_or_default().fill(false);
    }
    sections.into_iter().map(|(node, _)| node).collect()
}

/// Whether there is an article over the comments: paragraphs before the first of their sections, and not many sections, for what has the
/// name many times is a report with remarks of its own.
fn is_under_article(page: &Page, kept: &[bool], sections: &[(NodeId, Range<u32>)]) -> bool {
    /// Letters of the paragraphs of a short article, and of a paragraph.
    const ARTICLE: f32 = 200.0;
    const PARAGRAPH: f32 = 60.0;
    const FEW: usize = 4;
    let letters = |at: usize| match page.blocks[at].counts.letters {
        letters if kept[at] && letters >= PARAGRAPH => letters,
        _ => 0.0,
    };
    let has_paragraph = |(_, blocks): &&(NodeId, Range<u32>)| indices(blocks).any(|at| letters(at) > 0.0);
    let with_paragraphs = || sections.iter().filter(has_paragraph);
    let start = with_paragraphs().next().map_or(0, |(_, blocks)| blocks.start);
    let before: f32 = indices(&(0..start)).map(letters).sum();
    before >= ARTICLE && with_paragraphs().count() <= FEW
}

/// The elements whose author called them comments, of those inside each other the outermost.
fn sections(document: &Document, page: &Page) -> Sections {
    let mut sections = Sections::new();
    for holder in &page.elements {
        let inside = sections.last().is_some_and(|(_, blocks)| holder.blocks.start < blocks.end);
        if !inside && names_comments(document, holder) {
            sections.push((holder.node, holder.blocks.clone()));
        }
    }
    sections
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

fn indices(blocks: &Range<u32>) -> Range<usize> {
    blocks.start as usize..blocks.end as usize
}

/// The sum of what each block in the sections counts for.
fn within(sections: &[(NodeId, Range<u32>)], count: impl Fn(usize) -> f32) -> f32 {
    sections.iter().flat_map(|(_, blocks)| indices(blocks)).map(count).sum()
}

/// Whether an element is named for comments. What is named for the body too is the body of one comment, or of an article in the column of
/// that name, unless there are several.
fn names_comments(document: &Document, holder: &Holder) -> bool {
    let Some(element) = document.element(holder.node) else { return false };
    let attrs =
        || [local_name!("class"), local_name!("id")].into_iter().filter_map(|name| document.attr(element, &name));
    let parts = attrs().fold(0, |parts, value| parts | lexicon::parts(value));
    let is_named = |part: Part| parts & part.bit() != 0;
    let are_several = || attrs().any(|value| value.contains("omments"));
    is_named(Part::Comment)
        && (!is_named(Part::Body) || are_several())
        && !matches!(holder.tag, Tag::Html | Tag::Body | Tag::Main)
}
