//! What forums print around each post beside what was said: since when its author is a member and how much they have written, a signature
//! under a line, who changed it when.
//!
//! Boards made of tables give these no class to tell them by. Their words are few: they come with the board's language packs.

use super::lines::comparable;
use super::phrases::{CHANGED, MEMBER};
use crate::blocks::Page;
use crate::scratch::{Scratch, Text};

/// Which of some blocks are such. `lower` is room.
pub(super) fn details(page: &Page, is_asked: impl Fn(usize) -> bool, lower: &mut Text) -> Scratch<bool> {
    let mut labels = Labels::default();
    let text = |at: usize| page.block_text(&page.blocks[at]);
    let all = 0..page.blocks.len();
    let mut members: Scratch<bool> =
        all.clone().map(|at| is_asked(at) && is_about_member(text(at), lower, &mut labels)).collect();
    let is_thread = labels.make_a_thread();
    if !is_thread {
        members.fill(false);
    }
    // Where a member lives stands between the two.
    let is_member = |at: usize| members.get(at) == Some(&true);
    let is_between = |at: usize| is_member(at.wrapping_sub(1)) && is_member(at + 1) && is_short_statement(text(at));
    let mut is_around = |at: usize| is_thread && is_signature(text(at)) || is_note(text(at), lower);
    all.map(|at| is_member(at) || is_between(at) || is_asked(at) && is_around(at)).collect()
}

/// What is said of members on a page.
#[derive(Debug, Default)]
struct Labels {
    /// How often.
    count: usize,
    /// The first label, and whether there is another.
    first: Option<&'static str>,
    differ: bool,
}

impl Labels {
    fn note(&mut self, label: &'static str) {
        self.count += 1;
        self.differ |= *self.first.get_or_insert(label) != label;
    }

    /// One thing about many members, or many about one, is said on other pages too.
    fn make_a_thread(&self) -> bool {
        const MANY: usize = 3;
        self.count >= MANY && self.differ
    }
}

/// Most bytes of a line about a member, and of a note. All are looked at for each colon.
const SHORT: usize = 200;

/// Whether a block says when somebody joined or how much they have written.
fn is_about_member(text: &str, lower: &mut Text, labels: &mut Labels) -> bool {
    /// Colons of a line that has everything.
    const MOST: usize = 8;
    if text.len() > SHORT || !text.contains([':', '：']) || !text.contains(char::is_numeric) {
        return false;
    }
    let text = comparable(text, lower);
    let mut found = false;
    for (at, colon) in text.match_indices([':', '：']).take(MOST) {
        let (label, value) = (text[..at].trim_end(), text[at + colon.len()..].trim_start());
        if let Some(label) = MEMBER.iter().find(|known| ends_in(label, known)).filter(|_| is_number_or_date(value)) {
            labels.note(label);
            found = true;
        }
    }
    found
}

fn ends_in(text: &str, label: &str) -> bool {
    text.strip_suffix(label).is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
}

/// Whether a value has a number among its first words, as "Mon Mar 04, 2019" has.
fn is_number_or_date(value: &str) -> bool {
    const FIRST: usize = 3;
    let words = value.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(FIRST).any(|word| word.starts_with(char::is_numeric))
}

/// "Location: Quay 4": a word or two, and a few more behind a colon.
fn is_short_statement(text: &str) -> bool {
    const LABEL: usize = 2;
    const VALUE: usize = 6;
    let has_words = |text: &str, most: usize| (1..=most).contains(&text.split_whitespace().take(most + 1).count());
    let parts = if text.len() > SHORT { None } else { text.split_once([':', '：']) };
    let is_sentence = text.ends_with(['.', '!', '?', '。', '！', '？']);
    parts.is_some_and(|(label, value)| !is_sentence && has_words(label, LABEL) && has_words(value, VALUE))
}

/// The line that boards draw over a signature, and what stands under it.
fn is_signature(text: &str) -> bool {
    text.starts_with("__________")
}

/// "Last edited by Ann: 01-14-2006 at 12:02 PM."
fn is_note(text: &str, lower: &mut Text) -> bool {
    /// A day has as many numbers.
    const NUMBERS: usize = 3;
    if text.len() > SHORT {
        return false;
    }
    let numbers = text.split(|char: char| !char.is_numeric()).filter(|number| !number.is_empty());
    if numbers.take(NUMBERS).count() < NUMBERS {
        return false;
    }
    CHANGED.starts(comparable(text, lower))
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
        let details = details(&page, |_| true, &mut Text::with_capacity(0));
        let texts = page.blocks.iter().map(|block| page.block_text(block).to_owned());
        texts.zip(details.iter()).filter(|(_, is)| **is).map(|(text, _)| text).collect()
    }

    #[test]
    fn what_boards_say_of_the_author_of_each_post_is_no_part_of_it() {
        for (post, lines) in [
            ("<div>Join Date: Nov 2005<div>Location: Quay 4<div>Posts: 3,118</div>", 3),
            ("<div>Registriert: 7. März 2011<div>Beiträge: 14</div>", 2),
            ("<div>Группа: Модераторы Сообщений: 8 905 Из: Пермь Пользователь №: 265</div>", 1),
            ("<div>注册时间：2011-3-7<div>帖子：12</div>", 2),
            ("<div>Joined: Mon Mar 04, 2019<div>Posts: 9<div>__________________<br>Ice is water that waits.</div>", 3),
            ("<div>Last edited by Ann: 01-14-2006 at 12:02 PM.</div>", 1),
            ("<div>« Last Edit: March 3, 2011, 09:12:44 am by Ann »</div>", 1),
        ] {
            let page = format!("{POST}{post}").repeat(3);
            assert_eq!(found(&page).len(), 3 * lines, "{post}: {:?}", found(&page));
        }
    }

    #[test]
    fn what_is_said_on_other_pages_is_none() {
        for line in [
            "Messages: 5 ways to send them",
            "Registered: 41,112 voters",
            "Registered: that makes 41 of 50 ships",
            "_____ is the capital of France.",
            "Edited by Ann Quay, Harbour Press, 1990",
            "He joined the crew in 1981. Outposts: 4. The posts were painted by 12 men.",
            "The fix is here: turn the valve and wait for 12 minutes.",
        ] {
            assert_eq!(found(&format!("{POST}<p>{line}").repeat(4)), [""; 0], "{line}");
        }
    }

    #[test]
    fn a_short_reply_between_two_details_is_a_reply() {
        let post = "<div>Joined: Nov 2005<div>Posts: 14</div><p>The fix is here: turn the valve.</p>";
        assert_eq!(found(&post.repeat(3)).len(), 6);
    }

    #[test]
    fn colons_and_spaces_take_no_time() {
        let line = format!("<p>1{}1", ":".repeat(180));
        let spaces = format!("<pre>1:{}</pre>", " ".repeat(100_000));
        assert!(found(&format!("{}{spaces}", line.repeat(1000))).is_empty());
    }
}
