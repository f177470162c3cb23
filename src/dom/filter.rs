//! A token filter in front of html5ever's tree builder, for what would make it slow.
//!
//! The tree builder looks through its stack of open elements for nearly every tag, so its time is quadratic in the
//! depth of the tree; and it opens all unclosed formatting elements again in every paragraph. Browsers stop nesting at
//! a depth of 512 (Blink's `kMaximumHTMLParserDOMTreeDepth`), and so does this.

use super::attributes::Keep;
use super::links::Links;
use super::sink::{Handle, Sink};
use super::tokenizer::Lists;
use crate::decode::find_ignoring_case;
use crate::options::{Limit, Limits};
use crate::tags::{Display, Tag};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{self, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{Attribute, LocalName, local_name};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;

pub(super) struct Filter {
    builder: TreeBuilder<Handle, Sink>,
    keep: Keep,
    depth: u16,
    formatting: usize,
    /// Start tags left out whose end tags are still to come.
    dropped: RefCell<HashMap<LocalName, u32>>,
    /// The formatting elements without an end tag so far.
    open: RefCell<Formatting>,
    links: Links,
    /// The text to come is a script or a style sheet that nobody reads.
    unread: Cell<bool>,
}

impl Filter {
    pub(super) fn new(builder: TreeBuilder<Handle, Sink>, keep: Keep, limits: &Limits) -> Self {
        Self {
            builder,
            keep,
            depth: limits.depth,
            formatting: limits.formatting,
            dropped: RefCell::default(),
            open: RefCell::default(),
            links: Links::default(),
            unread: Cell::new(false),
        }
    }

    pub(super) fn into_sink(self) -> Sink {
        self.builder.sink
    }

    pub(super) fn lists(&self) -> &Lists {
        self.builder.sink.lists()
    }

    /// Whether a tag goes through to the tree builder.
    fn passes(&self, tag: &tokenizer::Tag) -> bool {
        let mut dropped = self.dropped.borrow_mut();
        match tag.kind {
            TagKind::StartTag if self.builder.sink.depth() < self.depth || !nests(tag) => true,
            TagKind::StartTag => {
                *dropped.entry(tag.name.clone()).or_default() += 1;
                self.builder.sink.cut(Limit::Depth);
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

    /// Formatting elements keep few attributes. The standard's rule of at most three equal ones then bounds how many are
    /// opened again, but for those with attributes, which are counted.
    fn simplify(&self, tag: &mut tokenizer::Tag) {
        let Some(kind) = formatting(&tag.name) else { return };
        let mut open = self.open.borrow_mut();
        if tag.kind == TagKind::EndTag {
            open.end(kind);
            return;
        }
        // The standard leaves SVG and MathML at a `font` that has one of three attributes.
        let ends_foreign =
            tag.name == local_name!("font") && self.builder.adjusted_current_node_present_but_not_in_html_namespace();
        let stays = |attr: &Attribute| {
            let name = &attr.name.local;
            tells(&tag.name, name)
                || (ends_foreign && matches!(*name, local_name!("color") | local_name!("face") | local_name!("size")))
        };
        if self.keep == Keep::Read {
            tag.attrs.retain(stays);
        }
        if !tag.attrs.is_empty() && open.styled >= self.formatting {
            tag.attrs.clear();
            self.builder.sink.cut(Limit::Formatting);
        }
        open.start(kind, !tag.attrs.is_empty());
    }

    /// Whether a link that opens here is left in and stands among elements of HTML, with none left out around it.
    fn nests_plainly(&self) -> bool {
        self.builder.sink.depth() < self.depth
            && self.dropped.borrow().is_empty()
            && !self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }

    fn tag(&self, mut tag: tokenizer::Tag, line: u64) -> TokenSinkResult<Handle> {
        let only_link = self.links.rename(&mut tag, &self.builder, || self.nests_plainly());
        if !self.passes(&tag) {
            // Where the element would have kept words apart, they stay apart.
            return self.builder.process_token(Token::CharacterTokens(StrTendril::from(" ")), line);
        }
        self.simplify(&mut tag);
        let unread = is_unread(&tag.name, &tag.attrs);
        let of_link = only_link && !tag.attrs.is_empty();
        let aside =
            (of_link || is_statement(&tag.name)) && !self.adjusted_current_node_present_but_not_in_html_namespace();
        tag.had_duplicate_attributes = aside && of_link;
        if aside {
            let attrs = std::mem::take(&mut tag.attrs);
            if of_link { self.builder.sink.put_aside_of_link(attrs) } else { self.builder.sink.put_aside(attrs) }
        } else if tag.attrs.is_empty() && tag.attrs.capacity() > 0 {
            // The tree builder may keep the tag.
            self.lists().give(std::mem::take(&mut tag.attrs));
        }
        let result = self.builder.process_token(Token::TagToken(tag), line);
        if aside {
            self.builder.sink.put_aside(Vec::new());
        }
        self.unread.set(unread && matches!(result, TokenSinkResult::RawData(_)));
        result
    }
}

/// Elements whose tags the tree builder copies, to look for an encoding that nobody asks it for. Their attributes go past it.
pub(super) fn is_statement(name: &LocalName) -> bool {
    matches!(*name, local_name!("meta") | local_name!("link"))
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
static FORMATTING: [LocalName; 13] = [
    local_name!("b"),
    local_name!("big"),
    local_name!("code"),
    local_name!("em"),
    local_name!("font"),
    local_name!("i"),
    local_name!("nobr"),
    local_name!("s"),
    local_name!("small"),
    local_name!("strike"),
    local_name!("strong"),
    local_name!("tt"),
    local_name!("u"),
];

/// The place of a name among them.
fn formatting(name: &LocalName) -> Option<usize> {
    FORMATTING.iter().position(|known| known == name)
}

/// Formatting elements without an end tag so far, by their number.
#[derive(Default)]
struct Formatting {
    open: [Open; FORMATTING.len()],
    /// How many of all have attributes.
    styled: usize,
}

#[derive(Default)]
struct Open {
    count: usize,
    /// Those that have attributes, by their place among those of the name.
    styled: Vec<usize>,
}

impl Formatting {
    fn start(&mut self, kind: usize, styled: bool) {
        let open = &mut self.open[kind];
        if styled {
            open.styled.push(open.count);
            self.styled += 1;
        }
        open.count += 1;
    }

    /// An end tag ends the last of its name.
    fn end(&mut self, kind: usize) {
        let open = &mut self.open[kind];
        open.count = open.count.saturating_sub(1);
        if open.styled.pop_if(|place| *place == open.count).is_some() {
            self.styled -= 1;
        }
    }
}

/// Whether an attribute of an element says anything. Of a formatting element only those do that hide it, and the class that
/// names the language of code.
pub(super) fn tells(element: &LocalName, attr: &LocalName) -> bool {
    formatting(element).is_none()
        || matches!(*attr, local_name!("style") | local_name!("hidden"))
        || (*element == local_name!("code") && *attr == local_name!("class"))
}

/// Whether no stage reads the text of an element: it is a style sheet or a script, but not data (JSON-LD and the state
/// that pages of frameworks start from) and not a formula (`math/tex`).
pub(super) fn is_unread(name: &LocalName, attrs: &[Attribute]) -> bool {
    let is_data = |attr: &Attribute| {
        attr.name.local == local_name!("type") && {
            let kind = attr.value.as_bytes();
            find_ignoring_case(kind, b"json").is_some()
                || kind.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"math/"))
        }
    };
    match *name {
        local_name!("style") => true,
        local_name!("script") => !attrs.iter().any(is_data),
        _ => false,
    }
}

impl TokenSink for Filter {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        match token {
            Token::TagToken(tag) => self.tag(tag, line),
            Token::CharacterTokens(_) if self.unread.get() => TokenSinkResult::Continue,
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
