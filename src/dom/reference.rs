//! html5ever's own tokenizer in place of ours, as the reference that tests and benchmarks compare with.

use super::filter::Filter;
use super::{Document, Keep, NodeData, NodeId, Step, Walk, attributes, sink};
use crate::options::{Limit, Limits};
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::fmt::Write;

/// Parses a page as [`super::parse_keeping`] does. Limits on attributes are of no account here.
pub(crate) fn parse_keeping(html: &str, keep: Keep, limits: &Limits) -> (Document, Option<Limit>) {
    sink::parse_with(html, keep, limits, |filter| {
        tokenize(html, keep, filter);
        None
    })
}

fn tokenize(html: &str, keep: Keep, filter: &Filter) {
    let tokenizer = Tokenizer::new(Kept { filter, keep }, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // The tokenizer stops after scripts and encoding declarations; neither matters here.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
}

/// Lets through the attributes that are kept.
struct Kept<'a> {
    filter: &'a Filter,
    keep: Keep,
}

impl TokenSink for Kept<'_> {
    type Handle = sink::Handle;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<sink::Handle> {
        if self.keep == Keep::Read
            && let Token::TagToken(tag) = &mut token
        {
            tag.attrs.retain(|attr| attributes::is_read(&attr.name.local));
        }
        self.filter.process_token(token, line)
    }

    fn end(&self) {
        self.filter.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.filter.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// What stages can see of a document, a line for each node; texts side by side are one.
pub(crate) fn dump(document: &Document) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut depth = 0;
    let mut in_text = false;
    for step in Walk::new(document, NodeId::DOCUMENT) {
        let Step::Open(node) = step else {
            depth -= 1;
            in_text &= matches!(document.data(step.node()), NodeData::Text(_));
            continue;
        };
        match document.data(node) {
            NodeData::Text(_) if in_text => {
                if let Some(last) = lines.last_mut() {
                    last.push_str(document.text(node));
                }
            }
            NodeData::Text(_) => lines.push(format!("{depth} text {}", document.text(node))),
            NodeData::Element(element) => {
                let mut line = format!("{depth} {} {}", if element.html { "html" } else { "foreign" }, element.name);
                for (name, value) in document.attrs(element) {
                    let _ = write!(line, " {name}={value:?}");
                }
                lines.push(line);
            }
            NodeData::Document => lines.push(format!("{depth} document")),
            NodeData::Other => lines.push(format!("{depth} comment")),
        }
        in_text = matches!(document.data(node), NodeData::Text(_));
        depth += 1;
    }
    lines
}
