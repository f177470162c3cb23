//! Cross-validation: each page scored by a model that has not seen its site.

use super::corpus::Label;
use super::training::Unit;
use crate::error::{Error, Result};
use crate::model::PageModel;
use crate::plaintext::LineModel;
use crate::score::{BlockModel, Broken, FirstStage};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Models of a cross-validation, and which one belongs to which page.
///
/// The trainer writes them: `folds.json` maps each page's id to the number of the fold that it was held out of, and
/// `fold-N.bin` is the model of fold N; of blocks, `kinds-N.bin` and `third-N.bin` are the models of kinds and of the third stage.
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
    Blocks(Vec<BlockModel>),
    Lines(Vec<LineModel>),
    None,
}

impl Folds {
    /// Reads `folds.json` and the models beside it, which score blocks or lines.
    ///
    /// # Errors
    /// If a file is missing or is not what it should be; the error names it.
    pub fn read(folder: impl AsRef<Path>, unit: Unit) -> Result<Self> {
        let (fold, paths) = members(folder.as_ref(), "fold")?;
        let models = match unit {
            Unit::Blocks => Models::Pages(page_models(folder.as_ref(), paths.len())?),
            Unit::Lines | Unit::Husk => Models::Lines(models(&paths, LineModel::from_bytes)?),
            // Titles are weighed by a table in the source.
            Unit::Titles => Models::None,
        };
        Ok(Self { fold, models })
    }

    /// Reads `folds.json` and the first stages of the scorer of blocks beside it, `first-N.bin`.
    ///
    /// # Errors
    /// If a file is missing or is not what it should be; the error names it.
    pub fn read_first(folder: impl AsRef<Path>) -> Result<Self> {
        let (fold, paths) = members(folder.as_ref(), "first")?;
        Ok(Self { fold, models: Models::First(models(&paths, FirstStage::from_bytes)?) })
    }

    /// Reads `folds.json` and the first two stages of the scorer of blocks beside it, `fold-N.bin`.
    ///
    /// # Errors
    /// If a file is missing or is not what it should be; the error names it.
    pub fn read_two(folder: impl AsRef<Path>) -> Result<Self> {
        let (fold, paths) = members(folder.as_ref(), "fold")?;
        Ok(Self { fold, models: Models::Blocks(models(&paths, BlockModel::from_bytes)?) })
    }

    /// The first stage of the scorer of blocks that has not seen the page's site.
    pub(super) fn first(&self, label: &Label) -> Result<&FirstStage> {
        let Models::First(models) = &self.models else {
            return Err(Error::label(&label.id, "the folds are not of first stages"));
        };
        self.of(label, models)
    }

    /// The first two stages that have not seen the page's site.
    pub(super) fn blocks(&self, label: &Label) -> Result<&BlockModel> {
        let Models::Blocks(models) = &self.models else {
            return Err(Error::label(&label.id, "the folds are not of two stages"));
        };
        self.of(label, models)
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
            return Err(Error::label(&label.id, "the folds are of blocks"));
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

/// Which fold each page belongs to, and the files of the folds' models.
fn members(folder: &Path, stem: &str) -> Result<(HashMap<String, usize>, Vec<PathBuf>)> {
    let path = folder.join("folds.json");
    let fold: HashMap<String, usize> =
        serde_json::from_slice(&read(&path)?).map_err(|error| Error::label(path.display(), error))?;
    let count = fold.values().max().map_or(0, |last| last + 1);
    let paths = (0..count).map(|at| folder.join(format!("{stem}-{at}.bin"))).collect();
    Ok((fold, paths))
}

/// The models that pages with markup are read by, of each of so many folds.
fn page_models(folder: &Path, folds: usize) -> Result<Vec<PageModel>> {
    let of_fold = |at: usize| {
        let path = |stem: &str| folder.join(format!("{stem}-{at}.bin"));
        let (blocks, kinds, third) = (path("fold"), path("kinds"), path("third"));
        PageModel::from_bytes(&read(&blocks)?, &read(&kinds)?, &read(&third)?)
            .map_err(|error| Error::label(blocks.display(), error))
    };
    (0..folds).map(of_fold).collect()
}

fn models<M>(paths: &[PathBuf], parse: fn(&[u8]) -> std::result::Result<M, Broken>) -> Result<Vec<M>> {
    paths.iter().map(|path| parse(&read(path)?).map_err(|error| Error::label(path.display(), error))).collect()
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Error::io(path.display(), error))
}
