//! Places on a page that are about something else than its article.

use crate::blocks::{Page, TextBlock};
use crate::dom::{Document, Element, NodeId};
use crate::lexicon::{self, Part};
use crate::tags::Tag;
use html5ever::local_name;
use std::cell::RefCell;

/// Ancestors asked whether they are something else than the article.
const ANCESTORS: usize = 24;

/// Elements whose names are remembered; a power of two.
const SLOTS: usize = 64;

/// The places of a page. What stands near each other has the same ancestors, so it is remembered what they are called.
pub(super) struct Places<'a> {
    document: &'a Document,
    named: RefCell<[(NodeId, bool); SLOTS]>,
}

impl<'a> Places<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        // The document itself is not called anything.
        Self { document, named: RefCell::new([(NodeId::DOCUMENT, false); SLOTS]) }
    }

    pub(super) fn is_elsewhere_block(&self, page: &Page, block: &TextBlock, aside: bool) -> bool {
        page.elements.get(block.element as usize).is_some_and(|holder| self.is_elsewhere(holder.node, aside))
    }

    /// Whether a node is inside of comments, related articles or a navigation. Authors may stand in an `aside`.
    pub(super) fn is_elsewhere(&self, node: NodeId, aside: bool) -> bool {
        let mut inside = false;
        for above in std::iter::successors(Some(node), |&node| self.document.parent(node)).take(ANCESTORS) {
            let Some(element) = self.document.element(above) else { continue };
            match element.tag {
                Tag::Article | Tag::Body | Tag::Html | Tag::Main => return inside,
                Tag::Nav => return true,
                Tag::Aside | Tag::Footer => inside = !aside,
                _ if above != node && self.is_named_so(above, element) => return true,
                _ => {}
            }
        }
        inside
    }

    fn is_named_so(&self, node: NodeId, element: &Element) -> bool {
        let mut named = self.named.borrow_mut();
        let slot = &mut named[node.index() % SLOTS];
        if slot.0 != node {
            *slot = (node, is_named_so(self.document, element));
        }
        slot.1
    }
}

/// Whether class or id of an element speak of comments, related articles or a navigation.
fn is_named_so(document: &Document, element: &Element) -> bool {
    let parts = Part::Comment.bit() | Part::Menu.bit();
    let is_related = |class: &str| {
        ["elated", "ecommend", "imilar", "opular", "rending", "uggest"].iter().any(|word| class.contains(word))
    };
    let class = document.attr(element, &local_name!("class")).unwrap_or_default();
    let id = document.attr(element, &local_name!("id")).unwrap_or_default();
    let bits = lexicon::parts(class) | lexicon::parts(id);
    let related = bits & Part::Related.bit() != 0 && (is_related(class) || is_related(id));
    (bits & parts != 0 || related) && !class.contains("breadcrumb")
}
