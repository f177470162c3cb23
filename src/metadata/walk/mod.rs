//! The one walk that gathers what the markup says.

mod attributes;
mod body;
mod hints;
mod line;

use super::facts::Facts;
use super::{json, jsonld, tables};
use crate::article::Source;
use crate::blocks::Page;
use crate::dom::{Document, Element, NodeData, NodeId};
use crate::tags::Tag;
use attributes::Attributes;
pub(super) use hints::leads_to_person;
use hints::{Hints, is_about_page, is_other};
use html5ever::local_name;
pub(super) use line::line;
use std::borrow::Cow;

/// Bytes of JSON-LD read of one page.
const MAX_JSON: usize = 1 << 20;

/// Gathers the facts of a page. `url` is the page's address, where known.
pub(super) fn gather(document: &Document, page: &Page, url: Option<&str>) -> Facts {
    let mut gatherer = Gatherer {
        document,
        page,
        facts: Facts::of(page),
        json: json::Tree::default(),
        json_left: MAX_JSON,
        holder: 0,
        block: 0,
        micro: Vec::new(),
        label: None,
        hints: Hints::new(),
        is_full: false,
    };
    gatherer.walk();
    let Gatherer { mut facts, json, .. } = gatherer;
    jsonld::interpret(&json, url, &mut facts);
    facts
}

struct Gatherer<'a> {
    document: &'a Document,
    page: &'a Page,
    facts: Facts,
    json: json::Tree,
    json_left: usize,
    /// The next of the page's holders.
    holder: usize,
    /// Blocks that begin before the place of the walk.
    block: u32,
    /// Items of microdata around the place, and whether they are about the page itself.
    micro: Vec<(NodeId, bool)>,
    /// The last `twitter:label`, which says what the next `twitter:data` is.
    label: Option<&'a str>,
    hints: Hints<'a>,
    /// As many elements as are looked at have something to say.
    is_full: bool,
}

impl<'a> Gatherer<'a> {
    /// Each node once, in the order of the page.
    fn walk(&mut self) {
        let mut place = Some(NodeId::DOCUMENT);
        while let Some(node) = place {
            let (data, first, next) = self.document.look(node);
            place = match data {
                NodeData::Element(element) => {
                    let enters = self.open(node, element, first.is_some());
                    first.filter(|_| enters).or_else(|| self.leave(node, next))
                }
                NodeData::Document => first,
                // Most texts have something beside them, and nothing else is to do.
                NodeData::Text(_) | NodeData::Other => next.or_else(|| self.leave(node, next)),
            };
        }
    }

    /// The node that comes after all that is below this one, whose next sibling is known.
    fn leave(&mut self, mut node: NodeId, mut next: Option<NodeId>) -> Option<NodeId> {
        loop {
            if self.micro.last().is_some_and(|(open, _)| *open == node) {
                self.micro.pop();
            }
            if next.is_some() {
                return next;
            }
            node = self.document.parent(node)?;
            next = self.document.next_sibling(node);
        }
    }

    /// Looks at an element; false if nothing below it can tell anything.
    fn open(&mut self, node: NodeId, element: &'a Element, is_filled: bool) -> bool {
        self.advance(node);
        if !element.html {
            return element.name != local_name!("svg");
        }
        let tag = element.tag;
        match tag {
            // What a template holds is no part of the page until a script makes it one.
            Tag::Img | Tag::Input | Tag::Select | Tag::Template => {}
            // Of the others those without attributes say nothing.
            Tag::Title | Tag::Time => self.element(node, tag, element, is_filled),
            _ if self.document.list(element).is_empty() => {}
            _ => self.element(node, tag, element, is_filled),
        }
        !matches!(tag, Tag::Template | Tag::Select)
    }

    fn element(&mut self, node: NodeId, tag: Tag, element: &'a Element, is_filled: bool) {
        let attributes = Attributes::of(self.document, element);
        match tag {
            Tag::Meta => self.meta(&attributes),
            Tag::Link => self.link(&attributes),
            Tag::Title if self.facts.title_element().is_none() => {
                self.facts.found_title(&content(self.document, node));
            }
            Tag::Script => self.script(node, &attributes),
            Tag::Html | Tag::Body => self.root(element),
            _ => self.body(node, tag, &attributes, is_filled),
        }
        if attributes.stating {
            self.item(node, tag, &attributes);
        }
    }

