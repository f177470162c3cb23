//! Texts that have lost their markup: whole paragraphs, title, and nothing of what stood around; and the laws that hold
//! on any text.

mod common;

use common::work::Work;
use dehusk::{Article, clean_text};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::time::Duration;

/// A text of `tests/texts` and what has to come of it. The `.want` file has the title, the date, the author (an empty
/// line if the text names none), and the paragraphs.
struct Case {
    name: String,
    text: String,
    title: String,
    date: String,
    author: Option<String>,
    paragraphs: Vec<String>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/texts");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    texts
        .map(|path| {
            let want = fs::read_to_string(path.with_extension("want")).unwrap();
            let mut lines = want.lines().map(str::to_owned);
            let title = lines.next().unwrap();
            Case {
                name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                text: fs::read_to_string(path).unwrap(),
                title,
                date: lines.next().unwrap().replace(' ', "T"),
                author: lines.next().filter(|author| !author.is_empty()),
                paragraphs: lines.collect(),
            }
        })
        .collect()
}

/// The lines of the text that an article has, the title's own line aside.
fn kept<'a>(article: &'a Article, title: &str) -> Vec<&'a str> {
    let blocks = article.scored().filter(|block| block.is_kept() && block.text() != title);
    blocks.map(|block| block.text()).collect()
}

#[test]
fn five_languages_give_their_paragraphs_and_nothing_else() {
    let cases = cases();
    assert_eq!(cases.len(), 5);
    for case in cases {
        let article = clean_text(&case.text);
        assert_eq!(article.title(), Some(&*case.title), "{}", case.name);
        assert_eq!(article.published().map(|date| date.to_string()), Some(case.date), "{}", case.name);
        assert_eq!(article.authors().next(), case.author.as_deref(), "{}", case.name);
        assert_eq!(kept(&article, &case.title), case.paragraphs, "{}", case.name);
        assert_eq!(article.text(), case.paragraphs.join("\n\n"), "{}: nothing besides", case.name);
    }
}

#[test]
fn what_is_left_of_five_languages_without_the_article_comes_back_empty() {
    let mut kept = Vec::new();
    for case in cases() {
        let husk: Vec<&str> = case.text.lines().filter(|line| !case.paragraphs.iter().any(|it| it == line)).collect();
        let article = clean_text(&husk.join("\n"));
        if !article.is_empty() {
            kept.push(case.name);
        }
    }
    assert_eq!(kept, [""; 0]);
}

/// A page of the kind this was written for, found in the wild. It is a third party's, so it is no part of the project.
#[test]
fn a_copied_news_page_gives_its_eight_paragraphs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    let Some(path) = fs::read_dir(&folder).ok().and_then(|mut entries| entries.next()?.ok()) else {
        common::say(&format!("SKIPPED: {} is not here, nothing checked", folder.display()));
        return;
    };
    let text = fs::read_to_string(path.path()).unwrap();
    let article = clean_text(&text);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(article.title(), lines.get(1).copied());
    assert_eq!(article.published().unwrap().to_string(), "2025-04-14T15:14:11");
    let kept = kept(&article, lines[1]);
    assert_eq!(kept.get(..8), lines.get(4..12), "the paragraphs");
    // The biography of the author may stay or go.
    assert!(kept.len() == 8 || kept.get(8..) == lines.get(17..18), "{:#?}", kept.get(8..));
    let husk = lines[..1].iter().chain(&lines[2..4]).chain(&lines[12..17]).chain(&lines[18..]);
    for line in husk {
        assert!(!article.text().lines().any(|kept| kept == *line), "{line}");
    }
}

#[test]
fn an_empty_text_gives_an_empty_article() {
    for text in ["", "\n\n", " \t\r\n", "---\n***\n—"] {
        let article = clean_text(text);
        assert!(article.is_empty() && article.title().is_none() && article.scored().len() == 0, "{text:?}");
    }
}

#[test]
fn lines_end_where_unicode_says_they_do() {
    let article = clean_text("one\r\ntwo\rthree\u{2028}four\u{2029}five\u{85}six\u{c}seven\u{b}eight");
    let lines: Vec<_> = article.scored().map(|block| block.text().to_owned()).collect();
    assert_eq!(lines, ["one", "two", "three", "four", "five", "six", "seven", "eight"]);
    assert!(article.scored().all(|block| block.path().is_empty()));
}

/// Texts of about so many bytes that are made to be slow.
fn hostile(bytes: usize) -> Vec<(&'static str, String)> {
    let page =
        "Ferry fares to rise again in spring\n- Harbour\n12:30\nThe harbour froze over on Tuesday, nobody knew why.\n";
    let of = |piece: &str| piece.repeat(bytes / piece.len());
    vec![
        ("a page over and over", of(page)),
        ("one line of words", of("ice ")),
        ("one line without a space", of("ice")),
        ("lines of one character", of("a\n")),
        ("the same line", of("The harbour froze over on Tuesday, nobody knew why.\n")),
        ("CR LF", of("The harbour\r\n")),
        ("CR alone", of("The harbour\r")),
        ("line separators", of("The harbour\u{2028}")),
        ("NUL", of("\0")),
        ("NUL in lines", of("a\0\n")),
        ("white space", of(" \t \n")),
        ("white space in lines", of("a  \t  b\n")),
        ("list marks", of("- ")),
        ("numbers", of("20")),
        ("slashes", of("a://")),
        ("sentences", of(". ! ")),
        ("different lines", (0..bytes / 8).flat_map(|at| [format!("ice {at}"), "\n".to_owned()]).collect()),
    ]
}

/// Four times the text must not take sixteen times as long, whatever the text.
#[test]
fn long_texts_take_linear_time() {
    const BYTES: usize = 1 << 17;
    let time = |text: &str| -> Duration {
        (0..3).map(|_| Work::of(text.len(), || clean_text(text)).time).min().unwrap_or_default()
    };
    for ((name, short), (_, long)) in hostile(BYTES).into_iter().zip(hostile(4 * BYTES)) {
        // Other work on the machine may slow one of the two: only what is slow again and again is slow.
        let slow = || time(&long) > 10 * time(&short).max(Duration::from_millis(1));
        assert!(!(slow() && slow() && slow()), "{name}");
    }
}

#[test]
fn a_line_of_fifty_megabytes_and_a_million_lines_are_survived() {
    assert_eq!(clean_text(&"ice ".repeat(50 << 18)).scored().len(), 1);
    assert_eq!(clean_text(&"a\n".repeat(1_000_000)).scored().len(), 1_000_000);
    assert!(clean_text(&"\0".repeat(1_000_000)).is_empty());
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Whether `part` can be had from `whole` by leaving words out.
fn is_subsequence(part: &[String], whole: &[String]) -> bool {
    let mut whole = whole.iter();
    part.iter().all(|word| whole.any(|other| other == word))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_invented_moved_or_said_twice(lines in prop::collection::vec("\\PC{0,60}|[A-Za-z ,.]{60,200}[.!。]|- [A-Z][a-z ]{3,30}", 0..40)) {
        let text = lines.join("\n");
        let article = clean_text(&text);
        prop_assert!(is_subsequence(&words(article.text()), &words(&text)));
        let again = clean_text(&text);
        prop_assert_eq!(article.text(), again.text());
        if let Some(title) = article.title() {
            prop_assert!(is_subsequence(&words(title), &words(&text)));
        }
    }

    #[test]
    fn any_text_is_survived(text in "(?s).{0,300}") {
        let _ = clean_text(&text);
    }
}
