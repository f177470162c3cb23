//! The same job on text that has lost its markup: lines in place of blocks, then the same stages.
//!
//! A flattened page has one line for each block, as Common Crawl's WET files have it. A line knows nothing of links
//! and containers; what is left is how it reads, what stands around it, and how much it is like the rest.

mod counts;
mod date;
mod decide;
mod facts;
mod features;
mod lexicon;
mod lines;
mod title;

use crate::article::{Article, BlockKind, Content, Origin, PathStep, Record};
use crate::options::Favor;
use crate::score::Model;
use features::Context;
use html5ever::local_name;
use lines::{Line, Lines};
use std::sync::OnceLock;

/// Lines whose features are computed and scored at a time, so that both stay in the cache.
const BATCH: usize = 256;

/// The article of a text without markup. Text positions are 32 bits wide: the caller limits the input.
pub(crate) fn clean(text: &str, favor: Favor, model: &Model) -> Article {
    let lines = Lines::new(text);
    let context = Context::new(&lines);
    let scores = scores(&context, lines.lines.len(), model);
    let threshold = decide::threshold(&scores, |at| lines.lines[at].counts.tokens as f32, favor);
    let kept: Vec<bool> = scores.iter().map(|&score| score >= threshold).collect();
    let title = context.title().and_then(|at| lines.lines.get(at)).map(|line| lines.line_text(line).to_owned());
    let text = render(&lines, &kept);
    let origin = if text.is_empty() { Origin::Nowhere } else { Origin::Visible };
    Article { title, text, origin, charset: None, truncated: None, content: content(lines, &scores, &kept) }
}

/// The model that the crate carries.
pub(crate) fn embedded() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        // A test loads it, so that a broken file cannot be released.
        read_model(include_bytes!("lines.bin")).expect("the embedded model is whole")
    })
}

/// Reads a model, checking that it is whole and was trained on the features of lines.
pub(crate) fn read_model(bytes: &[u8]) -> Result<Model, crate::score::Broken> {
    Model::for_features(bytes, names())
}

/// Names and definitions of the features of a line.
pub(crate) fn names() -> impl Iterator<Item = (String, &'static str)> {
    features::names()
}

fn scores(context: &Context, count: usize, model: &Model) -> Vec<f32> {
    let mut scores = Vec::with_capacity(count);
    for start in (0..count).step_by(BATCH) {
        let batch = start..(start + BATCH).min(count);
        scores.extend(model.score(&features::compute(context, batch)));
    }
    scores
}

/// Paragraphs are parted by an empty line, items of a list stand on lines of their own.
fn render(lines: &Lines, kept: &[bool]) -> String {
    let mut out = String::new();
    let mut after_item = false;
    for (line, _) in lines.lines.iter().zip(kept).filter(|(_, kept)| **kept) {
        if !out.is_empty() {
            out.push_str(if after_item && line.marked { "\n" } else { "\n\n" });
        }
        out.push_str(lines.line_text(line));
        after_item = line.marked;
    }
    out
}

fn content(lines: Lines, scores: &[f32], kept: &[bool]) -> Content {
    let record = |((line, &score), &kept): ((&Line, &f32), &bool)| Record {
        text: line.text.clone(),
        element: 0,
        kind: if line.marked { BlockKind::ListItem } else { BlockKind::Paragraph },
        score,
        link_ratio: 0.0,
        kept,
    };
    Content {
        blocks: lines.lines.iter().zip(scores).zip(kept).map(record).collect(),
        // A text without markup has no elements: every path is empty.
        path: vec![PathStep { parent: 0, name: local_name!("") }],
        text: lines.text,
    }
}

/// What the trainer of the model needs to know of a text: its lines, their tokens and their features.
#[cfg(feature = "eval")]
pub(crate) struct Described {
    pub(crate) texts: Vec<String>,
    pub(crate) tokens: Vec<u32>,
    pub(crate) features: crate::features::Matrix,
}

/// Computes what the trainer of the model reads.
#[cfg(feature = "eval")]
pub(crate) fn describe(text: &str) -> Described {
    let lines = Lines::new(text);
    let context = Context::new(&lines);
    Described {
        texts: lines.lines.iter().map(|line| lines.line_text(line).to_owned()).collect(),
        tokens: lines.lines.iter().map(|line| line.counts.tokens).collect(),
        features: features::compute(&context, 0..lines.lines.len()),
    }
}
