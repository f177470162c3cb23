//! How often a page takes the allocator's time, once the process is warm: ordinary pages, of which none may become dear unnoticed.
#![cfg(feature = "eval")]

mod common;

use allocation_counter::measure;
use dehusk::Extractor;
use dehusk::evaluate::Corpus;
use std::hint::black_box;
use std::path::Path;

/// Calls of the allocator for a page of `corpus/`, on average and at most. Vectors of the article that is given back are among them.
const ON_AVERAGE: u64 = 100;
const AT_MOST: u64 = 220;

/// The same for pages of the wild, which are longer, on average.
const ON_AVERAGE_IN_THE_WILD: u64 = 160;

#[test]
fn a_page_takes_few_allocations() {
    let counts = counts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), 1);
    let most = counts.iter().max().unwrap();
    assert!(average(&counts) <= ON_AVERAGE, "{} on average", average(&counts));
    assert!(most.0 <= AT_MOST, "{} of {}", most.0, most.1);
}

#[test]
fn a_page_of_the_wild_takes_few_allocations() {
    let Some(folder) = common::corpora::wild("wcxb-dev") else { return };
    let average = average(&counts(&folder, 10));
    assert!(average <= ON_AVERAGE_IN_THE_WILD, "{average} on average");
}

fn average(counts: &[(u64, String)]) -> u64 {
    counts.iter().map(|(count, _)| count).sum::<u64>() / counts.len() as u64
}

/// What every `step`th page of a corpus takes.
fn counts(folder: &Path, step: usize) -> Vec<(u64, String)> {
    let corpus = Corpus::open(folder).unwrap();
    let labels = corpus.labels().iter().step_by(step);
    let pages: Vec<(&str, Vec<u8>)> = labels.map(|label| (&*label.id, corpus.page(label).unwrap().bytes)).collect();
    let extractor = Extractor::new();
    let extract = |bytes: &[u8]| {
        black_box(extractor.extract_bytes(bytes, None).unwrap());
    };
    // Models and tables are made once.
    for (_, bytes) in &pages {
        extract(bytes);
    }
    pages.iter().map(|(id, bytes)| (measure(|| extract(bytes)).count_total, (*id).to_owned())).collect()
}

#[test]
fn an_article_holds_no_room_for_what_it_does_not_tell() {
    let body = "<p>The harbour froze over on Tuesday, for the first time in forty years.";
    let page = ["<title>", &"Ice ".repeat(1 << 20), "</title>", body].concat();
    let extract = || Extractor::new().extract(&page).unwrap();
    // The thread has kept what it keeps.
    drop(extract());
    let mut article = None;
    let held = measure(|| article = Some(extract())).bytes_current;
    assert!(held < 1 << 16, "{held} bytes of {}", page.len());
}
