//! Text that a page carries as data instead of markup: the `articleBody` of schema.org, and what a framework's script is to
//! draw the page from.

use super::json::Tree;
use crate::article::Origin;
use crate::dom::{Document, NodeData, NodeId, Step, Walk};
use crate::text;
use html5ever::local_name;

/// Bytes of data read of one page.
const MAX_DATA: usize = 4 << 20;

/// Bytes of text that make a body.
const MIN_BODY: usize = 300;

/// Keys under which content systems and frameworks hand on the body of a page (the APIs of `WordPress` and Ghost, Contentful,
/// Next.js and Nuxt starter pages), the surest first.
const BODY_KEYS: &[&str] = &["articleBody", "body", "bodyHtml", "content", "contentHtml", "html", "rendered", "text"];

/// The longest body that a page carries as data, and where: what JSON-LD states goes before what a script is to draw.
pub(crate) fn embedded(document: &Document) -> Option<(Origin, String)> {
    let (mut stated, mut drawn) = (Tree::default(), Tree::default());
    let mut left = MAX_DATA;
    let mut walk = Walk::new(document, NodeId::DOCUMENT);
    while let Some(step) = walk.next() {
        let Step::Open(node) = step else { continue };
        let NodeData::Element(element) = document.data(node) else { continue };
        if element.name == local_name!("template") && element.html {
            walk.skip_children();
        }
        if element.name != local_name!("script") {
            continue;
        }
        let kind = document.attr(element, &local_name!("type")).unwrap_or_default().to_ascii_lowercase();
        let tree = match kind.as_str() {
            kind if kind.contains("ld+json") => &mut stated,
            kind if kind.contains("json") => &mut drawn,
            _ => continue,
        };
        let data = document.text_content(node);
        if data.len() <= left {
            left -= data.len();
            tree.read(&data);
        }
    }
    let stated = longest(&stated, &BODY_KEYS[..1]).map(|body| (Origin::JsonLd, body));
    stated.or_else(|| longest(&drawn, BODY_KEYS).map(|body| (Origin::Hydration, body)))
}

/// The longest text under one of the keys that reads as a body.
fn longest(tree: &Tree, keys: &[&str]) -> Option<String> {
    let texts = tree.objects().flat_map(|at| keys.iter().filter_map(move |key| tree.text(at, key)));
    let bodies = texts.filter(|text| text.len() >= MIN_BODY && is_prose(text));
    bodies.reduce(|longest, text| if text.len() > longest.len() { text } else { longest }).map(str::to_owned)
}

/// Whether a text has sentences, and not the signs of a program: data holds lists of words and programs too.
fn is_prose(text: &str) -> bool {
    const SENTENCES: u32 = 3;
    let signs = text.bytes().filter(|byte| matches!(byte, b'{' | b'}' | b'\\' | b'_')).count();
    let counts = text::count(text);
    counts.sentences >= SENTENCES && counts.sentences * 60 >= counts.tokens && signs * 50 < text.len()
}

/// A body as markup: what has tags is markup already, of anything else each line is a paragraph.
pub(crate) fn markup(body: &str) -> String {
    if body.contains("</") {
        return body.to_owned();
    }
    let escaped = body.replace('&', "&amp;").replace('<', "&lt;");
    escaped.lines().filter(|line| !line.trim().is_empty()).flat_map(|line| ["<p>", line.trim(), "</p>"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom;
    use crate::options::Extractor;

    fn of(html: &str) -> Option<(Origin, String)> {
        embedded(&dom::parse(html, &Extractor::new().limits).0)
    }

    #[test]
    fn the_stated_body_goes_before_the_one_to_be_drawn() {
        let body = "The harbour froze over on Tuesday, and the ferries stayed in. ".repeat(8);
        let state = format!(
            r#"<script type="application/json" id="__NEXT_DATA__">{{"props":{{"html":"<p>{body}{body}</p>"}}}}</script>"#
        );
        let stated =
            format!(r#"<script type="application/ld+json">{{"@type":"Article","articleBody":"{body}"}}</script>"#);
        assert!(matches!(of(&state), Some((Origin::Hydration, text)) if text.starts_with("<p>The harbour")));
        assert!(matches!(of(&format!("{state}{stated}")), Some((Origin::JsonLd, text)) if text == body));
    }

    #[test]
    fn configuration_and_lists_of_words_are_no_body() {
        let names = "Russian, Portuguese, Spanish, French, German, Italian, Dutch, Turkish, ".repeat(8);
        assert_eq!(of(&format!(r#"<script type="application/json">{{"content":"{names}"}}</script>"#)), None);
        let code = "var a_b = {c: d}; ".repeat(40);
        assert_eq!(of(&format!(r#"<script type="application/json">{{"content":"{code}"}}</script>"#)), None);
        assert_eq!(of(r#"<script type="application/ld+json">{"articleBody":"Too short."}</script>"#), None);
    }

    #[test]
    fn lines_become_paragraphs_and_markup_stays() {
        assert_eq!(markup("Ice & snow < fog\n\n More."), "<p>Ice &amp; snow &lt; fog</p><p>More.</p>");
        assert_eq!(markup("<p>Ice</p>"), "<p>Ice</p>");
    }
}
