//! What simple selectors of the literature would choose: the container with the best paragraph score (Readability),
//! the densest run of text (Finn et al. 2001, "Fact or fiction: content classification for digital libraries"), and the
//! subtree of highest gain.

use super::containers::Containers;
use super::context::Sums;
use super::{Column, Context, flag};
use crate::blocks::Page;
use crate::scratch::{Scratch, kept};
use crate::text::Counts;

pub(super) const COLUMNS: &[Column] = &[
    ("points1", "paragraph score of the first container over the page's best"),
    ("points_best", "1 inside the container with the best paragraph score"),
    ("points_up", "containers up to the one with the best paragraph score; -1 if it is not around the block"),
    ("points_rank", "best paragraph score of the containers around the block over the page's best"),
    ("run_best", "1 inside the densest run of blocks"),
    ("run_distance", "blocks to the densest run, negative before it"),
    ("gain_best", "1 inside the subtree of highest gain"),
    ("gain_up", "containers up to the subtree of highest gain; -1 if it is not around the block"),
    ("gain", "gain of the block"),
    ("gain1", "gain of the first container over the page's best"),
    ("agree", "how many of the three selectors choose the block"),
];

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let votes = &context.votes;
    let inside = |element: Option<u32>| {
        element.is_some_and(|element| context.page.elements[element as usize].blocks.contains(&(at as u32)))
    };
    let around = context.containers.first(at).map_or(Around::NOTHING, |first| votes.around[first]);
    let (points, run, gain) = (inside(votes.best_points), votes.best_run.contains(&at), inside(votes.best_gain));
    row.copy_from_slice(&[
        around.points,
        flag(points),
        around.points_up,
        around.most_points,
        flag(run),
        distance(at, &votes.best_run),
        flag(gain),
        around.gain_up,
        votes.block_gain[at],
        around.gain,
        flag(points) + flag(run) + flag(gain),
    ]);
}

fn distance(at: usize, run: &std::ops::Range<usize>) -> f32 {
    if at < run.start { -((run.start - at) as f32) } else { (at + 1).saturating_sub(run.end) as f32 }
}

pub(super) struct Votes {
    /// Paragraph score of each element.
    points: Scratch<f32>,
    most_points: f32,
    best_points: Option<u32>,
    best_run: std::ops::Range<usize>,
    block_gain: Scratch<f32>,
    best_gain: Option<u32>,
    /// For each container what blocks have of which it is the first.
    around: Scratch<Around>,
    prose_before: Scratch<f32>,
    prose_after: Scratch<f32>,
}

/// What is around a block, from its first container outwards.
#[derive(Clone, Copy)]
struct Around {
    points: f32,
    most_points: f32,
    points_up: f32,
    gain: f32,
    gain_up: f32,
}

kept!(Around);

impl Around {
    const NOTHING: Self = Self { points: 0.0, most_points: 0.0, points_up: -1.0, gain: 0.0, gain_up: -1.0 };
}

impl Votes {
    pub(super) fn new(page: &Page, sums: &Sums, link_ratio: &[f32], containers: &Containers) -> Self {
        let points = points(page, sums, link_ratio, containers);
        let block_gain: Scratch<f32> =
            page.blocks.iter().zip(link_ratio).map(|(b, &links)| gain(&b.counts, links)).collect();
        let gain_sums = prefix(&block_gain);
        let of = |element: u32| gain_over(&gain_sums, page, element);
        let best_gain = best(page, of);
        let best_points = best(page, |element| points[element as usize]);
        let is_prose = |at: usize| sums.between(at, at + 1).prose >= super::context::PROSE;
        let mut prose_after = gaps((0..page.blocks.len()).rev().map(is_prose));
        prose_after.reverse();
        let most_points = best_points.map_or(0.0, |element| points[element as usize]);
        let most_gain = best_gain.map_or(0.0, of);
        let around = containers.inherit(|element, outer: Option<Around>| {
            let outer = outer.unwrap_or(Around::NOTHING);
            let points = super::ratio(points[element as usize], most_points);
            Around {
                points,
                most_points: outer.most_points.max(points),
                points_up: up(page, element, best_points, outer.points_up),
                gain: super::ratio(of(element), most_gain),
                gain_up: up(page, element, best_gain, outer.gain_up),
            }
        });
        Self {
            most_points,
            best_run: densest_run(&block_gain),
            prose_before: gaps((0..page.blocks.len()).map(is_prose)),
            prose_after,
            points,
            best_points,
            block_gain,
            best_gain,
            around,
        }
    }

