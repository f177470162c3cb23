//! Where a block stands between the page's headings, and to the one that repeats the title.

use super::containers::Containers;
use super::context::Sums;
use super::duplicates::Copies;
use super::{Column, Context, Rows, flag, ratio};
use crate::article::BlockKind;
use crate::blocks::Page;
use crate::scratch::{Scratch, kept};

pub(super) const COLUMNS: &[Column] = &[
    ("gap", "blocks back to the last heading, 99 at most"),
    ("level", "level of the last heading, 0 before the first"),
    ("count", "headings before the block"),
    ("h1_before", "1 after the first h1"),
    ("title_distance", "blocks from the page's headline, negative before it; capped at 99"),
    ("title_known", "1 if a heading repeats the title"),
    ("next_level", "level of the next heading within the next three blocks, 0 if there is none"),
    ("title_up", "containers up to the first that holds the headline too; -1 without a headline"),
    ("title_share", "share of the page's letters in that container"),
    ("title_prose", "share of the page's prose in that container"),
    ("title_between", "share of the page's prose between headline and block, negative before it"),
    ("section_blocks", "blocks from the last heading to the next"),
    ("section_letters", "letters of that section"),
    ("section_link_ratio", "share of them inside links"),
    ("section_prose", "share of them that is prose"),
    ("section_place", "blocks of the section before the block"),
    ("section_heading_letters", "letters of the section's heading; -1 without one"),
    ("section_heading_links", "link ratio of the section's heading; -1 without one"),
    ("section_copies", "earlier blocks with the text of the section's heading"),
];

/// Where among the columns those of the headline and those of the section start.
const TITLE: usize = 7;
const SECTION: usize = 11;

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let outline = &context.headings;
    let (gap, level, count) = outline.last[at];
    let distance = outline.headline.map_or(0.0, |headline| (at as f32 - headline as f32).clamp(-99.0, 99.0));
    let (row, section) = row.split_at_mut(SECTION);
    let (row, title) = row.split_at_mut(TITLE);
    row.copy_from_slice(&[
        gap,
        level,
        count,
        flag(outline.first_h1.is_some_and(|h1| h1 <= at)),
        distance,
        flag(outline.repeats_title),
        Outline::next(context.page, at),
    ]);
    fill_title(context, at, title);
    fill_section(context, at, section);
}

fn fill_title(context: &Context, at: usize, row: &mut [f32]) {
    let Some(headline) = context.headings.headline else {
        row.fill(-1.0);
        return;
    };
    let [up, share, prose] = context.containers.first(at).map_or(APART, |container| context.headings.common[container]);
    let between = context.sums.between(headline.min(at), headline.max(at)).prose;
    let between = ratio(between, context.total.prose);
    row.copy_from_slice(&[up, share, prose, if at < headline { -between } else { between }]);
}

fn fill_section(context: &Context, at: usize, row: &mut [f32]) {
    const PLACE: usize = 4;
    let outline = &context.headings;
    let section = outline.section[at] as usize;
    row.copy_from_slice(outline.rows.of(section));
    row[PLACE] = (at - outline.sections[section].start) as f32;
}

/// The columns of a section, the same for all of its blocks but for their place in it.
fn section_row(section: &Section, page: &Page, sums: &Sums, link_ratio: &[f32], copies: &Copies) -> [f32; 8] {
    let sums = sums.between(section.start, section.end);
    let heading = section.headed.then_some(section.start);
    [
        sums.blocks,
        sums.letters,
        ratio(sums.link_letters, sums.letters),
        ratio(sums.prose, sums.letters),
        0.0,
        heading.map_or(-1.0, |heading| page.blocks[heading].counts.letters),
        heading.map_or(-1.0, |heading| link_ratio[heading]),
        heading.map_or(-1.0, |heading| copies.count(heading)),
    ]
}

/// Of a block that no container holds together with the headline: how far up that container is, its share of the page's
/// letters and of its prose.
const APART: [f32; 3] = [-1.0, 0.0, 0.0];

