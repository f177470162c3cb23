//! The arena against the reference tree: a page parsed into an `RcDom` by html5ever's own sink and handed over has to
//! give the same blocks as the page's source.
#![cfg(all(feature = "eval", feature = "rcdom"))]

mod common;

use common::laws::difference;
use common::{Source, page, soup};
use dehusk::evaluate::{Corpus, stages};
use proptest::prelude::*;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Compares every `step`th page of a corpus; the number of pages compared.
fn compare(folder: &Path, step: usize) -> usize {
    let corpus = Corpus::open(folder).unwrap();
    let labels = corpus.labels().iter().step_by(step);
    for label in labels.clone() {
        let bytes = corpus.page(label).unwrap().bytes;
        if let Some(difference) = difference(&stages::decode(&bytes)) {
            panic!("{}/{}: {difference}", folder.display(), label.id);
        }
    }
    labels.count()
}

#[test]
fn every_page_of_the_corpus_gives_the_same_blocks() {
    assert!(compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), 1) > 0);
}

/// Pages of the wild, where somebody has them: beside the project, or where `DEHUSK_CORPORA` says.
#[test]
fn pages_of_other_corpora_give_the_same_blocks() {
    const STEP: usize = 40;
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let corpora = std::env::var_os("DEHUSK_CORPORA").map_or_else(beside, PathBuf::from);
    for name in ["wcxb-dev", "traf-dev", "moz-dev"] {
        let folder = corpora.join(name);
        if folder.join("labels.jsonl").exists() {
            compare(&folder, STEP);
        } else {
            // The macros' output is hidden when a test passes.
            writeln!(std::io::stderr(), "SKIPPED: {} is not there, nothing compared", folder.display()).unwrap();
        }
    }
}

proptest! {
    #[test]
    fn made_up_pages_give_the_same_blocks(pieces in page()) {
        let html = Source::of(&pieces).html;
        prop_assert_eq!(difference(&html), None, "{}", html);
    }

    #[test]
    fn markup_that_nobody_would_write_gives_the_same_blocks(html in soup()) {
        prop_assert_eq!(difference(&html), None, "{}", html);
    }
}
