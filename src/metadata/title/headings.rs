//! The headings of a page, as far as titles are concerned.

use crate::blocks::{Holder, Page, TextBlock};
use crate::dom::{Document, NodeId};
use crate::metadata::comparable::comparable;
use crate::metadata::elsewhere::Places;
use crate::metadata::entities;
use crate::metadata::pool::{Pool, Span};
use crate::metadata::site::Site;
use html5ever::local_name;
use std::borrow::Cow;

/// Headings looked at.
const MOST: usize = 60;
/// Bytes of a heading.
const LONGEST: usize = 600;

/// A heading of the page.
#[derive(Debug, Clone)]
pub(super) struct Heading<'p> {
    pub(super) level: u8,
    pub(super) text: Cow<'p, str>,
    /// The text, comparable.
    pub(super) folded: Span,
    /// The block at which it begins.
    pub(super) block: u32,
    /// It is hidden, stands in a navigation or among related articles, or is the site's name.
    pub(super) aside: bool,
}

/// The headings in the order of the page.
pub(super) fn headings<'p>(
    document: &Document,
    page: &'p Page,
    places: &Places<'_>,
    site: &Site,
    folded: &mut Pool,
) -> Vec<Heading<'p>> {
    let leveled = page.elements.iter().filter_map(|holder| Some((holder, holder.tag.heading_level()?)));
    let found = leveled.filter_map(|(holder, level)| {
        let mut heading = heading(document, page, holder, level)?;
        heading.aside =
            level == 1 && (heading.aside || site.is_named(&heading.text) || places.is_elsewhere(holder.node, false));
        let folded = comparable(&heading.text, |text| folded.push(text));
        Some(Heading { folded, ..heading })
    });
    let mut headings = Vec::with_capacity(MOST);
    headings.extend(found.take(MOST));
    headings
}

/// A heading that stands aside only if it is hidden, and that is not folded.
fn heading<'p>(document: &Document, page: &'p Page, holder: &Holder, level: u8) -> Option<Heading<'p>> {
    let blocks = page.blocks.get(holder.blocks.start as usize..holder.blocks.end as usize)?;
    let length: u32 = blocks.iter().map(|block| block.text.len() as u32).sum();
    if length == 0 || length as usize > 2 * LONGEST {
        return None;
    }
    let label = label(document, holder.node).unwrap_or_default();
    let text = match joined(page, blocks) {
        Cow::Borrowed(text) => Cow::Borrowed(bare(text, &label)),
        Cow::Owned(text) if bare(&text, &label).len() < text.len() => Cow::Owned(bare(&text, &label).to_owned()),
        Cow::Owned(text) => Cow::Owned(text),
    };
    if text.len() > LONGEST || !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let aside = blocks.iter().all(|block| block.hidden.is_some());
    Some(Heading { level, text, folded: Span::default(), block: holder.blocks.start, aside })
}

/// A heading without its label and the signs of a link to it.
fn bare<'t>(text: &'t str, label: &str) -> &'t str {
    let bare = text.trim_end_matches(['¶', '#', '§', ' ']);
    bare.strip_prefix(label).map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(bare)
}

/// The text of blocks that follow each other, folded.
fn joined<'p>(page: &'p Page, blocks: &[TextBlock]) -> Cow<'p, str> {
    if let [only] = blocks {
        return entities::folded(page.block_text(only));
    }
    let mut texts: Vec<&str> = blocks.iter().map(|block| page.block_text(block)).collect();
    // The same line for narrow and for wide screens.
    texts.dedup();
    Cow::Owned(entities::folded(&texts.join(" ")).into_owned())
}

/// What stands in front of a heading's words without being one of them: a forum's label, the date.
fn label(document: &Document, heading: NodeId) -> Option<String> {
    const CALLED: &[&str] = &["label", "prefix", "badge", "flair", "date"];
    let is_blank = |&child: &NodeId| document.element(child).is_none() && document.text(child).trim().is_empty();
    let first = document.children(heading).find(|child| !is_blank(child))?;
    let class = document.attr(document.element(first)?, &local_name!("class"))?;
    let is_called_so = class.split(|char: char| !char.is_alphanumeric()).any(|word| CALLED.contains(&word));
    is_called_so.then(|| entities::folded(&document.text_content(first)).into_owned())
}
