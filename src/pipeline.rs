//! The stages, strung together.

use crate::article::content::Content;
use crate::article::{Article, Assessment, Comments, Metadata, Origin, Reason};
use crate::assess::{self, Claim, ConfidenceModel, Kinds, Sheet};
use crate::blocks::{self, Page};
use crate::comments;
use crate::compose;
use crate::decode;
use crate::dom::{self, Document, Keep, NodeId};
use crate::error::{Error, Result};
use crate::features::{Features, Said};
use crate::metadata;
use crate::model::{PageModel, Told};
use crate::options::{Extractor, Limit, OnLimit};
use crate::plaintext::{self, LineModel};
use crate::prune;
use crate::render;
use crate::scratch::Scratch;
use crate::select::{self, Choice};
use crate::text;
#[cfg(feature = "rcdom")]
use markup5ever_rcdom::RcDom;

/// The article of a page, with the default settings.
///
/// HTML is never an error: whatever the input, there is an answer, if an empty one. A page over the default
/// [limits](Extractor) is read as far as they go, and [`Article::truncated`] says so.
///
/// ```
/// let article = dehusk::extract("<p>It is only after the tide has gone out that one sees the old road.</p>");
/// assert_eq!(article.text(), "It is only after the tide has gone out that one sees the old road.");
/// ```
#[must_use]
pub fn extract(html: &str) -> Article {
    Extractor::new().article(html, PageModel::embedded())
}

/// The article of a text that has lost its markup: a page flattened to lines, as Common Crawl's WET files have it.
///
/// Each line is judged as [`extract`] judges a block of a page, without links, classes and containers to go by: markup
/// is worth keeping where there is a choice. No list of languages is needed, and nothing is ever added to the text.
///
/// ```
/// let article = dehusk::clean_text(
///     "Home > Harbour\nThe harbour has frozen over\nViews\nDate: 2024-02-06 08:15:00\n\
///      The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in their berths.\n\
///      Nobody in town remembers the ice as thick as this, said the harbour master, who is seventy-two this spring.\n\
///      Fishermen walked out to their boats in the morning, broke the ropes free, and walked back to the pier.\n\
///      Related\nFerry fares to rise\nTown hall to get new roof\nMore parking at the station",
/// );
/// assert_eq!(article.title(), Some("The harbour has frozen over"));
/// assert!(article.text().contains("said the harbour master") && !article.text().contains("Ferry fares"));
/// ```
#[must_use]
pub fn clean_text(text: &str) -> Article {
    Extractor::new().cleaned(text, LineModel::embedded())
}

impl Extractor {
    /// The article of a text that has lost its markup, as [`clean_text`] gives it.
    ///
    /// # Errors
    /// Only under [`OnLimit::Fail`], if the text exceeds a limit on bytes.
    pub fn clean_text(&self, text: &str) -> Result<Article> {
        self.checked(text.len(), self.cleaned(text, LineModel::embedded()))
    }

    /// The same of a text as it came from a file or over the wire, decoded as [`extract_bytes`](Self::extract_bytes)
    /// decodes a page.
    ///
    /// # Errors
    /// Only under [`OnLimit::Fail`], if the text exceeds a limit on bytes.
    pub fn clean_bytes(&self, bytes: &[u8], content_type: Option<&str>) -> Result<Article> {
        let (text, charset) = decode::decode(bytes, content_type);
        let mut article = self.clean_text(&text)?;
        article.charset = Some(charset);
        Ok(article)
    }

    pub(crate) fn cleaned(&self, text: &str, model: &LineModel) -> Article {
        let within = text::head(text, self.max_input_bytes);
        let truncated = (within.len() < text.len()).then_some(Limit::InputBytes);
        Article { truncated, ..plaintext::clean(&decode::mended_text(within), self.favor, model) }
    }

    /// The article of a page. Text that somebody read in the wrong encoding, UTF-8 as Latin-1, is mended, and soft hyphens are left out.
    ///
    /// # Errors
    /// Only under [`OnLimit::Fail`], if the page exceeds a limit.
    pub fn extract(&self, html: &str) -> Result<Article> {
        self.checked(html.len(), self.article(html, PageModel::embedded()))
    }

    /// The article of a page as it came over the wire. `content_type` is the value of the HTTP header of that name,
    /// if there was one; [`Article::charset`] tells how the bytes were decoded.
    ///
    /// # Errors
    /// Only under [`OnLimit::Fail`], if the page exceeds a limit.
    pub fn extract_bytes(&self, bytes: &[u8], content_type: Option<&str>) -> Result<Article> {
        let (html, charset) = decode::decode(bytes, content_type);
        let mut article = self.extract(&html)?;
        article.charset = Some(charset);
        Ok(article)
    }

