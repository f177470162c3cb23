//! The stages of an extraction one by one, for benchmarks and profiles.
//!
//! Each takes what the stage before it gave; what they hand on is opaque, but can be counted, so that a benchmark can
//! check what it measures. Together they do what [`Extractor::extract_bytes`] does, less the result's list of blocks.
//!
//! ```
//! use dehusk::Extractor;
//! use dehusk::evaluate::stages;
//!
//! let extractor = Extractor::new();
//! let html = stages::decode(b"<p>It is only after the tide has gone out that one sees the old road.</p>");
//! let blocks = stages::blocks(stages::parse(&html, &extractor), &extractor);
//! let facts = stages::metadata(&blocks);
//! let scores = stages::score(&blocks, &facts);
//! let text = stages::select(&blocks, &facts, &scores, &extractor);
//! assert_eq!((blocks.len(), &*text), (1, dehusk::extract(&html).text()));
//! ```

use crate::article::Metadata;
use crate::blocks::{self, Page};
use crate::dom::{self, Document, Keep, reference};
use crate::model::PageModel;
use crate::options::Extractor;
use crate::scratch::Scratch;
use crate::{compose, decode, metadata, render};
use std::borrow::Cow;
use std::time::{Duration, Instant};

/// A stage of the extraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Stage {
    /// Bytes to text.
    Decode,
    /// Text to tree.
    Parse,
    /// Tree to blocks, `noscript` included where it is read.
    Blocks,
    /// Title and the other facts about the page.
    Metadata,
    /// Blocks to features to probabilities, by way of the page's kind.
    Score,
    /// Probabilities to kept blocks to text.
    Select,
}

impl Stage {
    /// All stages, in the order in which they run.
    pub const ALL: [Self; 6] = [Self::Decode, Self::Parse, Self::Blocks, Self::Metadata, Self::Score, Self::Select];

    /// The stage's name in lower case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Decode => "decode",
            Self::Parse => "parse",
            Self::Blocks => "blocks",
            Self::Metadata => "metadata",
            Self::Score => "features+score",
            Self::Select => "select+render",
        }
    }
}

/// A parsed page.
#[derive(Debug)]
pub struct Tree(Document);

impl Tree {
    /// Nodes of the tree, attached or not.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.0.len()
    }

    /// The first place where two trees differ in anything that a later stage can see, as two lines; `None` if nowhere.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        let (own, others) = (reference::dump(&self.0), reference::dump(&other.0));
        let at = own.iter().zip(&others).position(|(own, other)| own != other);
        let at = at.or_else(|| (own.len() != others.len()).then_some(own.len().min(others.len())))?;
        let line = |lines: &[String]| lines.get(at).map_or("(end)", String::as_str).to_owned();
        Some(format!("node {at}:\n  {}\n  {}", line(&own), line(&others)))
    }
}

/// A page cut into blocks.
#[derive(Debug)]
pub struct Blocks {
    document: Document,
    page: Page,
}

impl Blocks {
    /// How many blocks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.page.blocks.len()
    }

    /// True if the page has no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.page.blocks.is_empty()
    }
}

/// Probabilities of being content, one a block.
#[derive(Debug, Clone)]
pub struct Scores(Scratch<f32>);

impl Scores {
    /// How many there are: as many as blocks.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True if there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// [`Stage::Decode`], without a `Content-Type` header.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    decode::page(bytes)
}

/// [`Stage::Parse`], with the extractor's limits.
#[must_use]
pub fn parse(html: &str, extractor: &Extractor) -> Tree {
    Tree(dom::parse(html, &extractor.limits).0)
}

/// [`Stage::Parse`] by html5ever's tokenizer in place of ours: the reference that ours is measured against and gives the
/// same tree as. It knows no limits on attributes.
///
/// ```
/// use dehusk::Extractor;
/// use dehusk::evaluate::stages;
///
/// let (html, extractor) = ("<p class=lead>Ice &amp; water<br>", Extractor::new());
/// let (tree, reference) = (stages::parse(html, &extractor), stages::parse_by_reference(html, &extractor));
/// assert_eq!(tree.difference(&reference), None);
/// ```
#[must_use]
pub fn parse_by_reference(html: &str, extractor: &Extractor) -> Tree {
    Tree(reference::parse_keeping(html, Keep::Read, &extractor.limits).0)
}

