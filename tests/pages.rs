//! Every page of `corpus/`, held to the quality that was recorded for it in `corpus/expected.jsonl`.
//!
//! A page that gets worse fails, and so does one that gets better without being recorded: the record is then a lie
//! that hides the next loss. After a change that is meant, look at the differences and record them:
//!
//! ```sh
//! DEHUSK_RECORD=1 cargo test --all-features --test pages
//! ```
#![cfg(feature = "eval")]

use dehusk::Extractor;
use dehusk::evaluate::{Corpus, Outcome, stages};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// What is recorded of a page. Shares are in ten-thousandths: counts of words decide them, so they are the same on
/// every machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Record {
    id: String,
    /// Word F1, rounded.
    f1: u32,
    /// Word precision, rounded.
    precision: u32,
    /// Word recall, rounded.
    recall: u32,
    /// Snippets of the label that have to be in the text and are not.
    missing: Vec<String>,
    /// Snippets that must not be in the text and are.
    unwanted: Vec<String>,
    /// Whether the title is the label's; null where that has none.
    title: Option<bool>,
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn outcomes() -> Vec<Outcome> {
    let corpus = Corpus::open(corpus()).unwrap();
    let outcome = |label: &dehusk::evaluate::Label| {
        let extractor = Extractor::new();
        let extractor = match &label.url {
            Some(url) => extractor.url(url),
            None => extractor,
        };
        Outcome::of(corpus.page(label).unwrap(), &extractor).unwrap()
    };
    corpus.labels().iter().map(outcome).collect()
}

impl Record {
    fn of(page: &Outcome) -> Self {
        let text = folded(page.article.text());
        let overlap = page.overlap.unwrap_or_else(|| panic!("{} has no labelled text", page.label.id));
        let rounded = |share: f64| (share * 1e4).round() as u32;
        let pick = |snippets: &[String], found: bool| {
            snippets.iter().filter(|snippet| text.contains(&folded(snippet)) == found).cloned().collect()
        };
        Self {
            id: page.label.id.clone(),
            f1: rounded(overlap.f1),
            precision: rounded(overlap.precision),
            recall: rounded(overlap.recall),
            missing: pick(&page.label.with, false),
            unwanted: pick(&page.label.without, true),
            title: page.title_matches(),
        }
    }

    /// The differences from what was recorded, a line each; empty if there is none.
    fn differences(&self, recorded: &Self) -> String {
        let mut out = String::new();
        let shares = [
            ("word F1", recorded.f1, self.f1),
            ("precision", recorded.precision, self.precision),
            ("recall", recorded.recall, self.recall),
        ];
        for (name, before, now) in shares.into_iter().filter(|(_, before, now)| before != now) {
            let verdict = if now > before { "better" } else { "WORSE" };
            let share = |share: u32| f64::from(share) / 1e4;
            writeln!(out, "    {verdict}: {name} {:.4} -> {:.4}", share(before), share(now)).unwrap();
        }
        snippets(&mut out, "is missing from the text", &recorded.missing, &self.missing);
        snippets(&mut out, "is in the text and should not be", &recorded.unwanted, &self.unwanted);
        if recorded.title != self.title {
            let verdict = if self.title == Some(true) { "better" } else { "WORSE" };
            writeln!(out, "    {verdict}: the title {:?} -> {:?}", recorded.title, self.title).unwrap();
        }
        out
    }
}

fn snippets(out: &mut String, fault: &str, before: &[String], now: &[String]) {
    for snippet in now.iter().filter(|snippet| !before.contains(snippet)) {
        writeln!(out, "    WORSE: {fault}: {snippet:?}").unwrap();
    }
    for snippet in before.iter().filter(|snippet| !now.contains(snippet)) {
        writeln!(out, "    better, no longer {fault}: {snippet:?}").unwrap();
    }
}

fn expected_file() -> PathBuf {
    corpus().join("expected.jsonl")
}

