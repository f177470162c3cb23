//! Extraction quality against labelled corpora, by the metrics of the field.

mod alignment;
mod corpus;
mod flatten;
mod folds;
mod metrics;
mod report;
pub mod stages;
mod training;

pub use corpus::{Corpus, Label, LabelledPage};
pub use flatten::flatten;
pub use folds::Folds;
pub use metrics::{Overlap, tokens, word_overlap};
pub use report::{Outcome, Snippets, Summary};
pub use training::{Dump, Titled, Unit, dump};
