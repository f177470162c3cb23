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
pub(crate) use numbers::{Numbers, hash};
pub(crate) use relations::Relations;
pub(crate) use semantics::{Landmark, of_role};

use crate::article::Metadata;
use crate::blocks::Page;
use crate::dom::Document;
use crate::scratch::Scratch;
use std::borrow::Cow;

/// A feature's name and definition.
pub(crate) type Column = (&'static str, &'static str);

/// Features of a page's blocks, a row of [`width`] numbers for each.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Matrix {
    width: usize,
    values: Scratch<f32>,
}

impl Matrix {
    /// Rows of `width` numbers each.
    pub(crate) fn new(width: usize, values: Scratch<f32>) -> Self {
        Self { width, values }
    }

    pub(crate) fn rows(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.values.chunks_exact(self.width)
    }

    pub(crate) fn row(&self, at: usize) -> &[f32] {
        &self.values[at * self.width..(at + 1) * self.width]
    }
}

/// What things that blocks have in common give to their columns: a row for each.
struct Rows<const N: usize>(Scratch<f32>);

impl<const N: usize> Rows<N> {
    fn of(&self, at: usize) -> &[f32; N] {
        &self.0.as_chunks().0[at]
    }
}

impl<const N: usize> FromIterator<[f32; N]> for Rows<N> {
    fn from_iter<I: IntoIterator<Item = [f32; N]>>(rows: I) -> Self {
        let rows = rows.into_iter();
        let mut values = Scratch::with_capacity(N * rows.size_hint().0);
        rows.for_each(|row| values.extend_from_slice(&row));
        Self(values)
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
    names().skip(width() - page_width())
}

/// How many numbers describe the page as a whole.
pub(crate) fn page_width() -> usize {
    page::COLUMNS.len()
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

/// The features of a page. The rows of a long page would take far more memory than the page, so they are made in batches,
/// again for every reader; those of the first batch, which nearly every page fits into, are kept.
pub(crate) struct Features<'a> {
    context: Context<'a>,
    first: Matrix,
}

impl<'a> Features<'a> {
    /// Blocks of a batch.
    const BATCH: usize = 4096;

    pub(crate) fn new(document: &Document, page: &'a Page, said: Said) -> Self {
        let context = Context::new(document, page, said);
        let first = rows(&context, 0..page.blocks.len().min(Self::BATCH));
        Self { context, first }
    }

    /// How many rows there are: one for each block.
    pub(crate) fn len(&self) -> usize {
        self.context.page.blocks.len()
    }

    /// The share of a block's characters that stand inside links.
    pub(crate) fn link_ratio(&self, block: usize) -> f32 {
        self.context.link_ratio.get(block).copied().unwrap_or_default()
    }

    /// All rows in batches, each with the block that it begins with.
    pub(crate) fn batches(&self) -> impl Iterator<Item = (usize, Cow<'_, Matrix>)> {
        (0..self.len()).step_by(Self::BATCH).map(|start| {
            let end = self.len().min(start + Self::BATCH);
            (start, if start == 0 { Cow::Borrowed(&self.first) } else { Cow::Owned(rows(&self.context, start..end)) })
        })
    }

    /// The rows of some blocks one after the other, for who needs no two at once.
    pub(crate) fn each(&self, blocks: impl Iterator<Item = usize>, mut read: impl FnMut(usize, &[f32])) {
        let mut made = Scratch::new();
        for block in blocks {
            let row = self.kept(block).unwrap_or_else(|| {
                made.clear();
                made.resize(width(), 0.0);
                fill(&self.context, block, &mut made);
                &made
            });
            read(block, row);
        }
    }

    /// A row of the first batch.
    fn kept(&self, block: usize) -> Option<&[f32]> {
        self.first.values.get(block * width()..(block + 1) * width())
    }

    /// The rows of some blocks, which ascend, a number of them at a time: `read` gets the blocks, rows, and which of these is whose.
    pub(crate) fn of(&self, blocks: &[usize], mut read: impl FnMut(&[usize], &Matrix, &[usize])) {
        /// Blocks that are looked at side by side: a bound for the memory that long pages take.
        const SIDE_BY_SIDE: usize = 1024;
        let numbers: Scratch<usize> = (0..blocks.len().min(SIDE_BY_SIDE)).collect();
        // Rows that have to be made again take the memory of those before them.
        let mut made = Matrix::new(width(), Scratch::new());
        for blocks in blocks.chunks(SIDE_BY_SIDE) {
            if blocks.last().is_none_or(|&last| last < Self::BATCH) {
                read(blocks, &self.first, blocks);
            } else {
                make(&self.context, blocks.iter().copied(), &mut made.values);
                read(blocks, &made, &numbers[..blocks.len()]);
            }
        }
    }

    /// All rows at once.
    pub(crate) fn all(&self) -> Matrix {
        Matrix::new(width(), self.batches().flat_map(|(_, rows)| rows.values.to_vec()).collect())
    }

    /// Which blocks belong together.
    pub(crate) fn relations(&self) -> Relations<'_> {
        Relations::new(&self.context)
    }

    /// The features that describe the page as a whole; none of a page without blocks.
    pub(crate) fn of_page(&self) -> &[f32] {
        self.first.rows().next().map_or(&[], |row| &row[row.len() - page_width()..])
    }
}

/// Fills the row of a block; what a group has nothing to say about stays as it is, 0.
fn fill(context: &Context, block: usize, row: &mut [f32]) {
    let mut rest = row;
    for group in GROUPS {
        let (columns, next) = rest.split_at_mut(group.columns.len());
        (group.fill)(context, block, columns);
        rest = next;
    }
}

fn rows(context: &Context, blocks: impl ExactSizeIterator<Item = usize>) -> Matrix {
    let mut values = Scratch::with_capacity(width() * blocks.len());
    make(context, blocks, &mut values);
    Matrix::new(width(), values)
}

/// Makes rows in the place of others.
fn make(context: &Context, blocks: impl ExactSizeIterator<Item = usize>, values: &mut Vec<f32>) {
    let width = width();
    values.clear();
    values.reserve_exact(width * blocks.len());
    for block in blocks {
        // Row by row, so that what is cleared is still near when it is filled.
        let start = values.len();
        values.resize(start + width, 0.0);
        fill(context, block, &mut values[start..]);
    }
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
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{blocks, dom};

    #[test]
    fn rows_of_some_blocks_of_a_long_page_are_those_of_all() {
        let html = (0..5000).map(|at| format!("<p class=c{}>Ice on quay {at}.", at % 7)).collect::<Vec<_>>().concat();
        let limits = Limits::default();
        let (document, page, _) = blocks::read(dom::parse(&html, &limits).0, &limits);
        let features = Features::new(&document, &page, Said::default());
        let all = features.all();
        for blocks in [(0..5000).collect::<Vec<_>>(), vec![0, 4095, 4096, 4999], (4000..5000).step_by(3).collect()] {
            let mut seen = Vec::new();
            features.of(&blocks, |blocks, rows, places| {
                for (&block, &place) in blocks.iter().zip(places) {
                    assert_eq!(rows.row(place), all.row(block), "{block}");
                }
                seen.extend_from_slice(blocks);
            });
            assert_eq!(seen, blocks);
        }
    }
}

#[cfg(test)]
mod twin;
