//! Tables of data, told from those that lay out a page, and their grid.

use crate::article::content::{Cell, Content, Piece, Row};
use crate::blocks::Page;
use crate::dom::{Document, NodeId};
use crate::scratch::{self, Scratch, kept};
use crate::tags::Tag;
use html5ever::{LocalName, local_name};
use std::ops::Range;

/// What a table is made of.
#[derive(Debug, Clone, Copy, Default)]
struct Facts {
    rows: u32,
    cells: u32,
    chars: u32,
    row_cells: u32,
    most_cells: u32,
    has_headers: bool,
    has_sections: bool,
    has_table: bool,
}

/// Characters that the cells of a table of data have on average, at most. Posts of forums that are laid out in tables
/// and the columns of old home pages are longer; on the pages of the labelled corpus few tables lie in between.
const LONG_CELL: u32 = 250;

/// Tells for each element whether it is a table of data: the cues that accessibility trees use
/// (<https://www.w3.org/TR/html-aam-1.0/#el-table>, and Firefox's and Chromium's guesses at layout tables).
pub(super) fn data_tables(document: &Document, page: &Page) -> Scratch<bool> {
    let facts = facts(page);
    let is_data = |(holder, facts): (&crate::blocks::Holder, &Facts)| {
        holder.tag == Tag::Table && facts.is_data() && !is_presentation(document, holder.node)
    };
    page.elements.iter().zip(facts.iter()).map(is_data).collect()
}

/// Of each table what it holds; of other elements nothing.
fn facts(page: &Page) -> Scratch<Facts> {
    const NONE: u32 = u32::MAX;
    let mut facts = Scratch::filled(Facts::default(), page.elements.len());
    let mut table_of: Scratch<u32> = Scratch::with_capacity(page.elements.len());
    for (at, holder) in page.elements.iter().enumerate() {
        let around = table_of.get(holder.parent as usize).copied().unwrap_or(NONE);
        if let Some(facts) = facts.get_mut(around as usize) {
            facts.note(holder.tag);
        }
        table_of.push(if holder.tag == Tag::Table { at as u32 } else { around });
    }
    for block in &page.blocks {
        let table = table_of.get(block.element as usize).copied().unwrap_or(NONE);
        if let Some(facts) = facts.get_mut(table as usize) {
            facts.chars += block.counts.chars;
        }
    }
    facts
}

impl Facts {
    fn note(&mut self, tag: Tag) {
        match tag {
            Tag::Tr => {
                self.rows += 1;
                self.row_cells = 0;
            }
            Tag::Td | Tag::Th => {
                self.cells += 1;
                self.row_cells += 1;
                self.most_cells = self.most_cells.max(self.row_cells);
                self.has_headers |= tag == Tag::Th;
            }
            Tag::Thead | Tag::Caption => self.has_headers = true,
            Tag::Table => self.has_table = true,
            Tag::Article | Tag::Section | Tag::H1 | Tag::H2 | Tag::H3 | Tag::Blockquote | Tag::Figure => {
                self.has_sections = true;
            }
            tag if tag.preformatted() => self.has_sections = true,
            _ => {}
        }
    }

    fn is_data(self) -> bool {
        let short = self.chars / self.cells.max(1) <= LONG_CELL;
        let grid = self.rows > 1 && self.most_cells > 1;
        self.cells > 0 && !self.has_table && !self.has_sections && short && (self.has_headers || grid)
    }
}

fn is_presentation(document: &Document, table: NodeId) -> bool {
    let role = document.element(table).and_then(|element| document.attr(element, &LocalName::from("role")));
    role.is_some_and(|role| matches!(role.trim(), "presentation" | "none"))
}

/// A cell of which something was kept, and what.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) row: NodeId,
    pub(super) node: NodeId,
    /// Where in [`Gathered::pieces`].
    pub(super) pieces: Range<usize>,
}

/// A table being gathered: its kept cells in the order of the page.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) table: u32,
    pub(super) container: u32,
    pub(super) element: u32,
    pub(super) score: f32,
    pub(super) cells: Scratch<Kept>,
    pub(super) pieces: Scratch<Piece>,
}

