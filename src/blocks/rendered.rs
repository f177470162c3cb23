//! How an element would be displayed, as far as markup and inline style tell.

use crate::dom::{Document, Element};
use crate::tags::{Display, Tag};
use html5ever::local_name;

/// What a browser makes of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rendered {
    As(Display),
    /// It would be displayed, but is hidden by an attribute or an inline style.
    Hidden,
}

pub(crate) fn rendered(document: &Document, element: &Element, tag: Tag) -> Rendered {
    let display = default_display(element, tag);
    // Pages hide `html` and `body` until a script has run; what they hold is the page all the same.
    if display == Display::Never || matches!(tag, Tag::Html | Tag::Body) {
        return Rendered::As(display);
    }
    let mut open = false;
    let mut style = None;
    for (name, value) in document.attrs(element) {
        match *name {
            local_name!("hidden") if !value.eq_ignore_ascii_case("until-found") => return Rendered::Hidden,
            local_name!("open") => open = true,
            local_name!("style") => style = Some(value),
            _ => {}
        }
    }
    if tag == Tag::Dialog && !open {
        return Rendered::Hidden;
    }
    match style {
        Some(style) => styled(style, display),
        None => Rendered::As(display),
    }
}

fn default_display(element: &Element, tag: Tag) -> Display {
    if !element.html {
        return match &*element.name {
            "svg" | "annotation" | "annotation-xml" => Display::Never,
            _ => Display::Inline,
        };
    }
    // What a custom element looks like is up to a script. Its text hardly ever touches its neighbours'.
    if tag == Tag::Unknown && element.name.contains('-') { Display::Box } else { tag.display() }
}

fn styled(style: &str, default: Display) -> Rendered {
    let mut display = default;
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let property = property.trim();
        let value = value.split('!').next().unwrap_or_default().trim();
        if property.eq_ignore_ascii_case("display") {
            if value.eq_ignore_ascii_case("none") {
                return Rendered::Hidden;
            }
            display = displayed(value, display);
        } else if property.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden") {
            return Rendered::Hidden;
        }
    }
    Rendered::As(display)
}

fn displayed(value: &str, default: Display) -> Display {
    const BLOCK: [&str; 6] = ["block", "flex", "grid", "table", "list-item", "flow-root"];
    const BOX: [&str; 4] = ["inline-block", "inline-flex", "inline-grid", "inline-table"];
    let is = |name: &&str| value.eq_ignore_ascii_case(name);
    match default {
        Display::Inline | Display::Box | Display::Block if BLOCK.iter().any(|name| is(name)) => Display::Block,
        Display::Inline | Display::Block if BOX.iter().any(|name| is(name)) => Display::Box,
        Display::Block if is(&"inline") => Display::Inline,
        _ => default,
    }
}
