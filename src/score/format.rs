//! The model files: little-endian. Trees have a versioned header, then calibration and trees; the scorer of blocks has one around
//! two such models and what says when to stop, and its third stage another around two.
//!
//! ```text
//! scorer of blocks:
//! magic "DHBS", version u16
//! first stage: bytes u32; then trees of the glance u16, ends, model
//! second stage: ends, model
//! ends:        low and high, each: bound f32, slope f32, offset f32
//!
//! third stage of the scorer of blocks:
//! magic "DHTS", version u16
//! share f32, sure f32
//! parts: model for articles, model for other pages
//!
//! kinds:
//! parts: model for each kind, in the order of `PageKind::ALL`
//!
//! parts:       each: bytes u32, so many bytes
//!
//! model:
//! magic "DHSK", version u16, fingerprint of the feature names u32
//! calibration: slope f32, offset f32
//! ensemble:    features u16; for each: count u8, so many thresholds f32, ascending
//!              trees u16; for each: inner nodes u8, then for each inner node
//!                feature u16, threshold u8 (index), left i8, right i8   (>= 0 inner node, else !leaf)
//!                and a leaf value f32 for each of (inner nodes + 1) leaves
//! ```

use super::ends::{End, Ends};
use super::questions::Questions;
use super::trees::Ensemble;
use std::fmt;

const MAGIC: [u8; 4] = *b"DHSK";
const VERSION: u16 = 1;

const BLOCKS_MAGIC: [u8; 4] = *b"DHBS";
const BLOCKS_VERSION: u16 = 1;

const THIRD_MAGIC: [u8; 4] = *b"DHTS";
const THIRD_VERSION: u16 = 1;

/// Why a model file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Broken {
    Magic,
    Version { model: u16, crate_: u16 },
    Features { model: u32, crate_: u32 },
    Truncated,
    Trailing,
    Thresholds(usize),
    Tree(usize),
    Ends,
    Share,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Magic => write!(f, "not a model file"),
            Self::Version { model, crate_ } => write!(f, "model version {model}, this crate reads {crate_}"),
            Self::Features { model, crate_ } => {
                write!(f, "trained on other features ({model:08x}) than this crate computes ({crate_:08x})")
            }
            Self::Truncated => write!(f, "the model file ends too early"),
            Self::Trailing => write!(f, "the model file goes on after its end"),
            Self::Thresholds(at) => write!(f, "the thresholds of feature {at} do not ascend, or there are too many"),
            Self::Tree(at) => write!(f, "tree {at} is not a tree"),
            Self::Ends => write!(f, "what says when to stop does not fit the trees"),
            Self::Share => write!(f, "what a stage has to say is no share"),
        }
    }
}

/// What stands behind its bytes as u32, and what comes after it.
pub(crate) fn part(bytes: &[u8]) -> Result<(&[u8], &[u8]), Broken> {
    let (length, rest) = bytes.split_first_chunk().ok_or(Broken::Truncated)?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize).ok_or(Broken::Truncated)
}

/// The models of a file that has so many of them, one after the other, each behind its bytes.
pub(crate) fn parts<const COUNT: usize>(mut bytes: &[u8]) -> Result<[&[u8]; COUNT], Broken> {
    let mut parts: [&[u8]; COUNT] = [&[]; COUNT];
    for model in &mut parts {
        (*model, bytes) = part(bytes)?;
    }
    if bytes.is_empty() { Ok(parts) } else { Err(Broken::Trailing) }
}

/// The question of a node, and its children as the file has them.
type Split = (u16, [i8; 2]);

pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn open(bytes: &'a [u8], fingerprint: u32) -> Result<Self, Broken> {
        let mut reader = Self::headed(bytes, MAGIC, VERSION)?;
        match reader.u32()? {
            model if model != fingerprint => Err(Broken::Features { model, crate_: fingerprint }),
            _ => Ok(reader),
        }
    }

    /// A scorer of blocks: its first stage, and the second behind it.
    pub(super) fn stages(bytes: &'a [u8]) -> Result<(&'a [u8], &'a [u8]), Broken> {
        part(Self::headed(bytes, BLOCKS_MAGIC, BLOCKS_VERSION)?.0)
    }

    /// A third stage, from behind its header.
    pub(super) fn third(bytes: &'a [u8]) -> Result<Self, Broken> {
        Self::headed(bytes, THIRD_MAGIC, THIRD_VERSION)
    }

    /// What has no header of its own.
    pub(super) fn bare(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    fn headed(bytes: &'a [u8], magic: [u8; 4], version: u16) -> Result<Self, Broken> {
        let mut reader = Self(bytes.strip_prefix(magic.as_slice()).ok_or(Broken::Magic)?);
        match reader.u16()? {
            model if model != version => Err(Broken::Version { model, crate_: version }),
            _ => Ok(reader),
        }
    }

    /// What has not been read.
    pub(super) fn rest(self) -> &'a [u8] {
        self.0
    }

    pub(super) fn ends(&mut self) -> Result<Ends, Broken> {
        let mut end = || Ok(End { bound: self.f32()?, slope: self.f32()?, offset: self.f32()? });
        Ends::new(end()?, end()?).ok_or(Broken::Ends)
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

    pub(super) fn u16(&mut self) -> Result<u16, Broken> {
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
        let first = numbered(&thresholds);
        let mut ensemble = Ensemble::new(Questions::new(&thresholds).ok_or(Broken::Thresholds(features))?);
        for at in 0..usize::from(self.u16()?) {
            let (nodes, leaves) = self.tree(&thresholds, &first, at)?;
            ensemble.push(&nodes, &leaves).ok_or(Broken::Tree(at))?;
        }
        Ok(ensemble)
    }

    fn thresholds(&mut self, at: usize) -> Result<Vec<f32>, Broken> {
        let count = self.u8()?;
        let table: Vec<f32> = (0..count).map(|_| self.f32()).collect::<Result<_, _>>()?;
        if table.is_sorted() { Ok(table) } else { Err(Broken::Thresholds(at)) }
    }

    /// The nodes of a tree and its leaves.
    fn tree(&mut self, thresholds: &[Vec<f32>], first: &[u16], at: usize) -> Result<(Vec<Split>, Vec<f32>), Broken> {
        let inner = usize::from(self.u8()?);
        let nodes = (0..inner)
            .map(|_| {
                let feature = usize::from(self.u16()?);
                let threshold = self.u8()?;
                let table = thresholds.get(feature).ok_or(Broken::Tree(at))?;
                let first = first.get(feature).filter(|_| usize::from(threshold) < table.len());
                let question = first.and_then(|first| first.checked_add(u16::from(threshold)));
                Ok((question.ok_or(Broken::Tree(at))?, [self.i8()?, self.i8()?]))
            })
            .collect::<Result<_, _>>()?;
        Ok((nodes, (0..=inner).map(|_| self.f32()).collect::<Result<_, _>>()?))
    }
}

/// For each feature the number of its first threshold, all thresholds counted through.
fn numbered(thresholds: &[Vec<f32>]) -> Vec<u16> {
    let next = |next: &mut u16, table: &Vec<f32>| Some(std::mem::replace(next, *next + table.len() as u16));
    thresholds.iter().scan(0, next).collect()
}
