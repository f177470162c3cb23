//! `--worst`: the pages to look at first.

use dehusk::evaluate::{Outcome, Snippets};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct WorstPage<'a> {
    pub(super) id: &'a str,
    pub(super) kind: Option<&'a str>,
    pub(super) url: Option<&'a str>,
    pub(super) f1: Option<f64>,
    pub(super) precision: Option<f64>,
    pub(super) recall: Option<f64>,
    pub(super) snippets: Snippets,
}

/// The pages of lowest score, the worst first; those of the same score in the order of the corpus.
pub(super) fn worst(outcomes: &[Outcome], count: usize) -> Vec<WorstPage<'_>> {
    let mut pages: Vec<(f64, &Outcome)> =
        outcomes.iter().filter_map(|outcome| Some((score(outcome)?, outcome))).collect();
    pages.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    pages.into_iter().take(count).map(|(_, outcome)| WorstPage::of(outcome)).collect()
}

/// Word F1, or snippet F1 where no text is labelled.
fn score(outcome: &Outcome) -> Option<f64> {
    outcome.overlap.map(|overlap| overlap.f1).or_else(|| outcome.snippets.f1())
}

impl<'a> WorstPage<'a> {
    fn of(outcome: &'a Outcome) -> Self {
        let label = &outcome.label;
        Self {
            id: &label.id,
            kind: label.kind.as_deref(),
            url: label.url.as_deref(),
            f1: outcome.overlap.map(|overlap| overlap.f1),
            precision: outcome.overlap.map(|overlap| overlap.precision),
            recall: outcome.overlap.map(|overlap| overlap.recall),
            snippets: outcome.snippets,
        }
    }
}
