//! Pages cut short and pages with bytes changed, at places that look random and are the same each time.

/// A stream of numbers: `SplitMix64` (Steele, Lea and Flood, OOPSLA 2014).
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `bound`; 0 for a bound of 0.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound.max(1) as u64) as usize
    }

    /// The page up to some byte.
    pub(crate) fn cut<'a>(&mut self, page: &'a [u8]) -> &'a [u8] {
        &page[..self.below(page.len() + 1)]
    }

    /// The page with one to sixteen bytes changed.
    pub(crate) fn flipped(&mut self, page: &[u8]) -> Vec<u8> {
        let mut page = page.to_vec();
        for _ in 0..=self.below(16) {
            let at = self.below(page.len());
            let change = 1 + self.below(255) as u8;
            if let Some(byte) = page.get_mut(at) {
                *byte ^= change;
            }
        }
        page
    }
}
