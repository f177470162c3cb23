//! The scored blocks of a page.

use super::BlockKind;
use super::content::{Content, Record};

/// A run of text that was scored: a maximal run of inline text between block-level boundaries. A list item, a paragraph
/// and a cell of a table are one each.
#[derive(Debug, Clone, Copy)]
pub struct Scored<'a> {
    pub(super) content: &'a Content,
    pub(super) record: &'a Record,
    /// Its place among the scored texts.
    pub(super) at: usize,
}

impl<'a> Scored<'a> {
    /// What kind of element the text stands in.
    #[must_use]
    pub fn kind(&self) -> BlockKind {
        self.record.kind
    }

    /// The text as a browser would show it: white space folded, `<br>` as a line break.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.content.slice(&self.record.text)
    }

    /// The probability that the text is content, from 0 to 1.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.record.score
    }

    /// The share of the characters that stands inside links, from 0 to 1.
    #[must_use]
    pub fn link_ratio(&self) -> f32 {
        self.record.link_ratio
    }

    /// True if it was kept as part of the article.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.record.kept
    }

    /// The names of the elements around the text, outermost first: `html > body > article > p`.
    #[must_use]
    pub fn path(&self) -> String {
        self.content.path_of(self.record.element)
    }

    /// The five features that moved the score most, the strongest first; empty unless [`Extractor::reasons`] asked for them.
    ///
    /// [`Extractor::reasons`]: crate::Extractor::reasons
    #[must_use]
    pub fn reasons(&self) -> &'a [Reason] {
        self.content.reasons.get(self.at).map_or(&[], Vec::as_slice)
    }
}

/// A feature that moved a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    pub(crate) feature: String,
    pub(crate) effect: f32,
}

impl Reason {
    /// The feature's name, as the files in `src/features` define it: group and column, as in `own.link_ratio`.
    #[must_use]
    pub fn feature(&self) -> &str {
        &self.feature
    }

    /// How far it moved the logarithm of the odds that the text is content, against the mean of its page.
    #[must_use]
    pub fn effect(&self) -> f32 {
        self.effect
    }
}
