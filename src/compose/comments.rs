//! What readers wrote below an article.

use crate::assess;
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
/// Where they hold most of what was kept they are no comments, whatever their names, but the article: a thread. The model's verdict on
/// others stands where it kept most of them, unless they are wanted apart; remnants of what it dropped are none of the
/// article. Of what calls itself an article they are no part, ever so many as there may be, if there is an article beside them.
pub(crate) fn leave_out_comments(
    document: &Document,
    page: &Page,
    kept: &mut [bool],
    address: Option<&str>,
    wanted_apart: bool,
) -> Vec<NodeId> {
    /// Characters, without spaces, of the paragraphs of a short article, and of a paragraph.
    const ARTICLE: u64 = 200;
    const PARAGRAPH: u32 = 60;
    /// Comments have a section, or a few; what has the name many times side by side is a report with remarks of its own.
    const FEW: usize = 4;
    if !wanted_apart && !has_kept_comments(document, page, kept) {
        return Vec::new();
    }
    let sections = sections(document, page);
    let all = 0..page.blocks.len() as u32;
    let inside = of_sections(page, kept, &sections, 0);
    let outside = kept_chars(page, kept, all.clone(), 0) - inside;
    let paragraphs = || kept_chars(page, kept, all, PARAGRAPH) - of_sections(page, kept, &sections, PARAGRAPH);
    let is_article =
        sections.len() <= FEW && paragraphs() >= ARTICLE && assess::calls_itself_article(document, address);
    let every = Scratch::filled(true, kept.len());
    let is_kept = || 2 * inside >= of_sections(page, &every, &sections, 0);
    if !is_article && (outside < inside || !wanted_apart && is_kept()) {
        return Vec::new();
    }
    for (_, blocks) in &sections {
        kept.get_mut(blocks.start as usize..blocks.end as usize).unwrap_or_default().fill(false);
    }
    sections.into_iter().map(|(node, _)| node).collect()
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

fn of_sections(page: &Page, kept: &[bool], sections: &[(NodeId, Range<u32>)], least: u32) -> u64 {
    sections.iter().map(|(_, blocks)| kept_chars(page, kept, blocks.clone(), least)).sum()
}

/// The characters of kept blocks that have `least` or more.
fn kept_chars(page: &Page, kept: &[bool], blocks: Range<u32>, least: u32) -> u64 {
    let blocks = blocks.start as usize..blocks.end as usize;
    let kept = kept.get(blocks.clone()).unwrap_or_default();
    let blocks: &[TextBlock] = page.blocks.get(blocks).unwrap_or_default();
    let chars = blocks.iter().zip(kept).filter(|(_, kept)| **kept).map(|(block, _)| block.counts.chars);
    chars.filter(|&chars| chars >= least).map(u64::from).sum()
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
