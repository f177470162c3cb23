//! Which blocks belong together: what a scorer needs to look from a block's first score to those of its kind and its
//! surroundings.

use super::Context;

/// Groups of blocks with the same look, and runs of blocks with a place in common.
#[derive(Debug, Clone, Default)]
pub(crate) struct Relations {
    /// For each block the number of its group, by [`Relations::GROUPS`].
    pub(crate) groups: [Vec<u32>; Self::GROUPS],
    /// For each block the blocks around it that it shares a place with, start and end, by [`Relations::SPANS`]; empty
    /// where there is no such place.
    pub(crate) spans: [Vec<(u32, u32)>; Self::SPANS],
}

impl Relations {
    /// Groups have in common: the path of tags and classes, the path of tags, the path of the first, second and third
    /// container.
    pub(crate) const GROUPS: usize = 5;

    /// The four containers around a block, innermost first, and the blocks from one heading to the next.
    pub(crate) const SPANS: usize = 5;

    pub(super) fn new(context: &Context) -> Self {
        let count = context.page.blocks.len();
        let mut spans: [Vec<(u32, u32)>; Self::SPANS] = std::array::from_fn(|_| Vec::with_capacity(count));
        for at in 0..count {
            let mut chain = context.containers.around(at).map(|container| &context.levels.blocks[container]);
            let [containers @ .., sections] = &mut spans;
            for containers in containers {
                containers.push(chain.next().map_or((0, 0), |blocks| (blocks.start, blocks.end)));
            }
            let section = context.headings.section(at);
            sections.push((section.start as u32, section.end as u32));
        }
        Self { groups: context.groups.numbers(), spans }
    }
}
