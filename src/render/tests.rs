//! Hand-made pages in `tests/pages`, each with the Markdown that is expected of its `article`, all of which is kept here:
//! what is chosen is the model's affair. `DEHUSK_BLESS=1` writes what comes out instead of comparing, for review.

use super::{markdown, text};
use crate::options::Extractor;
use crate::select::Choice;
use crate::tags::Tag;
use crate::{blocks, compose, dom};
use std::fs;
use std::path::{Path, PathBuf};

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "html")).collect();
    pages.sort();
    pages
}

fn rendered(html: &str) -> String {
    let extractor = Extractor::new().url("https://quay.example/ice/");
    let (document, page, _) = blocks::read(dom::parse(html, &extractor.limits).0, &extractor.limits);
    let article = page.elements.iter().find(|holder| holder.tag == Tag::Article).unwrap().blocks.clone();
    let score = |at: u32| if article.contains(&at) { 1.0 } else { 0.0 };
    let scores: Vec<f32> = (0..page.blocks.len() as u32).map(score).collect();
    let mut choice = Choice::new(&scores);
    choice.take_likely(1.0);
    let mut content = compose::compose(&document, &page, &scores, choice, Some("Ice in the harbour"), &extractor);
    text(&mut content);
    markdown::write(&content)
}

#[test]
fn pages_have_the_markdown_that_is_expected() {
    let pages = pages();
    assert!(pages.len() >= 25, "{} pages", pages.len());
    let mut faults = Vec::new();
    for page in pages {
        let found = rendered(&fs::read_to_string(&page).unwrap());
        let expected = page.with_extension("md");
        if std::env::var_os("DEHUSK_BLESS").is_some() {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).ok().as_ref() != Some(&found) {
            faults.push(format!("{}:\n{found}", page.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
