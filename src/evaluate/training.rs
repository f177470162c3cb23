//! What the trainer reads: features and labels of every block, as the extractor itself computes them.

use super::alignment::block_labels;
use super::corpus::LabelledPage;
use super::disguise::{self, SCRIPTS, Script};
use super::folds::{Folds, TwoOrAll};
use super::metrics::{comparable, word_overlap};
use super::variants::{self, Random};
use crate::assess::{Kinds, Sheet};
use crate::blocks::Page;
use crate::dom::Document;
use crate::error::Result;
use crate::features::{Features, Matrix, Said};
use crate::options::Extractor;
use crate::score::{self, BlockModel, FirstStage};
use crate::{assess, blocks, decode, dom, features, metadata, model, plaintext};

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
    /// The same as [`Lines`](Self::Lines) of what is left of the page without its content: a text of nothing but husk.
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
    /// What each line has to do with the page's title; of blocks nothing is asked.
    pub titles: Vec<Titled>,
    /// The blocks' texts.
    pub texts: Vec<String>,
    /// What the second stage of the scorer of blocks sees beside the features; empty unless asked for.
    pub context: Vec<f32>,
}

impl Dump {
    /// Names and definitions of the features, in the order of the rows.
    #[must_use]
    pub fn names(unit: Unit) -> Vec<(String, &'static str)> {
        match unit {
            Unit::Blocks => features::names().collect(),
            Unit::Lines | Unit::Husk => plaintext::names().collect(),
            Unit::Titles => metadata::title_features().map(|(name, about)| (name.to_owned(), about)).collect(),
        }
    }

    /// Names and definitions of what the second stage of the scorer of blocks sees beside the features.
    #[must_use]
    pub fn context_names() -> Vec<(String, &'static str)> {
        score::context_names().collect()
    }

    /// A number for the list of features, which a model file has to repeat.
    #[must_use]
    pub fn fingerprint(unit: Unit) -> u32 {
        score::fingerprint(Self::names(unit).into_iter())
    }
}

/// Computes the features and labels of a page; `None` if its text, or title, is not labelled. Where first stages of the
/// scorer of blocks are given, what the second stage sees is computed too, by the one that has not seen the page's site.
///
/// Copy 0 is the page itself. Every other number is an altered copy of it, always the same, for a scorer of blocks to train
/// on: without some of the page's parts, and one in three in another script.
///
/// # Errors
/// If the page belongs to none of the first stages.
pub fn dump(page: &LabelledPage, unit: Unit, copy: u32, first: Option<&Folds>) -> Result<Option<Dump>> {
    let first = first.map(|folds| folds.first(&page.label)).transpose()?;
    let text = page.label.text.as_deref();
    Ok(match unit {
        Unit::Blocks => text.map(|label| dump_blocks(page, label, copy, first)),
        Unit::Lines => text.map(|label| dump_lines(page, &super::flatten(&page.bytes), label)),
        Unit::Husk => text.map(|label| dump_lines(page, &husk(&super::flatten(&page.bytes), label), label)),
        Unit::Titles => page.label.title.as_deref().map(|label| dump_titles(page, label)),
    })
}

fn dump_titles(page: &LabelledPage, label: &str) -> Dump {
    let (document, blocks) = read(page);
    let (rows, texts) = metadata::titles(&document, &blocks, page.label.url.as_deref());
    let label = comparable(label);
    Dump {
        features: rows.into_iter().flatten().collect(),
        labels: texts.iter().map(|text| f32::from(u8::from(comparable(text) == label))).collect(),
        tokens: vec![1; texts.len()],
        titles: Vec::new(),
        texts,
        context: Vec::new(),
    }
}

fn read(page: &LabelledPage) -> (Document, Page) {
    // As it is stored, misread or not: so is the text that it is labelled with.
    let (html, _) = decode::decode(&page.bytes, None);
    let limits = &Extractor::new().limits;
    let (document, _) = dom::parse(&html, limits);
    let (document, blocks, _) = blocks::read(document, limits);
    (document, blocks)
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
        context: Vec::new(),
    }
}

/// The lines of a text that have little or nothing of the label.
fn husk(text: &str, label: &str) -> String {
    const LITTLE: f32 = 0.2;
    let labels = block_labels(text.lines(), label);
    let husk = text.lines().zip(labels).filter(|(_, label)| *label < LITTLE);
    husk.flat_map(|(line, _)| [line, "\n"]).collect()
}

