//! The laws that hold for every page, as functions: tests hold them against pages made up and found, and fuzzing
//! against pages that nobody thought of.

#[cfg(feature = "rcdom")]
use dehusk::Extractor;
use dehusk::{Article, Block};
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

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
    let mut out = String::new();
    let mut open: Vec<(Handle, bool)> = vec![(parsed(html).document.clone(), false)];
    while let Some((node, left)) = open.pop() {
        match &node.data {
            NodeData::Text { contents } => out.push_str(&contents.borrow()),
            NodeData::Element { name, .. } if !INLINE.contains(&&*name.local) => out.push('\n'),
            _ => {}
        }
        if !left && !matches!(node.data, NodeData::Text { .. }) {
            open.push((node.clone(), true));
            open.extend(node.children.borrow().iter().rev().map(|child| (child.clone(), false)));
        }
    }
    out
}

fn parsed(html: &str) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default()).one(html)
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

/// Markdown and HTML have the words of the text, through parsers that know nothing of dehusk, and no script.
pub(crate) fn check(article: &Article) -> Result<(), String> {
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
pub(crate) fn comes_from_the_page(article: &Article) -> Result<(), String> {
    let visible: String = article.scored().flat_map(|text| [text.text(), "\n"]).collect();
    // Formulas are written as their TeX, which a page does not show; code may have lines that were not scored apart.
    if article.blocks().any(|block| has_formula(&block) || block.language().is_some()) {
        return Ok(());
    }
    let in_order = is_in_order(&words(article.text()), &words(&visible));
    if in_order { Ok(()) } else { Err("words out of order".to_owned()) }
}

fn has_formula(block: &Block<'_>) -> bool {
    let in_cells = || block.rows().any(|row| row.cells().any(|cell| cell.runs().any(|run| run.is_math())));
    block.runs().any(|run| run.is_math()) || in_cells()
}

/// Where the arena and the reference tree give different articles; `None` if nowhere.
#[cfg(feature = "rcdom")]
pub(crate) fn difference(html: &str) -> Option<String> {
    let extractor = Extractor::new();
    // html5ever's tokenizer drops a byte order mark wherever it goes on, which is after each script.
    let html = html.replace('\u{feff}', "");
    let dom = parsed(&html);
    let (arena, reference) = (extractor.extract(&html).unwrap(), extractor.extract_dom(&dom).unwrap());
    let (arena_blocks, reference_blocks) = (without_formatting(blocks(&arena)), without_formatting(blocks(&reference)));
    if let Some((at, (arena, reference))) =
        arena_blocks.iter().zip(&reference_blocks).enumerate().find(|(_, (arena, reference))| arena != reference)
    {
        return Some(format!("block {at}:\n  arena  {arena:?}\n  RcDom  {reference:?}"));
    }
    if arena_blocks.len() != reference_blocks.len() {
        return Some(format!("{} blocks in the arena, {} in the RcDom", arena_blocks.len(), reference_blocks.len()));
    }
    let facts = |article: &dehusk::Article| (article.title().map(str::to_owned), article.text().to_owned());
    (facts(&arena) != facts(&reference)).then(|| format!("{:?}\n{:?}", facts(&arena), facts(&reference)))
}

/// The standard opens at most three equal formatting elements again. In the arena they have fewer attributes, so more of them
/// are equal and fewer are opened.
#[cfg(feature = "rcdom")]
fn without_formatting(mut blocks: Vec<BlockFacts>) -> Vec<BlockFacts> {
    const FORMATTING: [&str; 13] =
        ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
    for (_, _, path, ..) in &mut blocks {
        let rest: Vec<&str> = path.split(" > ").filter(|name| !FORMATTING.contains(name)).collect();
        *path = rest.join(" > ");
    }
    blocks
}

/// The same page gives the same article, whatever was extracted in between.
pub(crate) fn is_pure(article: impl Fn() -> Article) -> Result<(), String> {
    let facts = |article: &Article| {
        let metadata = format!("{:?}", article.metadata());
        (blocks(article), article.markdown(), article.html(), metadata, article.truncated())
    };
    let first = facts(&article());
    let _ = dehusk::extract("<title>Other</title><p>The harbour froze over on Tuesday.<table><tr><td>ice");
    if first == facts(&article()) { Ok(()) } else { Err("not the same article again".to_owned()) }
}

/// What readers see in the candidates stands in the page in that order, letter by letter, by the reference parser.
pub(crate) fn stands_in_the_page(article: &Article, html: &str) -> Result<(), String> {
    // A page over a limit is another page, and `noscript` is parsed apart from the rest.
    if article.truncated().is_some() || html.contains("<noscript") {
        return Ok(());
    }
    let source = of_html(html);
    let mut rest = source.chars();
    for block in article.scored() {
        // html5ever's tokenizer drops a byte order mark after a `meta` that names an encoding.
        for char in block.text().chars().filter(|char| !char.is_whitespace() && *char != '\u{feff}') {
            if !rest.any(|found| found == char) {
                return Err(format!("{char:?} of {:?} is not next in the page", block.text()));
            }
        }
    }
    Ok(())
}

/// All that an article says about a block; the score to the last bit.
pub(crate) type BlockFacts = (String, String, String, u32, u32, bool);

/// The blocks of an article, to compare with another's.
pub(crate) fn blocks(article: &Article) -> Vec<BlockFacts> {
    article
        .scored()
        .map(|block| {
            let (score, link_ratio) = (block.score().to_bits(), block.link_ratio().to_bits());
            let kind = format!("{:?}", block.kind());
            (block.text().to_owned(), kind, block.path(), score, link_ratio, block.is_kept())
        })
        .collect()
}
