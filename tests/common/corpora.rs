//! Corpora held against another way of reading their pages.

use super::say;
use dehusk::evaluate::{Corpus, stages};
use std::path::{Path, PathBuf};

/// Where pages of the wild are, if anywhere: where `DEHUSK_CORPORA` says, or beside the project.
fn corpora() -> PathBuf {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    std::env::var_os("DEHUSK_CORPORA").map_or_else(beside, PathBuf::from)
}

/// Holds every `step`th page of a corpus against what tells its difference from another way of reading it.
fn compare(folder: &Path, step: usize, difference: impl Fn(&str) -> Option<String>) -> usize {
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

/// [`compare`] for all pages of `corpus/`.
pub(crate) fn compare_own(difference: impl Fn(&str) -> Option<String>) {
    assert!(compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), 1, difference) > 0);
}

/// [`compare`] for pages of the wild, where somebody has them: a sample, or with `DEHUSK_ALL_PAGES` set all of them.
pub(crate) fn compare_others(step: usize, difference: impl Fn(&str) -> Option<String>) {
    let step = if std::env::var_os("DEHUSK_ALL_PAGES").is_some() { 1 } else { step };
    for name in ["wcxb-dev", "traf-dev", "moz-dev"] {
        let Some(folder) = wild(name) else { continue };
        let pages = compare(&folder, step, &difference);
        say(&format!("{name}: {pages} pages are the same"));
    }
}

/// A corpus of pages of the wild; says so where nobody has it.
pub(crate) fn wild(name: &str) -> Option<PathBuf> {
    let folder = corpora().join(name);
    let there = folder.join("labels.jsonl").exists();
    if !there {
        say(&format!("SKIPPED: {} is not there, nothing looked at", folder.display()));
    }
    there.then_some(folder)
}
