//! What a caller can ask for: the [`Extractor`]'s settings and the limits it enforces.

#[cfg(feature = "selectors")]
use crate::error::Result;
#[cfg(feature = "selectors")]
use crate::selector::Selector;

/// Which side to err on where a page leaves room for doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Favor {
    /// Rather lose a paragraph than keep husk.
    Precision,
    /// The text that is expected to agree best with what a person would mark (highest expected word F1).
    #[default]
    Balanced,
    /// Rather keep husk than lose a paragraph. Captions of pictures and the like stay, which the others leave out.
    Recall,
}

/// What to do with a page that exceeds a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum OnLimit {
    /// Extract from the part within the limit; [`Article::truncated`](crate::Article::truncated) names the limit.
    #[default]
    Truncate,
    /// Give an [`Error`](crate::Error) for which [`is_limit`](crate::Error::is_limit) holds.
    Fail,
}

/// The limits that a page can exceed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// Bytes of decoded input.
    InputBytes,
    /// Nodes of the document tree.
    Nodes,
    /// Elements inside each other. Elements beyond are left out, their text is not.
    Depth,
    /// Attributes of one tag. Those beyond are left out.
    Attributes,
    /// Bytes of one attribute's value. An attribute with a longer one is left out.
    AttributeBytes,
    /// Formatting elements that are open at the same time and have attributes, as the unclosed `<font style=...>` of old
    /// pages. The attributes of those beyond are left out.
    Formatting,
    /// Bytes of the article's text, and of the comments' where they are given apart. Blocks beyond are left out.
    OutputBytes,
}

impl Limit {
    /// The limit's name in plain words.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InputBytes => "input bytes",
            Self::Nodes => "document nodes",
            Self::Depth => "nested elements",
            Self::Attributes => "attributes of a tag",
            Self::AttributeBytes => "bytes of an attribute",
            Self::Formatting => "open formatting elements",
            Self::OutputBytes => "output bytes",
        }
    }
}

/// What the parser takes of a page at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) nodes: usize,
    pub(crate) depth: u16,
    pub(crate) attributes: usize,
    pub(crate) attribute_bytes: usize,
    pub(crate) formatting: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { nodes: 8_000_000, depth: 512, attributes: 256, attribute_bytes: 4 << 20, formatting: 256 }
    }
}

/// Extracts articles, with settings. [`dehusk::extract`](crate::extract) is its default configuration, nothing else.
///
/// An extractor holds settings only: it is cheap to clone, and one can serve any number of threads.
///
/// ```
/// use dehusk::{Extractor, Favor};
///
/// let extractor = Extractor::new().favor(Favor::Recall).max_input_bytes(8 << 20);
/// let article = extractor.extract("<p>The harbour froze over on Tuesday, for the first time in forty years.</p>")?;
/// assert!(article.text().starts_with("The harbour"));
/// # Ok::<(), dehusk::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "settings that are on or off, each with its own setter")]
pub struct Extractor {
    pub(crate) url: Option<String>,
    pub(crate) favor: Favor,
    pub(crate) max_input_bytes: usize,
    pub(crate) max_output_bytes: usize,
    pub(crate) limits: Limits,
    pub(crate) on_limit: OnLimit,
    pub(crate) links: bool,
    pub(crate) images: bool,
    pub(crate) tables: bool,
    pub(crate) comments: bool,
    pub(crate) title_in_body: bool,
    pub(crate) reasons: bool,
    #[cfg(feature = "selectors")]
    pub(crate) include: Vec<Selector>,
    #[cfg(feature = "selectors")]
    pub(crate) exclude: Vec<Selector>,
}

/// Text positions are 32 bits wide. A page's text is never longer than its source by more than a
/// factor of three (the longest expansion of one input byte, NUL to U+FFFD), so this leaves room.
const HIGHEST_MAX_INPUT_BYTES: usize = 1 << 30;

