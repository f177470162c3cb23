//! Words in `class`, `id` and `role` that speak for or against content. Evidence for the scorer, no veto: the same
//! words name real articles on other sites. (Only comments, and what stands beside a text, are left out for their name.)
//!
//! Origin of the table: the names that the widely deployed content systems (`WordPress`, Drupal, Ghost, Shopify, Magento,
//! `MediaWiki`, phpBB, Discourse, Sphinx, Docusaurus) and the CSS frameworks document for their own parts, and the ARIA
//! landmark roles (<https://www.w3.org/TR/wai-aria-1.2/#landmark_roles>).

use crate::dom::{Document, NodeId};
use html5ever::local_name;

/// What a part of a page is for, as its author named it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Part {
    Body,
    Byline,
    Breadcrumb,
    Comment,
    Consent,
    Footer,
    Header,
    Menu,
    Newsletter,
    Pager,
    Post,
    Product,
    Promo,
    Related,
    Review,
    Share,
    Sidebar,
    Tags,
    // The scorer does not see what follows; see [`NAMED`].
    Beside,
    Discussion,
}

/// How many parts, the first ones, the scorer of blocks sees.
pub(crate) const NAMED: u8 = Part::Tags as u8 + 1;

impl Part {
    /// The part as one bit of a set.
    pub(crate) fn bit(self) -> u32 {
        1 << self as u8
    }
}

/// Lower-case words and what they name, sorted by word.
const WORDS: &[(&str, Part)] = &[
    ("ad", Part::Promo),
    ("ads", Part::Promo),
    ("advert", Part::Promo),
    ("advertisement", Part::Promo),
    ("also", Part::Related),
    ("answer", Part::Post),
    ("article", Part::Body),
    ("aside", Part::Sidebar),
    ("author", Part::Byline),
    ("banner", Part::Promo),
    ("bio", Part::Byline),
    ("body", Part::Body),
    ("breadcrumb", Part::Breadcrumb),
    ("breadcrumbs", Part::Breadcrumb),
    ("byline", Part::Byline),
    ("caption", Part::Beside),
    ("category", Part::Tags),
    ("colophon", Part::Footer),
    ("comentarios", Part::Discussion),
    ("comment", Part::Comment),
    ("commentaires", Part::Discussion),
    ("commenti", Part::Discussion),
    ("commentlist", Part::Comment),
    ("comments", Part::Comment),
    ("complementary", Part::Sidebar),
    ("consent", Part::Consent),
    ("content", Part::Body),
    ("contentinfo", Part::Footer),
    ("cookie", Part::Consent),
    ("cookies", Part::Consent),
    ("copyright", Part::Footer),
    ("date", Part::Byline),
    ("dateline", Part::Byline),
    ("description", Part::Product),
    ("details", Part::Product),
    ("disclaimer", Part::Beside),
    ("discussion", Part::Discussion),
    ("diskussion", Part::Discussion),
    ("disqus", Part::Comment),
    ("dropdown", Part::Menu),
    ("entry", Part::Body),
    ("facebook", Part::Share),
    ("features", Part::Product),
    ("feedback", Part::Review),
    ("foot", Part::Footer),
    ("footer", Part::Footer),
    ("gdpr", Part::Consent),
    ("head", Part::Header),
    ("header", Part::Header),
    ("komentarze", Part::Discussion),
    ("kommentar", Part::Discussion),
    ("kommentare", Part::Discussion),
    ("kommentarer", Part::Discussion),
    ("main", Part::Body),
    ("masthead", Part::Header),
    ("megamenu", Part::Menu),
    ("menu", Part::Menu),
    ("message", Part::Post),
    ("meta", Part::Byline),
    ("modal", Part::Promo),
    ("more", Part::Related),
    ("nav", Part::Menu),
    ("navbar", Part::Menu),
    ("navigation", Part::Menu),
    ("newsletter", Part::Newsletter),
    ("outbrain", Part::Related),
    ("pager", Part::Pager),
    ("pagination", Part::Pager),
    ("popular", Part::Related),
    ("popup", Part::Promo),
    ("post", Part::Post),
    ("posts", Part::Post),
    ("privacy", Part::Consent),
    ("product", Part::Product),
    ("products", Part::Product),
    ("promo", Part::Promo),
    ("promotion", Part::Promo),
    ("prose", Part::Body),
    ("question", Part::Post),
    ("rating", Part::Review),
    ("ratings", Part::Review),
    ("reacties", Part::Discussion),
    ("recommendation", Part::Related),
    ("recommendations", Part::Related),
    ("recommended", Part::Related),
    ("related", Part::Related),
    ("reply", Part::Post),
    ("respond", Part::Comment),
    ("review", Part::Review),
    ("reviews", Part::Review),
    ("richtext", Part::Body),
    ("rte", Part::Body),
    ("search", Part::Menu),
    ("share", Part::Share),
    ("sharing", Part::Share),
    ("sidebar", Part::Sidebar),
    ("signature", Part::Beside),
    ("signup", Part::Newsletter),
    ("similar", Part::Related),
    ("social", Part::Share),
    ("spec", Part::Product),
    ("specification", Part::Product),
    ("specifications", Part::Product),
    ("specs", Part::Product),
    ("sponsor", Part::Promo),
    ("sponsored", Part::Promo),
    ("story", Part::Body),
    ("subscribe", Part::Newsletter),
    ("subscription", Part::Newsletter),
    ("suggested", Part::Related),
    ("taboola", Part::Related),
    ("tag", Part::Tags),
    ("tags", Part::Tags),
    ("teaser", Part::Related),
    ("text", Part::Body),
    ("thread", Part::Post),
    ("timestamp", Part::Byline),
    ("toc", Part::Menu),
    ("toolbar", Part::Menu),
    ("trending", Part::Related),
    ("twitter", Part::Share),
    ("upsell", Part::Related),
    ("vote", Part::Share),
    ("votes", Part::Share),
    ("widget", Part::Sidebar),
    ("yorumlar", Part::Discussion),
];