impl Gathered {
    pub(super) fn new(table: u32, container: u32, score: f32) -> Self {
        Self { table, container, element: table, score, cells: Scratch::new(), pieces: Scratch::new() }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[Kept]> {
        self.cells.chunk_by(|a, b| a.row == b.row)
    }

    pub(super) fn pieces_of(&self, cell: &Kept) -> &[Piece] {
        self.pieces.get(cell.pieces.clone()).unwrap_or_default()
    }
}

/// A cell as the source has it.
#[derive(Debug, Clone)]
struct Raw {
    /// Where in [`Gathered::pieces`].
    pieces: Range<usize>,
    header: bool,
    columns: usize,
    rows: usize,
}

kept!(Facts, Kept, Raw, Slot);

/// Things of each cell, row by row.
struct Rows<T: scratch::Kept> {
    cells: Scratch<T>,
    /// Where each row ends.
    ends: Scratch<usize>,
}

impl<T: scratch::Kept> Rows<T> {
    fn new() -> Self {
        Self { cells: Scratch::new(), ends: Scratch::new() }
    }

    fn end_row(&mut self) {
        self.ends.push(self.cells.len());
    }

    fn iter(&self) -> impl ExactSizeIterator<Item = &[T]> {
        let start =
            |row: usize| row.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        self.ends.iter().enumerate().map(move |(row, &end)| self.cells.get(start(row)..end).unwrap_or_default())
    }
}

/// Spans as the HTML standard caps them.
const MAX_COLUMNS: usize = 1000;
const MAX_ROWS: usize = 65_534;

/// Writes a table's rows and cells, and says which rows they are.
pub(super) fn write(document: &Document, gathered: &Gathered, content: &mut Content) -> Range<u32> {
    let mut rows = Rows::new();
    for kept in gathered.rows() {
        add_row(document, kept, &mut rows.cells);
        rows.end_row();
    }
    let grid = laid_out(&rows);
    let start = content.rows.len() as u32;
    for (row, places) in rows.iter().zip(grid.iter()) {
        let first = content.cells.len() as u32;
        for (raw, place) in row.iter().zip(places) {
            let run = content.runs.len() as u32;
            content.runs.extend_from_slice(gathered.pieces.get(raw.pieces.clone()).unwrap_or_default());
            content.cells.push(Cell {
                runs: run..content.runs.len() as u32,
                header: raw.header,
                skip: place.skip as u32,
                columns: place.columns as u32,
                rows: place.rows as u32,
            });
        }
        content.rows.push(Row { cells: first..content.cells.len() as u32 });
    }
    start..content.rows.len() as u32
}

/// Adds all cells of a row, those that nothing was kept of too, so that columns stay columns.
fn add_row(document: &Document, kept: &[Kept], raw: &mut Vec<Raw>) {
    let row = kept.first().map(|cell| cell.row);
    let mut kept = kept.iter().peekable();
    for cell in row.into_iter().flat_map(|row| document.children(row)) {
        let Some(element) = document.element(cell) else { continue };
        let tag = element.tag;
        if !element.html || !matches!(tag, Tag::Td | Tag::Th) {
            continue;
        }
        let span = |name: &LocalName, most: usize| {
            document.attr(element, name).map_or(1, |value| number(value).clamp(1, most))
        };
        let pieces = kept.next_if(|kept| kept.node == cell).map(|kept| kept.pieces.clone()).unwrap_or_default();
        let columns = span(&local_name!("colspan"), MAX_COLUMNS);
        raw.push(Raw { pieces, header: tag == Tag::Th, columns, rows: span(&local_name!("rowspan"), MAX_ROWS) });
    }
    // Cells that are not their row's children cannot come from a parser, but from a tree that was built otherwise.
    raw.extend(kept.map(|kept| Raw { pieces: kept.pieces.clone(), header: false, columns: 1, rows: 1 }));
}

/// The digits that a value begins with; a number too large for this machine is a large one.
fn number(value: &str) -> usize {
    let value = value.trim();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let digits = value.get(..digits).unwrap_or_default();
    if digits.len() > 9 { MAX_ROWS } else { digits.parse().unwrap_or(1) }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Slot {
    skip: usize,
    columns: usize,
    rows: usize,
}

/// The slot of each cell. Spans are held to what the table has. Where they would still take many times as many slots as
/// there are cells, they are not meant to be drawn, and each cell takes one.
fn laid_out(rows: &Rows<Raw>) -> Rows<Slot> {
    within(rows, 256 + 8 * rows.cells.len()).unwrap_or_else(|| Rows {
        cells: Scratch::filled(Slot { skip: 0, columns: 1, rows: 1 }, rows.cells.len()),
        ends: rows.ends.clone(),
    })
}

/// The same, if no more slots than `budget` are taken.
fn within(rows: &Rows<Raw>, mut budget: usize) -> Option<Rows<Slot>> {
    let (width, height) = (width(rows), rows.ends.len());
    // Of each column the row where it is free again.
    let mut free_from: Scratch<usize> = Scratch::filled(0, width);
    let mut grid = Rows::new();
    for (at, row) in rows.iter().enumerate() {
        let mut column = 0;
        for raw in row {
            let skip = free_from.iter().skip(column).take_while(|free| **free > at).count();
            column += skip;
            let columns = raw.columns.min(width.saturating_sub(column)).max(1);
            let rows = raw.rows.min(height - at);
            budget = budget.checked_sub(skip + columns)?;
            free_from.iter_mut().skip(column).take(columns).for_each(|free| *free = at + rows);
            column += columns;
            grid.cells.push(Slot { skip, columns, rows });
        }
        grid.end_row();
    }
    Some(grid)
}

/// The columns of a table: those of its widest row, leaving out rows whose spans promise many times their cells.
fn width(rows: &Rows<Raw>) -> usize {
    let most = rows.iter().map(<[Raw]>::len).max().unwrap_or_default();
    let spanned = |row: &[Raw]| row.iter().map(|raw| raw.columns).sum::<usize>();
    rows.iter().map(spanned).filter(|&columns| columns <= 4 * most).max().unwrap_or_default().max(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[(usize, usize)]]) -> Rows<Raw> {
        let mut table = Rows::new();
        for row in rows {
            table.cells.extend(row.iter().map(|&(columns, rows)| Raw { pieces: 0..0, header: false, columns, rows }));
            table.end_row();
        }
        table
    }

    fn slots(rows: &[&[(usize, usize)]]) -> Vec<Vec<(usize, usize, usize)>> {
        let slots = laid_out(&table(rows));
        slots.iter().map(|row| row.iter().map(|slot| (slot.skip, slot.columns, slot.rows)).collect()).collect()
    }

    #[test]
    fn cells_that_reach_down_push_the_rows_below_aside() {
        let found = slots(&[&[(1, 2), (2, 1)], &[(1, 1), (1, 9)]]);
        assert_eq!(found, [[(0, 1, 2), (0, 2, 1)], [(1, 1, 1), (0, 1, 1)]]);
    }

    #[test]
    fn endless_spans_are_held_to_the_table_and_cost_nothing() {
        assert_eq!(number("9007199254740991").clamp(1, MAX_COLUMNS), 1000);
        assert_eq!(slots(&[&[(1000, 65_534)], &[(1, 1), (1, 1)]])[0], [(0, 2, 2)]);
        let (wide, narrow) = (vec![(1000, 65_534); 200], [(1, 1)]);
        let rows: Vec<&[(usize, usize)]> =
            std::iter::once(&*wide).chain(std::iter::repeat_n(&narrow[..], 20_000)).collect();
        let grid = laid_out(&table(&rows));
        let drawn: usize = grid.cells.iter().map(|slot| slot.skip + slot.columns).sum();
        assert!(drawn <= 256 + 8 * 20_200, "{drawn}");
    }
}
