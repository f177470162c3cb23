//! What it costs to read a page without extracting anything.

use crate::arena::Arena;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tokenizer::{BufferQueue, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::RcDom;
use std::cell::Cell;
use std::hint::black_box;

/// The result of all bounds: they give no text, and what they made has been dropped.
fn nothing<T>(made: T) -> Option<String> {
    drop(black_box(made));
    Some(String::new())
}

/// The signs that begin a tag, found and counted.
pub fn memchr(html: &str, _url: Option<&str>) -> Option<String> {
    nothing(memchr::memchr_iter(b'<', html.as_bytes()).count())
}

struct Counter(Cell<usize>);

impl TokenSink for Counter {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        black_box(token);
        self.0.set(self.0.get() + 1);
        TokenSinkResult::Continue
    }
}

/// html5ever's tokenizer alone. Scripts and style sheets are tokenized as text, as without a tree nobody tells it of them.
pub fn tokenizer(html: &str, _url: Option<&str>) -> Option<String> {
    let tokenizer = Tokenizer::new(Counter(Cell::new(0)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    nothing(tokenizer.sink.0.get())
}

/// The tokenizer and the tree builder, into a tree that keeps names alone.
pub fn tree_builder(html: &str, _url: Option<&str>) -> Option<String> {
    nothing(parse_document(Arena::new(false), ParseOpts::default()).one(html))
}

/// Into a plain arena: a vector of nodes with all attributes and all text.
pub fn arena(html: &str, _url: Option<&str>) -> Option<String> {
    nothing(parse_document(Arena::new(true), ParseOpts::default()).one(html))
}

/// Into the tree of reference-counted nodes.
pub fn rcdom(html: &str, _url: Option<&str>) -> Option<String> {
    nothing(parse_document(RcDom::default(), ParseOpts::default()).one(html))
}

/// dehusk's parse stage.
pub fn parse(html: &str, _url: Option<&str>) -> Option<String> {
    nothing(dehusk::evaluate::stages::parse(html, &dehusk::Extractor::new()))
}
