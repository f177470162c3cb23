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

use super::elsewhere::Places;
use super::facts::Facts;
use super::pool::Pool;
use super::site::Site;
use crate::article::Source;
use crate::blocks::Page;
use crate::dom::Document;
use candidates::{Candidate, Candidates};
use headings::Heading;

/// What the title is chosen from.
pub(super) struct Titles {
    candidates: Candidates,
    /// The places of the candidates, the likeliest first.
    ranked: Vec<Ranked>,
    /// The block at which the title stands on the page, if it does.
    pub(super) block: Option<u32>,
}

/// A candidate's place among them, and what ranks it.
struct Ranked {
    at: usize,
    score: f32,
    names_site: bool,
}

impl Titles {
    /// The candidates of a page at `address`, the likeliest first; of equal ones that which was found first.
    pub(super) fn rank(
        document: &Document,
        page: &Page,
        places: &Places<'_>,
        facts: &Facts,
        site: &Site,
        address: Option<&str>,
    ) -> Self {
        let mut pool = Pool::with_capacity(4096);
        let headings = headings::headings(document, page, places, site, &mut pool);
        let candidates = Candidates::gather(facts, &headings, pool, site);
        let mut ranked = Vec::with_capacity(candidates.list.len());
        let scores = features::rows(&candidates, address).map(|row| weights::score(&row));
        ranked.extend(scores.zip(&candidates.list).enumerate().map(|(at, (score, candidate))| {
            let names_site = site.is_named(candidates.pool.get(candidate.folded));
            Ranked { at, score, names_site }
        }));
        // The site's name is a title where there is no other.
        ranked.sort_by(|one, other| one.names_site.cmp(&other.names_site).then(other.score.total_cmp(&one.score)));
        let mut titles = Self { candidates, ranked, block: None };
        titles.block = titles.place(&headings);
        titles
    }

    /// Where the title stands on the page.
    fn place(&self, headings: &[Heading<'_>]) -> Option<u32> {
        let pool = &self.candidates.pool;
        let best = pool.get(self.ranked().next()?.folded);
        let same = || headings.iter().find(|heading| pool.get(heading.folded) == best);
        // The heading may have more words, such as a kicker or a date, or fewer.
        let like = || headings.iter().find(|heading| is_like(pool.get(heading.folded), best));
        let near = || headings.iter().find(|heading| heading.level == 1);
        same().or_else(like).or_else(near).map(|heading| heading.block)
    }

    fn ranked(&self) -> impl Iterator<Item = &Candidate> {
        self.ranked.iter().filter_map(|ranked| self.candidates.list.get(ranked.at))
    }

    /// The title, and where it was found first.
    pub(super) fn best(&self) -> Option<(Source, &str)> {
        self.ranked().next().map(|best| (best.source, self.candidates.pool.get(best.text)))
    }

    /// Everything that a source had as a whole, the likeliest first.
    pub(super) fn stated(&self) -> impl Iterator<Item = (Source, &str)> {
        let text = |candidate: &Candidate| self.candidates.pool.get(candidate.text);
        self.ranked().flat_map(move |candidate| candidate.sources.iter().map(move |source| (source, text(candidate))))
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
    let (mut pool, places) = (Pool::default(), Places::of(document));
    let headings = headings::headings(document, page, &places, site, &mut pool);
    let candidates = Candidates::gather(facts, &headings, pool, site);
    let rows = features::rows(&candidates, address);
    let names_site = |candidate: &Candidate| site.is_named(candidates.pool.get(candidate.folded));
    let only_site = candidates.list.iter().all(names_site);
    let all = rows.zip(&candidates.list).filter(|(_, candidate)| only_site || !names_site(candidate));
    all.map(|(row, candidate)| (row.to_vec(), candidates.pool.get(candidate.text).to_owned())).unzip()
}

/// Names and definitions of the features.
#[cfg(feature = "eval")]
pub(super) fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    weights::WEIGHTS.iter().map(|&(name, definition, _)| (name, definition))
}
