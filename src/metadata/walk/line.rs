//! The text of small elements.

use crate::dom::{Document, NodeData, NodeId, Step, Walk};
use crate::tags::{Display, Tag};
use crate::text;

/// Characters of an element that may hold a name or a date, its lead-in included.
const LONGEST: usize = 240;
/// Nodes of such an element.
const MOST_NODES: usize = 60;

/// The text of an element, its parts kept apart; `None` if it is more than a line, or nothing.
pub(in crate::metadata) fn line(document: &Document, node: NodeId) -> Option<String> {
    let mut out = String::with_capacity(LONGEST);
    let mut steps = 0;
    let mut walk = Walk::new(document, node);
    while let Some(step) = walk.next() {
        steps += 1;
        match document.data(step.node()) {
            NodeData::Text(_) if matches!(step, Step::Open(_)) => out.push_str(document.text(step.node())),
            NodeData::Element(element) => {
                let tag = element.tag;
                if matches!(tag, Tag::Script | Tag::Style | Tag::Svg | Tag::Noscript | Tag::Button | Tag::Template) {
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
    if out.contains('|') {
        out = out.replace("|  |", "|").replace("| |", "|");
    }
    let folded = text::folded(&out);
    let line = folded.trim_matches(['|', ' ']);
    let is_line = !line.is_empty() && line.chars().count() <= LONGEST;
    match line.len() {
        _ if !is_line => None,
        length if length == folded.len() => Some(folded),
        _ => Some(line.to_owned()),
    }
}
