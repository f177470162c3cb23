//! `Serialize` for what an article is made of. What a block or a page does not have is left out.

use super::{
    Block, BlockKind, Candidate, Cell, Comments, DateTime, Direction, Field, Image, ListItem, Metadata, Reason, Row,
    Rule, Run, Scored, Source, Sourced, Verdict,
};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// Serialises a map of fields, each only if it has a value.
macro_rules! fields {
    ($serializer:expr, $name:literal, $($key:literal: $value:expr,)*) => {{
        let mut fields = $serializer.serialize_struct($name, [$($key),*].len())?;
        $(match &$value {
            Some(value) => fields.serialize_field($key, value)?,
            None => fields.skip_field($key)?,
        })*
        fields.end()
    }};
}

/// True, or nothing.
fn flag(flag: bool) -> Option<bool> {
    flag.then_some(true)
}

fn filled<T>(items: impl Iterator<Item = T>) -> Option<Vec<T>> {
    let items: Vec<T> = items.collect();
    (!items.is_empty()).then_some(items)
}

fn level(kind: BlockKind) -> Option<u8> {
    match kind {
        BlockKind::Heading(level) => Some(level),
        _ => None,
    }
}

/// The [`name`](BlockKind::name); the level of a heading is told by what holds the kind.
impl Serialize for BlockKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// `kind`, `text`, `score` and `path`; where they apply `level` of a heading, `list`, `quotes` (how many are around it),
/// `term` (of a definition list, or else a description), `language`, `image`, `video`, `runs` and `rows`.
impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rows = self.rows().map(|row| row.cells().collect::<Vec<_>>());
        fields!(serializer, "Block",
            "kind": Some(self.kind()),
            "level": level(self.kind()),
            "text": Some(self.text()),
            "score": Some(self.score()),
            "path": Some(self.path()),
            "list": self.list_item(),
            "quotes": Some(self.quote_depth()).filter(|&depth| depth > 0),
            "term": self.is_term(),
            "language": self.language(),
            "image": self.image(),
            "video": self.video(),
            "runs": filled(self.runs()),
            "rows": filled(rows),
        )
    }
}

/// The blocks.
impl Serialize for Comments {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.blocks())
    }
}

/// `kind`, `level` of a heading, `text`, `score`, `link_ratio`, `kept`, `rule` if there is one, `path`, `reasons` if asked for.
impl Serialize for Scored<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fields!(serializer, "Scored",
            "kind": Some(self.kind()),
            "level": level(self.kind()),
            "text": Some(self.text()),
            "score": Some(self.score()),
            "link_ratio": Some(self.link_ratio()),
            "kept": Some(self.is_kept()),
            "rule": self.rule().map(Rule::name),
            "path": Some(self.path()),
            "reasons": Some(self.reasons()).filter(|reasons| !reasons.is_empty()),
        )
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fields!(serializer, "Reason", "feature": Some(self.feature()), "effect": Some(self.effect()),)
    }
}

/// `depth`, `ordered`, and `number` if it is.
impl Serialize for ListItem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fields!(serializer, "ListItem",
            "depth": Some(self.depth()),
            "ordered": Some(self.is_ordered()),
            "number": self.number(),
        )
    }
}

/// `source` and `alt`.
impl Serialize for Image<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fields!(serializer, "Image", "source": Some(self.source()), "alt": Some(self.alt()),)
    }
}

/// The cells.
impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.cells())
    }
}

/// `runs`; where they are not 1 `columns` and `rows`; `header` if it is one.
impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fields!(serializer, "Cell",
            "header": flag(self.is_header()),
            "columns": Some(self.columns()).filter(|&span| span > 1),
            "rows": Some(self.rows()).filter(|&span| span > 1),
            "runs": Some(self.runs().collect::<Vec<_>>()),
        )
    }
}

/// `text`, `link` and `image`; `strong`, `emphasis`, `code`, `struck`, `sub`, `sup` and `math` where true.
impl Serialize for Run<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fields!(serializer, "Run",
            "text": Some(self.text()),
            "link": self.link(),
            "image": self.image(),
            "strong": flag(self.is_strong()),
            "emphasis": flag(self.is_emphasis()),
            "code": flag(self.is_code()),
            "struck": flag(self.is_struck()),
            "sub": flag(self.is_sub()),
            "sup": flag(self.is_sup()),
            "math": flag(self.is_math()),
        )
    }
}

/// The names that these go by.
macro_rules! by_name {
    ($($type:ty)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    )*};
}

by_name!(Source Field Direction Verdict);

/// ISO 8601, as `Display` writes it.
impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// `value` and `source`.
impl<T: Serialize> Serialize for Sourced<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fields!(serializer, "Sourced", "value": Some(self.value()), "source": Some(self.source()),)
    }
}

/// `field`, `value`, `source`, `verdict`.
impl Serialize for Candidate<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fields!(serializer, "Candidate",
            "field": Some(self.field()),
            "value": Some(self.value()),
            "source": Some(self.source()),
            "verdict": Some(self.verdict()),
        )
    }
}

/// The values, each a [`Sourced`], under the names of the methods that give them; `authors` and `tags` are lists of
/// such. The [`candidates`](Metadata::candidates) are not among them.
impl Serialize for Metadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        fields!(serializer, "Metadata",
            "title": self.title(),
            "authors": filled(self.authors().iter()),
            "published": self.published(),
            "modified": self.modified(),
            "language": self.language(),
            "direction": self.direction(),
            "site_name": self.site_name(),
            "description": self.description(),
            "canonical_url": self.canonical_url(),
            "image": self.image(),
            "section": self.section(),
            "tags": filled(self.tags().iter()),
            "licence": self.licence(),
            "next_url": self.next_url(),
        )
    }
}
