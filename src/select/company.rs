//! What stays for what is kept around it.

use super::{Choice, sums};
use crate::article::{BlockKind, Rule};
use crate::blocks::{Page, TextBlock};
use crate::scratch::Scratch;
use crate::tags::Tag;

/// The least probability of a line or a heading that stays.
const LEAST: f32 = 0.2;

/// Keeps lines and listings in the middle of what is kept, and headings and terms over it.
pub(super) fn keep(page: &Page, choice: &mut Choice) {
    keep_between(page, choice);
    keep_listings(page, choice);
    keep_heads(page, choice);
}

/// A paragraph between two others that are kept stays, like a line of dialogue: alone it weighs too little to be likely, and
/// without it the rest reads badly.
fn keep_between(page: &Page, choice: &mut Choice) {
    let parent = |block: &TextBlock| page.elements[block.element as usize].parent;
    for (at, around) in page.blocks.windows(3).enumerate() {
        let [before, block, after] = around else { continue };
        let is_between = block.kind == BlockKind::Paragraph && choice.is_kept(at) && choice.is_kept(at + 2);
        let together = parent(before) == parent(block) && parent(block) == parent(after);
        if is_between && together && choice.chance()[at + 1] >= LEAST {
            choice.keep(at + 1, Rule::Company);
        }
    }
}

/// Code stays where at least half of what stands around it is kept, whichever side is favoured: a text that explains a listing is of little
/// use without it. Its score tells little: the longer one is, the less it reads like a text, and the more is lost with it. What is hidden is another form of the
/// text, such as its source. On WCXB's pages, held out, that is 96 listings on 26 pages: 17
/// pages are the better for it, and nine, whose labels lack listings, the worse.
fn keep_listings(page: &Page, choice: &mut Choice) {
    let is_shown_code = |at: usize| page.blocks[at].kind == BlockKind::Code && page.blocks[at].hidden.is_none();
    let is_doubtful = |at: usize| is_shown_code(at) && !choice.is_kept(at) && choice.chance()[at] > 0.0;
    let doubtful: Scratch<bool> = (0..choice.len()).map(is_doubtful).collect();
    if !doubtful.contains(&true) {
        return;
    }
    let tokens = |at: usize, counts: bool| if counts { page.blocks[at].counts.tokens } else { 0 };
    // Listings in doubt do not speak for or against each other.
    let others = sums::before(choice.len(), |at| tokens(at, !doubtful[at]));
    let of_kept = sums::before(choice.len(), |at| tokens(at, choice.is_kept(at)));
    let texts = texts_around(page, &others);
    for at in (0..doubtful.len()).filter(|&at| doubtful[at]) {
        let around = &page.elements[texts[page.blocks[at].element as usize] as usize].blocks;
        let others = sums::over(&others, around);
        if others > 0 && sums::over(&of_kept, around) >= others.div_ceil(2) {
            choice.keep(at, Rule::Company);
        }
    }
}

/// For each element the nearest one, itself or around it, that holds a sentence or more of other text, or stands aside: what stands in a box with a listing,
/// the name of its language and a button, tells nothing.
fn texts_around(page: &Page, others: &[u32]) -> Scratch<u32> {
    const SENTENCE: u32 = 20;
    let mut nearest: Scratch<u32> = Scratch::with_capacity(page.elements.len());
    for (at, holder) in page.elements.iter().enumerate() {
        // A parent stands before its children, and the first element is its own.
        let outer = nearest.get(holder.parent as usize).copied();
        let is_aside = matches!(holder.tag, Tag::Aside | Tag::Dialog | Tag::Footer | Tag::Nav);
        let is_enough = is_aside || sums::over(others, &holder.blocks) >= SENTENCE;
        nearest.push(outer.filter(|_| !is_enough).unwrap_or(at as u32));
    }
    nearest
}

/// A heading or a term stays where what it stands over does.
fn keep_heads(page: &Page, choice: &mut Choice) {
    let mut next = false;
    for (at, block) in page.blocks.iter().enumerate().rev() {
        if next && is_head(page, block) && choice.chance()[at] >= LEAST {
            choice.keep(at, Rule::Company);
        }
        next = choice.is_kept(at);
    }
}

/// Whether a block is a heading, or the term that a description belongs to.
fn is_head(page: &Page, block: &TextBlock) -> bool {
    match block.kind {
        BlockKind::Heading(_) => true,
        BlockKind::Definition => page.elements[block.element as usize].tag == Tag::Dt,
        _ => false,
    }
}
