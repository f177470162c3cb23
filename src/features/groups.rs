//! Blocks that look alike: the same path of tags and classes, and siblings that repeat each other.

use super::containers::Containers;
use super::context::{Sums, Totals};
use super::numbers::Numbers;
use super::{Column, Context, Rows, ratio};
use crate::blocks::Page;
use crate::scratch::{Scratch, kept};

pub(super) const COLUMNS: &[Column] = &[
    ("blocks", "blocks with the same path of tags and classes"),
    ("share", "share of the page's letters in such blocks"),
    ("prose_share", "share of the page's prose in such blocks"),
    ("letters", "letters for each such block"),
    ("link_ratio", "share of their letters inside links"),
    ("prose", "share of their letters that is prose"),
    ("rank", "share of the page's letters in groups of more prose"),
    ("tag_blocks", "blocks with the same path of tags"),
    ("tag_share", "share of the page's letters in blocks with the same path of tags"),
    ("tag_link_ratio", "share of the letters of blocks with the same path of tags inside links"),
];

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let groups = &context.groups;
    let (own, tags) = row.split_at_mut(PATH_COLUMNS);
    own.copy_from_slice(groups.path_rows.of(groups.by_path.of(at)));
    tags.copy_from_slice(groups.tag_rows.of(groups.by_tags.of(at)));
}

/// Columns of the path of tags and classes; those of the path of tags follow.
const PATH_COLUMNS: usize = 7;

fn path_row(own: &Sum, total: &Totals) -> [f32; PATH_COLUMNS] {
    [
        own.blocks,
        ratio(own.letters, total.letters),
        ratio(own.prose, total.prose),
        ratio(own.letters, own.blocks),
        ratio(own.link_letters, own.letters),
        ratio(own.prose, own.letters),
        ratio(own.above, total.letters),
    ]
}

fn tag_row(tags: &Sum, total: &Totals) -> [f32; COLUMNS.len() - PATH_COLUMNS] {
    [tags.blocks, ratio(tags.letters, total.letters), ratio(tags.link_letters, tags.letters)]
}

pub(super) const CONTAINER_COLUMNS: &[Column] = &[
    ("blocks", "blocks in containers with the same path of tags and classes"),
    ("share", "share of the page's letters in such containers"),
    ("prose_share", "share of the page's prose in such containers"),
    ("link_ratio", "share of their letters inside links"),
    ("prose", "share of their letters that is prose"),
    ("letters", "letters for each of their blocks"),
];

pub(super) fn fill_container(context: &Context, at: usize, level: usize, row: &mut [f32]) {
    let groups = &context.groups;
    row.copy_from_slice(groups.container_rows[level].of(groups.by_container[level].of(at)));
}

fn container_row(group: &Sum, total: &Totals) -> [f32; CONTAINER_COLUMNS.len()] {
    [
        group.blocks,
        ratio(group.letters, total.letters),
        ratio(group.prose, total.prose),
        ratio(group.link_letters, group.letters),
        ratio(group.prose, group.letters),
        ratio(group.letters, group.blocks),
    ]
}

/// Sums over the blocks of one group.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    blocks: f32,
    letters: f32,
    link_letters: f32,
    prose: f32,
    /// Letters of the groups that hold more prose.
    above: f32,
}

kept!(Sum);

/// A partition of the blocks.
pub(super) struct Partition {
    group: Scratch<u32>,
    sums: Scratch<Sum>,
    most_prose: f32,
}

impl Partition {
    /// Blocks with the same key go together.
    fn new(page: &Page, sums: &Sums, key: impl Fn(usize) -> u64) -> Self {
        let count = page.blocks.len();
        let mut seen = Numbers::with_capacity(count);
        let mut partition =
            Self { group: Scratch::with_capacity(count), sums: Scratch::with_capacity(count), most_prose: 0.0 };
        for at in 0..count {
            let group = seen.of(key(at));
            if group == partition.sums.len() {
                partition.sums.push(Sum::default());
            }
            let totals = sums.between(at, at + 1);
            let sum = &mut partition.sums[group];
            sum.blocks += 1.0;
            sum.letters += totals.letters;
            sum.link_letters += totals.link_letters;
            sum.prose += totals.prose;
            partition.group.push(group as u32);
        }
        partition.rank();
        partition
    }

