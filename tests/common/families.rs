//! Pages made to cost more than they weigh: each a family that grows to any size, for measuring how work grows with it.

use std::fmt::Write;

/// A kind of page at every size.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    /// Writes about that many bytes.
    pub(crate) make: fn(usize) -> String,
}

const HEAD: &str =
    "<!doctype html><html><head><meta charset=utf-8><title>Harbour freezes | The Quay</title></head><body>";

/// An ordinary article beside what is hostile, so that there is something to find.
const PROSE: &str = "<article><h1>Harbour freezes</h1>\
     <p>The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in.</p>\
     <p>Nobody in town remembers the ice as thick as this, said the harbour master, who is seventy-two.</p>\
     <p>The fish market opened all the same, though there was little to sell, and closed again before noon.</p></article>";

const SENTENCE: &str =
    "The harbour froze over on Tuesday, for the first time in forty years, and the ferries stayed in. ";

/// `piece` over and over after an article.
fn many(piece: &str, bytes: usize) -> String {
    wrapped("", piece, "", bytes)
}

fn wrapped(before: &str, piece: &str, after: &str, bytes: usize) -> String {
    format!("{HEAD}{PROSE}{before}{}{after}", piece.repeat(bytes / piece.len()))
}

/// Tables in tables, in each of whose cells all elements of formatting stay open that html5ever keeps at a time: three of a
/// name.
fn formatting() -> String {
    const NAMES: [&str; 13] =
        ["b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u", "nobr"];
    let open: String = NAMES.iter().map(|name| format!("<{name}>").repeat(3)).collect();
    format!("<table><tr><td><p>{open}").repeat(100)
}

/// `open` over and over, prose, and `close` as often.
fn nested(open: &str, close: &str, bytes: usize) -> String {
    let depth = bytes / (open.len() + close.len());
    format!("{HEAD}{}{PROSE}{}", open.repeat(depth), close.repeat(depth))
}

/// A piece that counts.
fn counted(before: &str, piece: impl Fn(usize, &mut String), bytes: usize) -> String {
    let mut page = format!("{HEAD}{PROSE}{before}");
    let end = page.len() + bytes;
    for at in 0.. {
        if page.len() >= end {
            break;
        }
        piece(at, &mut page);
    }
    page
}

macro_rules! numbered {
    ($before:expr, $format:literal) => {
        |bytes| counted($before, |at, page| write!(page, $format, at).unwrap(), bytes)
    };
}

/// Half of the bytes open `open`, the other half meet what is open with `piece`.
fn open_then(open: impl Fn(usize) -> String, piece: &str, bytes: usize) -> String {
    let mut page = HEAD.to_owned();
    for at in 0.. {
        if page.len() >= bytes / 2 {
            break;
        }
        page += &open(at);
    }
    page + &piece.repeat(bytes / 2 / piece.len()) + PROSE
}

/// What is written for each number below `count`.
fn numbers(count: usize, write: impl Fn(usize, &mut String)) -> String {
    let mut out = String::new();
    (0..count).for_each(|at| write(at, &mut out));
    out
}

fn json_ld(body: &str) -> String {
    format!("<html><head><script type=application/ld+json>{body}</script></head><body>{PROSE}")
}

fn deep_json(open: &str, close: &str, bytes: usize) -> String {
    let depth = bytes / (open.len() + close.len());
    json_ld(&(open.repeat(depth) + "1" + &close.repeat(depth)))
}

