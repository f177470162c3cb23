//! The content of an article as it is kept: flat tables that name each other by index, cheap to build and to drop.

use super::{BlockKind, Reason, Rule};
use crate::scratch::{fitted, fitted_text, kept, roomy, roomy_text};
use html5ever::LocalName;
use std::ops::Range;

/// The place in a table that stands for "none".
pub(crate) const NONE: u32 = u32::MAX;

/// The blocks of a page with what was decided about them, and the content made of those that were kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Content {
    /// What the ranges below refer to, save those of [`Item::text`].
    pub(crate) text: String,
    /// Every scored block of the page.
    pub(crate) blocks: Vec<Record>,
    pub(crate) path: Vec<PathStep>,
    /// The content, in the order of the page.
    pub(crate) items: Vec<Item>,
    pub(crate) runs: Vec<Piece>,
    /// A container stands before those inside it; the first holds all.
    pub(crate) containers: Vec<Container>,
    pub(crate) rows: Vec<Row>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) images: Vec<Picture>,
    /// For each scored block, if asked for, the features that moved its score most.
    pub(crate) reasons: Vec<Vec<Reason>>,
    /// Addresses of links, images and videos.
    pub(crate) targets: Targets,
}

kept!(Item, Piece, Container, Row, Cell, Picture);

/// Addresses, one after the other: they are many, and each is read seldom.
#[derive(Debug, Clone, Default)]
pub(crate) struct Targets {
    text: String,
    ends: Vec<usize>,
}

impl Targets {
    /// Adds the address that `write` appends, and gives its place.
    pub(crate) fn push(&mut self, write: impl FnOnce(&mut String)) -> u32 {
        write(&mut self.text);
        self.ends.push(self.text.len());
        self.ends.len() as u32 - 1
    }

    fn roomy() -> Self {
        Self { text: roomy_text(), ends: roomy() }
    }

    fn fitted(self) -> Self {
        Self { text: fitted_text(self.text), ends: fitted(self.ends) }
    }

    pub(crate) fn get(&self, at: u32) -> Option<&str> {
        let at = at as usize;
        let start = at.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(*start..*self.ends.get(at)?)
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) text: Range<u32>,
    /// An index into `Content::path`.
    pub(crate) element: u32,
    pub(crate) kind: BlockKind,
    pub(crate) score: f32,
    pub(crate) link_ratio: f32,
    pub(crate) kept: bool,
    pub(crate) rule: Option<Rule>,
}

/// An element and the index of the one around it; the outermost is its own parent.
#[derive(Debug, Clone)]
pub(crate) struct PathStep {
    pub(crate) parent: u32,
    pub(crate) name: LocalName,
}

/// A typed block.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) kind: ItemKind,
    /// Its inline content, an index range of `Content::runs`; a figure's is its caption.
    pub(crate) runs: Range<u32>,
    pub(crate) container: u32,
    /// An index into `Content::path`.
    pub(crate) element: u32,
    /// Of the scored block that it was made of first; 1 if there was none.
    pub(crate) score: f32,
    /// Where it stands in the article's text.
    pub(crate) text: Range<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ItemKind {
    Paragraph,
    Heading(u8),
    /// Its one run is the code as it stands in the source.
    Code {
        language: Option<Box<str>>,
    },
    /// An index range of `Content::rows`.
    Table(Range<u32>),
    /// An index into `Content::images`.
    Figure(u32),
    Separator,
    /// Its one run is a formula.
    Math,
    /// An index into `Content::targets`.
    Video(u32),
}

/// Inline content of one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) kind: PieceKind,
    /// Line breaks are `\n`.
    pub(crate) text: Range<u32>,
    pub(crate) style: Style,
    /// An index into `Content::targets`.
    pub(crate) link: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PieceKind {
    Text,
    /// TeX; `display` if it stands on a line of its own.
    Math {
        display: bool,
    },
    /// An index into `Content::images`.
    Image(u32),
}

/// A set of inline styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Style(pub(crate) u8);

impl Style {
    pub(crate) const STRONG: Self = Self(1);
    pub(crate) const EMPHASIS: Self = Self(1 << 1);
    pub(crate) const STRIKE: Self = Self(1 << 2);
    pub(crate) const SUB: Self = Self(1 << 3);
    pub(crate) const SUP: Self = Self(1 << 4);
    pub(crate) const CODE: Self = Self(1 << 5);

    pub(crate) fn has(self, style: Self) -> bool {
        self.0 & style.0 != 0
    }

    pub(crate) fn with(self, style: Self) -> Self {
        Self(self.0 | style.0)
    }

