//! How often a page takes the allocator's time, once the process is warm: ordinary pages, of which none may become dear unnoticed.
#![cfg(feature = "eval")]

use allocation_counter::measure;
use dehusk::Extractor;
use dehusk::evaluate::Corpus;
use std::hint::black_box;
use std::path::Path;

/// Calls of the allocator for a page of `corpus/`, on average and at most. Vectors of the article that is given back are among them.
const ON_AVERAGE: u64 = 330;
const AT_MOST: u64 = 520;

#[test]
fn a_page_takes_few_allocations() {
    let corpus = Corpus::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap();
    let pages: Vec<(&str, Vec<u8>)> =
        corpus.labels().iter().map(|label| (&*label.id, corpus.page(label).unwrap().bytes)).collect();
    let extractor = Extractor::new();
    let extract = |bytes: &[u8]| {
        black_box(extractor.extract_bytes(bytes, None).unwrap());
    };
    // Models and tables are made once.
    for (_, bytes) in &pages {
        extract(bytes);
    }
    let counts: Vec<(u64, &str)> =
        pages.iter().map(|(id, bytes)| (measure(|| extract(bytes)).count_total, *id)).collect();
    let average = counts.iter().map(|(count, _)| count).sum::<u64>() / counts.len() as u64;
    let most = counts.iter().max().unwrap();
    assert!(average <= ON_AVERAGE, "{average} on average");
    assert!(most.0 <= AT_MOST, "{} of {}", most.0, most.1);
}
