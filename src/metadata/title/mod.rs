//! The headline, without the site's name.
//!
//! Headings, the `<title>` and its parts, and what the markup states are candidates, each text once (`candidates`). A
//! linear model says which of them is the title (`weights`), by how they agree, where they stand, and what the page's
//! address says.

mod candidates;
mod features;
mod headings;
mod parts;
mod weights;

use super::facts::Facts;
use super::names::{comparable, is_comparable};
use super::site::Site;
use crate::article::Source;
use crate::blocks::Page;
use crate::dom::Document;
use candidates::{Candidate, Candidates};
use headings::Heading;

/// A title that was considered.
#[derive(Debug, Clone)]
pub(super) struct Title {
    pub(super) text: String,
    pub(super) source: Source,
    /// The block at which it stands on the page, if it does.
    pub(super) block: Option<u32>,
}

/// What the title is chosen from.
pub(super) struct Titles<'p> {
    /// The likeliest first.
    ranked: Vec<Candidate>,
    headings: Vec<Heading<'p>>,
}

impl<'p> Titles<'p> {
    /// The candidates of a page at `address`, the likeliest first; of equal ones that which was found first.
    pub(super) fn rank(document: &Document, page: &'p Page, facts: &Facts, site: &Site, address: Option<&str>) -> Self {
        let headings = headings::headings(document, page, site);
        let candidates = Candidates::gather(facts, &headings, site);
        let scores = features::rows(&candidates, address).into_iter().map(|row| weights::score(&row));
        let mut ranked: Vec<(f32, Candidate)> = scores.zip(candidates.list).collect();
        // The site's name is a title where there is no other.
        ranked.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        ranked.sort_by_cached_key(|(_, candidate)| site.is_named(&candidate.folded));
        Self { ranked: ranked.into_iter().map(|(_, candidate)| candidate).collect(), headings }
    }

    /// The title, and where it stands on the page.
    pub(super) fn best(&self) -> Option<Title> {
        let best = self.ranked.first()?;
        let same = || self.headings.iter().find(|heading| is_comparable(&heading.text, &best.folded));
        // The heading may have more words, such as a kicker or a date, or fewer.
        let like = || self.headings.iter().find(|heading| is_like(&comparable(&heading.text), &best.folded));
        let near = || self.headings.iter().find(|heading| heading.level == 1);
        let block = same().or_else(like).or_else(near).map(|heading| heading.block);
        Some(Title { text: best.text.clone(), source: best.source, block })
    }

    /// Everything that a source had as a whole, the likeliest first.
    pub(super) fn stated(&self) -> impl Iterator<Item = (Source, &str)> {
        self.ranked.iter().flat_map(|candidate| candidate.sources.iter().map(|&source| (source, &*candidate.text)))
    }
}

/// Whether one text has all words of the other, which are a few at least.
fn is_like(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.split(' ').nth(1).is_some() && features::contains(long, short)
}

/// The features of the candidates of a page and their texts, for the trainer.
#[cfg(feature = "eval")]
pub(super) fn describe(
    document: &Document,
    page: &Page,
    facts: &Facts,
    site: &Site,
    address: Option<&str>,
) -> (Vec<Vec<f32>>, Vec<String>) {
    let headings = headings::headings(document, page, site);
    let candidates = Candidates::gather(facts, &headings, site);
    let rows = features::rows(&candidates, address);
    let names_site = |candidate: &Candidate| site.is_named(&candidate.folded);
    let only_site = candidates.list.iter().all(names_site);
    let all = rows.into_iter().zip(candidates.list).filter(|(_, candidate)| only_site || !names_site(candidate));
    all.map(|(row, candidate)| (row.to_vec(), candidate.text)).unzip()
}

/// Names and definitions of the features.
#[cfg(feature = "eval")]
pub(super) fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    weights::WEIGHTS.iter().map(|&(name, definition, _)| (name, definition))
}
