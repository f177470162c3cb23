//! Kept blocks in, text out.

use crate::article::BlockKind;
use crate::blocks::{Page, TextBlock};
use crate::tags::Tag;

/// The kept blocks as text: paragraphs parted by an empty line, list items and rows on lines of their own, cells by tabs.
pub(crate) fn text(page: &Page, kept: &[bool]) -> String {
    let blocks = page.blocks.iter().zip(kept).filter(|(_, kept)| **kept).map(|(block, _)| block);
    let mut out = String::new();
    let mut before: Option<&TextBlock> = None;
    for block in blocks {
        if let Some(before) = before {
            out.push_str(separator(page, before, block));
        }
        out.push_str(page.block_text(block));
        before = Some(block);
    }
    out
}

fn separator(page: &Page, before: &TextBlock, block: &TextBlock) -> &'static str {
    let within = |block: &TextBlock, tag: Tag| page.ancestors(block).find(|&at| page.elements[at as usize].tag == tag);
    match (before.kind, block.kind) {
        (BlockKind::ListItem, BlockKind::ListItem) => "\n",
        (BlockKind::Cell, BlockKind::Cell) if within(before, Tag::Tr) == within(block, Tag::Tr) => "\t",
        (BlockKind::Cell, BlockKind::Cell) if within(before, Tag::Table) == within(block, Tag::Table) => "\n",
        _ => "\n\n",
    }
}