/// The same for the blocks of each container.
fn common(page: &Page, sums: &Sums, containers: &Containers, headline: usize) -> Scratch<[f32; 3]> {
    let total = sums.between(0, page.blocks.len());
    containers.inherit(|element, outer| {
        let blocks = &page.elements[element as usize].blocks;
        if blocks.contains(&(headline as u32)) {
            let sums = sums.over(blocks);
            return [0.0, ratio(sums.letters, total.letters), ratio(sums.prose, total.prose)];
        }
        match outer {
            Some([up, share, prose]) if up >= 0.0 => [up + 1.0, share, prose],
            _ => APART,
        }
    })
}

/// The blocks from one heading to the next.
struct Section {
    start: usize,
    end: usize,
    /// It starts with a heading.
    headed: bool,
}

/// Blocks back to a heading, its level, headings so far.
type Last = (f32, f32, f32);

kept!(Section, Last, [f32; 3]);

pub(super) struct Outline {
    sections: Scratch<Section>,
    rows: Rows<8>,
    /// For each block the section that it stands in.
    section: Scratch<u32>,
    /// For each block what is to be said of the last heading.
    last: Scratch<Last>,
    first_h1: Option<usize>,
    headline: Option<usize>,
    repeats_title: bool,
    /// For each container the columns of the one that holds the headline too.
    common: Scratch<[f32; 3]>,
}

impl Outline {
    pub(super) fn new(page: &Page, sums: &Sums, link_ratio: &[f32], containers: &Containers, copies: &Copies) -> Self {
        let mut last = Scratch::with_capacity(page.blocks.len());
        let (mut gap, mut level, mut count): (f32, f32, f32) = (99.0, 0.0, 0.0);
        let mut first_h1 = None;
        for (at, block) in page.blocks.iter().enumerate() {
            gap = (gap + 1.0).min(99.0);
            if let BlockKind::Heading(own) = block.kind {
                (gap, level, count) = (0.0, f32::from(own), count + 1.0);
                first_h1 = first_h1.or((own == 1).then_some(at));
            }
            last.push((gap, level, count));
        }
        let (sections, section) = sections(page);
        let (headline, repeats_title) = headline(page, copies);
        let common = headline.map_or_else(Scratch::new, |headline| common(page, sums, containers, headline));
        let rows = sections.iter().map(|section| section_row(section, page, sums, link_ratio, copies)).collect();
        Self { sections, rows, section, last, first_h1, headline, repeats_title, common }
    }

    /// The blocks from the heading before a block to the next one.
    pub(super) fn section(&self, at: usize) -> std::ops::Range<usize> {
        let section = &self.sections[self.section[at] as usize];
        section.start..section.end
    }

    fn next(page: &Page, at: usize) -> f32 {
        let next = page.blocks[at + 1..].iter().take(3).find_map(|block| match block.kind {
            BlockKind::Heading(level) => Some(f32::from(level)),
            _ => None,
        });
        next.unwrap_or(0.0)
    }
}

fn sections(page: &Page) -> (Scratch<Section>, Scratch<u32>) {
    let mut sections: Scratch<Section> = Scratch::with_capacity(page.blocks.len());
    let mut section = Scratch::with_capacity(page.blocks.len());
    for (at, block) in page.blocks.iter().enumerate() {
        let headed = matches!(block.kind, BlockKind::Heading(_));
        match sections.last_mut() {
            Some(section) if !headed => section.end = at + 1,
            _ => sections.push(Section { start: at, end: at + 1, headed }),
        }
        section.push(sections.len() as u32 - 1);
    }
    (sections, section)
}

/// The heading that repeats most of the title, and whether it does; else the first `h1`.
fn headline(page: &Page, copies: &Copies) -> (Option<usize>, bool) {
    /// A heading is the headline if the title has this share of its words, and it has that share of the title's.
    /// Titles name the site too, and sites shorten long headlines.
    const SHARE: f32 = 0.7;
    const COVER: f32 = 0.3;
    let level = |at: &usize| match page.blocks[*at].kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let headings = || (0..page.blocks.len()).filter(|at| level(at).is_some());
    let likeness = |at: &usize| {
        let (share, cover) = copies.title_cover(*at);
        if share >= SHARE && cover >= COVER { share * cover } else { 0.0 }
    };
    let best = headings().rev().max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then(level(b).cmp(&level(a))));
    match best.filter(|at| likeness(at) > 0.0) {
        Some(headline) => (Some(headline), true),
        None => (headings().find(|at| level(at) == Some(1)), false),
    }
}
