//! The days of publication and of the last change.

use super::Chooser;
use crate::article::{DateTime, Field, Source, Sourced, Verdict};
use crate::metadata::elsewhere::is_elsewhere;
use crate::metadata::facts::{Fact, Facts};
use crate::metadata::tables;

/// Earliest year that needs no second witness: the Web is not older.
const FIRST_YEAR: u16 = 1990;
/// First year that does. There is no clock here: the same page has the same date, whenever it is read.
const HORIZON: u16 = 2040;

impl Chooser<'_> {
    /// The day of publication. Markup is stamped anew when an article is moved or changed: where the page shows
    /// one earlier day, or the day before or after (in its own time zone), what it shows is believed.
    pub(in crate::metadata) fn published(&mut self, facts: &Facts) -> Option<Sourced<DateTime>> {
        let published = self.date(facts, Field::Published)?;
        let published = if published.source() == Source::Dateline {
            self.called_so(facts, *published.value()).map_or(published, |day| Sourced::new(day, Source::Dateline))
        } else {
            published
        };
        let published = Sourced::new(self.unambiguous(facts, *published.value()), published.source());
        let Some(shown) = self.shown(facts).filter(|_| published.source() != Source::Dateline) else {
            return Some(published);
        };
        let stated = *published.value();
        let modified = facts.about(Field::Modified).into_iter().find_map(|fact| self.reading.value(&fact.value));
        let changed_then = modified.is_some_and(|modified| modified.date() == stated.date());
        let apart = (stated.day_number() - shown.day.day_number()).abs();
        let restamped = shown.day.date() < stated.date()
            && is_plausible(shown.day)
            && !shown.states(stated)
            && !shown.in_passing
            && (changed_then || apart > 1 && shown.days.len() == 1)
            && !is_swapped(shown.day, stated);
        // A stamp with the page's own offset has the page's own day.
        let is_of_other_zone = stated.time().is_some() && stated.offset_minutes().is_none_or(|offset| offset == 0);
        let two_against_one = apart > 0 && self.is_borne_out(facts, shown.day) && !self.is_borne_out(facts, stated);
        let shows_own_day = apart == 1 && is_of_other_zone;
        if !(restamped || shows_own_day || two_against_one) {
            return Some(published);
        }
        self.retell(shown.day);
        Some(Sourced::new(shown.day, Source::Dateline))
    }

    /// The first dateline that an element called date has, where `chosen` is one that none has.
    fn called_so(&mut self, facts: &Facts, chosen: DateTime) -> Option<DateTime> {
        let about = facts.about(Field::Published);
        let days = |source| {
            let facts = about.iter().filter(move |fact| fact.source == source);
            facts.filter_map(|fact| self.reading.value(&fact.value))
        };
        let is_called = |day: DateTime| days(Source::ClassName).any(|called| called.date() == day.date());
        let better = days(Source::Dateline).find(|&day| is_called(day)).filter(|_| !is_called(chosen))?;
        self.retell(better);
        Some(better)
    }

    /// The day that the page's datelines show.
    fn shown(&self, facts: &Facts) -> Option<Shown> {
        let datelines = facts.about(Field::Published).into_iter().filter(|fact| fact.source == Source::Dateline);
        let dated = datelines.filter_map(|fact| Some((fact, self.reading.value(&fact.value)?)));
        let (facts, mut days): (Vec<&Fact>, Vec<DateTime>) = dated.unzip();
        let (first, day) = (*facts.first()?, *days.first()?);
        days.sort_unstable();
        days.dedup_by_key(|date| date.date());
        let in_passing = tables::key(first.field, first.rank) == "passing";
        Some(Shown { day, days, in_passing })
    }

    /// Whether two kinds of markup, or one beside the text, state the day.
    fn is_borne_out(&self, facts: &Facts, day: DateTime) -> bool {
        let about = facts.about(Field::Published).into_iter();
        let same = about.filter(|fact| self.reading.value(&fact.value).is_some_and(|other| other.date() == day.date()));
        let mut sources: Vec<Source> =
            same.map(|fact| fact.source).filter(|&source| source != Source::ClassName).collect();
        sources.dedup();
        sources.len() > 1
    }

    /// `03/09/2026` as the page writes it elsewhere, where day and month cannot be taken for each other.
    fn unambiguous(&self, facts: &Facts, date: DateTime) -> DateTime {
        let about = || facts.about(Field::Published).into_iter();
        let reads =
            |fact: &&Fact, wanted: &dyn Fn(DateTime) -> bool| self.reading.value(&fact.value).is_some_and(wanted);
        let mut same = about().filter(|fact| reads(fact, &|other| other.date() == date.date()));
        if !same.all(|fact| is_ambiguous(&fact.value)) {
            return date;
        }
        let plain = about().filter(|fact| !is_ambiguous(&fact.value));
        let mut others = plain.filter_map(|fact| self.reading.value(&fact.value));
        others.find(|&other| is_swapped(other, date)).unwrap_or(date)
    }

    /// Tells that the dateline was chosen in place of the markup.
    fn retell(&mut self, shown: DateTime) {
        let reading = self.reading;
        for candidate in self.candidates.iter_mut().filter(|candidate| candidate.field == Field::Published) {
            let is_shown = candidate.source == Source::Dateline && reading.value(&candidate.value) == Some(shown);
            candidate.verdict = match candidate.verdict {
                Verdict::Chosen => Verdict::Outranked,
                Verdict::Outranked if is_shown => Verdict::Chosen,
                verdict => verdict,
            };
        }
    }

    /// The date of the most trusted source.
    pub(in crate::metadata) fn date(&mut self, facts: &Facts, field: Field) -> Option<Sourced<DateTime>> {
        let about = facts.about(field);
        let read = |&fact: &&'_ Fact| self.reading.value(&fact.value);
        let dates: Vec<Option<DateTime>> = about.iter().map(read).collect();
        let mut chosen: Option<Sourced<DateTime>> = None;
        for (at, (&fact, date)) in about.iter().zip(&dates).enumerate() {
            let borne_out = |date: DateTime| {
                let others = about.iter().zip(&dates).enumerate().filter(|&(other, _)| other != at);
                let mut others = others.filter(|(_, (other, _))| other.source != fact.source);
                others.any(|(_, (_, other))| other.is_some_and(|other| other.date() == date.date()))
            };
            let verdict = match date {
                None => Verdict::Malformed,
                Some(_) if self.is_elsewhere(fact) => Verdict::Elsewhere,
                Some(date) if !is_plausible(*date) && !borne_out(*date) => Verdict::Unlikely,
                Some(_) if chosen.is_some() => Verdict::Outranked,
                Some(date) => {
                    chosen = Some(Sourced::new(*date, fact.source));
                    Verdict::Chosen
                }
            };
            self.tell(fact, verdict);
        }
        chosen
    }

    /// Dates of the body that are marked up count in an `aside` only if they stand near the title, as those do that were
    /// seen there.
    fn is_elsewhere(&self, fact: &Fact) -> bool {
        let seen = matches!(fact.source, Source::TimeElement | Source::ClassName | Source::Dateline);
        fact.node.is_some_and(|node| is_elsewhere(self.document, node, seen))
    }
}

/// A day that stands on the page.
struct Shown {
    day: DateTime,
    /// All days that the page shows, this one among them.
    days: Vec<DateTime>,
    /// It stands in a line that says more.
    in_passing: bool,
}

impl Shown {
    /// Whether the page shows a day, too.
    fn states(&self, day: DateTime) -> bool {
        self.days.iter().any(|shown| shown.date() == day.date())
    }
}

/// Whether a date is written in numbers, the year last.
fn is_ambiguous(value: &str) -> bool {
    let value = value.trim_start();
    let first = value.find(|char: char| !char.is_ascii_digit()).unwrap_or(value.len());
    let head = crate::text::head(value, 10);
    (1..=2).contains(&first) && !head.chars().any(char::is_alphabetic)
}

/// Whether one date is the other with day and month exchanged, as `11/01/2021` may be read.
fn is_swapped(one: DateTime, other: DateTime) -> bool {
    (one.year(), one.month(), one.day()) == (other.year(), other.day(), other.month())
}

fn is_plausible(date: DateTime) -> bool {
    (FIRST_YEAR..HORIZON).contains(&date.year())
}