pub(crate) const FAMILIES: &[Family] = &[
    // Depth.
    Family { name: "deep div", make: |bytes| nested("<div>", "</div>", bytes) },
    Family { name: "deep div, unclosed", make: |bytes| many("<div>", bytes) },
    Family { name: "deep ul/li", make: |bytes| nested("<ul><li>", "", bytes) },
    Family { name: "deep span in p", make: |bytes| wrapped("<p>", "<span>", "deep", bytes) },
    Family { name: "deep blockquote with text", make: |bytes| many("<blockquote>said he, ", bytes) },
    Family { name: "nested tables", make: |bytes| many("<table><tr><td>cell, ", bytes) },
    Family { name: "nested svg", make: |bytes| many("<svg>", bytes) },
    Family { name: "nested svg and math", make: |bytes| many("<svg><math>", bytes) },
    Family {
        name: "foreign content break-outs",
        make: |bytes| many("<svg><desc><p>out</p><math><mtext><b>in</svg>", bytes),
    },
    Family { name: "nested template", make: |bytes| many("<template>", bytes) },
    Family { name: "nested form, select, button", make: |bytes| many("<form><select><option>a<button>b", bytes) },
    Family { name: "nested object", make: |bytes| many("<object><p>", bytes) },
    Family { name: "deep custom elements", make: |bytes| many("<x-y>word ", bytes) },
    Family { name: "display:none chains", make: |bytes| many("<div style='display:none'>hidden words, here", bytes) },
    Family {
        name: "up and down at the depth limit",
        make: |bytes| {
            format!("{HEAD}{PROSE}{}{}", "<div>".repeat(510), "<div><div><p>word</div></div>".repeat(bytes / 29))
        },
    },
    // Misnesting.
    Family { name: "misnested b and a", make: |bytes| nested("<b><a href=/x>t", "</b></a>", bytes) },
    Family { name: "misnested b and a, closed", make: |bytes| many("<b><a href=/x>t</b></a>", bytes) },
    Family { name: "misnested b over p", make: |bytes| many("<b><p>text of it</b>more ", bytes) },
    Family { name: "font in font in p", make: |bytes| many("<p><font size=1><font size=2>words", bytes) },
    Family {
        name: "unlike b before many p",
        make: |bytes| open_then(|at| format!("<b id={at}>"), "<p>paragraph, with words in it</p>", bytes),
    },
    Family {
        name: "styled i before many p",
        make: |bytes| open_then(|at| format!("<i style='top:{at}px'>"), "<p>paragraph, with words in it</p>", bytes),
    },
    Family {
        name: "languages of code before many p",
        make: |bytes| {
            open_then(|at| format!("<code class=language-{at}>"), "<p>paragraph, with words in it</p>", bytes)
        },
    },
    Family { name: "nobr and a in p", make: |bytes| many("<p><nobr><a href=/x>link", bytes) },
    Family { name: "adoption agency in tables", make: |bytes| many("<table><b><tr><td><a>x</b></table></a>", bytes) },
    Family {
        name: "text fostered out of a table",
        make: |bytes| wrapped("<table>", "<tr>out <td>in ", "</table>", bytes),
    },
    Family {
        name: "links over blocks, much formatting open",
        make: |bytes| wrapped(&formatting(), "<a href=/x><div>link", "", bytes),
    },
    Family {
        name: "links in a link, much formatting open",
        make: |bytes| wrapped(&(formatting() + "<a href=/y><object>"), "<a href=/x>link</a>", "", bytes),
    },
    Family { name: "stray end tags", make: |bytes| wrapped("<div><div><div>", "</p></li></b></table>", "", bytes) },
    Family {
        name: "end tags at depth",
        make: |bytes| format!("{HEAD}{PROSE}{}{}", "<div>".repeat(500), "</b></i></span></x>".repeat(bytes / 19)),
    },
    // Breadth.
    Family { name: "unclosed p", make: |bytes| many("<p>A paragraph, short and unclosed.", bytes) },
    Family { name: "unclosed td", make: |bytes| wrapped("<table><tr>", "<td>cell", "", bytes) },
    Family { name: "unclosed li", make: |bytes| wrapped("<ul>", "<li>item", "", bytes) },
    Family { name: "list of links", make: numbered!("<ul>", "<li><a href=/item/{0}>Item number {0}</a>") },
    Family {
        name: "list of links with images",
        make: numbered!("", "<a href=/item/{0}><img src=/{0}.png alt='item {0}'></a>"),
    },
    Family { name: "same link over and over", make: |bytes| many("<a href=/x>Read more</a>", bytes) },
    Family { name: "many br", make: |bytes| many("<br>", bytes) },
    Family { name: "lines parted by br", make: |bytes| many("line of a poem<br>", bytes) },
    Family {
        name: "giant table",
        make: |bytes| wrapped("<table>", "<tr><td>Monday<td>40 cm<td>cold", "</table>", bytes),
    },
    Family {
        name: "table with spans",
        make: |bytes| {
            wrapped(
                "<table>",
                "<tr><td rowspan=65534 colspan=9007199254740991>ice<th colspan=1000>b",
                "</table>",
                bytes,
            )
        },
    },
    Family {
        name: "table of one wide row",
        make: |bytes| wrapped("<table><tr>", "<td>cell", "<tr><td>x</table>", bytes),
    },
    Family {
        name: "one wide row, then many",
        make: |bytes| {
            let wide = "<td>a".repeat(bytes / 10);
            format!("{HEAD}{PROSE}<table><tr><th>day<th>ice{wide}{}</table>", "<tr><td>b".repeat(bytes / 18))
        },
    },
    Family {
        name: "ordinary paragraphs",
        make: |bytes| wrapped("<article>", &format!("<p>{SENTENCE}</p>"), "</article>", bytes),
    },
    Family {
        name: "the same heading over and over",
        make: |bytes| many("<h2>Harbour freezes</h2><p>The ice held.", bytes),
    },
    Family { name: "unlike headings", make: numbered!("", "<h2>Harbour number {0} freezes</h2><p>Ice {0} cm.</p>") },
    Family { name: "duplicate ids", make: |bytes| many("<p id=x><a href=#x>to x</a>", bytes) },
    Family {
        name: "footnotes to and fro",
        make: numbered!("", "<p>Word<sup id=r{0}><a href=#n{0}>{0}</a></sup><li id=n{0}><a href=#r{0}>^</a>note"),
    },
    Family { name: "definitions", make: |bytes| wrapped("<dl>", "<dt>Ice<dd>Frozen water, here.", "</dl>", bytes) },
    Family {
        name: "code in lines",
        make: |bytes| wrapped("<pre><code class=language-c>", "<span>let</span> x = 1;\n", "</code></pre>", bytes),
    },
    Family {
        name: "listings in a text",
        make: |bytes| {
            wrapped(
                "<article>",
                &format!("<p>{SENTENCE}<div><div><pre>let x = 1;</pre></div></div>"),
                "</article>",
                bytes,
            )
        },
    },
    Family {
        name: "code of backticks",
        make: |bytes| wrapped(&format!("<article><p>{SENTENCE}<pre>"), "````", "</pre></article>", bytes),
    },
    Family { name: "every class another", make: numbered!("", "<div class='c{0} d{0}'><p>Word {0}, here.</div>") },
    Family {
        name: "comments and bylines",
        make: |bytes| {
            wrapped(
                "<div id=comments>",
                "<div class=comment><span class=author>By Ada Quay</span><time datetime=2024-02-06>6 February 2024</time><p>Cold.</p></div>",
                "</div>",
                bytes,
            )
        },
    },
    Family { name: "select with options", make: |bytes| wrapped("<select>", "<option>choice ", "", bytes) },
    Family { name: "framesets", make: |bytes| format!("<frameset>{}", "<frame src=x>".repeat(bytes / 13)) },
    // One thing of great length.
    Family { name: "one long text", make: |bytes| wrapped("<article><p>", SENTENCE, "</p></article>", bytes) },
    Family { name: "one long word", make: |bytes| wrapped("<article><p>", "harbour", "</p></article>", bytes) },
    Family {
        name: "one long word, in inline elements",
        make: |bytes| wrapped("<article><p>", "<b>har</b>bour", "</p></article>", bytes),
    },
    Family { name: "full stops", make: |bytes| wrapped("<article><p>", ".", "</p></article>", bytes) },
    Family { name: "Markdown marks", make: |bytes| wrapped("<article><p>", "*_`[<!", "</p></article>", bytes) },
    Family {
        name: "brackets in links",
        make: |bytes| wrapped("<article><p>", "<a href='/(((['>[[[(</a>", "</p></article>", bytes),
    },
    Family {
        name: "combining marks",
        make: |bytes| wrapped("<article><p>", "\u{301}\u{200d}", "</p></article>", bytes),
    },
    Family {
        name: "Chinese without stops",
        make: |bytes| wrapped("<article><p>", "港口結冰", "</p></article>", bytes),
    },
    Family { name: "white space", make: |bytes| wrapped("<p>a", " \n\t", "b", bytes) },
    Family { name: "white space in inline elements", make: |bytes| wrapped("<p>a", "<i> </i>", "b", bytes) },
    Family { name: "invisible characters", make: |bytes| wrapped("<p>", "\u{200b}<b></b>", "", bytes) },
    Family { name: "entities", make: |bytes| wrapped("<p>", "&amp;&#x41;&notit;&copy", "</p>", bytes) },
    Family {
        name: "surrogates as entities",
        make: |bytes| wrapped("<p>", "&#xD800;&#xDFFF;&#0;&#x110000;", "</p>", bytes),
    },
    Family { name: "entity without end", make: |bytes| wrapped("<p>&", "a", "", bytes) },
    Family { name: "number without end", make: |bytes| wrapped("<p>&#", "9", ";", bytes) },
    Family { name: "NULs", make: |bytes| wrapped("<p>", "\0", "</p>", bytes) },
    Family {
        name: "every byte value",
        make: |bytes| wrapped("<p>", &(0..=255_u8).map(char::from).collect::<String>(), "</p>", bytes),
    },
    Family { name: "lone less-than signs", make: |bytes| many("<", bytes) },
    Family { name: "tag that never ends", make: |bytes| many("<a ", bytes) },
    Family { name: "name that never ends", make: |bytes| wrapped("<", "x", "", bytes) },
    Family { name: "attribute that never ends", make: |bytes| wrapped("<p class='", "c ", "", bytes) },
    Family { name: "comment that never ends", make: |bytes| wrapped("<!--", " --! ", "", bytes) },
    Family { name: "script that never ends", make: |bytes| wrapped("<script>", "<!--<script>", "", bytes) },
    Family { name: "bogus comments", make: |bytes| many("<?x></ >", bytes) },
    Family { name: "plaintext", make: |bytes| wrapped("<plaintext>", "<p>as it stands, ", "", bytes) },
    Family { name: "textarea and title that never end", make: |bytes| wrapped("<textarea>", "</titl<", "", bytes) },
    Family { name: "CDATA", make: |bytes| wrapped("<svg>", "<![CDATA[x]]]>", "", bytes) },
    // Attributes.
    Family { name: "attributes of one tag", make: numbered!("<p ", "a{0}=v{0} ") },
    Family { name: "same attribute over and over", make: |bytes| wrapped("<p ", "a=b ", ">text", bytes) },
    Family { name: "attributes on html and body", make: numbered!("", "<body a{0}=v><html b{0}=v>") },
    Family {
        name: "class of many names",
        make: |bytes| wrapped("<p class='", "c ", "'>text of the paragraph</p>", bytes),
    },
    Family {
        name: "style of many declarations",
        make: |bytes| wrapped("<p style='", "display:none;", "'>text</p>", bytes),
    },
    Family { name: "giant srcset", make: |bytes| wrapped("<img srcset='", "/ice.png 2x, ", "' alt=ice>", bytes) },
    Family {
        name: "many srcset",
        make: |bytes| many("<figure><img srcset='/a.png 1x, /b.png 2x' alt=ice></figure>", bytes),
    },
    Family {
        name: "giant data address",
        make: |bytes| wrapped("<img src='data:image/png;base64,", "iVBORw0K", "' alt=ice>", bytes),
    },
    Family {
        name: "long address, many links",
        make: |bytes| {
            let base = format!("<base href='https://quay.example/{}'>", "a/".repeat(bytes / 4));
            format!("{HEAD}{base}<article>{PROSE}{}", "<a href=x>ice</a>".repeat(bytes / 34))
        },
    },
    Family {
        name: "addresses that climb",
        make: |bytes| many("<p><a href='../../../../../../../x'>up</a> there", bytes),
    },
    // What pages say about themselves.
    Family { name: "deep JSON-LD", make: |bytes| deep_json("{\"a\":", "}", bytes) },
    Family { name: "deep JSON-LD graph", make: |bytes| deep_json("{\"@graph\":[", "]}", bytes) },
    Family { name: "deep arrays in JSON-LD", make: |bytes| deep_json("[", "]", bytes) },
    Family { name: "JSON-LD that never ends", make: |bytes| json_ld(&"{\"@graph\":[".repeat(bytes / 11)) },
    Family {
        name: "huge JSON-LD",
        make: |bytes| {
            let item = "{\"@type\":\"NewsArticle\",\"headline\":\"Ice\",\"author\":{\"name\":\"Ada Quay\"},\"datePublished\":\"2024-02-06\"},";
            json_ld(&format!("[{}{{}}]", item.repeat(bytes / item.len())))
        },
    },
    Family {
        name: "authors in JSON-LD",
        make: |bytes| {
            let authors = numbers(bytes / 20, |at, out| write!(out, "{{\"name\":\"Ada Q{at}\"}},").unwrap());
            json_ld(&format!("{{\"@type\":\"Article\",\"author\":[{authors}{{}}]}}"))
        },
    },
    Family {
        name: "references in JSON-LD",
        make: |bytes| {
            let nodes = numbers(bytes / 40, |at, out| {
                write!(out, "{{\"@id\":\"#{at}\",\"author\":{{\"@id\":\"#{}\"}}}},", at + 1).unwrap();
            });
            json_ld(&format!("{{\"@graph\":[{nodes}{{}}]}}"))
        },
    },
    Family {
        name: "works that refer to their authors",
        make: |bytes| {
            let works = numbers(bytes / 70, |at, out| {
                write!(out, "{{\"@type\":\"NewsArticle\",\"headline\":\"Ice\",\"author\":{{\"@id\":\"#{at}\"}}}},")
                    .unwrap();
            });
            json_ld(&format!("{{\"@graph\":[{works}{{}}]}}"))
        },
    },
    Family {
        name: "string in JSON-LD",
        make: |bytes| json_ld(&format!("{{\"headline\":\"{}\"}}", "\\u00e9\\n".repeat(bytes / 8))),
    },
    Family {
        name: "many JSON-LD scripts",
        make: |bytes| many("<script type=application/ld+json>{\"@type\":\"Article\"}</script>", bytes),
    },
    Family {
        name: "meta",
        make: numbered!("", "<meta name=author content='Ada Quay {0}'><meta property=article:tag content=t{0}>"),
    },
    Family { name: "bylines", make: numbered!("", "<p class=byline>By Ada Quay{0}</p>") },
    Family { name: "dates", make: |bytes| many("<time>6 February 2024</time> 2024-02-06 06.02.2024 ", bytes) },
    Family { name: "digits", make: |bytes| wrapped("<p class=date>", "2024-", "</p>", bytes) },
    Family { name: "titles", make: |bytes| many("<title>Ice</title><h1>Ice | The Quay | News - More</h1>", bytes) },
    Family {
        name: "long title of parts",
        make: |bytes| format!("<title>{}</title>{PROSE}", "Ice | ".repeat(bytes / 6)),
    },
    Family {
        name: "long headline",
        make: |bytes| format!("<title>Ice</title><h1>{}</h1>{PROSE}", "Ice - held ".repeat(bytes / 11)),
    },
    Family {
        name: "microdata",
        make: |bytes| many("<div itemscope itemtype=http://schema.org/Article><span itemprop=author>Ada</span>", bytes),
    },
    // Pages inside pages.
    Family {
        name: "noscript",
        make: |bytes| format!("{HEAD}<noscript>{}</noscript>", "<div><p>The ice held, again.</div>".repeat(bytes / 34)),
    },
    Family {
        name: "many noscript",
        make: |bytes| format!("{HEAD}{}", "<noscript><p>The ice held, again.</noscript>".repeat(bytes / 44)),
    },
    Family {
        name: "noscript of b",
        make: |bytes| format!("{HEAD}{}", "<noscript><b id=x><p>held</noscript>".repeat(bytes / 36)),
    },
    Family {
        name: "formulas",
        make: |bytes| {
            many("<p>where <math><mi>x</mi><annotation encoding=application/x-tex>x^2</annotation></math> holds", bytes)
        },
    },
    Family {
        name: "hidden formulas",
        make: |bytes| many("<p>a<span class=katex><span class=katex-html>x</span></span>", bytes),
    },
];

