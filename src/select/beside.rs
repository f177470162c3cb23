//! What stands beside a text, in the middle of it: captions, breadcrumbs, signatures, rows of buttons.

use super::Choice;
use super::surroundings::{LIKELY, TEXT, role};
use crate::article::{BlockKind, Rule};
use crate::blocks::{Holder, Page};
use crate::dom::Document;
use crate::lexicon::{self, Part};
use crate::scratch::Scratch;
use crate::tags::Tag;

/// The most that what stands beside a text may have, of its tokens. Where it has more, it is what the page shows: a gallery, other pages.
const BESIDE: f32 = 0.25;
/// A block that is less likely is not selected, whatever it is.
pub(super) const UNLIKELY: f32 = 0.1;

/// Rules out what stands beside a text.
///
/// It reads like the text, and trees take it for text. Of the captions of pictures in WCXB's articles one in sixteen is labelled, and of those
/// that were kept of pages held out, no more; of disclaimers one in a hundred, of breadcrumbs in any kind of page one in thirty, of blocks with
/// several buttons or fields that were kept one in a hundred. What stands below the posts of forums as their authors' signature is hardly ever.
pub(super) fn leave_out(document: &Document, page: &Page, choice: &mut Choice) {
    let mut names = Names::new(document, page);
    let mut may_be_beside = |&at: &usize| choice.chance()[at] >= UNLIKELY && is_beside(page, &mut names, at);
    let beside: Scratch<usize> = (0..choice.len()).filter(&mut may_be_beside).collect();
    rule_out(page, choice, &beside, Rule::Beside);
}

/// Rules out some blocks, if they are little beside a text.
pub(super) fn rule_out(page: &Page, choice: &mut Choice, beside: &[usize], rule: Rule) {
    let likely = |at: &usize| choice.chance()[*at] >= LIKELY;
    let weight: f32 = beside.iter().copied().filter(likely).map(|at| page.tokens(at)).sum();
    let all: f32 = (0..choice.len()).filter(likely).map(|at| page.tokens(at)).sum();
    if all - weight >= TEXT && weight <= BESIDE * (all - weight) {
        for &at in beside {
            choice.rule_out(at, rule);
        }
    }
}

/// Whether a block is the caption of a picture or a row of buttons, or stands in a tooltip or an element that is named for what stands beside a
/// text, or right inside of one; or a few elements inside of a breadcrumb.
fn is_beside(page: &Page, names: &mut Names, at: usize) -> bool {
    /// A breadcrumb is a list with items in a container, which may be the one that has the name.
    const LEVELS: usize = 4;
    let block = &page.blocks[at];
    let mut element = block.element as usize;
    let is_caption = block.kind == BlockKind::Caption && page.elements[element].tag != Tag::Caption;
    if is_caption || block.inline.controls > 1 {
        return true;
    }
    for level in 0..LEVELS {
        let parts = names.of(element);
        if parts & Part::Breadcrumb.bit() != 0 || level < 2 && parts & Part::Beside.bit() != 0 {
            return true;
        }
        element = page.elements[element].parent as usize;
    }
    false
}

/// What elements are named for, each asked once: blocks have the elements around them in common.
struct Names<'p> {
    document: &'p Document,
    page: &'p Page,
    told: Scratch<u32>,
}

impl<'p> Names<'p> {
    /// No set of parts.
    const UNASKED: u32 = u32::MAX;

    fn new(document: &'p Document, page: &'p Page) -> Self {
        Self { document, page, told: page.elements.iter().map(|_| Self::UNASKED).collect() }
    }

    fn of(&mut self, element: usize) -> u32 {
        if self.told[element] == Self::UNASKED {
            self.told[element] = self.ask(&self.page.elements[element]);
        }
        self.told[element]
    }

    /// The parts as bits, a tooltip among what stands beside a text. The names of the whole page are none of a part.
    fn ask(&self, holder: &Holder) -> u32 {
        if matches!(holder.tag, Tag::Html | Tag::Body) {
            return 0;
        }
        let is_tooltip = role(self.document, holder) == "tooltip";
        lexicon::of_element(self.document, holder.node) | if is_tooltip { Part::Beside.bit() } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{blocks, dom};

    const PARAGRAPH: &str = "<p>The ferry will keep running through the winter, but it will be steered by a man who retired from it six years ago.</p>";
    const CAPTION: &str = "The ferry at the quay of Hallowbeck on Tuesday.";

    /// For each block whether it is left, were all likely to be content.
    fn left(html: &str) -> Vec<bool> {
        let limits = Limits::default();
        let (document, page, _) = blocks::read(dom::parse(html, &limits).0, &limits);
        let mut choice = Choice::new(&vec![0.9; page.blocks.len()]);
        leave_out(&document, &page, &mut choice);
        choice.chance().iter().map(|&p| p > 0.0).collect()
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
            assert_eq!(left(&format!("{}{html}", PARAGRAPH.repeat(8))).last(), Some(&false), "{html}");
            assert_eq!(left(&format!("{PARAGRAPH}{html}")).last(), Some(&true), "it is much of the page: {html}");
        }
    }

    #[test]
    fn the_caption_of_a_table_says_what_it_has() {
        let table = format!("<table><caption>{CAPTION}</caption><tr><td>9<td>10</table>");
        assert!(left(&format!("{}{table}", PARAGRAPH.repeat(8))).iter().all(|&left| left));
    }
}
