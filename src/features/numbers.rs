//! Equal keys, found by numbering keys as they come.

use crate::scratch::Scratch;
use std::hash::{BuildHasher, Hasher, RandomState};

/// Gives each key the number of different keys that came before it.
///
/// Keys are hashes already, so that one multiplication places them (multiply-shift hashing, Dietzfelbinger et al. 1997).
/// The factor is secret, as the keys of the standard library's maps are: a page cannot choose texts that collide. It
/// decides where a key is kept, never its number.
pub(crate) struct Numbers {
    factor: u64,
    shift: u32,
    /// 0 where free, else one more than the key's number.
    slots: Scratch<u32>,
    keys: Scratch<u64>,
}

impl Numbers {
    /// Room for so many different keys; more must not come.
    pub(crate) fn with_capacity(keys: usize) -> Self {
        let slots = (keys * 2).next_power_of_two().max(16);
        Self {
            factor: RandomState::new().build_hasher().finish() | 1,
            shift: u64::BITS - slots.trailing_zeros(),
            slots: Scratch::filled(0, slots),
            keys: Scratch::with_capacity(keys),
        }
    }

    pub(crate) fn of(&mut self, key: u64) -> usize {
        let mut slot = (key.wrapping_mul(self.factor) >> self.shift) as usize;
        loop {
            let place = slot & (self.slots.len() - 1);
            match self.slots[place] {
                0 => {
                    self.keys.push(key);
                    self.slots[place] = self.keys.len() as u32;
                    return self.keys.len() - 1;
                }
                number if self.keys[number as usize - 1] == key => return number as usize - 1,
                _ => slot += 1,
            }
        }
    }
}

/// A hash of a text, eight bytes at a time.
pub(crate) fn hash(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let last = rest.iter().fold(text.len() as u64, |last, &byte| last << 8 | u64::from(byte));
    mix(words.iter().fold(0, |hash, word| mix(hash, u64::from_le_bytes(*word))), last)
}

pub(super) fn mix(hash: u64, value: u64) -> u64 {
    (hash ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_are_numbered_as_they_first_come(keys in prop::collection::vec(0..40_u64, 0..60)) {
            let mut numbers = Numbers::with_capacity(keys.len());
            let mut known = Vec::new();
            for key in keys {
                let expected = known.iter().position(|&other| other == key).unwrap_or(known.len());
                if expected == known.len() {
                    known.push(key);
                }
                prop_assert_eq!(numbers.of(key), expected);
            }
        }
    }
}
