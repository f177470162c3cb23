//! A token filter in front of html5ever's tree builder, for what would make it slow.
//!
//! The tree builder looks through its stack of open elements for nearly every tag, so its time is quadratic in the
//! depth of the tree; and it opens all unclosed formatting elements again in every paragraph. Browsers stop nesting at
//! a depth of 512 (Blink's `kMaximumHTMLParserDOMTreeDepth`), and so does this.

use super::sink::{Handle, Sink};
use crate::tags::{Display, Tag};
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{self, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{Attribute, LocalName, local_name};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};

/// Elements inside each other. Start tags beyond are left out, and the end tags that belong to them.
pub(crate) const MAX_DEPTH: u16 = 512;

/// Formatting elements that keep the attributes that hide them. The others lose all attributes, so that the standard's rule of at most
/// three equal ones bounds how many are opened again.
const MAX_STYLED: u32 = 256;

/// Different classes of `code` that are kept, for the language they name. The rule of three bounds them, too.
const MAX_LANGUAGES: usize = 64;

/// Different sets of attributes that formatting elements keep for a caller's selectors. The rule of three bounds them, too.
const MAX_ATTRIBUTE_SETS: usize = 64;

/// Runs the tokenizer over a page and the tree builder over its tokens.
pub(super) fn build(html: &str, builder: TreeBuilder<Handle, Sink>, options: TokenizerOpts) -> Sink {
    let tokenizer = Tokenizer::new(Filter::new(builder), options);
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // The tokenizer stops after scripts and encoding declarations; neither matters here.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink
}

struct Filter {
    builder: TreeBuilder<Handle, Sink>,
    /// Start tags left out whose end tags are still to come.
    dropped: RefCell<HashMap<LocalName, u32>>,
    styled: Cell<u32>,
    languages: RefCell<BTreeSet<StrTendril>>,
    attribute_sets: RefCell<BTreeSet<Vec<Attribute>>>,
}

impl Filter {
    fn new(builder: TreeBuilder<Handle, Sink>) -> Self {
        Self {
            builder,
            dropped: RefCell::default(),
            styled: Cell::new(0),
            languages: RefCell::default(),
            attribute_sets: RefCell::default(),
        }
    }

    /// Whether a tag goes through to the tree builder.
    fn passes(&self, tag: &tokenizer::Tag) -> bool {
        let mut dropped = self.dropped.borrow_mut();
        match tag.kind {
            TagKind::StartTag if self.builder.sink.depth() < MAX_DEPTH || !nests(tag) => true,
            TagKind::StartTag => {
                *dropped.entry(tag.name.clone()).or_default() += 1;
                self.builder.sink.cut_depth();
                false
            }
            TagKind::EndTag => match dropped.get_mut(&tag.name) {
                Some(left) if *left > 0 => {
                    *left -= 1;
                    false
                }
                _ => true,
            },
        }
    }

    fn simplify(&self, tag: &mut tokenizer::Tag) {
        if tag.kind != TagKind::StartTag || !is_formatting(&tag.name) {
            return;
        }
        if self.builder.sink.is_for_selectors() && self.is_of_few(&tag.attrs) {
            return;
        }
        let styled = self.styled.get();
        let shows = |name: &LocalName| matches!(*name, local_name!("style") | local_name!("hidden"));
        let is_code = tag.name == local_name!("code");
        let names_language = |attr: &Attribute| is_code && self.names_language(attr);
        tag.attrs.retain(|attr| (styled < MAX_STYLED && shows(&attr.name.local)) || names_language(attr));
        self.styled.set(styled + u32::from(tag.attrs.iter().any(|attr| shows(&attr.name.local))));
    }

    fn is_of_few(&self, attrs: &[Attribute]) -> bool {
        let mut sets = self.attribute_sets.borrow_mut();
        sets.contains(attrs) || (sets.len() < MAX_ATTRIBUTE_SETS && sets.insert(attrs.to_vec()))
    }

    fn names_language(&self, attr: &Attribute) -> bool {
        if attr.name.local != local_name!("class") {
            return false;
        }
        let mut languages = self.languages.borrow_mut();
        let value = &attr.value;
        languages.contains(value) || (languages.len() < MAX_LANGUAGES && languages.insert(value.clone()))
    }
}

/// Whether what follows the tag goes inside it. Elements of raw text are not asked: the tokenizer has to learn of them.
fn nests(tag: &tokenizer::Tag) -> bool {
    !tag.self_closing
        && match Tag::of(&tag.name) {
            Tag::Template | Tag::Object | Tag::Svg | Tag::Select | Tag::Canvas | Tag::Video | Tag::Audio => true,
            tag => {
                !matches!(tag.display(), Display::Never | Display::LineBreak | Display::Box)
                    && !matches!(tag, Tag::Hr | Tag::Wbr | Tag::Plaintext | Tag::Xmp | Tag::Html | Tag::Body)
            }
        }
}

/// The standard's formatting elements, but for `a`, whose attributes matter and which never nests.
fn is_formatting(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("b")
            | local_name!("big")
            | local_name!("code")
            | local_name!("em")
            | local_name!("font")
            | local_name!("i")
            | local_name!("nobr")
            | local_name!("s")
            | local_name!("small")
            | local_name!("strike")
            | local_name!("strong")
            | local_name!("tt")
            | local_name!("u")
    )
}

impl TokenSink for Filter {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        match token {
            Token::TagToken(tag) if !self.passes(&tag) => {
                // Where the element would have kept words apart, they stay apart.
                self.builder.process_token(Token::CharacterTokens(StrTendril::from(" ")), line)
            }
            Token::TagToken(mut tag) => {
                self.simplify(&mut tag);
                self.builder.process_token(Token::TagToken(tag), line)
            }
            // Nobody reads them.
            Token::ParseError(_) => TokenSinkResult::Continue,
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