/// Where the trees that our tokenizer and html5ever's lead to differ first, in what later stages see and with all attributes
/// kept; `None` if nowhere.
#[must_use]
pub fn difference_from_reference(html: &str, extractor: &Extractor) -> Option<String> {
    [Keep::Read, Keep::All].into_iter().find_map(|keep| {
        let limits = &extractor.limits;
        let ours = Tree(dom::parse_keeping(html, keep, limits).0);
        ours.difference(&Tree(reference::parse_keeping(html, keep, limits).0))
    })
}

/// [`Stage::Blocks`], of the whole page: selectors are no stage. Takes the tree, which reading `noscript` changes.
#[must_use]
pub fn blocks(tree: Tree, extractor: &Extractor) -> Blocks {
    let (document, page, _) = blocks::read(tree.0, &extractor.limits);
    Blocks { document, page }
}

/// [`Stage::Metadata`].
#[must_use]
pub fn metadata(blocks: &Blocks) -> Metadata {
    metadata::collect(&blocks.document, &blocks.page, None)
}

/// [`Stage::Score`], with the embedded models.
#[must_use]
pub fn score(blocks: &Blocks, metadata: &Metadata) -> Scores {
    let Blocks { document, page } = blocks;
    let (features, hints) = Extractor::new().described(document, page, metadata);
    Scores(PageModel::embedded().tell(document, page, &features, &hints).scores)
}

/// [`Stage::Select`]: the article's text.
#[must_use]
pub fn select(blocks: &Blocks, metadata: &Metadata, scores: &Scores, extractor: &Extractor) -> String {
    let title = metadata.title().map(|title| title.value().as_str());
    let (choice, _) = extractor.chosen(&blocks.document, &blocks.page, &scores.0, metadata);
    render::text(&mut compose::compose(&blocks.document, &blocks.page, &scores.0, choice, title, extractor))
}

/// Time spent in each stage; what frees memory afterwards is in none of them.
///
/// ```
/// use dehusk::Extractor;
/// use dehusk::evaluate::stages::{Stage, Times};
///
/// let times = Times::of(b"<p>It is only after the tide has gone out that one sees the old road.</p>", &Extractor::new());
/// assert_eq!(times.iter().count(), Stage::ALL.len());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times([Duration; Stage::ALL.len()]);

impl Times {
    /// Takes a page through all stages.
    #[must_use]
    pub fn of(bytes: &[u8], extractor: &Extractor) -> Self {
        let mut clock = Clock { times: Self::default(), last: Instant::now() };
        let html = decode(bytes);
        clock.lap(Stage::Decode);
        let tree = parse(&html, extractor);
        clock.lap(Stage::Parse);
        let blocks = blocks(tree, extractor);
        clock.lap(Stage::Blocks);
        let facts = metadata(&blocks);
        clock.lap(Stage::Metadata);
        let scores = score(&blocks, &facts);
        clock.lap(Stage::Score);
        let text = std::hint::black_box(select(&blocks, &facts, &scores, extractor));
        clock.lap(Stage::Select);
        drop(text);
        clock.times
    }

    /// Each stage with its time, in the order in which they run.
    pub fn iter(&self) -> impl Iterator<Item = (Stage, Duration)> {
        Stage::ALL.into_iter().zip(self.0)
    }

    /// The time of all stages.
    #[must_use]
    pub fn total(&self) -> Duration {
        self.0.iter().sum()
    }
}

impl std::ops::AddAssign for Times {
    fn add_assign(&mut self, other: Self) {
        for (sum, time) in self.0.iter_mut().zip(other.0) {
            *sum += time;
        }
    }
}

struct Clock {
    times: Times,
    last: Instant,
}

impl Clock {
    fn lap(&mut self, stage: Stage) {
        let now = Instant::now();
        if let Some(time) = self.times.0.get_mut(stage as usize) {
            *time += now - self.last;
        }
        self.last = now;
    }
}
