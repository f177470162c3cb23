//! What the trainer reads: features and labels of every block, as the extractor itself computes them.

use super::alignment::block_labels;
use super::corpus::LabelledPage;
use super::metrics::comparable;
use crate::blocks::Page;
use crate::dom::Document;
use crate::options::Extractor;
use crate::score;
use crate::{blocks, decode, dom, features, metadata, plaintext};

/// What is scored: a model is trained for one or the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unit {
    /// Blocks of a page.
    Blocks,
    /// Lines of a [flattened](super::flatten) page.
    Lines,
    /// What may be the title of a page.
    Titles,
}

/// Features and labels of a page's blocks or lines, or of what may be its title.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Dump {
    /// The features, block by block; [`Dump::names`] in each row.
    pub features: Vec<f32>,
    /// For each block the share of its tokens that stand in the labelled text; for a title 1 if it is the labelled one.
    pub labels: Vec<f32>,
    /// Tokens of each block.
    pub tokens: Vec<u32>,
    /// The blocks' texts.
    pub texts: Vec<String>,
}

impl Dump {
    /// Names and definitions of the features, in the order of the rows.
    #[must_use]
    pub fn names(unit: Unit) -> Vec<(String, &'static str)> {
        match unit {
            Unit::Blocks => features::names().collect(),
            Unit::Lines => plaintext::names().collect(),
            Unit::Titles => metadata::title_features().map(|(name, about)| (name.to_owned(), about)).collect(),
        }
    }

    /// A number for the list of features, which a model file has to repeat.
    #[must_use]
    pub fn fingerprint(unit: Unit) -> u32 {
        score::fingerprint(Self::names(unit).into_iter())
    }
}

/// Computes the features and labels of a page; `None` if its text, or title, is not labelled.
#[must_use]
pub fn dump(page: &LabelledPage, unit: Unit) -> Option<Dump> {
    let text = page.label.text.as_deref();
    match unit {
        Unit::Blocks => text.map(|label| dump_blocks(page, label)),
        Unit::Lines => text.map(|label| dump_lines(page, label)),
        Unit::Titles => page.label.title.as_deref().map(|label| dump_titles(page, label)),
    }
}

fn dump_titles(page: &LabelledPage, label: &str) -> Dump {
    let (document, blocks) = read(page);
    let (rows, texts) = metadata::titles(&document, &blocks, page.label.url.as_deref());
    let label = comparable(label);
    Dump {
        features: rows.into_iter().flatten().collect(),
        labels: texts.iter().map(|text| f32::from(u8::from(comparable(text) == label))).collect(),
        tokens: vec![1; texts.len()],
        texts,
    }
}

fn read(page: &LabelledPage) -> (Document, Page) {
    let (html, _) = decode::decode(&page.bytes, None);
    let max_nodes = Extractor::new().max_nodes;
    let (document, _) = dom::parse(&html, max_nodes);
    let (document, blocks, _) = blocks::read(document, max_nodes);
    (document, blocks)
}

fn dump_lines(page: &LabelledPage, label: &str) -> Dump {
    let lines = plaintext::describe(&super::flatten(&page.bytes));
    Dump {
        labels: block_labels(lines.texts.iter().map(String::as_str), label),
        features: lines.features.rows().flatten().copied().collect(),
        tokens: lines.tokens,
        texts: lines.texts,
    }
}

fn dump_blocks(page: &LabelledPage, label: &str) -> Dump {
    let (document, blocks) = read(page);
    let metadata = metadata::collect(&document, &blocks, page.label.url.as_deref());
    let matrix = features::compute(&document, &blocks, &metadata);
    Dump {
        features: matrix.rows().flatten().copied().collect(),
        labels: block_labels(blocks.blocks.iter().map(|block| blocks.block_text(block)), label),
        tokens: blocks.blocks.iter().map(|block| block.counts.tokens).collect(),
        texts: blocks.blocks.iter().map(|block| blocks.block_text(block).to_owned()).collect(),
    }
}
