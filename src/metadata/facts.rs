//! What the markup says, as found: nothing here is believed yet.

use super::pool::{Pool, Span};
use super::tables::{self, FIELDS, Rank};
use super::walk::line;
use crate::article::{Field, Source};
use crate::blocks::Page;
use crate::dom::{Document, NodeId};
use html5ever::local_name;
use std::borrow::Cow;

/// A statement of the markup about the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fact {
    pub(super) field: Field,
    pub(super) source: Source,
    pub(super) rank: Rank,
    /// Statements of one list, such as the authors of one article, share a number.
    pub(super) group: u32,
    value: Span,
    /// The element it was read from, if that stands in the body.
    pub(super) node: Option<NodeId>,
    /// The next of the same field, in order of trust.
    next: u16,
}

/// What kind of thing an element of the body seems to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Class or id speak of an author.
    Author,
    /// Class or id speak of a date.
    Date,
    /// Class or id speak of the date of an article.
    DatePublished,
    /// A `<time>` that says it is the day of publication.
    TimePublished,
    /// A `<time>` that says it is the day of the last change.
    TimeUpdated,
    /// Any other `<time>`.
    Time,
}

/// An element of the body that may tell author or date, depending on where it stands. Most stand where nobody asks, and are not
/// read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sighting {
    pub(super) kind: Kind,
    pub(super) node: NodeId,
    /// Blocks of the page that begin before it.
    pub(super) block: u32,
    /// It is known to say something.
    known: bool,
}

impl Sighting {
    pub(super) fn new(kind: Kind, node: NodeId, block: u32) -> Self {
        Self { kind, node, block, known: false }
    }

    /// What it says, if it says something: a `<time>` in its attribute, anything else in a line of text.
    pub(super) fn value<'a>(&self, document: &'a Document) -> Option<Cow<'a, str>> {
        let is_time = matches!(self.kind, Kind::TimePublished | Kind::TimeUpdated | Kind::Time);
        let stated = || document.attr(document.element(self.node)?, &local_name!("datetime"));
        let stated = if is_time { stated().filter(|value| !value.trim().is_empty()) } else { None };
        stated.map(Cow::Borrowed).or_else(|| line(document, self.node))
    }
}

/// A link of the body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) node: NodeId,
    /// Blocks of the page that begin before it.
    pub(super) block: u32,
}

/// The place of no fact.
const NONE: u16 = u16::MAX;

/// Everything that one walk over the page gathers.
#[derive(Debug)]
pub(super) struct Facts {
    stated: Vec<Fact>,
    /// The most and the least trusted statement about each field.
    first: [u16; FIELDS],
    last: [u16; FIELDS],
    pub(super) sightings: Vec<Sighting>,
    pub(super) links: Vec<Link>,
    title_element: Option<Span>,
    groups: u32,
    text: Pool,
}

impl Facts {
    /// Statements kept of a page.
    const MOST: usize = 2000;
    /// Longest value kept, in bytes.
    const LONGEST: usize = 4000;

    /// None yet, with room for what the pages of most sites say.
    pub(super) fn of(page: &Page) -> Self {
        Self {
            stated: Vec::with_capacity(64),
            first: [NONE; FIELDS],
            last: [NONE; FIELDS],
            sightings: Vec::with_capacity(16),
            links: Vec::with_capacity(page.marks.len()),
            title_element: None,
            groups: 0,
            text: Pool::with_capacity(4096),
        }
    }

    /// A new list.
    pub(super) fn new_group(&mut self) -> u32 {
        self.groups += 1;
        self.groups
    }

    /// Adds a statement in the vocabulary of `source`, if it is one about the page. `group` 0 joins it to the others
    /// of its source and key.
    pub(super) fn add(&mut self, source: Source, key: &str, value: &str, group: u32, node: Option<NodeId>) {
        let mut fields = tables::fields(source, key).peekable();
        if fields.peek().is_none() || self.stated.len() >= Self::MOST {
            return;
        }
        let value = super::entities::folded(crate::text::head(value, Self::LONGEST));
        if value.is_empty() {
            return;
        }
        let value = self.text.push(&value);
        for (field, rank) in fields {
            self.insert(Fact { field, source, rank, group, value, node, next: NONE });
        }
    }

    /// Puts a statement behind those of its field that are trusted as much or more.
    fn insert(&mut self, fact: Fact) {
        let (at, field) = (self.stated.len() as u16, fact.field as usize);
        let is_behind = |other: &u16| self.rank(*other).is_some_and(|rank| rank <= fact.rank);
        let before = if is_behind(&self.last[field]) {
            self.last[field]
        } else {
            self.places(fact.field).take_while(is_behind).last().unwrap_or(NONE)
        };
        let link = match self.stated.get_mut(usize::from(before)) {
            Some(before) => &mut before.next,
            None => &mut self.first[field],
        };
        let next = std::mem::replace(link, at);
        if next == NONE {
            self.last[field] = at;
        }
        self.stated.push(Fact { next, ..fact });
    }

    fn rank(&self, at: u16) -> Option<Rank> {
        self.stated.get(usize::from(at)).map(|fact| fact.rank)
    }

    fn places(&self, field: Field) -> impl Iterator<Item = u16> {
        let known = |&at: &u16| at != NONE;
        let next = move |&at: &u16| self.stated.get(usize::from(at)).map(|fact| fact.next).filter(known);
        std::iter::successors(Some(self.first[field as usize]).filter(known), next)
    }

    /// The statements about a field, the most trusted first.
    pub(super) fn about(&self, field: Field) -> impl Iterator<Item = &Fact> + Clone {
        let first = self.stated.get(usize::from(self.first[field as usize]));
        std::iter::successors(first, |fact| self.stated.get(usize::from(fact.next)))
    }

    /// What a statement says.
    pub(super) fn value(&self, fact: &Fact) -> &str {
        self.text.get(fact.value)
    }

    /// Whether anything was said about a field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.first[field as usize] != NONE
    }

    /// What is said about a field, in the order of the page.
    pub(super) fn values(&self, field: Field) -> impl Iterator<Item = &str> {
        let count = if self.has(field) { self.stated.len() } else { 0 };
        self.stated.iter().take(count).filter(move |fact| fact.field == field).map(|fact| self.value(fact))
    }

    /// The `<title>`, white space folded.
    pub(super) fn title_element(&self) -> Option<&str> {
        self.title_element.map(|title| self.text.get(title))
    }

    /// The first `<title>` that is not empty is the page's.
    pub(super) fn found_title(&mut self, title: &str) {
        if self.title_element.is_none() {
            let title = super::entities::folded(title);
            self.title_element = (!title.is_empty()).then(|| self.text.push(&title));
        }
    }

    /// Leaves out the sightings that say nothing.
    pub(super) fn keep_telling(&mut self, document: &Document) {
        self.sightings.retain_mut(|sighting| {
            sighting.known = sighting.known || sighting.value(document).is_some();
            sighting.known
        });
    }
}
