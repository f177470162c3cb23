//! Altered copies of labelled pages, to train on: what a block is should not hang on what else the page happens to hold.
//!
//! There are far fewer pages than blocks, so a scorer that sees the page's totals can learn pages by heart. A copy that lacks
//! some of the page's parts has other totals, other neighbours and other shares, and the same truth about what is left.

use crate::blocks::{Holder, Page, TextBlock};
use crate::scratch::Scratch;

/// Pseudo-random numbers by `SplitMix64` (Steele, Lea and Flood 2014): the same page and number give the same copy.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(name: &str, copy: u64) -> Self {
        Self(name.bytes().fold(copy.wrapping_mul(0x9e37_79b9_7f4a_7c15), |seed, byte| {
            (seed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`; 0 if that is 0.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { (self.next() % limit as u64) as usize }
    }
}

/// The page without some of its elements, a tenth to six tenths of its blocks in all.
pub(super) fn pruned(page: &Page, random: &mut Random) -> Page {
    /// No single element that goes holds more of the blocks than one in so many.
    const LARGEST: usize = 3;
    const TRIES: usize = 40;
    let blocks = page.blocks.len();
    let target = blocks * (10 + random.below(51)) / 100;
    let mut kept = vec![true; blocks];
    let mut gone = 0;
    for _ in 0..TRIES {
        if gone >= target || blocks == 0 {
            break;
        }
        let element = part(page, random, blocks / LARGEST);
        for at in element.blocks.clone() {
            gone += usize::from(std::mem::replace(&mut kept[at as usize], false));
        }
    }
    without(page, &kept)
}

/// An element around a random block, some levels up, that holds at most `most` blocks (or is the block's own).
fn part<'a>(page: &'a Page, random: &mut Random, most: usize) -> &'a Holder {
    let block = &page.blocks[random.below(page.blocks.len())];
    let mut element = &page.elements[block.element as usize];
    for _ in 0..random.below(8) {
        let parent = &page.elements[element.parent as usize];
        if parent.blocks.len() > most {
            break;
        }
        element = parent;
    }
    element
}

/// The page with only the blocks that are marked.
fn without(page: &Page, kept: &[bool]) -> Page {
    let mut before = Vec::with_capacity(kept.len() + 1);
    let mut count = 0;
    before.push(0);
    for &kept in kept {
        count += u32::from(kept);
        before.push(count);
    }
    let mut place: Vec<u32> = Vec::with_capacity(page.elements.len());
    let mut elements: Scratch<Holder> = Scratch::new();
    for holder in &page.elements {
        let range = before[holder.blocks.start as usize]..before[holder.blocks.end as usize];
        let next = elements.len() as u32;
        if range.is_empty() {
            // Nothing that is kept refers to it.
            place.push(0);
            continue;
        }
        let parent = place.get(holder.parent as usize).copied().unwrap_or(next);
        elements.push(Holder { parent, blocks: range, ..holder.clone() });
        place.push(next);
    }
    let of_kept = page.blocks.iter().zip(kept).filter(|(_, kept)| **kept);
    let blocks =
        of_kept.map(|(block, _)| TextBlock { element: place[block.element as usize], ..block.clone() }).collect();
    Page { text: page.text.clone(), blocks, elements, ..Page::default() }
}