    pub(super) fn points_share(&self, element: u32) -> f32 {
        super::ratio(self.points[element as usize], self.most_points)
    }

    /// Blocks back and on to the nearest block of prose.
    pub(super) fn prose_gaps(&self, at: usize) -> (f32, f32) {
        (self.prose_before[at], self.prose_after[at])
    }
}

/// Containers up to the chosen element, given the same for the container around this one; -1 if there is none.
fn up(page: &Page, element: u32, chosen: Option<u32>, outer: f32) -> f32 {
    let blocks = |element: u32| &page.elements[element as usize].blocks;
    match chosen {
        Some(chosen) if blocks(chosen) == blocks(element) => 0.0,
        _ if outer >= 0.0 => outer + 1.0,
        _ => -1.0,
    }
}

fn prefix(values: &[f32]) -> Scratch<f32> {
    let mut sums = Scratch::with_capacity(values.len() + 1);
    let mut sum = 0.0;
    sums.push(sum);
    for value in values {
        sum += value;
        sums.push(sum);
    }
    sums
}

fn gain_over(sums: &[f32], page: &Page, element: u32) -> f32 {
    let blocks = &page.elements[element as usize].blocks;
    sums[blocks.end as usize] - sums[blocks.start as usize]
}

/// The first element with the highest positive value that holds more than one block; the innermost of equals.
fn best(page: &Page, value: impl Fn(u32) -> f32) -> Option<u32> {
    let mut best = None;
    let mut most = 0.0;
    for (at, element) in page.elements.iter().enumerate() {
        let value = value(at as u32);
        let inner = best.is_some_and(|best: u32| page.elements[best as usize].blocks == element.blocks);
        if element.blocks.len() > 1 && (value > most || (inner && value >= most && most > 0.0)) {
            (best, most) = (Some(at as u32), value);
        }
    }
    best
}

/// What a block adds to a selection: its letters outside links, less what a menu's item costs.
fn gain(counts: &Counts, link_ratio: f32) -> f32 {
    const ITEM: f32 = 30.0;
    let unlinked = counts.letters * (1.0 - link_ratio);
    let linked = counts.letters * link_ratio;
    unlinked.min(800.0) - linked - ITEM
}

/// The run of neighbouring blocks with the highest sum.
fn densest_run(gain: &[f32]) -> std::ops::Range<usize> {
    let (mut best, mut most) = (0..0, 0.0);
    let (mut start, mut sum) = (0, 0.0);
    for (at, gain) in gain.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (at, 0.0);
        }
        sum += gain;
        if sum > most {
            (best, most) = (start..at + 1, sum);
        }
    }
    best
}

/// Readability's points (<https://github.com/mozilla/readability>): a paragraph of 25 characters or more gives one, one for
/// each comma and one for each hundred characters up to three, in full to the container around it and half to the
/// next, a third to the one after; each container's sum is then scaled by what is not in links.
fn points(page: &Page, sums: &Sums, link_ratio: &[f32], containers: &Containers) -> Scratch<f32> {
    let mut points = Scratch::filled(0.0, page.elements.len());
    for (at, block) in page.blocks.iter().enumerate() {
        let counts = &block.counts;
        if counts.letters < 25.0 || link_ratio[at] > 0.5 {
            continue;
        }
        let own = 1.0 + counts.commas as f32 + (counts.letters / 100.0).min(3.0);
        for (container, part) in containers.around(at).zip([1.0, 0.5, 1.0 / 3.0]) {
            points[containers.elements[container] as usize] += own * part;
        }
    }
    for (points, element) in points.iter_mut().zip(&page.elements) {
        let totals = sums.over(&element.blocks);
        *points *= 1.0 - super::ratio(totals.link_letters, totals.letters);
    }
    points
}

/// How many items back the last marked one stands, 0 for a marked one; capped at 99.
fn gaps(marks: impl Iterator<Item = bool>) -> Scratch<f32> {
    const FAR: f32 = 99.0;
    let mut gap = FAR;
    marks
        .map(|mark| {
            gap = if mark { 0.0 } else { f32::min(gap + 1.0, FAR) };
            gap
        })
        .collect()
}
