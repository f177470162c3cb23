//! What holds for every page: of the text, and of Markdown and HTML against the text.

use dehusk::{Article, Extractor};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Words as the web counts them here: runs of alphanumeric characters.
fn words(text: &str) -> Vec<&str> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The words that a reader of rendered Markdown sees; descriptions of images are no part of the text.
fn of_markdown(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    let (mut out, mut images) = (String::new(), 0);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(text) if images == 0 => out.push_str(&text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push('\n'),
            Event::InlineHtml(tag) if &*tag == "<br>" => out.push('\n'),
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::CodeBlock
                | TagEnd::TableCell
                | TagEnd::TableRow
                | TagEnd::TableHead,
            )
            // What is open when a list begins inside of an item.
            | Event::Start(_)
                if !is_inline(&event) =>
            {
                out.push('\n');
            }
            _ => {}
        }
    }
    out
}

fn is_inline(event: &Event) -> bool {
    let Event::Start(tag) = event else { return false };
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Superscript | Tag::Subscript
    )
}

const INLINE: [&str; 8] = ["a", "strong", "em", "del", "sub", "sup", "code", "img"];

fn of_html(html: &str) -> String {
    fn gather(node: &Handle, out: &mut String) {
        let mut open = vec![(node.clone(), false)];
        while let Some((node, done)) = open.pop() {
            let block = match &node.data {
                NodeData::Text { contents } => {
                    out.push_str(&contents.borrow());
                    false
                }
                NodeData::Element { name, .. } => !INLINE.contains(&&*name.local),
                _ => false,
            };
            if block {
                out.push('\n');
            }
            if !done {
                open.push((node.clone(), true));
                open.extend(node.children.borrow().iter().rev().map(|child| (child.clone(), false)));
                if matches!(node.data, NodeData::Text { .. }) {
                    open.retain(|(kept, done)| !(*done && std::rc::Rc::ptr_eq(kept, &node)));
                }
            }
        }
    }
    let dom = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(html);
    let mut out = String::new();
    gather(&dom.document, &mut out);
    out
}

fn first_difference(left: &str, right: &str) -> Option<String> {
    let (left, right) = (words(left), words(right));
    let same = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
    (left != right).then(|| {
        let around = |words: &[&str]| words[same.saturating_sub(3)..words.len().min(same + 5)].join(" ");
        format!("word {same}: {:?} / {:?}", around(&left), around(&right))
    })
}

/// Whether all words of the one stand in the other, in order.
fn is_in_order(part: &[&str], whole: &[&str]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|word| whole.any(|found| found == word))
}

fn check(article: &Article) -> Result<(), String> {
    let (text, markdown, html) = (article.text(), article.markdown(), article.html());
    let failed =
        |what: &str, difference: Option<String>| difference.map_or(Ok(()), |why| Err(format!("{what}: {why}")));
    failed("markdown", first_difference(text, &of_markdown(&markdown)))?;
    failed("html", first_difference(text, &of_html(&html)))?;
    let clean = ammonia::clean(&html);
    failed("sanitised html", first_difference(text, &of_html(&clean)))?;
    let lower = html.to_ascii_lowercase();
    for bad in ["<script", "<style", "=\"javascript:", "=\"data:", "=\"vbscript:", "<iframe", " on"] {
        let tags = lower.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default());
        for tag in tags {
            if format!("<{tag}").contains(bad) && !tag.contains("alt=\"") && !tag.contains("href=\"") {
                return Err(format!("html: {bad} in <{tag}>"));
            }
        }
    }
    pieces_are_the_text(article)
}

/// The blocks' texts are the article's, in order and once.
fn pieces_are_the_text(article: &Article) -> Result<(), String> {
    let mut rest = article.text();
    for block in article.blocks() {
        rest = rest.trim_start_matches('\n');
        rest = rest.strip_prefix(block.text()).ok_or_else(|| format!("{:?} not next", block.text()))?;
    }
    if rest.is_empty() { Ok(()) } else { Err(format!("left over: {rest:?}")) }
}

/// The words of the article in the order of the candidates that were kept: nothing twice, nothing made up.
fn comes_from_the_page(article: &Article) -> Result<(), String> {
    let visible: String = article.scored().flat_map(|text| [text.text(), "\n"]).collect();
    // Formulas are written as their TeX, which a page does not show; code may have lines that were not scored apart.
    if article.blocks().any(|block| block.runs().any(|run| run.is_math()) || block.language().is_some()) {
        return Ok(());
    }
    let in_order = is_in_order(&words(article.text()), &words(&visible));
    if in_order { Ok(()) } else { Err("words out of order".to_owned()) }
}

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = fs::read_dir(folder.join("html"))
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    pages.sort();
    pages
}

fn read(path: &Path) -> Vec<u8> {
    let bytes = fs::read(path).unwrap();
    if path.extension().is_some_and(|extension| extension == "gz") {
        let mut unpacked = Vec::new();
        flate2::read::MultiGzDecoder::new(&*bytes).read_to_end(&mut unpacked).unwrap();
        return unpacked;
    }
    bytes
}

