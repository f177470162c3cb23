//! Lines with the same words, and lines that differ in their digits only.

use super::{Context, flag};
use crate::features::Column;
use crate::plaintext::lines::Lines;

pub(super) const COLUMNS: &[Column] = &[
    ("copies", "lines of the text with the same words"),
    ("again", "1 if an earlier line has the same words"),
    ("distance", "lines back to the nearest earlier copy; -1 if there is none"),
    ("shapes", "lines of the text that differ in nothing but digits"),
    ("near", "1 if one of the two lines before differs in nothing but digits"),
];

/// For each line the first of its group, and the nearest earlier line of that group; for the first how many there are.
#[derive(Default)]
struct Groups {
    first: Vec<u32>,
    earlier: Vec<u32>,
    counts: Vec<u32>,
}

/// Stands for no line.
const NONE: u32 = u32::MAX;

impl Groups {
    /// Groups lines by hashes, in open addressing with at least twice as many slots as lines.
    fn new(keys: &[u64]) -> Self {
        /// Well-spread keys hardly ever need half as many. Keys made to collide count as different beyond it, which
        /// keeps the time linear.
        const PROBES: usize = 32;
        let slots = (keys.len() * 2).next_power_of_two();
        let mut table = vec![NONE; slots];
        let mut groups = Self { counts: vec![0; keys.len()], ..Self::default() };
        let mut last = vec![NONE; keys.len()];
        for (at, &key) in keys.iter().enumerate() {
            let start = (key ^ key >> 32) as usize;
            let fits = |slot: &usize| table[*slot] == NONE || keys[table[*slot] as usize] == key;
            let slot = (0..PROBES).map(|probe| start.wrapping_add(probe) % slots).find(fits);
            let first = slot.map_or(at, |slot| if table[slot] == NONE { at } else { table[slot] as usize });
            if let Some(slot) = slot {
                table[slot] = first as u32;
            }
            groups.counts[first] += 1;
            groups.first.push(first as u32);
            groups.earlier.push(last[first]);
            last[first] = at as u32;
        }
        groups
    }

    fn count(&self, at: usize) -> f32 {
        self.counts[self.first[at] as usize] as f32
    }

    /// Lines back to the nearest earlier one of the group.
    fn back(&self, at: usize) -> Option<u32> {
        Some(self.earlier[at]).filter(|&earlier| earlier != NONE).map(|earlier| at as u32 - earlier)
    }
}

pub(super) struct Copies {
    words: Groups,
    shapes: Groups,
}

impl Copies {
    pub(super) fn new(lines: &Lines) -> Self {
        let words: Vec<u64> = lines.lines.iter().map(|line| line.counts.words).collect();
        let shapes: Vec<u64> = lines.lines.iter().map(|line| line.counts.shape).collect();
        Self { words: Groups::new(&words), shapes: Groups::new(&shapes) }
    }

    /// How many lines of the text have the words of this one.
    pub(super) fn count(&self, at: usize) -> f32 {
        self.words.count(at)
    }
}

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let Copies { words, shapes } = &context.copies;
    row.copy_from_slice(&[
        words.count(at),
        flag(words.back(at).is_some()),
        words.back(at).map_or(-1.0, |distance| distance as f32),
        shapes.count(at),
        flag(shapes.back(at).is_some_and(|distance| distance <= 2)),
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn groups_are_those_of_equal_keys(keys in prop::collection::vec(0_u64..20, 0..100)) {
            let groups = Groups::new(&keys);
            for (at, key) in keys.iter().enumerate() {
                prop_assert_eq!(groups.count(at) as usize, keys.iter().filter(|&other| other == key).count());
                let earlier = keys[..at].iter().rposition(|other| other == key);
                prop_assert_eq!(groups.back(at).map(|back| at - back as usize), earlier);
            }
        }
    }

    #[test]
    fn keys_made_to_collide_cost_no_more_than_others() {
        let keys: Vec<u64> = (0..200_000).map(|at| at << 48 | (at << 16)).collect();
        let groups = Groups::new(&keys);
        assert_eq!(groups.first.len(), keys.len());
    }
}
