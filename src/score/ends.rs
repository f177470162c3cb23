//! When the trees of a stage say enough: a row whose sum is far from even after the first of them keeps what that lets expect.
//!
//! After early exits in additive ensembles (Cambazoglu et al., "Early exit optimizations for additive machine learned ranking
//! systems", WSDM 2010). The trainer fits bounds and lines on sums of pages whose sites the trees have not seen.

/// One side of even: from the bound outwards, what is to be expected is `slope * sum + offset`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct End {
    pub(super) bound: f32,
    pub(super) slope: f32,
    pub(super) offset: f32,
}

impl End {
    fn expect(&self, sum: f32) -> f32 {
        self.slope * sum + self.offset
    }
}

/// Both sides.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ends {
    low: End,
    high: End,
}

impl Ends {
    /// `None` unless the bounds leave room between them and the lines are lines.
    pub(super) fn new(low: End, high: End) -> Option<Self> {
        let whole = |end: &End| [end.bound, end.slope, end.offset].iter().all(|number| number.is_finite());
        (low.bound < high.bound && whole(&low) && whole(&high)).then_some(Self { low, high })
    }

    /// What more trees would come to, if that is plain enough.
    pub(super) fn expect(&self, sum: f32) -> Option<f32> {
        if sum <= self.low.bound {
            Some(self.low.expect(sum))
        } else if sum >= self.high.bound {
            Some(self.high.expect(sum))
        } else {
            None
        }
    }
}
