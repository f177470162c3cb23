//! The same job on text that has lost its markup: lines in place of blocks, then the same stages.
//!
//! A flattened page has one line for each block, as Common Crawl's WET files have it. A line knows nothing of links
//! and containers; what is left is how it reads, what stands around it, and how much it is like the rest.

mod automaton;
mod counts;
mod date;
mod decide;
mod facts;
mod features;
mod lexicon;
mod lines;
mod model;
mod title;
mod tokens;

use crate::article::content::{
    Container, ContainerKind, Content, Item, ItemKind, NONE, PathStep, Piece, PieceKind, Record, Style,
};
use crate::article::{Article, BlockKind, Origin, Rule};
use crate::assess;
use crate::options::Favor;
use crate::select::{self, Choice};
use facts::Facts;
use features::Context;
use html5ever::local_name;
use lines::{Line, Lines};

pub(crate) use model::LineModel;

/// The article of a text without markup. Text positions are 32 bits wide: the caller limits the input.
pub(crate) fn clean(text: &str, favor: Favor, model: &LineModel) -> Article {
    let lines = Lines::new(text);
    let context = Context::new(&lines);
    let scores = model.score(&context);
    let threshold = decide::threshold(&scores, |at| lines.lines[at].counts.tokens as f32, favor);
    let mut choice = Choice::new(&scores);
    choice.take_likely(threshold);
    if decide::is_husk(&scores) {
        choice.leave_all(Rule::Crumbs);
    }
    select::drop_orphans(&mut choice, |at| (lines.lines[at].counts.ends_colon, lines.lines[at].counts.letters));
    let title = model.title(&context);
    let facts = Facts::find(&lines, &context, title);
    facts.lines(&lines).for_each(|at| choice.leave(at, Rule::Metadata));
    let assessment = assess::of_scores(&scores, choice.kept(), |at| lines.lines[at].counts.tokens as f32);
    let title = title.and_then(|at| lines.lines.get(at)).map(|line| lines.line_text(line).to_owned());
    let mut composed = scored(lines, &scores, &choice);
    let text = render(&mut composed);
    let origin = if text.is_empty() { Origin::Nowhere } else { Origin::Visible };
    let metadata = facts.metadata(title);
    Article { metadata, text, origin, charset: None, truncated: None, content: composed, assessment, comments: None }
}

/// Names and definitions of the features of a line.
#[cfg(feature = "eval")]
pub(crate) fn names() -> impl Iterator<Item = (String, &'static str)> {
    features::names(features::Set::Title)
}

/// Paragraphs are parted by an empty line, items of a list stand on lines of their own. Marks of items are part of the
/// text, as they are of the source; in the content, lists are lists.
fn render(content: &mut Content) -> String {
    content.containers.push(Container { parent: 0, depth: 0, kind: ContainerKind::Root });
    let mut out = String::new();
    let (mut list, mut after_item) = (0, false);
    for record in content.blocks.iter().filter(|record| record.kept) {
        let marked = record.kind == BlockKind::ListItem;
        if !out.is_empty() {
            out.push_str(if after_item && marked { "\n" } else { "\n\n" });
        }
        let start = out.len() as u32;
        out.push_str(content.slice(&record.text));
        list += u32::from(marked && !after_item);
        let mut container = 0;
        if marked {
            container = content.containers.len() as u32;
            let kind = ContainerKind::Item { list, ordered: false, number: 1, level: 1 };
            content.containers.push(Container { parent: 0, depth: 1, kind });
        }
        let run = content.runs.len() as u32;
        let body = lines::unmarked(content.slice(&record.text)).len() as u32;
        let text = record.text.end - body..record.text.end;
        content.runs.push(Piece { kind: PieceKind::Text, text, style: Style::default(), link: NONE });
        content.items.push(Item {
            kind: ItemKind::Paragraph,
            runs: run..run + 1,
            container,
            element: 0,
            score: record.score,
            text: start..out.len() as u32,
        });
        after_item = marked;
    }
    out
}

fn scored(lines: Lines, scores: &[f32], choice: &Choice) -> Content {
    let record = |(at, (line, &score)): (usize, (&Line, &f32))| Record {
        text: line.text.clone(),
        element: 0,
        kind: if line.marked { BlockKind::ListItem } else { BlockKind::Paragraph },
        score,
        link_ratio: 0.0,
        kept: choice.is_kept(at),
        rule: choice.rule(at, score),
    };
    Content {
        blocks: lines.lines.iter().zip(scores).enumerate().map(record).collect(),
        // A text without markup has no elements: every path is empty.
        path: vec![PathStep { parent: 0, name: local_name!("") }],
        text: lines.text,
        ..Content::default()
    }
}

/// What the trainer of the model needs to know of a text: its lines, their tokens and their features.
#[cfg(feature = "eval")]
pub(crate) struct Described {
    pub(crate) texts: Vec<String>,
    pub(crate) tokens: Vec<u32>,
    /// Whether a line may be the title.
    pub(crate) candidates: Vec<bool>,
    pub(crate) features: crate::features::Matrix,
}

/// Computes what the trainer of the model reads.
#[cfg(feature = "eval")]
pub(crate) fn describe(text: &str) -> Described {
    let lines = Lines::new(text);
    let context = Context::new(&lines);
    let mut candidates = vec![false; lines.lines.len()];
    context.title_candidates().into_iter().for_each(|at| candidates[at] = true);
    Described {
        candidates,
        texts: lines.lines.iter().map(|line| lines.line_text(line).to_owned()).collect(),
        tokens: lines.lines.iter().map(|line| line.counts.tokens).collect(),
        features: features::compute(&context, features::Set::Title, 0..lines.lines.len()),
    }
}
