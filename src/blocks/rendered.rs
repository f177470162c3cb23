//! How an element would be displayed, as far as markup and inline style tell.

use crate::dom::{Document, Element, NodeId};
use crate::tags::{Display, Tag};
use html5ever::local_name;

/// What a browser makes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rendered {
    pub(crate) display: Display,
    /// Not shown until a script or a click reveals it.
    pub(crate) hidden: Option<Hidden>,
}

/// What hides an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Hidden {
    /// `display: none` in its style.
    Display = 1,
    /// The `hidden` attribute.
    Attribute,
    /// `visibility: hidden` in its style.
    Visibility,
    /// A `dialog` that is not open.
    Dialog,
}

pub(crate) fn rendered(document: &Document, node: NodeId, element: &Element, tag: Tag) -> Rendered {
    let mut rendered = Rendered { display: default_display(document, node, element, tag), hidden: None };
    // Pages hide `html` and `body` until a script has run; what they hold is the page all the same.
    if rendered.display == Display::Never || matches!(tag, Tag::Html | Tag::Body) {
        return rendered;
    }
    let mut open = false;
    for (name, value) in document.attrs(element) {
        match *name {
            local_name!("hidden") => rendered.hidden = Some(Hidden::Attribute),
            local_name!("open") => open = true,
            local_name!("style") => rendered.style(value),
            _ => {}
        }
    }
    if tag == Tag::Dialog && !open {
        rendered.hidden = Some(Hidden::Dialog);
    }
    rendered
}

fn default_display(document: &Document, node: NodeId, element: &Element, tag: Tag) -> Display {
    if !element.html {
        return match &*element.name {
            "svg" | "annotation" | "annotation-xml" => Display::Never,
            _ => Display::Inline,
        };
    }
    // Scripting leaves the content of `noscript` a text. Where it was parsed into elements, it is meant to be read.
    let is_element = |child: NodeId| document.element(child).is_some();
    if tag == Tag::Noscript && document.children(node).any(is_element) {
        return Display::Block;
    }
    // What a custom element looks like is up to a script. Its text hardly ever touches its neighbours'.
    if tag == Tag::Unknown && element.name.contains('-') { Display::Box } else { tag.display() }
}

impl Rendered {
    fn style(&mut self, style: &str) {
        for declaration in style.split(';') {
            // Most are about something else, as their first letter tells.
            if !declaration.trim_start().starts_with(['d', 'D', 'v', 'V']) {
                continue;
            }
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let property = property.trim();
            let value = value.split('!').next().unwrap_or_default().trim();
            if property.eq_ignore_ascii_case("display") {
                if value.eq_ignore_ascii_case("none") {
                    self.hidden = Some(Hidden::Display);
                }
                self.display = displayed(value, self.display);
            } else if property.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden") {
                self.hidden = Some(Hidden::Visibility);
            }
        }
    }
}

fn displayed(value: &str, default: Display) -> Display {
    const BLOCK: [&str; 6] = ["block", "flex", "grid", "table", "list-item", "flow-root"];
    const BOX: [&str; 4] = ["inline-block", "inline-flex", "inline-grid", "inline-table"];
    let is = |name: &&str| value.eq_ignore_ascii_case(name);
    match default {
        Display::Inline | Display::Box | Display::Block if BLOCK.iter().any(is) => Display::Block,
        Display::Inline | Display::Block if BOX.iter().any(is) => Display::Box,
        Display::Block if is(&"inline") => Display::Inline,
        _ => default,
    }
}
