//! What stands beside a text, in the middle of it: captions, breadcrumbs, signatures, rows of buttons.

use super::surroundings::role;
use crate::article::BlockKind;
use crate::blocks::Page;
use crate::dom::Document;
use crate::lexicon::{self, Part};
use crate::tags::Tag;

/// Tokens of a text that has something beside it.
const TEXT: f32 = 20.0;
/// The probability of a block of it.
const LIKELY: f32 = 0.5;
/// The most that what stands beside a text may have, of its tokens. Where it has more, it is what the page shows: a gallery.
const BESIDE: f32 = 0.25;
/// A block that is less likely is not selected, whatever it is.
const UNLIKELY: f32 = 0.1;

/// Takes the probability of what stands beside a text.
///
/// It reads like the text, and trees take it for text. Of the captions of pictures in WCXB's articles one in sixteen is labelled, and of those
/// that were kept of pages held out, no more; of disclaimers one in a hundred, of breadcrumbs in any kind of page one in thirty, of blocks with
/// several buttons or fields that were kept one in a hundred. What stands below the posts of forums as their authors' signature is hardly ever.
pub(super) fn leave_out(document: &Document, page: &Page, probability: &mut [f32]) {
    let may_be_beside = |&at: &usize| probability[at] >= UNLIKELY && is_beside(document, page, at);
    let beside: Vec<usize> = (0..probability.len()).filter(may_be_beside).collect();
    let likely = |at: &usize| probability[*at] >= LIKELY;
    let weight: f32 = beside.iter().filter(|at| likely(at)).map(|&at| page.tokens(at)).sum();
    let all: f32 = (0..probability.len()).filter(likely).map(|at| page.tokens(at)).sum();
    if all - weight >= TEXT && weight <= BESIDE * (all - weight) {
        for at in beside {
            probability[at] = 0.0;
        }
    }
}

/// Whether a block is the caption of a picture or a row of buttons, or stands in a tooltip or an element that is named for what stands beside a
/// text, or right inside of one; or a few elements inside of a breadcrumb.
fn is_beside(document: &Document, page: &Page, at: usize) -> bool {
    /// A breadcrumb is a list with items in a container, which may be the one that has the name.
    const LEVELS: usize = 4;
    let block = &page.blocks[at];
    let mut element = block.element as usize;
    let is_caption = block.kind == BlockKind::Caption && page.elements[element].tag != Tag::Caption;
    if is_caption || block.inline.controls > 1 {
        return true;
    }
    for level in 0..LEVELS {
        let holder = &page.elements[element];
        let parts = lexicon::of_element(document, holder.node);
        let is_beside = || parts & Part::Beside.bit() != 0 || role(document, holder) == "tooltip";
        let is_named = parts & Part::Breadcrumb.bit() != 0 || level < 2 && is_beside();
        if is_named && !matches!(holder.tag, Tag::Html | Tag::Body) {
            return true;
        }
        element = holder.parent as usize;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{blocks, dom};

    const TEXT: &str = "<p>The ferry will keep running through the winter, but it will be steered by a man who retired from it six years ago.</p>";
    const CAPTION: &str = "The ferry at the quay of Hallowbeck on Tuesday.";

    /// For each block whether it is left, were all likely to be content.
    fn left(html: &str) -> Vec<bool> {
        let limits = Limits::default();
        let (document, page, _) = blocks::read(dom::parse(html, &limits).0, &limits);
        let mut probability = vec![0.9; page.blocks.len()];
        leave_out(&document, &page, &mut probability);
        probability.iter().map(|&p| p > 0.0).collect()
    }

    #[test]
    fn what_stands_beside_a_text_is_left_out() {
        for html in [
            format!("<figure><img src=a><figcaption>{CAPTION}</figcaption></figure>"),
            format!("<div><img src=a><p class=wp-caption-text>{CAPTION}</div>"),
            format!("<div class=media__caption><p>{CAPTION}</div>"),
            format!("<div id=affiliate-disclaimer><p>{CAPTION}</div>"),
            format!("<div class=signature>{CAPTION}</div>"),
            format!("<nav class=breadcrumbs><ol><li>{CAPTION}</ol></nav>"),
            format!("<span role=tooltip><p>{CAPTION}</span>"),
            format!("<div>{CAPTION}<button>Yes</button><button>No</button></div>"),
        ] {
            assert_eq!(left(&format!("{}{html}", TEXT.repeat(8))).last(), Some(&false), "{html}");
            assert_eq!(left(&format!("{TEXT}{html}")).last(), Some(&true), "it is much of the page: {html}");
        }
    }

    #[test]
    fn the_caption_of_a_table_says_what_it_has() {
        let table = format!("<table><caption>{CAPTION}</caption><tr><td>9<td>10</table>");
        assert!(left(&format!("{}{table}", TEXT.repeat(8))).iter().all(|&left| left));
    }
}
