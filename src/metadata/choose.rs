//! From statements to values: which candidate wins, and what became of the others.

use super::date::Reading;
use super::facts::{Fact, Facts};
use super::names::{self, comparable};
use super::near::is_elsewhere;
use super::site::Site;
use super::title::Title;
use crate::article::{Candidate, DateTime, Field, Source, Sourced, Verdict};
use crate::dom::Document;

/// Earliest year that needs no second witness: the Web is not older.
const FIRST_YEAR: u16 = 1990;
/// Authors that one page marks up with microdata.
const MOST_MARKED_UP: usize = 12;
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
        let Fact { field, source, value, .. } = fact;
        let of_field = self.candidates.iter().rev().take(MAX_CANDIDATES).filter(|other| other.field == *field).count();
        if of_field < MAX_CANDIDATES {
            self.candidates.push(Candidate { field: *field, source: *source, value: value.clone(), verdict });
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
        for fact in facts.about(field) {
            let verdict = match (check(&fact.value), &chosen) {
                (Err(verdict), _) => verdict,
                (Ok(_), Some(_)) => Verdict::Outranked,
                (Ok(value), None) => {
                    chosen = Some(Sourced::new(value, fact.source));
                    Verdict::Chosen
                }
            };
            self.tell(fact, verdict);
        }
        chosen
    }

    /// Tells what became of the stated titles, beside the one that was chosen.
    pub(super) fn title(&mut self, facts: &Facts, title: Option<Title>) -> Option<Sourced<String>> {
        let title = title?;
        let chosen = Candidate {
            field: Field::Title,
            source: title.source,
            value: title.text.clone(),
            verdict: Verdict::Chosen,
        };
        self.candidates.push(chosen);
        for fact in facts.about(Field::Title) {
            let names_site = self.site.is_named(&fact.value);
            self.tell(fact, if names_site { Verdict::NamesSite } else { Verdict::Outranked });
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
                let list = fact.value.split([',', ';', '、', '，']).map(|tag| tag.trim().to_owned());
                add_new(&mut tags, list.filter(|tag| !tag.is_empty()).take(MAX_CANDIDATES).collect(), fact.source);
            }
            self.tell(fact, verdict);
        }
        tags.truncate(MAX_CANDIDATES);
        tags
    }

    /// The names of the most trusted source that has any.
    pub(super) fn authors(&mut self, facts: &Facts) -> Vec<Sourced<String>> {
        let about = facts.about(Field::Author);
        let judge = |personal| -> Vec<(&Fact, Result<Vec<String>, Verdict>)> {
            about.iter().map(|&fact| (fact, self.people(fact, personal))).collect()
        };
        let strict = judge(false);
        // A site may bear the name of the one who writes it.
        let judged = if strict.iter().any(|(_, names)| names.is_ok()) { strict } else { judge(true) };
        let winner = judged.iter().find_map(|(fact, names)| names.is_ok().then_some((fact.rank, fact.group)));
        let mut authors: Vec<Sourced<String>> = Vec::new();
        for (fact, names) in judged {
            let wins = (authors.is_empty() || !is_single(fact.source)) && winner == Some((fact.rank, fact.group));
            let verdict = match names {
                Err(verdict) => verdict,
                Ok(_) if !wins => Verdict::Outranked,
                Ok(names) => {
                    add_new(&mut authors, names, fact.source);
                    Verdict::Chosen
                }
            };
            self.tell(fact, verdict);
        }
        let possible: Vec<String> = about.iter().filter_map(|fact| self.people(fact, true).ok()).flatten().collect();
        // More names than that are the authors of a list's items.
        if authors.len() > MOST_MARKED_UP && authors.first().is_some_and(|author| author.source() == Source::Microdata)
        {
            authors.clear();
        }
        for author in &mut authors {
            trim_to(author, &possible);
        }
        authors
    }

    fn people(&self, fact: &Fact, personal: bool) -> Result<Vec<String>, Verdict> {
        if fact.node.is_some_and(|node| is_elsewhere(self.document, node, true)) {
            return Err(Verdict::Elsewhere);
        }
        let (rest, _) = names::without_lead_in(&fact.value);
        let list = match fact.source {
            Source::Citation => inverted(rest),
            _ => names::split(names::before_ending(rest)),
        };
        let possible: Vec<String> = list.into_iter().filter(|name| names::is_possible(name)).collect();
        if possible.is_empty() {
            return Err(Verdict::Malformed);
        }
        let people: Vec<String> = possible
            .into_iter()
            .filter(|name| !self.site.is_named(name) || (personal && names::is_likely(name)))
            .collect();
        if people.is_empty() { Err(Verdict::NamesSite) } else { Ok(people) }
    }

    /// The day of publication. Markup is stamped anew when an article is moved or changed: where the page shows
    /// one earlier day, or the day before or after (in its own time zone), what it shows is believed.
    pub(super) fn published(&mut self, facts: &Facts) -> Option<Sourced<DateTime>> {
        let published = self.date(facts, Field::Published)?;
        let modified = facts.about(Field::Modified).into_iter().find_map(|fact| self.reading.value(&fact.value));
        let datelines = facts.about(Field::Published).into_iter().filter(|fact| fact.source == Source::Dateline);
        let mut datelines: Vec<DateTime> = datelines.filter_map(|fact| self.reading.value(&fact.value)).collect();
        let shown = datelines.first().copied();
        datelines.sort_unstable();
        datelines.dedup_by_key(|date| date.date());
        let shown_days = datelines.len();
        let Some(shown) = shown.filter(|_| published.source() != Source::Dateline) else { return Some(published) };
        let stated = *published.value();
        let apart = (stated.day_number() - shown.day_number()).abs();
        let restamped = shown.date() < stated.date()
            && is_plausible(shown)
            && (modified.is_some_and(|modified| modified.date() == stated.date()) || apart > 1 && shown_days == 1);
        let is_next_day = apart == 1 && stated.time().is_some();
        if !restamped && !is_next_day {
            return Some(published);
        }
        self.candidates.iter_mut().filter(|candidate| candidate.field == Field::Published).for_each(|candidate| {
            candidate.verdict = match candidate.verdict {
                Verdict::Chosen => Verdict::Outranked,
                Verdict::Outranked
                    if candidate.source == Source::Dateline && self.reading.value(&candidate.value) == Some(shown) =>
                {
                    Verdict::Chosen
                }
                verdict => verdict,
            };
        });
        Some(Sourced::new(shown, Source::Dateline))
    }

    /// The date of the most trusted source, as the page shows it where it does.
    pub(super) fn date(&mut self, facts: &Facts, field: Field) -> Option<Sourced<DateTime>> {
        let about = facts.about(field);
        let dates: Vec<(&Fact, Option<DateTime>)> =
            about.iter().map(|&fact| (fact, self.reading.value(&fact.value))).collect();
        let mut chosen: Option<Sourced<DateTime>> = None;
        for (at, &(fact, date)) in dates.iter().enumerate() {
            let others = || {
                dates
                    .iter()
                    .enumerate()
                    .filter(|&(other, _)| other != at)
                    .filter_map(|(_, (fact, date))| Some((fact.source, (*date)?)))
            };
            let verdict = match date {
                None => Verdict::Malformed,
                Some(_) if fact.node.is_some_and(|node| is_elsewhere(self.document, node, false)) => Verdict::Elsewhere,
                Some(date)
                    if !is_plausible(date)
                        && !others().any(|(source, other)| source != fact.source && other.date() == date.date()) =>
                {
                    Verdict::Unlikely
                }
                Some(_) if chosen.is_some() => Verdict::Outranked,
                Some(date) => {
                    chosen = Some(Sourced::new(date, fact.source));
                    Verdict::Chosen
                }
            };
            self.tell(fact, verdict);
        }
        chosen
    }
}