fn check_corpus(folder: &Path) -> usize {
    let pages = pages(folder);
    let extractor = Extractor::new().url("https://quay.example/ice/page.html");
    let failures: Vec<String> = pages
        .iter()
        .filter_map(|path| {
            let article = extractor.extract_bytes(&read(path), None).unwrap();
            let result = check(&article).and_then(|()| comes_from_the_page(&article));
            result.err().map(|why| format!("{}: {why}", path.display()))
        })
        .collect();
    println!("{}: {} pages, {} broken", folder.display(), pages.len(), failures.len());
    assert!(failures.is_empty(), "{} of {} pages:\n{}", failures.len(), pages.len(), failures.join("\n"));
    pages.len()
}

#[test]
fn laws_hold_for_the_corpus() {
    assert!(check_corpus(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")) > 0);
}

/// Third parties' pages lie outside of the project. `DEHUSK_CORPORA` names a folder of corpora; without it, nothing is
/// tested here, and the test says so.
#[test]
fn laws_hold_for_other_corpora() {
    let Some(folder) = std::env::var_os("DEHUSK_CORPORA") else {
        eprintln!("SKIPPED: DEHUSK_CORPORA names no folder of labelled corpora");
        return;
    };
    let mut corpora: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    corpora.sort();
    let counts: Vec<_> = corpora.iter().map(|corpus| std::panic::catch_unwind(|| check_corpus(corpus))).collect();
    assert!(counts.iter().all(Result::is_ok));
    let pages: usize = counts.into_iter().flatten().sum();
    println!("{pages} pages");
}

/// A page of a few odd elements around prose that is sure to be kept.
fn odd_page() -> impl Strategy<Value = String> {
    let text = prop::sample::select(vec![
        "ice",
        "1. a",
        "- b",
        "#3",
        "a*b*c",
        "x_y_z",
        "[link](x)",
        "`tick`",
        "<b>",
        "&amp;amp;",
        "a|b",
        "$5",
        "\\",
        "!",
        "~~",
        "> q",
        "===",
        "---",
        "+ plus",
        "12) c",
        "  ",
        "\n",
        "|---|",
        "http://a.b/c_d*e",
        ": d",
        "é„“",
        "港口",
    ]);
    let tag = prop::sample::select(vec![
        "b",
        "i",
        "code",
        "a href='/x_y(z)'",
        "p",
        "li",
        "ul",
        "ol start=4",
        "blockquote",
        "td",
        "th",
        "tr",
        "table",
        "table><tr><td",
        "h2",
        "h3",
        "pre",
        "pre class=language-rust",
        "dl",
        "dt",
        "dd",
        "sup",
        "sub",
        "s",
        "br",
        "hr",
        "img src=/i.png alt='a *b* ]'",
        "figure",
        "figcaption",
        "td colspan=9007199254740991",
        "td rowspan=70000",
        "span class=katex",
        "math",
        "annotation encoding=application/x-tex",
        "div",
        "button",
        "/b",
        "/i",
        "/code",
        "/a",
        "/p",
        "/ul",
        "/ol",
        "/table",
        "/pre",
        "/blockquote",
        "/dl",
        "/div",
        "/figure",
        "/li",
        "/td",
        "/h2",
    ]);
    let part = prop_oneof![text.prop_map(str::to_owned), tag.prop_map(|tag| format!("<{tag}>"))];
    prop::collection::vec(part, 0..40).prop_map(|parts| {
        let prose =
            "<p>The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.";
        format!("<article>{prose}{prose}<div>{}</div>{prose}</article>", parts.concat())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_for_odd_pages(page in odd_page()) {
        let article = Extractor::new().favor(dehusk::Favor::Recall).extract(&page).unwrap();
        prop_assert_eq!(check(&article), Ok(()), "{}\n{}", article.markdown(), article.html());
    }
}

#[test]
fn spans_of_tables_cost_nothing() {
    let prose = "The harbour froze over on Tuesday, for the first time in forty years.";
    let row = format!("<tr><th>Day<td rowspan=65534 colspan=9007199254740991>{prose}<td>cold</tr>");
    let page = format!("<article><p>{prose}<table><caption>Ice</caption>{}</table><p>{prose}", row.repeat(2000));
    let article = Extractor::new().favor(dehusk::Favor::Recall).extract(&page).unwrap();
    assert!(article.markdown().len() < 2 * page.len());
    assert!(article.html().len() < 2 * page.len());
}

#[test]
fn rendering_grows_with_the_blocks() {
    let length = |count: usize| {
        let items = "<li>The harbour froze over on Tuesday, for the first time in forty years.<ul>".repeat(count);
        let article = dehusk::extract(&format!("<article><ul>{items}"));
        article.markdown().len() + article.html().len()
    };
    // Nesting is capped, so that indentation is.
    assert!(length(400) < 3 * length(200));
}
