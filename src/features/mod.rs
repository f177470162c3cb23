//! What is known about each block, as numbers that do not depend on the language: the scorer sees nothing else.
//!
//! Every feature is defined in the `COLUMNS` table of its group; the groups, one file each, stand side by side in one
//! row a block. Everything comes from one pass over blocks and elements and from differences of prefix sums, so the
//! time is linear in the page.

mod containers;
mod context;
mod duplicates;
mod groups;
mod headings;
mod neighbours;
mod numbers;
mod own;
mod page;
mod relations;
mod semantics;
mod votes;

pub(crate) use context::Context;
pub(crate) use relations::Relations;

use crate::article::Metadata;
use crate::blocks::Page;
use crate::dom::Document;

/// A feature's name and definition.
pub(crate) type Column = (&'static str, &'static str);

/// Features of a page's blocks, a row of [`width`] numbers for each.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Matrix {
    width: usize,
    values: Vec<f32>,
}

impl Matrix {
    /// Rows of `width` numbers each.
    pub(crate) fn new(width: usize, values: Vec<f32>) -> Self {
        Self { width, values }
    }

    /// The numbers row by row, for their memory to be used again.
    pub(crate) fn into_values(self) -> Vec<f32> {
        self.values
    }

    /// Each row with that of another matrix behind it.
    pub(crate) fn beside(&self, other: &Self) -> Self {
        let rows = self.rows().zip(other.rows());
        Self { width: self.width + other.width, values: rows.flat_map(|(a, b)| a.iter().chain(b)).copied().collect() }
    }

    pub(crate) fn rows(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.values.chunks_exact(self.width)
    }
}

/// A group of features: its columns, and what writes one block's numbers into them.
struct Group {
    prefix: &'static str,
    columns: &'static [Column],
    fill: fn(&Context, usize, &mut [f32]),
}

const GROUPS: &[Group] = &[
    Group { prefix: "own", columns: own::COLUMNS, fill: own::fill },
    Group { prefix: "near", columns: neighbours::COLUMNS, fill: neighbours::fill },
    Group { prefix: "in1", columns: containers::COLUMNS, fill: |c, b, row| containers::fill(c, b, 0, row) },
    Group { prefix: "in2", columns: containers::COLUMNS, fill: |c, b, row| containers::fill(c, b, 1, row) },
    Group { prefix: "in3", columns: containers::COLUMNS, fill: |c, b, row| containers::fill(c, b, 2, row) },
    Group { prefix: "in4", columns: containers::COLUMNS, fill: |c, b, row| containers::fill(c, b, 3, row) },
    Group { prefix: "sem", columns: semantics::COLUMNS, fill: semantics::fill },
    Group { prefix: "vote", columns: votes::COLUMNS, fill: votes::fill },
    Group { prefix: "group", columns: groups::COLUMNS, fill: groups::fill },
    Group {
        prefix: "like1",
        columns: groups::CONTAINER_COLUMNS,
        fill: |c, b, row| groups::fill_container(c, b, 0, row),
    },
    Group {
        prefix: "like2",
        columns: groups::CONTAINER_COLUMNS,
        fill: |c, b, row| groups::fill_container(c, b, 1, row),
    },
    Group {
        prefix: "like3",
        columns: groups::CONTAINER_COLUMNS,
        fill: |c, b, row| groups::fill_container(c, b, 2, row),
    },
    Group { prefix: "head", columns: headings::COLUMNS, fill: headings::fill },
    Group { prefix: "dup", columns: duplicates::COLUMNS, fill: duplicates::fill },
    Group { prefix: "page", columns: page::COLUMNS, fill: page::fill },
];

/// Names of all features, in the order of the rows.
pub(crate) fn names() -> impl Iterator<Item = (String, &'static str)> {
    GROUPS.iter().flat_map(|group| {
        group.columns.iter().map(|(name, definition)| (format!("{}.{name}", group.prefix), *definition))
    })
}

/// The column of a feature.
pub(crate) fn column(name: &str) -> Option<usize> {
    names().position(|(found, _)| found == name)
}

/// Names of the features that describe the page as a whole, and stand last in every row.
pub(crate) fn page_names() -> impl Iterator<Item = (String, &'static str)> {
    names().skip(width() - page::COLUMNS.len())
}

/// The features that describe the page as a whole; 0 of a page without blocks.
pub(crate) fn page_values(features: &Matrix) -> Vec<f32> {
    let row = features.rows().next();
    row.map_or_else(|| vec![0.0; page::COLUMNS.len()], |row| row[row.len() - page::COLUMNS.len()..].to_vec())
}

/// How many numbers describe a block.
pub(crate) fn width() -> usize {
    GROUPS.iter().map(|group| group.columns.len()).sum()
}

/// What a page says that it is about: blocks are compared with it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Said<'a> {
    pub(crate) title: Option<&'a str>,
    pub(crate) description: Option<&'a str>,
}

impl<'a> Said<'a> {
    pub(crate) fn by(metadata: &'a Metadata) -> Self {
        Self {
            title: metadata.title().map(|title| title.value().as_str()),
            description: metadata.description().map(|description| description.value().as_str()),
        }
    }
}

/// The features of all blocks of a page, and which blocks belong together.
pub(crate) fn compute(document: &Document, page: &Page, said: Said) -> (Matrix, Relations) {
    let context = Context::new(document, page, said);
    let width = width();
    let mut values = vec![0.0; width * page.blocks.len()];
    for (block, row) in values.chunks_exact_mut(width).enumerate() {
        let mut rest = row;
        for group in GROUPS {
            let (columns, next) = rest.split_at_mut(group.columns.len());
            (group.fill)(&context, block, columns);
            rest = next;
        }
    }
    (Matrix::new(width, values), Relations::new(context))
}

/// `a / b`, and 0 where there is nothing to divide by.
pub(crate) fn ratio(a: f32, b: f32) -> f32 {
    if b > 0.0 { a / b } else { 0.0 }
}

/// 1 if it holds, else 0.
pub(crate) fn flag(condition: bool) -> f32 {
    if condition { 1.0 } else { 0.0 }
}

#[cfg(test)]
mod twin;
