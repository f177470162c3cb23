//! Hand-made pages in `tests/pages`, each with the Markdown that is expected of it. `DEHUSK_BLESS=1` writes what comes
//! out instead of comparing, for review.

use dehusk::Extractor;
use std::fs;
use std::path::{Path, PathBuf};

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|end| end == "html")).collect();
    pages.sort();
    pages
}

#[test]
fn pages_have_the_markdown_that_is_expected() {
    let extractor = Extractor::new().url("https://quay.example/ice/").favor(dehusk::Favor::Recall);
    let pages = pages();
    assert!(pages.len() >= 25, "{} pages", pages.len());
    let mut faults = Vec::new();
    for page in pages {
        let found = extractor.extract(&fs::read_to_string(&page).unwrap()).unwrap().markdown();
        let expected = page.with_extension("md");
        if std::env::var_os("DEHUSK_BLESS").is_some() {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).ok().as_ref() != Some(&found) {
            faults.push(format!("{}:\n{found}", page.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
