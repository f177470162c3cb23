//! What the first scores of a page's other blocks say about a block: the second stage of scoring sees them beside the
//! features. A block is seldom content where its likes and its surroundings are not.
//!
//! After stacked sequential learning (Cohen and Carvalho, "Stacked sequential learning", IJCAI 2005), with groups of blocks
//! that look alike and containers in place of a sequence's neighbours.

use crate::features::{Column, Matrix, Relations, ratio};
use crate::scratch::{Scratch, kept};

/// Columns for each group of blocks that look alike.
const GROUP: &[Column] = &[
    ("mean", "mean first score, by tokens, of the blocks of the group"),
    ("others", "mean first score, by tokens, of the other blocks of the group; -1 if there is none"),
    ("max", "highest first score of the group"),
];

/// Columns for each run of blocks that share a place.
const SPAN: &[Column] = &[
    ("mean", "mean first score, by tokens, of the blocks there; -1 if there is no such place"),
    ("others", "mean first score, by tokens, of the other blocks there; -1 if there is none"),
];

/// Columns of the block itself, its neighbours and its page.
const OWN: &[Column] = &[
    ("first", "first score of the block"),
    ("prev", "first score of the block before; -1 at the page's edge, as for all neighbours"),
    ("next", "first score of the block after"),
    ("prev2", "first score of the block two before"),
    ("next2", "first score of the block two after"),
    ("before4", "mean first score, by tokens, of the four blocks before"),
    ("after4", "mean first score, by tokens, of the four blocks after"),
    ("before12", "mean first score, by tokens, of the twelve blocks before"),
    ("after12", "mean first score, by tokens, of the twelve blocks after"),
    ("before", "mean first score, by tokens, of all blocks before"),
    ("after", "mean first score, by tokens, of all blocks after"),
    ("page", "mean first score, by tokens, of the page"),
    ("doubt", "variance of the first scores, by tokens: sum of p (1 - p), over the page's tokens"),
    ("doubt_share", "the same over the page's expected content"),
    ("likely", "share of the page's tokens in blocks scored over a half"),
    ("expected", "natural logarithm of one and the page's expected content in tokens"),
    ("margin", "first score less the threshold of highest expected F1"),
    ("above", "share of the page's tokens in blocks of higher first scores"),
    ("above_expected", "the same over the page's expected content"),
    ("of_best", "first score over the page's highest"),
];

/// Bounds of the threshold, those of a balanced selection.
const LOWEST: f32 = 0.25;
const HIGHEST: f32 = 0.55;

/// Names and definitions, in the order of the columns.
pub(crate) fn names() -> impl Iterator<Item = (String, &'static str)> {
    let named = |place: &'static str, columns: &'static [Column]| {
        columns.iter().map(move |(name, definition)| (format!("context.{place}{name}"), *definition))
    };
    let groups = ["path_", "tags_", "like1_", "like2_", "like3_"].into_iter();
    let spans = ["in1_", "in2_", "in3_", "in4_", "section_"].into_iter();
    named("", OWN)
        .chain(groups.flat_map(move |place| named(place, GROUP)))
        .chain(spans.flat_map(move |place| named(place, SPAN)))
}

const SPANS_AT: usize = OWN.len() + GROUP.len() * Relations::GROUPS;
const WIDTH: usize = SPANS_AT + SPAN.len() * Relations::SPANS;

/// What the first scores say of a page's blocks.
pub(super) struct Scores<'a> {
    page: Scored<'a>,
    whole: Whole,
    relations: Relations<'a>,
    groups: [Scratch<Sum>; Relations::GROUPS],
}

impl<'a> Scores<'a> {
    pub(super) fn new(first: &'a [f32], tokens: impl Fn(usize) -> f32, relations: Relations<'a>) -> Self {
        let page = Scored::new(first, tokens);
        let groups = relations.groups.map(|group| page.by_group(group));
        Self { whole: page.whole(), groups, page, relations }
    }

    /// The columns of some blocks.
    pub(super) fn rows(&self, blocks: &[usize]) -> Matrix {
        let mut values = Scratch::filled(0.0, WIDTH * blocks.len());
        for (&at, row) in blocks.iter().zip(values.chunks_exact_mut(WIDTH)) {
            let (own, rest) = row.split_at_mut(OWN.len());
            let (groups, spans) = rest.split_at_mut(SPANS_AT - OWN.len());
            self.page.fill_own(at, &self.whole, own);
            self.fill_groups(at, groups);
            self.fill_spans(at, spans);
        }
        Matrix::new(WIDTH, values)
    }

    fn fill_groups(&self, at: usize, row: &mut [f32]) {
        let places = self.relations.groups.iter().zip(&self.groups);
        for ((group, sums), columns) in places.zip(row.chunks_exact_mut(GROUP.len())) {
            let sum = &sums[group[at] as usize];
            columns.copy_from_slice(&[sum.mean(), self.without(sum, at), sum.max]);
        }
    }

    fn fill_spans(&self, at: usize, row: &mut [f32]) {
        for (&(start, end), columns) in self.relations.spans(at).iter().zip(row.chunks_exact_mut(SPAN.len())) {
            let sum = self.page.between(start, end);
            columns.copy_from_slice(&[sum.mean(), self.without(&sum, at)]);
        }
    }

