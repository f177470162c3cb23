//! What the fuzz targets share: the laws and the writer of pages, which are those of the tests.
#![allow(dead_code, reason = "tests use more of them")]

#[path = "../../tests/common/grammar.rs"]
mod grammar_of_tests;
#[path = "../../tests/common/laws.rs"]
mod laws_of_tests;

use dehusk::Article;

/// The page that the bytes spell.
#[must_use]
pub fn page(bytes: &[u8]) -> String {
    grammar_of_tests::html(bytes)
}

/// The same among prose that is sure to be kept.
#[must_use]
pub fn article(bytes: &[u8]) -> String {
    grammar_of_tests::article(bytes)
}

/// Cuts the first byte off, for a choice that the input makes.
#[must_use]
pub fn choice(data: &[u8]) -> (usize, &[u8]) {
    data.split_first().map_or((0, data), |(&first, rest)| (usize::from(first), rest))
}

/// The laws of every article, whatever it was made from. Whether the same input gives the same again is asked of one
/// input in eight, as it costs as much as all other laws together.
///
/// # Panics
/// Where one is broken.
pub fn hold(data: &[u8], make: impl Fn() -> Article) -> Article {
    let article = make();
    laws_of_tests::check(&article).unwrap();
    if data.len() % 8 == 0 {
        laws_of_tests::is_pure(make).unwrap();
    }
    article
}

/// And of a page's.
///
/// # Panics
/// Where one is broken.
pub fn hold_for_page(article: &Article, html: &str) {
    laws_of_tests::comes_from_the_page(article).unwrap();
    laws_of_tests::stands_in_the_page(article, html).unwrap();
}

/// The arena's article against the reference tree's.
///
/// # Panics
/// Where they differ.
pub fn same_as_reference(html: &str) {
    // A page over a limit is another page than the one that the reference has.
    if dehusk::extract(html).truncated().is_none() {
        assert_eq!(laws_of_tests::difference(html), None);
    }
}
