//! Where a block stands between the page's headings, and to the one that repeats the title.

use super::duplicates::Copies;
use super::{Column, Context, flag, ratio};
use crate::article::BlockKind;
use crate::blocks::Page;

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

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let outline = &context.headings;
    let (gap, level, count) = outline.last[at];
    let distance = outline.headline.map_or(0.0, |headline| (at as f32 - headline as f32).clamp(-99.0, 99.0));
    row.copy_from_slice(&[
        gap,
        level,
        count,
        flag(outline.first_h1.is_some_and(|h1| h1 <= at)),
        distance,
        flag(outline.repeats_title),
        Outline::next(context.page, at),
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
        0.0,
    ]);
    let (title, section) = row[7..].split_at_mut(4);
    fill_title(context, at, title);
    fill_section(context, at, section);
}

fn fill_title(context: &Context, at: usize, row: &mut [f32]) {
    let holds =
        |headline: usize, element: u32| context.page.elements[element as usize].blocks.contains(&(headline as u32));
    let Some(headline) = context.headings.headline else {
        row.fill(-1.0);
        return;
    };
    let total = context.totals();
    let common = context.chain(at).enumerate().find(|&(_, element)| holds(headline, element));
    let sums = common.map(|(_, element)| context.sums.over(&context.page.elements[element as usize].blocks));
    let between = context.sums.between(headline.min(at), headline.max(at)).prose;
    row.copy_from_slice(&[
        common.map_or(-1.0, |(up, _)| up as f32),
        sums.map_or(0.0, |sums| ratio(sums.letters, total.letters)),
        sums.map_or(0.0, |sums| ratio(sums.prose, total.prose)),
        if at < headline { -ratio(between, total.prose) } else { ratio(between, total.prose) },
    ]);
}

fn fill_section(context: &Context, at: usize, row: &mut [f32]) {
    let outline = &context.headings;
    let section = &outline.sections[outline.section[at] as usize];
    let sums = context.sums.between(section.start, section.end);
    let heading = section.headed.then_some(section.start);
    row.copy_from_slice(&[
        sums.blocks,
        sums.letters,
        ratio(sums.link_letters, sums.letters),
        ratio(sums.prose, sums.letters),
        (at - section.start) as f32,
        heading.map_or(-1.0, |heading| context.page.blocks[heading].counts.letters),
        heading.map_or(-1.0, |heading| context.link_ratio[heading]),
        heading.map_or(-1.0, |heading| context.duplicates.count(heading)),
    ]);
}

/// The blocks from one heading to the next.
struct Section {
    start: usize,
    end: usize,
    /// It starts with a heading.
    headed: bool,
}

pub(super) struct Outline {
    sections: Vec<Section>,
    /// For each block the section that it stands in.
    section: Vec<u32>,
    /// For each block: blocks back to the last heading, its level, headings so far.
    last: Vec<(f32, f32, f32)>,
    first_h1: Option<usize>,
    headline: Option<usize>,
    repeats_title: bool,
}

impl Outline {
    pub(super) fn new(page: &Page, copies: &Copies) -> Self {
        let mut last = Vec::with_capacity(page.blocks.len());
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
        Self { sections, section, last, first_h1, headline, repeats_title }
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

fn sections(page: &Page) -> (Vec<Section>, Vec<u32>) {
    let mut sections: Vec<Section> = Vec::new();
    let mut section = Vec::with_capacity(page.blocks.len());
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
