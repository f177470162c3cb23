//! Tags and their attributes.

use super::{State, Tokenizer, references};
use crate::dom::attributes::{Keep, LONGEST};
use crate::dom::links::{self, Phrase};
use crate::options::Limit;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use memchr::memchr;
use std::ops::Range;

impl<Sink: TokenSink> Tokenizer<'_, Sink> {
    /// A start tag, and what the tree builder expects inside. A tag that the page's end cuts is none.
    pub(super) fn start_tag(&mut self) -> State {
        let (name, after) = self.tag_name(self.at + 1);
        let mut attributes = Kept { list: self.lists.take(), positions: 0 };
        let Some(self_closing) = self.attributes(after, |tokenizer, name, value| {
            tokenizer.keep(&mut attributes, name, value);
        }) else {
            return State::Data;
        };
        let name = if name == local_name!("a") && self.is_closed_link() { links::closed() } else { name };
        let tag = Tag {
            kind: TagKind::StartTag,
            name: name.clone(),
            self_closing,
            attrs: attributes.list,
            had_duplicate_attributes: false,
        };
        match self.send(Token::TagToken(tag)) {
            TokenSinkResult::RawData(kind) => State::Raw(kind, name),
            TokenSinkResult::Plaintext => State::Plaintext,
            _ => State::Data,
        }
    }

    pub(super) fn end_tag(&mut self) {
        let (name, after) = self.tag_name(self.at + 2);
        if let Some(self_closing) = self.attributes(after, |_, _, _| {}) {
            let kind = TagKind::EndTag;
            let tag = Tag { kind, name, self_closing, attrs: Vec::new(), had_duplicate_attributes: false };
            let _ = self.send(Token::TagToken(tag));
        }
    }

    /// Whether nothing but text and phrases stands before the end tag of the link whose start tag ends here.
    fn is_closed_link(&mut self) -> bool {
        let markup = self.find(b'<', self.at);
        match self.rest(markup) {
            // Most links are text.
            [_, b'/', b'a', b'>', ..] => true,
            [_, first, ..] if first.is_ascii_alphabetic() => {
                let (start, cut) = (self.at, self.cut);
                let closed = self.phrases_end_at_link(markup).is_some();
                (self.at, self.cut) = (start, cut);
                closed
            }
            _ => false,
        }
    }

    /// Passes over phrases, each closed before the one around it, to the end tag of a link; `None` where
    /// the page ends before, or what comes is no phrase.
    fn phrases_end_at_link(&mut self, markup: usize) -> Option<()> {
        /// A bound on what is read twice.
        const MOST: usize = 8;
        let mut open: [Option<LocalName>; MOST] = Default::default();
        let mut depth: usize = 0;
        self.at = markup;
        for _ in 0..2 * MOST {
            let at = self.find(b'<', self.at);
            let ends = self.byte(at + 1)? == b'/';
            let start = at + 1 + usize::from(ends);
            if !self.byte(start)?.is_ascii_alphabetic() {
                return None;
            }
            let (name, after) = self.tag_name(start);
            if !ends {
                if links::phrase(&name)? == Phrase::Around {
                    *open.get_mut(depth)? = Some(name);
                    depth += 1;
                }
            } else if let Some(around) = depth.checked_sub(1) {
                if open[around].take() != Some(name) {
                    return None;
                }
                depth = around;
            } else if name == local_name!("a") {
                return self.attributes(after, |_, _, _| {}).map(|_| ());
            } else {
                return None;
            }
            self.attributes(after, |_, _, _| {})?;
        }
        None
    }

    /// "Tag name" state: the name and where it ends.
    fn tag_name(&mut self, start: usize) -> (LocalName, usize) {
        let end = self.until(start, IN_TAG_NAME);
        let name = self.text.get(start..end).unwrap_or_default();
        if !name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == 0) {
            return (self.names.get(name), end);
        }
        let mut buffer = [0; LONGEST];
        let lower = lower_into(&mut buffer, name.as_bytes()).filter(|name| !name.contains(&0));
        let lower = lower.and_then(|name| std::str::from_utf8(name).ok());
        let name = match lower {
            Some(name) => self.names.get(name),
            None => self.names.get(&lowered(name)),
        };
        (name, end)
    }

    /// The end of a run of bytes that are not of a class.
    fn until(&self, start: usize, class: u8) -> usize {
        let length = self.rest(start).iter().position(|&byte| CLASSES[usize::from(byte)] & class != 0);
        length.map_or(self.text.len(), |length| start + length)
    }

    fn past_space(&self, start: usize) -> usize {
        let length = self.rest(start).iter().position(|&byte| CLASSES[usize::from(byte)] & SPACE == 0);
        length.map_or(self.text.len(), |length| start + length)
    }

    /// The attribute states, to the end of the tag. Tells whether it closes itself; `None` if the page ends before.
    fn attributes(
        &mut self,
        mut at: usize,
        mut attribute: impl FnMut(&mut Self, Range<usize>, Range<usize>),
    ) -> Option<bool> {
        let mut count = 0;
        loop {
            at = self.past_space(at);
            match (self.byte(at), self.byte(at + 1)) {
                (Some(b'>'), _) => {
                    self.at = at + 1;
                    return Some(false);
                }
                (Some(b'/'), Some(b'>')) => {
                    self.at = at + 2;
                    return Some(true);
                }
                (Some(b'/'), _) => at += 1,
                (Some(_), _) => {
                    // An equals sign right at the start belongs to the name.
                    let name = at..self.until(at + 1, IN_ATTRIBUTE_NAME);
                    let (value, after) = self.value(name.end)?;
                    count += 1;
                    if count <= self.limits.attributes {
                        attribute(self, name, value);
                    } else {
                        self.cut = Some(Limit::Attributes);
                    }
                    at = after;
                }
                (None, _) => {
                    self.at = self.text.len();
                    return None;
                }
            }
        }
    }

    /// "After attribute name" to "attribute value" states: the value, and where what is after it begins.
    fn value(&mut self, name_end: usize) -> Option<(Range<usize>, usize)> {
        let equals = self.past_space(name_end);
        if self.byte(equals) != Some(b'=') {
            return Some((equals..equals, equals));
        }
        let start = self.past_space(equals + 1);
        if let Some(quote @ (b'"' | b'\'')) = self.byte(start) {
            let end = self.find(quote, start + 1);
            if end == self.text.len() {
                self.at = end;
                return None;
            }
            return Some((start + 1..end, end + 1));
        }
        let end = self.until(start, IN_UNQUOTED_VALUE);
        Some((start..end, end))
    }

    /// Adds an attribute to those of a tag if it is read, and the first of its name.
    fn keep(&mut self, kept: &mut Kept, name: Range<usize>, value: Range<usize>) {
        let source = self.text.get(name).unwrap_or_default();
        let mut buffer = [0; LONGEST];
        let read = lower_into(&mut buffer, source.as_bytes()).and_then(|name| self.attributes.position(name));
        let name = match read {
            Some(position) if kept.positions & (1 << position) != 0 => None,
            Some(position) => {
                kept.positions |= 1 << position;
                self.attributes.name(position).cloned()
            }
            None => self.unread_name(source).filter(|name| kept.list.iter().all(|attr| attr.name.local != *name)),
        };
        let Some(name) = name else { return };
        if value.len() > self.limits.attribute_bytes {
            self.cut = Some(Limit::AttributeBytes);
            return;
        }
        let value = self.decoded(value);
        kept.list.push(Attribute { name: QualName::new(None, ns!(), name), value });
    }

    /// The name of an attribute that no stage reads, if it is kept all the same.
    fn unread_name(&self, source: &str) -> Option<LocalName> {
        (self.keep != Keep::Read).then(|| LocalName::from(lowered(source)))
    }

    /// An attribute's value with its references replaced.
    fn decoded(&mut self, Range { start, end }: Range<usize>) -> StrTendril {
        let Some(first) = memchr(b'&', self.slice(start, end).as_bytes()) else { return self.without_nul(start, end) };
        let mut out = std::mem::take(&mut self.value);
        out.clear();
        out.reserve(end - start);
        let (mut from, mut next) = (start, Some(start + first));
        while let Some(at) = next {
            out.push_str(&self.without_nul(from, at));
            from = if let Some(reference) = references::decode(self.slice(at, end).as_bytes(), true) {
                out.extend(reference.chars());
                at + reference.length
            } else {
                out.push('&');
                at + 1
            };
            next = memchr(b'&', self.slice(from, end).as_bytes()).map(|found| from + found);
        }
        out.push_str(&self.without_nul(from, end));
        let decoded = self.lists.value(&out);
        self.value = out;
        decoded
    }
}