/// What sections of comments are headed by, in the languages with the most pages on the web (the ranking of <https://w3techs.com>), written
/// down from general knowledge of those languages' sites.
pub(crate) const COMMENTS: &str = "comment|comments|leave a comment|leave a reply|post a comment|add a comment|kommentare|kommentar|commentaires|comentarios|comentários|commenti|reacties|kommentarer|komentarze|komentáře|yorumlar|komentar|bình luận|комментарии|комментировать|ответить|коментарі|评论|評論|留言|コメント|댓글|تعليقات|أضف تعليق|התגובות|תגובות";

/// Longer than any word of the table; atomic CSS has longer names, but not in it.
const LONGEST: u32 = 15;

/// The parts that the words of a `class`, `id` or `role` name, as a set of [`Part::bit`]s.
///
/// Words are parted where letters meet anything else and where lower case meets upper case.
pub(crate) fn parts(value: &str) -> u32 {
    let (mut word, mut length) = (0, 0);
    let mut lower = false;
    let mut set = 0;
    for byte in value.bytes().chain([b' ']) {
        let letter = byte.is_ascii_alphabetic();
        let upper = byte.is_ascii_uppercase();
        if !letter || (upper && lower) {
            set |= if length > LONGEST { 0 } else { bit_of(word) };
            (word, length) = (0, 0);
        }
        if letter {
            word = word << 8 | u128::from(byte.to_ascii_lowercase());
            length += 1;
        }
        lower = letter && !upper;
    }
    set
}

/// The parts that the class and the id of an element name.
pub(crate) fn of_element(document: &Document, node: NodeId) -> u32 {
    let values = document.element(node).into_iter().flat_map(|element| {
        [local_name!("class"), local_name!("id")].into_iter().filter_map(|name| document.attr(element, &name))
    });
    values.fold(0, |set, value| set | parts(value))
}

fn bit_of(word: u128) -> u32 {
    let mut slot = slot_of(word);
    while let Some((known, part)) = KNOWN[slot] {
        if known == word {
            return part.bit();
        }
        slot = (slot + 1) % KNOWN.len();
    }
    0
}

/// The words, each as one number, by [`slot_of`] or right after. Nearly all words of a page are not among them, and
/// nearly all of those find their slot free.
static KNOWN: [Option<(u128, Part)>; 512] = {
    let mut known = [None; 512];
    let mut at = 0;
    while at < WORDS.len() {
        let (word, part) = WORDS[at];
        let word = packed(word.as_bytes());
        let mut slot = slot_of(word);
        while known[slot].is_some() {
            slot = (slot + 1) % known.len();
        }
        known[slot] = Some((word, part));
        at += 1;
    }
    known
};

const fn packed(word: &[u8]) -> u128 {
    let mut packed = 0;
    let mut at = 0;
    while at < word.len() {
        packed = packed << 8 | word[at] as u128;
        at += 1;
    }
    packed
}

const fn slot_of(word: u128) -> usize {
    ((word as u64 ^ (word >> 64) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_fits() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(WORDS.iter().all(|(word, _)| word.len() <= LONGEST as usize));
    }

    #[test]
    fn every_word_of_the_table_is_found() {
        for (word, part) in WORDS {
            assert_eq!(parts(word), part.bit(), "{word}");
        }
    }

    #[test]
    fn words_are_found_in_any_spelling() {
        for value in ["related-posts-list", "relatedPosts", "block__related", "RELATED", "x related y"] {
            assert!(parts(value) & Part::Related.bit() != 0, "{value}");
        }
        assert_eq!(parts("unrelated correlated a-very-long-hashed-name-9f8e7d shadow"), 0);
        assert_eq!(parts(""), 0);
    }
}
