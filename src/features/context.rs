//! What all groups of features share: sums over ranges of blocks, and what each group knows about the page.

use super::containers::{self, Containers};
use super::{Said, duplicates, flag, groups, headings, page, ratio, semantics, votes};
use crate::blocks::{Page, TextBlock};
use crate::dom::Document;
use crate::scratch::{Scratch, kept};
use std::ops::Range;

/// Letters of prose that make a block one of prose.
pub(super) const PROSE: f32 = 80.0;

/// Additive properties of blocks; any container's are a difference of two prefix sums.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Totals {
    pub(crate) blocks: f32,
    pub(crate) letters: f32,
    pub(crate) link_letters: f32,
    /// Letters outside links in blocks that hold the end of a sentence.
    pub(crate) prose: f32,
    pub(crate) sentences: f32,
    pub(crate) commas: f32,
    pub(crate) headings: f32,
    pub(crate) list_items: f32,
    pub(crate) paragraphs: f32,
    pub(crate) short: f32,
    pub(crate) links: f32,
    pub(crate) images: f32,
    pub(crate) controls: f32,
    pub(crate) digits: f32,
}

impl Totals {
    fn of(block: &TextBlock, page: &Page, link_ratio: f32) -> Self {
        let counts = &block.counts;
        let unlinked = counts.letters * (1.0 - link_ratio);
        Self {
            blocks: 1.0,
            letters: counts.letters,
            link_letters: counts.letters * link_ratio,
            prose: if counts.sentences > 0 || counts.commas > 0 { unlinked } else { 0.0 },
            sentences: counts.sentences as f32,
            commas: counts.commas as f32,
            headings: flag(matches!(block.kind, crate::article::BlockKind::Heading(_))),
            list_items: flag(block.kind == crate::article::BlockKind::ListItem),
            paragraphs: flag(page.elements[block.element as usize].tag == crate::tags::Tag::P),
            short: flag(counts.letters < 40.0),
            links: f32::from(block.inline.links),
            images: f32::from(block.inline.images),
            controls: f32::from(block.inline.controls),
            digits: counts.digits as f32,
        }
    }

    fn zip(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
        Self {
            blocks: f(self.blocks, other.blocks),
            letters: f(self.letters, other.letters),
            link_letters: f(self.link_letters, other.link_letters),
            prose: f(self.prose, other.prose),
            sentences: f(self.sentences, other.sentences),
            commas: f(self.commas, other.commas),
            headings: f(self.headings, other.headings),
            list_items: f(self.list_items, other.list_items),
            paragraphs: f(self.paragraphs, other.paragraphs),
            short: f(self.short, other.short),
            links: f(self.links, other.links),
            images: f(self.images, other.images),
            controls: f(self.controls, other.controls),
            digits: f(self.digits, other.digits),
        }
    }
}

kept!(Totals);

/// Prefix sums over the page's blocks.
pub(crate) struct Sums(Scratch<Totals>);

impl Sums {
    fn new(page: &Page, link_ratio: &[f32]) -> Self {
        let mut sum = Totals::default();
        let mut sums = Scratch::with_capacity(page.blocks.len() + 1);
        sums.push(sum);
        for (block, &ratio) in page.blocks.iter().zip(link_ratio) {
            sum = sum.zip(Totals::of(block, page, ratio), |a, b| a + b);
            sums.push(sum);
        }
        Self(sums)
    }

    /// Inlined, because few of the sums are asked for.
    #[inline]
    pub(crate) fn between(&self, start: usize, end: usize) -> Totals {
        self.0[end].zip(self.0[start], |end, start| end - start)
    }

    pub(crate) fn over(&self, blocks: &Range<u32>) -> Totals {
        self.between(blocks.start as usize, blocks.end as usize)
    }
}

/// What is known about a page before its rows are written. Whatever holds for a container, a group or the page is found
/// once, so that a row is little more than copies of it.
pub(crate) struct Context<'a> {
    pub(crate) page: &'a Page,
    pub(crate) sums: Sums,
    /// Of the whole page.
    pub(super) total: Totals,
    pub(crate) link_ratio: Scratch<f32>,
    pub(super) containers: Containers,
    pub(super) levels: containers::Levels,
    pub(super) semantics: semantics::Inherited,
    pub(super) votes: votes::Votes,
    pub(super) groups: groups::Groups,
    pub(super) headings: headings::Outline,
    pub(super) duplicates: duplicates::Copies,
    pub(super) whole: page::Whole,
}

impl<'a> Context<'a> {
    pub(crate) fn new(document: &Document, page: &'a Page, said: Said) -> Self {
        let link_ratio: Scratch<f32> = page
            .blocks
            .iter()
            .map(|block| ratio(block.inline.link_chars as f32, block.counts.chars as f32).min(1.0))
            .collect();
        let sums = Sums::new(page, &link_ratio);
        let total = sums.between(0, page.blocks.len());
        let containers = Containers::new(page);
        let semantics = semantics::Inherited::new(document, page, &sums);
        let groups = groups::Groups::new(page, &containers, &sums, &semantics.classes);
        let votes = votes::Votes::new(page, &sums, &link_ratio, &containers);
        let duplicates = duplicates::Copies::new(page, said.title, said.description);
        Self {
            levels: containers::Levels::new(page, &containers, &sums, &groups, &votes),
            headings: headings::Outline::new(page, &sums, &link_ratio, &containers, &duplicates),
            whole: page::Whole::new(page, &sums, &semantics, &groups),
            page,
            sums,
            total,
            link_ratio,
            containers,
            semantics,
            votes,
            groups,
            duplicates,
        }
    }

    /// The blocks of a container.
    pub(super) fn blocks_of(&self, container: usize) -> Range<u32> {
        self.page.elements[self.containers.elements[container] as usize].blocks.clone()
    }
}
