//! The stages, strung together.

use crate::article::{Article, Origin};
use crate::blocks;
use crate::compose;
use crate::decode;
use crate::dom::{self, Document};
use crate::error::{Error, Result};
use crate::features;
use crate::metadata;
use crate::options::{Extractor, Limit, OnLimit};
use crate::render;
use crate::score::Model;
use crate::select;

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
    Extractor::new().article(html, Model::embedded())
}

impl Extractor {
    /// The article of a page.
    ///
    /// # Errors
    /// Only under [`OnLimit::Fail`], if the page exceeds a limit.
    pub fn extract(&self, html: &str) -> Result<Article> {
        self.checked(html.len(), self.article(html, Model::embedded()))
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

    fn checked(&self, bytes: usize, article: Article) -> Result<Article> {
        match article.truncated {
            Some(limit) if self.on_limit == OnLimit::Fail => Err(match limit {
                Limit::InputBytes => Error::limit(limit.name(), self.max_input_bytes, bytes),
                Limit::Nodes => Error::limit(limit.name(), self.max_nodes, self.max_nodes + 1),
            }),
            _ => Ok(article),
        }
    }

    pub(crate) fn article(&self, html: &str, model: &Model) -> Article {
        let within = &html[..html.floor_char_boundary(self.max_input_bytes)];
        let (document, cut) = dom::parse(within, self.max_nodes);
        let truncated = match (within.len() < html.len(), cut) {
            (true, _) => Some(Limit::InputBytes),
            (_, true) => Some(Limit::Nodes),
            _ => None,
        };
        Article { truncated, ..self.from_document(document, model) }
    }

    fn from_document(&self, document: Document, model: &Model) -> Article {
        let (document, page, noscript) = blocks::read(document, self.max_nodes);
        let title = metadata::title(&document, &page);
        let description = metadata::description(&document);
        let features = features::compute(&document, &page, title.as_deref(), description.as_deref());
        let scores = model.score(&features);
        let kept = select::select(&page, &scores, self.favor);
        let mut content = compose::compose(&document, page, &scores, kept, title.as_deref(), self);
        let text = render::text(&mut content);
        let origin = match (text.is_empty(), noscript) {
            (true, _) => Origin::Nowhere,
            (_, true) => Origin::Noscript,
            _ => Origin::Visible,
        };
        Article { title, text, origin, charset: None, truncated: None, content }
    }
}
