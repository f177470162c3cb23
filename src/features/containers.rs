//! The containers around a block, level by level.

use super::context::Sums;
use super::groups::Groups;
use super::votes::Votes;
use super::{Column, Context, ratio};
use crate::blocks::Page;
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
    let Range { start, end } = context.levels.blocks[container];
    row.copy_from_slice(&context.levels.rows[container]);
    row[PLACE] = ratio((at as u32 - start) as f32, (end - start) as f32);
}

/// Elements that hold more blocks than the one before, seen from a block outwards, the first more than the block alone.
/// A wrapper that adds nothing is no container, so that wrapping a page changes nothing.
///
/// Containers are numbered in document order: the one around another has the lower number.
pub(crate) struct Containers {
    /// For each container its element.
    pub(super) elements: Vec<u32>,
    /// For each container the next one around it.
    outer: Vec<Option<u32>>,
    /// For each container how many there are from it outwards, itself among them.
    pub(super) depth: Vec<u32>,
    /// For each block its first container.
    first: Vec<Option<u32>>,
    /// For each element the nearest one around it that holds other blocks too; itself if there is none.
    pub(super) wider: Vec<u32>,
}

impl Containers {
    pub(super) fn new(page: &Page) -> Self {
        let wider = wider(page);
        let first = |element: u32| {
            let holds_more = |element: u32| page.elements[element as usize].blocks.len() > 1;
            [element, wider[element as usize]].into_iter().find(|&element| holds_more(element))
        };
        let firsts: Vec<Option<u32>> = page.blocks.iter().map(|block| first(block.element)).collect();
        let mut is_one = vec![false; page.elements.len()];
        for &element in firsts.iter().flatten() {
            is_one[element as usize] = true;
        }
        for at in (0..wider.len()).rev() {
            is_one[wider[at] as usize] |= is_one[at];
        }
        let mut number = vec![0; page.elements.len()];
        let count = is_one.iter().filter(|&&is_one| is_one).count();
        let mut elements: Vec<u32> = Vec::with_capacity(count);
        let mut outer: Vec<Option<u32>> = Vec::with_capacity(count);
        let mut depth: Vec<u32> = Vec::with_capacity(count);
        for at in (0..wider.len()).filter(|&at| is_one[at]) {
            number[at] = elements.len() as u32;
            let around = (wider[at] as usize != at).then(|| number[wider[at] as usize]);
            depth.push(around.map_or(1, |around| depth[around as usize] + 1));
            outer.push(around);
            elements.push(at as u32);
        }
        let first = firsts.into_iter().map(|first| first.map(|element| number[element as usize])).collect();
        Self { elements, outer, depth, first, wider }
    }

    pub(super) fn first(&self, block: usize) -> Option<usize> {
        self.first[block].map(|container| container as usize)
    }

    pub(super) fn outer(&self, container: usize) -> Option<usize> {
        self.outer[container].map(|outer| outer as usize)
    }

    /// The containers around a block, innermost first.
    pub(super) fn around(&self, block: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.first(block), |&container| self.outer(container))
    }

    /// A value for each container from its element and from the value of the one around it.
    pub(super) fn inherit<T: Copy>(&self, value: impl Fn(u32, Option<T>) -> T) -> Vec<T> {
        let mut values: Vec<T> = Vec::with_capacity(self.elements.len());
        for (&element, outer) in self.elements.iter().zip(&self.outer) {
            let outer = outer.map(|outer| values[outer as usize]);
            values.push(value(element, outer));
        }
        values
    }
}

/// For each element the nearest one around it that holds other blocks too; itself if there is none.
fn wider(page: &Page) -> Vec<u32> {
    let mut wider: Vec<u32> = Vec::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        let parent = element.parent;
        let same = page.elements[parent as usize].blocks == element.blocks;
        wider.push(match wider.get(parent as usize) {
            Some(&above) if same && above != parent => above,
            Some(_) if !same => parent,
            _ => at as u32,
        });
    }
    wider
}

/// For each container its columns, the same for all of its blocks but for their place.
pub(super) struct Levels {
    rows: Vec<[f32; COLUMNS.len()]>,
    pub(super) blocks: Vec<Range<u32>>,
}

impl Levels {
    pub(super) fn new(page: &Page, containers: &Containers, sums: &Sums, groups: &Groups, votes: &Votes) -> Self {
        let blocks: Vec<Range<u32>> =
            containers.elements.iter().map(|&element| page.elements[element as usize].blocks.clone()).collect();
        let total = sums.between(0, page.blocks.len());
        let row = |(&element, blocks): (&u32, &Range<u32>)| {
            let sums = sums.over(blocks);
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
        Self { rows: containers.elements.iter().zip(&blocks).map(row).collect(), blocks }
    }
}