    fn rank(&mut self) {
        // Numbers are sorted faster than what they stand for. Sums of what is not under 0 are ordered as their bits are.
        let key = |(at, sum): (u64, &Sum)| u64::from(!sum.prose.to_bits()) << 32 | at;
        let mut order: Scratch<u64> = (0..).zip(self.sums.iter()).map(key).collect();
        order.sort_unstable();
        let mut above = 0.0;
        for at in order.iter().map(|&key| key as u32 as usize) {
            self.sums[at].above = above;
            above += self.sums[at].letters;
        }
        self.most_prose = order.first().map_or(0.0, |&key| self.sums[key as u32 as usize].prose);
    }

    fn rows<const N: usize>(&self, total: &Totals, row: fn(&Sum, &Totals) -> [f32; N]) -> Rows<N> {
        self.sums.iter().map(|sum| row(sum, total)).collect()
    }

    /// The group of a block.
    fn of(&self, block: usize) -> usize {
        self.group[block] as usize
    }
}

/// Siblings with the same tag and classes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Repeated {
    pub(super) count: f32,
    pub(super) share: f32,
    pub(super) spread: f32,
    pub(super) link_ratio: f32,
    /// How many of them stand before.
    pub(super) index: f32,
}

pub(super) struct Groups {
    by_path: Partition,
    path_rows: Rows<PATH_COLUMNS>,
    by_tags: Partition,
    tag_rows: Rows<{ COLUMNS.len() - PATH_COLUMNS }>,
    /// By the path of the first, second and third container.
    by_container: [Partition; 3],
    container_rows: [Rows<{ CONTAINER_COLUMNS.len() }>; 3],
    run: Scratch<u32>,
    repeats: Repeats,
}

impl Groups {
    pub(super) fn new(page: &Page, containers: &Containers, sums: &Sums, classes: &[u64]) -> Self {
        let total = sums.between(0, page.blocks.len());
        // Tag and classes of an element as one number.
        let signature: Scratch<u64> =
            page.elements.iter().zip(classes).map(|(element, &class)| mix(mix(element.tag as u64, 0), class)).collect();
        let of_block = |paths: &[u64], at: usize| paths[page.blocks[at].element as usize];
        let named = paths(page, |at| signature[at]);
        let tags = paths(page, |at| page.elements[at].tag as u64);
        let by_path = Partition::new(page, sums, |at| of_block(&named, at));
        let by_tags = Partition::new(page, sums, |at| of_block(&tags, at));
        let by_container = std::array::from_fn(|level| {
            let path = |container: usize| named[containers.elements[container] as usize];
            Partition::new(page, sums, |at| containers.around(at).nth(level).map_or(0, path))
        });
        Self {
            path_rows: by_path.rows(&total, path_row),
            tag_rows: by_tags.rows(&total, tag_row),
            container_rows: by_container.each_ref().map(|partition| partition.rows(&total, container_row)),
            run: runs(&by_path.group),
            repeats: Repeats::new(page, &containers.wider, sums, &signature),
            by_path,
            by_tags,
            by_container,
        }
    }

    /// Prose in the largest group of blocks, and in the largest of third containers, with the same path.
    pub(super) fn most_prose(&self) -> (f32, f32) {
        (self.by_path.most_prose, self.by_container[2].most_prose)
    }

    /// For each block its group, by path, by path of tags, by the path of the first three containers.
    pub(super) fn numbers(&self) -> [&[u32]; 5] {
        let [first, second, third] = &self.by_container;
        [&self.by_path, &self.by_tags, first, second, third].map(|partition| partition.group.as_slice())
    }