const HIGHEST_MAX_DEPTH: usize = 4096;
pub(crate) const HIGHEST_MAX_ATTRIBUTES: usize = 1024;
const HIGHEST_MAX_FORMATTING: usize = 4096;

impl Default for Extractor {
    fn default() -> Self {
        Self {
            url: None,
            favor: Favor::Balanced,
            max_input_bytes: 256 << 20,
            max_output_bytes: 256 << 20,
            limits: Limits::default(),
            on_limit: OnLimit::Truncate,
            links: true,
            images: true,
            tables: true,
            comments: false,
            title_in_body: false,
            reasons: false,
            #[cfg(feature = "selectors")]
            include: Vec::new(),
            #[cfg(feature = "selectors")]
            exclude: Vec::new(),
        }
    }
}

impl Extractor {
    /// An extractor with the default settings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The page's address, where known. It makes links and images absolute, tells the site's own name from the title, and its words are
    /// evidence of the page's kind, which the scores depend on.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Which side to err on. Default: [`Favor::Balanced`].
    #[must_use]
    pub fn favor(mut self, favor: Favor) -> Self {
        self.favor = favor;
        self
    }

    /// The longest input to read, in bytes of UTF-8. Default: 256 MiB; at most 1 GiB.
    #[must_use]
    pub fn max_input_bytes(mut self, bytes: usize) -> Self {
        self.max_input_bytes = bytes.min(HIGHEST_MAX_INPUT_BYTES);
        self
    }

    /// The longest text to give, in bytes of UTF-8: whole blocks beyond it are left out, of the text, and of Markdown and HTML,
    /// which are made of the same blocks. Default: 256 MiB.
    #[must_use]
    pub fn max_output_bytes(mut self, bytes: usize) -> Self {
        self.max_output_bytes = bytes;
        self
    }

    /// The number that a limit stands at.
    pub(crate) fn most(&self, limit: Limit) -> usize {
        match limit {
            Limit::InputBytes => self.max_input_bytes,
            Limit::OutputBytes => self.max_output_bytes,
            Limit::Nodes => self.limits.nodes,
            Limit::Depth => usize::from(self.limits.depth),
            Limit::Attributes => self.limits.attributes,
            Limit::AttributeBytes => self.limits.attribute_bytes,
            Limit::Formatting => self.limits.formatting,
        }
    }

    /// The largest document tree to build, in nodes (elements, texts and comments). Default: 8 million.
    #[must_use]
    pub fn max_nodes(mut self, nodes: usize) -> Self {
        self.limits.nodes = nodes.min(u32::MAX as usize / 2);
        self
    }

    /// How deep elements may nest. Default: 512, as in browsers (Blink's `kMaximumHTMLParserDOMTreeDepth`); at most 4,096,
    /// because the time that parsing takes grows with it.
    #[must_use]
    pub fn max_depth(mut self, depth: usize) -> Self {
        self.limits.depth = depth.min(HIGHEST_MAX_DEPTH) as u16;
        self
    }

    /// The most attributes that a tag may have. Default: 256; at most 1,024.
    #[must_use]
    pub fn max_attributes(mut self, attributes: usize) -> Self {
        self.limits.attributes = attributes.min(HIGHEST_MAX_ATTRIBUTES);
        self
    }

    /// The longest value that an attribute may have, in bytes of its source. Only attributes that are read count.
    /// Default: 4 MiB.
    #[must_use]
    pub fn max_attribute_bytes(mut self, bytes: usize) -> Self {
        self.limits.attribute_bytes = bytes;
        self
    }

    /// How many formatting elements (`b`, `font` and their like) with attributes of their own may be open at the same
    /// time: the standard opens all of them again in each paragraph. Default: 256; at most 4,096.
    #[must_use]
    pub fn max_formatting(mut self, elements: usize) -> Self {
        self.limits.formatting = elements.min(HIGHEST_MAX_FORMATTING);
        self
    }

