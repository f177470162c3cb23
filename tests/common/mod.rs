//! What several tests share: pages made up as trees, and articles boiled down to what can be compared.
#![allow(dead_code, reason = "each test uses its part")]

#[cfg(feature = "eval")]
pub(crate) mod corpora;
pub(crate) mod families;
pub(crate) mod grammar;
pub(crate) mod laws;
pub(crate) mod mutations;
pub(crate) mod work;

#[allow(unused_imports, reason = "each test uses its part")]
pub(crate) use laws::blocks;

use proptest::prelude::*;
use std::fmt::Write;

/// Says something past the harness: what the macros print is hidden when a test passes.
pub(crate) fn say(line: &str) {
    use std::io::Write as _;
    let mut stderr = std::io::stderr();
    writeln!(stderr, "{line}").unwrap();
}

/// A piece of a page.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    /// Words, each of which occurs once in the page: `Page::html` numbers them. White space stands on both sides, so
    /// that a browser shows them apart from whatever is beside them.
    Words(usize, &'static str),
    /// An element with what is inside.
    Element(&'static str, Vec<Piece>),
    /// An element whose words nobody reads.
    Never(&'static str),
    /// An element without content.
    Void(&'static str),
}

const SPACES: [&str; 5] = [" ", "\n", "\t ", "  \n  ", "\r\n"];
const INLINE: [&str; 14] = [
    "<span>",
    "<a href=/x>",
    "<b>",
    "<em class=lead>",
    "<code>",
    "<sub>",
    "<x-badge>",
    "<font color=red>",
    "<b hidden>",
    "<i style='display:block'>",
    "<span style='display:block'>",
    "<span style='display: none'>",
    "<button>",
    "<label>",
];
const BLOCK: [&str; 14] = [
    "<div>",
    "<div class='sidebar related'>",
    "<section>",
    "<article>",
    "<nav>",
    "<aside hidden>",
    "<footer>",
    "<blockquote>",
    "<main>",
    "<ul><li>",
    "<ol><li>",
    "<table><tr><td>",
    "<div style='display:flex'>",
    "<dl><dd>",
];
/// Elements that hold no block-level element.
const LINE: [&str; 6] = ["<p>", "<h1>", "<h2>", "<h5>", "<pre>", "<div><p>"];
const NEVER: [&str; 5] = ["<script>", "<style>", "<template>", "<textarea>", "<svg><text>"];
const VOID: [&str; 5] = ["<br>", "<br><br>", "<img src=x alt=nothing>", "<wbr>", "<!-- nothing -->"];

fn words() -> impl Strategy<Value = Piece> {
    (1_usize..12, prop::sample::select(&SPACES[..])).prop_map(|(count, space)| Piece::Words(count, space))
}

fn inline() -> impl Strategy<Value = Piece> {
    let leaf = prop_oneof![
        6 => words(),
        1 => prop::sample::select(&NEVER[..]).prop_map(Piece::Never),
        2 => prop::sample::select(&VOID[..]).prop_map(Piece::Void),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        (prop::sample::select(&INLINE[..]), prop::collection::vec(inner, 0..4))
            .prop_map(|(open, inside)| Piece::Element(open, inside))
    })
}

/// A page as a tree of elements that nest as the standard allows, so that the parser moves nothing.
pub(crate) fn page() -> impl Strategy<Value = Vec<Piece>> {
    let line = (prop::sample::select(&LINE[..]), prop::collection::vec(inline(), 0..4))
        .prop_map(|(open, inside)| Piece::Element(open, inside));
    let piece = prop_oneof![3 => line, 1 => inline()].prop_recursive(4, 48, 5, |inner| {
        (prop::sample::select(&BLOCK[..]), prop::collection::vec(inner, 0..5))
            .prop_map(|(open, inside)| Piece::Element(open, inside))
    });
    prop::collection::vec(piece, 0..6)
}

/// A page's source, and the words a browser knows of, in order.
pub(crate) struct Source {
    pub(crate) html: String,
    pub(crate) words: Vec<String>,
}

impl Source {
    pub(crate) fn of(pieces: &[Piece]) -> Self {
        let mut source = Self { html: String::new(), words: Vec::new() };
        source.write(pieces);
        source
    }

    fn write(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Words(count, space) => self.write_words(*count, space),
                Piece::Element(open, inside) => {
                    self.html.push_str(open);
                    self.write(inside);
                    self.html.push_str(&closing(open));
                }
                Piece::Never(open) => write!(self.html, "{open}nobody reads this{}", closing(open)).unwrap(),
                Piece::Void(tag) => self.html.push_str(tag),
            }
        }
    }

    fn write_words(&mut self, count: usize, space: &str) {
        self.html.push_str(space);
        for _ in 0..count {
            let word = format!("w{}", self.words.len());
            write!(self.html, "{word}{space}").unwrap();
            self.words.push(word);
        }
    }
}

/// The end tags for a run of start tags.
fn closing(open: &str) -> String {
    let mut names: Vec<&str> = open.split('<').filter_map(|tag| tag.split([' ', '>']).next()).collect();
    names.retain(|name| !name.is_empty());
    names.iter().rev().fold(String::new(), |tags, name| tags + "</" + name + ">")
}

/// Markup that nobody would write: pieces of tags in any order.
pub(crate) fn soup() -> impl Strategy<Value = String> {
    const PIECES: [&str; 40] = [
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<p>",
        "</p>",
        "<a href=x>",
        "</a>",
        "<b>",
        "</b>",
        "<select>",
        "<option>",
        "<svg>",
        "<foreignObject>",
        "</svg>",
        "<math>",
        "<mi>",
        "<annotation-xml encoding=text/html>",
        "<template>",
        "</template>",
        "<noscript>",
        "</noscript>",
        "<!--",
        "-->",
        "<frameset>",
        "</body>",
        "</html>",
        "<body style=x>",
        "<plaintext>",
        "<script>",
        "</script>",
        "<form>",
        "<button>",
        "<h1>",
        "<li>",
        "<br>",
        "&#0;",
        "&nbsp;",
        "word ",
        "\u{200b}",
    ];
    let piece = prop_oneof![8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}
