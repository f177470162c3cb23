//! Who takes part: bounds first, then the extractors, each as a function from a page to the text of its article.

use crate::bounds;

pub struct Contender {
    pub name: &'static str,
    /// Whether it gives an article; the others only read the page.
    pub is_extractor: bool,
    /// The text; `None` for an error. The page's address where the label has it.
    pub extract: fn(&str, Option<&str>) -> Option<String>,
}

/// What all times are compared with.
pub const REFERENCE: &str = "html5ever-arena";

/// The peers with their default settings. `trafilatura-fallback` tries Readability as well, as trafilatura's own command does.
pub const CONTENDERS: [Contender; 13] = [
    bound("memchr", bounds::memchr),
    bound("html5ever-tokenizer", bounds::tokenizer),
    bound("html5ever-builder", bounds::tree_builder),
    bound(REFERENCE, bounds::arena),
    bound("html5ever-rcdom", bounds::rcdom),
    bound("dehusk-parse", bounds::parse),
    extractor("dehusk", dehusk),
    extractor("dom_smoothie", dom_smoothie),
    extractor("legible", legible),
    extractor("libreadability", libreadability),
    extractor("trafilatura", trafilatura),
    extractor("trafilatura-fallback", trafilatura_with_fallback),
    extractor("rs-trafilatura", rs_trafilatura),
];

const fn bound(name: &'static str, extract: fn(&str, Option<&str>) -> Option<String>) -> Contender {
    Contender { name, is_extractor: false, extract }
}

const fn extractor(name: &'static str, extract: fn(&str, Option<&str>) -> Option<String>) -> Contender {
    Contender { name, is_extractor: true, extract }
}

/// Text and title, and with them all that the one call gives.
fn dehusk(html: &str, _url: Option<&str>) -> Option<String> {
    let article = dehusk::extract(html);
    std::hint::black_box(article.title());
    Some(article.text().to_owned())
}

fn dom_smoothie(html: &str, url: Option<&str>) -> Option<String> {
    let article = dom_smoothie::Readability::new(html, url, None).ok()?.parse().ok()?;
    Some(article.text_content.to_string())
}

fn legible(html: &str, url: Option<&str>) -> Option<String> {
    Some(legible::parse(html, url, None).ok()?.text_content)
}

fn libreadability(html: &str, _url: Option<&str>) -> Option<String> {
    Some(libreadability::extract(html, None).ok()?.text_content)
}

fn trafilatura(html: &str, _url: Option<&str>) -> Option<String> {
    Some(trafilatura::extract(html, &trafilatura::Options::default()).ok()?.content_text)
}

fn trafilatura_with_fallback(html: &str, _url: Option<&str>) -> Option<String> {
    let options = trafilatura::Options::default().with_fallback(true);
    Some(trafilatura::extract(html, &options).ok()?.content_text)
}

fn rs_trafilatura(html: &str, url: Option<&str>) -> Option<String> {
    let options = rs_trafilatura::Options { url: url.map(str::to_owned), ..rs_trafilatura::Options::default() };
    Some(rs_trafilatura::extract_with_options(html, &options).ok()?.content_text)
}
