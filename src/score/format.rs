//! The model file: little-endian, a versioned header, then calibration and trees.
//!
//! ```text
//! magic "DHSK", version u16, fingerprint of the feature names u32
//! calibration: slope f32, offset f32
//! ensemble:    features u16; for each: count u8, so many thresholds f32, ascending
//!              trees u16; for each: inner nodes u8, then for each inner node
//!                feature u16, threshold u8 (index), left i8, right i8   (>= 0 inner node, else !leaf)
//!                and a leaf value f32 for each of (inner nodes + 1) leaves
//! ```

use super::trees::{Ensemble, Tree};
use std::fmt;

const MAGIC: &[u8; 4] = b"DHSK";
const VERSION: u16 = 1;

/// Why a model file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Broken {
    Magic,
    Version(u16),
    Features { model: u32, crate_: u32 },
    Truncated,
    Trailing,
    Thresholds(usize),
    Tree(usize),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic => write!(f, "not a model file"),
            Self::Version(found) => write!(f, "model version {found}, this crate reads {VERSION}"),
            Self::Features { model, crate_ } => {
                write!(f, "trained on other features ({model:08x}) than this crate computes ({crate_:08x})")
            }
            Self::Truncated => write!(f, "the model file ends too early"),
            Self::Trailing => write!(f, "the model file goes on after its end"),
            Self::Thresholds(at) => write!(f, "the thresholds of feature {at} do not ascend, or there are too many"),
            Self::Tree(at) => write!(f, "tree {at} is not a tree"),
        }
    }
}

pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn open(bytes: &'a [u8], fingerprint: u32) -> Result<Self, Broken> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(Broken::Magic)?;
        let mut reader = Self(rest);
        match reader.u16()? {
            VERSION => {}
            other => return Err(Broken::Version(other)),
        }
        match reader.u32()? {
            model if model != fingerprint => Err(Broken::Features { model, crate_: fingerprint }),
            _ => Ok(reader),
        }
    }

    pub(super) fn end(self) -> Result<(), Broken> {
        if self.0.is_empty() { Ok(()) } else { Err(Broken::Trailing) }
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], Broken> {
        let (head, rest) = self.0.split_first_chunk().ok_or(Broken::Truncated)?;
        self.0 = rest;
        Ok(*head)
    }

    fn u8(&mut self) -> Result<u8, Broken> {
        self.take().map(|[byte]| byte)
    }

    fn i8(&mut self) -> Result<i8, Broken> {
        self.take().map(i8::from_le_bytes)
    }

    fn u16(&mut self) -> Result<u16, Broken> {
        self.take().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Result<u32, Broken> {
        self.take().map(u32::from_le_bytes)
    }

    pub(super) fn f32(&mut self) -> Result<f32, Broken> {
        self.take().map(f32::from_le_bytes)
    }

    pub(super) fn ensemble(&mut self, width: usize) -> Result<Ensemble, Broken> {
        let features = usize::from(self.u16()?);
        if features != width {
            return Err(Broken::Truncated);
        }
        let thresholds: Vec<Vec<f32>> = (0..features).map(|at| self.thresholds(at)).collect::<Result<_, _>>()?;
        let first = numbered(&thresholds).ok_or(Broken::Thresholds(features))?;
        let trees = usize::from(self.u16()?);
        let trees = (0..trees).map(|at| self.tree(&thresholds, &first, at)).collect::<Result<_, _>>()?;
        Ok(Ensemble::new(thresholds, trees))
    }

    fn thresholds(&mut self, at: usize) -> Result<Vec<f32>, Broken> {
        let count = self.u8()?;
        let table: Vec<f32> = (0..count).map(|_| self.f32()).collect::<Result<_, _>>()?;
        if table.is_sorted() { Ok(table) } else { Err(Broken::Thresholds(at)) }
    }

    fn tree(&mut self, thresholds: &[Vec<f32>], first: &[u16], at: usize) -> Result<Tree, Broken> {
        let inner = usize::from(self.u8()?);
        let nodes = (0..inner)
            .map(|_| {
                let feature = usize::from(self.u16()?);
                let threshold = self.u8()?;
                let table = thresholds.get(feature).ok_or(Broken::Tree(at))?;
                let first = first.get(feature).filter(|_| usize::from(threshold) < table.len());
                let condition = first.and_then(|first| first.checked_add(u16::from(threshold)));
                Ok((condition.ok_or(Broken::Tree(at))?, [self.i8()?, self.i8()?]))
            })
            .collect::<Result<Vec<_>, Broken>>()?;
        let leaves = (0..=inner).map(|_| self.f32()).collect::<Result<_, _>>()?;
        Tree::new(&nodes, leaves).ok_or(Broken::Tree(at))
    }
}

/// For each feature the number of its first threshold, all thresholds counted through; `None` if there are too many.
fn numbered(thresholds: &[Vec<f32>]) -> Option<Vec<u16>> {
    let mut next = 0;
    let mut first = |table: &Vec<f32>| {
        let first = u16::try_from(next).ok();
        next += table.len();
        first
    };
    thresholds.iter().map(&mut first).collect()
}
