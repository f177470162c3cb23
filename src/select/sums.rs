//! Sums over ranges of blocks, as differences of sums from the first block on.

use crate::scratch::Scratch;
use std::ops::Range;

/// For each of so many places the sum of what stands before it, and the sum of all.
pub(super) fn before(count: usize, number: impl Fn(usize) -> u32) -> Scratch<u32> {
    let mut sums = Scratch::with_capacity(count + 1);
    let mut sum = 0;
    sums.push(sum);
    for at in 0..count {
        sum += number(at);
        sums.push(sum);
    }
    sums
}

/// The sum over a range.
pub(super) fn over(sums: &[u32], range: &Range<u32>) -> u32 {
    sums[range.end as usize] - sums[range.start as usize]
}
