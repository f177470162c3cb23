//! From statements to values: which candidate wins, and what became of the others.

mod authors;
mod dates;

use super::comparable::{comparable, is_comparable};
use super::date::Reading;
use super::elsewhere::Places;
use super::facts::{Fact, Facts};
use super::site::Site;
use super::title::Titles;
use crate::article::{Candidate, Candidates, Field, Source, Sourced, Verdict};

/// Candidates told of a field.
const MAX_CANDIDATES: usize = 40;

pub(super) struct Chooser<'a> {
    places: &'a Places<'a>,
    facts: &'a Facts,
    site: &'a Site,
    reading: Reading,
    candidates: Candidates,
}

impl<'a> Chooser<'a> {
    pub(super) fn new(places: &'a Places<'a>, facts: &'a Facts, site: &'a Site, reading: Reading) -> Self {
        Self { places, facts, site, reading, candidates: Candidates::roomy() }
    }

    /// What became of everything that was considered.
    pub(super) fn into_candidates(self) -> Candidates {
        self.candidates.fitted()
    }

    fn tell(&mut self, fact: &Fact, verdict: Verdict) {
        self.tell_of(fact.field, fact.source, self.facts.value(fact), verdict);
    }

    fn tell_of(&mut self, field: Field, source: Source, value: &str, verdict: Verdict) {
        let of_field = self.candidates.last_fields().take(MAX_CANDIDATES).filter(|&other| other == field).count();
        if of_field < MAX_CANDIDATES {
            self.candidates.push(Candidate { field, source, value, verdict });
        }
    }

    /// The first statement that `check` lets pass, as `read` has it.
    pub(super) fn first(
        &mut self,
        field: Field,
        check: impl Fn(&str) -> Result<(), Verdict>,
        read: impl Fn(&str) -> String,
    ) -> Option<Sourced<String>> {
        let facts = self.facts;
        let mut chosen = None;
        for fact in facts.about(field) {
            let value = facts.value(fact);
            let verdict = match (check(value), &chosen) {
                (Err(verdict), _) => verdict,
                (Ok(()), Some(_)) => Verdict::Outranked,
                (Ok(()), None) => {
                    chosen = Some(Sourced::new(read(value), fact.source));
                    Verdict::Chosen
                }
            };
            self.tell(fact, verdict);
        }
        chosen
    }

    /// The first statement, whatever it says.
    pub(super) fn any(&mut self, field: Field) -> Option<Sourced<String>> {
        self.first(field, |_| Ok(()), str::to_owned)
    }

    /// Tells what became of the titles, the one that was chosen first.
    pub(super) fn title(&mut self, titles: &Titles) -> Option<Sourced<String>> {
        let (source, title) = titles.best()?;
        self.tell_of(Field::Title, source, title, Verdict::Chosen);
        for (source, text) in titles.stated().filter(|&stated| stated != (source, title)) {
            let names_site = self.site.is_named(text);
            let verdict = if names_site { Verdict::NamesSite } else { Verdict::Outranked };
            self.tell_of(Field::Title, source, text, verdict);
        }
        Some(Sourced::new(title.to_owned(), source))
    }

    /// The tags of the most trusted source that has any, each once.
    pub(super) fn tags(&mut self) -> Vec<Sourced<String>> {
        let facts = self.facts;
        let winner = facts.about(Field::Tag).next().map(|fact| fact.rank);
        let mut tags: Vec<Sourced<String>> = Vec::new();
        for fact in facts.about(Field::Tag) {
            let verdict = if winner == Some(fact.rank) { Verdict::Chosen } else { Verdict::Outranked };
            if verdict == Verdict::Chosen {
                let list = facts.value(fact).split([',', ';', '、', '，']).map(str::trim);
                add_new(&mut tags, list.filter(|tag| !tag.is_empty()).take(MAX_CANDIDATES), fact.source);
            }
            self.tell(fact, verdict);
        }
        tags.truncate(MAX_CANDIDATES);
        tags
    }
}

/// Adds the values that are not there in other spellings.
fn add_new<'n>(values: &mut Vec<Sourced<String>>, new: impl Iterator<Item = &'n str>, source: Source) {
    for name in new {
        let is_there = comparable(name, |folded| {
            values.iter().any(|value| match folded {
                "" => comparable(value.value(), str::is_empty),
                folded => is_comparable(value.value(), folded),
            })
        });
        if !is_there {
            values.push(Sourced::new(name.to_owned(), source));
        }
    }
}
