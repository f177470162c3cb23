//! Lines with the same words, and lines that differ in their digits only.

use super::{Context, flag};
use crate::features::Column;
use crate::plaintext::lines::Lines;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

pub(super) const COLUMNS: &[Column] = &[
    ("copies", "lines of the text with the same words"),
    ("again", "1 if an earlier line has the same words"),
    ("distance", "lines back to the nearest earlier copy; -1 if there is none"),
    ("shapes", "lines of the text that differ in nothing but digits"),
    ("near", "1 if one of the two lines before differs in nothing but digits"),
];

/// The keys are hashes already.
#[derive(Default)]
struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |all, &byte| all.rotate_left(8) ^ u64::from(byte));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

type Table = HashMap<u64, Entry, BuildHasherDefault<Ready>>;

#[derive(Clone, Copy)]
struct Entry {
    id: u32,
    last: u32,
}

/// For each line the number of its group, and the nearest earlier line of that group.
#[derive(Default)]
struct Groups {
    of: Vec<u32>,
    earlier: Vec<Option<u32>>,
    counts: Vec<u32>,
}

impl Groups {
    fn new(keys: impl Iterator<Item = u64>) -> Self {
        let mut table = Table::default();
        let mut groups = Self::default();
        for (at, key) in keys.enumerate() {
            let next = Entry { id: groups.counts.len() as u32, last: at as u32 };
            let known = table.get(&key).copied();
            let id = known.map_or(next.id, |entry| entry.id);
            if known.is_none() {
                groups.counts.push(0);
            }
            groups.counts[id as usize] += 1;
            groups.of.push(id);
            groups.earlier.push(known.map(|entry| entry.last));
            table.insert(key, Entry { id, last: at as u32 });
        }
        groups
    }

    fn count(&self, at: usize) -> f32 {
        self.counts[self.of[at] as usize] as f32
    }
}

pub(super) struct Copies {
    words: Groups,
    shapes: Groups,
}

impl Copies {
    pub(super) fn new(lines: &Lines) -> Self {
        Self {
            words: Groups::new(lines.lines.iter().map(|line| line.counts.words)),
            shapes: Groups::new(lines.lines.iter().map(|line| line.counts.shape)),
        }
    }

    /// How many lines of the text have the words of this one.
    pub(super) fn count(&self, at: usize) -> f32 {
        self.words.count(at)
    }
}

pub(super) fn fill(context: &Context, at: usize, row: &mut [f32]) {
    let Copies { words, shapes } = &context.copies;
    let back = |earlier: Option<u32>| earlier.map(|earlier| at as u32 - earlier);
    row.copy_from_slice(&[
        words.count(at),
        flag(words.earlier[at].is_some()),
        back(words.earlier[at]).map_or(-1.0, |distance| distance as f32),
        shapes.count(at),
        flag(back(shapes.earlier[at]).is_some_and(|distance| distance <= 2)),
    ]);
}
