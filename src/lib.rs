//! Main-content extraction for web pages.

pub use article::{
    Article, Block, BlockKind, Candidate, DateTime, Direction, Field, Metadata, Origin, Source, Sourced, Verdict,
};
pub use decode::{Charset, CharsetSource};
pub use error::{Error, Result};
pub use options::{Extractor, Favor, Limit, OnLimit};
pub use pipeline::extract;

/// The crate of the tree that [`Extractor::extract_dom`] takes.
#[cfg(feature = "rcdom")]
pub use markup5ever_rcdom;

mod error;
mod options;

mod decode;

mod article;

mod dom;
mod tags;
mod text;

mod lexicon;

mod blocks;
mod features;
mod score;
mod select;

mod metadata;
mod render;

mod pipeline;

#[cfg(feature = "eval")]
pub mod evaluate;
