//! Labelled corpora on disk: `labels.jsonl` beside `html/ID.html` or `html/ID.html.gz`.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What people said about a page; `None` where nobody said anything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Label {
    /// Name of the page's file.
    pub id: String,
    /// Where the page was found.
    #[serde(default)]
    pub url: Option<String>,
    /// `article`, `forum`, `product`, `collection`, `listing`, `documentation` or `service`.
    #[serde(default)]
    pub kind: Option<String>,
    /// The title, without the site's name.
    #[serde(default)]
    pub title: Option<String>,
    /// The author or authors.
    #[serde(default)]
    pub author: Option<String>,
    /// The day of publication, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: Option<String>,
    /// The main content.
    #[serde(default)]
    pub text: Option<String>,
    /// Snippets that the text has to contain.
    #[serde(default)]
    pub with: Vec<String>,
    /// Snippets that the text must not contain.
    #[serde(default)]
    pub without: Vec<String>,
    /// The language of the text, as a BCP 47 tag.
    #[serde(default)]
    pub lang: Option<String>,
}

/// A page's bytes with its label.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LabelledPage {
    /// What people said about it.
    pub label: Label,
    /// The page as it came over the wire.
    pub bytes: Vec<u8>,
}

/// A labelled corpus.
///
/// Labels are read when it is opened, pages one at a time: a corpus may be larger than memory.
#[derive(Debug, Clone)]
pub struct Corpus {
    folder: PathBuf,
    labels: Vec<Label>,
}

impl Corpus {
    /// Reads the labels of the corpus in `folder`.
    ///
    /// # Errors
    /// If `labels.jsonl` cannot be read, or a line of it is no label; the error names the line.
    pub fn open(folder: impl AsRef<Path>) -> Result<Self> {
        let folder = folder.as_ref().to_owned();
        let path = folder.join("labels.jsonl");
        let lines = fs::read_to_string(&path).map_err(|error| Error::io(path.display(), error))?;
        let labels = lines
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(at, line)| {
                serde_json::from_str(line)
                    .map_err(|error| Error::label(format_args!("{}:{}", path.display(), at + 1), error))
            })
            .collect::<Result<_>>()?;
        Ok(Self { folder, labels })
    }

    /// The labels, in the order of the file.
    #[must_use]
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// Reads the page of a label.
    ///
    /// # Errors
    /// If neither `html/ID.html` nor `html/ID.html.gz` can be read.
    pub fn page(&self, label: &Label) -> Result<LabelledPage> {
        let plain = self.folder.join("html").join(format!("{}.html", label.id));
        let packed = plain.with_file_name(format!("{}.html.gz", label.id));
        // Where there is neither, the message names the page and not its packing.
        let bytes = if packed.exists() && !plain.exists() {
            gunzip(&packed)?
        } else {
            fs::read(&plain).map_err(|error| Error::io(format_args!("{} (or .gz)", plain.display()), error))?
        };
        Ok(LabelledPage { label: label.clone(), bytes })
    }
}

fn gunzip(path: &Path) -> Result<Vec<u8>> {
    let read = || {
        let mut bytes = Vec::new();
        flate2::read::MultiGzDecoder::new(fs::File::open(path)?).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    read().map_err(|error| Error::io(path.display(), error))
}
