//! The words alone, parted as a browser's `innerText` would part them.

use crate::article::content::{ContainerKind, Content, Item, ItemKind, Piece};
use std::ops::Range;

/// The text of an article, and of each item where it stands in there.
pub(crate) fn text(content: &mut Content) -> String {
    let mut items = std::mem::take(&mut content.items);
    let mut out = String::with_capacity(most(content, &items));
    let mut before: Option<&Item> = None;
    for item in &mut items {
        let start = out.len();
        if let Some(before) = before {
            out.push_str(separator(content, before, item));
        }
        let text = out.len();
        write(content, item, &mut out);
        if out.len() == text {
            out.truncate(start);
            item.text = start as u32..start as u32;
        } else {
            item.text = text as u32..out.len() as u32;
            before = Some(item);
        }
    }
    content.items = items;
    out
}

/// Bytes that the text can have.
fn most(content: &Content, items: &[Item]) -> usize {
    let pieces: usize = content.runs.iter().map(|piece| piece.text.len()).sum();
    pieces + 2 * items.len() + content.rows.len() + content.cells.len()
}

/// Items of a list stand on lines of their own, anything else is parted by an empty line.
fn separator(content: &Content, before: &Item, item: &Item) -> &'static str {
    let is_listed = |item: &Item| {
        item.kind == ItemKind::Paragraph && matches!(content.container_kind(item.container), ContainerKind::Item { .. })
    };
    if is_listed(before) && is_listed(item) { "\n" } else { "\n\n" }
}

fn write(content: &Content, item: &Item, out: &mut String) {
    match &item.kind {
        ItemKind::Table(rows) => table(content, rows, out),
        _ => pieces(content, content.pieces(&item.runs), out),
    }
}

fn pieces(content: &Content, pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        out.push_str(content.slice(&piece.text));
    }
}

/// Rows on lines of their own, cells parted by tabs. What was not kept leaves no gap.
fn table(content: &Content, rows: &Range<u32>, out: &mut String) {
    for (at, row) in content.table_rows(rows).iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        let cells = content.row_cells(row).iter().map(|cell| content.pieces(&cell.runs));
        for (at, cell) in cells.filter(|cell| !cell.is_empty()).enumerate() {
            if at > 0 {
                out.push('\t');
            }
            pieces(content, cell, out);
        }
    }
}
