//! What an evaluation found, page by page and summed up.

use super::corpus::{Label, LabelledPage};
use super::folds::Folds;
use super::metrics::{Overlap, comparable, folded, word_overlap};
use crate::article::Article;
use crate::decode;
use crate::error::Result;
use crate::options::Extractor;
use serde::Serialize;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// What the extractor gave for one page, and how it compares with the label.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Outcome {
    /// The page's label.
    pub label: Label,
    /// The article.
    pub article: Article,
    /// Bytes of the page.
    pub bytes: usize,
    /// Time of the extraction alone, decoding included.
    pub time: Duration,
    /// Words shared with the labelled text, if there is one.
    pub overlap: Option<Overlap>,
    /// Snippets found and missed.
    pub snippets: Snippets,
}

/// Snippets that a text has to contain (`with`) or must not contain (`without`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Snippets {
    /// `with` snippets in the label.
    pub with: usize,
    /// Those of them in the text.
    pub with_found: usize,
    /// `without` snippets in the label.
    pub without: usize,
    /// Those of them in the text.
    pub without_found: usize,
}

impl Snippets {
    /// Looks for the label's snippets in a text, white space folded, case kept.
    #[must_use]
    pub fn find(label: &Label, text: &str) -> Self {
        let text = folded(text);
        let found = |snippets: &[String]| snippets.iter().filter(|snippet| text.contains(&folded(snippet))).count();
        Self {
            with: label.with.len(),
            with_found: found(&label.with),
            without: label.without.len(),
            without_found: found(&label.without),
        }
    }

    fn add(&mut self, other: Self) {
        self.with += other.with;
        self.with_found += other.with_found;
        self.without += other.without;
        self.without_found += other.without_found;
    }

    /// F1 with a `with` snippet found as a true positive and a `without` snippet found as a false one.
    #[must_use]
    pub fn f1(&self) -> Option<f64> {
        let all = self.with + self.with_found + self.without_found;
        (self.with > 0 && all > 0).then(|| 2.0 * self.with_found as f64 / all as f64)
    }
}

impl Outcome {
    /// Extracts a page and compares the article with the label.
    ///
    /// # Errors
    /// If the extractor refuses the page.
    pub fn of(page: LabelledPage, extractor: &Extractor) -> Result<Self> {
        Self::measure(page, |bytes| extractor.extract_bytes(bytes, None))
    }

    /// The same with the models of a cross-validation that have not seen the page's site. The confidence is told by the crate's own model, which
    /// has: for it there is none of a fold.
    ///
    /// # Errors
    /// If the page belongs to no fold.
    pub fn held_out(page: LabelledPage, extractor: &Extractor, folds: &Folds) -> Result<Self> {
        let model = folds.pages(&page.label)?;
        Self::measure(page, |bytes| Ok(extractor.article(&decode::decode(bytes, None).0, model)))
    }

    /// Cleans a page that was [flattened](super::flatten) and compares the article with the label: with the crate's
    /// model, or with one of a cross-validation over lines that has not seen the page's site.
    ///
    /// # Errors
    /// If the extractor refuses the text, or the page belongs to no fold.
    pub fn flattened(page: LabelledPage, extractor: &Extractor, folds: Option<&Folds>) -> Result<Self> {
        let text = super::flatten(&page.bytes);
        let model = folds.map(|folds| folds.lines(&page.label)).transpose()?;
        let page = LabelledPage { bytes: text.clone().into_bytes(), ..page };
        Self::measure(page, |_| match model {
            Some(model) => Ok(extractor.cleaned(&text, model)),
            None => extractor.clean_text(&text),
        })
    }

    fn measure(page: LabelledPage, extract: impl FnOnce(&[u8]) -> Result<Article>) -> Result<Self> {
        let LabelledPage { label, bytes } = page;
        let start = Instant::now();
        let article = extract(&bytes)?;
        let time = start.elapsed();
        let overlap = label.text.as_deref().map(|text| word_overlap(article.text(), text, label.lang.as_deref()));
        let snippets = Snippets::find(&label, article.text());
        Ok(Self { bytes: bytes.len(), time, overlap, snippets, article, label })
    }

    /// Whether the title is the label's; `None` if that has none.
    #[must_use]
    pub fn title_matches(&self) -> Option<bool> {
        matches(self.label.title.as_deref(), self.article.title())
    }
}

