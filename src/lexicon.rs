//! Words in `class`, `id` and `role` that speak for or against content. Evidence for the scorer, never a veto: the same
//! words name real articles on other sites.
//!
//! Origin of the table: the names that the widely deployed content systems (`WordPress`, Drupal, Ghost, Shopify, Magento,
//! `MediaWiki`, phpBB, Discourse, Sphinx, Docusaurus) and the CSS frameworks document for their own parts, and the ARIA
//! landmark roles (<https://www.w3.org/TR/wai-aria-1.2/#landmark_roles>).

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
}

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
    ("category", Part::Tags),
    ("colophon", Part::Footer),
    ("comment", Part::Comment),
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
];

/// The parts that the words of a `class`, `id` or `role` name, as a set of [`Part::bit`]s.
///
/// Words are parted where letters meet anything else and where lower case meets upper case.
pub(crate) fn parts(value: &str) -> u32 {
    /// Longer than any word of the table; atomic CSS has longer names, but not in it.
    const LONGEST: usize = 15;
    let mut word = [0_u8; LONGEST];
    let mut length = 0;
    let mut lower = false;
    let mut set = 0;
    for byte in value.bytes().chain([b' ']) {
        let starts = byte.is_ascii_uppercase() && lower;
        if starts || !byte.is_ascii_alphabetic() {
            set |= word.get(..length).map_or(0, bit_of);
            length = 0;
        }
        if byte.is_ascii_alphabetic() {
            if let Some(slot) = word.get_mut(length) {
                *slot = byte.to_ascii_lowercase();
            }
            length += 1;
        }
        lower = byte.is_ascii_lowercase();
    }
    set
}

fn bit_of(word: &[u8]) -> u32 {
    WORDS.binary_search_by(|(known, _)| known.as_bytes().cmp(word)).map_or(0, |at| WORDS[at].1.bit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_fits() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(WORDS.iter().all(|(word, _)| word.len() <= 15));
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
