//! What readers wrote below an article.

use super::block::{Block, blocks};
use super::content::Content;

/// The comments below an article, apart from it: see [`Extractor::comments`](crate::Extractor::comments).
///
/// ```
/// # let prose = "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.";
/// # let html = format!("<article><p>{prose}</p><p>{prose}</p><p>{prose}</p></article>
/// #     <div id=comments><h3>1 comment</h3><p>My father walked across that ice to the island, in his day.</p></div>");
/// let article = dehusk::Extractor::new().comments(true).extract(&html)?;
/// let comments = article.comments().unwrap();
/// assert!(comments.text().contains("My father walked") && !article.text().contains("My father walked"));
/// # Ok::<(), dehusk::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Comments {
    pub(crate) text: String,
    pub(crate) content: Content,
}

impl Comments {
    /// The text, laid out as that of the article.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The comments in typed blocks, in the order of the page.
    #[must_use]
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = Block<'_>> {
        blocks(&self.content, &self.text)
    }
}
