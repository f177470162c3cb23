//! The headings of a page, as far as titles are concerned.

use crate::blocks::{Holder, Page, TextBlock};
use crate::dom::{Document, NodeId};
use crate::metadata::elsewhere::is_elsewhere;
use crate::metadata::entities;
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
    /// The block at which it begins.
    pub(super) block: u32,
    /// It is hidden, stands in a navigation or among related articles, or is the site's name.
    pub(super) aside: bool,
}

/// The headings in the order of the page.
pub(super) fn headings<'p>(document: &Document, page: &'p Page, site: &Site) -> Vec<Heading<'p>> {
    let leveled = page.elements.iter().filter_map(|holder| Some((holder, holder.tag.heading_level()?)));
    leveled.filter_map(|(holder, level)| heading(document, page, site, holder, level)).take(MOST).collect()
}

fn heading<'p>(document: &Document, page: &'p Page, site: &Site, holder: &Holder, level: u8) -> Option<Heading<'p>> {
    let blocks = page.blocks.get(holder.blocks.start as usize..holder.blocks.end as usize)?;
    let length: u32 = blocks.iter().map(|block| block.text.len() as u32).sum();
    if length == 0 || length as usize > 2 * LONGEST {
        return None;
    }
    let text = joined(page, blocks);
    let bare = text.trim_end_matches(['¶', '#', '§', ' ']);
    let label = label(document, holder.node).unwrap_or_default();
    let bare = bare.strip_prefix(&label).map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(bare);
    let text = if bare.len() < text.len() { Cow::Owned(bare.to_owned()) } else { text };
    if text.len() > LONGEST || !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let aside = level == 1
        && (site.is_named(&text)
            || blocks.iter().all(|block| block.hidden.is_some())
            || is_elsewhere(document, holder.node, false));
    Some(Heading { level, text, block: holder.blocks.start, aside })
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
