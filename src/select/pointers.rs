//! Lines between paragraphs that point away from the article, or say who saw it through the press.

use super::phrases::{ADVERTISEMENTS, POINTERS, SIGNED};
use crate::blocks::{Page, TextBlock};
use crate::scratch::Text;

/// Most tokens of such a line.
const FEW: u32 = 40;
/// Most characters.
const SHORT: u32 = 300;

/// Whether a block is such a line: "Read also:" and a link, "Advertisement", "(责任编辑：王晓)". `lower` is room.
pub(super) fn is_pointer(page: &Page, block: &TextBlock, lower: &mut Text) -> bool {
    /// Tokens of what stands alone.
    const ALONE: u32 = 4;
    let text = page.block_text(block);
    let is_link = block.inline.link_chars * 2 >= block.counts.chars;
    let is_alone = block.counts.tokens <= ALONE;
    if block.counts.tokens > FEW || block.counts.chars > SHORT || !(is_link || is_alone || has_label(text)) {
        return false;
    }
    lower.clear();
    lower.extend(text.trim_matches(|char: char| !char.is_alphanumeric()).chars().flat_map(char::to_lowercase));
    let begins = |phrases: &str, ends: fn(&str) -> bool| {
        phrases.split('|').any(|phrase| lower.strip_prefix(phrase).is_some_and(ends))
    };
    is_link && begins(POINTERS, is_apart)
        || is_alone && begins(ADVERTISEMENTS, str::is_empty)
        || begins(SIGNED, |rest| rest.trim_start().starts_with([':', '：']))
}

/// Whether a text begins with something other than a word: a colon, a bracket.
fn is_apart(text: &str) -> bool {
    text.trim_start().starts_with(|char: char| !char.is_alphanumeric())
}

fn has_label(text: &str) -> bool {
    text.contains([':', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{blocks, dom};

    /// For each block whether it is a pointer.
    fn pointers(html: &str) -> Vec<bool> {
        let limits = Limits::default();
        let (_, page, _) = blocks::read(dom::parse(html, &limits).0, &limits);
        let mut lower = Text::with_capacity(0);
        page.blocks.iter().map(|block| is_pointer(&page, block, &mut lower)).collect()
    }

    #[test]
    fn lines_that_point_away_are_told_by_their_words() {
        for line in [
            "Read also: <a href=/a>The quay that was moved twice</a>",
            "<strong>»</strong> <a href=/a>Lesen Sie auch: Der Kai, der zweimal umzog</a>",
            "【相关阅读】<a href=/a>南港扩建工程明年动工</a>",
            "اقرأ أيضًا: <a href=/a>الميناء الذي نقل مرتين</a>",
            "Advertisement",
            "— 广告 —",
            "（责任编辑：王晓）",
            "来源：晨报",
        ] {
            assert_eq!(pointers(&format!("<p>{line}</p>")), [true], "{line}");
        }
    }

    #[test]
    fn sentences_that_begin_so_are_sentences() {
        for line in [
            "Read more slowly, and you will see what the <a href=/a>quay</a> was for in the years before it was moved.",
            "<a href=/a>Relatedness of ships is told by their names</a>",
            "<a href=/a>Read more about ships that froze in.</a>",
            "Advertisement was new to him.",
            "编辑们在星期二说：港口结冰了。",
        ] {
            assert_eq!(pointers(&format!("<p>{line}</p>")), [false], "{line}");
        }
    }
}
