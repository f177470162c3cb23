//! Tables of data are kept or left as a whole.

use super::{Choice, sums};
use crate::article::Rule;
use crate::blocks::{Page, TextBlock};
use crate::scratch::Scratch;
use crate::tags::Tag;

/// Gives the cells of each table of data the mean of their probabilities, by tokens. Tells which blocks these are.
///
/// A row without its second cell says something else than the table did, and a table without a row is wrong. Word F1 on WCXB's pages, held out,
/// is the same with and without.
pub(super) fn even_out(page: &Page, choice: &mut Choice) -> Scratch<bool> {
    let mut tables = page.elements.iter().filter(|holder| holder.tag == Tag::Table).peekable();
    if tables.peek().is_none() {
        return Scratch::new();
    }
    let mut evened = Scratch::filled(false, choice.len());
    let others = others(page, choice.chance());
    let mut done = 0;
    for table in tables {
        let (start, end) = (table.blocks.start as usize, table.blocks.end as usize);
        // What stands inside of one that is done has its mean.
        if start < done || sums::over(&others, &table.blocks) > 0 {
            continue;
        }
        done = end;
        let cells = &page.blocks[start..end];
        let sum = |of: fn(&TextBlock, f32) -> f32| -> f32 {
            cells.iter().zip(&choice.chance()[start..end]).map(|(block, &p)| of(block, p)).sum()
        };
        // A table of links leads elsewhere.
        if 2.0 * sum(|block, _| block.inline.link_chars as f32) > sum(|block, _| block.counts.chars as f32) {
            continue;
        }
        let mean = sum(|block, p| weight(block) * p) / sum(|block, _| weight(block));
        (start..end).for_each(|at| choice.give(at, mean, Rule::Table));
        evened[start..end].fill(true);
    }
    evened
}

/// Tokens of a cell, 1 at least.
fn weight(block: &TextBlock) -> f32 {
    block.counts.tokens.max(1) as f32
}

/// How many blocks before each are no cell of a table of data, and how many of all: they are long, or have been left out already.
fn others(page: &Page, probability: &[f32]) -> Scratch<u32> {
    /// Tokens of a cell. Where one has more, the table may be there to lay the page out.
    const CELL: f32 = 15.0;
    sums::before(probability.len(), |at| u32::from(page.tokens(at) > CELL || probability[at] <= 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::{blocks, dom};

    fn evened<const N: usize>(html: &str, probability: [f32; N]) -> [f32; N] {
        let limits = Limits::default();
        let (_, page, _) = blocks::read(dom::parse(html, &limits).0, &limits);
        assert_eq!(page.blocks.len(), probability.len());
        let mut choice = Choice::new(&probability);
        let evened = even_out(&page, &mut choice);
        let is_as_before = |at: usize| choice.chance()[at].to_bits() == probability[at].to_bits();
        assert!((0..N).all(|at| evened[at] || is_as_before(at)));
        std::array::from_fn(|at| choice.chance()[at])
    }

    #[test]
    fn a_table_of_data_is_one() {
        let table = "<table><tr><td>Weight<td>12 kg<tr><td>Length<td>52 cm</table>";
        let page = format!("<p>The sledge{table}<p>comes with ropes");
        let after = evened(&page, [0.9, 0.9, 0.2, 0.2, 0.2, 0.1]);
        assert_eq!([after[0], after[5]].map(f32::to_bits), [0.9_f32, 0.1].map(f32::to_bits));
        // One token of .9, and five of .2.
        assert!(after[1..5].iter().all(|p| (p - (0.9 + 5.0 * 0.2) / 6.0).abs() < 1e-6), "{after:?}");
    }

    #[test]
    fn a_table_that_lays_out_a_page_is_many_things() {
        let post =
            "The ferry will keep running through the winter, but it will be steered by a man who retired from it.";
        let page = format!("<table><tr><td>Ann<td>{post}</table>");
        let links = "<table><tr><td><a href=/a>Home</a><td><a href=/b>Next</a></table>";
        for (page, before) in
            [(&*page, [0.2, 0.9]), ("<table><tr><td>Ann<td>Bob</table>", [0.0, 0.9]), (links, [0.2, 0.9])]
        {
            assert_eq!(evened(page, before).map(f32::to_bits), before.map(f32::to_bits), "{page}");
        }
    }
}
