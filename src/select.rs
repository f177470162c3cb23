//! Probabilities in, a set of blocks out.
//!
//! The set is the one with the highest expected token F1 given the probabilities (after Lewis 1995, "Evaluating and
//! optimizing autonomous text classification systems"): blocks are taken in order of probability as long as
//! `2 * expected kept content / (kept + expected content)` rises. The threshold that this implies is held within bounds.

mod beside;
mod choice;
mod company;
mod lines;
mod phrases;
mod pointers;
mod posts;
mod sums;
mod surroundings;
mod tables;

use crate::article::{BlockKind, Rule};
use crate::blocks::{Page, TextBlock};
use crate::dom::Document;
use crate::options::Favor;
pub(crate) use crate::score::threshold;
use crate::scratch::Scratch;
pub(crate) use choice::Choice;

/// Bounds on the lowest probability that is kept.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    low: f32,
    high: f32,
    /// Whether what stands beside a text may be kept as well: a reader may want a caption, whatever the labels say.
    keeps_beside: bool,
}

fn bounds(favor: Favor) -> Bounds {
    match favor {
        Favor::Precision => Bounds { low: 0.45, high: 0.65, keeps_beside: false },
        Favor::Balanced => Bounds { low: 0.25, high: 0.55, keeps_beside: false },
        Favor::Recall => Bounds { low: 0.10, high: 0.25, keeps_beside: true },
    }
}

/// Which blocks of a document to keep: those of [`select`], without what surrounds a text or stands beside it, tables of data as one.
pub(crate) fn select_inside(document: &Document, page: &Page, probability: &[f32], favor: Favor) -> Choice {
    let mut choice = Choice::new(probability);
    surroundings::leave_out(document, page, &mut choice);
    if !bounds(favor).keeps_beside {
        lines::leave_out(page, &mut choice);
        beside::leave_out(document, page, &mut choice);
    }
    let cells = tables::even_out(page, &mut choice);
    selected(page, choice, &cells, favor)
}

/// The blocks that are likely enough for the highest expected F1, each by itself.
pub(crate) fn likely(page: &Page, probability: &[f32], favor: Favor) -> Scratch<bool> {
    let threshold = lowest(page, probability, favor);
    probability.iter().map(|&p| p >= threshold).collect()
}

fn lowest(page: &Page, probability: &[f32], favor: Favor) -> f32 {
    let Bounds { low, high, .. } = bounds(favor);
    threshold(probability, |at| page.tokens(at), low, high)
}

/// Which blocks to keep; none if no block is likely enough to be content.
pub(crate) fn select(page: &Page, probability: &[f32], favor: Favor) -> Choice {
    selected(page, Choice::new(probability), &[], favor)
}

/// The same beside `cells` of tables that are kept or left as a whole.
fn selected(page: &Page, mut choice: Choice, cells: &[bool], favor: Favor) -> Choice {
    choice.take_likely(lowest(page, choice.chance(), favor));
    let prose = is_prose(page, choice.kept());
    if prose {
        drop_doubtful_links(page, cells, &mut choice);
    }
    company::keep(page, &mut choice);
    if prose {
        drop_bare_headings(page, &mut choice);
    }
    drop_crumbs(page, &mut choice);
    drop_orphans(&mut choice, |at| leads_in(page, at));
    choice
}

/// Leaves out headings and lead-ins that stand over what was left out after the selection.
pub(crate) fn drop_stranded(page: &Page, choice: &mut Choice) {
    if is_prose(page, choice.kept()) {
        drop_bare_headings(page, choice);
    }
    drop_orphans(choice, |at| leads_in(page, at));
}

/// Whether a block ends in a colon, and its letters.
fn leads_in(page: &Page, at: usize) -> (bool, f32) {
    (page.blocks[at].counts.ends_colon, page.blocks[at].counts.letters)
}

/// Whether what is kept reads as text, rather than as a list of links.
fn is_prose(page: &Page, kept: &[bool]) -> bool {
    const LINKS: f32 = 0.2;
    let of_kept = |count: fn(&TextBlock) -> f32| -> f32 {
        page.blocks.iter().zip(kept).filter(|(_, kept)| **kept).map(|(block, _)| count(block)).sum()
    };
    of_kept(|block| block.inline.link_chars as f32) < LINKS * of_kept(|block| block.counts.chars as f32)
}

/// The probability at which a block of a few words is kept whatever stands around it. The expected F1 hardly feels such
/// a block; a reader does.
const LIKELY: f32 = 0.7;