impl Outcome {
    /// Whether the authors are the label's; `None` if that has none.
    ///
    /// Labels tell several authors in one string: it has to be the names joined by commas, or the same names in any order.
    #[must_use]
    pub fn author_matches(&self) -> Option<bool> {
        let label = self.label.author.as_deref()?;
        let joined = self.article.authors().collect::<Vec<_>>().join(", ");
        matches(Some(label), Some(&joined)).map(|same| same || names(label) == names(&joined))
    }

    /// Whether the page's [date](Article::date) is the label's day; `None` if that has none.
    #[must_use]
    pub fn date_matches(&self) -> Option<bool> {
        let label = self.label.date.as_deref()?.trim();
        let found = self.article.date().map(|date| date.date().to_string());
        (!label.is_empty()).then(|| found.is_some_and(|found| label.starts_with(&found)))
    }
}

/// The names in a list, comparable, in alphabetical order.
fn names(list: &str) -> BTreeSet<String> {
    const JOINTS: [&str; 7] = [" and ", " & ", " und ", " et ", " y ", ";", " / "];
    let list = JOINTS.iter().fold(list.to_owned(), |list, joint| list.replace(joint, ","));
    list.split(',').map(comparable).filter(|name| !name.is_empty()).collect()
}

fn matches(label: Option<&str>, found: Option<&str>) -> Option<bool> {
    let label = comparable(label?);
    (!label.is_empty()).then(|| found.is_some_and(|found| comparable(found) == label))
}

/// Averages over pages. Shares run from 0 to 1; `None` where no page is labelled.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Pages.
    pub pages: usize,
    /// Pages whose text is labelled.
    pub texts: usize,
    /// Word F1, averaged over the labelled pages.
    pub f1: Option<f64>,
    /// Word precision, averaged over the labelled pages.
    pub precision: Option<f64>,
    /// Word recall, averaged over the labelled pages.
    pub recall: Option<f64>,
    /// Share of the `with` snippets that were found.
    pub with_rate: Option<f64>,
    /// Share of the `without` snippets that were found: lower is better.
    pub without_rate: Option<f64>,
    /// Snippet F1, pooled over all pages.
    pub snippet_f1: Option<f64>,
    /// Share of the labelled titles that were met exactly, case, white space and punctuation aside.
    pub title: Option<f64>,
    /// The same of authors.
    pub author: Option<f64>,
    /// Share of the labelled dates that were met to the day.
    pub date: Option<f64>,
    /// Bytes of all pages.
    pub bytes: usize,
    /// Seconds of extraction alone, decoding included.
    pub seconds: f64,
}

impl Summary {
    /// Sums up outcomes.
    #[must_use]
    pub fn of<'a>(outcomes: impl IntoIterator<Item = &'a Outcome, IntoIter: Clone>) -> Self {
        let outcomes = outcomes.into_iter();
        let each = || outcomes.clone();
        let overlap = |pick: fn(&Overlap) -> f64| mean(each().filter_map(|page| page.overlap.as_ref().map(pick)));
        let share =
            |pick: fn(&Outcome) -> Option<bool>| mean(each().filter_map(pick).map(|hit| f64::from(u8::from(hit))));
        let mut snippets = Snippets::default();
        each().for_each(|page| snippets.add(page.snippets));
        let rate = |found: usize, all: usize| (all > 0).then(|| found as f64 / all as f64);
        Self {
            pages: each().count(),
            texts: each().filter(|page| page.overlap.is_some()).count(),
            f1: overlap(|overlap| overlap.f1),
            precision: overlap(|overlap| overlap.precision),
            recall: overlap(|overlap| overlap.recall),
            with_rate: rate(snippets.with_found, snippets.with),
            without_rate: rate(snippets.without_found, snippets.without),
            snippet_f1: snippets.f1(),
            title: share(Outcome::title_matches),
            author: share(Outcome::author_matches),
            date: share(Outcome::date_matches),
            bytes: each().map(|page| page.bytes).sum(),
            seconds: each().map(|page| page.time.as_secs_f64()).sum(),
        }
    }

    /// Pages for each second of extraction.
    #[must_use]
    pub fn pages_per_second(&self) -> f64 {
        self.pages as f64 / self.seconds
    }

    /// Megabytes (10^6 bytes) for each second of extraction.
    #[must_use]
    pub fn megabytes_per_second(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.seconds
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_usize), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / count as f64)
}
