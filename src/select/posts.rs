//! What forums print around each post beside what was said: since when its author is a member and how much they have written, a signature
//! under a line, who changed it when.
//!
//! Boards made of tables give these no class to tell them by. Their words are few: they come with the board's language packs.

use super::phrases::{CHANGED, MEMBER};
use crate::blocks::{Page, TextBlock};
use crate::scratch::{Scratch, Text};

/// Which of some blocks are such, if there are many of them, as a thread has.
pub(super) fn details(page: &Page, is_asked: impl Fn(usize) -> bool) -> Scratch<bool> {
    /// So many make a thread.
    const MANY: usize = 3;
    let mut lower = Text::with_capacity(0);
    let blocks = page.blocks.iter().enumerate();
    let mut details: Scratch<bool> =
        blocks.map(|(at, block)| is_asked(at) && is_detail(page, block, &mut lower)).collect();
    if details.iter().filter(|is| **is).count() < MANY {
        details.fill(false);
    }
    // Where a member lives stands between the two. A post can be as short, but is no label with a value.
    for at in 1..details.len().saturating_sub(1) {
        let block = &page.blocks[at];
        let is_alike = || block.counts.tokens <= FEW && colons(page.block_text(block)).next().is_some();
        details[at] |= details[at - 1] && details[at + 1] && is_alike();
    }
    details
}

/// Most tokens of a line about a member, and of a note.
const FEW: u32 = 20;
/// Most characters. Not all are in tokens, and all are looked at once for each colon.
const SHORT: u32 = 200;

/// `lower` is room.
fn is_detail(page: &Page, block: &TextBlock, lower: &mut Text) -> bool {
    let text = page.block_text(block);
    // The line that boards draw over a signature.
    if text.starts_with("_____") {
        return true;
    }
    if block.counts.tokens > FEW || block.counts.chars > SHORT || !text.contains(|char: char| char.is_numeric()) {
        return false;
    }
    lower.clear();
    lower.extend(text.chars().flat_map(char::to_lowercase));
    CHANGED.split('|').any(|note| lower.starts_with(note))
        || colons(lower).any(|(label, value)| is_of_member(label, value))
}

/// What stands before and behind each colon.
fn colons(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.match_indices([':', '：']).map(|(at, colon)| (&text[..at], &text[at + colon.len()..]))
}

/// Whether a text ends in what boards call a number or a day of a member, and one follows.
fn is_of_member(before: &str, value: &str) -> bool {
    let is_word = |label: &str| {
        let rest = before.trim_end().strip_suffix(label);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
    };
    value.contains(|char: char| char.is_numeric()) && MEMBER.split('|').any(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{blocks, dom};

    const POST: &str =
        "<p>The ferry will keep running through the winter, but it will be steered by a man who retired from it.</p>";

    /// The texts of a page that are details.
    fn found(html: &str) -> Vec<String> {
        let limits = Limits::default();
        let (_, page, _) = blocks::read(dom::parse(html, &limits).0, &limits);
        let details = details(&page, |_| true);
        let texts = page.blocks.iter().map(|block| page.block_text(block).to_owned());
        texts.zip(details.iter()).filter(|(_, is)| **is).map(|(text, _)| text).collect()
    }

    #[test]
    fn what_boards_say_of_the_author_of_each_post_is_no_part_of_it() {
        for (post, lines) in [
            ("<div>Join Date: Nov 2005<div>Location: Quay 4<div>Posts: 3,118</div>", 3),
            ("<dl><dt>Registriert:<dd>7. März 2011<dt>x</dl><div>Beiträge: 14</div>", 1),
            ("<div>Группа: Модераторы Сообщений: 8 905 Из: Пермь</div>", 1),
            ("<div>注册时间：2011-3-7</div>", 1),
            ("<div>_________________<br>Ice is water that waits.</div>", 1),
            ("<div>Last edited by Ann: 01-14-2006 at 12:02 PM.</div>", 1),
        ] {
            let page = format!("{POST}{post}").repeat(3);
            assert_eq!(found(&page).len(), 3 * lines, "{post}: {:?}", found(&page));
        }
    }

    #[test]
    fn a_page_that_says_it_once_is_no_thread() {
        assert!(found(&format!("{POST}<p>Messages: 5 ways to send them<p>Location: Quay 4")).is_empty());
        let prose = "<p>He joined the crew in 1981. Outposts: 4. The posts were painted by 12 men.";
        assert!(found(&prose.repeat(5)).is_empty());
    }
}
