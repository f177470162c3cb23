//! What readers wrote below an article.

use crate::article::{BlockKind, Rule};
use crate::assess::Claim;
use crate::blocks::{Holder, Page};
use crate::dom::{Document, NodeId};
use crate::lexicon::{self, Part};
use crate::scratch::Scratch;
use crate::select::Choice;
use crate::tags::Tag;
use html5ever::local_name;
use std::ops::Range;

/// The elements of a page that hold comments, and their blocks.
type Sections = Vec<(NodeId, Range<u32>)>;

/// Letters of the paragraphs of a short text, of a long article, which first posts hardly ever are, and of a paragraph.
const SHORT: f32 = 200.0;
const LONG: f32 = 2000.0;
const PARAGRAPH: f32 = 60.0;

/// Takes the comments of readers from what is kept, and gives the elements that hold them. `claim` is what the page says that it is.
///
/// Under an article they are no part of it, ever so many as there may be; nor are those that hang on the posts of a thread. Elsewhere they
/// are the article, whatever their names, where they hold most of what was kept: a thread. Where they do not, the model's verdict stands if
/// it kept most of them, unless they are wanted apart; remnants of what it dropped are none of the article.
pub(crate) fn leave_out(
    document: &Document,
    page: &Page,
    choice: &mut Choice,
    claim: impl FnOnce() -> Claim,
    wanted_apart: bool,
) -> Vec<NodeId> {
    let kept = choice.kept();
    if !wanted_apart && !has_kept_comments(document, page, kept) {
        return Vec::new();
    }
    let mut sections = sections(page, |holder| is_called_comments(document, page, holder));
    if !are_under_article(page, kept, &sections, claim) {
        // Elsewhere a discussion, or what has such a heading, may be what the page is for.
        sections = self::sections(page, |holder| is_named(document, holder, Part::Comment.bit()));
        let chars = |at: usize| u64::from(page.blocks[at].counts.chars);
        let kept_chars = |at: usize| if kept[at] { chars(at) } else { 0 };
        let inside: u64 = within(&sections).map(kept_chars).sum();
        let is_thread = 2 * inside > (0..kept.len()).map(kept_chars).sum();
        let is_kept = || 2 * inside >= within(&sections).map(chars).sum();
        if is_thread || (!wanted_apart && is_kept() && !hang_on_posts(page, kept, &sections)) {
            return Vec::new();
        }
    }
    within(&sections).for_each(|at| choice.leave(at, Rule::Comments));
    sections.into_iter().map(|(node, _)| node).collect()
}

/// Whether there is an article over the comments: paragraphs before the first of their sections, and not many sections, for what has the name
/// many times is a report with remarks of its own. Where the page does not say that it is an article it has to be a long one, with nothing
/// more to read below the comments; a manual has chapters that are called so.
fn are_under_article(
    page: &Page,
    kept: &[bool],
    sections: &[(NodeId, Range<u32>)],
    claim: impl FnOnce() -> Claim,
) -> bool {
    const FEW: usize = 4;
    let with_paragraphs = || with_paragraphs(page, kept, sections);
    let start = with_paragraphs().next().map_or(0, |blocks| blocks.start);
    let end = with_paragraphs().next_back().map_or(0, |blocks| blocks.end);
    let (before, behind) = (text(page, kept, 0..start), || text(page, kept, end..page.blocks.len() as u32));
    let is_article = || match claim() {
        Claim::Article => true,
        Claim::Nothing => before >= LONG && behind() < SHORT,
        Claim::Other => false,
    };
    before >= SHORT && with_paragraphs().count() <= FEW && is_article()
}

/// Whether the comments are remarks on the posts of a thread, as where questions are answered: several sections, with posts before
/// them and between or behind them. Posts that have the name of comments follow one another.
fn hang_on_posts(page: &Page, kept: &[bool], sections: &[(NodeId, Range<u32>)]) -> bool {
    let (mut remarks, mut posts, mut end) = (0, 0, 0);
    for blocks in with_paragraphs(page, kept, sections) {
        posts += usize::from(text(page, kept, end..blocks.start) >= SHORT);
        end = blocks.end;
        remarks += 1;
    }
    posts += usize::from(text(page, kept, end..page.blocks.len() as u32) >= SHORT);
    remarks > 1 && posts > 1
}

