//! What a caller receives.

mod assessment;
mod block;
mod comments;
pub(crate) mod content;
mod datetime;
mod metadata;
mod scored;
#[cfg(feature = "serde")]
mod serial;

pub(crate) use assessment::Assessment;
pub use assessment::{Doubt, PageKind};
pub use block::{Block, Cell, Image, ListItem, Row, Run};
pub use comments::Comments;
pub use datetime::DateTime;
pub(crate) use metadata::Candidates;
pub use metadata::{Candidate, Direction, Field, Metadata, Source, Sourced, Verdict};
pub use scored::{Reason, Rule, Scored};

use crate::decode::Charset;
use crate::options::Limit;
use content::Content;

/// What a block is, or what kind of element a [`Scored`] text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BlockKind {
    /// Running text, and anything not named below.
    Paragraph,
    /// A heading, with its level (1 to 6).
    Heading(u8),
    /// An item of an ordered or unordered list.
    ListItem,
    /// Part of a block quotation.
    Quote,
    /// Preformatted text.
    Code,
    /// A cell of a table.
    Cell,
    /// A term or a description in a description list.
    Definition,
    /// The caption of a figure or a table.
    Caption,
    /// A table of data.
    Table,
    /// An image that stands by itself, with its caption if it has one.
    Figure,
    /// A break between topics.
    Separator,
    /// A formula that stands by itself.
    Math,
    /// An embedded video.
    Video,
}

impl BlockKind {
    /// The kind's name: `paragraph`, `heading`, `list-item`, `quote`, `code`, `cell`, `definition`, `caption`,
    /// `table`, `figure`, `separator`, `math` or `video`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Heading(_) => "heading",
            Self::ListItem => "list-item",
            Self::Quote => "quote",
            Self::Code => "code",
            Self::Cell => "cell",
            Self::Definition => "definition",
            Self::Caption => "caption",
            Self::Table => "table",
            Self::Figure => "figure",
            Self::Separator => "separator",
            Self::Math => "math",
            Self::Video => "video",
        }
    }
}

/// Where in the page the text was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Origin {
    /// In what a browser shows.
    Visible,
    /// In `noscript` elements: what it shows had little to read beside what they hold.
    Noscript,
    /// In the `articleBody` that JSON-LD states: there was nothing to read in sight.
    JsonLd,
    /// In the data that a script is to draw the page from: there was nothing to read in sight.
    Hydration,
    /// Nowhere: the page has nothing to read, and the article is empty.
    Nowhere,
}

impl Origin {
    /// The origin's name in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Visible => "visible",
            Self::Noscript => "noscript",
            Self::JsonLd => "json-ld",
            Self::Hydration => "hydration",
            Self::Nowhere => "nowhere",
        }
    }
}

/// What a person came to read, and what it was chosen from.
///
/// The text is always there; it is empty if the page has nothing to read.
///
/// ```
/// let article = dehusk::extract(
///     "<title>Harbour freezes</title><nav><a href=/>Home</a> <a href=/ice>Ice</a></nav>
///      <h1>Harbour freezes</h1>
///      <p>The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.</p>
///      <p>Nobody in town remembers the ice as thick as this, said the harbour master, who is seventy-two.</p>",
/// );
/// assert_eq!(article.title(), Some("Harbour freezes"));
/// assert!(article.text().starts_with("The harbour froze over on Tuesday"));
/// assert!(article.scored().any(|text| text.text() == "Home Ice" && !text.is_kept()));
/// ```
#[derive(Debug, Clone)]
pub struct Article {
    pub(crate) metadata: Metadata,
    pub(crate) text: String,
    pub(crate) origin: Origin,
    pub(crate) charset: Option<Charset>,
    pub(crate) truncated: Option<Limit>,
    pub(crate) content: Content,
    pub(crate) assessment: Assessment,
    pub(crate) comments: Option<Comments>,
}

impl Article {
    /// The text: blocks in the order of the page. Paragraphs are parted by an empty line, list items and table rows
    /// stand on lines of their own, cells are parted by a tab.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The headline, without the site's name.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.metadata.title().map(|title| title.value().as_str())
    }

    /// The authors' names, in the order of the page.
    #[must_use]
    pub fn authors(&self) -> impl ExactSizeIterator<Item = &str> {
        self.metadata.authors().iter().map(|author| author.value().as_str())
    }

    /// When the page was first published.
    #[must_use]
    pub fn published(&self) -> Option<DateTime> {
        self.metadata.published().map(|date| *date.value())
    }

    /// The day that the page is dated: when it was published or, where it tells only that, last changed.
    #[must_use]
    pub fn date(&self) -> Option<DateTime> {
        self.published().or_else(|| self.metadata.modified().map(|date| *date.value()))
    }

    /// All that the page says about itself, and where.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// True if the page has nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The article in typed blocks, in the order of the page.
    #[must_use]
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = Block<'_>> {
        block::blocks(&self.content, &self.text)
    }

    /// What readers wrote below the article, if [`Extractor::comments`](crate::Extractor::comments) asked for it and the
    /// page has any.
    #[must_use]
    pub fn comments(&self) -> Option<&Comments> {
        self.comments.as_ref()
    }

    /// All scored texts of the page in document order, those left out too.
    #[must_use]
    pub fn scored(&self) -> impl ExactSizeIterator<Item = Scored<'_>> {
        self.content.blocks.iter().enumerate().map(|(at, record)| Scored { content: &self.content, record, at })
    }

    /// What kind of page it is; `None` where there is no markup to tell by.
    #[must_use]
    pub fn kind(&self) -> Option<PageKind> {
        self.assessment.kind.map(|(kind, _)| kind)
    }

    /// The probability that the page is of that [`kind`](Self::kind), from 0 to 1; 0 where there is none.
    #[must_use]
    pub fn kind_probability(&self) -> f32 {
        self.assessment.kind.map_or(0.0, |(_, probability)| probability)
    }

    /// The word F1 that the text is expected to have against what a person would mark on the page, from 0 to 1. It is
    /// calibrated: of pages with a confidence of 0.8 the mean is 0.8.
    #[must_use]
    pub fn confidence(&self) -> f32 {
        self.assessment.confidence
    }

    /// What speaks against the text, if anything does.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        self.assessment.doubt
    }

    /// Where in the page the text was found.
    #[must_use]
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// How the bytes were decoded; `None` if the page was given as text or as a tree.
    #[must_use]
    pub fn charset(&self) -> Option<Charset> {
        self.charset
    }

    /// The limit that cut the page, if one did.
    #[must_use]
    pub fn truncated(&self) -> Option<Limit> {
        self.truncated
    }
}
