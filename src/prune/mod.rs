//! A page without parts that are known to be unwanted, before anything is read from it.

#[cfg(feature = "selectors")]
mod matched;

#[cfg(feature = "selectors")]
pub(crate) use matched::select;

use crate::dom::{Document, Element, NodeId, Step, Walk};
use html5ever::local_name;

/// Detaches all that is not in and not around the nodes that are wanted, of which none lies in another. The head stays:
/// it holds no text, but the base of addresses.
pub(crate) fn keep_only(document: &mut Document, wanted: &[NodeId]) {
    for node in outside(document, wanted) {
        document.detach(node);
    }
}

/// Detaches the forms inside of nodes: where others wrote, the reader is asked to.
pub(crate) fn leave_out_forms(document: &mut Document, within: &[NodeId]) {
    let mut forms = Vec::new();
    for &root in within {
        let mut walk = Walk::new(document, root);
        while let Some(step) = walk.next() {
            let is_form = |element: &Element| element.html && element.name == local_name!("form");
            if matches!(step, Step::Open(_)) && document.element(step.node()).is_some_and(is_form) {
                forms.push(step.node());
                walk.skip_children();
            }
        }
    }
    for form in forms {
        document.detach(form);
    }
}

/// The outermost nodes that are not in, not around and not of what is wanted.
fn outside(document: &Document, wanted: &[NodeId]) -> Vec<NodeId> {
    #[derive(Clone, Copy, PartialEq)]
    enum Is {
        Outside,
        Around,
        Wanted,
    }
    let mut nodes = vec![Is::Outside; document.len()];
    for &node in wanted {
        for around in std::iter::successors(document.parent(node), |&node| document.parent(node)) {
            match nodes.get_mut(around.index()) {
                Some(is @ Is::Outside) => *is = Is::Around,
                _ => break,
            }
        }
        if let Some(is) = nodes.get_mut(node.index()) {
            *is = Is::Wanted;
        }
    }
    let mut found = Vec::new();
    let mut walk = Walk::new(document, NodeId::DOCUMENT);
    while let Some(step) = walk.next() {
        let Step::Open(node) = step else { continue };
        let is_head = document.element(node).is_some_and(|element| element.html && element.name == local_name!("head"));
        match nodes.get(node.index()) {
            Some(Is::Around) => {}
            Some(Is::Outside) if node != NodeId::DOCUMENT && !is_head && !is_root(document, node) => {
                found.push(node);
                walk.skip_children();
            }
            Some(Is::Outside) if !is_head => {}
            _ => walk.skip_children(),
        }
    }
    found
}

fn is_root(document: &Document, node: NodeId) -> bool {
    document.element(node).is_some() && document.parent(node) == Some(NodeId::DOCUMENT)
}