/// Sources whose first statement is the byline, and further ones something else.
fn is_single(source: Source) -> bool {
    matches!(source, Source::ClassName | Source::Byline | Source::Twitter)
}

/// "Jane Doe Harbour Correspondent" is Jane Doe, where the page calls her so elsewhere.
fn trim_to(author: &mut Sourced<String>, others: &[String]) {
    let is_shorter = |other: &&String| {
        let rest = author.value().strip_prefix(other.as_str());
        rest.is_some_and(|rest| rest.starts_with(' ')) && names::is_likely(other)
    };
    if let Some(shorter) = others.iter().filter(is_shorter).min_by_key(|other| other.len()) {
        *author = Sourced::new(shorter.clone(), author.source());
    }
}

fn add_new(authors: &mut Vec<Sourced<String>>, names: Vec<String>, source: Source) {
    for name in names {
        let folded = comparable(&name);
        if authors.iter().all(|author| comparable(author.value()) != folded) {
            authors.push(Sourced::new(name, source));
        }
    }
}

/// "Doe, Jane" as bibliographies have it.
fn inverted(name: &str) -> Vec<String> {
    match name.split_once(',') {
        Some((last, first)) if !first.contains(',') => vec![format!("{} {}", first.trim(), last.trim())],
        _ => names::split(name),
    }
}

fn is_plausible(date: DateTime) -> bool {
    /// There is no clock here: the same page has the same date, whenever it is read.
    const HORIZON: u16 = 2040;
    (FIRST_YEAR..HORIZON).contains(&date.year())
}