    /// The article of a page that the caller has parsed already, into the tree of the crate `markup5ever_rcdom` 0.40.
    /// [`markup5ever_rcdom`](crate::markup5ever_rcdom) is that crate, so that versions cannot differ.
    ///
    /// The blocks are those that [`extract`](Self::extract) gives for the page's source, as long as the parser had its
    /// scripting flag set, as it has by default; without it, what `noscript` holds is part of the page.
    /// [`max_input_bytes`](Self::max_input_bytes) is of no account here, and neither are soft hyphens left out nor is text mended that was saved in the wrong encoding: it has been parsed.
    ///
    /// ```
    /// use dehusk::Extractor;
    /// use dehusk::markup5ever_rcdom::RcDom;
    /// use html5ever::tendril::TendrilSink;
    /// use html5ever::{ParseOpts, parse_document};
    ///
    /// let html = "<p>It is only after the tide has gone out that one sees the old road.</p>";
    /// let dom = parse_document(RcDom::default(), ParseOpts::default()).one(html);
    /// assert_eq!(Extractor::new().extract_dom(&dom)?.text(), dehusk::extract(html).text());
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    ///
    /// # Errors
    /// Only under [`OnLimit::Fail`], if the tree has more nodes than [`max_nodes`](Self::max_nodes) or the article is longer than
    /// [`max_output_bytes`](Self::max_output_bytes).
    #[cfg(feature = "rcdom")]
    pub fn extract_dom(&self, dom: &RcDom) -> Result<Article> {
        let (document, cut) = dom::rcdom::copy(dom, self.keep(), &self.limits);
        let article = self.read_document(document, PageModel::embedded());
        self.checked(0, Article { truncated: cut, ..article })
    }

    /// The article within the limit on output, or the error that the caller wants. `bytes` are those of the input.
    fn checked(&self, bytes: usize, mut article: Article) -> Result<Article> {
        let Article { text, content, comments, .. } = &mut article;
        let comments = comments.as_mut().map(|comments| (&mut comments.text, &mut comments.content));
        let output = std::iter::once((text, content)).chain(comments);
        let longest = output.map(|(text, content)| content.cut(text, self.max_output_bytes)).max().unwrap_or_default();
        if longest > self.max_output_bytes {
            article.truncated = article.truncated.or(Some(Limit::OutputBytes));
        }
        match article.truncated {
            Some(limit) if self.on_limit == OnLimit::Fail => {
                let most = self.most(limit);
                let found = match limit {
                    Limit::InputBytes => bytes,
                    Limit::OutputBytes => longest,
                    _ => most + 1,
                };
                Err(Error::limit(limit.name(), most, found))
            }
            _ => Ok(article),
        }
    }

    pub(crate) fn article(&self, html: &str, model: &PageModel) -> Article {
        let within = text::head(html, self.max_input_bytes);
        let (document, cut) = self.parsed(&decode::mended_page(within));
        let truncated = if within.len() < html.len() { Some(Limit::InputBytes) } else { cut };
        Article { truncated, ..self.read_document(document, model) }
    }

    fn parsed(&self, html: &str) -> (Document, Option<Limit>) {
        dom::parse_keeping(html, self.keep(), &self.limits)
    }

    /// Selectors may ask for any attribute.
    fn keep(&self) -> Keep {
        if self.has_selectors() { Keep::All } else { Keep::Read }
    }

    fn read_document(&self, document: Document, model: &PageModel) -> Article {
        let judge = |sheet: &Sheet, kinds: &Kinds| assess::assess(sheet, kinds, ConfidenceModel::embedded());
        let (article, mut assessment) = self.read_judged(document, model, judge);
        // It is of what is in sight, and says nothing about a text that was found elsewhere.
        if matches!(article.origin, Origin::JsonLd | Origin::Hydration) {
            assessment.doubt = None;
        }
        Article { assessment, ..article }
    }

    /// The article of a document, without kind and confidence, and what `judge` makes of the page as a whole.
    pub(crate) fn read_judged<T>(
        &self,
        document: Document,
        model: &PageModel,
        judge: impl FnOnce(&Sheet, &Kinds) -> T,
    ) -> (Article, T) {
        let (document, page, noscript) = blocks::read(document, &self.limits);
        let metadata = metadata::collect(&document, &page, self.url.as_deref());
        #[cfg(feature = "selectors")]
        let (document, page) = self.steered(document, page);
        let (features, hints) = self.described(&document, &page, &metadata);
        let Told { scores, kinds } = model.tell(&document, &page, &features, &hints);
        let (choice, sections) = self.chosen(&document, &page, &scores, &metadata);
        let sheet = Sheet {
            document: &document,
            page: &page,
            features: &features,
            scores: &scores,
            kept: choice.kept(),
            hints: &hints,
        };
        let judged = judge(&sheet, &kinds);
        let title = metadata.title().map(|title| title.value().as_str());
        let mut content = compose::compose(&document, &page, &scores, choice, title, self);
        if self.reasons {
            content.reasons = reasons(model.reasons(&features, &page, &kinds));
        }
        let mut text = render::text(&mut content);
        let mut origin = match (text.is_empty(), noscript) {
            (true, _) => Origin::Nowhere,
            (_, true) => Origin::Noscript,
            _ => Origin::Visible,
        };
        if let Some((found, embedded)) = self.read_embedded(&document, text.len(), title) {
            (origin, content) = (found, embedded);
            text = render::text(&mut content);
        }
        let comments = if self.comments { self.read_comments(document, &metadata, &sections, model) } else { None };
        let assessment = Assessment::default();
        (Article { metadata, text, origin, charset: None, truncated: None, content, comments, assessment }, judged)
    }

