//! What the markup's own vocabulary and the page's address say about the kind of the page. Each is 1 where it is there.

use crate::blocks::{Holder, Page};
use crate::dom::{Document, NodeId, Walk};
use crate::scratch::Scratch;
use html5ever::local_name;
use memchr::memmem;

/// Types of schema.org that pages name in JSON-LD and microdata (<https://schema.org/docs/full.html>): those that belong
/// to one kind of page more than to others.
const TYPES: &[&str] = &[
    "AboutPage",
    "AggregateRating",
    "Article",
    "BlogPosting",
    "BreadcrumbList",
    "CollectionPage",
    "Comment",
    "Course",
    "DiscussionForumPosting",
    "Event",
    "FAQPage",
    "ItemList",
    "ItemPage",
    "JobPosting",
    "LocalBusiness",
    "NewsArticle",
    "Offer",
    "Organization",
    "Product",
    "ProductGroup",
    "QAPage",
    "Question",
    "Recipe",
    "Review",
    "SearchResultsPage",
    "Service",
    "SoftwareApplication",
    "TechArticle",
    "WebPage",
    "WebSite",
];

/// Types of the Open Graph protocol (<https://ogp.me/#types>), the first word of each.
const OPEN_GRAPH: &[&str] = &["article", "object", "product", "profile", "video", "website"];

/// First words that the documentation of widely deployed systems gives for their `generator`.
const GENERATORS: &[&str] =
    &["discourse", "docusaurus", "hugo", "mediawiki", "mkdocs", "shopify", "sphinx", "wordpress"];

/// Words of paths by which the same systems, and the web's shops and forums, tell their pages apart.
const PATH: &[&str] = &[
    "about",
    "api",
    "article",
    "articles",
    "best",
    "blog",
    "c",
    "categories",
    "category",
    "collection",
    "collections",
    "comments",
    "community",
    "discussion",
    "doc",
    "docs",
    "documentation",
    "dp",
    "features",
    "forum",
    "forums",
    "guide",
    "guides",
    "help",
    "item",
    "itm",
    "learn",
    "list",
    "manual",
    "news",
    "p",
    "post",
    "posts",
    "pricing",
    "product",
    "products",
    "questions",
    "r",
    "recipes",
    "reference",
    "search",
    "service",
    "services",
    "shop",
    "solutions",
    "store",
    "support",
    "t",
    "tag",
    "thread",
    "threads",
    "topic",
    "topics",
    "tutorial",
    "u",
    "viewtopic",
    "wiki",
];

/// Words of host names.
const HOST: &[&str] =
    &["answers", "community", "developer", "discuss", "docs", "forum", "forums", "help", "shop", "store", "support"];

/// Numbers of the address that are no words.
const NUMBERS: &[&str] = &["address.known", "address.front", "address.depth", "address.length"];

/// How many columns there are.
pub(super) const WIDTH: usize =
    TYPES.len() + OPEN_GRAPH.len() + GENERATORS.len() + PATH.len() + HOST.len() + NUMBERS.len();

/// Names and definitions of the columns.
pub(super) fn names() -> impl Iterator<Item = (String, &'static str)> {
    let named = |prefix: &'static str, words: &'static [&'static str], definition: &'static str| {
        words.iter().map(move |word| (format!("{prefix}{word}"), definition))
    };
    named("type.", TYPES, "1 if JSON-LD or microdata name this type of schema.org")
        .chain(named("og.", OPEN_GRAPH, "1 if og:type starts with it"))
        .chain(named("generator.", GENERATORS, "1 if the page's generator is named so"))
        .chain(named("path.", PATH, "1 if it is a word of the address's path"))
        .chain(named("host.", HOST, "1 if it is a word of the address's host"))
        .chain(named(
            "",
            NUMBERS,
            "the address: whether it is known, whether it is a front page, slashes and bytes of its path",
        ))
}

/// The columns of a page.
pub(crate) fn hints(document: &Document, address: Option<&str>) -> Scratch<f32> {
    let mut out = Scratch::with_capacity(WIDTH);
    out.extend(types(document));
    let (open_graph, generator) = head(document);
    flags(OPEN_GRAPH, words(open_graph).take(1), &mut out);
    flags(GENERATORS, words(generator), &mut out);
    let (host, path) = address.map_or(("", ""), split);
    flags(PATH, words(path), &mut out);
    flags(HOST, words(host), &mut out);
    out.extend([
        f32::from(u8::from(address.is_some())),
        f32::from(u8::from(address.is_some() && path.trim_matches('/').is_empty())),
        path.matches('/').count() as f32,
        path.len() as f32,
    ]);
    out
}

/// Appends for each word of a table 1 if it is among those found, case aside.
fn flags<'t>(table: &[&str], found: impl Iterator<Item = &'t str>, out: &mut Vec<f32>) {
    let start = out.len();
    out.resize(start + table.len(), 0.0);
    for word in found {
        if let Some(at) = table.iter().position(|known| known.eq_ignore_ascii_case(word)) {
            out[start + at] = 1.0;
        }
    }
}

