//! Content in, plain text, Markdown and HTML out, all three from the one list of typed blocks.

mod escape;
mod html;
mod markdown;
mod spans;
mod text;

#[cfg(test)]
mod tests;

pub(crate) use text::text;

use crate::article::{Article, Comments};

impl Article {
    /// The article as Markdown: `CommonMark` with GFM's tables and strikethrough, formulas between dollar signs.
    ///
    /// A `CommonMark` parser gives back the words of [`text`](Article::text). What Markdown has no mark for (`sub`,
    /// `sup`, emphasis inside of words) is written as HTML, as `CommonMark` allows. Made anew at each call, in time linear
    /// in the article.
    ///
    /// ```
    /// # let prose = "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.";
    /// # let html = format!("<article><p>{prose} <b>Two</b> men <a href='/saw'>saw</a> it.<p>{prose}</article>");
    /// let article = dehusk::Extractor::new().url("https://quay.example/ice").extract(&html)?;
    /// assert!(article.markdown().contains("**Two** men [saw](https://quay.example/saw) it."));
    /// # Ok::<(), dehusk::Error>(())
    /// ```
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::write(&self.content)
    }

    /// The article as HTML: nothing but the elements and attributes that its blocks call for, whatever the page had.
    ///
    /// Elements: `a blockquote br caption code dd del dl dt em figcaption figure h1`-`h6 hr img li ol p pre strong sub
    /// sup table tbody td th thead tr ul`. Attributes: `href` and `src` with the schemes `http`, `https`, `mailto`, `tel`
    /// and `ftp` or none, `alt`, `start`, `value`, `colspan`, `rowspan`, and on `code` a `class` of `language-…`,
    /// `math-inline` or `math-display`. Made anew at each call, in time linear in the article.
    ///
    /// ```
    /// # let prose = "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.";
    /// # let html = format!("<article><p onclick=x()>{prose} <b>Two</b><script>x()</script> men.<p>{prose}</article>");
    /// let article = dehusk::extract(&html);
    /// assert!(article.html().contains(" <strong>Two</strong> men.</p>"));
    /// ```
    #[must_use]
    pub fn html(&self) -> String {
        html::write(&self.content)
    }
}

impl Comments {
    /// The comments as Markdown, as [`Article::markdown`] gives the article.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::write(&self.content)
    }

    /// The comments as HTML, as [`Article::html`] gives the article.
    #[must_use]
    pub fn html(&self) -> String {
        html::write(&self.content)
    }
}
