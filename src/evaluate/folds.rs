//! Cross-validation: each page scored by a model that has not seen its site.

use super::corpus::Label;
use super::training::Unit;
use crate::assess::KindModel;
use crate::error::{Error, Result};
use crate::model::PageModel;
use crate::plaintext::LineModel;
use crate::score::{BlockModel, Broken, FirstStage, ThirdStage};
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Models of a cross-validation, and which one belongs to which page.
///
/// The trainer writes them: `folds.json` maps each page's id to the number of the fold that it was held out of, and
/// `fold-N.bin` is the model of fold N, of lines or of blocks; of blocks that is the first two stages, and `first-N.bin` the first of them,
/// `kinds-N.bin` the model of kinds and `third-N.bin` the third stage.
#[derive(Debug, Clone)]
pub struct Folds {
    fold: HashMap<String, usize>,
    models: Models,
}

#[derive(Debug, Clone)]
enum Models {
    Pages(Vec<PageModel>),
    /// The first stage of the scorer of blocks.
    First(Vec<FirstStage>),
    /// The first two.
    Two(Vec<BlockModel>),
    Lines(Vec<LineModel>),
    None,
}

impl Folds {
    /// Reads `folds.json` and the models beside it: all that pages are read by but that of confidence, or those of lines.
    ///
    /// # Errors
    /// If a file is missing or is not what it should be; the error names it.
    pub fn read(folder: impl AsRef<Path>, unit: Unit) -> Result<Self> {
        let folder = Folder::open(folder.as_ref())?;
        let models = match unit {
            Unit::Blocks => Models::Pages(folder.pages()?),
            Unit::Lines | Unit::Husk => Models::Lines(folder.models("fold", LineModel::from_bytes)?),
            // Titles are weighed by a table in the source.
            Unit::Titles => Models::None,
        };
        Ok(Self { fold: folder.fold, models })
    }

    /// Reads `folds.json` and the first stages of the scorer of blocks beside it, `first-N.bin`.
    ///
    /// # Errors
    /// If a file is missing or is not what it should be; the error names it.
    pub fn read_first(folder: impl AsRef<Path>) -> Result<Self> {
        let folder = Folder::open(folder.as_ref())?;
        Ok(Self { models: Models::First(folder.models("first", FirstStage::from_bytes)?), fold: folder.fold })
    }

    /// Reads `folds.json` and the first two stages of the scorer of blocks beside it, `fold-N.bin`.
    ///
    /// # Errors
    /// If a file is missing or is not what it should be; the error names it.
    pub fn read_two(folder: impl AsRef<Path>) -> Result<Self> {
        let folder = Folder::open(folder.as_ref())?;
        Ok(Self { models: Models::Two(folder.models("fold", BlockModel::from_bytes)?), fold: folder.fold })
    }

    /// The first stage of the scorer of blocks that has not seen the page's site.
    pub(super) fn first(&self, label: &Label) -> Result<&FirstStage> {
        let Models::First(models) = &self.models else {
            return Err(Error::label(&label.id, "the folds are not of first stages"));
        };
        self.of(label, models)
    }

    /// What has not seen the page's site: two stages of the scorer of blocks, or the models that pages are read by.
    pub(super) fn two_or_all(&self, label: &Label) -> Result<TwoOrAll<'_>> {
        match &self.models {
            Models::Two(models) => self.of(label, models).map(TwoOrAll::Two),
            _ => self.pages(label).map(TwoOrAll::All),
        }
    }

    /// The models of pages that have not seen the page's site.
    pub(super) fn pages(&self, label: &Label) -> Result<&PageModel> {
        let Models::Pages(models) = &self.models else {
            return Err(Error::label(&label.id, "the folds are not of pages with markup"));
        };
        self.of(label, models)
    }

    /// The model of lines that has not seen the page's site.
    pub(super) fn lines(&self, label: &Label) -> Result<&LineModel> {
        let Models::Lines(models) = &self.models else {
            return Err(Error::label(&label.id, "the folds are not of lines"));
        };
        self.of(label, models)
    }

    fn of<'a, M>(&self, label: &Label, models: &'a [M]) -> Result<&'a M> {
        self.fold
            .get(&label.id)
            .and_then(|&fold| models.get(fold))
            .ok_or_else(|| Error::label(&label.id, "the page belongs to no fold"))
    }
}

/// Stages of the scorer of blocks, of one fold.
pub(super) enum TwoOrAll<'a> {
    Two(&'a BlockModel),
    All(&'a PageModel),
}

/// What the trainer left in a folder.
struct Folder<'a> {
    path: &'a Path,
    fold: HashMap<String, usize>,
}

impl<'a> Folder<'a> {
    fn open(path: &'a Path) -> Result<Self> {
        let folds = path.join("folds.json");
        let fold = serde_json::from_slice(&read(&folds)?).map_err(|error| Error::label(folds.display(), error))?;
        Ok(Self { path, fold })
    }

    /// The models of some name, one of each fold.
    fn models<M>(&self, stem: &str, parse: fn(&[u8]) -> std::result::Result<M, Broken>) -> Result<Vec<M>> {
        let count = self.fold.values().max().map_or(0, |last| last + 1);
        let of_fold = |at: usize| {
            let path = self.path.join(format!("{stem}-{at}.bin"));
            parse(&read(&path)?).map_err(|error| Error::label(path.display(), error))
        };
        (0..count).map(of_fold).collect()
    }

    /// The models that pages with markup are read by.
    fn pages(&self) -> Result<Vec<PageModel>> {
        let blocks = self.models("fold", BlockModel::from_bytes)?;
        let kinds = self.models("kinds", KindModel::from_bytes)?;
        let third = self.models("third", ThirdStage::from_bytes)?;
        let of_fold = blocks.into_iter().zip(kinds).zip(third);
        Ok(of_fold.map(|((blocks, kinds), third)| PageModel { blocks, kinds, third }).collect())
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Error::io(path.display(), error))
}