/// What a page says that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    Article,
    /// Something else that has texts of readers: a thread or a product.
    Other,
    Nothing,
}

/// What a page says that it is, by `og:type` or, without one, by its types of schema.org. Forums and shops call their threads
/// and products articles too: a thread is believed whatever else the page says, a product if no type says article; and so is the address
/// where it names a thread.
pub(crate) fn claim(document: &Document, address: Option<&str>) -> Claim {
    const ARTICLES: [&str; 4] = ["Article", "BlogPosting", "NewsArticle", "TechArticle"];
    /// Types whose articles may be others than the page.
    const LISTS: [&str; 2] = ["CollectionPage", "ItemList"];
    const THREADS: [&str; 2] = ["DiscussionForumPosting", "QAPage"];
    let (host, path) = address.map_or(("", ""), split);
    if words(host).chain(words(path)).any(names_thread) {
        return Claim::Other;
    }
    let types = types(document);
    let names_one_of = |names: &[&str]| TYPES.iter().zip(types).any(|(name, is)| is > 0.0 && names.contains(name));
    let is_article = || match words(head(document).0).next() {
        Some(open_graph) => open_graph == "article",
        None => names_one_of(&ARTICLES) && !names_one_of(&LISTS),
    };
    let is_product = || names_one_of(&["Product"]) && !names_one_of(&ARTICLES);
    match names_one_of(&THREADS) || is_product() {
        true => Claim::Other,
        false if is_article() => Claim::Article,
        false => Claim::Nothing,
    }
}

/// Whether a word of an address is one by which the widely deployed forums name theirs.
fn names_thread(word: &str) -> bool {
    const THREADS: [&str; 8] =
        ["board", "boards", "discussion", "discussions", "showthread", "thread", "threads", "viewtopic"];
    let word = word.to_ascii_lowercase();
    THREADS.contains(&&*word) || word.ends_with("forum") || word.ends_with("forums")
}

/// For each of [`TYPES`] 1 if JSON-LD names it, behind `"@type":`, or microdata, in `itemtype`.
fn types(document: &Document) -> [f32; TYPES.len()] {
    /// More than pages have; a list of products names its types again and again.
    const MOST: usize = 4096;
    let text = document.buffer();
    let mut found = [0.0; TYPES.len()];
    let mut note = |name: &str| {
        if let Some(at) = TYPES.iter().position(|known| *known == name) {
            found[at] = 1.0;
        }
    };
    for rest in behind(text, "\"@type\"").take(MOST) {
        // A list that is not closed must not be looked for to the end of the page, again and again.
        let list = crate::text::head(rest, 256).trim_start_matches(|char: char| char.is_whitespace() || char == ':');
        let end = if list.starts_with('[') {
            list.find(']')
        } else {
            list.get(1..).and_then(|rest| rest.find('"')).map(|end| end + 1)
        };
        let list = crate::text::head(list, end.unwrap_or(0));
        list.split(|char: char| !char.is_ascii_alphanumeric()).for_each(&mut note);
    }
    // Most pages have none, and need not be walked for them.
    if behind(text, "schema.org/").any(|rest| rest.starts_with(|char: char| char.is_ascii_alphabetic())) {
        item_types(document).take(MOST).for_each(note);
    }
    found
}

