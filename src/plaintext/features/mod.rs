//! What is known about each line without any markup, as numbers that do not depend on the language.
//!
//! Built like the features of blocks: every number is defined in the `COLUMNS` table of its group, the groups stand
//! side by side in one row a line, and everything comes from a fixed number of passes over the lines.

mod context;
mod copies;
mod core;
mod leads;
mod masses;
mod near;
mod own;
mod page;
mod runs;
mod titles;

pub(super) use context::Context;

use crate::features::{Column, Matrix, flag, ratio};

/// A group of features: its columns, and what writes one line's numbers into them.
struct Group {
    /// The smallest set that it is part of.
    set: Set,
    prefix: &'static str,
    columns: &'static [Column],
    fill: fn(&Context, usize, &mut [f32]),
}

/// In the order of the sets.
const GROUPS: &[Group] = &[
    Group { set: Set::First, prefix: "own", columns: own::COLUMNS, fill: own::fill },
    Group { set: Set::First, prefix: "mass", columns: masses::COLUMNS, fill: masses::fill },
    Group { set: Set::First, prefix: "core2", columns: core::COLUMNS, fill: |c, at, row| core::fill(c, at, 1, row) },
    Group { set: Set::Second, prefix: "form", columns: own::FORM_COLUMNS, fill: own::fill_form },
    Group { set: Set::Second, prefix: "around", columns: masses::AROUND_COLUMNS, fill: masses::fill_around },
    Group { set: Set::Second, prefix: "run", columns: runs::COLUMNS, fill: runs::fill },
    Group { set: Set::Second, prefix: "core1", columns: core::COLUMNS, fill: |c, at, row| core::fill(c, at, 0, row) },
    Group { set: Set::Second, prefix: "core3", columns: core::COLUMNS, fill: |c, at, row| core::fill(c, at, 2, row) },
    Group { set: Set::Second, prefix: "dup", columns: copies::COLUMNS, fill: copies::fill },
    Group { set: Set::Second, prefix: "page", columns: page::COLUMNS, fill: page::fill },
    Group { set: Set::All, prefix: "back3", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, -3, row) },
    Group { set: Set::All, prefix: "back2", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, -2, row) },
    Group { set: Set::All, prefix: "back1", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, -1, row) },
    Group { set: Set::All, prefix: "next1", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, 1, row) },
    Group { set: Set::All, prefix: "next2", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, 2, row) },
    Group { set: Set::All, prefix: "next3", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, 3, row) },
    Group { set: Set::All, prefix: "title", columns: titles::COLUMNS, fill: titles::fill },
    Group { set: Set::All, prefix: "lead", columns: leads::COLUMNS, fill: leads::fill },
];

/// Which features to compute: each set has those of the set before and more, at more cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Set {
    /// What tells most of the husk at little cost.
    First,
    /// What is known of the line, the text and the line's place in it, but not of its words and its neighbours one by
    /// one.
    Second,
    /// All of them.
    All,
}

impl Set {
    fn groups(self) -> &'static [Group] {
        let end = GROUPS.partition_point(|group| group.set <= self);
        GROUPS.split_at(end).0
    }

    /// How many numbers describe a line.
    fn width(self) -> usize {
        self.groups().iter().map(|group| group.columns.len()).sum()
    }
}

/// Names and definitions of the features of a set, in the order of the rows.
pub(super) fn names(set: Set) -> impl Iterator<Item = (String, &'static str)> {
    set.groups().iter().flat_map(|group| {
        group.columns.iter().map(|(name, definition)| (format!("{}.{name}", group.prefix), *definition))
    })
}

/// The features of some of the lines, in the memory of an earlier matrix.
pub(super) fn compute(
    context: &Context,
    set: Set,
    lines: impl ExactSizeIterator<Item = usize>,
    memory: Matrix,
) -> Matrix {
    let (groups, width) = (set.groups(), set.width());
    let mut values = memory.into_values();
    values.resize(width * lines.len(), 0.0);
    for (line, row) in lines.zip(values.chunks_exact_mut(width)) {
        let mut rest = row;
        for group in groups {
            let (columns, next) = rest.split_at_mut(group.columns.len());
            (group.fill)(context, line, columns);
            rest = next;
        }
    }
    Matrix::new(width, values)
}
