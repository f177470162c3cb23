//! From statements to values: which candidate wins, and what became of the others.

mod authors;
mod dates;

use super::date::Reading;
use super::facts::{Fact, Facts};
use super::site::Site;
use super::title::{Title, Titles};
use crate::article::{Candidate, Field, Source, Sourced, Verdict};
use crate::dom::Document;

/// Candidates told of a field.
const MAX_CANDIDATES: usize = 40;

pub(super) struct Chooser<'a> {
    pub(super) document: &'a Document,
    pub(super) site: &'a Site,
    pub(super) reading: Reading<'a>,
    pub(super) candidates: Vec<Candidate>,
}

impl Chooser<'_> {
    fn tell(&mut self, fact: &Fact, verdict: Verdict) {
        self.tell_of(fact.field, fact.source, &fact.value, verdict);
    }

    fn tell_of(&mut self, field: Field, source: Source, value: &str, verdict: Verdict) {
        let of_field = self.candidates.iter().rev().take(MAX_CANDIDATES).filter(|other| other.field == field).count();
        if of_field < MAX_CANDIDATES {
            self.candidates.push(Candidate { field, source, value: value.to_owned(), verdict });
        }
    }

    /// The first statement that `check` lets pass.
    pub(super) fn first(
        &mut self,
        facts: &Facts,
        field: Field,
        check: impl Fn(&str) -> Result<String, Verdict>,
    ) -> Option<Sourced<String>> {
        let mut chosen = None;
        // Much is stated twice, in the same words.
        let mut last: Option<(&str, Result<String, Verdict>)> = None;
        for fact in facts.about(field) {
            let same = last.take().filter(|(value, _)| *value == fact.value);
            let (_, checked) = last.insert(same.unwrap_or_else(|| (&fact.value, check(&fact.value))));
            let verdict = match (checked, &chosen) {
                (Err(verdict), _) => *verdict,
                (Ok(_), Some(_)) => Verdict::Outranked,
                (Ok(value), None) => {
                    chosen = Some(Sourced::new(value.clone(), fact.source));
                    Verdict::Chosen
                }
            };
            self.tell(fact, verdict);
        }
        chosen
    }

    /// Tells what became of the titles, the one that was chosen first.
    pub(super) fn title(&mut self, titles: &Titles<'_>, title: Option<Title>) -> Option<Sourced<String>> {
        let title = title?;
        self.tell_of(Field::Title, title.source, &title.text, Verdict::Chosen);
        for (source, text) in titles.stated().filter(|&stated| stated != (title.source, &*title.text)) {
            let names_site = self.site.is_named(text);
            let verdict = if names_site { Verdict::NamesSite } else { Verdict::Outranked };
            self.tell_of(Field::Title, source, text, verdict);
        }
        Some(Sourced::new(title.text, title.source))
    }

    /// The tags of the most trusted source that has any, each once.
    pub(super) fn tags(&mut self, facts: &Facts) -> Vec<Sourced<String>> {
        let about = facts.about(Field::Tag);
        let winner = about.first().map(|fact| fact.rank);
        let mut tags: Vec<Sourced<String>> = Vec::new();
        for fact in about {
            let verdict = if winner == Some(fact.rank) { Verdict::Chosen } else { Verdict::Outranked };
            if verdict == Verdict::Chosen {
                let list = fact.value.split([',', ';', '、', '，']).map(str::trim).filter(|tag| !tag.is_empty());
                authors::add_new(&mut tags, list.take(MAX_CANDIDATES).map(str::to_owned).collect(), fact.source);
            }
            self.tell(fact, verdict);
        }
        tags.truncate(MAX_CANDIDATES);
        tags
    }
}
