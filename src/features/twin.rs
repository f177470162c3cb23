//! The features once more, slowly: each from its definition, by loops over blocks and elements, in double precision.
//!
//! No prefix sum and no number carried from one element to the next; what takes longest is kept. What [`compute`] gives
//! is held against it on the pages of `corpus/` and on made-up ones.

use super::context::PROSE;
use super::*;
use crate::article::BlockKind;
use crate::blocks::{self, TextBlock};
use crate::dom;
use crate::lexicon::{self, Part};
use crate::options::Extractor;
use crate::tags::Tag;
use crate::text::width;
use html5ever::LocalName;
use proptest::prelude::*;
use std::collections::HashSet;
use std::ops::Range;

/// Numbers in single precision, found as the difference of two sums of up to 10⁵ letters, agree with ours to this; next
/// to the number itself where that is greater than 1.
const TOLERANCE: f64 = 1e-4;

/// Of a column that hangs on which of two numbers is greater, where they are too close to tell.
const DOUBTFUL: f64 = f64::NAN;

struct Twin<'a> {
    document: &'a Document,
    page: &'a Page,
    said: Said<'a>,
    chains: Vec<Vec<usize>>,
    paths: Vec<Path>,
    points: Vec<f64>,
    runs_of_gain: Vec<Range<usize>>,
    whole: Vec<f64>,
}

/// Tags and classes from an element outwards.
type Path = Vec<(Tag, Vec<u8>)>;

/// What the numbers of some blocks add up to.
type Measure = fn(&Twin, usize) -> f64;

fn ratio(a: f64, b: f64) -> f64 {
    if b > 0.0 { a / b } else { 0.0 }
}

fn flag(condition: bool) -> f64 {
    f64::from(u8::from(condition))
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()).max(1.0)
}

const ONE: Measure = |_, _| 1.0;
const LETTERS: Measure = |twin, at| f64::from(twin.block(at).counts.letters);
const LINKED: Measure = |twin, at| LETTERS(twin, at) * twin.link_ratio(at);
const PROSE_OF: Measure = |twin, at| {
    let counts = &twin.block(at).counts;
    if counts.sentences + counts.commas == 0 { 0.0 } else { LETTERS(twin, at) * (1.0 - twin.link_ratio(at)) }
};

impl<'a> Twin<'a> {
    fn new(document: &'a Document, page: &'a Page, said: Said<'a>) -> Self {
        let elements = || 0..page.elements.len();
        let mut twin = Self {
            document,
            page,
            said,
            chains: Vec::new(),
            paths: Vec::new(),
            points: Vec::new(),
            runs_of_gain: Vec::new(),
            whole: Vec::new(),
        };
        twin.chains = twin.all().map(|at| twin.chain(at)).collect();
        twin.paths = elements().map(|element| twin.path(element)).collect();
        twin.points = elements().map(|element| twin.points(element)).collect();
        twin.runs_of_gain = twin.runs_of_gain();
        twin.whole = twin.whole();
        twin
    }

    fn block(&self, at: usize) -> &'a TextBlock {
        &self.page.blocks[at]
    }

    fn all(&self) -> Range<usize> {
        0..self.page.blocks.len()
    }

    fn sum(&self, blocks: impl IntoIterator<Item = usize>, of: Measure) -> f64 {
        blocks.into_iter().map(|at| of(self, at)).sum()
    }

    /// The sum of one number for each of another.
    fn per(&self, blocks: &[usize], of: Measure, each: Measure) -> f64 {
        ratio(self.sum(blocks.iter().copied(), of), self.sum(blocks.iter().copied(), each))
    }

    /// What these blocks have of what the page has.
    fn share(&self, blocks: &[usize], of: Measure) -> f64 {
        ratio(self.sum(blocks.iter().copied(), of), self.sum(self.all(), of))
    }

    fn link_ratio(&self, at: usize) -> f64 {
        let block = self.block(at);
        ratio(f64::from(block.inline.link_chars), f64::from(block.counts.chars)).min(1.0)
    }

    fn inside(&self, element: usize) -> Vec<usize> {
        let blocks = &self.page.elements[element].blocks;
        (blocks.start as usize..blocks.end as usize).collect()
    }

    /// An element and all around it, outwards.
    fn outwards(&self, element: usize) -> Vec<usize> {
        let mut all = vec![element];
        loop {
            let last = all[all.len() - 1];
            match self.page.elements[last].parent as usize {
                parent if parent == last => return all,
                parent => all.push(parent),
            }
        }
    }

    fn chain(&self, at: usize) -> Vec<usize> {
        let mut chain: Vec<usize> = Vec::new();
        let mut held = 1;
        for element in self.outwards(self.block(at).element as usize) {
            if self.inside(element).len() > held {
                held = self.inside(element).len();
                chain.push(element);
            }
        }
        chain
    }

    fn attr(&self, element: usize, name: &str) -> &'a str {
        let node = self.page.elements[element].node;
        let element = self.document.element(node);
        element.and_then(|element| self.document.attr(element, &LocalName::from(name))).unwrap_or_default()
    }

    /// Tag and classes without digits.
    fn look(&self, element: usize) -> (Tag, Vec<u8>) {
        let class = self.attr(element, "class").bytes().take(256).filter(|byte| !byte.is_ascii_digit());
        (self.page.elements[element].tag, class.collect())
    }

    fn path(&self, element: usize) -> Path {
        self.outwards(element).into_iter().map(|element| self.look(element)).collect()
    }

    fn path_of(&self, at: usize) -> &Path {
        &self.paths[self.block(at).element as usize]
    }

    fn is_heading(&self, at: usize) -> bool {
        self.level(at) > 0
    }

    fn level(&self, at: usize) -> u8 {
        if let BlockKind::Heading(level) = self.block(at).kind { level } else { 0 }
    }

    fn row(&self, at: usize) -> Vec<f64> {
        let mut row = self.own(at);
        row.extend(self.near(at));
        for level in 0..4 {
            row.extend(self.container(at, level));
        }
        row.extend(self.semantics(at));
        row.extend(self.votes(at));
        row.extend(self.group(at));
        for level in 0..3 {
            row.extend(self.alike(at, level));
        }
        row.extend(self.headings(at));
        row.extend(self.duplicates(at));
        row.extend(&self.whole);
        row
    }
}

