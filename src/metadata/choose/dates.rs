//! The days of publication and of the last change.

use super::Chooser;
use crate::article::{DateTime, Field, Source, Sourced, Verdict};
use crate::metadata::facts::Fact;
use crate::metadata::tables;

/// Earliest year that needs no second witness: the Web is not older.
const FIRST_YEAR: u16 = 1990;
/// First year that does. There is no clock here: the same page has the same date, whenever it is read.
const HORIZON: u16 = 2040;

/// A statement about a day, and the day that it is read as.
#[derive(Clone, Copy)]
struct Dated<'f> {
    fact: &'f Fact,
    value: &'f str,
    day: Option<DateTime>,
}

impl Dated<'_> {
    fn is(&self, day: DateTime) -> bool {
        self.day.is_some_and(|own| own.date() == day.date())
    }
}

impl<'a> Chooser<'a> {
    /// The day of publication. Markup is stamped anew when an article is moved or changed: where the page shows
    /// one earlier day, or the day before or after (in its own time zone), what it shows is believed.
    pub(in crate::metadata) fn published(&mut self) -> Option<Sourced<DateTime>> {
        let about = self.dated(Field::Published);
        let published = self.believed(&about)?;
        let published = if published.source() == Source::Dateline {
            self.called_so(&about, *published.value()).map_or(published, |day| Sourced::new(day, Source::Dateline))
        } else {
            published
        };
        let published = Sourced::new(unambiguous(&about, *published.value()), published.source());
        let Some(shown) = Shown::of(&about).filter(|_| published.source() != Source::Dateline) else {
            return Some(published);
        };
        let stated = *published.value();
        let facts = self.facts;
        let modified = facts.about(Field::Modified).find_map(|fact| self.reading.value(facts.value(fact)));
        let changed_then = modified.is_some_and(|modified| modified.date() == stated.date());
        let apart = (stated.day_number() - shown.day.day_number()).abs();
        let restamped = shown.day.date() < stated.date()
            && is_plausible(shown.day)
            && !shown.states(stated)
            && !shown.in_passing
            && (changed_then || apart > 1 && shown.is_only())
            && !is_swapped(shown.day, stated);
        // A stamp with the page's own offset has the page's own day.
        let is_of_other_zone = stated.time().is_some() && stated.offset_minutes().is_none_or(|offset| offset == 0);
        let two_against_one = apart > 0 && is_borne_out(&about, shown.day) && !is_borne_out(&about, stated);
        let shows_own_day = apart == 1 && is_of_other_zone;
        if !(restamped || shows_own_day || two_against_one) {
            return Some(published);
        }
        self.retell(shown.day);
        Some(Sourced::new(shown.day, Source::Dateline))
    }

    /// The statements about a day, each read once.
    fn dated(&self, field: Field) -> Vec<Dated<'a>> {
        let (facts, reading) = (self.facts, self.reading);
        let read = |fact: &'a Fact| {
            let value = facts.value(fact);
            Dated { fact, value, day: reading.value(value) }
        };
        facts.about(field).map(read).collect()
    }

    /// The first dateline that an element called date has, where `chosen` is one that none has.
    fn called_so(&mut self, about: &[Dated<'_>], chosen: DateTime) -> Option<DateTime> {
        let of = |source| about.iter().filter(move |dated| dated.fact.source == source);
        let is_called = |day: DateTime| of(Source::ClassName).any(|called| called.is(day));
        let mut days = of(Source::Dateline).filter_map(|dated| dated.day);
        let better = days.find(|&day| is_called(day)).filter(|_| !is_called(chosen))?;
        self.retell(better);
        Some(better)
    }

    /// Tells that the dateline was chosen in place of the markup.
    fn retell(&mut self, shown: DateTime) {
        let reading = self.reading;
        self.candidates.retell(|candidate| match candidate.verdict {
            verdict if candidate.field != Field::Published => verdict,
            Verdict::Chosen => Verdict::Outranked,
            Verdict::Outranked
                if candidate.source == Source::Dateline && reading.value(candidate.value) == Some(shown) =>
            {
                Verdict::Chosen
            }
            verdict => verdict,
        });
    }

    /// The date of the most trusted source.
    pub(in crate::metadata) fn date(&mut self, field: Field) -> Option<Sourced<DateTime>> {
        let about = self.dated(field);
        self.believed(&about)
    }

    /// The first date that may be believed; tells what became of all.
    fn believed(&mut self, about: &[Dated<'_>]) -> Option<Sourced<DateTime>> {
        let mut chosen: Option<Sourced<DateTime>> = None;
        for Dated { fact, day, .. } in about {
            let borne_out = |day: DateTime| about.iter().any(|other| other.fact.source != fact.source && other.is(day));
            let verdict = match *day {
                None => Verdict::Malformed,
                Some(_) if self.is_elsewhere(fact) => Verdict::Elsewhere,
                Some(day) if !is_plausible(day) && !borne_out(day) => Verdict::Unlikely,
                Some(_) if chosen.is_some() => Verdict::Outranked,
                Some(day) => {
                    chosen = Some(Sourced::new(day, fact.source));
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
        fact.node.is_some_and(|node| self.places.is_elsewhere(node, seen))
    }
}

/// Whether two kinds of markup, or one beside the text, state the day.
fn is_borne_out(about: &[Dated<'_>], day: DateTime) -> bool {
    let same = about.iter().filter(|dated| dated.is(day)).map(|dated| dated.fact.source);
    let mut sources = same.filter(|&source| source != Source::ClassName);
    sources.next().is_some_and(|first| sources.any(|other| other != first))
}

/// `03/09/2026` as the page writes it elsewhere, where day and month cannot be taken for each other.
fn unambiguous(about: &[Dated<'_>], date: DateTime) -> DateTime {
    let mut same = about.iter().filter(|dated| dated.is(date));
    if !same.all(|dated| is_ambiguous(dated.value)) {
        return date;
    }
    let mut others = about.iter().filter(|dated| !is_ambiguous(dated.value)).filter_map(|dated| dated.day);
    others.find(|&other| is_swapped(other, date)).unwrap_or(date)
}

/// The day that the page's datelines show.
struct Shown<'f> {
    day: DateTime,
    about: &'f [Dated<'f>],
    /// It stands in a line that says more.
    in_passing: bool,
}

impl<'f> Shown<'f> {
    fn of(about: &'f [Dated<'f>]) -> Option<Self> {
        let (first, day) = datelines(about).next()?;
        let in_passing = tables::key(first.field, first.rank) == "passing";
        Some(Self { day, about, in_passing })
    }

    /// Whether the page shows a day, too.
    fn states(&self, day: DateTime) -> bool {
        datelines(self.about).any(|(_, shown)| shown.date() == day.date())
    }

    /// Whether the page shows no other day.
    fn is_only(&self) -> bool {
        datelines(self.about).all(|(_, shown)| shown.date() == self.day.date())
    }
}

/// The datelines that tell a day.
fn datelines<'f>(about: &'f [Dated<'f>]) -> impl Iterator<Item = (&'f Fact, DateTime)> {
    let datelines = about.iter().filter(|dated| dated.fact.source == Source::Dateline);
    datelines.filter_map(|dated| Some((dated.fact, dated.day?)))
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
