//! Extraction quality against labelled corpora, by the metrics of the field.

mod alignment;
mod corpus;
mod disguise;
mod flatten;
mod folds;
mod metrics;
mod report;
pub mod stages;
mod training;
mod variants;

pub use corpus::{Corpus, Label, LabelledPage};
pub use flatten::flatten;
pub use folds::Folds;
pub use metrics::{Overlap, tokens, word_overlap};
pub use report::{Outcome, Snippets, Summary};
pub use training::{Dump, PageDump, Titled, Unit, dump, dump_page};
