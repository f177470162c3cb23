//! Code as it stands in the source: without the line numbers and buttons that highlighters put beside it, with the
//! language that they were told.

use crate::article::content::Content;
use crate::blocks;
use crate::dom::{Document, Element, NodeId, Step, Walk};
use crate::tags::{Display, Tag};
use crate::text;
use html5ever::{LocalName, local_name};
use std::ops::Range;

/// Classes of what stands beside code: line numbers of Pygments (`linenos`, `lineno`), Rouge (`rouge-gutter`, `lineno`),
/// Chroma (`ln`, `lnt`), Prism (`line-numbers-rows`), highlightjs-line-numbers (`hljs-ln-numbers`), Hexo (`gutter`),
/// `VitePress` (`line-numbers-wrapper`) and GitHub (`blob-num`); buttons of Prism's toolbar and of sphinx-copybutton.
/// From the documentation and the output of each.
const BESIDE: [&str; 17] = [
    "linenos",
    "lineno",
    "linenodiv",
    "linenumber",
    "line-number",
    "line-numbers-rows",
    "line-numbers-wrapper",
    "rouge-gutter",
    "ln",
    "lnt",
    "gutter",
    "hljs-ln-numbers",
    "blob-num",
    "code-line-number",
    "copybtn",
    "copy-to-clipboard-button",
    "code-block-copy",
];

/// What precedes the language in a class: the HTML standard's advice (`language-`), and short for it; GitHub
/// (`highlight-source-`), Sphinx (`highlight-`).
const PREFIXES: [&str; 4] = ["language-", "lang-", "highlight-source-", "highlight-"];

/// Classes that name a highlighter; the language is another class of the same element (highlight.js, Hexo, Pandoc,
/// `SyntaxHighlighter`, Trac).
const HIGHLIGHTERS: [&str; 5] = ["hljs", "highlight", "sourceCode", "brush:", "prettyprint"];

/// Classes beside a highlighter's that are no language.
const NO_LANGUAGE: [&str; 24] = [
    "hljs",
    "highlight",
    "sourcecode",
    "brush:",
    "prettyprint",
    "prettyprinted",
    "linenums",
    "notranslate",
    "default",
    "plain",
    "none",
    "text",
    "copyable",
    "numberlines",
    "numbersource",
    "hljsln",
    "theme",
    "code",
    "chroma",
    "block",
    "wrap",
    "codeblock",
    "line-numbers",
    "no-highlight",
];

/// Elements above the code that may name its language.
const LEVELS: usize = 8;

/// From here on, `lang-` is more likely to tell the language of people.
const NEAR: usize = 4;

/// Whether an element holds line numbers or buttons for the code beside it.
pub(super) fn is_beside(document: &Document, element: &Element) -> bool {
    let class = document.attr(element, &local_name!("class")).unwrap_or_default();
    class.split_ascii_whitespace().any(|name| BESIDE.contains(&name))
}

/// Appends the code of a preformatted element.
pub(super) fn text(document: &Document, pre: NodeId, content: &mut Content) -> Range<u32> {
    let start = content.text.len();
    let mut reader = Reader { out: &mut content.text, start, line_ended: false, apart: false };
    let mut walk = Walk::new(document, pre);
    while let Some(step) = walk.next() {
        let Some(element) = document.element(step.node()) else {
            if let Step::Open(node) = step {
                reader.text(document.text(node));
            }
            continue;
        };
        let tag = if element.html { element.tag } else { Tag::Unknown };
        let display = blocks::rendered(document, step.node(), element, tag).display;
        let is_cell = matches!(tag, Tag::Td | Tag::Th);
        reader.line_ended |= display == Display::Block && !is_cell && step.node() != pre;
        reader.apart |= is_cell || tag == Tag::Button;
        let Step::Open(_) = step else { continue };
        if tag == Tag::Br {
            reader.text("\n");
        } else if is_no_code(tag, element) || is_beside(document, element) {
            walk.skip_children();
        }
    }
    let code = content.text.get(start..).unwrap_or_default();
    let blank = code.len() - code.trim_start_matches('\n').len();
    content.text.truncate(start + blank + code.trim_start_matches('\n').trim_end().len());
    (start + blank).min(content.text.len()) as u32..content.text.len() as u32
}

/// Buttons, and what is never shown.
fn is_no_code(tag: Tag, element: &Element) -> bool {
    tag.display() == Display::Never
        || tag == Tag::Button
        || (!element.html && matches!(&*element.name, "svg" | "annotation" | "annotation-xml"))
}

struct Reader<'a> {
    out: &'a mut String,
    start: usize,
    /// A line has ended by an element's end, and no character says so yet.
    line_ended: bool,
    /// A button was left out or a cell ended, and no white space parts the words on its two sides yet.
    apart: bool,
}

impl Reader<'_> {
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let (line_ended, apart) = (std::mem::take(&mut self.line_ended), std::mem::take(&mut self.apart));
        if line_ended && self.out.len() > self.start && !self.out.ends_with('\n') {
            self.out.push('\n');
        } else if apart {
            text::part(self.out, self.start, text);
        }
        self.out.push_str(text);
    }
}

/// The language of code, from the names on it, right inside and above it.
pub(super) fn language(document: &Document, pre: NodeId) -> Option<&str> {
    let inside = || document.children(pre).filter(|&child| document.element(child).is_some()).take(1);
    let above = || std::iter::successors(Some(pre), |&node| document.parent(node)).take(LEVELS);
    let elements = || inside().chain(above()).filter_map(|node| document.element(node));
    let far = |level: usize| level >= NEAR;
    let declared = elements().enumerate().find_map(|(level, element)| declared(document, element, far(level)));
    declared.or_else(|| elements().find_map(|element| beside_highlighter(document, element)))
}

fn declared<'a>(document: &'a Document, element: &Element, far: bool) -> Option<&'a str> {
    let attr = |name: &str| document.attr(element, &LocalName::from(name));
    let class = attr("class").unwrap_or_default();
    let known = || PREFIXES.iter().filter(|prefix| !far || **prefix != "lang-");
    let prefixed = class
        .split_ascii_whitespace()
        .find_map(|name| known().find_map(|prefix| name.strip_prefix(prefix).and_then(named)));
    if far {
        return prefixed;
    }
    prefixed.or_else(|| attr("data-lang").and_then(named)).or_else(|| attr("data-language").and_then(named))
}

fn beside_highlighter<'a>(document: &'a Document, element: &Element) -> Option<&'a str> {
    let class = document.attr(element, &local_name!("class"))?;
    let mut names = class.split_ascii_whitespace();
    names.clone().find(|name| HIGHLIGHTERS.contains(name))?;
    names.find_map(|name| named(name.trim_end_matches(';')))
}

/// A name as an info string can hold it.
fn named(name: &str) -> Option<&str> {
    let plain =
        || name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'#' | b'-' | b'.' | b'_'));
    let is_other = || NO_LANGUAGE.iter().any(|other| other.eq_ignore_ascii_case(name));
    ((1..=20).contains(&name.len()) && plain() && !is_other()).then_some(name)
}
