//! Where a block stands between the page's headings, and to the one that repeats the title.

use super::duplicates::Copies;
use super::{Column, Context, flag};
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
        flag(outline.headline.is_some()),
        outline.next(context.page, at),
    ]);
}

pub(super) struct Outline {
    /// For each block: blocks back to the last heading, its level, headings so far.
    last: Vec<(f32, f32, f32)>,
    first_h1: Option<usize>,
    headline: Option<usize>,
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
        Self { last, first_h1, headline: headline(page, copies) }
    }

    fn next(&self, page: &Page, at: usize) -> f32 {
        let next = page.blocks[at + 1..].iter().take(3).find_map(|block| match block.kind {
            BlockKind::Heading(level) => Some(f32::from(level)),
            _ => None,
        });
        next.unwrap_or(0.0)
    }
}

/// The highest heading that repeats the title; else the first `h1`.
fn headline(page: &Page, copies: &Copies) -> Option<usize> {
    let level = |at: usize| match page.blocks[at].kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    };
    let alike = (0..page.blocks.len()).filter(|&at| {
        let (share, cover) = copies.title_cover(at);
        level(at).is_some() && share > 0.7 && cover > 0.5
    });
    alike.min_by_key(|&at| level(at)).or_else(|| (0..page.blocks.len()).find(|&at| level(at) == Some(1)))
}
