//! The tokenizer against html5ever's: both have to lead to the same tree, in anything that a later stage can see.
#![cfg(feature = "eval")]

mod common;

use common::{Source, page, soup};
use dehusk::Extractor;
use dehusk::evaluate::stages;
use proptest::prelude::*;

/// Where the two trees of a page differ; `None` if nowhere.
fn difference(html: &str) -> Option<String> {
    stages::difference_from_reference(html, &Extractor::new())
}

#[test]
fn every_page_of_the_corpus_gives_the_same_tree() {
    common::corpora::compare_own(difference);
}

#[test]
fn pages_of_other_corpora_give_the_same_tree() {
    common::corpora::compare_others(20, difference);
}

/// A state of the standard's tokenizer, with pages that go through it by each of its branches.
const STATES: &[(&str, &[&str])] = &[
    (
        "data",
        &[
            "a",
            "",
            "a\0b",
            "a&b",
            "\r\n\ra\r",
            "\u{feff}a",
            "\u{feff}\u{feff}",
            "<pre>\n\na",
            "<pre>\r\na",
            "<pre>&#10;a",
        ],
    ),
    (
        "RCDATA",
        &[
            "<title>a<b>&amp;&lt;/title></title>c",
            "<textarea>\n\0</textareA >b",
            "<title>a</titles></title",
            "<title>\n<",
        ],
    ),
    (
        "RAWTEXT",
        &[
            "<style>a<b></style>c",
            "<xmp>&amp;\0</xmp\n>b",
            "<iframe></iframe/>a",
            "<noembed></",
            "<noscript><p>a</noscript>b",
        ],
    ),
    (
        "script data",
        &[
            "<script type=a/json>a<b>&amp;\0</script>c",
            "<script type=json></script",
            "<script type=json>a</scriptx></script>",
        ],
    ),
    ("PLAINTEXT", &["<p>a<plaintext>b</plaintext>&amp;\0<c", "<plaintext>"]),
    ("tag open", &["<", "<<", "< a>", "<1>", "<é>", "<a<b>", "<>", "<?", "<?a?>b", "<!", "</"]),
    ("end tag open", &["</", "</>a", "</ a>b", "</1>b", "</p>", "</br>", "a</", "</é>b"]),
    (
        "tag name",
        &[
            "<p",
            "<p\t>",
            "<P>a</p>",
            "<p/>a",
            "<p\0>a",
            "<x-\u{c9}>a",
            "<div\nclass=a>",
            "<blockQUOTE>a",
            "<x-very-long-name>a</x-very-long-name>b",
        ],
    ),
    ("RCDATA less-than sign", &["<title><</title>", "<title><a", "<title><"]),
    ("RCDATA end tag open", &["<title></1</title>", "<title></"]),
    (
        "RCDATA end tag name",
        &["<title></title a=b>c", "<title></title/>c", "<title></TiTlE>c", "<title></titl>c", "<title></title a"],
    ),
    ("RAWTEXT less-than sign", &["<style><<</style>", "<xmp><"]),
    ("RAWTEXT end tag open", &["<xmp></1", "<xmp></"]),
    ("RAWTEXT end tag name", &["<xmp></xmp a='>'>b", "<xmp></xmp", "<xmp></xmps>", "<xmp></xmp\0></xmp>"]),
    (
        "script data less-than sign",
        &["<script type=json><!a</script>b", "<script type=json><a</script>b", "<script type=json><"],
    ),
    ("script data end tag open", &["<script type=json></a</script>b"]),
    ("script data end tag name", &["<script type=json></SCRIPT\x0C>b", "<script type=json></script a='</script>'>b"]),
    (
        "script data escape start",
        &["<script type=json><!-</script>b", "<script type=json><!a--></script>b", "<script type=json><!"],
    ),
    (
        "script data escape start dash",
        &["<script type=json><!--></script>b", "<script type=json><!-x-></script>b", "<script type=json><!-"],
    ),
    (
        "script data escaped",
        &["<script type=json><!--a</script>b", "<script type=json><!--\0-a--></script>b", "<script type=json><!--a"],
    ),
    (
        "script data escaped dash",
        &["<script type=json><!--a-b-</script>c", "<script type=json><!--a-\0</script>b", "<script type=json><!---"],
    ),
    (
        "script data escaped dash dash",
        &[
            "<script type=json><!--a--></script>b",
            "<script type=json><!--a----></script>b",
            "<script type=json><!--a--<b",
            "<script type=json><!----",
        ],
    ),
    ("script data escaped less-than sign", &["<script type=json><!--<1</script>b", "<script type=json><!--<"]),
    ("script data escaped end tag open", &["<script type=json><!--</1</script>b", "<script type=json><!--</"]),
    (
        "script data escaped end tag name",
        &["<script type=json><!--</scripty</script>b", "<script type=json><!--</script"],
    ),
    (
        "script data double escape start",
        &[
            "<script type=json><!--<script>a</script>b--></script>c",
            "<script type=json><!--<scriptx>a</script>b",
            "<script type=json><!--<SCRIPT/a</script>b</script>c",
            "<script type=json><!--<script",
        ],
    ),
    (
        "script data double escaped",
        &["<script type=json><!--<script>\0<a</script>b</script>c", "<script type=json><!--<script>"],
    ),
    (
        "script data double escaped dash",
        &["<script type=json><!--<script>-a-</script></script>b", "<script type=json><!--<script>-"],
    ),
    (
        "script data double escaped dash dash",
        &[
            "<script type=json><!--<script>--></script>b",
            "<script type=json><!--<script>--<</script>b",
            "<script type=json><!--<script>--",
        ],
    ),
    (
        "script data double escaped less-than sign",
        &["<script type=json><!--<script><</script></script>b", "<script type=json><!--<script><"],
    ),
    (
        "script data double escape end",
        &[
            "<script type=json><!--<script></scripts></script></script>b",
            "<script type=json><!--<script></script\t</script>b",
            "<script type=json><!--<script></scr",
        ],
    ),
    (
        "before attribute name",
        &["<p =class=a>b", "<p / class=a>b", "<p \0=a class=b>c", "<p \"class=a>b", "<p <class=a>b", "<p "],
    ),
    (
        "attribute name",
        &["<p CLASS=a>b", "<p class>b", "<p class/id=a>b", "<p cla\0ss=a>b", "<p cla'ss=a>b", "<p class"],
    ),
    ("after attribute name", &["<p class  =a>b", "<p class id>b", "<p class />b", "<p class \0>b", "<p class \n"]),
    ("before attribute value", &["<p class= \t\r\na>b", "<p class=>b", "<p class= >b", "<p class=", "<p class=/>b"]),
    ("attribute value (double-quoted)", &["<p class=\"a>\0'&amp;\r\n\"id=b>c", "<p class=\"\">b", "<p class=\"a"]),
    ("attribute value (single-quoted)", &["<p class='a>\0\"&amp;'id=b>c", "<p class=''/>b", "<p class='a"]),
    (
        "attribute value (unquoted)",
        &["<p class=a/>b", "<p class=a\"'<=`b>c", "<p class=\0>b", "<p class=&lt;&gt;>b", "<p class=a"],
    ),
    (
        "after attribute value (quoted)",
        &["<p class='a'id='b'>c", "<p class='a'/>b", "<p class='a'/id=b>c", "<p class='a'"],
    ),
    (
        "self-closing start tag",
        &["<svg/>a", "<svg/ >a", "<svg><a/></svg>b", "<br/>a", "<svg /class=a>b", "<svg/", "</p/>a"],
    ),
    ("bogus comment", &["a<?b>c", "a<!b>c", "a<!>b", "a<!b\0", "a</ b>c", "<!-a>b", "<!doctyp>b"]),
    ("markup declaration open", &["<!-->a", "<!-", "<!doctype html>a", "<!DOCtype html>a", "<![CDATA[a]]>b", "<!["]),
    ("comment start", &["a<!-->b", "a<!--b-->c", "a<!--\0-->b", "a<!--"]),
    ("comment start dash", &["a<!--->b", "a<!---b-->c", "a<!---\0-->b", "a<!---"]),
    ("comment", &["a<!--b<c-->d", "a<!--b-c-->d", "a<!--b>c-->d", "a<!--b"]),
    ("comment less-than sign", &["a<!--<<!-->b", "a<!--<b-->c", "a<!--<"]),
    ("comment less-than sign bang", &["a<!--<!b-->c", "a<!--<!"]),
    ("comment less-than sign bang dash", &["a<!--<!-b-->c", "a<!--<!->b-->c", "a<!--<!-"]),
    ("comment less-than sign bang dash dash", &["a<!--<!-->b", "a<!--<!--b-->c", "a<!--<!--->b", "a<!--<!--"]),
    ("comment end dash", &["a<!--b->c-->d", "a<!--b-\0-->c", "a<!--b-"]),
    ("comment end", &["a<!--b-->c", "a<!--b--->c", "a<!--b--c-->d", "a<!--b--"]),
    (
        "comment end bang",
        &[
            "a<!--b--!>c",
            "a<!--b--!-->c",
            "a<!--b--!c-->d",
            "a<!--b--!\0-->c",
            "a<!----!>b",
            "a<!--!>b-->c",
            "a<!---!>b-->c",
            "a<!--b--!",
        ],
    ),
    ("DOCTYPE", &["<!doctype>", "<!doctypehtml>", "<!doctype", "<!doctype html"]),
    ("before DOCTYPE name", &["<!doctype \0>", "<!doctype  HTML>", "<!doctype >", "<!doctype "]),
    ("DOCTYPE name", &["<!doctype h\0>", "<!doctype svg>", "<!doctype hTmL\n>", "<!doctype html"]),
    (
        "after DOCTYPE name",
        &["<!doctype html >", "<!doctype html public>", "<!doctype html x>", "<!doctype html pub", "<!doctype html "],
    ),
    (
        "after DOCTYPE public keyword",
        &["<!doctype html public'-//W3C//DTD HTML 4.01//EN'>", "<!doctype html public x>", "<!doctype html public"],
    ),
    (
        "before DOCTYPE public identifier",
        &["<!doctype html PUBLIC \t>", "<!doctype html public \"-//w3c//dtd html 3.2//\">", "<!doctype html public x"],
    ),
    (
        "DOCTYPE public identifier (double-quoted)",
        &[
            "<!doctype html public \"-//IETF//DTD HTML//EN\">",
            "<!doctype html public \"a>",
            "<!doctype html public \"\0",
        ],
    ),
    (
        "DOCTYPE public identifier (single-quoted)",
        &[
            "<!doctype html public '-//W3C//DTD XHTML 1.0 Frameset//EN'>",
            "<!doctype html public 'a>",
            "<!doctype html public '",
        ],
    ),
    (
        "after DOCTYPE public identifier",
        &[
            "<!doctype html public '-//W3C//DTD HTML 4.01 Transitional//'>",
            "<!doctype html public 'a''b'>",
            "<!doctype html public 'a'x>",
            "<!doctype html public 'a'",
        ],
    ),
    (
        "between DOCTYPE public and system identifiers",
        &[
            "<!doctype html public '-//W3C//DTD HTML 4.01 Transitional//' 'a'>",
            "<!doctype html public 'a' >",
            "<!doctype html public 'a' x>",
            "<!doctype html public 'a' ",
        ],
    ),
    (
        "after DOCTYPE system keyword",
        &[
            "<!doctype html system'about:legacy-compat'>",
            "<!doctype html system>",
            "<!doctype html systemx>",
            "<!doctype html system",
        ],
    ),
    (
        "before DOCTYPE system identifier",
        &[
            "<!doctype html system >",
            "<!doctype html system 'http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd'>",
            "<!doctype html system x>",
            "<!doctype html system ",
        ],
    ),
    (
        "DOCTYPE system identifier (double-quoted)",
        &["<!doctype html system \"a\">", "<!doctype html system \"a>", "<!doctype html system \""],
    ),
    (
        "DOCTYPE system identifier (single-quoted)",
        &["<!doctype html system 'a'>", "<!doctype html system 'a>", "<!doctype html system '"],
    ),
    (
        "after DOCTYPE system identifier",
        &[
            "<!doctype html system 'a' >",
            "<!doctype html system 'a' x>",
            "<!doctype html system 'a' x",
            "<!doctype html system 'a'",
        ],
    ),
    ("bogus DOCTYPE", &["<!doctype html x\0y>", "<!doctype html x"]),
    (
        "CDATA section",
        &["<svg><![CDATA[a<b>&amp;\0]]>c", "<math><![CDATA[\r\n]]>a", "<svg><![CDATA[a", "<svg><desc><![CDATA[a]]>b"],
    ),
    ("CDATA section bracket", &["<svg><![CDATA[a]b]]>c", "<svg><![CDATA[a]"]),
    ("CDATA section end", &["<svg><![CDATA[a]]]>b", "<svg><![CDATA[a]]b]]>c", "<svg><![CDATA[a]]"]),
    ("character reference", &["&", "&a", "& a", "&&amp;", "a&", "<p class='&'>a", "&<p>"]),
    (
        "named character reference",
        &[
            "&amp;&amp&ampx",
            "&notit;&notin;&not",
            "&NotEqualTilde;&ngE;",
            "<p class='&copy=a&copya&copy1&copy;&copy '>b",
            "&CounterClockwiseContourIntegral;",
            "&am",
            "<p class=&copy>a",
        ],
    ),
    ("ambiguous ampersand", &["&nosuchthing;a", "&nosuchthing", "&1a;", "<p class='&nosuch;'>a"]),
    ("numeric character reference", &["&#;", "&#", "a&#b", "<p class='&#'>a"]),
    ("hexadecimal character reference start", &["&#x;", "&#xg;", "&#X", "<p class='&#x'>a"]),
    ("decimal character reference start", &["&#a", "&#-1;"]),
    ("hexadecimal character reference", &["&#x41;&#X4a&#x4Ag", "&#x41"]),
    ("decimal character reference", &["&#65;&#65a&#0065;", "&#65"]),
    (
        "numeric character reference end",
        &[
            "&#0;&#128;&#x9f;&#x81;",
            "&#xD800;&#xDFFF;&#x10FFFF;&#x110000;",
            "&#4294967297;&#99999999999999999999;",
            "&#13;&#1;&#xFDD0;&#xFFFE;",
        ],
    ),
];

