//! The one walk that gathers what the markup says.

mod attributes;
mod body;
mod hints;

use super::facts::Facts;
use super::{json, jsonld, tables};
use crate::article::Source;
use crate::blocks::Page;
use crate::dom::{Document, Element, NodeData, NodeId, Step, Walk};
use crate::tags::Tag;
use attributes::Attributes;
use hints::{Hints, is_about_page, is_other};
use html5ever::local_name;

/// Bytes of JSON-LD read of one page.
const MAX_JSON: usize = 1 << 20;

/// Gathers the facts of a page. `url` is the page's address, where known.
pub(super) fn gather(document: &Document, page: &Page, url: Option<&str>) -> Facts {
    let mut gatherer = Gatherer {
        document,
        page,
        facts: Facts::default(),
        json: json::Tree::default(),
        json_left: MAX_JSON,
        holder: 0,
        block: 0,
        micro: Vec::new(),
        label: None,
        hints: Hints::new(),
    };
    let mut walk = Walk::new(document, NodeId::DOCUMENT);
    while let Some(step) = walk.next() {
        match step {
            Step::Open(node) => match document.data(node) {
                // What a template holds is no part of the page until a script makes it one.
                NodeData::Element(element) if element.html && element.name == local_name!("template") => {
                    walk.skip_children();
                }
                NodeData::Element(element) => gatherer.open(node, element),
                _ => {}
            },
            Step::Close(node) => gatherer.close(node),
        }
    }
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
    label: Option<String>,
    hints: Hints<'a>,
}

impl<'a> Gatherer<'a> {
    fn open(&mut self, node: NodeId, element: &'a Element) {
        self.advance(node);
        if !element.html {
            return;
        }
        let tag = Tag::of(&element.name);
        let has_attributes = self.document.attrs(element).next().is_some();
        if matches!(tag, Tag::Img | Tag::Input) || !has_attributes && !matches!(tag, Tag::Title | Tag::Time) {
            return;
        }
        let attributes = Attributes::of(self.document, element);
        match tag {
            Tag::Meta => self.meta(&attributes),
            Tag::Link => self.link(&attributes, None),
            Tag::Title if self.facts.title_element.is_none() => {
                let title = super::entities::folded(&self.document.text_content(node));
                self.facts.title_element = Some(title).filter(|title| !title.is_empty());
            }
            Tag::Script => self.script(node, &attributes),
            Tag::Html | Tag::Body => self.root(element),
            _ => self.body(node, tag, &attributes),
        }
        if attributes.itemscope {
            let mine =
                attributes.itemtype.is_none_or(is_about_page) && attributes.itemprop.is_none_or(|prop| !is_other(prop));
            self.micro.push((node, mine));
        }
        if let Some(property) = attributes.itemprop {
            self.microdata(node, tag, property, &attributes);
        }
    }

    fn close(&mut self, node: NodeId) {
        self.micro.pop_if(|(open, _)| *open == node);
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

    fn meta(&mut self, attributes: &Attributes) {
        let Some(content) = attributes.content else { return };
        for name in [attributes.property, attributes.name, attributes.equiv].into_iter().flatten() {
            for name in name.split_ascii_whitespace() {
                self.named_meta(&name.to_ascii_lowercase(), content);
            }
        }
    }

    fn named_meta(&mut self, name: &str, content: &str) {
        match name {
            // Pairs of a label and what it labels; WordPress's SEO plugins tell the author so.
            "twitter:label1" | "twitter:label2" => self.label = Some(content.to_owned()),
            "twitter:data1" | "twitter:data2" => {
                let label = self.label.take().unwrap_or_default();
                if super::names::without_lead_in(&label).1 || label.to_lowercase().contains("by") {
                    self.facts.add(Source::Twitter, "twitter:data1", content, 0, None);
                }
            }
            _ => self.facts.add(tables::vocabulary(name), name, content, 0, None),
        }
    }

    fn link(&mut self, attributes: &Attributes, text: Option<&str>) {
        let (Some(rel), Some(href)) = (attributes.rel, attributes.href) else { return };
        for rel in rel.split_ascii_whitespace() {
            let rel = rel.to_ascii_lowercase();
            let value = if matches!(&*rel, "author" | "tag") { text } else { Some(href) };
            if let Some(value) = value {
                self.facts.add(Source::Link, &rel, value, 0, None);
            }
        }
    }

    fn script(&mut self, node: NodeId, attributes: &Attributes) {
        let is_json =
            attributes.kind.is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"));
        if !is_json {
            return;
        }
        let json = self.document.text_content(node);
        if json.len() <= self.json_left {
            self.json_left -= json.len();
            self.json.read(&json);
        }
    }
}
