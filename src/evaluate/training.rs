//! What the trainer reads: features and labels of every block, as the extractor itself computes them.

use super::alignment::block_labels;
use super::corpus::LabelledPage;
use super::metrics::comparable;
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
    /// The same of what is left of the page without its content: a text of nothing but husk.
    Husk,
}

/// What a line has to do with the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
#[repr(u8)]
pub enum Titled {
    /// It cannot be the title.
    No,
    /// It can, by its length and place, but is not.
    Candidate,
    /// It can be the title, and is the labelled one.
    Title,
}

/// Features and labels of a page's blocks or lines.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Dump {
    /// The features, block by block; [`Dump::names`] in each row.
    pub features: Vec<f32>,
    /// For each block the share of its tokens that stand in the labelled text.
    pub labels: Vec<f32>,
    /// Tokens of each block.
    pub tokens: Vec<u32>,
    /// What each line has to do with the page's title; of blocks nothing is asked.
    pub titles: Vec<Titled>,
    /// The blocks' texts.
    pub texts: Vec<String>,
}

impl Dump {
    /// Names and definitions of the features, in the order of the rows.
    #[must_use]
    pub fn names(unit: Unit) -> Vec<(String, &'static str)> {
        match unit {
            Unit::Blocks => features::names().collect(),
            Unit::Lines | Unit::Husk => plaintext::names().collect(),
        }
    }

    /// A number for the list of features, which a model file has to repeat.
    #[must_use]
    pub fn fingerprint(unit: Unit) -> u32 {
        score::fingerprint(Self::names(unit).into_iter())
    }
}

/// Computes the features and labels of a page; `None` if its text is not labelled.
#[must_use]
pub fn dump(page: &LabelledPage, unit: Unit) -> Option<Dump> {
    let label = page.label.text.as_deref()?;
    Some(match unit {
        Unit::Blocks => dump_blocks(page, label),
        Unit::Lines => dump_lines(page, &super::flatten(&page.bytes), label),
        Unit::Husk => dump_lines(page, &husk(&super::flatten(&page.bytes), label), label),
    })
}

fn dump_lines(page: &LabelledPage, text: &str, label: &str) -> Dump {
    let lines = plaintext::describe(text);
    let title = page.label.title.as_deref().map(comparable);
    let titled = |(text, &candidate): (&String, &bool)| match candidate {
        false => Titled::No,
        true if title.as_ref().is_some_and(|title| comparable(text) == *title) => Titled::Title,
        true => Titled::Candidate,
    };
    Dump {
        labels: block_labels(lines.texts.iter().map(String::as_str), label),
        features: lines.features.rows().flatten().copied().collect(),
        tokens: lines.tokens,
        titles: lines.texts.iter().zip(&lines.candidates).map(titled).collect(),
        texts: lines.texts,
    }
}

/// The lines of a text that have little or nothing of the label.
fn husk(text: &str, label: &str) -> String {
    const LITTLE: f32 = 0.2;
    let labels = block_labels(text.lines(), label);
    let husk = text.lines().zip(labels).filter(|(_, label)| *label < LITTLE);
    husk.flat_map(|(line, _)| [line, "\n"]).collect()
}

fn dump_blocks(page: &LabelledPage, label: &str) -> Dump {
    let (html, _) = decode::decode(&page.bytes, None);
    let max_nodes = Extractor::new().max_nodes;
    let (document, _) = dom::parse(&html, max_nodes);
    let (document, blocks, _) = blocks::read(document, max_nodes);
    let metadata = metadata::collect(&document, &blocks, page.label.url.as_deref());
    let matrix = features::compute(&document, &blocks, &metadata);
    Dump {
        features: matrix.rows().flatten().copied().collect(),
        labels: block_labels(blocks.blocks.iter().map(|block| blocks.block_text(block)), label),
        tokens: blocks.blocks.iter().map(|block| block.counts.tokens).collect(),
        titles: Vec::new(),
        texts: blocks.blocks.iter().map(|block| blocks.block_text(block).to_owned()).collect(),
    }
}
