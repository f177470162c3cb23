//! Which blocks belong together: what a scorer needs to look from a block's first score to those of its kind and its
//! surroundings.

use super::Context;
use super::containers::LEVELS;

/// Groups of blocks with the same look, and runs of blocks with a place in common.
pub(crate) struct Relations<'a> {
    context: &'a Context<'a>,
    /// For each block the number of its group, by [`Relations::GROUPS`].
    pub(crate) groups: [&'a [u32]; Relations::GROUPS],
}

impl Relations<'_> {
    /// Groups have in common: the path of tags and classes, the path of tags, the path of the first, second and third
    /// container.
    pub(crate) const GROUPS: usize = 5;

    /// The four containers around a block, innermost first, and the blocks from one heading to the next.
    pub(crate) const SPANS: usize = LEVELS + 1;
}

impl<'a> Relations<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self { context, groups: context.groups.numbers() }
    }

    /// The blocks around a block that it shares a place with, start and end, by [`Relations::SPANS`]; empty where there is
    /// no such place.
    pub(crate) fn spans(&self, block: usize) -> [(usize, usize); Relations::SPANS] {
        let mut spans = [(0, 0); Relations::SPANS];
        let [containers @ .., sections] = &mut spans;
        for (span, container) in containers.iter_mut().zip(self.context.containers.around(block)) {
            let blocks = self.context.blocks_of(container);
            *span = (blocks.start as usize, blocks.end as usize);
        }
        let section = self.context.headings.section(block);
        *sections = (section.start, section.end);
        spans
    }
}
