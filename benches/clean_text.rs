//! `clean_text` on pages that have lost their markup, beside what any reading of the same bytes costs.
//!
//! The texts are made in memory of the pages of `corpus/`: of each page with running text an article among the husk of
//! eight other pages (`husk`), and the article with little around it (`article`); as texts of a page each and as one
//! text of megabytes. Where `DEHUSK_CORPORA` names the labelled corpora, their pages that are mostly husk are read too. What comes back is checked before anything is timed: a fast wrong answer is no result.
#![allow(missing_docs, reason = "criterion's macros make public items")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dehusk::clean_text;
use dehusk::evaluate::{Corpus, Unit, dump, flatten, word_overlap};
use std::hint::black_box;
use std::path::Path;

/// A flattened page of the corpus, its lines told apart by the label.
struct Page {
    husk: Vec<String>,
    article: String,
    lang: Option<String>,
}

/// A text and the article that is in it.
struct Text<'a> {
    text: String,
    page: &'a Page,
}

fn pages() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let corpus = Corpus::open(&folder).unwrap_or_else(|error| panic!("the benchmark's pages: {error}"));
    let page = |label: &dehusk::evaluate::Label| {
        let bytes = corpus.page(label).unwrap_or_else(|error| panic!("{}: {error}", label.id)).bytes;
        let article = label.text.clone().unwrap_or_default();
        // A line of husk is short, and none of the article's.
        let is_husk = |line: &&str| line.len() < 80 && !article.contains(line);
        let husk = flatten(&bytes).lines().filter(is_husk).map(str::to_owned).collect();
        Page { husk, article, lang: label.lang.clone() }
    };
    corpus.labels().iter().map(page).collect()
}

/// For each article of some length a text: it stands after one, and before the rest, of the `husks` of other pages.
fn texts(pages: &[Page], husks: usize) -> Vec<Text<'_>> {
    let long = |page: &Page| page.article.lines().filter(|line| line.len() > 150).count() >= 3;
    let text = |at: usize, page: &Page| {
        let others: Vec<&[String]> = pages.iter().cycle().skip(at + 1).take(husks).map(|page| &*page.husk).collect();
        let (before, after) = others.split_at(1.min(others.len()));
        let lines = |husks: &[&[String]]| husks.concat().join("\n");
        [lines(before), page.article.clone(), lines(after)].join("\n")
    };
    let pages = pages.iter().enumerate().filter(|(_, page)| long(page));
    pages.map(|(at, page)| Text { text: text(at, page), page }).collect()
}

/// Mean word F1 of the articles.
fn f1(texts: &[Text]) -> f64 {
    let of =
        |text: &Text| word_overlap(clean_text(&text.text).text(), &text.page.article, text.page.lang.as_deref()).f1;
    texts.iter().map(of).sum::<f64>() / texts.len() as f64
}

/// A way to read a text; the number is there to be used.
type Read = fn(&str) -> usize;

fn clean(criterion: &mut Criterion) {
    let pages = pages();
    for (name, husks, floor) in [("husk", 8, 0.75), ("article", 1, 0.85)] {
        let texts = texts(&pages, husks);
        let found = f1(&texts);
        assert!(texts.len() > 10 && found >= floor, "{name}: {} texts, word F1 {found:.3}", texts.len());
        let whole = texts.iter().map(|text| &*text.text).collect::<Vec<_>>().join("\n").repeat(4);
        let bytes = texts.iter().map(|text| text.text.len()).sum::<usize>();
        let mut group = criterion.benchmark_group(format!("clean_text/{name}"));
        group.sample_size(20).throughput(Throughput::Bytes(bytes as u64));
        let each = |read: Read| texts.iter().map(|text| read(black_box(&text.text))).sum::<usize>();
        let cases: [(&str, Read); 3] = [
            ("pages", |text| clean_text(text).text().len()),
            ("baseline-lines", |text| text.lines().map(str::len).sum()),
            ("baseline-utf8", |text| str::from_utf8(text.as_bytes()).map_or(0, str::len)),
        ];
        for (case, read) in cases {
            group.bench_function(BenchmarkId::from_parameter(case), |bench| bench.iter(|| each(read)));
        }
        group.throughput(Throughput::Bytes(whole.len() as u64));
        group.bench_function("whole", |bench| bench.iter(|| clean_text(black_box(&whole))));
        group.finish();
    }
}

/// Pages of WCXB's development set, flattened, of which four fifths of the bytes at least are husk.
fn labelled(criterion: &mut Criterion) {
    const HUSK: f32 = 0.8;
    let Some(folder) = std::env::var_os("DEHUSK_CORPORA").map(|folder| Path::new(&folder).join("wcxb-dev")) else {
        eprintln!("SKIPPED: DEHUSK_CORPORA names no corpora, nothing measured on labelled pages");
        return;
    };
    let corpus = Corpus::open(&folder).unwrap_or_else(|error| panic!("the labelled pages: {error}"));
    let mut texts = Vec::new();
    for label in corpus.labels() {
        let page = corpus.page(label).unwrap_or_else(|error| panic!("{}: {error}", label.id));
        let Some(lines) = dump(&page, Unit::Lines, 0, None).expect("no folds are asked for") else { continue };
        let bytes = |share: fn(f32) -> f32| -> f32 {
            lines.texts.iter().zip(&lines.labels).map(|(text, label)| text.len() as f32 * share(*label)).sum()
        };
        if bytes(|label| 1.0 - label) >= HUSK * bytes(|_| 1.0) {
            texts.push(flatten(&page.bytes));
        }
    }
    assert!(texts.len() > 100, "{} texts", texts.len());
    let mut group = criterion.benchmark_group("clean_text/labelled");
    group.sample_size(20).throughput(Throughput::BytesDecimal(texts.iter().map(String::len).sum::<usize>() as u64));
    let all = || texts.iter().map(|text| clean_text(black_box(text)).text().len()).sum::<usize>();
    group.bench_function("husk", |bench| bench.iter(all));
    group.finish();
}

criterion_group!(benches, clean, labelled);
criterion_main!(benches);