/// The types of schema.org that microdata names. Values stand in the document's buffer without anything between them, so
/// that each has to be read by itself.
fn item_types(document: &Document) -> impl Iterator<Item = &str> {
    let elements = Walk::new(document, NodeId::DOCUMENT).opened().filter_map(|node| document.element(node));
    let values = elements.filter_map(|element| document.attr(element, &local_name!("itemtype")));
    values.flat_map(str::split_ascii_whitespace).filter_map(|value| Some(value.split_once("schema.org/")?.1))
}

/// What comes behind each place of a key.
fn behind<'a>(text: &'a str, key: &'static str) -> impl Iterator<Item = &'a str> {
    memmem::find_iter(text.as_bytes(), key).filter_map(move |at| text.get(at + key.len()..))
}

/// The values of `og:type` and of `generator`.
fn head(document: &Document) -> (&str, &str) {
    let (mut open_graph, mut generator) = ("", "");
    let inside = |node: NodeId| document.children(node).filter_map(|node| Some((node, document.element(node)?)));
    let html = inside(NodeId::DOCUMENT).find(|(_, element)| element.name == local_name!("html"));
    let head = html.and_then(|(node, _)| inside(node).find(|(_, element)| element.name == local_name!("head")));
    for (_, element) in head.into_iter().flat_map(|(node, _)| inside(node)) {
        if element.name != local_name!("meta") {
            continue;
        }
        let attr = |name| document.attr(element, &name).unwrap_or_default();
        let content = attr(local_name!("content"));
        if attr(local_name!("property")) == "og:type" && open_graph.is_empty() {
            open_graph = content;
        } else if attr(local_name!("name")).eq_ignore_ascii_case("generator") && generator.is_empty() {
            generator = content;
        }
    }
    (open_graph, generator)
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|char: char| !char.is_ascii_alphabetic()).filter(|word| !word.is_empty())
}

/// Host and path of an address.
fn split(address: &str) -> (&str, &str) {
    let after = address.split_once("://").map_or(address, |(_, rest)| rest);
    let end = after.find(['?', '#']).unwrap_or(after.len());
    let after = after.get(..end).unwrap_or_default();
    after.find('/').map_or((after, ""), |at| after.split_at(at))
}

/// Whether the page says that its text is not free: `isAccessibleForFree` of schema.org (which Google asks of paywalled
/// pages), or a part that is named a paywall.
pub(super) fn is_paid(document: &Document, page: &Page) -> bool {
    let says_so = document.buffer().match_indices("\"isAccessibleForFree\"").any(|(at, key)| {
        let value = document.buffer().get(at + key.len()..).unwrap_or_default();
        let value = value.trim_start_matches(|char: char| char.is_whitespace() || matches!(char, ':' | '"'));
        value.get(..5).is_some_and(|value| value.eq_ignore_ascii_case("false"))
    });
    let named = |holder: &Holder| {
        let class = document.element(holder.node).and_then(|element| document.attr(element, &local_name!("class")));
        class.is_some_and(|class| ["paywall", "regwall", "piano-"].iter().any(|name| class.contains(name)))
    };
    says_so || page.elements.iter().any(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom;
    use crate::options::Extractor;

    fn named(html: &str) -> Vec<&'static str> {
        let (document, _) = dom::parse(html, &Extractor::new().limits);
        TYPES.iter().zip(types(&document)).filter(|(_, found)| *found > 0.0).map(|(name, _)| *name).collect()
    }

    #[test]
    fn a_type_of_microdata_ends_where_its_value_does() {
        assert_eq!(named("<div itemscope itemtype=https://schema.org/Product class=post>Ice</div>"), ["Product"]);
        assert_eq!(named("<div itemtype='http://schema.org/Product https://schema.org/Thing'>Ice</div>"), ["Product"]);
        assert!(named("<div class=schema.org/Product>Ice</div><p>schema.org/Product").is_empty());
    }

    #[test]
    fn types_of_json_are_found_in_lists_and_as_addresses() {
        let script = |json| format!("<script type=application/ld+json>{json}</script>");
        assert_eq!(
            named(&script(r#"{"@context": "https://schema.org/", "@type": ["Thing", "Product"]}"#)),
            ["Product"]
        );
        assert_eq!(named(&script(r#"{"@type":"https://schema.org/Product"}"#)), ["Product"]);
    }
}
