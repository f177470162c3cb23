//! The document tree: an arena of nodes that name each other by index.
//!
//! Dropping it frees a handful of vectors, however deep the tree. Comments, doctypes and processing instructions
//! keep their place but not their data: no later stage reads them.

mod attributes;
mod filter;
mod links;
#[cfg(feature = "rcdom")]
pub(crate) mod rcdom;
#[cfg(feature = "eval")]
pub(crate) mod reference;
pub(crate) mod sink;
mod tokenizer;
mod walk;

pub(crate) use attributes::Keep;
pub(crate) use sink::parse_keeping;
pub(crate) use sink::{graft, parse};
pub(crate) use walk::{Step, Walk};

use crate::options::HIGHEST_MAX_ATTRIBUTES;
use crate::tags::Tag;
use html5ever::LocalName;
use std::ops::Range;

/// A node's place in its [`Document`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(u32);

impl NodeId {
    /// The document node, root of all.
    pub(crate) const DOCUMENT: Self = Self(0);
    const NONE: Self = Self(u32::MAX);

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    fn some(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }
}

#[derive(Debug)]
pub(crate) enum NodeData {
    Document,
    Element(Element),
    /// A range of the document's text buffer.
    Text(Range<u32>),
    /// Comment, doctype or processing instruction.
    Other,
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: LocalName,
    /// What an HTML element of that name is: told once, for all who ask.
    pub(crate) tag: Tag,
    /// In the HTML namespace, rather than SVG or `MathML`.
    pub(crate) html: bool,
    attrs: Range<u32>,
}

#[derive(Debug, Clone)]
pub(crate) struct Attr {
    pub(crate) name: LocalName,
    value: Range<u32>,
}

impl Attr {
    pub(crate) fn is_empty(&self) -> bool {
        self.value.is_empty()
    }
}

#[derive(Debug)]
struct Node {
    parent: NodeId,
    prev: NodeId,
    next: NodeId,
    first: NodeId,
    last: NodeId,
    /// Elements around it, when it was attached.
    depth: u16,
    data: NodeData,
}

impl Node {
    fn new(data: NodeData) -> Self {
        Self {
            parent: NodeId::NONE,
            prev: NodeId::NONE,
            next: NodeId::NONE,
            first: NodeId::NONE,
            last: NodeId::NONE,
            depth: 0,
            data,
        }
    }
}

/// A parsed page.
#[derive(Debug)]
pub(crate) struct Document {
    nodes: Vec<Node>,
    attrs: Vec<Attr>,
    text: String,
    /// Which attributes it keeps, and what is grafted onto it.
    keep: attributes::Keep,
}

impl Document {
    fn with_capacity(source_bytes: usize) -> Self {
        // A node for about 30 bytes of source is typical; half of that start avoids most growth.
        let mut nodes = Vec::with_capacity(16 + source_bytes / 64);
        nodes.push(Node::new(NodeData::Document));
        Self {
            nodes,
            attrs: Vec::with_capacity(16 + source_bytes / 192),
            text: String::with_capacity(source_bytes / 4),
            keep: attributes::Keep::Read,
        }
    }

