//! TeX from what renderers of formulas leave in a page.
//!
//! `MathML` keeps it in an `annotation` (<https://www.w3.org/TR/mathml-core/#semantics-and-presentation>) or in
//! `alttext`; `KaTeX` writes `MathML` with an annotation beside what it draws; `MathJax` 2 keeps a `script` of type
//! `math/tex` after it, `MathJax` 3 has `MathML` for screen readers.

use crate::article::content::{Content, NONE, Piece, PieceKind, Style};
use crate::blocks::{Mark, MarkKind};
use crate::dom::{Document, Element, NodeId, Step, Walk};
use html5ever::{LocalName, local_name};

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Formula {
    tex: String,
    display: bool,
}

/// Nodes of a formula to look through before giving up: formulas of thousands of glyphs exist, of this many do not.
const MAX_NODES: usize = 20_000;

/// The formula that an element draws, if its TeX is there.
pub(super) fn formula(document: &Document, mark: &Mark) -> Option<Formula> {
    if mark.kind != MarkKind::Math {
        return None;
    }
    let (tex, display) = inside(document, mark.node);
    let tex = tex.or_else(|| beside(document, mark.node))?;
    Some(Formula { tex, display: display || names_display(document, mark.node) })
}

/// A formula that a script is to draw, if none has drawn it yet.
pub(super) fn undrawn(document: &Document, script: NodeId) -> Option<Formula> {
    let element = document.element(script)?;
    let previous = document.prev_sibling(script).filter(|&node| names_drawing(document, node));
    let tex = Some(document.text_content(script)).filter(|_| previous.is_none())?;
    let display = document.attr(element, &local_name!("type")).is_some_and(|kind| kind.contains("mode=display"));
    cleaned(&tex).map(|tex| Formula { tex, display })
}

pub(super) fn piece(formula: &Formula, content: &mut Content) -> Piece {
    let start = content.text.len() as u32;
    content.text.push_str(&formula.tex);
    let text = start..content.text.len() as u32;
    Piece { kind: PieceKind::Math { display: formula.display }, text, style: Style::default(), link: NONE }
}

fn inside(document: &Document, root: NodeId) -> (Option<String>, bool) {
    let (mut alternative, mut display) = (None, false);
    let mut walk = Walk::new(document, root);
    for _ in 0..MAX_NODES {
        let Some(step) = walk.next() else { break };
        let Step::Open(node) = step else { continue };
        let Some(element) = document.element(node) else { continue };
        match &*element.name {
            "math" => {
                alternative = alternative.or_else(|| attr(document, element, "alttext").and_then(cleaned));
                display |= attr(document, element, "display") == Some("block");
            }
            // What a template holds is not on the page.
            "template" => walk.skip_children(),
            "annotation" if attr(document, element, "encoding").is_some_and(|kind| kind.contains("tex")) => {
                return (cleaned(&document.text_content(node)).or(alternative), display);
            }
            _ => {}
        }
    }
    (alternative, display)
}

/// The script after a drawing by `MathJax` 2.
fn beside(document: &Document, node: NodeId) -> Option<String> {
    let after = std::iter::successors(document.next_sibling(node), |&next| document.next_sibling(next));
    let script = after.take(3).find(|&next| {
        document.element(next).is_some_and(|element| {
            element.name == local_name!("script")
                && attr(document, element, "type").is_some_and(|kind| kind.starts_with("math/tex"))
        })
    })?;
    cleaned(&document.text_content(script))
}

fn names_display(document: &Document, node: NodeId) -> bool {
    let Some(element) = document.element(node) else { return false };
    let class = attr(document, element, "class").unwrap_or_default();
    attr(document, element, "display") == Some("true")
        || class
            .split_ascii_whitespace()
            .any(|name| matches!(name, "katex-display" | "MathJax_Display" | "MathJax_SVG_Display" | "MJXc-display"))
}

/// A drawing by `MathJax` 2 that has ended up with something in it.
fn names_drawing(document: &Document, node: NodeId) -> bool {
    document.element(node).is_some_and(|element| {
        attr(document, element, "class").is_some_and(|class| class.starts_with("MathJax") && class != "MathJax_Preview")
    })
}

fn attr<'a>(document: &'a Document, element: &Element, name: &str) -> Option<&'a str> {
    document.attr(element, &LocalName::from(name))
}

/// Without the style that `MediaWiki` and others put around a whole formula, which is no part of it.
fn cleaned(tex: &str) -> Option<String> {
    let tex = tex.trim();
    let inner = tex.strip_prefix("{\\displaystyle").and_then(|rest| rest.strip_suffix('}')).map(str::trim);
    let tex = inner.unwrap_or(tex);
    (!tex.is_empty()).then(|| tex.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_of_a_whole_formula_is_no_part_of_it() {
        assert_eq!(cleaned("{\\displaystyle E=mc^{2}}").as_deref(), Some("E=mc^{2}"));
        assert_eq!(cleaned(" \\frac{a}{b} ").as_deref(), Some("\\frac{a}{b}"));
        assert_eq!(cleaned(" "), None);
    }
}
