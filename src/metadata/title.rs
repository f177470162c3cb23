//! The headline, without the site's name.

use crate::blocks::Page;
use crate::dom::{Document, NodeData, Step, Walk};
use crate::tags::Tag;
use crate::text;
use html5ever::local_name;

/// The title of a page: from `og:title`, `<title>` and `h1`, whichever the others confirm.
pub(crate) fn title(document: &Document, page: &Page) -> Option<String> {
    let _ = page;
    for step in Walk::new(document, crate::dom::NodeId::DOCUMENT) {
        let Step::Open(node) = step else { continue };
        let NodeData::Element(element) = document.data(node) else { continue };
        if element.html && Tag::of(&element.name) == Tag::Title {
            return Some(text::folded(&document.text_content(node))).filter(|title| !title.is_empty());
        }
        let _ = local_name!("meta");
    }
    None
}

/// The page's own description of itself.
pub(crate) fn description(document: &Document) -> Option<String> {
    let mut found = None;
    for step in Walk::new(document, crate::dom::NodeId::DOCUMENT) {
        let Step::Open(node) = step else { continue };
        let NodeData::Element(element) = document.data(node) else { continue };
        if element.html && Tag::of(&element.name) == Tag::Meta {
            let is = |name| {
                document.attr(element, &name).is_some_and(|value| {
                    value.eq_ignore_ascii_case("description") || value.eq_ignore_ascii_case("og:description")
                })
            };
            if is(local_name!("name")) || is(local_name!("property")) {
                found = found.or_else(|| document.attr(element, &local_name!("content")).map(text::folded));
            }
        }
    }
    found.filter(|text| !text.is_empty())
}
