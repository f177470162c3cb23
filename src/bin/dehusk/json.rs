//! `--format json`: a page as an object on a line of its own. The keys are told in `dehusk --help`.

use dehusk::{Article, Block, CharsetSource, Limit, Scored};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

#[derive(Serialize)]
struct Page<'a> {
    file: String,
    title: Option<&'a str>,
    origin: &'static str,
    text: &'a str,
    charset: Option<Charset>,
    truncated: Option<&'static str>,
    blocks: Vec<Block<'a>>,
    scored: Vec<Scored<'a>>,
}

#[derive(Serialize)]
struct Charset {
    name: &'static str,
    source: &'static str,
    had_errors: bool,
}

/// Writes the page and a line break.
pub(crate) fn write(out: &mut impl Write, path: &Path, article: &Article) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Page::of(path, article))?;
    writeln!(out)
}

impl<'a> Page<'a> {
    fn of(path: &Path, article: &'a Article) -> Self {
        Self {
            file: path.display().to_string(),
            title: article.title(),
            origin: article.origin().name(),
            text: article.text(),
            charset: article.charset().map(Charset::of),
            truncated: article.truncated().map(Limit::name),
            blocks: article.blocks().collect(),
            scored: article.scored().collect(),
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