mod around;
mod single;

fn differences(document: &Document, page: &Page, said: Said) -> Vec<String> {
    let features = Features::new(document, page, said);
    let (matrix, relations) = (features.all(), features.relations());
    let twin = Twin::new(document, page, said);
    let names: Vec<String> = names().map(|(name, _)| name).collect();
    let mut differences = Vec::new();
    for (at, row) in matrix.rows().enumerate() {
        let expected = twin.row(at);
        assert_eq!((row.len(), expected.len()), (names.len(), names.len()));
        for ((name, &value), expected) in names.iter().zip(row).zip(expected) {
            if !expected.is_nan() && !close(f64::from(value), expected) {
                differences.push(format!("block {at} {name}: {value} is not {expected}"));
            }
        }
    }
    differences.extend(twin.unrelated(&relations));
    differences
}

impl Twin<'_> {
    /// Where blocks are said to belong together and do not, or the other way round.
    fn unrelated(&self, relations: &Relations) -> Vec<String> {
        let mut wrong = Vec::new();
        for at in self.all() {
            let found = relations.spans(at);
            let chain = &self.chains[at];
            let span =
                |level: usize| chain.get(level).map_or(0..0, |&element| self.page.elements[element].blocks.clone());
            let section = self.section(at);
            let spans = [span(0), span(1), span(2), span(3), section[0] as u32..section[section.len() - 1] as u32 + 1];
            for ((level, found), expected) in found.into_iter().enumerate().zip(spans) {
                if found != (expected.start as usize, expected.end as usize) {
                    wrong.push(format!("block {at}, span {level}: {found:?} is not {expected:?}"));
                }
            }
            for (group, of) in relations.groups.iter().enumerate() {
                let alike = |&other: &usize| (of[other] == of[at]) != self.belongs(group, at, other);
                wrong.extend(self.all().find(alike).map(|other| format!("blocks {at} and {other}, group {group}")));
            }
        }
        wrong
    }

    fn belongs(&self, group: usize, a: usize, b: usize) -> bool {
        match group {
            0 => self.path_of(a) == self.path_of(b),
            1 => self.tags_of(a) == self.tags_of(b),
            level => self.container_path(a, level - 2) == self.container_path(b, level - 2),
        }
    }
}

fn check(html: &str, title: Option<&str>, description: Option<&str>) -> Vec<String> {
    let limits = Extractor::new().limits;
    let (document, _) = dom::parse(html, &limits);
    let (document, page, _) = blocks::read(document, &limits);
    differences(&document, &page, Said { title, description })
}

#[test]
fn pages_of_the_corpus_have_the_features_that_the_definitions_give() {
    /// Loops inside loops take their time.
    const LARGEST: u64 = 30_000;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/html");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<_> = paths.filter(|path| path.metadata().unwrap().len() < LARGEST).collect();
    pages.sort();
    assert!(pages.len() > 20);
    for path in pages {
        let html = String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned();
        let title =
            html.split_once("<title>").and_then(|(_, rest)| rest.split_once("</title>")).map(|(title, _)| title);
        let differences = check(&html, title, Some("The harbour froze over, said the master of the harbour."));
        assert!(differences.is_empty(), "{}: {:#?}", path.display(), &differences[..differences.len().min(20)]);
    }
}

fn pages() -> impl Strategy<Value = String> {
    const PIECES: [&str; 44] = [
        "<div>",
        "<div class='post-12 body'>",
        "<div class='post-13 body'>",
        "<div id=sidebar>",
        "</div>",
        "</div>",
        "</div>",
        "<ul class=menu>",
        "<li>",
        "<li class=item>",
        "</ul>",
        "<p>",
        "<p>",
        "<p hidden>",
        "</p>",
        "<h1>",
        "<h2>",
        "<h2 class=more>",
        "</h2>",
        "<nav>",
        "</nav>",
        "<article role=main>",
        "</article>",
        "<a href=/x>",
        "</a>",
        "<span>",
        "</span>",
        "<br><br>",
        "<b>",
        "</b>",
        "<table><tr><td>",
        "</table>",
        "<img src=x>",
        "<button>",
        "</button>",
        "Harbour freezes over. ",
        "The harbour froze over on Tuesday, for the first time. ",
        "Nobody in town remembers the ice as thick as this, said the harbour master, and he is seventy-two. ",
        "12 comments ",
        "Read more: ",
        "港口在星期二结冰，四十年来第一次。",
        "<section aria-hidden=true>",
        "</section>",
        "x ",
    ];
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..50).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn made_up_pages_have_the_features_that_the_definitions_give(
        html in pages(),
        title in prop::option::of(prop::sample::select(vec!["Harbour freezes over | The Quay", "港口在星期二结冰_晨报"])),
        description in prop::option::of(Just("Nobody in town remembers the ice.")),
    ) {
        let differences = check(&html, title, description);
        prop_assert!(differences.is_empty(), "{}: {:#?}", html, &differences[..differences.len().min(20)]);
    }
}