    /// How many nodes there are, attached or not.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(crate) fn data(&self, node: NodeId) -> &NodeData {
        &self.nodes[node.index()].data
    }

    pub(crate) fn element(&self, node: NodeId) -> Option<&Element> {
        match self.data(node) {
            NodeData::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The text that a text node holds; empty for any other node.
    pub(crate) fn text(&self, node: NodeId) -> &str {
        match self.data(node) {
            NodeData::Text(range) => self.slice(range),
            _ => "",
        }
    }

    pub(crate) fn attrs(&self, element: &Element) -> impl Iterator<Item = (&LocalName, &str)> {
        self.list(element).iter().map(|attr| (&attr.name, self.value(attr)))
    }

    /// The attributes of an element, for those who want the values of few.
    pub(crate) fn list(&self, element: &Element) -> &[Attr] {
        &self.attrs[element.attrs.start as usize..element.attrs.end as usize]
    }

    pub(crate) fn value(&self, attr: &Attr) -> &str {
        self.slice(&attr.value)
    }

    pub(crate) fn attr(&self, element: &Element, name: &LocalName) -> Option<&str> {
        debug_assert!(attributes::is_read(name), "`{name}` is not among the attributes that are kept");
        self.list(element).iter().find(|attr| attr.name == *name).map(|attr| self.value(attr))
    }

    pub(crate) fn parent(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].parent.some()
    }

    pub(crate) fn first_child(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].first.some()
    }

    /// A node's data, its first child and its next sibling, looked up at once.
    pub(crate) fn look(&self, node: NodeId) -> (&NodeData, Option<NodeId>, Option<NodeId>) {
        let Node { data, first, next, .. } = &self.nodes[node.index()];
        (data, first.some(), next.some())
    }

    pub(crate) fn next_sibling(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].next.some()
    }

    pub(crate) fn prev_sibling(&self, node: NodeId) -> Option<NodeId> {
        self.nodes[node.index()].prev.some()
    }

    pub(crate) fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.first_child(node), |&child| self.next_sibling(child))
    }

    /// All text and all attribute values of the page, one after the other: for looking up what may stand anywhere.
    pub(crate) fn buffer(&self) -> &str {
        &self.text
    }

    /// All the text below a node, as it stands in the source.
    pub(crate) fn text_content(&self, node: NodeId) -> String {
        Walk::new(self, node).opened().map(|node| self.text(node)).collect()
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }

    fn push_node(&mut self, data: NodeData) -> NodeId {
        let id = NodeId(self.nodes.len() as u32);
        self.nodes.push(Node::new(data));
        id
    }

    fn push_text(&mut self, text: &str) -> Range<u32> {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        start..self.text.len() as u32
    }

    /// Attaches a free node as the last child of `parent`.
    fn append(&mut self, parent: NodeId, child: NodeId) {
        let last = self.nodes[parent.index()].last;
        self.link(parent, last, child, NodeId::NONE);
    }

    /// Attaches a free node right before `sibling`.
    fn insert_before(&mut self, sibling: NodeId, child: NodeId) {
        let Node { parent, prev, .. } = self.nodes[sibling.index()];
        self.link(parent, prev, child, sibling);
    }

    fn depth(&self, node: NodeId) -> u16 {
        self.nodes[node.index()].depth
    }

    fn link(&mut self, parent: NodeId, prev: NodeId, child: NodeId, next: NodeId) {
        let depth = self.depth(parent).saturating_add(1);
        let node = &mut self.nodes[child.index()];
        (node.parent, node.prev, node.next, node.depth) = (parent, prev, next, depth);
        match prev.some() {
            Some(prev) => self.nodes[prev.index()].next = child,
            None => self.nodes[parent.index()].first = child,
        }
        match next.some() {
            Some(next) => self.nodes[next.index()].prev = child,
            None => self.nodes[parent.index()].last = child,
        }
    }

    pub(crate) fn detach(&mut self, node: NodeId) {
        let Node { parent, prev, next, .. } = self.nodes[node.index()];
        let Some(parent) = parent.some() else { return };
        match prev.some() {
            Some(prev) => self.nodes[prev.index()].next = next,
            None => self.nodes[parent.index()].first = next,
        }
        match next.some() {
            Some(next) => self.nodes[next.index()].prev = prev,
            None => self.nodes[parent.index()].last = prev,
        }
        let node = &mut self.nodes[node.index()];
        (node.parent, node.prev, node.next) = (NodeId::NONE, NodeId::NONE, NodeId::NONE);
    }

    /// Appends text to a node, growing the text node before it where that costs nothing. Otherwise a second text node
    /// stands beside the first, which reads the same and keeps alternating insertions linear.
    fn append_text(&mut self, parent: NodeId, text: &str) {
        let last = self.nodes[parent.index()].last;
        if !self.grow_text(last, text) {
            let child = self.new_text(text);
            self.append(parent, child);
        }
    }

    fn insert_text_before(&mut self, sibling: NodeId, text: &str) {
        let prev = self.nodes[sibling.index()].prev;
        if !self.grow_text(prev, text) {
            let child = self.new_text(text);
            self.insert_before(sibling, child);
        }
    }

    fn new_text(&mut self, text: &str) -> NodeId {
        let range = self.push_text(text);
        self.push_node(NodeData::Text(range))
    }

    fn grow_text(&mut self, node: NodeId, text: &str) -> bool {
        let end = self.text.len() as u32;
        let Some(Node { data: NodeData::Text(range), .. }) = self.nodes.get_mut(node.index()) else { return false };
        if range.end != end {
            return false;
        }
        self.text.push_str(text);
        range.end = self.text.len() as u32;
        true
    }

    fn new_element<'a>(
        &mut self,
        name: LocalName,
        html: bool,
        attrs: impl Iterator<Item = (LocalName, &'a str)>,
    ) -> NodeId {
        let start = self.attrs.len() as u32;
        for (name, value) in attrs {
            let value = self.push_text(value);
            self.attrs.push(Attr { name, value });
        }
        let attrs = start..self.attrs.len() as u32;
        self.push_node(NodeData::Element(Element { tag: Tag::of(&name), name, html, attrs }))
    }

    /// An element of the same name and with the same attributes as another.
    fn new_element_like(&mut self, other: NodeId) -> NodeId {
        let data = match self.data(other) {
            NodeData::Element(Element { name, tag, html, attrs }) => {
                NodeData::Element(Element { name: name.clone(), tag: *tag, html: *html, attrs: attrs.clone() })
            }
            _ => NodeData::Other,
        };
        self.push_node(data)
    }

    /// Gives an element the attributes that it lacks.
    fn add_missing_attrs<'a>(&mut self, node: NodeId, new: impl Iterator<Item = (LocalName, &'a str)>) {
        let NodeData::Element(Element { attrs: Range { start, end }, .. }) = self.nodes[node.index()].data else {
            return;
        };
        let own = &self.attrs[start as usize..end as usize];
        // Repeated `<body>` tags, each adding to the first, stay linear because of the limit.
        let room = HIGHEST_MAX_ATTRIBUTES.saturating_sub(own.len());
        let missing = new.filter(|(name, _)| own.iter().all(|attr| attr.name != *name));
        let missing: Vec<_> = missing.take(room).collect();
        if missing.is_empty() {
            return;
        }
        let moved = self.attrs.len() as u32;
        self.attrs.extend_from_within(start as usize..end as usize);
        for (name, value) in missing {
            let value = self.push_text(value);
            self.attrs.push(Attr { name, value });
        }
        let end = self.attrs.len() as u32;
        if let NodeData::Element(element) = &mut self.nodes[node.index()].data {
            element.attrs = moved..end;
        }
    }
}