    /// What the models are asked about: the features of a page's blocks, and what its markup and address hint at.
    pub(crate) fn described<'a>(
        &self,
        document: &Document,
        page: &'a Page,
        metadata: &Metadata,
    ) -> (Features<'a>, Scratch<f32>) {
        (Features::new(document, page, Said::by(metadata)), assess::hints(document, self.address(metadata)))
    }

    /// Which blocks are the article, and the elements that hold comments on it. What a caller includes stays wherever it stands.
    pub(crate) fn chosen(
        &self,
        document: &Document,
        page: &Page,
        scores: &[f32],
        metadata: &Metadata,
    ) -> (Choice, Vec<NodeId>) {
        let includes = self.has_included();
        let mut choice = if includes {
            select::select(page, scores, self.favor)
        } else {
            select::select_inside(document, page, scores, self.favor)
        };
        // What a caller includes is what the page is for, whatever it says.
        let claim = || if includes { Claim::Other } else { assess::claim(document, self.address(metadata)) };
        let sections = comments::leave_out(document, page, &mut choice, claim, self.comments);
        if !sections.is_empty() {
            select::drop_stranded(page, &mut choice);
        }
        (choice, sections)
    }

    /// The address of a page, as the caller or else the page says it.
    fn address<'a>(&'a self, metadata: &'a Metadata) -> Option<&'a str> {
        self.url.as_deref().or(metadata.canonical_url().map(|url| url.value().as_str()))
    }

    /// The body that the page carries as data, where there is nothing to read in sight, or a teaser of what its JSON-LD has
    /// in full. `seen` are the bytes of the text in sight.
    fn read_embedded(&self, document: &Document, seen: usize, title: Option<&str>) -> Option<(Origin, Content)> {
        /// Bytes of a text that may be a teaser.
        const TEASER: usize = 1000;
        /// A body is so many times as long as its teaser.
        const LONGER: usize = 4;
        if seen > TEASER || self.has_selectors() {
            return None;
        }
        let (origin, body) = metadata::embedded(document)?;
        if seen > 0 && (origin != Origin::JsonLd || body.len() < LONGER * seen) {
            return None;
        }
        let (document, _) = self.parsed(&metadata::markup(&body));
        let page = blocks::split(&document);
        let all = page.blocks.len();
        let content = compose::compose(&document, &page, &Scratch::filled(1.0, all), Choice::all(all), title, self);
        (all > 0).then_some((origin, content))
    }

    /// The comments of a page: its comment sections are read as if it had nothing else.
    fn read_comments(
        &self,
        mut document: Document,
        metadata: &Metadata,
        sections: &[NodeId],
        model: &PageModel,
    ) -> Option<Comments> {
        prune::keep_only(&mut document, sections);
        prune::leave_out_forms(&mut document, sections);
        let page = blocks::split(&document);
        let features = Features::new(&document, &page, Said::by(metadata));
        // Not by kind: what is left of the page is none.
        let scores = model.blocks.score(&features, |at| page.tokens(at));
        let choice = select::select(&page, &scores, self.favor);
        let mut content = compose::compose(&document, &page, &scores, choice, None, self);
        let text = render::text(&mut content);
        (!text.is_empty()).then_some(Comments { text, content })
    }

    #[cfg(feature = "selectors")]
    fn has_selectors(&self) -> bool {
        !self.include.is_empty() || !self.exclude.is_empty()
    }

    #[cfg(not(feature = "selectors"))]
    #[expect(clippy::unused_self, reason = "the settings have no selectors without the feature")]
    fn has_selectors(&self) -> bool {
        false
    }

    #[cfg(feature = "selectors")]
    fn has_included(&self) -> bool {
        !self.include.is_empty()
    }

    #[cfg(not(feature = "selectors"))]
    fn has_included(&self) -> bool {
        self.has_selectors()
    }

    /// The page without what the caller's selectors take from it.
    #[cfg(feature = "selectors")]
    fn steered(&self, mut document: Document, page: Page) -> (Document, Page) {
        if !self.has_selectors() {
            return (document, page);
        }
        prune::select(&mut document, &self.include, &self.exclude);
        let page = blocks::split(&document);
        (document, page)
    }
}

fn reasons(of_blocks: Vec<Vec<(String, f32)>>) -> Vec<Vec<Reason>> {
    let named = |(feature, effect)| Reason { feature, effect };
    of_blocks.into_iter().map(|reasons| reasons.into_iter().map(named).collect()).collect()
}