/// The blocks of the sections that have a paragraph.
fn with_paragraphs<'s>(
    page: &'s Page,
    kept: &'s [bool],
    sections: &'s [(NodeId, Range<u32>)],
) -> impl DoubleEndedIterator<Item = &'s Range<u32>> {
    sections.iter().map(|(_, blocks)| blocks).filter(|blocks| text(page, kept, (*blocks).clone()) > 0.0)
}

/// The letters of the paragraphs that are kept of some blocks.
fn text(page: &Page, kept: &[bool], blocks: Range<u32>) -> f32 {
    let letters = |at: usize| page.blocks[at].counts.letters;
    indices(&blocks).filter(|&at| kept[at] && letters(at) >= PARAGRAPH).map(letters).sum()
}

/// The elements that are comments, as far as `is_called` tells, of those inside each other the outermost.
fn sections(page: &Page, is_called: impl Fn(&Holder) -> bool) -> Sections {
    let mut sections = Sections::new();
    for holder in &page.elements {
        let inside = sections.last().is_some_and(|(_, blocks)| holder.blocks.start < blocks.end);
        if !inside && is_called(holder) {
            sections.push((holder.node, holder.blocks.clone()));
        }
    }
    sections
}

/// Whether the author of an element called it comments: by a name, in English or another language, or by a heading.
fn is_called_comments(document: &Document, page: &Page, holder: &Holder) -> bool {
    is_named(document, holder, Part::Comment.bit() | Part::Discussion.bit()) || is_headed_comments(page, holder)
}

/// Whether the first of several blocks is a heading that says comments, perhaps how many, and nothing else.
fn is_headed_comments(page: &Page, holder: &Holder) -> bool {
    /// Bytes of such a heading.
    const LONGEST: u32 = 60;
    let Some(first) = page.blocks.get(holder.blocks.start as usize) else { return false };
    let is_heading = matches!(first.kind, BlockKind::Heading(_)) && first.text.end - first.text.start <= LONGEST;
    if holder.blocks.len() < 2 || !is_heading {
        return false;
    }
    let words = page.block_text(first).trim_matches(|char: char| !char.is_alphabetic());
    let lower = || words.chars().flat_map(char::to_lowercase);
    lexicon::COMMENTS.split('|').any(|phrase| phrase.chars().eq(lower()))
}

/// Whether an element around something kept was called comments; of most pages most elements need not be asked.
fn has_kept_comments(document: &Document, page: &Page, kept: &[bool]) -> bool {
    let mut count = 0_u32;
    let counted = kept.iter().map(|&kept| {
        count += u32::from(kept);
        count
    });
    let before: Scratch<u32> = std::iter::once(0).chain(counted).collect();
    let kept_before = |block: u32| before.get(block as usize).copied().unwrap_or_default();
    let has_kept = |holder: &&Holder| kept_before(holder.blocks.start) < kept_before(holder.blocks.end);
    page.elements.iter().filter(has_kept).any(|holder| is_called_comments(document, page, holder))
}

fn indices(blocks: &Range<u32>) -> Range<usize> {
    blocks.start as usize..blocks.end as usize
}

/// The blocks in sections.
fn within(sections: &[(NodeId, Range<u32>)]) -> impl Iterator<Item = usize> {
    sections.iter().flat_map(|(_, blocks)| indices(blocks))
}

