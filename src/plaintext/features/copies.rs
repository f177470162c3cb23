//! Lines with the same words.

use super::{Context, flag};
use crate::features::{Column, Numbers};

pub(super) const COLUMNS: &[Column] = &[
    ("copies", "lines of the text with the same words"),
    ("again", "1 if an earlier line has the same words"),
    ("distance", "lines back to the nearest earlier copy; -1 if there is none"),
];

/// Lines with equal keys, which are those of their words: the number of each line's group, how many lines a group has, and for
/// each line the nearest earlier one.
pub(super) struct Copies {
    of: Vec<u32>,
    counts: Vec<u32>,
    earlier: Vec<u32>,
}

/// Stands for no line.
const NONE: u32 = u32::MAX;

impl Copies {
    pub(super) fn new(keys: impl ExactSizeIterator<Item = u64>) -> Self {
        let mut numbers = Numbers::with_capacity(keys.len());
        let mut copies = Self {
            of: Vec::with_capacity(keys.len()),
            counts: Vec::with_capacity(keys.len()),
            earlier: Vec::with_capacity(keys.len()),
        };
        let mut last = Vec::with_capacity(keys.len());
        for (key, at) in keys.zip(0..) {
            let group = numbers.of(key);
            if group == last.len() {
                last.push(NONE);
                copies.counts.push(0);
            }
            copies.of.push(group as u32);
            copies.counts[group] += 1;
            copies.earlier.push(std::mem::replace(&mut last[group], at));
        }
        copies
    }

    /// How many lines of the text have the words of this one.
    pub(super) fn count(&self, at: usize) -> f32 {
        self.counts[self.of[at] as usize] as f32
    }

    /// Lines back to the nearest earlier one of the group.
    fn back(&self, at: usize) -> Option<u32> {
        Some(self.earlier[at]).filter(|&earlier| earlier != NONE).map(|earlier| at as u32 - earlier)
    }
}

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let copies = &context.copies;
    row.copy_from_slice(&[
        copies.count(at),
        flag(copies.back(at).is_some()),
        copies.back(at).map_or(-1.0, |distance| distance as f32),
    ]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn groups_are_those_of_equal_keys(keys in prop::collection::vec(0_u64..20, 0..100)) {
            let copies = Copies::new(keys.iter().copied());
            for (at, key) in keys.iter().enumerate() {
                prop_assert_eq!(copies.count(at) as usize, keys.iter().filter(|&other| other == key).count());
                let earlier = keys[..at].iter().rposition(|other| other == key);
                prop_assert_eq!(copies.back(at).map(|back| at - back as usize), earlier);
            }
        }
    }
    #[test]
    fn keys_made_to_collide_cost_no_more_than_others() {
        let keys: Vec<u64> = (0..200_000).map(|at| at << 48 | (at << 16)).collect();
        let copies = Copies::new(keys.iter().copied());
        assert_eq!(copies.of.len(), keys.len());
    }
}
