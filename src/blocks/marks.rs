//! Inline markup and embedded things, noted while the text is gathered: what the scorer does not read, and what a
//! reader wants back.

use crate::dom::{Document, Element, NodeId};
use crate::tags::Tag;
use html5ever::local_name;
use std::ops::Range;

/// An inline element with the text it covers, or a thing that stands between two characters.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) kind: MarkKind,
    pub(crate) node: NodeId,
    /// Where in [`Page::text`](super::Page::text); empty for things. Marks nest as their elements do.
    pub(crate) text: Range<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkKind {
    Link,
    Strong,
    Emphasis,
    Code,
    Sub,
    Sup,
    Strike,
    /// What a renderer of formulas made of one.
    Math,
    /// A button.
    Control,
    Image,
    Rule,
    /// A frame or a player.
    Frame,
    Noscript,
    /// TeX that a script is to draw.
    Tex,
}

impl MarkKind {
    /// What to note of an element, if anything.
    pub(crate) fn of(document: &Document, element: &Element, tag: Tag) -> Option<Self> {
        Some(match tag {
            Tag::A => Self::Link,
            Tag::B | Tag::Strong => Self::Strong,
            Tag::I | Tag::Em | Tag::Cite | Tag::Var => Self::Emphasis,
            Tag::Code | Tag::Kbd | Tag::Samp => Self::Code,
            Tag::Sub => Self::Sub,
            Tag::Sup => Self::Sup,
            Tag::S => Self::Strike,
            Tag::Button => Self::Control,
            Tag::Img => Self::Image,
            Tag::Hr => Self::Rule,
            Tag::Iframe | Tag::Video | Tag::Embed => Self::Frame,
            Tag::Noscript => Self::Noscript,
            Tag::Script if is_tex(document, element) => Self::Tex,
            Tag::Span | Tag::Div if is_drawn_formula(document, element) => Self::Math,
            Tag::Unknown => return Self::of_unknown(element),
            _ => return None,
        })
    }

    fn of_unknown(element: &Element) -> Option<Self> {
        match &*element.name {
            "math" if !element.html => Some(Self::Math),
            "mjx-container" => Some(Self::Math),
            "del" | "strike" => Some(Self::Strike),
            "tt" => Some(Self::Code),
            _ => None,
        }
    }

    /// It has a place, but no text of its own.
    pub(crate) fn is_thing(self) -> bool {
        matches!(self, Self::Image | Self::Rule | Self::Frame | Self::Noscript | Self::Tex)
    }
}

fn is_tex(document: &Document, script: &Element) -> bool {
    document.attr(script, &local_name!("type")).is_some_and(|kind| kind.starts_with("math/tex"))
}

/// The classes that `KaTeX` (`katex`), `MathJax` 2 (`MathJax`, `MathJax_CHTML`, `MathJax_SVG`) and `MediaWiki` give to what
/// they draw.
fn is_drawn_formula(document: &Document, element: &Element) -> bool {
    let Some(class) = document.attr(element, &local_name!("class")) else { return false };
    // Most classes are something else, and this is asked of every `span`.
    matches!(class.as_bytes().first(), Some(b'k' | b'M' | b'm'))
        && class.split_ascii_whitespace().next().is_some_and(|first| {
            matches!(
                first,
                "katex"
                    | "katex-display"
                    | "MathJax"
                    | "MathJax_Display"
                    | "MathJax_CHTML"
                    | "MathJax_SVG"
                    | "MathJax_SVG_Display"
                    | "MJXc-display"
                    | "mwe-math-element"
            )
        })
}