/// A page without markup, for the cleaning of plain text.
pub(crate) const TEXTS: &[Family] = &[
    Family { name: "text: lines", make: |bytes| format!("{SENTENCE}\n").repeat(bytes / (SENTENCE.len() + 1)) },
    Family { name: "text: short lines", make: |bytes| "Home\nNews > Ice\n".repeat(bytes / 16) },
    Family {
        name: "text: unlike lines",
        make: |bytes| (0..bytes / 24).fold(String::new(), |text, at| text + &format!("Line {at} of the harbour\n")),
    },
    Family { name: "text: empty lines", make: |bytes| "\n \n".repeat(bytes / 3) },
    Family { name: "text: one line", make: |bytes| SENTENCE.repeat(bytes / SENTENCE.len()) },
    Family { name: "text: one word", make: |bytes| "harbour".repeat(bytes / 7) },
    Family { name: "text: dates", make: |bytes| "6 February 2024, 08:15 2024-02-06\n".repeat(bytes / 34) },
    Family { name: "text: bylines", make: |bytes| "By Ada Quay and Käthe Möllmann\n".repeat(bytes / 33) },
    Family { name: "text: carriage returns and NULs", make: |bytes| "a\r\0\u{200b}".repeat(bytes / 6) },
    Family { name: "text: digits", make: |bytes| "2024-".repeat(bytes / 5) },
];
