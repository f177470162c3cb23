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
use crate::scratch::Scratch;

/// A group of features: its columns, and what writes one line's numbers into them.
struct Group {
    prefix: &'static str,
    columns: &'static [Column],
    fill: fn(&Context, usize, &mut [f32]),
}

const GROUPS: &[Group] = &[
    // What costs next to nothing.
    Group { prefix: "own", columns: own::COLUMNS, fill: own::fill },
    Group { prefix: "mass", columns: masses::COLUMNS, fill: masses::fill },
    Group { prefix: "core2", columns: core::COLUMNS, fill: |c, at, row| core::fill(c, at, 1, row) },
    // What tells content.
    Group { prefix: "core1", columns: core::COLUMNS, fill: |c, at, row| core::fill(c, at, 0, row) },
    Group { prefix: "core3", columns: core::COLUMNS, fill: |c, at, row| core::fill(c, at, 2, row) },
    Group { prefix: "around", columns: masses::AROUND_COLUMNS, fill: masses::fill_around },
    Group { prefix: "place", columns: own::PLACE_COLUMNS, fill: own::fill_place },
    Group { prefix: "back1", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, -1, row) },
    Group { prefix: "next1", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, 1, row) },
    Group { prefix: "run", columns: runs::COLUMNS, fill: runs::fill },
    Group { prefix: "dup", columns: copies::COLUMNS, fill: copies::fill },
    Group { prefix: "title", columns: titles::COLUMNS, fill: titles::fill },
    Group { prefix: "lead", columns: leads::COLUMNS, fill: leads::fill },
    Group { prefix: "page", columns: page::COLUMNS, fill: page::fill },
    // What tells titles besides.
    Group { prefix: "form", columns: own::FORM_COLUMNS, fill: own::fill_form },
    Group { prefix: "back3", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, -3, row) },
    Group { prefix: "back2", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, -2, row) },
    Group { prefix: "next2", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, 2, row) },
    Group { prefix: "next3", columns: near::COLUMNS, fill: |c, at, row| near::fill(c, at, 3, row) },
    Group { prefix: "period", columns: runs::PERIOD_COLUMNS, fill: runs::fill_periods },
    Group { prefix: "kind", columns: leads::KIND_COLUMNS, fill: leads::fill_kinds },
    Group { prefix: "words", columns: titles::WORDS_COLUMNS, fill: titles::fill_words },
];

/// Which features to compute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Set {
    /// What tells most of the husk at little cost.
    Gate,
    /// What tells content: half of all, without the features that it can do without, and without those of single words,
    /// which cost as much as all others together.
    Content,
    /// All of them: few lines may be the title.
    Title,
}

impl Set {
    fn groups(self) -> &'static [Group] {
        match self {
            Self::Gate => &GROUPS[..3],
            Self::Content => &GROUPS[..14],
            Self::Title => GROUPS,
        }
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

/// The features of some of the lines.
pub(super) fn compute(context: &Context, set: Set, lines: impl ExactSizeIterator<Item = usize>) -> Matrix {
    let width = set.width();
    let mut values = Scratch::filled(0.0, width * lines.len());
    for (line, row) in lines.zip(values.chunks_exact_mut(width)) {
        let mut rest = row;
        for group in set.groups() {
            let (columns, next) = rest.split_at_mut(group.columns.len());
            (group.fill)(context, line, columns);
            rest = next;
        }
    }
    Matrix::new(width, values)
}