/// Whether an element has a name for comments, one of a set of [`Part::bit`]s. What is named for the body too is the body of one comment,
/// or of an article in the column of that name, unless there are several.
fn is_named(document: &Document, holder: &Holder, comments: u32) -> bool {
    let Some(element) = document.element(holder.node) else { return false };
    let attrs =
        || [local_name!("class"), local_name!("id")].into_iter().filter_map(|name| document.attr(element, &name));
    let parts = lexicon::of_element(document, holder.node);
    let are_several = || attrs().any(|value| value.contains("omments"));
    parts & comments != 0
        && (parts & Part::Body.bit() == 0 || are_several())
        && !matches!(holder.tag, Tag::Html | Tag::Body | Tag::Main)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{blocks, dom};

    const PARAGRAPH: &str = "<p>The ferry will keep running through the winter, but it will be steered by a man who retired \
                             from it six years ago, and agreed on Tuesday to come back for five months.</p>";

    /// Whether the comments of a page, all of which was kept, are left out.
    fn are_left_out(article: usize, comments: usize, below: usize, claim: Claim) -> bool {
        let text = |count| PARAGRAPH.repeat(count);
        let html = format!("{}<div id=comments>{}</div>{}", text(article), text(comments), text(below));
        let limits = Limits::default();
        let (document, page, _) = blocks::read(dom::parse(&html, &limits).0, &limits);
        let mut choice = Choice::all(page.blocks.len());
        let sections = leave_out(&document, &page, &mut choice, || claim, false);
        assert_eq!(!sections.is_empty(), choice.kept().contains(&false));
        !sections.is_empty()
    }

    #[test]
    fn comments_under_an_article_are_left_out_however_many() {
        assert!(are_left_out(2, 40, 0, Claim::Article));
        assert!(are_left_out(2, 1, 3, Claim::Article));
        assert!(!are_left_out(1, 40, 0, Claim::Article), "there is no article beside them");
    }

    #[test]
    fn under_what_does_not_say_what_it_is_there_has_to_be_a_long_text() {
        assert!(are_left_out(20, 40, 0, Claim::Nothing));
        assert!(!are_left_out(5, 40, 0, Claim::Nothing));
        assert!(!are_left_out(20, 2, 10, Claim::Nothing), "a chapter of a manual");
    }

    /// What is left of a page, all of which was kept.
    fn left(html: &str, claim: Claim) -> String {
        let limits = Limits::default();
        let (document, page, _) = blocks::read(dom::parse(html, &limits).0, &limits);
        let mut choice = Choice::all(page.blocks.len());
        leave_out(&document, &page, &mut choice, || claim, false);
        let blocks = page.blocks.iter().zip(choice.kept()).filter(|(_, kept)| **kept);
        blocks
            .map(|(block, _)| page.block_text(block).split(' ').next().unwrap_or_default())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn comments_are_known_by_a_heading_or_a_name_in_another_language() {
        let text = PARAGRAPH.repeat(3);
        for section in [
            format!("<section><h2>25 Comments</h2>{text}</section>"),
            format!("<div><div><h3>Kommentare (3)</h3></div>{text}</div>"),
            format!("<section class=discussion>{text}</section>"),
            format!("<div id=comentarios>{text}</div>"),
        ] {
            assert_eq!(left(&format!("{text}{section}"), Claim::Article), "The The The", "{section}");
            assert!(left(&format!("{text}{section}"), Claim::Nothing).len() > 12, "{section}");
        }
        let article = format!("{text}<section><h2>Comments on the budget</h2>{text}</section>");
        assert_eq!(left(&article, Claim::Article), "The The The Comments The The The");
    }

    #[test]
    fn remarks_on_the_posts_of_a_thread_are_left_out() {
        let post =
            |name: &str, count| format!("<div class={name}>{}</div>", PARAGRAPH.replace("The", name).repeat(count));
        let remarked = [post("question", 3), post("comments", 1), post("answer", 3), post("comments", 1)].concat();
        assert_eq!(left(&remarked, Claim::Other), "question question question answer answer answer");
        let replies = [post("question", 5), post("comment", 1), post("comment", 1)].concat();
        assert_eq!(left(&replies, Claim::Other), "question question question question question comment comment");
    }

    #[test]
    fn a_thread_keeps_its_posts() {
        assert!(!are_left_out(20, 40, 0, Claim::Other));
        assert!(!are_left_out(20, 5, 0, Claim::Other));
    }
}
