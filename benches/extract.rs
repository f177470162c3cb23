//! The hot path, stage by stage and as a whole, in bytes of page a second.
//!
//! `cargo bench --all-features` measures, `cargo bench --all-features -- --test` runs each benchmark once. A page that
//! is missing, or that extraction gets wrong, ends the run before anything is timed: a fast wrong answer is no result.
#![allow(missing_docs, reason = "criterion's macros make public items")]

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dehusk::evaluate::{Corpus, stages, word_overlap};
use dehusk::{Article, Extractor};
use std::hint::black_box;
use std::path::Path;

/// Pages of `corpus/`, small to large, in Latin, Cyrillic, Arabic, Japanese and Chinese script, in UTF-8 and older
/// encodings, with tables, `noscript` and long scripts among them; with the word F1 that extraction has to
/// reach for its time to count. It is well below what it does reach: `tests/pages.rs` is the one to hold that.
const PAGES: [(&str, f64); 8] = [
    ("essay-oldtable-screwdriver-en", 0.9),
    ("news-portal-zh-gbk", 0.8),
    ("news-ja-sjis", 0.8),
    ("newspaper-ru-cp1251", 0.8),
    ("forum-discourse-en", 0.6),
    ("news-ar-rtl", 0.8),
    ("newspaper-de", 0.8),
    ("product-marketplace-en", 0.5),
];

struct Page {
    id: &'static str,
    bytes: Vec<u8>,
    article: Article,
}

fn pages(extractor: &Extractor) -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let corpus = Corpus::open(&folder).unwrap_or_else(|error| panic!("the benchmark's pages: {error}"));
    let page = |(id, floor)| page(&corpus, extractor, id, floor);
    PAGES.into_iter().map(page).collect()
}

fn page(corpus: &Corpus, extractor: &Extractor, id: &'static str, floor: f64) -> Page {
    let label = corpus.labels().iter().find(|label| label.id == id);
    let label = label.unwrap_or_else(|| panic!("{id} is not in corpus/labels.jsonl, but the benchmark needs it"));
    let bytes = corpus.page(label).unwrap_or_else(|error| panic!("a page of the benchmark: {error}")).bytes;
    let article = extractor.extract_bytes(&bytes, None).unwrap_or_else(|error| panic!("{id}: {error}"));
    let expected = label.text.as_deref().unwrap_or_else(|| panic!("{id} has no labelled text"));
    let found = word_overlap(article.text(), expected, label.lang.as_deref()).f1;
    assert!(found >= floor, "{id}: word F1 is {found:.3}, less than {floor}: its time means nothing");
    Page { id, bytes, article }
}

fn each<'a>(
    criterion: &mut Criterion,
    pages: &'a [Page],
    stage: &str,
    mut bench: impl FnMut(&mut BenchmarkGroup<'_, WallTime>, BenchmarkId, &'a Page),
) {
    let mut group = criterion.benchmark_group(stage);
    for page in pages {
        group.throughput(Throughput::Bytes(page.bytes.len() as u64));
        bench(&mut group, BenchmarkId::from_parameter(page.id), page);
    }
    group.finish();
}

fn whole(criterion: &mut Criterion) {
    let extractor = Extractor::new();
    let pages = pages(&extractor);
    each(criterion, &pages, "extract", |group, id, page| {
        let text = |bytes: &[u8]| extractor.extract_bytes(bytes, None).map(|article| article.text().to_owned());
        assert_eq!(text(&page.bytes).ok().as_deref(), Some(page.article.text()), "{}", page.id);
        group.bench_function(id, |bench| bench.iter(|| extractor.extract_bytes(black_box(&page.bytes), None)));
    });
}

fn source(criterion: &mut Criterion) {
    let extractor = Extractor::new();
    let pages = pages(&extractor);
    each(criterion, &pages, "decode", |group, id, page| {
        let html = stages::decode(&page.bytes);
        assert!(html.contains('<') && !html.contains('\u{fffd}'), "{}: badly decoded", page.id);
        group.bench_function(id, |bench| bench.iter(|| stages::decode(black_box(&page.bytes))));
    });
    each(criterion, &pages, "parse", |group, id, page| {
        let html = stages::decode(&page.bytes);
        let nodes = stages::parse(&html, &extractor).nodes();
        assert!(nodes > page.article.scored().len(), "{}: {nodes} nodes", page.id);
        assert_eq!(stages::difference_from_reference(&html, &extractor), None, "{}", page.id);
        // What is parsed is freed outside of the measurement, here and below.
        group.bench_function(id, |bench| bench.iter_with_large_drop(|| stages::parse(black_box(&html), &extractor)));
    });
    each(criterion, &pages, "parse by html5ever's tokenizer", |group, id, page| {
        let html = stages::decode(&page.bytes);
        group.bench_function(id, |bench| {
            bench.iter_with_large_drop(|| stages::parse_by_reference(black_box(&html), &extractor));
        });
    });
}

fn content(criterion: &mut Criterion) {
    let extractor = Extractor::new();
    let pages = pages(&extractor);
    let parse = |page: &Page| stages::parse(&stages::decode(&page.bytes), &extractor);
    each(criterion, &pages, "blocks", |group, id, page| {
        let found = stages::blocks(parse(page), &extractor).len();
        assert_eq!(found, page.article.scored().len(), "{}: blocks", page.id);
        group.bench_function(id, |bench| {
            bench.iter_batched(|| parse(page), |tree| stages::blocks(tree, &extractor), BatchSize::LargeInput);
        });
    });
    each(criterion, &pages, "metadata", |group, id, page| {
        let blocks = stages::blocks(parse(page), &extractor);
        group.bench_function(id, |bench| bench.iter(|| stages::metadata(black_box(&blocks))));
    });
    each(criterion, &pages, "features+score", |group, id, page| {
        let blocks = stages::blocks(parse(page), &extractor);
        let facts = stages::metadata(&blocks);
        assert_eq!(stages::score(&blocks, &facts).len(), blocks.len(), "{}: scores", page.id);
        group.bench_function(id, |bench| bench.iter(|| stages::score(black_box(&blocks), &facts)));
    });
    each(criterion, &pages, "select+render", |group, id, page| {
        let blocks = stages::blocks(parse(page), &extractor);
        let facts = stages::metadata(&blocks);
        let scores = stages::score(&blocks, &facts);
        let select = || stages::select(black_box(&blocks), &facts, &scores, &extractor);
        assert_eq!(select(), page.article.text(), "{}: text", page.id);
        group.bench_function(id, |bench| bench.iter(select));
    });
}

criterion_group!(benches, whole, source, content);
criterion_main!(benches);
