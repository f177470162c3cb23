//! What stands over a page and under it, rather than in it: dialogs, and the footer of the page.

use super::Choice;
use crate::article::Rule;
use crate::blocks::{Holder, Page};
use crate::dom::Document;
use crate::features::{Landmark, of_role};
use crate::scratch::{Scratch, kept};
use crate::tags::Tag;
use html5ever::local_name;

/// Tokens of a text that has something around it, or beside it.
pub(super) const TEXT: f32 = 20.0;
/// The probability of a block of it.
pub(super) const LIKELY: f32 = 0.5;

/// Rules out the blocks that surround a text.
///
/// Of the tokens in dialogs on WCXB's pages one in a hundred is labelled as content, of those in footers one in two hundred, however much like prose
/// a notice about cookies or an imprint reads. Where what is in footers outweighs the text beside them, a footer was left open, or the
/// page is one that has nothing else to say.
pub(super) fn leave_out(document: &Document, page: &Page, choice: &mut Choice) {
    let places = places(document, page);
    let place = |at: usize| places.get(page.blocks[at].element as usize).copied().unwrap_or_default();
    let weigh = |within: fn(Place) -> bool| -> f32 {
        let likely = choice.chance().iter().enumerate().filter(|(at, p)| **p >= LIKELY && within(place(*at)));
        likely.map(|(at, _)| page.tokens(at)).sum()
    };
    let text = weigh(|place| !place.is_over && !place.is_under);
    let (hides_over, hides_under) = (text >= TEXT, text >= TEXT && text >= weigh(|place| place.is_under));
    let is_around = |place: Place| place.is_over && hides_over || place.is_under && hides_under;
    (0..choice.len()).filter(|&at| is_around(place(at))).for_each(|at| choice.rule_out(at, Rule::Around));
}

/// Where an element stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Place {
    /// In a dialog.
    is_over: bool,
    /// In the footer of the page.
    is_under: bool,
    /// In a part of the page that may have a footer of its own, notes or the name of who is quoted.
    is_inside: bool,
}

kept!(Place);

/// The place of each element.
fn places(document: &Document, page: &Page) -> Scratch<Place> {
    let mut places: Scratch<Place> = Scratch::with_capacity(page.elements.len());
    for holder in &page.elements {
        let around = places.get(holder.parent as usize).copied().unwrap_or_default();
        let role = of_role(role(document, holder));
        let has_role = |landmark: Landmark| role & 1 << landmark as u8 != 0;
        places.push(Place {
            is_over: around.is_over || holder.tag == Tag::Dialog || has_role(Landmark::Dialog),
            is_under: around.is_under || has_role(Landmark::Footer) || (holder.tag == Tag::Footer && !around.is_inside),
            is_inside: around.is_inside || is_part(holder.tag),
        });
    }
    places
}

/// The role of an element, as its author states it.
pub(super) fn role<'d>(document: &'d Document, holder: &Holder) -> &'d str {
    let element = document.element(holder.node);
    element.and_then(|element| document.attr(element, &local_name!("role"))).unwrap_or_default()
}

/// The elements whose footer is not that of the page (<https://www.w3.org/TR/html-aam-1.0/#el-footer>), and quotations, whose source stands
/// in one.
fn is_part(tag: Tag) -> bool {
    matches!(tag, Tag::Article | Tag::Aside | Tag::Blockquote | Tag::Figure | Tag::Main | Tag::Nav | Tag::Section)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{blocks, dom};

    const TEXT: &str = "<p>The ferry will keep running through the winter, but it will be steered by a man who retired from it six years ago.</p>";
    const SHORT: &str = "<p>He agreed on Tuesday to come back for five months.</p>";

    /// For each block whether it is left, were all likely to be content.
    fn left(html: &str) -> Vec<bool> {
        let limits = Limits::default();
        let (document, page, _) = blocks::read(dom::parse(html, &limits).0, &limits);
        let mut choice = Choice::new(&vec![0.9; page.blocks.len()]);
        leave_out(&document, &page, &mut choice);
        choice.chance().iter().map(|&p| p > 0.0).collect()
    }

    #[test]
    fn what_surrounds_a_text_is_left_out() {
        assert_eq!(
            left(&format!("<div role=dialog>{SHORT}</div>{TEXT}<footer>{SHORT}</footer>")),
            [false, true, false]
        );
        assert_eq!(left(&format!("<dialog open>{TEXT}{TEXT}</dialog>{TEXT}")), [false, false, true]);
        assert_eq!(left(&format!("<main>{TEXT}</main><div role=contentinfo><p>{SHORT}</div>")), [true, false]);
    }

    #[test]
    fn what_surrounds_nothing_is_the_text() {
        assert_eq!(left(&format!("<div role=dialog>{TEXT}</div><p>Menu</p>")), [true, true]);
        assert_eq!(left(&format!("{TEXT}<footer>{TEXT}{TEXT}")), [true, true, true], "a footer that was left open");
    }

    #[test]
    fn footers_of_parts_of_the_page_belong_to_them() {
        for part in ["article", "blockquote", "section", "figure"] {
            assert_eq!(left(&format!("{TEXT}<{part}>{SHORT}<footer>{SHORT}</footer></{part}>")), [true; 3], "{part}");
        }
    }
}