fn recorded() -> BTreeMap<String, Record> {
    let path = expected_file();
    let lines = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let record = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    lines.lines().map(record).map(|record: Record| (record.id.clone(), record)).collect()
}

fn record(now: &[Record]) {
    let lines: String = now.iter().map(|record| serde_json::to_string(record).unwrap() + "\n").collect();
    fs::write(expected_file(), lines).unwrap();
}

fn differences(now: &[Record], recorded: &BTreeMap<String, Record>) -> String {
    let mut out = String::new();
    for page in now {
        let differences = match recorded.get(&page.id) {
            Some(recorded) => page.differences(recorded),
            None => "    is not recorded\n".to_owned(),
        };
        if !differences.is_empty() {
            write!(out, "  {}\n{differences}", page.id).unwrap();
        }
    }
    let ids: BTreeSet<_> = now.iter().map(|page| &page.id).collect();
    for id in recorded.keys().filter(|id| !ids.contains(id)) {
        writeln!(out, "  {id}\n    is recorded but not in labels.jsonl").unwrap();
    }
    out
}

fn mean_f1<'a>(records: impl ExactSizeIterator<Item = &'a Record>) -> f64 {
    let pages = records.len() as f64;
    records.map(|record| f64::from(record.f1)).sum::<f64>() / pages / 1e4
}

#[test]
fn every_page_is_as_good_as_recorded() {
    let now: Vec<Record> = outcomes().iter().map(Record::of).collect();
    if std::env::var_os("DEHUSK_RECORD").is_some() {
        record(&now);
    }
    let recorded = recorded();
    let differences = differences(&now, &recorded);
    let (before, after) = (mean_f1(recorded.values()), mean_f1(now.iter()));
    println!("{} pages, word F1 {after:.4}", now.len());
    assert!(
        differences.is_empty(),
        "pages differ from corpus/expected.jsonl (mean word F1 {before:.4} -> {after:.4}):\n{differences}\
         If that is meant: DEHUSK_RECORD=1 cargo test --all-features --test pages"
    );
}

#[test]
fn pages_and_labels_belong_together() {
    let corpus_folder = corpus();
    let corpus = Corpus::open(&corpus_folder).unwrap();
    let labelled: BTreeSet<String> = corpus.labels().iter().map(|label| format!("{}.html", label.id)).collect();
    let files = fs::read_dir(corpus_folder.join("html")).unwrap();
    let files: BTreeSet<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(labelled.len(), corpus.labels().len(), "an id occurs twice in labels.jsonl");
    assert_eq!(labelled, files, "labels.jsonl and html/ name different pages");
}

#[test]
fn snippets_stand_where_the_label_says() {
    for label in Corpus::open(corpus()).unwrap().labels() {
        let text = folded(label.text.as_deref().unwrap_or_default());
        let inside = |snippet: &String| text.contains(&folded(snippet));
        assert!(label.with.iter().all(inside), "{}: a `with` snippet is not in the label's text", label.id);
        assert!(!label.without.iter().any(inside), "{}: a `without` snippet is in the label's text", label.id);
    }
}

/// The page with another `div` around all that is in its body.
fn wrapped(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let tag = lower.find("<body")?;
    let start = tag + lower[tag..].find('>')? + 1;
    let end = lower.rfind("</body").unwrap_or(html.len());
    Some(format!("{}<div>{}</div>{}", &html[..start], &html[start..end], &html[end..]))
}

#[test]
fn another_div_around_the_body_changes_no_text() {
    let corpus = Corpus::open(corpus()).unwrap();
    for label in corpus.labels() {
        let bytes = corpus.page(label).unwrap().bytes;
        let html = stages::decode(&bytes);
        let wrapped = wrapped(&html).unwrap_or_else(|| panic!("{} has no body", label.id));
        let (plain, wrapped) = (dehusk::extract(&html), dehusk::extract(&wrapped));
        assert_eq!(plain.text(), wrapped.text(), "{}", label.id);
    }
}
