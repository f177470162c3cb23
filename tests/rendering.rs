//! What holds for every page: of the text, and of Markdown and HTML against the text.

mod common;

use common::grammar;
use common::laws::{check, comes_from_the_page};
use dehusk::Extractor;
use proptest::prelude::*;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

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
        common::say("SKIPPED: DEHUSK_CORPORA names no folder of labelled corpora");
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
    let part = prop::sample::select(grammar::open());
    prop::collection::vec(part, 0..40).prop_map(|parts| grammar::among_prose(&parts.concat()))
}

/// What renders is to be tested, not what is content: the more is kept, the better.
fn keeping() -> Extractor {
    Extractor::new().favor(dehusk::Favor::Recall)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_for_odd_pages(page in odd_page()) {
        let article = keeping().extract(&page).unwrap();
        prop_assert_eq!(check(&article), Ok(()), "{}\n{}", article.markdown(), article.html());
    }
}

#[test]
fn spans_of_tables_cost_nothing() {
    let prose = "The harbour froze over on Tuesday, for the first time in forty years.";
    let row = format!("<tr><th>Day<td rowspan=65534 colspan=9007199254740991>{prose}<td>cold</tr>");
    let page = format!("<article><p>{prose}<table><caption>Ice</caption>{}</table><p>{prose}", row.repeat(2000));
    let article = keeping().extract(&page).unwrap();
    assert!(article.markdown().len() < 2 * page.len());
    assert!(article.html().len() < 2 * page.len());
}

#[test]
fn rendering_grows_with_the_blocks() {
    let length = |count: usize| {
        let items = "<li>The harbour froze over on Tuesday, for the first time in forty years.<ul>".repeat(count);
        let page = format!("<article><ul>{items}");
        let article = keeping().extract(&page).unwrap();
        assert!(article.text().matches("harbour").count() > count / 3, "little to render");
        article.markdown().len() + article.html().len()
    };
    // Nesting is capped, so that indentation is.
    assert!(length(400) < 3 * length(200));
}

/// Found by fuzzing: emphasis around white space that is code, between two links.
#[test]
fn code_that_is_white_space_takes_no_marks() {
    let page = "<i><a href=/a><code>ice<a href=/b>ferry</a>quay</i>s";
    let article = keeping().extract(page).unwrap();
    assert_eq!(check(&article), Ok(()), "{}", article.markdown());
}
