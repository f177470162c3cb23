//! What there is to extract, in the order in which it is named.

use super::warc::{Archive, Kind, Record};
use crate::input;
use crate::settings::Input;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What is extracted by itself.
pub(super) enum Item {
    Page(PathBuf),
    Record(Arc<Path>, Record),
    /// Why something cannot be read; names it.
    Broken(String),
}

/// The pages of files, folders and archives, one after the other.
pub(super) struct Items {
    /// What is still to be looked at, the next one last.
    paths: Vec<PathBuf>,
    archive: Option<(Arc<Path>, Archive)>,
    /// Tells which files of a folder are read.
    input: Input,
    /// Files that were found, whatever is in them.
    pub(super) files: usize,
}

/// What a batch holds at most: pages for each thread, so that all have work until its end, and bytes of records.
const PAGES: usize = 64;
const BYTES: usize = 64 << 20;

impl Items {
    pub(super) fn of(paths: &[PathBuf], input: Input) -> Self {
        Self { paths: paths.iter().rev().cloned().collect(), archive: None, input, files: 0 }
    }

    /// The next ones; empty at the end.
    pub(super) fn batch(&mut self, threads: usize) -> Vec<Item> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while batch.len() < PAGES * threads && bytes < BYTES {
            let Some(item) = self.next() else { break };
            if let Item::Record(_, record) = &item {
                bytes += record.body.len();
            }
            batch.push(item);
        }
        batch
    }

    fn look_at(&mut self, path: PathBuf) -> io::Result<Option<Item>> {
        if path.is_dir() {
            self.paths.extend(inside(&path, self.input)?);
            return Ok(None);
        }
        self.files += 1;
        if !input::is_archive(&path)? {
            return Ok(Some(Item::Page(path)));
        }
        self.archive = Some((Arc::from(&*path), Archive::open(&path)?));
        Ok(None)
    }
}

impl Iterator for Items {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some((path, archive)) = &mut self.archive {
                match archive.next() {
                    Some(Ok(record)) if record.kind == Kind::Other => continue,
                    Some(Ok(record)) => return Some(Item::Record(Arc::clone(path), record)),
                    Some(Err(broken)) => return Some(Item::Broken(format!("{} {broken}", path.display()))),
                    None => self.archive = None,
                }
            }
            let path = self.paths.pop()?;
            match self.look_at(path.clone()) {
                Ok(Some(item)) => return Some(item),
                Ok(None) => {}
                Err(error) => return Some(Item::Broken(format!("{}: {error}", path.display()))),
            }
        }
    }
}

/// The folders and the pages in a folder, from the last to the first.
fn inside(folder: &Path, input: Input) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // A link to a folder may lead back.
        if entry.file_type()?.is_dir() || (is_named_so(&entry.path(), input) && !entry.path().is_dir()) {
            paths.push(entry.path());
        }
    }
    paths.sort_by(|a, b| b.cmp(a));
    Ok(paths)
}

fn is_named_so(path: &Path, input: Input) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').is_some_and(|(_, end)| endings(input).contains(&end))
}

/// How the names of the files of a folder end that are read.
pub(super) fn endings(input: Input) -> &'static [&'static str] {
    match input {
        Input::Html => &["html", "htm", "xhtml", "warc", "wet"],
        Input::Text => &["txt", "warc", "wet"],
    }
}
