//! Main-content extraction for web pages.

pub use article::{Article, Block, BlockKind, Candidate, Cell, Image, ListItem, Origin, Row, Run};
pub use decode::{Charset, CharsetSource};
pub use error::{Error, Result};
pub use options::{Extractor, Favor, Limit, OnLimit};
pub use pipeline::extract;

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
mod compose;
mod render;

mod pipeline;

#[cfg(feature = "eval")]
pub mod evaluate;