/// Attributes of a tag.
struct Kept {
    list: Vec<Attribute>,
    /// The places of those that are read, as bits: the first of a name wins.
    positions: u64,
}

/// A name as the tokenizer gives it.
fn lowered(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    if name.contains('\0') { name.replace('\0', "\u{fffd}") } else { name }
}

/// A name in lower case, if the buffer holds it.
fn lower_into<'b>(buffer: &'b mut [u8], name: &[u8]) -> Option<&'b [u8]> {
    let lower = buffer.get_mut(..name.len())?;
    lower.copy_from_slice(name);
    lower.make_ascii_lowercase();
    Some(lower)
}

/// Names of elements that have been met. Short ones are made at no cost; longer ones have to be looked up in a table that all
/// threads share.
#[derive(Default)]
pub(super) struct Names([Option<LocalName>; 32]);

impl Names {
    fn get(&mut self, name: &str) -> LocalName {
        const SHORT: usize = 7;
        if name.len() <= SHORT {
            return LocalName::from(name);
        }
        let bytes = name.as_bytes();
        let hash = name.len()
            + 3 * usize::from(bytes.first().copied().unwrap_or_default())
            + 5 * usize::from(bytes.get(4).copied().unwrap_or_default());
        let slot = &mut self.0[hash % 32];
        match slot {
            Some(known) if **known == *name => known.clone(),
            _ => slot.insert(LocalName::from(name)).clone(),
        }
    }
}

const SPACE: u8 = 1;
const IN_TAG_NAME: u8 = 2;
const IN_ATTRIBUTE_NAME: u8 = 4;
const IN_UNQUOTED_VALUE: u8 = 8;

/// What ends where, for each byte.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut at = 0;
    while at < 256 {
        classes[at] = match at as u8 {
            b'\t' | b'\n' | b'\x0C' | b' ' => SPACE | IN_TAG_NAME | IN_ATTRIBUTE_NAME | IN_UNQUOTED_VALUE,
            b'/' => IN_TAG_NAME | IN_ATTRIBUTE_NAME,
            b'>' => IN_TAG_NAME | IN_ATTRIBUTE_NAME | IN_UNQUOTED_VALUE,
            b'=' => IN_ATTRIBUTE_NAME,
            _ => 0,
        };
        at += 1;
    }
    classes
};
