//! Telling at a glance that a word is in no table: most words are in none.

/// The slots of a table's words.
pub(super) struct Known<const SLOTS: usize>([bool; SLOTS]);

impl<const SLOTS: usize> Known<SLOTS> {
    /// The slots of some words, each with the number of what it belongs to.
    pub(super) fn of<'a>(words: impl Iterator<Item = (u8, &'a str)>) -> Self {
        let mut slots = [false; SLOTS];
        for word in words {
            slots[slot(word) % SLOTS] = true;
        }
        Self(slots)
    }

    /// Whether a word may be one of them; false if it is none.
    pub(super) fn may_have(&self, word: (u8, &str)) -> bool {
        self.0.get(slot(word) % SLOTS).is_some_and(|&known| known)
    }
}

/// A number for a word by its length, its ends and its middle.
fn slot((number, word): (u8, &str)) -> usize {
    let byte = |at: usize| word.as_bytes().get(at).copied().map_or(0, usize::from);
    let ends = byte(0) + 37 * byte(word.len().saturating_sub(1));
    word.len() + 7 * ends + 61 * usize::from(number) + 641 * byte(word.len() / 2)
}
