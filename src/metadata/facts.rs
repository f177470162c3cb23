//! What the markup says, as found: nothing here is believed yet.

use super::tables::{self, Rank};
use crate::article::{Field, Source};
use crate::blocks::Page;
use crate::dom::NodeId;

/// A statement of the markup about the page.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) field: Field,
    pub(super) source: Source,
    pub(super) rank: Rank,
    /// Statements of one list, such as the authors of one article, share a number.
    pub(super) group: u32,
    pub(super) value: String,
    /// The element it was read from, if that stands in the body.
    pub(super) node: Option<NodeId>,
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

/// An element of the body that may tell author or date, depending on where it stands.
#[derive(Debug, Clone)]
pub(super) struct Sighting {
    pub(super) kind: Kind,
    pub(super) value: String,
    pub(super) node: NodeId,
    /// Blocks of the page that begin before it.
    pub(super) block: u32,
}

/// A link of the body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    pub(super) node: NodeId,
    /// Blocks of the page that begin before it.
    pub(super) block: u32,
}

/// Everything that one walk over the page gathers.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) stated: Vec<Fact>,
    pub(super) sightings: Vec<Sighting>,
    pub(super) links: Vec<Link>,
    /// The `<title>`, white space folded.
    pub(super) title_element: Option<String>,
    groups: u32,
}

impl Facts {
    /// Statements kept of a page.
    const MOST: usize = 2000;
    /// Longest value kept, in bytes.
    const LONGEST: usize = 4000;

    /// None yet, with room for what the pages of most sites say.
    pub(super) fn of(page: &Page) -> Self {
        Self { stated: Vec::with_capacity(48), links: Vec::with_capacity(page.marks.len()), ..Self::default() }
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
        for (field, rank) in fields {
            self.stated.push(Fact { field, source, rank, group, value: (*value).to_owned(), node });
        }
    }

    /// The statements about a field, the most trusted first.
    pub(super) fn about(&self, field: Field) -> Vec<&Fact> {
        let mut facts: Vec<&Fact> = self.stated.iter().filter(|fact| fact.field == field).collect();
        facts.sort_by_key(|fact| fact.rank);
        facts
    }

    /// Whether anything was said about a field.
    pub(super) fn has(&self, field: Field) -> bool {
        self.stated.iter().any(|fact| fact.field == field)
    }

    /// The values of a field from one source.
    pub(super) fn values(&self, field: Field) -> impl Iterator<Item = &str> {
        self.stated.iter().filter(move |fact| fact.field == field).map(|fact| fact.value.as_str())
    }
}