/// The script that a copy's words are replaced by: one copy in three has one.
fn scripted(id: &str, copy: u32) -> Option<&'static Script> {
    let number = Random::new(id, u64::from(copy) << 32).below(3 * SCRIPTS.len());
    SCRIPTS.get(number).filter(|_| copy > 0)
}

fn dump_blocks(page: &LabelledPage, label: &str, copy: u32, first: Option<&FirstStage>) -> Dump {
    let (document, mut blocks) = read(page);
    let metadata = metadata::collect(&document, &blocks, page.label.url.as_deref());
    let mut said = Said::by(&metadata);
    if copy > 0 {
        blocks = variants::pruned(&blocks, &mut Random::new(&page.label.id, copy.into()));
    }
    // Before the words are replaced: the label is about the page's own.
    let labels = block_labels(blocks.blocks.iter().map(|block| blocks.block_text(block)), label);
    let script = scripted(&page.label.id, copy);
    let other =
        script.map(|script| [said.title, said.description].map(|text| text.map(|text| disguise::text(text, script))));
    if let (Some(script), Some([title, description])) = (script, &other) {
        blocks = disguise::page(&blocks, script);
        said = Said { title: title.as_deref(), description: description.as_deref() };
    }
    let described = Features::new(&document, &blocks, said);
    let context = first.map(|model| score::describe(model, &described, |at| blocks.tokens(at)));
    Dump {
        features: described.all().rows().flatten().copied().collect(),
        labels,
        tokens: blocks.blocks.iter().map(|block| block.counts.tokens).collect(),
        titles: Vec::new(),
        texts: blocks.blocks.iter().map(|block| blocks.block_text(block).to_owned()).collect(),
        context: context.iter().flat_map(Matrix::rows).flatten().copied().collect(),
    }
}

/// What the model of kind or that of confidence sees of a page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PageDump {
    /// The numbers, in the order of [`PageDump::names`].
    pub columns: Vec<f32>,
    /// Word F1 of the extraction, if there was one.
    pub f1: Option<f64>,
}

impl PageDump {
    /// Names and definitions of the numbers.
    #[must_use]
    pub fn names() -> Vec<(String, &'static str)> {
        assess::names().collect()
    }

    /// A number for the list of names, which a model file has to repeat.
    #[must_use]
    pub fn fingerprint() -> u32 {
        score::fingerprint(assess::names())
    }
}

/// Reads a page by models of a cross-validation that have not seen its site; with the address of its label or without. By
/// [two stages](Folds::read_two) it gives what the model of kind sees; by [all](Folds::read), what that of confidence sees. `None` if its text
/// is not labelled.
///
/// # Errors
/// If the page belongs to no fold, or the folds are others.
pub fn dump_page(page: &LabelledPage, folds: &Folds, addressed: bool) -> Result<Option<PageDump>> {
    let Some(label) = page.label.text.as_deref() else { return Ok(None) };
    let extractor = match &page.label.url {
        Some(url) if addressed => Extractor::new().url(url),
        _ => Extractor::new(),
    };
    Ok(Some(match folds.two_or_all(&page.label)? {
        TwoOrAll::Two(model) => PageDump { columns: kind_columns(page, model, &extractor), f1: None },
        TwoOrAll::All(model) => {
            let (html, _) = decode::decode(&page.bytes, None);
            let (document, _) = dom::parse(&html, &extractor.limits);
            let columns = |sheet: &Sheet, _: &Kinds| sheet.columns(&sheet.kept()).to_vec();
            let (article, columns) = extractor.read_judged(document, model, columns);
            PageDump { columns, f1: Some(word_overlap(article.text(), label, page.label.lang.as_deref()).f1) }
        }
    }))
}

fn kind_columns(page: &LabelledPage, model: &BlockModel, extractor: &Extractor) -> Vec<f32> {
    let (document, page) = read(page);
    let metadata = metadata::collect(&document, &page, extractor.url.as_deref());
    let (features, hints) = extractor.described(&document, &page, &metadata);
    let scores = model.score(&features, |at| page.tokens(at));
    model::columns(&document, &page, &features, &scores, &hints).to_vec()
}
