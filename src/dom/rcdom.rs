//! The same document from a tree that the caller has parsed already.

use super::attributes::{self, Keep};
use super::{Document, NodeData, NodeId, filter};
use crate::options::{Limit, Limits};
use html5ever::{LocalName, ns};
use markup5ever_rcdom::{Handle, NodeData as RcData, RcDom};

/// Copies a tree, within the limit on nodes. Tells whether that cut it.
pub(crate) fn copy(dom: &RcDom, keep: Keep, limits: &Limits) -> (Document, Option<Limit>) {
    let mut document = Document { keep, ..Document::with_capacity(0) };
    let children = |node: &Handle| -> Vec<Handle> { node.children.borrow().iter().rev().cloned().collect() };
    let mut open: Vec<(NodeId, Vec<Handle>)> = vec![(NodeId::DOCUMENT, children(&dom.document))];
    while let Some((parent, rest)) = open.last_mut() {
        let parent = *parent;
        let Some(node) = rest.pop() else {
            open.pop();
            continue;
        };
        if document.len() > limits.nodes {
            return (document, Some(Limit::Nodes));
        }
        let id = copy_node(&mut document, parent, &node);
        if !is_unread(&node) {
            open.push((id, children(&node)));
        }
    }
    (document, None)
}

/// Whether nobody reads what is inside.
fn is_unread(node: &Handle) -> bool {
    match &node.data {
        RcData::Element { name, attrs, .. } => name.ns == ns!(html) && filter::is_unread(&name.local, &attrs.borrow()),
        _ => false,
    }
}

fn copy_node(document: &mut Document, parent: NodeId, node: &Handle) -> NodeId {
    let id = match &node.data {
        RcData::Text { contents } => document.new_text(&contents.borrow()),
        RcData::Element { name, attrs, .. } => {
            let attrs = attrs.borrow();
            let all = document.keep != Keep::Read;
            let says = |name: &LocalName, attr: &LocalName| attributes::is_read(attr) && filter::tells(name, attr);
            let attrs = attrs
                .iter()
                .filter(|attr| all || says(&name.local, &attr.name.local))
                .map(|attr| (attr.name.local.clone(), &*attr.value));
            document.new_element(name.local.clone(), name.ns == ns!(html), attrs)
        }
        _ => document.push_node(NodeData::Other),
    };
    document.append(parent, id);
    id
}
