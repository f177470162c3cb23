//! Cross-validation: each page scored by a model that has not seen its site.

use super::corpus::Label;
use super::training::Unit;
use crate::error::{Error, Result};
use crate::score::Model;
use std::collections::HashMap;
use std::fs;
use std::path::Path;

/// Models of a cross-validation, and which one belongs to which page.
///
/// The trainer writes them: `folds.json` maps each page's id to the number of the fold that it was held out of, and
/// `fold-N.bin` is the model of fold N.
#[derive(Debug, Clone)]
pub struct Folds {
    fold: HashMap<String, usize>,
    models: Vec<Model>,
}

impl Folds {
    /// Reads `folds.json` and the models beside it, which score blocks or lines.
    ///
    /// # Errors
    /// If a file is missing or is not what it should be; the error names it.
    pub fn read(folder: impl AsRef<Path>, unit: Unit) -> Result<Self> {
        let path = folder.as_ref().join("folds.json");
        let fold: HashMap<String, usize> =
            serde_json::from_slice(&read(&path)?).map_err(|error| Error::label(path.display(), error))?;
        let count = fold.values().max().map_or(0, |last| last + 1);
        let models =
            (0..count).map(|at| model(&folder.as_ref().join(format!("fold-{at}.bin")), unit)).collect::<Result<_>>()?;
        Ok(Self { fold, models })
    }

    /// The model that has not seen the page's site.
    pub(super) fn model(&self, label: &Label) -> Result<&Model> {
        self.fold
            .get(&label.id)
            .and_then(|&fold| self.models.get(fold))
            .ok_or_else(|| Error::label(&label.id, "the page belongs to no fold"))
    }
}

fn model(path: &Path, unit: Unit) -> Result<Model> {
    unit.model(&read(path)?).map_err(|error| Error::label(path.display(), error))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| Error::io(path.display(), error))
}