/// In a text, a block that is nothing but a link is a tag or a pointer to another page unless it is likely not to be, or one of `cells`.
fn drop_doubtful_links(page: &Page, cells: &[bool], choice: &mut Choice) {
    for (at, block) in page.blocks.iter().enumerate() {
        let is_link = block.inline.link_chars * 10 >= block.counts.chars * 9;
        if is_link && choice.chance()[at] < LIKELY && cells.get(at) != Some(&true) {
            choice.leave(at, Rule::Link);
        }
    }
}

/// In a text, a heading that nothing is kept under stood over what has been left out, comments or other pages, unless it is
/// likely not to. What is under it ends at the next heading of its level or higher; a first-level heading has the page
/// under it.
fn drop_bare_headings(page: &Page, choice: &mut Choice) {
    /// Levels as bits of a set.
    const ALL: u8 = u8::MAX;
    // The levels whose headings, if one came before this block, have something under them.
    let mut filled: u8 = 0;
    for (at, block) in page.blocks.iter().enumerate().rev() {
        let BlockKind::Heading(level) = block.kind else {
            filled = if choice.is_kept(at) { ALL } else { filled };
            continue;
        };
        let own = 1_u8.checked_shl(level.into()).unwrap_or(0);
        if level > 1 && choice.chance()[at] < LIKELY && filled & own == 0 {
            choice.leave(at, Rule::BareHeading);
        }
        let above = own.wrapping_sub(1);
        filled = if choice.is_kept(at) { above } else { filled & above };
    }
}

/// A few words out of many are a button or a notice, not what a person came to read: the page has nothing to read.
fn drop_crumbs(page: &Page, choice: &mut Choice) {
    const FEW: f32 = 10.0;
    const SHARE: f32 = 0.1;
    let tokens = |at: usize| page.tokens(at);
    let total: f32 = (0..choice.len()).map(tokens).sum();
    let of_kept: f32 = (0..choice.len()).filter(|&at| choice.is_kept(at)).map(tokens).sum();
    if of_kept < FEW && of_kept < SHARE * total {
        choice.leave_all(Rule::Crumbs);
    }
}

