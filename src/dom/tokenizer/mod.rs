//! The tokenizer of the HTML standard (<https://html.spec.whatwg.org/multipage/parsing.html#tokenization>), in front of
//! html5ever's tree builder.
//!
//! The standard's states are written as searches: for the next `<` or `&` of text, for the quote that ends a value, for the end
//! tag of raw text. Tokens are slices of one buffer. What nobody reads (comments, most attributes) is passed over without being
//! copied; [`super::attributes`] says what is read. html5ever's own tokenizer is the reference that the tests hold this against.

mod declaration;
mod input;
mod raw;
mod references;
mod tag;

use super::attributes::{Attributes, Keep};
use crate::options::{Limit, Limits};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName};
use memchr::{memchr, memchr2};
use std::cell::{Cell, RefCell};

/// Sends the tokens of a page to a sink, and tells which limit cut a tag, if one did.
pub(super) fn run(html: &str, sink: &impl TokenSink, lists: &Lists, keep: Keep, limits: &Limits) -> Option<Limit> {
    let input = input::preprocessed(html);
    let tokenizer = Tokenizer {
        has_nul: memchr(0, input.as_bytes()).is_some(),
        text: &input,
        input: &input,
        at: 0,
        sink,
        lists,
        keep,
        limits,
        attributes: Attributes::table(),
        names: tag::Names::default(),
        value: String::new(),
        cut: None,
    };
    tokenizer.run()
}

/// Where a list of attributes goes when an element has been made of it, and the next tag takes it from: tags are many, and most
/// have one. Values that were put together, and that nobody else holds, stay for those to come.
#[derive(Default)]
pub(super) struct Lists {
    list: Cell<Vec<Attribute>>,
    values: RefCell<Vec<StrTendril>>,
}

impl Lists {
    fn take(&self) -> Vec<Attribute> {
        self.list.take()
    }

    pub(super) fn give(&self, mut list: Vec<Attribute>) {
        /// Values that stay: of a few tags.
        const MOST: usize = 8;
        if list.capacity() > 0 {
            let mut values = self.values.borrow_mut();
            let own = list.drain(..).map(|attr| attr.value).filter(|value| value.len() > INLINE && !value.is_shared());
            values.extend(own.take(MOST));
            values.truncate(MOST);
            self.list.set(list);
        }
    }

    /// A value of its own.
    fn value(&self, text: &str) -> StrTendril {
        if text.len() <= INLINE {
            return StrTendril::from_slice(text);
        }
        let mut value = self.values.borrow_mut().pop().unwrap_or_default();
        value.clear();
        value.push_slice(text);
        value
    }
}

/// Bytes that a tendril holds itself.
const INLINE: usize = 8;

struct Tokenizer<'a, Sink> {
    input: &'a StrTendril,
    /// The same, looked up once.
    text: &'a str,
    /// Where the next token begins.
    at: usize,
    /// Most pages have no NUL, and need not be searched for it time and again.
    has_nul: bool,
    sink: &'a Sink,
    lists: &'a Lists,
    keep: Keep,
    limits: &'a Limits,
    attributes: &'static Attributes,
    names: tag::Names,
    /// Where a value with references is put together.
    value: String,
    cut: Option<Limit>,
}

/// What stands before the next token.
enum State {
    Data,
    Raw(RawKind, LocalName),
    Plaintext,
}

impl<Sink: TokenSink> Tokenizer<'_, Sink> {
    fn run(mut self) -> Option<Limit> {
        while let Some(byte) = self.byte(self.at) {
            let next = match byte {
                b'<' => self.markup(),
                b'&' => {
                    self.reference_in_text();
                    State::Data
                }
                _ => {
                    self.text_until_markup(self.at);
                    State::Data
                }
            };
            match next {
                State::Data => {}
                State::Raw(kind, name) => self.raw(kind, &name),
                State::Plaintext => self.plaintext(),
            }
        }
        let _ = self.sink.process_token(Token::EOFToken, LINE);
        self.sink.end();
        self.cut
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn rest(&self, at: usize) -> &[u8] {
        self.text.as_bytes().get(at..).unwrap_or_default()
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// A piece of the input, which it shares. Its ends are at ASCII characters, or at the input's.
    fn piece(&self, start: usize, end: usize) -> StrTendril {
        let length = end.saturating_sub(start);
        if length <= INLINE {
            return StrTendril::from_slice(self.slice(start, end));
        }
        self.input.try_subtendril(start as u32, length as u32).unwrap_or_default()
    }

    /// Where one byte is next, or the end.
    fn find(&self, byte: u8, from: usize) -> usize {
        memchr(byte, self.rest(from)).map_or(self.text.len(), |at| from + at)
    }

    fn send(&self, token: Token) -> TokenSinkResult<Sink::Handle> {
        self.sink.process_token(token, LINE)
    }

    /// "Tag open" and "end tag open" states.
    fn markup(&mut self) -> State {
        match (self.byte(self.at + 1), self.byte(self.at + 2)) {
            (Some(first), _) if first.is_ascii_alphabetic() => return self.start_tag(),
            (Some(b'/'), Some(first)) if first.is_ascii_alphabetic() => self.end_tag(),
            (Some(b'/'), Some(b'>')) => self.at += 3,
            (Some(b'/'), Some(_)) => self.bogus_comment(self.at + 2),
            (Some(b'!'), _) => self.declaration(),
            (Some(b'?'), _) => self.bogus_comment(self.at + 1),
            (Some(b'/'), None) => self.text_until_markup(self.at + 2),
            _ => self.text_until_markup(self.at + 1),
        }
        State::Data
    }

    /// "Data" state: text that begins here, and goes on to the first markup at or after `from`.
    fn text_until_markup(&mut self, from: usize) {
        let end = memchr2(b'<', b'&', self.rest(from)).map_or(self.text.len(), |at| from + at);
        self.data(self.at, end);
        self.at = end;
    }

    fn reference_in_text(&mut self) {
        match references::decode(self.rest(self.at), false) {
            Some(reference) => {
                self.characters(reference.text());
                self.at += reference.length;
            }
            None => self.text_until_markup(self.at + 1),
        }
    }

    fn characters(&self, text: StrTendril) {
        if !text.is_empty() {
            let _ = self.send(Token::CharacterTokens(text));
        }
    }

    /// Text in which NUL is a token of its own, which the tree builder drops or replaces.
    fn data(&self, mut start: usize, end: usize) {
        while self.has_nul && start < end {
            let nul = self.find(0, start).min(end);
            self.characters(self.piece(start, nul));
            if nul < end {
                let _ = self.send(Token::NullCharacterToken);
            }
            start = nul + 1;
        }
        if !self.has_nul {
            self.characters(self.piece(start, end));
        }
    }

    /// Text in which NUL is a replacement character.
    fn raw_text(&self, start: usize, end: usize) {
        self.characters(self.without_nul(start, end));
    }

    fn without_nul(&self, start: usize, end: usize) -> StrTendril {
        let text = self.slice(start, end);
        if self.has_nul && text.contains('\0') {
            return StrTendril::from(text.replace('\0', "\u{fffd}"));
        }
        self.piece(start, end)
    }
}

/// Nobody asks for the number of a line.
const LINE: u64 = 1;
