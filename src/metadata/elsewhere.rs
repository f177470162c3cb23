//! Places on a page that are about something else than its article.

use crate::blocks::{Page, TextBlock};
use crate::dom::{Document, NodeId};
use crate::lexicon::{self, Part};
use crate::tags::Tag;
use html5ever::local_name;

/// Ancestors asked whether they are something else than the article.
const ANCESTORS: usize = 24;

pub(super) fn is_elsewhere_block(document: &Document, page: &Page, block: &TextBlock, aside: bool) -> bool {
    page.elements.get(block.element as usize).is_some_and(|holder| is_elsewhere(document, holder.node, aside))
}

/// Whether a node is inside of comments, related articles or a navigation. Authors may stand in an `aside`.
pub(super) fn is_elsewhere(document: &Document, node: NodeId, aside: bool) -> bool {
    let parts = Part::Comment.bit() | Part::Menu.bit();
    let is_related = |class: &str| {
        ["elated", "ecommend", "imilar", "opular", "rending", "uggest"].iter().any(|word| class.contains(word))
    };
    let mut inside = false;
    for above in std::iter::successors(Some(node), |&node| document.parent(node)).take(ANCESTORS) {
        let Some(element) = document.element(above) else { continue };
        match element.tag {
            Tag::Article | Tag::Body | Tag::Html | Tag::Main => return inside,
            Tag::Nav => return true,
            Tag::Aside | Tag::Footer => inside = !aside,
            _ => {
                let class = document.attr(element, &local_name!("class")).unwrap_or_default();
                let id = document.attr(element, &local_name!("id")).unwrap_or_default();
                let bits = lexicon::parts(class) | lexicon::parts(id);
                let related = bits & Part::Related.bit() != 0 && (is_related(class) || is_related(id));
                let named = bits & parts != 0 || related;
                if named && !class.contains("breadcrumb") && above != node {
                    return true;
                }
            }
        }
    }
    inside
}
