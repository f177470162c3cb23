//! What a caller receives.

mod datetime;
mod metadata;

pub use datetime::DateTime;
pub use metadata::{Candidate, Direction, Field, Metadata, Source, Sourced, Verdict};

use crate::decode::Charset;
use crate::options::Limit;
use html5ever::LocalName;
use std::ops::Range;

/// What kind of element a block's text stands in.
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
}

impl BlockKind {
    /// The kind's name: `paragraph`, `heading`, `list-item`, `quote`, `code`, `cell`, `definition` or `caption`.
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
/// assert!(article.blocks().any(|block| block.text() == "Home Ice" && !block.is_kept()));
/// ```
#[derive(Debug, Clone)]
pub struct Article {
    pub(crate) metadata: Metadata,
    pub(crate) text: String,
    pub(crate) origin: Origin,
    pub(crate) charset: Option<Charset>,
    pub(crate) truncated: Option<Limit>,
    pub(crate) content: Content,
}

/// The blocks of a page with what was decided about them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Content {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Record>,
    pub(crate) path: Vec<PathStep>,
}

#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) text: Range<u32>,
    /// An index into `Content::path`.
    pub(crate) element: u32,
    pub(crate) kind: BlockKind,
    pub(crate) score: f32,
    pub(crate) link_ratio: f32,
    pub(crate) kept: bool,
}

/// An element and the index of the one around it; the outermost is its own parent.
#[derive(Debug, Clone)]
pub(crate) struct PathStep {
    pub(crate) parent: u32,
    pub(crate) name: LocalName,
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

    /// All text blocks of the page in document order, those left out too.
    #[must_use]
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = Block<'_>> {
        self.content.blocks.iter().map(|record| Block { content: &self.content, record })
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

/// A text block of the page: a maximal run of inline text between block-level boundaries.
#[derive(Debug, Clone, Copy)]
pub struct Block<'a> {
    content: &'a Content,
    record: &'a Record,
}

impl<'a> Block<'a> {
    /// What kind of element the text stands in.
    #[must_use]
    pub fn kind(&self) -> BlockKind {
        self.record.kind
    }

    /// The text as a browser would show it: white space folded, `<br>` as a line break.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.content.text[self.record.text.start as usize..self.record.text.end as usize]
    }

    /// The probability that the block is content, from 0 to 1.
    #[must_use]
    pub fn score(&self) -> f32 {
        self.record.score
    }

    /// The share of the block's characters that stands inside links, from 0 to 1.
    #[must_use]
    pub fn link_ratio(&self) -> f32 {
        self.record.link_ratio
    }

    /// True if the block is part of [`Article::text`].
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.record.kept
    }

    /// The names of the elements around the text, outermost first: `html > body > article > p`.
    #[must_use]
    pub fn path(&self) -> String {
        let steps = &self.content.path;
        let up = |&at: &u32| {
            let parent = steps[at as usize].parent;
            (parent != at).then_some(parent)
        };
        let mut names: Vec<&str> =
            std::iter::successors(Some(self.record.element), up).map(|at| &*steps[at as usize].name).collect();
        names.reverse();
        names.join(" > ")
    }
}
