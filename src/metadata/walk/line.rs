//! The text of small elements.

use crate::dom::{Document, NodeData, NodeId, Step, Walk};
use crate::tags::{Display, Tag};
use crate::text;
use std::borrow::Cow;

/// Characters of an element that may hold a name or a date, its lead-in included.
const LONGEST: usize = 240;
/// Nodes of such an element.
const MOST_NODES: usize = 60;

/// The text of an element, its parts kept apart; `None` if it is more than a line, or nothing.
pub(in crate::metadata) fn line(document: &Document, node: NodeId) -> Option<Cow<'_, str>> {
    let all = match only_text(document, node) {
        Some(only) if only.len() > 4 * LONGEST => return None,
        // A bar may stand beside another.
        Some(only) if !only.contains('|') => text::fold(only),
        _ => Cow::Owned(text::folded(&parts(document, node)?)),
    };
    let line = match all {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_matches(BARS)),
        Cow::Owned(mut text) => {
            text.truncate(text.trim_end_matches(BARS).len());
            text.drain(..text.len() - text.trim_start_matches(BARS).len());
            Cow::Owned(text)
        }
    };
    (!line.is_empty() && line.chars().count() <= LONGEST).then_some(line)
}

/// What is between the parts of a line.
const BARS: [char; 2] = ['|', ' '];

/// The text of an element that has nothing else.
fn only_text(document: &Document, node: NodeId) -> Option<&str> {
    let only = document.first_child(node).filter(|&only| document.next_sibling(only).is_none())?;
    let is_read = !is_unread(document.element(node)?.tag);
    (is_read && matches!(document.data(only), NodeData::Text(_))).then(|| document.text(only))
}

fn is_unread(tag: Tag) -> bool {
    matches!(tag, Tag::Script | Tag::Style | Tag::Svg | Tag::Noscript | Tag::Button | Tag::Template)
}

/// All texts of an element and the marks that part them.
fn parts(document: &Document, node: NodeId) -> Option<String> {
    let mut out = String::with_capacity(LONGEST);
    let mut steps = 0;
    let mut walk = Walk::new(document, node);
    while let Some(step) = walk.next() {
        steps += 1;
        match document.data(step.node()) {
            NodeData::Text(_) if matches!(step, Step::Open(_)) => out.push_str(document.text(step.node())),
            NodeData::Element(element) => {
                let tag = element.tag;
                if is_unread(tag) {
                    if matches!(step, Step::Open(_)) {
                        walk.skip_children();
                        walk.next();
                    }
                } else if steps > 1 && node != step.node() {
                    out.push_str(if tag.display() == Display::Block { " | " } else { " " });
                }
            }
            _ => {}
        }
        if out.len() > 4 * LONGEST || steps > 2 * MOST_NODES {
            return None;
        }
    }
    for doubled in ["|  |", "| |"] {
        if out.contains(doubled) {
            out = out.replace(doubled, "|");
        }
    }
    Some(out)
}
