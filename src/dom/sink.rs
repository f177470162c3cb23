//! html5ever's `TreeSink` over the arena, and the two ways in: a whole page, and a piece to graft onto one.

use super::attributes::Keep;
use super::filter::{self, Filter};
use super::{Document, Element, NodeData, NodeId, links, tokenizer};
use crate::options::{Limit, Limits};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// Parses a page as a browser with scripting enabled would (`noscript` is text), within limits. Tells which limit cut the
/// page, if one did.
pub(crate) fn parse(html: &str, limits: &Limits) -> (Document, Option<Limit>) {
    parse_keeping(html, Keep::Read, limits)
}

/// The same with other attributes than those that a stage reads.
pub(crate) fn parse_keeping(html: &str, keep: Keep, limits: &Limits) -> (Document, Option<Limit>) {
    parse_with(html, keep, limits, |filter| tokenizer::run(html, filter, filter.lists(), keep, limits))
}

/// The same by any tokenizer, which tells what it has cut itself.
pub(super) fn parse_with(
    html: &str,
    keep: Keep,
    limits: &Limits,
    tokenize: impl FnOnce(&Filter) -> Option<Limit>,
) -> (Document, Option<Limit>) {
    let sink = Sink::new(Document { keep, ..Document::with_capacity(html.len()) }, NodeId::DOCUMENT, limits);
    let filter = Filter::new(TreeBuilder::new(sink, options(true)), keep, limits);
    build(filter, tokenize)
}

fn build(filter: Filter, tokenize: impl FnOnce(&Filter) -> Option<Limit>) -> (Document, Option<Limit>) {
    let cut = tokenize(&filter);
    let (document, cut_tree) = filter.into_sink().finish();
    (document, cut_tree.or(cut))
}

/// Parses a piece of HTML as the content of a `div`, without scripting, and puts what it yields in place of what is
/// below `parent`.
pub(crate) fn graft(mut document: Document, parent: NodeId, html: &str, limits: &Limits) -> Document {
    let keep = document.keep;
    let fragment = document.push_node(NodeData::Document);
    let sink = Sink::new(document, fragment, limits);
    let context =
        sink.create_element(QualName::new(None, ns!(html), local_name!("div")), Vec::new(), ElementFlags::default());
    let builder = TreeBuilder::new_for_fragment(sink, context, None, options(false));
    let filter = Filter::new(builder, keep, limits);
    let (mut document, _) = build(filter, |filter| tokenizer::run(html, filter, filter.lists(), keep, limits));
    // The fragment's document holds an `html` element, and that what was parsed.
    let roots: Vec<_> = document.children(fragment).collect();
    let children: Vec<_> = roots.iter().flat_map(|&root| document.children(root)).collect();
    while let Some(child) = document.first_child(parent) {
        document.detach(child);
    }
    for child in children {
        document.detach(child);
        document.append(parent, child);
    }
    document
}

fn options(scripting_enabled: bool) -> TreeBuilderOpts {
    TreeBuilderOpts { scripting_enabled, ..TreeBuilderOpts::default() }
}

/// A node as the tree builder holds it. It asks for names while it changes the tree, so the name travels along.
#[derive(Debug, Clone)]
pub(crate) struct Handle {
    id: NodeId,
    ns: Namespace,
    name: LocalName,
}

impl Handle {
    fn nameless(id: NodeId) -> Self {
        Self { id, ns: ns!(), name: local_name!("") }
    }

    /// Whether it is an `a` that the tree builder may open again.
    pub(super) fn is_link(&self) -> bool {
        self.name == local_name!("a")
    }
}

pub(crate) struct Sink {
    document: RefCell<Document>,
    root: NodeId,
    max_nodes: usize,
    cut: Cell<Option<Limit>>,
    /// Depth at which the tree builder is at work, as far as it tells.
    depth: Cell<u16>,
    lists: tokenizer::Lists,
    /// The attributes of the element to come, where the tree builder is not given them.
    aside: Cell<Vec<Attribute>>,
    /// The link whose attributes were put aside last, once it is made.
    link: Cell<Option<NodeId>>,
}

impl Sink {
    fn new(document: Document, root: NodeId, limits: &Limits) -> Self {
        let document = RefCell::new(document);
        Self {
            document,
            root,
            max_nodes: limits.nodes,
            cut: Cell::new(None),
            depth: Cell::new(0),
            lists: tokenizer::Lists::default(),
            aside: Cell::default(),
            link: Cell::default(),
        }
    }

    /// How many elements are around what comes next, as far as the tree builder tells: it does not tell of every
    /// element that it closes, but the next text or element sets it right.
    pub(super) fn depth(&self) -> u16 {
        self.depth.get()
    }

