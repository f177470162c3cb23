//! The containers around a block, level by level.

use super::context::Sums;
use super::groups::Groups;
use super::votes::Votes;
use super::{Column, Context, Rows, ratio};
use crate::blocks::Page;
use crate::scratch::{Kept, Scratch, kept};
use std::ops::Range;

pub(super) const COLUMNS: &[Column] = &[
    ("share", "share of the page's letters in the container"),
    ("prose_share", "share of the page's prose (letters outside links in blocks with punctuation) in the container"),
    ("blocks", "blocks in the container"),
    ("letters", "letters for each block of the container"),
    ("link_ratio", "share of the container's letters inside links"),
    ("prose", "share of the container's letters that is prose"),
    ("sentences", "ends of sentences for each block of the container"),
    ("commas", "commas for each 100 letters of the container"),
    ("headings", "share of the container's blocks that are headings"),
    ("list_items", "share of the container's blocks that are list items"),
    ("paragraphs", "share of the container's blocks that are paragraphs"),
    ("short", "share of the container's blocks under 40 letters"),
    ("images", "images for each block of the container"),
    ("controls", "buttons and form fields for each block of the container"),
    ("digits", "digits for each letter of the container"),
    ("place", "where in the container the block stands, from 0 to 1"),
    ("points", "paragraph score of the container over the page's best"),
    ("repeats", "siblings of the container with its tag and classes"),
    ("repeat_share", "share of the siblings with its tag and classes"),
    ("repeat_spread", "standard deviation over mean of the letters of those siblings"),
    ("repeat_index", "how many of those siblings stand before"),
    ("repeat_link_ratio", "share of the letters of those siblings inside links"),
];

/// Where among the columns the place is: the one that differs between the blocks of a container.
const PLACE: usize = 15;

/// The container on a level, counted from the block.
pub(super) fn fill(context: &Context, at: usize, level: usize, row: &mut [f32]) {
    let Some(container) = context.containers.around(at).nth(level) else {
        row.fill(-1.0);
        return;
    };
    let Range { start, end } = context.blocks_of(container);
    row.copy_from_slice(context.levels.of(container));
    row[PLACE] = ratio((at as u32 - start) as f32, (end - start) as f32);
}

/// Elements that hold more blocks than the one before, seen from a block outwards, the first more than the block alone.
/// A wrapper that adds nothing is no container, so that wrapping a page changes nothing.
///
/// Containers are numbered in document order: the one around another has the lower number.
pub(crate) struct Containers {
    /// For each container its element.
    pub(super) elements: Scratch<u32>,
    /// For each container itself and those around it, innermost first, or [`NONE`].
    chains: Scratch<[u32; LEVELS]>,
    /// For each container how many there are from it outwards, itself among them.
    pub(super) depth: Scratch<u32>,
    /// For each block its first container, or [`NONE`].
    first: Scratch<u32>,
    /// For each element the nearest one around it that holds other blocks too; itself if there is none.
    pub(super) wider: Scratch<u32>,
}

/// How many containers around a block are looked at.
pub(super) const LEVELS: usize = 4;

/// There is no such container.
const NONE: u32 = u32::MAX;

kept!([u32; LEVELS]);

