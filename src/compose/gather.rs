//! The blocks of a table, put together.

use super::inline::Line;
use super::tables::{self, Gathered, Kept};
use super::{Composer, line_break};
use crate::article::content::{Content, ItemKind, Piece, PieceKind};
use crate::blocks::TextBlock;
use crate::dom::{Document, NodeId};
use crate::tags::Tag;

impl Composer<'_> {
    pub(super) fn cell(&mut self, at: usize, block: &TextBlock, [table, row, cell]: [u32; 3], line: &mut Line) -> bool {
        if !self.options.tables || line.pieces.is_empty() {
            return false;
        }
        if self.table.as_ref().is_some_and(|gathered| gathered.table != table) {
            self.end_table();
        }
        let node = |at: u32| self.page.elements.get(at as usize).map_or(NodeId::DOCUMENT, |holder| holder.node);
        let (row, cell) = (node(row), node(cell));
        self.with_things(line);
        let (score, container) = (self.score(at), self.place(block.element).container);
        let gathered = self.table.get_or_insert_with(|| Gathered::new(table, container, score));
        gathered.add(row, cell, &mut line.pieces, &mut self.content);
        true
    }

    pub(super) fn end_table(&mut self) {
        if let Some(gathered) = self.table.take() {
            let (container, element, score) = (gathered.container, gathered.element, gathered.score);
            if gathered.is_column(self.document) {
                return self.column(&gathered);
            }
            let rows = tables::write(self.document, &gathered, &mut self.content);
            self.push(ItemKind::Table(rows), [], container, element, score);
        }
    }

    /// What is left of a table with one cell in each row is no table, but what stands in the cells.
    fn column(&mut self, gathered: &Gathered) {
        let (container, element, score) = (gathered.container, gathered.element, gathered.score);
        for cell in &gathered.cells {
            let mut pieces = gathered.pieces_of(cell);
            while !pieces.is_empty() {
                let is_break = |piece: &Piece| piece.kind == PieceKind::Text && self.content.slice(&piece.text) == "\n";
                let (block, rest) = pieces.split_at(pieces.iter().position(is_break).unwrap_or(pieces.len()));
                if !block.is_empty() {
                    self.push(ItemKind::Paragraph, block.iter().cloned(), container, element, score);
                }
                pieces = rest.get(1..).unwrap_or_default();
            }
        }
    }
}

impl Gathered {
    fn is_column(&self, document: &Document) -> bool {
        let is_header = |cell: NodeId| document.element(cell).is_some_and(|cell| cell.tag == Tag::Th);
        self.rows().all(|cells| cells.len() == 1) && !self.cells.iter().any(|cell| is_header(cell.node))
    }

    /// Adds a block to the table; blocks of one cell are parted by a line break.
    fn add(&mut self, row: NodeId, cell: NodeId, pieces: &mut Vec<Piece>, content: &mut Content) {
        let start = self.pieces.len();
        let last = self.cells.last_mut().filter(|last| (last.row, last.node) == (row, cell));
        if last.is_some() {
            self.pieces.push(line_break(content));
        }
        self.pieces.append(pieces);
        let end = self.pieces.len();
        match last {
            Some(last) => last.pieces.end = end,
            None => self.cells.push(Kept { row, node: cell, pieces: start..end }),
        }
    }
}
