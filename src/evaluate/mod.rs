//! Extraction quality against labelled corpora, by the metrics of the field.

mod alignment;
mod corpus;
mod folds;
mod metrics;
#[path = "probe.rs"]
mod probe;
mod report;
pub mod stages;
pub use probe::probe;
mod training;

pub use corpus::{Corpus, Label, LabelledPage};
pub use folds::Folds;
pub use metrics::{Overlap, tokens, word_overlap};
pub use report::{Outcome, Snippets, Summary};
pub use training::{Dump, dump};
