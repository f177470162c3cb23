//! What stands in sight near the title: bylines, datelines, `<time>`.

mod dates;
mod names;

use super::date::{Found, Reading};
use super::elsewhere::Places;
use super::facts::{Facts, Kind, Link, Sighting};
use super::names::without_lead_in;
use super::walk::{leads_to_person, line};
use crate::article::{Field, Source};
use crate::blocks::{Page, TextBlock};
use crate::dom::{Document, NodeId};
use dates::tells_update;
use html5ever::local_name;
use memchr::memmem;
use names::likely;
use std::cell::Cell;

/// Blocks before and after the title in which author and date are looked for. Measured on labelled pages: nine of ten
/// bylines stand within.
const BEFORE: u32 = 5;
const AFTER: u32 = 14;
/// Characters of a block that may be a byline or dateline.
const LONGEST: u32 = 220;
/// Digits of a date: a day and a short year.
const FEWEST_DIGITS: u32 = 3;
/// Phrases of a page that are looked up in its text.
const MOST_LOOKUPS: u32 = 16;

/// Adds what stands near the title, which begins at block `title`, to the facts.
pub(super) fn look(
    document: &Document,
    page: &Page,
    places: &Places<'_>,
    title: Option<u32>,
    reading: Reading,
    facts: &mut Facts,
) {
    let title = title.unwrap_or(0);
    let sightings = std::mem::take(&mut facts.sightings);
    let near = Near {
        document,
        page,
        places,
        title,
        reading,
        blocks: blocks(page, title, reading),
        one_day: dates::tell_one_day(&sightings, document),
        lookups: Cell::new(MOST_LOOKUPS),
    };
    for sighting in &sightings {
        near.sighting(sighting, facts);
    }
    for link in std::mem::take(&mut facts.links) {
        near.link(link, facts);
    }
    for short in &near.blocks {
        near.dates(short, facts);
        near.names(short, facts);
    }
    near.author_line(facts);
    if !facts.has(Field::Published) {
        near.dates_anywhere(&sightings, facts);
    }
    facts.sightings = sightings;
}

/// A short block around the title.
struct Short<'a> {
    at: u32,
    block: &'a TextBlock,
    dates: Vec<Found>,
}

struct Near<'a> {
    document: &'a Document,
    page: &'a Page,
    places: &'a Places<'a>,
    title: u32,
    reading: Reading,
    /// Those after the title first, they are the likelier ones.
    blocks: Vec<Short<'a>>,
    /// All `<time>` elements of the page tell the same day.
    one_day: bool,
    /// Phrases that may still be looked up.
    lookups: Cell<u32>,
}

fn blocks(page: &Page, title: u32, reading: Reading) -> Vec<Short<'_>> {
    let after = title..=title.saturating_add(AFTER);
    let before = (title.saturating_sub(BEFORE)..title).rev();
    let all = after.chain(before).filter_map(|at| Some((at, page.blocks.get(at as usize)?)));
    let short = all.filter(|(_, block)| block.counts.chars <= LONGEST).map(|(at, block)| {
        let dates =
            if block.counts.digits >= FEWEST_DIGITS { reading.find(page.block_text(block)) } else { Vec::new() };
        Short { at, block, dates }
    });
    let mut blocks = Vec::with_capacity((BEFORE + 1 + AFTER) as usize);
    blocks.extend(short);
    blocks
}

impl Near<'_> {
    fn holds(&self, block: u32) -> bool {
        (self.title.saturating_sub(BEFORE)..=self.title.saturating_add(AFTER)).contains(&block)
    }

    fn sighting(&self, sighting: &Sighting, facts: &mut Facts) {
        let near = self.holds(sighting.block);
        let only = || self.one_day && matches!(sighting.kind, Kind::TimePublished | Kind::Time);
        let of_author = sighting.kind == Kind::Author;
        if !(near || of_author || only()) {
            return;
        }
        let Some(value) = sighting.value(self.document) else { return };
        let telling = near || only() || without_lead_in(&value).1;
        let aside = near || of_author;
        if !telling || self.places.is_elsewhere(sighting.node, aside) {
            return;
        }
        let mut add = |source, key| facts.add(source, key, &value, 0, Some(sighting.node));
        match sighting.kind {
            Kind::Author => self.author(sighting.node, &value, near, facts),
            Kind::Date | Kind::DatePublished if near && self.is_dateline(&value) => add(Source::ClassName, "date"),
            Kind::TimePublished if near => add(Source::TimeElement, "published"),
            Kind::TimeUpdated if near => add(Source::TimeElement, "updated"),
            Kind::Time if near => {
                add(Source::TimeElement, if self.is_update(sighting.node) { "updated" } else { "near" });
            }
            Kind::TimePublished | Kind::Time if !near && only() => add(Source::TimeElement, "any"),
            _ => {}
        }
    }

    /// A link near the title whose address speaks of a person.
    fn link(&self, Link { node, block }: Link, facts: &mut Facts) {
        let href = || self.document.attr(self.document.element(node)?, &local_name!("href"));
        if !self.holds(block) || !href().is_some_and(leads_to_person) || self.places.is_elsewhere(node, true) {
            return;
        }
        let Some(text) = line(self.document, node) else { return };
        let (rest, led) = without_lead_in(&text);
        if let Some(names) = likely(rest, true).filter(|names| led || !self.is_phrase(names)) {
            facts.add(Source::Link, "author.href", &names, 0, Some(node));
        }
    }

    fn is_dateline(&self, value: &str) -> bool {
        value.chars().count() < 80 && !tells_update(value) && self.reading.first(value).is_some()
    }

    /// Far from the title a byline has to say what it is, and may tell the date too.
    fn author(&self, node: NodeId, value: &str, near: bool, facts: &mut Facts) {
        let (rest, led) = without_lead_in(value);
        if let Some(names) = likely(rest, led).filter(|names| led || !self.is_phrase(names)) {
            let key = if near { "author" } else { "author.far" };
            facts.add(Source::ClassName, key, &names, 0, Some(node));
        }
        if led && let Some(found) = self.reading.first(rest) {
            let value = rest.get(found.range).unwrap_or_default();
            facts.add(Source::Dateline, "any", value, 0, Some(node));
        }
    }

    /// Whether the page has all words of a capitalised phrase in lower case too, as it has no person's name.
    fn is_phrase(&self, phrase: &str) -> bool {
        let mut words = phrase.split(|char: char| !char.is_alphabetic()).filter(|word| word.chars().count() > 2);
        let Some(left) = self.lookups.get().checked_sub(1) else { return false };
        self.lookups.set(left);
        let mut any = false;
        let all = words.all(|word| {
            any = true;
            is_written(&self.page.text, &word.to_lowercase())
        });
        any && all
    }
}

/// Whether a text has a word, case as given.
fn is_written(text: &str, word: &str) -> bool {
    memmem::find_iter(text.as_bytes(), word).any(|at| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|after| after.chars().next());
        ![before, after]
            .into_iter()
            .flatten()
            .any(|char| char.is_alphanumeric() || matches!(char, '@' | '/' | '-' | '_'))
    })
}
