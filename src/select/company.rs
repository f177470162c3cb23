//! What stays for what is kept around it.

use super::Choice;
use crate::article::{BlockKind, Rule};
use crate::blocks::{Page, TextBlock};
use crate::scratch::Scratch;
use crate::tags::Tag;
use std::ops::Range;

/// The least probability of what stays.
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

/// Code stays where at least half of what stands around it is kept: a text that explains a listing is of little use without it,
/// and a long listing does not read like text. On WCXB's pages, held out, that is 13 listings on seven; word F1 is the same.
fn keep_listings(page: &Page, choice: &mut Choice) {
    let is_doubtful = |at: usize| !choice.is_kept(at) && choice.chance()[at] >= LEAST;
    let is_listing = |at: usize| page.blocks[at].kind == BlockKind::Code && is_doubtful(at);
    let listings: Scratch<usize> = (0..choice.len()).filter(|&at| is_listing(at)).collect();
    if listings.is_empty() {
        return;
    }
    let tokens = |at: usize| page.blocks[at].counts.tokens;
    let all = sums_before(choice.len(), tokens);
    let of_kept = sums_before(choice.len(), |at| if choice.is_kept(at) { tokens(at) } else { 0 });
    for &at in &listings {
        let around = around(page, &page.blocks[at]);
        let within = |sums: &[u32]| sums[around.end as usize] - sums[around.start as usize];
        let others = within(&all) - tokens(at);
        if others > 0 && within(&of_kept) >= others.div_ceil(2) {
            choice.keep(at, Rule::Company);
        }
    }
}

/// The blocks of the nearest element around a block that holds others too. Every element is passed by one block at most, the only one
/// that it holds.
fn around(page: &Page, block: &TextBlock) -> Range<u32> {
    let mut holder = &page.elements[block.element as usize];
    while holder.blocks.len() == 1 {
        let outer = &page.elements[holder.parent as usize];
        if std::ptr::eq(outer, holder) {
            break;
        }
        holder = outer;
    }
    holder.blocks.clone()
}

/// For each place the sum of what stands before it, and the sum of all.
fn sums_before(count: usize, number: impl Fn(usize) -> u32) -> Scratch<u32> {
    let mut sums = Scratch::with_capacity(count + 1);
    let mut sum = 0;
    sums.push(sum);
    for at in 0..count {
        sum += number(at);
        sums.push(sum);
    }
    sums
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
