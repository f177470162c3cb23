//! Pages without their markup, as text archives hand them on.

use crate::options::Extractor;
use crate::{blocks, decode, dom};

/// The text of a page, one block a line, as Common Crawl's WET files have it: everything that is in the document, what
/// the style sheet hides too, without any sign of what was a link, a heading or a list.
///
/// ```
/// let page = b"<title>Ice</title><nav><a href=/>Home</a></nav><h1>Ice</h1><p>The harbour<br>froze <b>over</b>.";
/// assert_eq!(dehusk::evaluate::flatten(page), "Home\nIce\nThe harbour\nfroze over.\n");
/// ```
#[must_use]
pub fn flatten(page: &[u8]) -> String {
    let limits = &Extractor::new().limits;
    let (document, _) = dom::parse(&decode::decode(page, None).0, limits);
    let (_, page, _) = blocks::read(document, limits);
    let mut text = String::with_capacity(page.text.len() + page.blocks.len());
    for block in &page.blocks {
        text.push_str(page.block_text(block));
        text.push('\n');
    }
    text
}