/// What leads in to something, a short line that ends in a colon, goes if what comes after it is not kept. `leads_in` tells
/// whether a unit of text, of so many letters, ends in a colon.
pub(crate) fn drop_orphans(choice: &mut Choice, leads_in: impl Fn(usize) -> (bool, f32)) {
    const SHORT: f32 = 40.0;
    let mut next = false;
    for at in (0..choice.len()).rev() {
        let (ends_colon, letters) = leads_in(at);
        if !next && ends_colon && letters < SHORT {
            choice.leave(at, Rule::LeadIn);
        }
        next = choice.is_kept(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{blocks, dom};

    /// Which blocks of a page are kept, given the probability of each.
    fn kept(html: &str, probability: &[f32]) -> Vec<String> {
        let limits = Limits::default();
        let (_, page, _) = blocks::read(dom::parse(html, &limits).0, &limits);
        assert_eq!(page.blocks.len(), probability.len());
        let choice = select(&page, probability, Favor::Balanced);
        let blocks = page.blocks.iter().zip(choice.kept()).filter(|(_, kept)| **kept);
        blocks.map(|(block, _)| page.block_text(block).to_owned()).collect()
    }

    const PROSE: &str =
        "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.";

    #[test]
    fn a_line_of_dialogue_stays_between_its_neighbours() {
        let page = format!("<div><p>{PROSE}<p>“No.”<p>{PROSE}</div><div><p>Share<p>{PROSE}</div>");
        assert_eq!(kept(&page, &[0.9, 0.21, 0.9, 0.21, 0.9]), [PROSE, "“No.”", PROSE, PROSE]);
        assert_eq!(kept(&page, &[0.9, 0.1, 0.9, 0.1, 0.9]), [PROSE, PROSE, PROSE]);
    }

    #[test]
    fn a_listing_stays_in_the_text_that_explains_it() {
        let code = "let ice = shore.frozen();";
        let boxed = format!("<div class=highlight><b>Rust</b><pre>{code}</pre></div>");
        let page = format!("<div><p>{PROSE}{boxed}<p>{PROSE}</div><aside><p>Share<pre>{code}</pre></aside>");
        assert_eq!(kept(&page, &[0.9, 0.1, 0.06, 0.9, 0.1, 0.06]), [PROSE, code, PROSE]);
        assert_eq!(kept(&page, &[0.9, 0.1, 0.0, 0.9, 0.1, 0.06]), [PROSE, PROSE]);
        let half = format!("<div><p>{PROSE}<pre>{code}</pre><pre>{code}</pre><p>{PROSE}</div>");
        assert_eq!(kept(&half, &[0.9, 0.06, 0.06, 0.1]), [PROSE, code, code]);
        let third = format!("<div><p>{PROSE}<pre>{code}</pre><p>{PROSE}<p>{PROSE}</div>");
        assert_eq!(kept(&third, &[0.9, 0.06, 0.1, 0.1]), [PROSE]);
        let source = format!("<div><p>{PROSE}<p>{PROSE}<pre style=display:none>{code}</pre></div>");
        assert_eq!(kept(&source, &[0.9, 0.9, 0.06]), [PROSE, PROSE]);
        assert_eq!(kept(&format!("<pre>{code}</pre>"), &[0.06]), [""; 0]);
    }

    #[test]
    fn many_listings_deep_in_a_page_take_no_time() {
        let listings = 100_000;
        let page = format!("<p>{PROSE}{}{}", "<div><b>.</b>".repeat(400), "<pre>ice</pre>".repeat(listings));
        let around = [0.9].into_iter().chain([0.1; 400]);
        let chance: Vec<f32> = around.chain(std::iter::repeat_n(0.06, listings)).collect();
        assert_eq!(kept(&page, &chance).len(), listings + 1);
    }

    #[test]
    fn a_linked_cell_stays_with_its_table() {
        let row = "<tr><td><a href=/ann>Ann</a><td>12 goals this winter";
        let limits = Limits::default();
        let html = format!("<p>{PROSE}<ul><li><a href=/more>More</a></ul><p>{PROSE}<table>{row}</table>");
        let (document, page, _) = blocks::read(dom::parse(&html, &limits).0, &limits);
        let scores = [0.9, 0.6, 0.9, 0.1, 0.6];
        let choice = select_inside(&document, &page, &scores, Favor::Balanced);
        assert_eq!(choice.kept(), [true, false, true, true, true]);
        let rules: Vec<_> = (0..5).map(|at| choice.rule(at, scores[at])).collect();
        assert_eq!(rules, [None, Some(Rule::Link), None, Some(Rule::Table), None]);
    }

    #[test]
    fn a_heading_over_what_was_left_out_goes_with_it() {
        let page = format!(
            "<h1>Ice</h1><p>{PROSE}<h2>The week</h2><h3>Tuesday</h3><p>{PROSE}<h2>More</h2><ul><li>Fares<li>Roofs</ul>"
        );
        let probability = [0.4, 0.9, 0.5, 0.5, 0.9, 0.6, 0.1, 0.1];
        assert_eq!(kept(&page, &probability), ["Ice", PROSE, "The week", "Tuesday", PROSE]);
        assert_eq!(kept(&page, &[0.4, 0.9, 0.5, 0.5, 0.9, 0.8, 0.1, 0.1]).last().map(String::as_str), Some("More"));
        let under_nothing = [0.4, 0.9, 0.5, 0.5, 0.1, 0.6, 0.1, 0.1];
        assert_eq!(kept(&page, &under_nothing), ["Ice", PROSE]);
        assert_eq!(kept("<h1>Ice</h1><nav><a href=/>Home</a></nav>", &[0.4, 0.1]), ["Ice"]);
    }

    #[test]
    fn a_few_words_out_of_many_are_no_article() {
        let page = format!("<p>Try again<p>{PROSE}<p>{PROSE}<p>{PROSE}");
        assert_eq!(kept(&page, &[0.9, 0.1, 0.1, 0.1]), [""; 0]);
        assert_eq!(kept("<p>Try again<p>Later", &[0.9, 0.1]), ["Try again"]);
    }

    #[test]
    fn headings_and_terms_stay_with_what_they_stand_over() {
        let page = format!(
            "<h2>The week</h2><h3>Tuesday</h3><p>{PROSE}<dl><dt><a href=/ice>Ice</a><dd>{PROSE}</dl><h2>More</h2>"
        );
        assert_eq!(kept(&page, &[0.21, 0.22, 0.9, 0.3, 0.9, 0.24]), ["The week", "Tuesday", PROSE, "Ice", PROSE]);
    }
}
