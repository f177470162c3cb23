//! A page as an object on a line of its own. `src/docs/article.schema.json` tells its keys; a test holds it to that.

use crate::settings::Format;
use dehusk::{Article, Block, CharsetSource, Comments, Doubt, Limit, Metadata, PageKind, Scored};
use serde::Serialize;

/// Where a page comes from.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Place<'a> {
    pub(crate) file: String,
    /// Where in an archive it begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) offset: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<&'a str>,
    /// When an archive got it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fetched: Option<&'a str>,
}

#[derive(Serialize)]
pub(crate) struct Page<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    title: Option<&'a str>,
    origin: &'static str,
    kind: Option<&'static str>,
    kind_probability: f32,
    confidence: f32,
    doubt: Option<&'static str>,
    charset: Option<Charset>,
    truncated: Option<&'static str>,
    metadata: &'a Metadata,
    #[serde(flatten)]
    body: Body<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comments: Option<Remarks<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scored: Option<Vec<Scored<'a>>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body<'a> {
    Text { text: &'a str },
    Markdown { markdown: String },
    Html { html: String },
    Whole { text: &'a str, blocks: Vec<Block<'a>> },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Remarks<'a> {
    Rendered(String),
    Blocks(&'a Comments),
}

#[derive(Serialize)]
struct Charset {
    name: &'static str,
    source: &'static str,
    had_errors: bool,
}

/// The page, and a line break.
pub(crate) fn line(page: &Page) -> serde_json::Result<String> {
    serde_json::to_string(page).map(|object| object + "\n")
}

impl<'a> Page<'a> {
    /// All of an article where the format is JSON, else what is the same in every format and the body in that one.
    pub(crate) fn new(place: Place<'a>, article: &'a Article, format: Format, scored: bool) -> Self {
        Self {
            place,
            title: article.title(),
            origin: article.origin().name(),
            kind: article.kind().map(PageKind::name),
            kind_probability: article.kind_probability(),
            confidence: article.confidence(),
            doubt: article.doubt().map(Doubt::name),
            charset: article.charset().map(Charset::of),
            truncated: article.truncated().map(Limit::name),
            metadata: article.metadata(),
            body: Body::of(article, format),
            comments: article.comments().map(|comments| Remarks::of(comments, format)),
            scored: scored.then(|| article.scored().collect()),
        }
    }
}

impl<'a> Body<'a> {
    fn of(article: &'a Article, format: Format) -> Self {
        match format {
            Format::Text => Self::Text { text: article.text() },
            Format::Markdown => Self::Markdown { markdown: article.markdown() },
            Format::Html => Self::Html { html: article.html() },
            Format::Json => Self::Whole { text: article.text(), blocks: article.blocks().collect() },
        }
    }
}

impl<'a> Remarks<'a> {
    fn of(comments: &'a Comments, format: Format) -> Self {
        match format {
            Format::Text => Self::Rendered(comments.text().to_owned()),
            Format::Markdown => Self::Rendered(comments.markdown()),
            Format::Html => Self::Rendered(comments.html()),
            Format::Json => Self::Blocks(comments),
        }
    }
}

impl Charset {
    fn of(charset: dehusk::Charset) -> Self {
        Self { name: charset.name(), source: source(charset.source()), had_errors: charset.had_errors() }
    }
}

fn source(source: CharsetSource) -> &'static str {
    match source {
        CharsetSource::Bom => "bom",
        CharsetSource::Header => "header",
        CharsetSource::Meta => "meta",
        CharsetSource::Content => "content",
        CharsetSource::Guess => "guess",
        _ => "other",
    }
}