/// Where the tree builder is when a page begins or goes on, for it takes part in what a tokenizer does.
const AROUND: [(&str, &str); 7] = [
    ("", ""),
    ("<!doctype html><body><p>", "</p>z"),
    ("<table>", "<td>z"),
    ("<table><tr><td><b style=x>", "</table>z"),
    ("<svg><title>", "</title></svg>z"),
    ("<select><option>", "</select>z"),
    ("<template>", "</template>z"),
];

#[test]
fn every_state_of_the_standard_gives_the_same_tree() {
    let mut faults = Vec::new();
    for (state, pages) in STATES {
        for page in *pages {
            for (before, after) in AROUND {
                // Cut anywhere too: the end of the page is a branch of every state.
                for end in (0..=page.len()).filter(|&end| page.is_char_boundary(end)) {
                    let html = format!("{before}{}{}", &page[..end], if end == page.len() { after } else { "" });
                    faults.extend(difference(&html).map(|difference| format!("{state} state: {html:?}: {difference}")));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults[..faults.len().min(20)].join("\n"));
}

#[test]
fn a_quirky_doctype_leaves_a_table_in_its_paragraph() {
    for (doctype, quirky) in
        [("", true), ("<!doctype html>", false), ("<!doctype html public '-//IETF//DTD HTML//EN'>", true)]
    {
        let extractor = Extractor::new();
        let nested = stages::parse(&format!("{doctype}<p><table></table>"), &extractor);
        let apart = stages::parse(&format!("{doctype}<p></p><table></table>"), &extractor);
        assert_eq!(nested.difference(&apart).is_some(), quirky, "{doctype}");
    }
}

/// Pieces of markup that tokenizers stumble over.
fn awkward() -> impl Strategy<Value = String> {
    const PIECES: [&str; 72] = [
        "<",
        ">",
        "/",
        "=",
        "\"",
        "'",
        "&",
        ";",
        "#",
        "!",
        "-",
        "--",
        "?",
        "[",
        "]",
        " ",
        "\n",
        "\r",
        "\r\n",
        "\t",
        "\x0C",
        "\0",
        "a",
        "A",
        "x",
        "p",
        "é",
        "\u{3000}",
        "\u{1f9ca}",
        "<!--",
        "-->",
        "--!>",
        "<!",
        "<![CDATA[",
        "]]>",
        "<!doctype",
        "public",
        "system",
        "html",
        "&amp",
        "&not",
        "&notin;",
        "&#",
        "&#x",
        "41",
        "D800",
        "<p",
        "<p class=",
        " class",
        " id='",
        "style=\"",
        "</p>",
        "<script",
        " type=json>",
        "<script>",
        "</script",
        "</script>",
        "<title>",
        "</title",
        "<textarea>\n",
        "<style>",
        "</style>",
        "<svg>",
        "<math>",
        "<desc>",
        "</svg>",
        "<table>",
        "<font color=",
        "<b hidden>",
        "<plaintext>",
        "<noscript>",
        "</noscript>",
    ];
    let piece = prop_oneof![12 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<String>()];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, ..ProptestConfig::default() })]

    #[test]
    fn awkward_markup_gives_the_same_tree(html in awkward()) {
        prop_assert_eq!(difference(&html), None, "{:?}", html);
    }

    #[test]
    fn markup_that_nobody_would_write_gives_the_same_tree(html in soup()) {
        prop_assert_eq!(difference(&html), None, "{:?}", html);
    }
}

proptest! {
    #[test]
    fn made_up_pages_give_the_same_tree(pieces in page()) {
        let html = Source::of(&pieces).html;
        prop_assert_eq!(difference(&html), None, "{}", html);
    }
}