    fn item(&mut self, node: NodeId, tag: Tag, attributes: &Attributes<'a>) {
        let property = attributes.get(&local_name!("itemprop"));
        if attributes.get(&local_name!("itemscope")).is_some() {
            let is_own = attributes.get(&local_name!("itemtype")).is_none_or(is_about_page);
            self.micro.push((node, is_own && property.is_none_or(|property| !is_other(property))));
        }
        if let Some(property) = property {
            self.microdata(node, tag, property, attributes);
        }
    }

    fn advance(&mut self, node: NodeId) {
        if let Some(holder) = self.page.elements.get(self.holder).filter(|holder| holder.node == node) {
            self.block = holder.blocks.start;
            self.holder += 1;
        }
    }

    fn root(&mut self, element: &Element) {
        for (name, value) in self.document.attrs(element) {
            if matches!(&**name, "lang" | "xml:lang" | "dir") {
                self.facts.add(Source::Attribute, name, value, 0, None);
            }
        }
    }

    fn meta(&mut self, attributes: &Attributes<'a>) {
        let Some(content) = attributes.content() else { return };
        let names = [local_name!("property"), local_name!("name"), local_name!("http-equiv")];
        for name in names.iter().filter_map(|name| attributes.get(name)) {
            for name in name.split_ascii_whitespace() {
                lowered(name, |name| self.named_meta(name, content));
            }
        }
    }

    fn named_meta(&mut self, name: &str, content: &'a str) {
        match name {
            // Pairs of a label and what it labels; WordPress's SEO plugins tell the author so.
            "twitter:label1" | "twitter:label2" => self.label = Some(content),
            "twitter:data1" | "twitter:data2" => {
                let label = self.label.take().unwrap_or_default();
                if super::names::without_lead_in(label).1 || label.to_lowercase().contains("by") {
                    self.facts.add(Source::Twitter, "twitter:data1", content, 0, None);
                }
            }
            _ => self.facts.add(tables::vocabulary(name), name, content, 0, None),
        }
    }

    fn link(&mut self, attributes: &Attributes) {
        let (Some(rel), Some(href)) = (attributes.get(&local_name!("rel")), attributes.href()) else { return };
        for rel in rel.split_ascii_whitespace() {
            // These say whose page or which keyword it is by their text, which a `link` has not.
            lowered(rel, |rel| {
                if !matches!(rel, "author" | "tag") {
                    self.facts.add(Source::Link, rel, href, 0, None);
                }
            });
        }
    }

    fn script(&mut self, node: NodeId, attributes: &Attributes) {
        const JSON: &str = "application/ld+json";
        let kind = attributes.get(&local_name!("type")).unwrap_or_default().trim();
        if !kind.get(..JSON.len()).is_some_and(|kind| kind.eq_ignore_ascii_case(JSON)) {
            return;
        }
        let json = content(self.document, node);
        if json.len() <= self.json_left {
            self.json_left -= json.len();
            self.json.read(&json);
        }
    }
}

/// Gives `look` a name in lower case, if it is as short as those that say something.
fn lowered(name: &str, look: impl FnOnce(&str)) {
    /// Bytes of the longest of them, and some.
    const LONGEST: usize = 64;
    if name.bytes().all(|byte| !byte.is_ascii_uppercase()) {
        return look(name);
    }
    let mut room = [0; LONGEST];
    let Some(lower) = room.get_mut(..name.len()) else { return };
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    look(std::str::from_utf8(lower).unwrap_or_default());
}

/// The text of an element that has nothing but text, most often in one piece.
fn content(document: &Document, node: NodeId) -> Cow<'_, str> {
    match document.first_child(node) {
        Some(only) if document.next_sibling(only).is_none() => Cow::Borrowed(document.text(only)),
        _ => Cow::Owned(document.text_content(node)),
    }
}