    pub(crate) fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Container {
    /// The first container is its own parent.
    pub(crate) parent: u32,
    /// How many containers are around it.
    pub(crate) depth: u32,
    pub(crate) kind: ContainerKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ContainerKind {
    Root,
    Quote,
    /// `list` tells the lists of a page apart; `level` counts the lists around the item, its own too.
    Item {
        list: u32,
        ordered: bool,
        number: u32,
        level: u32,
    },
    Term {
        list: u32,
    },
    Description {
        list: u32,
    },
}

#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// An index range of `Content::cells`.
    pub(crate) cells: Range<u32>,
}

#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// An index range of `Content::runs`.
    pub(crate) runs: Range<u32>,
    pub(crate) header: bool,
    /// Empty columns before it, taken by cells that reach down from rows above.
    pub(crate) skip: u32,
    pub(crate) columns: u32,
    pub(crate) rows: u32,
}

/// An image.
#[derive(Debug, Clone)]
pub(crate) struct Picture {
    /// An index into `Content::targets`.
    pub(crate) source: u32,
    /// What it shows, in words.
    pub(crate) alt: Range<u32>,
}

impl Content {
    /// Room for the content of a page, in memory that the thread keeps.
    pub(crate) fn roomy() -> Self {
        Self {
            items: roomy(),
            runs: roomy(),
            containers: roomy(),
            rows: roomy(),
            cells: roomy(),
            images: roomy(),
            targets: Targets::roomy(),
            ..Self::default()
        }
    }

    /// The same content, without the room that is left: that goes back.
    pub(crate) fn fitted(self) -> Self {
        Self {
            items: fitted(self.items),
            runs: fitted(self.runs),
            containers: fitted(self.containers),
            rows: fitted(self.rows),
            cells: fitted(self.cells),
            images: fitted(self.images),
            targets: self.targets.fitted(),
            ..self
        }
    }

    /// A part of the text; empty if there is no such part.
    pub(crate) fn slice(&self, range: &Range<u32>) -> &str {
        self.text.get(range.start as usize..range.end as usize).unwrap_or_default()
    }

    /// Leaves the items out that reach beyond so many bytes of their text, and all after them. Gives the bytes that it had.
    pub(crate) fn cut(&mut self, text: &mut String, most: usize) -> usize {
        let whole = text.len();
        if let Some(beyond) = self.items.iter().position(|item| item.text.end as usize > most) {
            self.items.truncate(beyond);
            text.truncate(self.items.last().map_or(0, |item| item.text.end as usize));
        }
        whole
    }

    pub(crate) fn pieces(&self, runs: &Range<u32>) -> &[Piece] {
        self.runs.get(runs.start as usize..runs.end as usize).unwrap_or_default()
    }

    pub(crate) fn table_rows(&self, rows: &Range<u32>) -> &[Row] {
        self.rows.get(rows.start as usize..rows.end as usize).unwrap_or_default()
    }

    pub(crate) fn row_cells(&self, row: &Row) -> &[Cell] {
        self.cells.get(row.cells.start as usize..row.cells.end as usize).unwrap_or_default()
    }

    /// The address of an image, and what it shows.
    pub(crate) fn image(&self, at: u32) -> Option<(&str, &str)> {
        let picture = self.images.get(at as usize)?;
        Some((self.target(picture.source)?, self.slice(&picture.alt)))
    }

    pub(crate) fn target(&self, at: u32) -> Option<&str> {
        self.targets.get(at)
    }

    /// The containers around an item, innermost first, without the one that holds all.
    pub(crate) fn around(&self, container: u32) -> impl Iterator<Item = (u32, &Container)> {
        let at = move |at: u32| self.containers.get(at as usize).filter(|_| at != 0).map(|found| (at, found));
        std::iter::successors(at(container), move |(_, container)| at(container.parent))
    }

    /// The same from the outermost.
    pub(crate) fn chain(&self, container: u32) -> Vec<u32> {
        let mut chain: Vec<u32> = self.around(container).map(|(at, _)| at).collect();
        chain.reverse();
        chain
    }

    pub(crate) fn container_kind(&self, at: u32) -> ContainerKind {
        self.containers.get(at as usize).map_or(ContainerKind::Root, |container| container.kind)
    }

    /// The names of the elements around a block, outermost first.
    pub(crate) fn path_of(&self, element: u32) -> String {
        let step = |at: u32| self.path.get(at as usize).map(|step| (at, step));
        let up = |(at, found): &(u32, &PathStep)| step(found.parent).filter(|(parent, _)| parent != at);
        let mut names: Vec<&str> = std::iter::successors(step(element), up).map(|(_, step)| &*step.name).collect();
        names.reverse();
        names.join(" > ")
    }
}
