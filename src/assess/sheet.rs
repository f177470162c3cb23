//! A page and what was kept of it, as numbers.

use super::hints;
use crate::blocks::Page;
use crate::dom::Document;
use crate::features::{self, Column, Features, ratio};
use crate::scratch::Scratch;
use std::sync::LazyLock;

/// Numbers of the selection.
const SELECTION: &[Column] = &[
    ("tokens", "natural logarithm of one and the page's tokens"),
    ("expected", "natural logarithm of one and the page's expected content in tokens"),
    ("content", "share of the page's tokens that is expected to be content"),
    ("likely", "share of the page's tokens in blocks scored over a half"),
    ("doubt", "variance of the scores by tokens, over the page's expected content"),
    ("lowest", "lowest score kept; 1 if nothing is"),
    ("kept", "natural logarithm of one and the tokens kept"),
    ("kept_share", "share of the page's tokens kept"),
    ("f1", "expected word F1 of what is kept, were the scores independent"),
    ("mean", "mean score, by tokens, of what is kept"),
    ("links", "share inside links of what is kept"),
];

/// Features of blocks whose share among the kept tokens is told (where they are over 0).
const SHARES: [&str; 13] = [
    "own.list_item",
    "own.cell",
    "own.heading",
    "own.code",
    "own.paragraph",
    "own.currency",
    "own.hidden",
    "dup.again",
    "sem.name_comment",
    "sem.name_consent",
    "sem.name_post",
    "sem.name_product",
    "sem.name_review",
];

/// Names and definitions of all columns, in their order.
pub(crate) fn names() -> impl Iterator<Item = (String, &'static str)> {
    let selection = SELECTION.iter().map(|(name, definition)| (format!("kept.{name}"), *definition));
    let shares =
        SHARES.iter().map(|name| (format!("share.{name}"), "share of the kept tokens in blocks where it is over 0"));
    features::page_names().chain(selection).chain(shares).chain(hints::names())
}

/// What the columns tell of one of [`SHARES`].
pub(super) fn share_of(feature: &str, columns: &[f32]) -> f32 {
    let before = features::page_width() + SELECTION.len();
    let at = SHARES.iter().position(|name| *name == feature);
    at.and_then(|at| columns.get(before + at)).copied().unwrap_or_default()
}

/// One page.
pub(crate) struct Sheet<'a> {
    pub(crate) document: &'a Document,
    pub(crate) page: &'a Page,
    pub(crate) features: &'a Features<'a>,
    pub(crate) scores: &'a [f32],
    pub(crate) kept: &'a [bool],
    /// What markup and address say ([`hints`]).
    pub(crate) hints: &'a [f32],
}

/// What was kept of a page.
pub(crate) struct Kept {
    pub(super) tokens: f32,
    /// Share of the tokens inside links.
    pub(super) links: f32,
}

impl Sheet<'_> {
    /// The columns.
    pub(crate) fn columns(&self, kept: &Kept) -> Scratch<f32> {
        let mut out = Scratch::with_capacity(features::page_width() + SELECTION.len() + SHARES.len() + hints::WIDTH);
        out.extend_from_slice(self.features.of_page());
        out.resize(features::page_width(), 0.0);
        out.extend(self.selection(kept));
        out.extend(self.shares(kept));
        out.extend_from_slice(self.hints);
        out
    }

    pub(crate) fn kept(&self) -> Kept {
        let tokens = self.sum_kept(|_| 1.0);
        Kept { tokens, links: ratio(self.sum_kept(|at| self.features.link_ratio(at)), tokens) }
    }

    pub(super) fn tokens_of_page(&self) -> f32 {
        self.sum(|_| 1.0)
    }

    fn tokens(&self, at: usize) -> f32 {
        self.page.tokens(at)
    }

    /// A sum over all blocks of their tokens, each times a number.
    fn sum(&self, times: impl Fn(usize) -> f32) -> f32 {
        (0..self.scores.len()).map(|at| self.tokens(at) * times(at)).sum()
    }

    fn sum_kept(&self, times: impl Fn(usize) -> f32) -> f32 {
        self.sum(|at| if self.kept[at] { times(at) } else { 0.0 })
    }

    fn selection(&self, kept: &Kept) -> [f32; SELECTION.len()] {
        let score = |at: usize| self.scores[at];
        let (all, expected) = (self.tokens_of_page(), self.sum(score));
        let content = self.sum_kept(score);
        let lowest = self.scores.iter().zip(self.kept).filter(|(_, kept)| **kept).map(|(score, _)| *score);
        [
            all.ln_1p(),
            expected.ln_1p(),
            ratio(expected, all),
            ratio(self.sum(|at| f32::from(u8::from(score(at) > 0.5))), all),
            ratio(self.sum(|at| score(at) * (1.0 - score(at))), expected),
            lowest.fold(1.0, f32::min),
            kept.tokens.ln_1p(),
            ratio(kept.tokens, all),
            ratio(2.0 * content, kept.tokens + expected),
            ratio(content, kept.tokens),
            kept.links,
        ]
    }

    /// For each of [`SHARES`] the share of the kept tokens in blocks where it is over 0.
    fn shares(&self, kept: &Kept) -> [f32; SHARES.len()] {
        /// Looked up once: a name is put together for every feature that is passed on the way.
        static COLUMNS: LazyLock<[usize; SHARES.len()]> =
            LazyLock::new(|| SHARES.map(|feature| features::column(feature).unwrap_or_default()));
        let columns = *COLUMNS;
        let mut shares = [0.0; SHARES.len()];
        self.features.each((0..self.kept.len()).filter(|&at| self.kept[at]), |at, row| {
            for (share, column) in shares.iter_mut().zip(columns) {
                *share += if row[column] > 0.0 { self.tokens(at) } else { 0.0 };
            }
        });
        shares.map(|share| ratio(share, kept.tokens))
    }
}
