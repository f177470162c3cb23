//! Lines between paragraphs that point away from the article, or say who saw it through the press.

use super::lines::comparable;
use super::phrases::{ADVERTISEMENTS, POINTERS, SIGNED};
use crate::article::BlockKind;
use crate::blocks::{Page, TextBlock};
use crate::scratch::Text;

/// Most bytes of such a line.
const SHORT: usize = 600;

/// Whether a block is such a line: "Read also:" and a link, "Advertisement", "(责任编辑：王晓)". `lower` is room.
pub(super) fn is_pointer(page: &Page, block: &TextBlock, lower: &mut Text) -> bool {
    /// Tokens of what stands alone.
    const ALONE: u32 = 4;
    /// Tokens of a name, or two, and what they did; characters, in Chinese.
    const NAMES: u32 = 16;
    let text = page.block_text(block);
    let tokens = block.counts.tokens;
    let is_link = block.inline.link_chars * 2 >= block.counts.chars;
    let is_alone = tokens <= ALONE && block.kind == BlockKind::Paragraph;
    let may_be_signed = tokens <= NAMES && block.kind == BlockKind::Paragraph && is_plain_label(text);
    if text.len() > SHORT || !(is_link || is_alone || may_be_signed) {
        return false;
    }
    let text = comparable(text, lower);
    is_link && POINTERS.at_start(text).any(|(_, rest)| is_apart(rest))
        || is_alone && ADVERTISEMENTS.has(text)
        || may_be_signed && SIGNED.at_start(text).any(|(_, rest)| rest.trim_start().starts_with([':', '：']))
}

/// Whether a text is nothing, or begins with something other than a word: a colon, a bracket. A hyphen makes one word of two.
fn is_apart(text: &str) -> bool {
    !text.starts_with(['-', '‐']) && !text.trim_start().starts_with(char::is_alphanumeric)
}

/// Whether a text has a colon, and no comma or end of a sentence.
fn is_plain_label(text: &str) -> bool {
    text.contains([':', '：']) && !text.contains(['。', '，', '？', '！', '?', '!', ','])
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
            "<a href=/a>Read more »</a>",
            "<strong>»</strong> <a href=/a>Lesen Sie auch: Der Kai, der zweimal umzog</a>",
            "<a href=/a>Přečtěte si také: Přístav, který se stěhoval</a>",
            "<a href=/a>İLGİLİ HABER: İki kez taşınan rıhtım</a>",
            "<a href=/a>Διαβάστε επίσης: Η προβλήτα</a>",
            "【相关阅读】<a href=/a>南港扩建工程明年动工</a>",
            "اقرأ أيضًا: <a href=/a>الميناء الذي نقل مرتين</a>",
            "اقرأ أيضاً: <a href=/a>الميناء الذي نقل مرتين</a>",
            "<a href=/a>यह भी पढ़ें: दो बार हटाया गया घाट</a>",
            "Advertisement",
            "ΔΙΑΦΗΜΙΣΗ",
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
            "Related: he was her uncle, and she had never been told so.",
            "<a href=/a>Relatedness of ships is told by their names</a>",
            "<a href=/a>Related-party transactions of the harbour</a>",
            "<a href=/a>Read more about ships that froze in.</a>",
            "Advertisement was new.",
            "<h2>Werbung</h2>",
            "<ul><li>审核：三级</ul>",
            "编辑：您第一次见到这样的冰是什么时候？",
            "编辑们在星期二说：港口结冰了。",
            "来源：本品为菊科植物的干燥花，秋季采收。",
        ] {
            assert_eq!(pointers(&format!("<div>{line}</div>")), [false], "{line}");
        }
    }
}
