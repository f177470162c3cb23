//! Main-content extraction: a web page in, the article that a person came to read out.
//!
//! ```
//! let article = dehusk::extract(
//!     "<title>Harbour freezes | The Quay</title>
//!      <nav><a href=/>Home</a> <a href=/ice>Ice</a> <a href=/about>About</a></nav>
//!      <h1>Harbour freezes</h1>
//!      <p>The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.</p>
//!      <p>Nobody in town remembers the ice as thick as this, said the harbour master, who is seventy-two.</p>
//!      <ul><li><a href=/1>Ten ways to de-ice a car</a></li><li><a href=/2>Gull steals wedding ring</a></li></ul>",
//! );
//! assert_eq!(article.title(), Some("Harbour freezes"));
//! assert!(article.text().starts_with("The harbour froze over") && article.text().ends_with("who is seventy-two."));
//! ```
//!
//! [`extract`] is all that most callers need. [`Extractor`] has the settings, and takes pages as bytes whose encoding
//! has to be found ([`extract_bytes`](Extractor::extract_bytes)). An [`Article`] gives its text, Markdown and HTML, its
//! [typed blocks](Article::blocks), its [metadata](Article::metadata) with where each value came from, and
//! [every block that was scored](Article::scored), kept or left out. [`clean_text`] does the same job on text that has
//! lost its markup.
//!
//! # How it decides
//! The page is split into text blocks as a browser would show them. Each is described by numbers that depend on no
//! language (length, text density, link ratio, the same of its neighbours and containers, repetition, place), three small
//! gradient-boosted models turn them into a probability, and the set of blocks with the highest expected F1 is kept.
//! [`_docs::design`] tells how and why.
//!
//! # Features
//! - `rcdom`: `Extractor::extract_dom`, for pages that are parsed already.
//! - `detect-language`: [`Metadata::language`] from the text, where the markup names none.
//! - `selectors`: `Extractor::include` and `Extractor::exclude`, CSS selectors that steer what is read.
//! - `serde`: `Serialize` for blocks, metadata and what they are made of.
//! - `eval`: `evaluate`, labelled corpora and the metrics of the field.
//! - `cli`: the `dehusk` command; [`_docs::json`] tells of its JSON.
//!
//! None is on by default.

pub use article::{
    Article, Block, BlockKind, Candidate, Cell, Comments, DateTime, Direction, Doubt, Field, Image, ListItem, Metadata,
    Origin, PageKind, Reason, Row, Rule, Run, Scored, Source, Sourced, Verdict,
};
pub use decode::{Charset, CharsetSource};
pub use error::{Error, Result};
pub use options::{Extractor, Favor, Limit, OnLimit};
pub use pipeline::{clean_text, extract};

/// The crate of the tree that [`Extractor::extract_dom`] takes.
#[cfg(feature = "rcdom")]
pub use markup5ever_rcdom;

mod error;
mod scratch;
#[cfg(feature = "selectors")]
mod selector;

mod options;

mod decode;

mod article;

mod tags;

mod dom;
mod prune;
mod text;

mod lexicon;

mod blocks;
mod features;
mod score;
mod select;

mod assess;
mod model;

mod metadata;

mod comments;
mod compose;
mod render;

mod plaintext;

mod pipeline;

#[cfg(feature = "eval")]
pub mod evaluate;

/// Documents that are longer than a comment.
#[cfg(doc)]
pub mod _docs {
    #[doc = include_str!("docs/design.md")]
    pub mod design {}
    #[doc = include_str!("docs/limits.md")]
    pub mod limits {}

    #[doc = include_str!("docs/performance.md")]
    pub mod performance {}

    #[doc = include_str!("docs/json.md")]
    #[doc = "```json"]
    #[doc = include_str!("docs/article.schema.json")]
    #[doc = "```"]
    pub mod json {}
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
