//! Eight counts side by side in one word, each of eight bits: automata add what a step counts by one addition.

/// One of the counts that stand in a field.
pub(crate) const fn one(field: u32) -> u64 {
    1 << (field * 8)
}

/// What a field holds.
pub(crate) fn field(counts: u64, field: u32) -> u32 {
    (counts >> (field * 8)) as u32 & 0xff
}
