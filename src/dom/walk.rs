//! Depth-first traversal without a stack: opens and closes, as a serialiser would meet them.

use super::{Document, NodeId};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Open(NodeId),
    Close(NodeId),
}

impl Step {
    pub(crate) fn node(self) -> NodeId {
        match self {
            Self::Open(node) | Self::Close(node) => node,
        }
    }
}

/// Visits a node and everything below it; each node is opened once and closed once.
#[derive(Debug)]
pub(crate) struct Walk<'a> {
    document: &'a Document,
    root: NodeId,
    next: Option<Step>,
    last: Option<NodeId>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(document: &'a Document, root: NodeId) -> Self {
        Self { document, root, next: Some(Step::Open(root)), last: None }
    }

    /// The nodes as they are opened: in document order.
    pub(crate) fn opened(self) -> impl Iterator<Item = NodeId> {
        self.filter_map(|step| match step {
            Step::Open(node) => Some(node),
            Step::Close(_) => None,
        })
    }

    /// Leaves out what is below the node that was opened last: its close comes next.
    pub(crate) fn skip_children(&mut self) {
        if let Some(node) = self.last {
            self.next = Some(Step::Close(node));
        }
    }

    fn after(&self, step: Step) -> Option<Step> {
        match step {
            Step::Open(node) => match self.document.first_child(node) {
                Some(child) => Some(Step::Open(child)),
                None => Some(Step::Close(node)),
            },
            Step::Close(node) if node == self.root => None,
            Step::Close(node) => match self.document.next_sibling(node) {
                Some(sibling) => Some(Step::Open(sibling)),
                None => self.document.parent(node).map(Step::Close),
            },
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.next?;
        self.last = match step {
            Step::Open(node) => Some(node),
            Step::Close(_) => None,
        };
        self.next = self.after(step);
        Some(step)
    }
}