    pub(super) fn same_path(&self, a: usize, b: usize) -> bool {
        self.by_path.group[a] == self.by_path.group[b]
    }

    pub(super) fn run(&self, at: usize) -> f32 {
        self.run[at] as f32
    }

    pub(super) fn siblings(&self, element: u32) -> Repeated {
        self.repeats.of(element as usize)
    }
}

/// One step of FNV-1a, widened.
fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23) ^ 0xcbf2_9ce4_8422_2325
}

/// A number for each element's path from the root. A wrapper around all there is adds the same to every path.
fn paths(page: &Page, signature: impl Fn(usize) -> u64) -> Scratch<u64> {
    let mut paths: Scratch<u64> = Scratch::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        let above = paths.get(element.parent as usize).copied().unwrap_or_default();
        paths.push(mix(above, signature(at)));
    }
    paths
}

/// The length of the run of equal neighbours that each item stands in.
fn runs(group: &[u32]) -> Scratch<u32> {
    let mut runs = Scratch::with_capacity(group.len());
    for run in group.chunk_by(|a, b| a == b) {
        let end = runs.len() + run.len();
        runs.resize(end, run.len() as u32);
    }
    runs
}

/// Sums over siblings with the same tag and classes.
#[derive(Default)]
struct Family {
    count: f32,
    letters: f32,
    squares: f32,
    link_letters: f32,
}

/// Which elements repeat each other. An element stands for all that hold the same blocks: the outermost of them.
struct Repeats {
    outer: Scratch<u32>,
    /// For each outermost element its family and how many of that stand before it.
    member: Scratch<Member>,
    families: Scratch<Repeated>,
}

type Member = (u32, f32);

/// A family and the element that its members stand in.
type Children = (u32, Family);

kept!(Repeated, Member, Children);

impl Repeats {
    fn new(page: &Page, wider: &[u32], sums: &Sums, signature: &[u64]) -> Self {
        let outer = outermost(page, wider);
        let mut seen = Numbers::with_capacity(page.elements.len());
        let mut families: Scratch<Children> = Scratch::with_capacity(page.elements.len());
        let mut children = Scratch::filled(0_f32, page.elements.len());
        let mut member = Scratch::filled((0, 0.0), page.elements.len());
        for at in (0..page.elements.len()).filter(|&at| outer[at] as usize == at) {
            let element = &page.elements[at];
            let number = seen.of(mix(signature[at], u64::from(element.parent)));
            if number == families.len() {
                families.push((element.parent, Family::default()));
            }
            let totals = sums.over(&element.blocks);
            let (_, family) = &mut families[number];
            member[at] = (number as u32, family.count);
            family.count += 1.0;
            family.letters += totals.letters;
            family.squares += totals.letters * totals.letters;
            family.link_letters += totals.link_letters;
            children[element.parent as usize] += 1.0;
        }
        let families = families.iter().map(|(parent, family)| family.repeated(children[*parent as usize])).collect();
        Self { outer, member, families }
    }

    fn of(&self, element: usize) -> Repeated {
        let (family, index) = self.member[self.outer[element] as usize];
        Repeated { index, ..self.families[family as usize] }
    }
}

impl Family {
    fn repeated(&self, siblings: f32) -> Repeated {
        let mean = self.letters / self.count;
        Repeated {
            count: self.count,
            share: ratio(self.count, siblings),
            spread: ratio((self.squares / self.count - mean * mean).max(0.0).sqrt(), mean),
            link_ratio: ratio(self.link_letters, self.letters),
            index: 0.0,
        }
    }
}

/// For each element the outermost one that holds the same blocks.
fn outermost(page: &Page, wider: &[u32]) -> Scratch<u32> {
    let mut outer: Scratch<u32> = Scratch::with_capacity(page.elements.len());
    for (at, element) in page.elements.iter().enumerate() {
        let parent = element.parent as usize;
        let same = parent < at && wider[at] != element.parent;
        let own = if same { outer[parent] } else { at as u32 };
        outer.push(own);
    }
    outer
}
