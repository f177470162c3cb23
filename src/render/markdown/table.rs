//! Tables as GFM has them: one line a row, one header row, no spans.

use super::Writer;
use super::inline::Context;
use crate::article::content::{Cell, Row};
use std::ops::Range;

impl Writer<'_> {
    /// A table without header cells gets an empty header row. Rows may be shorter than the header: GFM fills them up.
    pub(super) fn table(&mut self, rows: &Range<u32>) {
        let rows = self.content.table_rows(rows);
        let columns = rows.iter().map(|row| self.columns(row)).max().unwrap_or_default().max(1);
        let is_header = |row: &&Row| self.content.row_cells(row).iter().any(|cell| cell.header) && self.is_head(row);
        let (head, body) = rows.split_at(usize::from(rows.first().is_some_and(|row| is_header(&row))));
        match head.first() {
            Some(row) => self.row(row, columns),
            None => self.out.push_str(&"| ".repeat(columns as usize)),
        }
        if head.is_empty() {
            self.out.push('|');
        }
        self.new_line();
        self.out.push_str(&"| --- ".repeat(columns as usize));
        self.out.push('|');
        for row in body {
            self.new_line();
            self.row(row, 0);
        }
    }

    /// A header row has headers only; a header beside data is that of its row.
    fn is_head(&self, row: &Row) -> bool {
        self.content.row_cells(row).iter().all(|cell| cell.header || cell.runs.is_empty())
    }

    fn columns(&self, row: &Row) -> u32 {
        self.content.row_cells(row).iter().map(|cell| cell.skip + cell.columns).sum()
    }

    fn new_line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&self.prefix);
    }

    /// The text of a cell that takes several columns stands in the first of them. `fill` is how many columns the row
    /// has to have.
    fn row(&mut self, row: &Row, fill: u32) {
        for cell in self.content.row_cells(row) {
            self.out.push_str(&"| ".repeat(cell.skip as usize));
            self.cell(cell);
        }
        let missing = fill.saturating_sub(self.columns(row));
        self.out.push_str(&"| ".repeat(missing as usize));
        self.out.push('|');
    }

    fn cell(&mut self, cell: &Cell) {
        self.out.push_str("| ");
        self.inline(self.content.pieces(&cell.runs), Context::Cell);
        if !cell.runs.is_empty() {
            self.out.push(' ');
        }
        self.out.push_str(&"| ".repeat(cell.columns.saturating_sub(1) as usize));
    }
}