impl Containers {
    pub(super) fn new(page: &Page) -> Self {
        let wider = wider(page);
        let first = |element: u32| {
            let holds_more = |element: u32| page.elements[element as usize].blocks.len() > 1;
            [element, wider[element as usize]].into_iter().find(|&element| holds_more(element)).unwrap_or(NONE)
        };
        let mut firsts: Scratch<u32> = page.blocks.iter().map(|block| first(block.element)).collect();
        let mut is_one = Scratch::filled(false, page.elements.len());
        for &element in firsts.iter().filter(|&&element| element != NONE) {
            is_one[element as usize] = true;
        }
        for at in (0..wider.len()).rev() {
            is_one[wider[at] as usize] |= is_one[at];
        }
        let mut number = Scratch::filled(NONE, page.elements.len());
        let count = is_one.iter().filter(|&&is_one| is_one).count();
        let mut elements: Scratch<u32> = Scratch::with_capacity(count);
        let mut chains: Scratch<[u32; LEVELS]> = Scratch::with_capacity(count);
        let mut depth: Scratch<u32> = Scratch::with_capacity(count);
        for at in (0..wider.len()).filter(|&at| is_one[at]) {
            let own = elements.len() as u32;
            // Of an element that is its own wider one, nothing is known here yet.
            let around = number[wider[at] as usize];
            number[at] = own;
            let above = depth.get(around as usize).copied().unwrap_or_default();
            depth.push(above + 1);
            let [first, second, third, _] = chains.get(around as usize).copied().unwrap_or([NONE; LEVELS]);
            chains.push([own, first, second, third]);
            elements.push(at as u32);
        }
        for first in firsts.iter_mut() {
            *first = number.get(*first as usize).copied().unwrap_or(NONE);
        }
        Self { elements, chains, depth, first: firsts, wider }
    }

    pub(super) fn first(&self, block: usize) -> Option<usize> {
        Some(self.first[block] as usize).filter(|&first| first != NONE as usize)
    }

    /// The containers around a block, innermost first, [`LEVELS`] of them at most.
    pub(super) fn around(&self, block: usize) -> impl Iterator<Item = usize> {
        let chain = self.chains.get(self.first[block] as usize).into_iter().flatten();
        chain.take_while(|&&container| container != NONE).map(|&container| container as usize)
    }

    /// A value for each container from its element and from the value of the one around it.
    pub(super) fn inherit<T: Copy + Kept>(&self, value: impl Fn(u32, Option<T>) -> T) -> Scratch<T> {
        let mut values: Scratch<T> = Scratch::with_capacity(self.elements.len());
        for (&element, [_, outer, ..]) in self.elements.iter().zip(self.chains.iter()) {
            let outer = values.get(*outer as usize).copied();
            values.push(value(element, outer));
        }
        values
    }
}

/// For each element the nearest one around it that holds other blocks too; itself if there is none.
fn wider(page: &Page) -> Scratch<u32> {
    let mut wider: Scratch<u32> = Scratch::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        let parent = element.parent;
        let same = page.elements[parent as usize].blocks == element.blocks;
        let own = match wider.get(parent as usize) {
            Some(&above) if same && above != parent => above,
            Some(_) if !same => parent,
            _ => at as u32,
        };
        wider.push(own);
    }
    wider
}

/// For each container its columns, the same for all of its blocks but for their place.
pub(super) type Levels = Rows<{ COLUMNS.len() }>;

impl Levels {
    pub(super) fn new(page: &Page, containers: &Containers, sums: &Sums, groups: &Groups, votes: &Votes) -> Self {
        let total = sums.between(0, page.blocks.len());
        let row = |&element: &u32| {
            let sums = sums.over(&page.elements[element as usize].blocks);
            let repeated = groups.siblings(element);
            [
                ratio(sums.letters, total.letters),
                ratio(sums.prose, total.prose),
                sums.blocks,
                ratio(sums.letters, sums.blocks),
                ratio(sums.link_letters, sums.letters),
                ratio(sums.prose, sums.letters),
                ratio(sums.sentences, sums.blocks),
                ratio(sums.commas * 100.0, sums.letters),
                ratio(sums.headings, sums.blocks),
                ratio(sums.list_items, sums.blocks),
                ratio(sums.paragraphs, sums.blocks),
                ratio(sums.short, sums.blocks),
                ratio(sums.images, sums.blocks),
                ratio(sums.controls, sums.blocks),
                ratio(sums.digits, sums.letters),
                0.0,
                votes.points_share(element),
                repeated.count,
                repeated.share,
                repeated.spread,
                repeated.index,
                repeated.link_ratio,
            ]
        };
        containers.elements.iter().map(row).collect()
    }
}