    /// Whether a page over a limit is cut or refused. Default: [`OnLimit::Truncate`].
    #[must_use]
    pub fn on_limit(mut self, on_limit: OnLimit) -> Self {
        self.on_limit = on_limit;
        self
    }

    /// Whether Markdown and HTML have links (and videos, which are given as links). Default: true.
    #[must_use]
    pub fn links(mut self, links: bool) -> Self {
        self.links = links;
        self
    }

    /// Whether Markdown and HTML have images. Captions are text and stay. Default: true.
    #[must_use]
    pub fn images(mut self, images: bool) -> Self {
        self.images = images;
        self
    }

    /// Whether tables of data are part of the article. Default: true.
    #[must_use]
    pub fn tables(mut self, tables: bool) -> Self {
        self.tables = tables;
        self
    }

    /// Whether to give what readers wrote below the article, in [`Article::comments`](crate::Article::comments), apart from
    /// its own text and blocks. Under what calls itself an article they are no part of it, asked for or not. Elsewhere,
    /// unasked, the model decides, and where posts of readers are most of what there is to read, as in a forum, they are the
    /// article. Sections are known by the names that pages give them; each is read as a page of its own, so that asking takes
    /// up to twice the time. Default: false.
    #[must_use]
    pub fn comments(mut self, comments: bool) -> Self {
        self.comments = comments;
        self
    }

    /// Whether to say of each scored text which features moved its score, in [`Scored::reasons`](crate::Scored::reasons). It
    /// takes about as long as extracting the page. Default: false.
    #[must_use]
    pub fn reasons(mut self, reasons: bool) -> Self {
        self.reasons = reasons;
        self
    }

    /// Whether the body keeps the heading that has the page's title, given by
    /// [`Article::title`](crate::Article::title) anyway.
    /// Default: false.
    #[must_use]
    pub fn title_in_body(mut self, title_in_body: bool) -> Self {
        self.title_in_body = title_in_body;
        self
    }

    /// Reads nothing but the elements that match a CSS selector, as if the page had nothing else. If several are given,
    /// in one list or in several calls, an element has to match one of them; if none of the page's does, the article is
    /// empty. What the page says about itself ([`Article::metadata`](crate::Article::metadata)) is read from the whole
    /// page all the same.
    ///
    /// Inside, blocks are still told from husk: what matches can be content, it need not be. Selectors are those of
    /// [Selectors Level 4](https://www.w3.org/TR/selectors-4/) that say something about a page at rest, `:is`, `:not`,
    /// `:has` and `:nth-child(... of ...)` among them. Matching takes time in proportion to page and selector, except that
    /// `~` and `:has` look at siblings and descendants once more for each element that they are asked about.
    ///
    /// ```
    /// # let prose = "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.";
    /// # let html = format!("<main><p>{prose}<p>{prose}<div class=ad>{prose} Buy skates!</div></main><p>{prose} Old.");
    /// let extractor = dehusk::Extractor::new().include("main, article")?.exclude(".ad")?;
    /// let article = extractor.extract(&html)?;
    /// assert!(!article.is_empty() && !article.text().contains("skates") && !article.text().contains("Old"));
    /// assert!(dehusk::Extractor::new().include("main >").unwrap_err().is_selector());
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    ///
    /// # Errors
    /// If the selector cannot be understood.
    #[cfg(feature = "selectors")]
    pub fn include(mut self, selector: &str) -> Result<Self> {
        self.include.push(Selector::parse(selector)?);
        Ok(self)
    }

    /// Reads nothing of the elements that match a CSS selector, as if they were not in the page. Several calls add up; what
    /// is both included and excluded is left out. See [`include`](Self::include).
    ///
    /// # Errors
    /// If the selector cannot be understood.
    #[cfg(feature = "selectors")]
    pub fn exclude(mut self, selector: &str) -> Result<Self> {
        self.exclude.push(Selector::parse(selector)?);
        Ok(self)
    }
}
