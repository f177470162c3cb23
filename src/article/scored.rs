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

    /// The rule that kept it or left it out, where its score alone would not have.
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        self.record.rule
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

/// What decided about a text against its score. Where several did, the last is told.
///
/// ```
/// use dehusk::{Extractor, Rule};
///
/// # let paragraph = "<p>It is only after the tide has gone out that one sees the old road, and the carts that were left on it.</p>";
/// # let html = format!("<title>The old road</title><nav><h1>The old road</h1></nav><article>{}", paragraph.repeat(6));
/// let article = Extractor::new().title_in_body(true).extract(&html)?;
/// let title = article.scored().find(|text| text.text() == "The old road").unwrap();
/// assert_eq!((title.is_kept(), title.rule()), (true, Some(Rule::Title)));
/// # Ok::<(), dehusk::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// Left out: it stands in a dialog or in the footer of the page.
    Around,
    /// Left out: it stands beside a text, as a caption, a breadcrumb, a row of buttons or a signature does.
    Beside,
    /// Left out: a forum prints it around each post.
    PostDetail,
    /// Left out: it points to another article, marks an advertisement or says who saw the article through the press.
    Pointer,
    /// Kept or left out with the other cells of its table, by the mean of their scores.
    Table,
    /// Left out: it is nothing but a link, in what reads as text.
    Link,
    /// Kept for what is kept around it: a line of dialogue, a listing, a heading, a term.
    Company,
    /// Left out: a heading that nothing is kept under.
    BareHeading,
    /// Left out: what was likely is too little of the page to be what it is for, or, in a text without markup, not likely enough.
    Crumbs,
    /// Left out: it leads in to what was not kept.
    LeadIn,
    /// Left out: it is a reader's comment.
    Comments,
    /// Left out: it says nothing beside the rest, as the title once more, numbers of lines or a button that copies code do.
    Redundant,
    /// Left out: it is a cell of a table, and [`Extractor::tables`](crate::Extractor::tables) asked for none.
    Unwanted,
    /// Kept with the rest of its code.
    Code,
    /// Kept: it is the title, and [`Extractor::title_in_body`](crate::Extractor::title_in_body) asked for it.
    Title,
    /// Left out: what it says is part of the [`Metadata`](crate::Metadata), and it says nothing else.
    Metadata,
}

impl Rule {
    /// All rules.
    pub const ALL: [Self; 16] = [
        Self::Around,
        Self::Beside,
        Self::PostDetail,
        Self::Pointer,
        Self::Table,
        Self::Link,
        Self::Company,
        Self::BareHeading,
        Self::Crumbs,
        Self::LeadIn,
        Self::Comments,
        Self::Redundant,
        Self::Unwanted,
        Self::Code,
        Self::Title,
        Self::Metadata,
    ];

    /// The rule's name in lower case, such as `beside` or `bare-heading`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Around => "around",
            Self::Beside => "beside",
            Self::PostDetail => "post-detail",
            Self::Pointer => "pointer",
            Self::Table => "table",
            Self::Link => "link",
            Self::Company => "company",
            Self::BareHeading => "bare-heading",
            Self::Crumbs => "crumbs",
            Self::LeadIn => "lead-in",
            Self::Comments => "comments",
            Self::Redundant => "redundant",
            Self::Unwanted => "unwanted",
            Self::Code => "code",
            Self::Title => "title",
            Self::Metadata => "metadata",
        }
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
