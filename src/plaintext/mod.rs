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
mod model;
mod title;

use crate::article::{Article, BlockKind, Content, Origin, PathStep, Record};
use crate::options::Favor;
use facts::Facts;
use features::{Context, Set};
use html5ever::local_name;
use lines::{Line, Lines};

pub(crate) use model::LineModel;

/// The article of a text without markup. Text positions are 32 bits wide: the caller limits the input.
pub(crate) fn clean(text: &str, favor: Favor, model: &LineModel) -> Article {
    let lines = Lines::new(text);
    let context = Context::new(&lines);
    let scores = model.score(&context, lines.lines.len());
    let threshold = decide::threshold(&scores, |at| lines.lines[at].counts.tokens as f32, favor);
    let mut kept: Vec<bool> = scores.iter().map(|&score| score >= threshold).collect();
    let facts = Facts::find(&lines, &context);
    for at in facts.lines(&lines) {
        kept[at] = false;
    }
    let title = context.title().and_then(|at| lines.lines.get(at)).map(|line| lines.line_text(line).to_owned());
    let text = render(&lines, &kept);
    let origin = if text.is_empty() { Origin::Nowhere } else { Origin::Visible };
    let metadata = facts.metadata(title);
    Article { metadata, text, origin, charset: None, truncated: None, content: content(lines, &scores, &kept) }
}

/// Names and definitions of the features of a line.
pub(crate) fn names() -> impl Iterator<Item = (String, &'static str)> {
    features::names(Set::All)
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
        features: features::compute(&context, Set::All, 0..lines.lines.len()),
    }
}
