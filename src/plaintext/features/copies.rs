//! Lines with the same words, and lines that differ in their digits only.

use super::{Context, flag};
use crate::features::{Column, Numbers};
use crate::plaintext::lines::Lines;

pub(super) const COLUMNS: &[Column] = &[
    ("copies", "lines of the text with the same words"),
    ("again", "1 if an earlier line has the same words"),
    ("distance", "lines back to the nearest earlier copy; -1 if there is none"),
    ("shapes", "lines of the text that differ in nothing but digits"),
    ("near", "1 if one of the two lines before differs in nothing but digits"),
];

/// Lines with equal keys: the number of each line's group, how many lines a group has, and for each line the nearest
/// earlier one.
#[derive(Default)]
struct Groups {
    of: Vec<u32>,
    counts: Vec<u32>,
    earlier: Vec<u32>,
}

/// Stands for no line.
const NONE: u32 = u32::MAX;

impl Groups {
    fn new(keys: impl ExactSizeIterator<Item = u64>) -> Self {
        let mut numbers = Numbers::with_capacity(keys.len());
        let mut groups = Self {
            of: Vec::with_capacity(keys.len()),
            counts: Vec::with_capacity(keys.len()),
            earlier: Vec::with_capacity(keys.len()),
        };
        let mut last = Vec::with_capacity(keys.len());
        for (key, at) in keys.zip(0..) {
            let group = numbers.of(key);
            if group == last.len() {
                last.push(NONE);
                groups.counts.push(0);
            }
            groups.of.push(group as u32);
            groups.counts[group] += 1;
            groups.earlier.push(std::mem::replace(&mut last[group], at));
        }
        groups
    }

    fn count(&self, at: usize) -> f32 {
        self.counts[self.of[at] as usize] as f32
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
        let lines = lines.lines.iter();
        Self {
            words: Groups::new(lines.clone().map(|line| line.counts.words)),
            shapes: Groups::new(lines.map(|line| line.counts.shape)),
        }
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
            let groups = Groups::new(keys.iter().copied());
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
        let groups = Groups::new(keys.iter().copied());
        assert_eq!(groups.of.len(), keys.len());
    }
}