    fn without(&self, sum: &Sum, at: usize) -> f32 {
        sum.without(self.page.weights[at], self.page.first[at])
    }
}

/// First scores summed over some blocks, each with its tokens for weight.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    blocks: u32,
    weight: f64,
    score: f64,
    max: f32,
}

kept!(Sum);

impl Sum {
    fn add(&mut self, weight: f32, score: f32) {
        self.blocks += 1;
        self.weight += f64::from(weight);
        self.score += f64::from(weight * score);
        self.max = self.max.max(score);
    }

    /// -1 of no blocks.
    fn mean(&self) -> f32 {
        if self.blocks == 0 { -1.0 } else { (self.score / self.weight) as f32 }
    }

    /// The mean without one of the blocks.
    fn without(&self, weight: f32, score: f32) -> f32 {
        let weight = f64::from(weight);
        let rest = Self {
            blocks: self.blocks.saturating_sub(1),
            weight: self.weight - weight,
            score: self.score - weight * f64::from(score),
            max: 0.0,
        };
        rest.mean()
    }
}

/// The first scores of a page.
struct Scored<'a> {
    first: &'a [f32],
    /// Tokens of each block, 1 at least.
    weights: Scratch<f32>,
    /// Sums over all blocks before each, and over all.
    before: Scratch<Sum>,
    threshold: f32,
    /// For each block the weight of the blocks with higher scores, or as high and earlier.
    above: Scratch<f32>,
}

/// The page as a whole.
struct Whole {
    sum: Sum,
    /// Sum of p (1 - p).
    doubt: f32,
    /// Weight of blocks over a half.
    likely: f32,
    best: f32,
}

impl<'a> Scored<'a> {
    fn new(first: &'a [f32], tokens: impl Fn(usize) -> f32) -> Self {
        let threshold = super::threshold(first, &tokens, LOWEST, HIGHEST);
        let weights: Scratch<f32> = (0..first.len()).map(|at| tokens(at).max(1.0)).collect();
        let mut before = Scratch::with_capacity(first.len() + 1);
        let mut sum = Sum::default();
        before.push(sum);
        for (weight, score) in weights.iter().zip(first) {
            sum.add(*weight, *score);
            before.push(sum);
        }
        let above = above(first, &weights);
        Self { first, weights, before, threshold, above }
    }

    fn between(&self, start: usize, end: usize) -> Sum {
        let (from, to) = (&self.before[start], &self.before[end]);
        Sum { blocks: to.blocks - from.blocks, weight: to.weight - from.weight, score: to.score - from.score, max: 0.0 }
    }

    fn by_group(&self, group: &[u32]) -> Scratch<Sum> {
        let count = group.iter().max().map_or(0, |last| *last as usize + 1);
        let mut sums = Scratch::filled(Sum::default(), count);
        for (at, &group) in group.iter().enumerate() {
            sums[group as usize].add(self.weights[at], self.first[at]);
        }
        sums
    }

    fn whole(&self) -> Whole {
        let scored = || self.weights.iter().zip(self.first);
        Whole {
            sum: self.between(0, self.first.len()),
            doubt: scored().map(|(weight, p)| weight * p * (1.0 - p)).sum(),
            likely: scored().filter(|(_, p)| **p > 0.5).map(|(weight, _)| weight).sum(),
            best: self.first.iter().copied().fold(0.0, f32::max),
        }
    }

    fn fill_own(&self, at: usize, whole: &Whole, row: &mut [f32]) {
        let blocks = self.first.len();
        let neighbour = |offset: isize| {
            at.checked_add_signed(offset).and_then(|there| self.first.get(there)).copied().unwrap_or(-1.0)
        };
        let back = |by: usize| self.between(at.saturating_sub(by), at).mean();
        let on = |by: usize| self.between(at + 1, at.saturating_add(by).saturating_add(1).min(blocks)).mean();
        let (p, weight, content) = (self.first[at], whole.sum.weight as f32, whole.sum.score as f32);
        row.copy_from_slice(&[
            p,
            neighbour(-1),
            neighbour(1),
            neighbour(-2),
            neighbour(2),
            back(4),
            on(4),
            back(12),
            on(12),
            back(blocks),
            on(blocks),
            ratio(content, weight),
            ratio(whole.doubt, weight),
            ratio(whole.doubt, content),
            ratio(whole.likely, weight),
            content.ln_1p(),
            p - self.threshold,
            ratio(self.above[at], weight),
            ratio(self.above[at], content.max(1.0)),
            ratio(p, whole.best),
        ]);
    }
}

fn above(first: &[f32], weights: &[f32]) -> Scratch<f32> {
    // Numbers are sorted faster than what they stand for. Probabilities are ordered as their bits are.
    let mut order: Scratch<u64> =
        (0_u64..).zip(first).map(|(at, score)| u64::from(!score.max(0.0).to_bits()) << 32 | at).collect();
    order.sort_unstable();
    let mut above = Scratch::filled(0.0, first.len());
    let mut sum = 0.0;
    for at in order.iter().map(|&key| key as u32 as usize) {
        above[at] = sum;
        sum += weights[at];
    }
    above
}