    pub(super) fn lists(&self) -> &tokenizer::Lists {
        &self.lists
    }

    /// Has the next element of that kind take these attributes. What was put aside for one that never came is taken back.
    pub(super) fn put_aside(&self, attrs: Vec<Attribute>) {
        self.lists.give(self.aside.replace(attrs));
    }

    /// The same for a link: one that the tree builder opens again has the attributes of the one that was put aside last, as
    /// long as no other is put aside while it may be opened again. Its tags are told by `had_duplicate_attributes`, which
    /// html5ever keeps with a tag, and nobody else asks for.
    pub(super) fn put_aside_of_link(&self, attrs: Vec<Attribute>) {
        self.put_aside(attrs);
        self.link.set(None);
    }

    /// Notes that something was left out.
    pub(super) fn cut(&self, limit: Limit) {
        self.cut.set(Some(limit));
    }

    fn appended(&self, document: &Document, parent: NodeId, node: NodeId) {
        let inside = u16::from(document.element(node).is_some());
        self.depth.set(document.depth(parent).saturating_add(inside));
    }

    /// Whether one more node may be attached. Nodes over the limit exist for the tree builder alone.
    fn room(&self) -> bool {
        let room = self.document.borrow().len() <= self.max_nodes;
        if !room {
            self.cut(Limit::Nodes);
        }
        room
    }

    fn create_other(&self) -> Handle {
        Handle::nameless(self.document.borrow_mut().push_node(NodeData::Other))
    }
}

fn borrowed(attrs: &[Attribute]) -> impl Iterator<Item = (LocalName, &str)> {
    attrs.iter().map(|attr| (attr.name.local.clone(), &*attr.value))
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = (Document, Option<Limit>);
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self::Output {
        (self.document.into_inner(), self.cut.get())
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::nameless(self.root)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        ExpandedName { ns: &target.ns, local: &target.name }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let is_link = flags.had_duplicate_attributes;
        if let Some(first) = self.link.get().filter(|_| is_link) {
            let id = self.document.borrow_mut().new_element_like(first);
            return Handle { id, ns: name.ns, name: name.local };
        }
        let is_aside = attrs.is_empty() && (is_link || filter::is_statement(&name.local));
        let attrs = if is_aside { self.aside.take() } else { attrs };
        let html = name.ns == ns!(html);
        let id = self.document.borrow_mut().new_element(links::own_name(&name.local), html, borrowed(&attrs));
        if is_link {
            self.link.set(Some(id));
        }
        self.lists.give(attrs);
        Handle { id, ns: name.ns, name: name.local }
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.create_other()
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.create_other()
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        if !self.room() {
            return;
        }
        let mut document = self.document.borrow_mut();
        match child {
            NodeOrText::AppendNode(node) => {
                document.detach(node.id);
                document.append(parent.id, node.id);
                self.appended(&document, parent.id, node.id);
            }
            NodeOrText::AppendText(text) => {
                document.append_text(parent.id, &text);
                self.depth.set(document.depth(parent.id));
            }
        }
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        if !self.room() {
            return;
        }
        let mut document = self.document.borrow_mut();
        if document.parent(sibling.id).is_none() {
            return;
        }
        match child {
            NodeOrText::AppendNode(node) => {
                document.detach(node.id);
                document.insert_before(sibling.id, node.id);
            }
            NodeOrText::AppendText(text) => document.insert_text_before(sibling.id, &text),
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, prev_element: &Handle, child: NodeOrText<Handle>) {
        let has_parent = self.document.borrow().parent(element.id).is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public_id: StrTendril, _system_id: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        // Nothing below a `template` is rendered, and the walk leaves it out: its contents may as well be its children.
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn pop(&self, node: &Handle) {
        self.depth.set(self.document.borrow().depth(node.id).saturating_sub(1));
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Attribute>) {
        self.document.borrow_mut().add_missing_attrs(target.id, borrowed(&attrs));
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.document.borrow_mut().detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut document = self.document.borrow_mut();
        while let Some(child) = document.first_child(node.id) {
            document.detach(child);
            document.append(new_parent.id, child);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        let document = self.document.borrow();
        let NodeData::Element(Element { html: false, .. }) = document.data(handle.id) else { return false };
        let Some(element) = document.element(handle.id) else { return false };
        handle.name == local_name!("annotation-xml")
            && document.attr(element, &local_name!("encoding")).is_some_and(|encoding| {
                encoding.eq_ignore_ascii_case("text/html") || encoding.eq_ignore_ascii_case("application/xhtml+xml")
            })
    }
}
